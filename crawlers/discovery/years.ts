/** Years as titles and texts spell them: 2023年, ２０２３年度, 二〇二三年, (2023). All of it on normalised text. */

const ZERO = '[〇○◯零Oo0]';
/** 2000 to 2049. */
export const YEAR = `(?:20[0-4]\\d|二${ZERO}(?:${ZERO}|[一二三四])(?:${ZERO}|[一二三四五六七八九]))`;
const MONTH = '(?:\\d{1,2}|十[一二]?|[一二三四五六七八九])月';
/** The month a period begins with may leave its 月 to the last: 1-12月. */
const FROM = '(?:\\d{1,2}|十[一二]?|[一二三四五六七八九])月?';
const DAY = '(?:\\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]';
const UNTIL = '(?:至|到|截至|截止|[-—–~─―]+)';

const DIGITS = '零一二三四五六七八九';

/** The year that a text matching YEAR spells. */
export function yearOf(text: string): number {
  const digits = [...text].map((it) => (/\d/.test(it) ? Number(it) : Math.max(0, DIGITS.indexOf(it))));
  return digits.reduce((year, digit) => year * 10 + digit, 0);
}

export interface YearsRead {
  /** In order of print, each once. The first is the year reported unless the body says otherwise. */
  years: number[];
  /** A period over several years (2022-2023年度): which of them is reported the title does not say. */
  spansYears: boolean;
  /** A stated period that is less than a year: a report on a month or half a year. */
  partOfYear: boolean;
  /** The text without years and dates, bars in place of document numbers, and without brackets that this leaves empty. */
  rest: string;
}

const NUMBERED = [
  /** 渝应急发〔2019〕60号, (2019)第60号: the year of a document number. */
  new RegExp(`(?:(?<=^|[^\\p{Script=Han}])\\p{Script=Han}{1,10})?(?:[〔[(【]${YEAR}年?[〕\\])】]第?\\d+号|〔${YEAR}(?:〕|$))`, 'gu'),
  /** 2024年第1号: an announcement's number. */
  new RegExp(`(?<!\\d)${YEAR}年(?:第|总第)\\d+[号期]`, 'g'),
];
/** 2023年1月1日至12月31日, 2008年5月—12月, 2022年1月1日至2022年12月31日. */
const PERIOD = new RegExp(`(?<!\\d)(${YEAR})年(${FROM})(?:${DAY})?(?:起|开始)?${UNTIL}(?:(${YEAR})年)?(${MONTH})(?:${DAY})?`, 'g');
/** 2022-2023年度. */
const RANGE = new RegExp(`(?<!\\d)(${YEAR})年?度?${UNTIL}(${YEAR})年?度?(?![\\d月])`, 'g');
/** 2024年1月25日, 2024-01-25 10:20: a day of publication, which is no year of report. */
const DATE = new RegExp(`(?<!\\d)${YEAR}(?:年${MONTH}(?:${DAY}|(?=[)\\]】]|$))|([-/.])\\d{1,2}\\1(?:\\d{2}(?=\\d{1,2}:\\d{2})|\\d{1,2}(?!\\d)))(?:\\d{1,2}:\\d{2}(?::\\d{2})?)?`, 'g');
/** A year: said so by 年, or standing free between words; not part of a longer number, no count of things (2000余件). */
const LONE = new RegExp(`(?<!\\d)(${YEAR})(?:年度|年|(?=[)\\]】]|$|[._|、,:;。·—([【]|-(?=\\p{Script=Han})|\\p{Script=Han}))(?!余?[件条项份人次名元万亿个号页字家篇多])`, 'gu');
const JANUARY = /^(?:0?1|一)月?$/;
const DECEMBER = /^12月|^十二月/;
/** The regulation on government information holds since May 2008: that year's reports cover what was left of it. */
const FIRST_YEAR = 2008;
const EMPTY_BRACKETS = /[([【〔]\s*[)\]】〕]/g;

/** Reads the years of a normalised title. */
export function readYears(text: string): YearsRead {
  const found: { at: number; year: number }[] = [];
  let spansYears = false;
  const take = (at: number, first: string, last: string | undefined): void => {
    found.push({ at, year: yearOf(first) });
    if (last === undefined || yearOf(last) === yearOf(first)) return;
    found.push({ at: at + 1, year: yearOf(last) });
    spansYears = true;
  };
  // What was read is blanked in place, so that positions keep their order and neighbours stay apart until the end.
  const blank = (match: string): string => '\0'.repeat(match.length);
  const bar = (match: string): string => `|${'\0'.repeat(match.length - 1)}`;
  let partOfYear = false;
  let rest = NUMBERED.reduce((left, pattern) => left.replace(pattern, bar), text);
  rest = rest.replace(PERIOD, (match: string, first: string, from: string, last: string | undefined, to: string, at: number) => {
    take(at, first, last);
    partOfYear ||= !spansYears && !(DECEMBER.test(to) && (JANUARY.test(from) || yearOf(first) <= FIRST_YEAR));
    return blank(match);
  });
  rest = rest.replace(RANGE, (match: string, first: string, last: string, at: number) => (take(at, first, last), blank(match)));
  rest = rest.replace(DATE, blank);
  rest = rest.replace(LONE, (match: string, year: string, at: number) => (take(at, year, undefined), blank(match)));
  const years = [...new Set(found.sort((a, b) => a.at - b.at).map(({ year }) => year))];
  return { years, spansYears, partOfYear, rest: rest.replaceAll('\0', '').replace(EMPTY_BRACKETS, '') };
}
