/**
 * Excel workbooks (ECMA-376), written row by row: memory does not grow with the rows, and the same sheets give the same bytes on
 * every machine. Values keep their types, so that a text beginning with = is a text. Null is no cell; the empty text is a cell.
 */
import { Zip, ZipDeflate } from 'fflate';
import { commentsXml, drawingXml } from './xlsx/comments.ts';
import { contentTypesXml, propertiesXml, ROOT_RELATIONS, sheetRelationsXml, stylesXml, workbookRelationsXml, workbookXml } from './xlsx/parts.ts';
import { columnName, escaped, MAX_TEXT, SheetNames, tooLong } from './xlsx/text.ts';

export type XlsxValue = string | number | bigint | boolean | null | undefined;

export interface XlsxColumn {
  /** Stands in the header row. */
  key: string;
  /** What it means; a comment on the header. None where it is empty or the same as the key. */
  label?: string;
  /** In characters. */
  width?: number;
}

export interface XlsxSheet {
  /** At most 31 characters without []:*?/\; what does not fit is changed, and names are made unique. */
  name: string;
  columns: readonly XlsxColumn[];
  rows: Iterable<readonly XlsxValue[]>;
  /** How many columns stay on the left while scrolling; 0 if not given. The header row always stays on top. */
  frozenColumns?: number;
  /** Lets texts of more than one line run on in their cells: for sheets of prose. */
  wrap?: boolean;
}

export interface XlsxOptions {
  title?: string;
  /** Texts longer than a cell of Excel holds (32,767 characters): told here, and the cell says so in place of the text. */
  onTooLong?: (sheet: string, row: number, column: string, length: number) => void;
}

/** Excel's own limits. */
export const XLSX_MAX_ROWS = 1_048_576;
export const XLSX_MAX_COLUMNS = 16_384;
/** Sizes in a zip file without extensions. */
const MAX_BYTES = 0xffff_ffff;

/** A sheet that Excel could not open. */
export class XlsxLimitError extends Error {
  constructor(sheet: string, what: string) {
    super(`the sheet ${sheet} is too large for Excel: ${what}; take it as CSV or Parquet`);
    this.name = 'XlsxLimitError';
  }
}

/** Characters of XML that are compressed at a time. */
const PIECE = 1 << 18;
const encoder = new TextEncoder();
/** Of zip entries: the first day they can hold, given in local time since that is what they are written in. */
const noTime = (): Date => new Date(1980, 0, 1);

/**
 * Writes a workbook, handing its bytes to `sink` in order and waiting for it.
 * Throws XlsxLimitError for a sheet of more rows or columns than Excel opens; what was written by then is of no use.
 */
export async function writeXlsx(sheets: readonly XlsxSheet[], sink: (bytes: Uint8Array) => void | Promise<void>, options: XlsxOptions = {}): Promise<void> {
  let pending: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, bytes) => {
    if (error) failure = error;
    else pending.push(bytes);
  });
  const flush = async (): Promise<void> => {
    if (failure) throw failure;
    const ready = pending;
    pending = [];
    for (const bytes of ready) await sink(bytes);
  };
  const part = async (path: string, pieces: Iterable<string>, sheet = path): Promise<void> => {
    const entry = new ZipDeflate(path, { level: 6 });
    entry.mtime = noTime();
    zip.add(entry);
    let size = 0;
    for (const piece of pieces) {
      const bytes = encoder.encode(piece);
      size += bytes.length;
      if (size > MAX_BYTES) throw new XlsxLimitError(sheet, 'more than 4 GiB');
      entry.push(bytes);
      await flush();
    }
    entry.push(new Uint8Array(0), true);
    await flush();
  };

  const unique = new SheetNames();
  const names = sheets.map((sheet) => unique.take(sheet.name));
  const commented = sheets.map((sheet) => sheet.columns.some(hasComment));
  await part('[Content_Types].xml', [contentTypesXml(commented)]);
  await part('_rels/.rels', [ROOT_RELATIONS]);
  await part('docProps/core.xml', [propertiesXml(options.title ?? '')]);
  await part('xl/workbook.xml', [workbookXml(names)]);
  await part('xl/_rels/workbook.xml.rels', [workbookRelationsXml(sheets.length)]);
  await part('xl/styles.xml', [stylesXml]);
  for (const [i, sheet] of sheets.entries()) {
    const number = i + 1;
    await part(`xl/worksheets/sheet${number}.xml`, sheetXml(sheet, names[i]!, commented[i]!, options.onTooLong), names[i]);
    if (!commented[i]) continue;
    const comments = sheet.columns.flatMap((column, at) => (hasComment(column) ? [{ column: at, text: column.label! }] : []));
    await part(`xl/worksheets/_rels/sheet${number}.xml.rels`, [sheetRelationsXml(number)]);
    await part(`xl/comments${number}.xml`, [commentsXml(comments)]);
    await part(`xl/drawings/vmlDrawing${number}.vml`, [drawingXml(comments)]);
  }
  zip.end();
  await flush();
}

/** A whole workbook in memory: for small ones, as a server sends them. Throws as `writeXlsx` does. */
export async function xlsxBook(sheets: readonly XlsxSheet[], options: XlsxOptions = {}): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await writeXlsx(sheets, (bytes) => void pieces.push(bytes), options);
  return Buffer.concat(pieces);
}

const hasComment = ({ key, label }: XlsxColumn): boolean => label !== undefined && label !== '' && label !== key;

const WIDTH = { least: 6, most: 60 };
const widthOf = ({ key, width }: XlsxColumn): number => Math.min(255, width ?? Math.min(WIDTH.most, Math.max(WIDTH.least, key.length + 2)));

/** Indexes into the cell formats of `stylesXml`. */
const STYLE = { header: 1, wrapped: 2 };

function* sheetXml(sheet: XlsxSheet, name: string, commented: boolean, onTooLong: XlsxOptions['onTooLong']): Generator<string> {
  const { columns, frozenColumns = 0 } = sheet;
  if (columns.length > XLSX_MAX_COLUMNS) throw new XlsxLimitError(name, `${columns.length} columns, Excel opens ${XLSX_MAX_COLUMNS}`);
  const letters = columns.map((_, i) => columnName(i));
  const corner = `${columnName(frozenColumns)}2`;
  const pane = frozenColumns > 0 ? 'bottomRight' : 'bottomLeft';
  let piece =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
    `<sheetViews><sheetView workbookViewId="0"><pane${frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : ''} ySplit="1" topLeftCell="${corner}" activePane="${pane}" state="frozen"/></sheetView></sheetViews>` +
    (columns.length > 0 ? `<cols>${columns.map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(column)}" customWidth="1"/>`).join('')}</cols>` : '') +
    `<sheetData><row r="1">${columns.map(({ key }, i) => cellXml(`${letters[i]!}1`, key, STYLE.header)).join('')}</row>`;
  let row = 1;
  for (const values of sheet.rows) {
    if (++row > XLSX_MAX_ROWS) throw new XlsxLimitError(name, `more than ${XLSX_MAX_ROWS} rows`);
    piece += `<row r="${row}">`;
    for (let i = 0; i < columns.length; i++) {
      let value = values[i];
      if (value === null || value === undefined) continue;
      if (typeof value === 'string' && value.length > MAX_TEXT) {
        onTooLong?.(name, row, columns[i]!.key, value.length);
        value = tooLong(value.length);
      }
      piece += cellXml(letters[i]! + row, value, sheet.wrap ? STYLE.wrapped : 0);
    }
    piece += '</row>';
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  const filter = columns.length > 0 && row > 1 ? `<autoFilter ref="A1:${letters.at(-1)!}${row}"/>` : '';
  yield `${piece}</sheetData>${filter}${commented ? '<legacyDrawing r:id="rId1"/>' : ''}</worksheet>`;
}

function cellXml(at: string, value: NonNullable<XlsxValue>, style: number): string {
  const styled = style > 0 ? ` s="${style}"` : '';
  if (typeof value === 'string') return `<c r="${at}"${styled} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  if (typeof value === 'boolean') return `<c r="${at}"${styled}><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${at}: ${value} is no number that Excel can hold`);
  return `<c r="${at}"${styled}><v>${value}</v></c>`;
}
