/** The trial edition: 政府信息公开工作年度报告格式（试行）, 国办公开办函〔2019〕60号, fiscal years 2019 and 2020. */
import { buildForm } from './build.ts';
import type { BlockSpec, MeasureSpec, RowSpec } from './form.ts';
import { CARRY_IN, CARRY_OUT, GROUPS, LEAVES_COMMON, NEW, OTHER, RESULT_TOTAL } from './requests.ts';

export const ROW_RULE: RowSpec = { id: 'rule', labels: ['规章'], zh: '规章', en: 'Departmental or local-government rule' };
export const ROW_NORMDOC: RowSpec = {
  id: 'normdoc', labels: ['规范性文件', '行政规范性文件'], zh: '规范性文件', en: 'Administrative normative document',
};
export const ROW_LICENSE: RowSpec = { id: 'license', labels: ['行政许可'], zh: '行政许可', en: 'Administrative licence' };
export const ROW_PENALTY: RowSpec = { id: 'penalty', labels: ['行政处罚'], zh: '行政处罚', en: 'Administrative penalty' };
export const ROW_COERCION: RowSpec = { id: 'coercion', labels: ['行政强制'], zh: '行政强制', en: 'Administrative coercion' };
export const ROW_FEE: RowSpec = { id: 'fee', labels: ['行政事业性收费'], zh: '行政事业性收费', en: 'Administrative fee' };

const ITEMS_PREV: MeasureSpec = {
  id: 'items_prev', labels: ['上一年项目数量', '上年项目数量', '上一年度项目数量'], zh: '上一年项目数量', en: 'number of items, previous year', unit: '项', type: 'count',
};
const ITEMS_CHANGE: MeasureSpec = {
  id: 'items_change', labels: ['本年增/减', '本年增减', '本年度增/减', '本年增(减)'], zh: '本年增/减', en: 'change in items this year', unit: '项', type: 'signed_count',
};
const DECISIONS: MeasureSpec = {
  id: 'decisions', labels: ['处理决定数量', '处理决定数'], zh: '处理决定数量', en: 'decisions this year', unit: '件', type: 'count',
};

const BLOCKS: readonly BlockSpec[] = [
  {
    id: 'a20_1', item: '一', rows: [ROW_RULE, ROW_NORMDOC],
    measures: [
      { id: 'made', labels: ['本年新制作数量', '本年度新制作数量'], zh: '本年新制作数量', en: 'newly made this year', unit: '件', type: 'count' },
      { id: 'newly_disclosed', labels: ['本年新公开数量', '本年度新公开数量'], zh: '本年新公开数量', en: 'newly disclosed this year', unit: '件', type: 'count' },
      { id: 'total_disclosed', labels: ['对外公开总数量', '对外公开总数', '对外公开总'], zh: '对外公开总数量', en: 'total disclosed to date', unit: '件', type: 'count' },
    ],
  },
  {
    id: 'a20_5', item: '五',
    rows: [ROW_LICENSE, { id: 'other_service', labels: ['其他对外管理服务事项', '其它对外管理服务事项'], zh: '其他对外管理服务事项', en: 'Other external management or service item' }],
    measures: [ITEMS_PREV, ITEMS_CHANGE, DECISIONS],
  },
  { id: 'a20_6', item: '六', rows: [ROW_PENALTY, ROW_COERCION], measures: [ITEMS_PREV, ITEMS_CHANGE, DECISIONS] },
  { id: 'a20_8', item: '八', rows: [ROW_FEE], measures: [ITEMS_PREV, ITEMS_CHANGE] },
  {
    id: 'a20_9', item: '九',
    rows: [{ id: 'procurement', labels: ['政府集中采购'], zh: '政府集中采购', en: 'Centralised procurement' }],
    measures: [
      { id: 'projects', labels: ['采购项目数量', '采购项目数'], zh: '采购项目数量', en: 'number of projects', unit: '个', type: 'count' },
      { id: 'amount', labels: ['采购总金额', '采购预算总金额', '采购金额'], zh: '采购总金额', en: 'total amount', unit: '万元', type: 'money' },
    ],
  },
];

export const ogi2019 = buildForm({
  id: 'ogi-2019',
  nameZh: '政府信息公开工作年度报告格式（试行）',
  nameEn: 'Annual report on government information disclosure, trial form of 2019',
  source: '国办公开办函〔2019〕60号',
  inForce: [2019, 2020],
  blocks: BLOCKS,
  requestRows: [NEW, CARRY_IN, ...LEAVES_COMMON, OTHER, RESULT_TOTAL, CARRY_OUT],
  requestGroups: GROUPS,
});
