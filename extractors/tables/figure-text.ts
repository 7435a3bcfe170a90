/**
 * What one cell's text says: a number, a zero, a word for none, a dash, nothing, or something that is no number.
 * The value is exactly what is printed or null; a unit changes the scale, never the guess.
 */
import { foldWidth, isBlank, isDashes } from '../normalise.ts';
import type { CellState, Unit } from '../report.ts';

export interface FigureText {
  state: CellState;
  /** In `unit` of the request; null unless `number` or `zero`. */
  value: number | null;
  /** Unit as printed in the cell, else as printed in the header; null when neither names one. */
  unitRaw: string | null;
  remark?: string;
  note?: string;
}

export interface FigureContext {
  unit: Unit;
  type: 'count' | 'signed_count' | 'money';
  /** Unit printed in the column's header, if any. */
  headerUnit: string | null;
  /** The edition's header prints the unit, so that a missing one still means `unit`. */
  unitPrinted: boolean;
}

/** Decimal places by which a money unit is moved to reach 万元. */
const MONEY: Record<string, number> = { 亿元: 4, 亿: 4, 千万元: 3, 百万元: 2, 万元: 0, 万: 0, 千元: -1, 元: -4, 圆: -4 };
const COUNT_UNITS = new Set('件 项 个 条 次 篇 人 人次 类 起 宗 份 部 例 家 册 批 名 户 件次 项次 个项 场 期 种'.split(' '));
const NONE_WORD = /^(?:无|没有|未发生|暂无|未有|无此项|无此类情况|不涉及)[。.]?$/;
const NUMBER =
  /^(?<sign>[+\-−‐‑–﹣]|增加?[了:]?|减少?[了:]?|新增|负|↑|↓)?(?:人民币|¥|￥)?(?<digits>\d{1,3}(?:,\d{3})+|\d+)(?<fraction>\.\d+)?(?<scale>亿|千万|百万|万|千)?(?<unit>\p{Script=Han}{0,3}?)(?<rest>$|[。.;,]$|[([【〔].*|[※#†‡①-⑳¹²³]+$|[,;、:]?(?:其中|含|包括|包含|均为|备注|注:).*)$/u;
/** A figure broken by one space or a line end is one figure; digits on both sides of a wider gap are two. */
const GAPPED = /^\D*\d[\d,.]*(?:\t|[^\S\n]{2,})\s*\d/;
/** 777（历年累计）: the whole remark says that the figure is not the year's. */
const OTHER_PERIOD = /^[([【〔](?:历年|累计|历年累计|上一?年度?|去年)[)\]】〕]/;
const MINUS = /^(?:[-−‐‑–﹣]|减|负|↓)/;

/** Reads the text of one cell. `text` is as the reader gives it: `\n` a line break, `\n\n` a paragraph break. */
export function readFigure(text: string, context: FigureContext): FigureText {
  const none = { value: null, unitRaw: null };
  // The one-digit cell is by far the most frequent: no need for the grammar.
  if (text.length === 1 && text >= '0' && text <= '9') {
    return plain(Number(text), context, null) ?? { state: 'ambiguous', ...none, note: 'unit unknown: neither cell nor header names one' };
  }
  if (isBlank(text)) return { state: 'blank', ...none };
  const printed = text.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '').trim();
  const folded = foldWidth(printed);
  const squeezed = folded.replace(/\s+/g, '').replaceAll('，', ',').replaceAll('．', '.');
  if (NONE_WORD.test(squeezed.normalize('NFKC'))) return { state: 'none_word', ...none };
  if (isDashes(squeezed)) return { state: 'dash', ...none };
  const zeroWord = /^[零〇](\p{Script=Han}{0,2})$/u.exec(squeezed);
  if (zeroWord && (zeroWord[1] === '' || COUNT_UNITS.has(zeroWord[1] ?? '') || (zeroWord[1] ?? '') in MONEY)) {
    return { state: 'zero', value: 0, unitRaw: zeroWord[1] || context.headerUnit };
  }
  const match = NUMBER.exec(squeezed);
  if (/\d\*/.test(squeezed)) return { state: 'ambiguous', ...none, note: 'digits masked by asterisks' };
  if (!match?.groups) return { state: 'text', ...none };
  const { sign = '', digits = '', fraction = '' } = match.groups;
  let { scale = '', unit = '', rest = '' } = match.groups;
  // Copied from a PDF, a unit may be the radical of the same shape: ⼈.
  unit = unit.normalize('NFKC');
  const bracketed = /^[([](亿|千万|百万|万|千)?(\p{Script=Han}{1,2})?[)\]]$/u.exec(rest);
  if (bracketed && scale + unit === '' && ((bracketed[1] ?? '') + (bracketed[2] ?? '') in MONEY || COUNT_UNITS.has(bracketed[2] ?? ''))) {
    // The unit in brackets behind the number: 23（万元）.
    [scale, unit, rest] = [bracketed[1] ?? '', bracketed[2] ?? '', ''];
  }
  if (/\d\s*\n\s*\n\s*\d/.test(folded) && !/^[^(（]*[(（]/.test(folded)) {
    return { state: 'ambiguous', ...none, note: 'digits in two paragraphs of one cell' };
  }
  if (GAPPED.test(folded)) return { state: 'ambiguous', ...none, note: 'digits stand apart: cells may have run together' };
  if (OTHER_PERIOD.test(rest)) return { state: 'ambiguous', ...none, note: 'the remark names another period than the year' };
  if (/^0\d/.test(digits)) return { state: 'ambiguous', ...none, note: 'leading zero: cells may have run together' };
  const negative = MINUS.test(sign);
  const number = digits.replaceAll(',', '') + fraction;
  const scaled = scaleOf(scale + unit, scale, unit, context);
  if (scaled === 'text') return { state: 'text', ...none };
  const remark = rest && !/^[。.;,]$/.test(rest) ? remarkOf(printed, rest) : undefined;
  const extra = remark ? { remark } : {};
  if (scaled === 'unknown') {
    if (Number(number) === 0) return { state: 'zero', value: 0, unitRaw: null, ...extra };
    return { state: 'ambiguous', ...none, ...extra, note: 'unit unknown: neither cell nor header names one' };
  }
  const value = shift(number, scaled.places) * (negative ? -1 : 1);
  const result: FigureText = {
    state: value === 0 ? 'zero' : 'number',
    value: value === 0 ? 0 : value,
    unitRaw: scaled.unitRaw,
    ...extra,
  };
  if (negative && context.type !== 'signed_count' && value !== 0) result.note = 'negative where the form expects none';
  else if (context.type !== 'money' && !Number.isInteger(value)) result.note = 'not an integer';
  return result;
}

function plain(value: number, context: FigureContext, unitRaw: string | null): FigureText | null {
  const scaled = scaleOf('', '', '', context);
  if (value === 0) return { state: 'zero', value: 0, unitRaw: context.headerUnit };
  if (scaled === 'text' || scaled === 'unknown') return null;
  return { state: 'number', value: shift(String(value), scaled.places), unitRaw: unitRaw ?? scaled.unitRaw };
}

/** How far the printed unit is from the codebook's; `text` when what follows the number is no unit at all. */
function scaleOf(printed: string, scale: string, unit: string, context: FigureContext): { places: number; unitRaw: string | null } | 'text' | 'unknown' {
  if (context.type === 'money') {
    if (printed) return printed in MONEY ? { places: MONEY[printed] ?? 0, unitRaw: printed } : 'text';
    if (context.headerUnit && context.headerUnit in MONEY) return { places: MONEY[context.headerUnit] ?? 0, unitRaw: context.headerUnit };
    return context.unitPrinted ? { places: 0, unitRaw: null } : 'unknown';
  }
  if (unit && !COUNT_UNITS.has(unit)) return 'text';
  const places = { '': 0, 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8 }[scale] ?? 0;
  return { places, unitRaw: printed || context.headerUnit };
}

/** Moves the decimal point exactly: `shift('251000', -4)` is 25.1, without binary rounding on the way. */
function shift(decimal: string, places: number): number {
  return places === 0 ? Number(decimal) : Number(`${decimal}e${places}`);
}

/** The remark as printed: the tail of the original text that the squeezed rest stands for. */
function remarkOf(printed: string, rest: string): string {
  let wanted = rest.length;
  let start = printed.length;
  while (start > 0 && wanted > 0) {
    start--;
    if (!/\s/.test(printed[start] ?? '')) wanted--;
  }
  return printed.slice(start).trim();
}

/** The unit that a header names: `本年收费金额（单位：万元）` → 万元, `采购总金额(元)` → 元. */
export function headerUnit(label: string): string | null {
  const match = /(?:单位[:：]?|[(（,，])\s*(?<unit>亿元|万元|千元|元|件|项|个)/u.exec(foldWidth(label).replace(/\s+/g, ''));
  return match?.groups?.['unit'] ?? null;
}
