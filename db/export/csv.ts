/**
 * CSV as RFC 4180 has it, in UTF-8 with a byte order mark, by which Excel knows the encoding; lines end in CR LF.
 *
 * Nothing is lost, and each of the three can be undone:
 * - null is an empty field, the empty text is `""`;
 * - a text that Excel would calculate (it begins with = + - @, tab or CR, and is neither a number nor signs alone) has an
 *   apostrophe before it, and so has such a text behind apostrophes of its own: see `guarded` and `unguarded`;
 * - all else stands as it is.
 */

/** What a field can hold. Booleans are written as SQLite keeps them: 1 and 0. */
export type CsvValue = string | number | bigint | boolean | null | undefined;

/** Stands at the beginning of a file. */
export const BOM = '\ufeff';

/** What Excel calculates on opening, behind any apostrophes. `-`, `--` and `-12.5%` stay as printed: they are harmless. */
const CALCULATED = /^'*(?:[=@\t\r]|[+-](?![+-]*$|[\d.,]+%?$))/;

/** The text with an apostrophe before it if a spreadsheet would calculate it. */
export const guarded = (text: string): string => (CALCULATED.test(text) ? `'${text}` : text);

/** Undoes `guarded`, for every text. */
export const unguarded = (text: string): string => (text.startsWith("'") && CALCULATED.test(text) ? text.slice(1) : text);

/** Quoted where it must be, and where a reader might trim it. */
function textField(text: string): string {
  const safe = guarded(text);
  return safe === '' || /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One value as a field. Throws RangeError for a number that is none (NaN, Infinity): it would be read as text. */
export function csvField(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return textField(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} is no number that a CSV file can hold`);
  return String(value);
}

/** One line with its end. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvField).join(',')}\r\n`;

/** Characters in one piece of text: large enough that writing is cheap, small enough that memory stays flat. */
const PIECE = 1 << 16;

/**
 * A whole file, in pieces to be written one after the other: byte order mark, header, rows. Reads `rows` only as far as asked.
 * @param columns the header
 */
export function* csvText(columns: readonly string[], rows: Iterable<readonly CsvValue[]>): Generator<string> {
  let piece = BOM + csvLine(columns);
  for (const row of rows) {
    piece += csvLine(row);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
