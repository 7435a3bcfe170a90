/** Numbers with the unit they are counted in. Dates, ordinals, article, document and telephone numbers are none. */
import { countOf } from './count-words.ts';

export interface Quantity {
  /** [start, end) in the squeezed text, marks of approximation and unit included. */
  start: number;
  end: number;
  /** Null where only words say how many: 几十, 数百. */
  value: number | null;
  approximate: boolean;
  /** Whether the true number lies above or below the printed one. */
  bound: 'lower' | 'upper' | null;
  /** As printed; empty where none is. */
  unit: string;
}

/** Longer units first. */
const UNITS = [
  '个工作日', '工作日', '人次', '场次', '批次', '件次', '条次', '篇次', '万元', '亿元',
  '件', '条', '篇', '个', '次', '场', '期', '项', '宗', '份', '封', '人', '名', '位', '例', '部', '册', '本', '家', '户', '幅', '张', '组', '套', '轮', '则',
  '起', '元', '天', '日', '月', '年', '种', '类', '级', '小时', '分钟', '页', '字', '支', '处', '门', '堂', '集', '讲', '倍', '%', '‰', '分', '号', '时', '款', '章',
];
const ARABIC = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const WORDS = '[二两三四五六七八九十][〇零一二三四五六七八九十百千]{0,6}|一百[零一二三四五六七八九十]*|一千[零一二三四五六七八九十百]*|一|(?<=为|是)零';
const VAGUE = '(?:几|数|上)(?:十|百|千)|十几|若干';
const QUANTITY = new RegExp(`(?:(${ARABIC})(?:([万千百]?)(余|多|几|来)?([万亿]?))|(${VAGUE})|(${WORDS})(余|多|几)?)(余|多)?(${UNITS.join('|')})?(余|多)?(左右|上下|以上|以内|以下)?`, 'y');
/** Where a quantity can begin: cheaper to look for. 一 before anything else is no number: 进一步. */
const BEGINNING = new RegExp(`[\\d几数上若零]|[一二两三四五六七八九十](?=[余多几左上以〇零一二三四五六七八九十百千${[...new Set(UNITS.map((unit) => unit[0]!))].join('')}])`, 'g');

/** What stands before a number that is only nearly meant. */
const BEFORE = /(?:(?:突破|超过|超出|超|逾)了?|接近|将近|近|不足|大约|约|大概)$/;
const LOWER = /(?:突破|超过|超出|超|逾)了?$/;
const UPPER = /(?:接近|将近|近|不足)$/;

/** Signs that make a figure part of something else: 9·28, 0951-8622018, A3, 第4, 〔2021〕30. */
const GLUED_BEFORE = /[\d.·•\-—–/〔[A-Za-z第_@#+]/;
const GLUED_AFTER = /^[\d·•〕\]A-Za-z_@/]|^[-—–][\d一二三四五六七八九十]|^\.\d/;
const NOT_COUNTED = new Set(['年', '月', '日', '号', '时', '级', '倍', '%', '‰', '分', '章', '款', '字']);
const MULTIPLIERS: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };

/** The quantities of a squeezed text, in order. None reaches over the end of a sentence. */
export function quantitiesOf(text: string): Quantity[] {
  const found: Quantity[] = [];
  BEGINNING.lastIndex = 0;
  while (BEGINNING.test(text)) {
    QUANTITY.lastIndex = BEGINNING.lastIndex - 1;
    const match = QUANTITY.exec(text);
    if (match === null) continue;
    BEGINNING.lastIndex = QUANTITY.lastIndex;
    const quantity = quantityOf(match, text);
    if (quantity !== null) found.push(quantity);
  }
  return found;
}

function quantityOf(match: RegExpExecArray, text: string): Quantity | null {
  const [whole, arabic, first = '', inner, second = '', vague, words, wordsMore, more, unit = '', afterUnit, around] = match;
  const { index } = match;
  const sign = text[index - 1] ?? ' ';
  const scale = (MULTIPLIERS[first] ?? 1) * (MULTIPLIERS[second] ?? 1);
  // 332000: a bare figure counts something only where it is given in ten thousands, or is a zero: 均为0, 为零.
  if (unit === '' && scale < 10_000 && !isBareZero(arabic ?? words, sign)) return null;
  if (NOT_COUNTED.has(unit) || GLUED_BEFORE.test(sign) || GLUED_AFTER.test(text.slice(index + whole.length, index + whole.length + 2))) return null;
  const value = vague !== undefined ? null : arabic === undefined ? countOf(words!) : exact(arabic, scale);
  if (value === null && vague === undefined) return null;
  const mark = BEFORE.exec(text.slice(Math.max(0, index - 4), index))?.[0] ?? '';
  const above = inner ?? wordsMore ?? more ?? afterUnit;
  const lower = above !== undefined || LOWER.test(mark) || around === '以上';
  const upper = UPPER.test(mark) || around === '以内' || around === '以下';
  return {
    start: index - mark.length,
    end: index + whole.length,
    value,
    approximate: lower || upper || mark !== '' || around !== undefined || vague !== undefined,
    bound: value === null ? null : lower ? 'lower' : upper ? 'upper' : null,
    unit,
  };
}

const isBareZero = (printed: string | undefined, before: string): boolean => (printed === '0' || printed === '零') && '为是:'.includes(before);

/** 1.6万 is 16000, without the error of binary fractions. */
function exact(printed: string, scale: number): number {
  const plain = printed.includes(',') ? printed.replaceAll(',', '') : printed;
  const point = plain.indexOf('.');
  const places = point < 0 ? 0 : plain.length - point - 1;
  return places === 0 ? Number(plain) * scale : Number((Number(plain) * scale).toFixed(places));
}
