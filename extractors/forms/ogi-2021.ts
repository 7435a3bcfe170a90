/** The present edition: 国办公开办函〔2021〕30号 (2021-09-26), fiscal year 2021 onwards. */
import { buildForm } from './build.ts';
import type { BlockSpec, MeasureSpec, RowSpec } from './form.ts';
import { ROW_COERCION, ROW_FEE, ROW_LICENSE, ROW_NORMDOC, ROW_PENALTY, ROW_RULE } from './ogi-2019.ts';
import { CARRY_IN, CARRY_OUT, GROUP_OTHER, GROUPS, LEAVES_COMMON, NEW, OTHER_2021, RESULT_TOTAL } from './requests.ts';

const DECISIONS: MeasureSpec = {
  id: 'decisions', labels: ['本年处理决定数量', '本年度处理决定数量', '本年处理决定数'], zh: '本年处理决定数量', en: 'decisions this year', unit: '件', type: 'count',
};
const NORMDOC: RowSpec = { ...ROW_NORMDOC, zh: '行政规范性文件' };

const BLOCKS: readonly BlockSpec[] = [
  {
    id: 'a20_1', item: '一', rows: [ROW_RULE, NORMDOC],
    measures: [
      { id: 'issued', labels: ['本年制发件数', '本年制发数', '本年度制发件数', '本年制发数量'], zh: '本年制发件数', en: 'issued this year', unit: '件', type: 'count' },
      { id: 'repealed', labels: ['本年废止件数', '本年废止数', '本年度废止件数', '本年废止数量'], zh: '本年废止件数', en: 'repealed this year', unit: '件', type: 'count' },
      { id: 'in_force', labels: ['现行有效件数', '现行有效件', '现行有效数', '现行有效数量'], zh: '现行有效件数', en: 'in force at year end', unit: '件', type: 'count' },
    ],
  },
  { id: 'a20_5', item: '五', rows: [ROW_LICENSE], measures: [DECISIONS] },
  { id: 'a20_6', item: '六', rows: [ROW_PENALTY, ROW_COERCION], measures: [DECISIONS] },
  {
    id: 'a20_8', item: '八', rows: [ROW_FEE],
    measures: [{ id: 'amount', labels: ['本年收费金额', '本年度收费金额', '收费金额'], zh: '本年收费金额（单位：万元）', en: 'amount collected this year', unit: '万元', type: 'money', unitPrinted: true }],
  },
];

export const ogi2021 = buildForm({
  id: 'ogi-2021',
  nameZh: '政府信息公开工作年度报告格式',
  nameEn: 'Annual report on government information disclosure, form of 2021',
  source: '国办公开办函〔2021〕30号',
  inForce: [2021, null],
  blocks: BLOCKS,
  requestRows: [NEW, CARRY_IN, ...LEAVES_COMMON, ...OTHER_2021, RESULT_TOTAL, CARRY_OUT],
  requestGroups: [...GROUPS, GROUP_OTHER],
});
