/** Numbers written in Chinese numerals. */

const DIGITS = '零一二三四五六七八九';

/** 三 → 3, 两 → 2, 十二 → 12, 一百零三 → 103; null where it is no such number. */
export function countOf(words: string): number | null {
  let total = 0;
  let digit = 0;
  for (const char of words.replaceAll('两', '二').replaceAll('〇', '零')) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[char];
    if (unit === undefined) {
      digit = DIGITS.indexOf(char);
      if (digit < 0) return null;
    } else {
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + digit;
}
