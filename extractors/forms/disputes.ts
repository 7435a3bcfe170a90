/** Table 四 (行政复议、行政诉讼): one data row, three blocks of five columns; the same in 2019 and 2021. */
import type { ColumnSpec, RowSpec } from './form.ts';

export const VENUES: readonly RowSpec[] = [
  { id: 'review', labels: ['行政复议'], zh: '行政复议', en: 'Administrative reconsideration' },
  { id: 'litigation.direct', labels: ['未经复议直接起诉'], zh: '行政诉讼·未经复议直接起诉', en: 'Litigation filed directly' },
  { id: 'litigation.after_review', labels: ['复议后起诉', '经复议后起诉'], zh: '行政诉讼·复议后起诉', en: 'Litigation after reconsideration' },
];

/** The header over both litigation blocks. */
export const LITIGATION_HEADER = ['行政诉讼'] as const;

export const OUTCOMES: readonly ColumnSpec[] = [
  { id: 'upheld', labels: ['结果维持', '维持'], zh: '结果维持', en: 'Upheld' },
  { id: 'corrected', labels: ['结果纠正', '纠正'], zh: '结果纠正', en: 'Corrected' },
  { id: 'other', labels: ['其他结果', '其它结果'], zh: '其他结果', en: 'Other outcome' },
  { id: 'pending', labels: ['尚未审结', '未审结'], zh: '尚未审结', en: 'Not yet concluded' },
  { id: 'total', labels: ['总计', '合计'], zh: '总计', en: 'Total' },
];
