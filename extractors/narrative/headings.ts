/** What the headings of a report look like: the six parts of the national outline under all their names, and numbering. */

/** Parts of the outline, in its order. */
export type Part = 'overview' | 'disclosure' | 'requests' | 'remedies' | 'problems' | 'other';

/** Squeezed headings without number; each must match from end to end. */
const PARTS: readonly [Part, RegExp][] = [
  ['overview', /^(?:政府信息公开)?(?:工作)?(?:的)?(?:总体|基本|整体)(?:工作)?情况(?:概述)?$|^(?:工作)?概[述况]$/],
  ['disclosure', /^(?:行政机关)?主动公开(?:的)?(?:政府)?(?:信息)?(?:的|工作)?情况$|^(?:政府)?信息主动公开(?:的|工作)?情况$/],
  [
    'requests',
    /^(?:行政机关)?(?:(?:收到|受理)(?:和|及|与|、)?)?(?:办理|处理|答复)?(?:的)?(?:政府)?信息公开申请(?:的)?(?:办理|处理|答复)?(?:工作)?(?:的)?情况$|^(?:政府信息)?依申请公开(?:政府)?(?:信息)?(?:的|工作|办理|处理)*情况$/,
  ],
  ['remedies', /^[^未无没均，,。]{0,26}复议.{0,12}诉讼(?:案件)?(?:的|办理|工作)*(?:情况)?$/],
  ['problems', /^(?:政府信息公开)?(?:工作)?(?:中)?(?:存在|面临)?(?:的)?(?:主要)?(?:困难|问题|不足).{0,4}(?:改进|整改|解决|今后|下一步).{0,8}$/],
  ['other', /^其[他它](?:的)?(?:需要|应当|需|应)?(?:报告|说明)?(?:的)?(?:有关)?(?:事项|情况)$/],
];

const NUMERAL = '[一二三四五六七八九十]{1,3}';
/** How a heading may be numbered; the style is what its neighbours share. */
const STYLES: readonly [Style, RegExp][] = [
  ['numeral', new RegExp(`^(${NUMERAL})[、.,:]`)],
  ['bracket', new RegExp(`^\\((${NUMERAL})\\)[、.,]?`)],
  ['part', new RegExp(`^第(${NUMERAL})(?:部分|章|节)[、.,:]?`)],
  ['arabic', /^(\d{1,2})[、.,](?!\d)/],
  ['arabic_bracket', /^\((\d{1,2})\)[、.,]?/],
];

export type Style = 'numeral' | 'bracket' | 'part' | 'arabic' | 'arabic_bracket' | 'none';

export interface Numbering {
  style: Style;
  /** As printed, without its punctuation. */
  number: string | null;
  /** The squeezed line without number and closing punctuation. */
  rest: string;
}

/** Splits a squeezed line into its number and the rest. */
export function numberingOf(line: string): Numbering {
  for (const [style, pattern] of STYLES) {
    const match = pattern.exec(line);
    if (match) return { style, number: match[1]!, rest: withoutEnd(line.slice(match[0].length)) };
  }
  return { style: 'none', number: null, rest: withoutEnd(line) };
}

const withoutEnd = (text: string): string => text.replace(/[。:.;]+$/, '').replace(/\([^()]{0,40}\)$/, '');

/** Which part of the outline a heading without number names. */
export function partOf(rest: string): Part | null {
  if (rest.length < 2 || rest.length > 40) return null;
  return PARTS.find(([, pattern]) => pattern.test(rest))?.[0] ?? null;
}

/** The usual wording of each part, for headings glued to the text that follows them. */
const GLUED =
  /^(?:总体情况|概述|主动公开政府信息(?:的)?情况|收到和处理政府信息公开申请(?:的)?情况|(?:因)?政府信息公开(?:工作)?(?:被申请)?行政复议[、和](?:提起)?行政诉讼(?:的)?情况|(?:政府信息公开工作)?存在的?(?:主要)?问题[及和]改进(?:措施|情况)|其他需要(?:报告|说明)的(?:有关)?(?:事项|情况))/;

/** The heading that a squeezed line (its number taken off) begins with, when text follows on the same line; null where it is not one. */
export const gluedHeading = (rest: string): string | null => GLUED.exec(rest)?.[0] ?? null;

/** Rows of table 三 are numbered like sections: 四、结转下年度继续办理. */
const TABLE_ROW = /^(?:本年(?:度)?新收|上年(?:度)?结转|本年度办理|结转下)|\d$/;

/** True where a line without a known wording is shaped like a heading: short, no sentence, no row of a table. */
export const looksLikeHeading = (rest: string): boolean =>
  rest.length >= 2 && rest.length <= 40 && !/[。;!?:]/.test(rest) && !/,.*,/.test(rest) && !TABLE_ROW.test(rest);

/** 三 → 3, `12` → 12, 十二 → 12; 0 where it is no number. */
export function ordinal(number: string | null): number {
  if (number === null) return 0;
  if (/^\d+$/.test(number)) return Number(number);
  const [tens, ones] = number.includes('十') ? number.split('十') : ['', number];
  const digit = (text: string | undefined): number => (text ? '一二三四五六七八九'.indexOf(text) + 1 : 0);
  return (number.includes('十') ? (digit(tens) || 1) * 10 : 0) + digit(ones);
}
