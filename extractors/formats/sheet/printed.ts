/** How a number in a workbook is printed: its number format decides, not the number alone. */
import SSF from 'ssf';

/** Formats that a workbook need not define (ECMA-376 part 1, 18.8.30), under their number; others by their text. */
export type NumberFormat = number | string;

/** Whether text can be made of it: `General` and formats of digits, dates, per cents. */
export function printed(value: number, format: NumberFormat, date1904: boolean): string {
  try {
    return SSF.format(format, value, { date1904 }).trim();
  } catch {
    return String(value); // a format that is none: the number is what can be said
  }
}
