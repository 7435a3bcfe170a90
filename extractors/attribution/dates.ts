/** Years and days as Chinese documents print them: 2020年, ２０２０ 年, 二〇二〇年, 2021-01-26, 2021年1月20日. */

const DIGITS: Record<string, number> = { '〇': 0, '○': 0, 零: 0, O: 0, o: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** A year between 2000 and 2049, in a squeezed text (NFKC, no white space). */
export const YEAR = '(?:20[0-4]\\d|二[〇○零Oo][〇○零Oo一二三四][〇○零Oo一二三四五六七八九])';
/** A month or a day of the month. */
export const NUMBER = '(?:\\d{1,2}|[一二三四五六七八九十廿]{1,3})';

/** The year as a number; the text must match YEAR. */
export function yearOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  return [...text].reduce((year, digit) => year * 10 + (DIGITS[digit] ?? 0), 0);
}

/** 1 to 31, from `01`, `1`, 一, 十二, 二十一, 卅一 is not read; null where it is no such number. */
export function numberOf(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const parts = /^(?:([二三])?(十))?([一二三四五六七八九])?$/.exec(text.replace('廿', '二十'));
  if (!parts || text === '') return null;
  const tens = parts[2] === undefined ? 0 : (DIGITS[parts[1] ?? '一'] ?? 1) * 10;
  const value = tens + (parts[3] === undefined ? 0 : (DIGITS[parts[3]] ?? 0));
  return value >= 1 && value <= 31 ? value : null;
}

const DAY = new RegExp(`(${YEAR})\\s*(?:年|[-/.])\\s*(${NUMBER})\\s*(?:月|[-/.])\\s*(${NUMBER})(?:\\s*[日号]|(?!\\d))`);
const LONE_DAY = new RegExp(`^[(（\\[]?(?:${DAY.source})[)）\\]]?$`);

/** The first calendar day in a text (width folded; a time of day behind it needs its space), as YYYY-MM-DD; null where there is none or the calendar lacks it. */
export const dayIn = (text: string): string | null => toIso(DAY.exec(text));

/** The day that a squeezed line consists of, brackets allowed: (2021年1月20日). */
export const loneDay = (line: string): string | null => (line.length > 24 ? null : toIso(LONE_DAY.exec(line)));

function toIso(match: RegExpExecArray | null): string | null {
  if (!match) return null;
  const year = yearOf(match[1]!);
  const month = numberOf(match[2]!);
  const day = numberOf(match[3]!);
  if (month === null || day === null || month > 12 || day > daysIn(year, month)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
