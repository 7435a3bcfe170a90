/** List numbers as word processors and browsers print them. */

export type NumeralStyle =
  | 'decimal'
  | 'decimalZero'
  | 'lowerLetter'
  | 'upperLetter'
  | 'lowerRoman'
  | 'upperRoman'
  | 'chinese'
  | 'circled'
  | 'fullWidth'
  | 'none';

const digits = '〇一二三四五六七八九';

/** Prints `n` in a style. What a style cannot express (0 in letters, 21 in a circle) comes out in plain digits. */
export function numeral(n: number, style: NumeralStyle): string {
  switch (style) {
    case 'decimal':
      return String(n);
    case 'decimalZero':
      return n >= 0 && n < 10 ? `0${n}` : String(n);
    case 'lowerLetter':
      return letters(n);
    case 'upperLetter':
      return letters(n).toUpperCase();
    case 'lowerRoman':
      return roman(n);
    case 'upperRoman':
      return roman(n).toUpperCase();
    case 'chinese':
      return chinese(n);
    case 'circled':
      return n >= 1 && n <= 20 ? String.fromCharCode(0x2460 + n - 1) : String(n);
    case 'fullWidth':
      return String(n).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    case 'none':
      return '';
  }
}

/** a … z, aa, bb … as Word counts on; browsers (aa, ab …) differ only beyond 26. */
function letters(n: number): string {
  if (n < 1 || n > 780) return String(n);
  return String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.ceil(n / 26));
}

const romans: readonly [number, string][] = [
  [1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i'],
];

function roman(n: number): string {
  if (n < 1 || n > 3999) return String(n);
  let text = '';
  let rest = n;
  for (const [value, sign] of romans) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}

/** 一, 十, 十一, 二十, 二十一, 一百 …, as lists are numbered. */
function chinese(n: number): string {
  if (n < 1 || n > 999) return String(n);
  const hundreds = Math.floor(n / 100);
  const tens = Math.floor((n % 100) / 10);
  const ones = n % 10;
  let text = hundreds > 0 ? `${digits[hundreds]}百` : '';
  if (tens > 0) text += tens === 1 && hundreds === 0 ? '十' : `${digits[tens]}十`;
  else if (hundreds > 0 && ones > 0) text += '〇';
  return ones > 0 ? text + digits[ones] : text;
}
