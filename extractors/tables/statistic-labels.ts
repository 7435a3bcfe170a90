/** Which line of the statistics table of 2014 a printed label stands for, what its headers name, and what is a unit. */
import { STATISTIC_HEADINGS, stat2014 } from '../forms/stat-2014.ts';
import type { StatisticSpec } from '../forms/form.ts';
import { lettersOf, squeeze, withoutNumbering, withoutParentheses } from '../normalise.ts';
import { remembered } from './labels.ts';

export type StatisticLabel =
  /** One line, or two of the same name that only what stands above them tells apart: 被依法纠错数. */
  | { kind: 'line'; specs: readonly StatisticSpec[] }
  /** A line that groups others; `opens` is the beginning of their ids. */
  | { kind: 'heading'; opens: string };

const LEADING = /^(?:其中|内含|含)[:：,，、]?/;
const LONGEST = 70;

/** 其中：1.涉及国家秘密数 → 1.涉及国家秘密数 → 涉及国家秘密数: whatever stands in front of the words, in any order. */
function bare(squeezed: string): string {
  for (let text = squeezed; ;) {
    const next = withoutNumbering(text).replace(LEADING, '');
    if (next === text || next === '') return text;
    text = next;
  }
}

const withoutCount = (key: string): string => (key.length > 4 ? key.replace(/(?:总数量?|数量?)$/, '') : key);

function keysOf(text: string): string[] {
  const words = bare(squeeze(text));
  const plain = inParentheses(words).some(isOfAnother) ? words : bare(withoutParentheses(words));
  return [...new Set([words, plain].flatMap((it) => [lettersOf(it), withoutCount(lettersOf(it))]))].filter((key) => key.length > 1);
}

const inParentheses = (squeezed: string): string[] => [...squeezed.matchAll(/[([]([^)\]]*)/g)].map((match) => match[1]!);
/** What is left out or included, in a remark: 不含上年结转. */
const EXCEPTION = /^(?:不|除|剔|扣|含|内含|包括|包含)/;
const ANOTHER_PERIOD = /历年|累计|以来|[上去往]年|上一年|[上同]期|同比|环比|增减|增长|占比|比[例重率]|[率%]/;

/** True for words in parentheses that make another figure of a label: 收到申请数（上年）, and 工作人员数（专职）, which begins another line of the form. */
function isOfAnother(remark: string): boolean {
  if (EXCEPTION.test(remark)) return false;
  const words = lettersOf(remark.replace(/^(?:其中|仅|限)/, ''));
  return ANOTHER_PERIOD.test(remark) || (words.length > 1 && lines.some((label) => label.startsWith(words)));
}

const lines = stat2014.statistics.flatMap(({ labels }) => labels.map((label) => lettersOf(squeeze(label))));

const index = new Map<string, StatisticLabel>();
for (const spec of stat2014.statistics) {
  for (const key of new Set(spec.labels.flatMap(keysOf))) {
    const known = index.get(key);
    index.set(key, { kind: 'line', specs: known?.kind === 'line' ? [...known.specs, spec] : [spec] });
  }
}
for (const { labels, opens } of STATISTIC_HEADINGS) for (const label of labels) index.set(lettersOf(squeeze(label)), { kind: 'heading', opens });

/** The line or heading that a text names, or null. */
export function statisticLabel(text: string): StatisticLabel | null {
  return text.length < 3 || (text.length > LONGEST && squeeze(text).length > LONGEST) ? null : lookUp(text);
}

/** A unit may stand in the label's own cell: 申请答复数 件, 专项经费，单位：元. */
const UNIT_BEHIND = /(?:\s+|[，,；;]?\s*单位[：:]\s*)(?:条|件|次|篇|个|人|人次|万元|元)\s*$/;

const lookUp = remembered((text: string): StatisticLabel | null => {
  for (const key of [...keysOf(text), ...(UNIT_BEHIND.test(text) ? keysOf(text.replace(UNIT_BEHIND, '')) : [])]) {
    const label = index.get(key);
    if (label) return label;
  }
  return null;
});

/** Shortest label in which a slip can be told from another word. */
const SHORTEST = 7;

/** True where one character was doubled, dropped or swapped with its neighbour; another character in its place is another word. */
function isSlip(printed: string, label: string): boolean {
  const [long, short] = printed.length > label.length ? [printed, label] : [label, printed];
  let at = 0;
  while (at < short.length && long[at] === short[at]) at++;
  // A character too many is one that stands there twice; another one may make another word.
  const doubled = long !== printed || long[at] === long[at - 1];
  if (long.length === short.length + 1) return doubled && long.slice(at + 1) === short.slice(at) && !/[不非未无]/.test(long[at]!);
  if (long.length !== short.length || at + 1 >= long.length) return false;
  return long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2);
}

/** The lines of the only label that the text misses by one slip: several where lines share it, none where several labels are near. */
export function nearStatistics(text: string): readonly StatisticSpec[] {
  const found: (readonly StatisticSpec[])[] = [];
  for (const key of keysOf(text)) {
    if (key.length < SHORTEST - 1) continue;
    for (const [label, meant] of index) {
      if (meant.kind === 'line' && label.length >= SHORTEST && isSlip(key, label)) found.push(meant.specs);
    }
  }
  const [first = []] = found;
  return found.every((specs) => specs.length === first.length && specs.every((spec) => first.includes(spec))) ? first : [];
}

/** What a column of the table holds. `value` is the year's figure; `year` where the header names one. */
export type ColumnRole = 'label' | 'unit' | 'ordinal' | 'value' | 'cumulative' | 'other';

const UNITS = '(?:(?:计量|统计)?单位)';
/** From the first day of a year to its last, without punctuation: 2017年1月1日至12月31日, 1-12月. */
const WHOLE_YEAR = '0?1月?(?:0?1日)?[至到]?(?:20\\d\\d年)?12月(?:31日)?[底止]?';
const ORDINALS = '(?:(?:指标)?(?:序号|代码|编号|行次|编码))';

const ROLES: readonly (readonly [ColumnRole, RegExp])[] = [
  // Without rules the headings of row numbers and of units may stand in one cell with that of the labels: 序号 统计指标 单 位.
  ['label', new RegExp(`^${ORDINALS}?(?:(?:统计|考核|公开)?(?:指标|项目)(?:名称|内容)?|统计(?:内容|事项))${UNITS}?$`)],
  ['unit', new RegExp(`^${UNITS}$`)],
  ['ordinal', new RegExp(`^${ORDINALS}$`)],
  ['value', /^(?:本|全|当)年度?(?:累计|实际|合计|统计)?(?:数据|数量|数值|数)?$|^(?:统计|填报|年度统计)(?:数据|数量|数值|结果|数)$|^(?:数据|数量|数值|数目|指标值|数)$|^(?:20\d\d)?年度?(?:统计|合计)?(?:数据|数量|数值|情况|数)?$|^20\d\d$/],
  ['value', new RegExp(`^20\\d\\d年${WHOLE_YEAR}$`)],
  ['cumulative', /历年|累计|以来|20\d\d年?度?[至到]?20\d\d年/],
  ['other', /^(?:备注|说明|注)$|^(?:上|去|上一|前)年|同比|比上年|增减|季度|本期|半年|^\d{1,2}月/],
];

/** The role that a header's text names, and the year in it; null for a text that names none. */
export function columnRole(text: string): { role: ColumnRole; year: number | null } | null {
  if (text.length > 40) return null;
  const squeezed = squeeze(text);
  for (const words of [lettersOf(withoutParentheses(squeezed)), lettersOf(squeezed)]) {
    const role = ROLES.find(([, pattern]) => pattern.test(words))?.[0];
    if (role) return { role: role === 'value' ? (remarkedRole(squeezed) ?? role) : role, year: Number(/20\d\d/.exec(squeezed)?.[0] ?? 0) || null };
  }
  return null;
}

/** 统计数（历年累计） is no column of the year: what a heading's parentheses name. */
function remarkedRole(squeezed: string): ColumnRole | null {
  const remarks = inParentheses(squeezed).filter((remark) => !EXCEPTION.test(remark)).map(lettersOf).filter((words) => !IS_WHOLE_YEAR.test(words));
  return ROLES.find(([role, pattern]) => (role === 'cumulative' || role === 'other') && remarks.some((words) => pattern.test(words)))?.[0] ?? null;
}

const IS_WHOLE_YEAR = new RegExp(`^(?:20\\d\\d年)?${WHOLE_YEAR}$`);

const UNIT = /^(?:亿|千万|百万|十万|万|千|百)?(?:条|件|次|篇|个|人|人次|元|起|期|场|份|家|件次|条次)$/;

/** True for what the column of units prints; a group's line prints a dash there. */
export const isUnit = (text: string): boolean => UNIT.test(squeeze(text));

/** True for a line of text that begins with a line of the table: 2.政府网站公开政府信息数 条 0. */
export const isStatisticText = (text: string): boolean => {
  const words = text.trim().split(/\s+/);
  // A number of its own may stand in front.
  return words.length > 1 && words.slice(0, 2).some((word) => statisticLabel(word)?.kind === 'line');
};
