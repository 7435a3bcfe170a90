/** The sheets of an Excel 97 workbook. [MS-XLS] 2.4. */
import { Refusal } from '../../document.ts';
import { isGeneral, printed, printedText, type NumberFormat } from '../sheet/printed.ts';
import { isMerge, MOST_CELLS, MOST_MERGES, USUAL_WIDTH, type Merge, type Sheet, type SheetCell } from '../sheet/sheet.ts';
import { recordsAt, sharedStrings, stringAt, type Record } from './records.ts';

const BOUND_SHEET = 0x85;
const SST = 0xfc;
const FORMAT = 0x41e;
const XF = 0xe0;
const FONT = 0x31;
const DATE_1904 = 0x22;
const FILE_PASS = 0x2f;
const BOF = 0x809;

interface Globals {
  sheets: { name: string; offset: number }[];
  strings: string[];
  formats: Map<number, string>;
  /** The number format of each cell style. */
  styles: { format: number; font: number }[];
  /** Fonts that strike out. */
  struck: Set<number>;
  date1904: boolean;
}

/** All worksheets that are shown, in their order. @throws Refusal `truncated`, `encrypted`, `too_large`, `wrong_type` (Excel 95) */
export function workbookSheets(stream: Buffer): Sheet[] {
  try {
    const globals = globalsOf(stream);
    return globals.sheets.map(({ name, offset }) => sheetOf(name, stream, offset, globals));
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('unreadable', 'truncated', `The Excel workbook is damaged: ${error.message}.`);
    throw error;
  }
}

function globalsOf(stream: Buffer): Globals {
  const globals: Globals = { sheets: [], strings: [], formats: new Map(), styles: [], struck: new Set(), date1904: false };
  let fonts = 0;
  for (const record of recordsAt(stream, 0)) {
    const { type, data } = record;
    if (type === BOF && data.readUInt16LE(0) !== 0x600) throw new Refusal('unreadable', 'wrong_type', 'The workbook is of Excel 95 or older; readers exist for Excel 97 and later.');
    if (type === FILE_PASS) throw new Refusal('unreadable', 'encrypted', 'The Excel workbook is encrypted with a password; it cannot be opened.');
    if (type === BOUND_SHEET && (data[4]! & 3) === 0 && data[5] === 0) globals.sheets.push({ name: stringAt(data, 6, false), offset: data.readUInt32LE(0) });
    else if (type === SST) globals.strings = sharedStrings(record);
    else if (type === FORMAT) globals.formats.set(data.readUInt16LE(0), stringAt(data, 2, true));
    else if (type === XF) globals.styles.push({ font: data.readUInt16LE(0), format: data.readUInt16LE(2) });
    else if (type === FONT) {
      // No font has the number 4.
      if ((data.readUInt16LE(2) & 8) !== 0) globals.struck.add(fonts < 4 ? fonts : fonts + 1);
      fonts++;
    }
    else if (type === DATE_1904) globals.date1904 = data.readUInt16LE(0) === 1;
  }
  return globals;
}

function sheetOf(name: string, stream: Buffer, offset: number, globals: Globals): Sheet {
  const sheet = { name, cells: [] as SheetCell[], merges: [] as Merge[], hiddenRows: new Set<number>(), hiddenCols: new Set<number>(), widths: new Map<number, number>(), width: USUAL_WIDTH, view: { hidesZeros: false, showsFormulas: false } };
  const put = (row: number, col: number, text: string, more: Partial<SheetCell> = {}): void => {
    sheet.cells.push({ row, col, text, ...more });
    if (sheet.cells.length > MOST_CELLS) throw new Refusal('unreadable', 'too_large', `The workbook’s sheet ${name} has more than ${MOST_CELLS} cells; no report has.`);
  };
  const format = (style: number): NumberFormat => {
    const number = globals.styles[style]?.format ?? 0;
    return globals.formats.get(number) ?? number;
  };
  const isStruck = (style: number): boolean => globals.struck.has(globals.styles[style]?.font ?? 0);
  const number = (row: number, col: number, style: number, value: number, isFormula = false): void =>
    put(row, col, isStruck(style) ? '' : printed(value, format(style), globals.date1904), { isFormula, number: { isZero: value === 0, isFitted: isGeneral(format(style)) && !Number.isInteger(value) } });
  const words = (row: number, col: number, style: number, text: string, isFormula = false): void => put(row, col, isStruck(style) ? '' : printedText(text, format(style)), { isFormula });
  let formula: Formula | null = null; // whose text follows
  for (const record of recordsAt(stream, offset)) {
    const read = READERS[record.type];
    if (read !== undefined) formula = read(record, { sheet, put, number, words, strings: globals.strings, formula }) ?? null;
  }
  return sheet;
}

interface Formula {
  row: number;
  col: number;
  style: number;
}

interface Target {
  sheet: { merges: Merge[]; hiddenRows: Set<number>; hiddenCols: Set<number>; widths: Map<number, number>; width: number; view: Sheet['view'] };
  put: (row: number, col: number, text: string, more?: Partial<SheetCell>) => void;
  number: (row: number, col: number, style: number, value: number, isFormula?: boolean) => void;
  words: (row: number, col: number, style: number, text: string, isFormula?: boolean) => void;
  strings: readonly string[];
  formula: Formula | null;
}

type Reader = (record: Record, target: Target) => Formula | void;

/** A number in four bytes: an integer or the upper half of a double, perhaps hundredths. */
function compressed(bits: number): number {
  const half = Buffer.alloc(8);
  half.writeUInt32LE((bits & ~3) >>> 0, 4);
  const value = (bits & 2) !== 0 ? bits >> 2 : half.readDoubleLE(0);
  return (bits & 1) === 0 ? value : value / 100;
}

const ERRORS: Readonly<{ [code: number]: string }> = { 0: '#NULL!', 7: '#DIV/0!', 15: '#VALUE!', 23: '#REF!', 29: '#NAME?', 36: '#NUM!', 42: '#N/A' };
const booleanOrError = (value: number, isError: boolean): string => (isError ? (ERRORS[value] ?? '#?') : value === 1 ? 'TRUE' : 'FALSE');

/** By the type of record. */
const READERS: Readonly<{ [type: number]: Reader }> = {
  0xfd: ({ data }, { words, strings }) => words(data.readUInt16LE(0), data.readUInt16LE(2), data.readUInt16LE(4), strings[data.readUInt32LE(6)] ?? ''),
  0x204: ({ data }, { words }) => words(data.readUInt16LE(0), data.readUInt16LE(2), data.readUInt16LE(4), stringAt(data, 6, true)),
  0xd6: ({ data }, { words }) => words(data.readUInt16LE(0), data.readUInt16LE(2), data.readUInt16LE(4), stringAt(data, 6, true)),
  0x203: ({ data }, { number }) => number(data.readUInt16LE(0), data.readUInt16LE(2), data.readUInt16LE(4), data.readDoubleLE(6)),
  0x27e: ({ data }, { number }) => number(data.readUInt16LE(0), data.readUInt16LE(2), data.readUInt16LE(4), compressed(data.readInt32LE(6))),
  0xbd: ({ data }, { number }) => {
    for (let at = 4, col = data.readUInt16LE(2); at + 6 < data.length; at += 6, col++) number(data.readUInt16LE(0), col, data.readUInt16LE(at), compressed(data.readInt32LE(at + 2)));
  },
  0x201: ({ data }, { put }) => put(data.readUInt16LE(0), data.readUInt16LE(2), ''),
  0xbe: ({ data }, { put }) => {
    for (let at = 4, col = data.readUInt16LE(2); at + 2 < data.length; at += 2, col++) put(data.readUInt16LE(0), col, '');
  },
  0x205: ({ data }, { put }) => put(data.readUInt16LE(0), data.readUInt16LE(2), booleanOrError(data[6]!, data[7] === 1)),
  0x06: ({ data }, { put, number }) => {
    const [row, col] = [data.readUInt16LE(0), data.readUInt16LE(2)];
    const style = data.readUInt16LE(4);
    if (data.readUInt16LE(12) !== 0xffff) return number(row, col, style, data.readDoubleLE(6), true);
    if (data[6] === 0) return { row, col, style };
    if (data[6] !== 3) put(row, col, booleanOrError(data[8]!, data[6] === 2), { isFormula: true });
    return undefined;
  },
  0x207: ({ data }, { words, formula }) => {
    if (formula !== null) words(formula.row, formula.col, formula.style, stringAt(data, 0, true), true);
  },
  0xe5: ({ data }, { sheet: { merges } }) => {
    for (let at = 2; at + 8 <= data.length; at += 8) {
      const merge = { top: data.readUInt16LE(at), bottom: data.readUInt16LE(at + 2), left: data.readUInt16LE(at + 4), right: data.readUInt16LE(at + 6) };
      if (isMerge(merge) && merges.length < MOST_MERGES) merges.push(merge);
    }
  },
  0x208: ({ data }, { sheet: { hiddenRows } }) => {
    if ((data[12]! & 0x20) !== 0) hiddenRows.add(data.readUInt16LE(0));
  },
  0x7d: ({ data }, { sheet: { hiddenCols, widths } }) => {
    const width = data.readUInt16LE(4) / 256;
    for (let col = data.readUInt16LE(0); col <= Math.min(data.readUInt16LE(2), 255); col++) {
      if (width > 0) widths.set(col, width);
      if ((data[8]! & 1) === 1) hiddenCols.add(col);
    }
  },
  0x55: ({ data }, { sheet }) => { sheet.width = data.readUInt16LE(0); },
  0x23e: ({ data }, { sheet: { view } }) => {
    const flags = data.readUInt16LE(0);
    [view.showsFormulas, view.hidesZeros] = [(flags & 1) !== 0, (flags & 0x10) === 0];
  },
};
