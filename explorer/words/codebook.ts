import type { Phrase } from '../frame/language.ts';

export const CODEBOOK = {
  title: { zh: '编码手册', en: 'Codebook' },
  about: {
    zh: '每一项数字一个编码，各版格式通用；可比性说明该数字与其他版本之间如何比较。',
    en: 'One code for each figure, the same in every edition; comparability says how it compares with other editions.',
  },
  find: { zh: '编码或名称', en: 'Code or name' },
  search: { zh: '查找', en: 'Find' },
  code: { zh: '编码', en: 'Code' },
  name: { zh: '名称', en: 'Name' },
  unit: { zh: '单位', en: 'Unit' },
  editions: { zh: '版本', en: 'Editions' },
  comparability: { zh: '可比性', en: 'Comparability' },
  note: { zh: '说明', en: 'Notes' },
  none: { zh: '没有这样的编码。', en: 'There is no such code.' },
  contents: { zh: '本页内容', en: 'On this page' },
  editionsTitle: { zh: '版本', en: 'Editions' },
  editionsAbout: { zh: '全国统一表格先后有三版。报告按其所用的版本读取，换版处序列可能断开。', en: 'The national form has had three editions. Each report is read by the one that it uses; where editions change, series may break.' },
  years: { zh: '数据中的年度', en: 'Fiscal years in the data' },
  reports: { zh: '报告', en: 'Reports' },
  comparabilityTitle: { zh: '可比性', en: 'Comparability' },
  statesTitle: { zh: '单元格的状态', en: 'States of a cell' },
  statesAbout: { zh: '数值要么与原件所印完全一致，要么为空并附原因；空绝不表示 0。', en: 'A value is exactly what is printed, or null with a reason. Null never means 0.' },
  alignmentsTitle: { zh: '对位', en: 'Alignment' },
  word: { zh: '词', en: 'Word' },
  meaning: { zh: '含义', en: 'Meaning' },
} as const;

/** The parts of the codebook by the beginning of their codes. */
export const PARTS: readonly { prefix: string; id: string; title: Phrase }[] = [
  { prefix: 't2.', id: 't2', title: { zh: '二、主动公开政府信息情况', en: 'Table 2: proactive disclosure' } },
  { prefix: 't3.', id: 't3', title: { zh: '三、收到和处理政府信息公开申请情况', en: 'Table 3: requests' } },
  { prefix: 't4.', id: 't4', title: { zh: '四、行政复议、行政诉讼情况', en: 'Table 4: reconsideration and litigation' } },
  { prefix: 'd.', id: 'd', title: { zh: '派生指标', en: 'Derived' } },
  { prefix: 'n.', id: 'n', title: { zh: '文字中的数字', en: 'Figures of the prose' } },
  { prefix: 't0.', id: 't0', title: { zh: '2014 年统计表', en: 'Statistics table of 2014' } },
  { prefix: '', id: 'other', title: { zh: '其他', en: 'Others' } },
];

export const COMPARABILITY: Readonly<Record<string, Phrase>> = {
  identical: { zh: '两版同一编码、同一数字', en: 'the same figure under the same code in both recent editions' },
  derivable: { zh: '把所列各行相加后可比', en: 'comparable after summing the rows named' },
  near: { zh: '概念大体相同，比较须谨慎', en: 'nearly the same concept; compare with caution' },
  concept_break: { zh: '有对应数字，但概念已变，不可连成一个序列', en: 'a counterpart exists, its concept changed; do not chain the series' },
  none: { zh: '另一版没有可比的数字', en: 'no comparable counterpart in another edition' },
};

export const STATES: Readonly<Record<string, Phrase>> = {
  zero: { zh: '印着零：0、０、0件、零', en: 'a zero is printed: 0, ０, 0件, 零' },
  number: { zh: '印着零以外的数字', en: 'a number other than zero is printed' },
  blank: { zh: '有此格而空白；值为空，绝不当作 0', en: 'the cell is there and empty; value null, never taken for 0' },
  none_word: { zh: '印着“无”“没有”；值为空，宽口径检验时作 0', en: 'a word for none is printed (无, 没有); value null, counts as 0 in lenient checks' },
  dash: { zh: '印着横线或斜线；值为空', en: 'a dash or slash is printed; value null' },
  text: { zh: '应为数字处是文字；值为空，见原文', en: 'words stand where a number belongs; value null, see the raw text' },
  ambiguous: { zh: '行、列或单位无法确定，扫描件上则是所印内容无法确定；值为空，候选另列', en: 'its row, column or unit cannot be known, or, on a scan, what is printed; value null, candidates are kept' },
  absent: { zh: '格式有此项，报告未印', en: 'the form has this figure, the report does not print it' },
  not_in_template: { zh: '别的版本的项目', en: 'another edition’s figure' },
};

export const ALIGNMENTS: Readonly<Record<string, Phrase>> = {
  exact: { zh: '行、列均由标签找到', en: 'row and column found by their labels' },
  continued: { zh: '在跨页拼接的行中', en: 'in a row joined over a page break' },
  inferred: { zh: '表格勾稽关系所允许的唯一对位', en: 'the only alignment that the form’s arithmetic allows' },
  ambiguous: { zh: '有几种对位都说得通，或一种也没有', en: 'several alignments fit, or none' },
};
