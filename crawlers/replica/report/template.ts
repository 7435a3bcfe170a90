/**
 * The national form as the official templates print it (国办公开办函〔2019〕60号 and 〔2021〕30号), written down once more and
 * apart from `extractors/forms/`: the forge is a witness of its own, so that a slip there does not hide itself here.
 */
import type { FormId, Unit } from '../../../extractors/report.ts';

export type OgiForm = Extract<FormId, `ogi-${string}`>;

export interface TemplateMeasure {
  id: string;
  label: string;
  unit: Unit;
  kind: 'count' | 'signed' | 'money';
}

export interface TemplateBlock {
  id: string;
  item: string;
  rows: { id: string; label: string }[];
  measures: TemplateMeasure[];
}

const count = (id: string, label: string, unit: Unit): TemplateMeasure => ({ id, label, unit, kind: 'count' });
const ITEMS: TemplateMeasure[] = [
  count('items_prev', '上一年项目数量', '项'),
  { id: 'items_change', label: '本年增/减', unit: '项', kind: 'signed' },
];

export const TABLE_2: Record<OgiForm, readonly TemplateBlock[]> = {
  'ogi-2019': [
    {
      id: 'a20_1', item: '一',
      rows: [{ id: 'rule', label: '规章' }, { id: 'normdoc', label: '规范性文件' }],
      measures: [count('made', '本年新制作数量', '件'), count('newly_disclosed', '本年新公开数量', '件'), count('total_disclosed', '对外公开总数量', '件')],
    },
    {
      id: 'a20_5', item: '五',
      rows: [{ id: 'license', label: '行政许可' }, { id: 'other_service', label: '其他对外管理服务事项' }],
      measures: [...ITEMS, count('decisions', '处理决定数量', '件')],
    },
    {
      id: 'a20_6', item: '六',
      rows: [{ id: 'penalty', label: '行政处罚' }, { id: 'coercion', label: '行政强制' }],
      measures: [...ITEMS, count('decisions', '处理决定数量', '件')],
    },
    { id: 'a20_8', item: '八', rows: [{ id: 'fee', label: '行政事业性收费' }], measures: ITEMS },
    {
      id: 'a20_9', item: '九', rows: [{ id: 'procurement', label: '政府集中采购' }],
      measures: [count('projects', '采购项目数量', '个'), { id: 'amount', label: '采购总金额', unit: '万元', kind: 'money' }],
    },
  ],
  'ogi-2021': [
    {
      id: 'a20_1', item: '一',
      rows: [{ id: 'rule', label: '规章' }, { id: 'normdoc', label: '行政规范性文件' }],
      measures: [count('issued', '本年制发件数', '件'), count('repealed', '本年废止件数', '件'), count('in_force', '现行有效件数', '件')],
    },
    { id: 'a20_5', item: '五', rows: [{ id: 'license', label: '行政许可' }], measures: [count('decisions', '本年处理决定数量', '件')] },
    {
      id: 'a20_6', item: '六',
      rows: [{ id: 'penalty', label: '行政处罚' }, { id: 'coercion', label: '行政强制' }],
      measures: [count('decisions', '本年处理决定数量', '件')],
    },
    {
      id: 'a20_8', item: '八', rows: [{ id: 'fee', label: '行政事业性收费' }],
      measures: [{ id: 'amount', label: '本年收费金额（单位：万元）', unit: '万元', kind: 'money' }],
    },
  ],
};

export const APPLICANTS = [
  { id: 'natural_person', label: '自然人' },
  { id: 'org.commercial', label: '商业企业' },
  { id: 'org.research', label: '科研机构' },
  { id: 'org.public_interest', label: '社会公益组织' },
  { id: 'org.legal_service', label: '法律服务机构' },
  { id: 'org.other', label: '其他' },
  { id: 'total', label: '总计' },
] as const;

/** A labelled row of table 三, or a group of them. */
export interface TemplateRow {
  id: string;
  label: string;
  children?: TemplateRow[];
}

const row = (id: string, label: string): TemplateRow => ({ id, label });

const OTHER: Record<OgiForm, TemplateRow> = {
  'ogi-2019': row('result.other', '（六）其他处理'),
  'ogi-2021': {
    id: 'result.other', label: '（六）其他处理',
    children: [
      row('result.other.uncorrected', '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'),
      row('result.other.fee_unpaid', '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'),
      row('result.other.misc', '3.其他'),
    ],
  },
};

/** （六）其他处理 as an edition prints it. */
export const otherRow = (form: OgiForm): TemplateRow => structuredClone(OTHER[form]);

export function table3Rows(form: OgiForm): TemplateRow[] {
  return [
    row('new', '一、本年新收政府信息公开申请数量'),
    row('carry_in', '二、上年结转政府信息公开申请数量'),
    {
      id: 'results', label: '三、本年度办理结果',
      children: [
        row('result.open', '（一）予以公开'),
        row('result.partial', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）'),
        {
          id: 'denied', label: '（三）不予公开',
          children: [
            row('result.denied.state_secret', '1.属于国家秘密'),
            row('result.denied.law_prohibits', '2.其他法律行政法规禁止公开'),
            row('result.denied.security_stability', '3.危及“三安全一稳定”'),
            row('result.denied.third_party', '4.保护第三方合法权益'),
            row('result.denied.internal_affairs', '5.属于三类内部事务信息'),
            row('result.denied.deliberative', '6.属于四类过程性信息'),
            row('result.denied.enforcement_file', '7.属于行政执法案卷'),
            row('result.denied.admin_query', '8.属于行政查询事项'),
          ],
        },
        {
          id: 'unable', label: '（四）无法提供',
          children: [
            row('result.unable.not_held', '1.本机关不掌握相关政府信息'),
            row('result.unable.needs_creation', '2.没有现成信息需要另行制作'),
            row('result.unable.unclear', '3.补正后申请内容仍不明确'),
          ],
        },
        {
          id: 'not_processed', label: '（五）不予处理',
          children: [
            row('result.not_processed.petition', '1.信访举报投诉类申请'),
            row('result.not_processed.duplicate', '2.重复申请'),
            row('result.not_processed.publication', '3.要求提供公开出版物'),
            row('result.not_processed.excessive', '4.无正当理由大量反复申请'),
            row('result.not_processed.reconfirm', '5.要求行政机关确认或重新出具已获取信息'),
          ],
        },
        otherRow(form),
        row('result.total', '（七）总计'),
      ],
    },
    row('carry_out', '四、结转下年度继续办理'),
  ];
}

/** Rows of the tree that carry figures, in printed order. */
export function figureRows(rows: readonly TemplateRow[]): TemplateRow[] {
  return rows.flatMap((node) => (node.children ? figureRows(node.children) : [node]));
}

export const OUTCOMES = [
  { id: 'upheld', label: '结果维持' },
  { id: 'corrected', label: '结果纠正' },
  { id: 'other', label: '其他结果' },
  { id: 'pending', label: '尚未审结' },
  { id: 'total', label: '总计' },
] as const;

export const VENUES = [
  { id: 'review', label: '行政复议' },
  { id: 'litigation.direct', label: '未经复议直接起诉' },
  { id: 'litigation.after_review', label: '复议后起诉' },
] as const;

export const t2Code = (block: string, rowId: string, measure: string): string => `t2.${block}.${rowId}.${measure}`;
export const t3Code = (rowId: string, applicant: string): string => `t3.${rowId}@${applicant}`;
export const t4Code = (venue: string, outcome: string): string => `t4.${venue}.${outcome}`;

/** Codes that an edition prints, in its order. */
export function codesOf(form: OgiForm): string[] {
  return [
    ...TABLE_2[form].flatMap((b) => b.rows.flatMap((r) => b.measures.map((m) => t2Code(b.id, r.id, m.id)))),
    ...figureRows(table3Rows(form)).flatMap((r) => APPLICANTS.map((a) => t3Code(r.id, a.id))),
    ...VENUES.flatMap((v) => OUTCOMES.map((o) => t4Code(v.id, o.id))),
  ];
}

/** Codes of both recent editions. */
export const ALL_CODES: readonly string[] = [...new Set([...codesOf('ogi-2019'), ...codesOf('ogi-2021')])];
