/** Writes sheets as HTML: what the places of workbooks speak of. Rows of figures become tables, lines of prose between them paragraphs. */
import { Refusal } from '../../document.ts';
import type { Merge, Sheet, SheetCell } from './sheet.ts';
import { UNKNOWN } from './printed.ts';

interface Shown {
  text: string;
  /** Whether the workbook knows the cell, if only as a blank with borders. */
  isThere: boolean;
  col: number;
  rowSpan: number;
  colSpan: number;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(/\r?\n/g, '<br>');

/** 一、总体情况, （三）…申请情况: begins a section, and stands in no table of the form. */
const SECTION = /^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]\s*(?!本年|上年|结转)\S|[（(]?[一二三四五六七八九十]{1,3}[)）、.．]?\s*\S*(?:情况|事项|问题)\s*$)/;
/** 第二十条第（一）项: heads a block of table 二 over its whole width. */
const ARTICLE = /第\s*[一二三四五六七八九十百零〇\d]+\s*条/;
/** Longer than any label of the form. */
const PROSE = 60;

/** All sheets, one after the other. Their names are not printed. */
export const sheetsMarkup = (sheets: readonly Sheet[]): string => sheets.map((sheet) => `<section>${sheetMarkup(sheet)}</section>`).join('');

function sheetMarkup(sheet: Sheet): string {
  const rows = shownRows(sheet);
  let out = '';
  let table: Shown[][] = [];
  let within = 0; // rows that a cell above still covers
  const close = (): void => {
    if (table.length > 0) out += `<table>${trimmed(table).map(rowMarkup).join('')}</table>`;
    table = [];
  };
  for (const row of rows) {
    const filled = row.filter(({ text }) => text.trim() !== '');
    const only = filled.length === 1 ? filled[0]! : null;
    if (within > 0) table.push(row);
    else if (filled.length === 0) {
      if (table.length > 0 && row.some(({ isThere }) => isThere)) table.push(row);
      else close();
    } else if (only !== null && row.every(({ rowSpan }) => rowSpan === 1) && isLine(only, widthOf(table))) {
      close();
      out += `<p>${escaped(only.text)}</p>`;
    } else table.push(row);
    within = Math.max(within - 1, ...row.map(({ rowSpan }) => rowSpan - 1), 0);
  }
  close();
  return out;
}

/** Whether a row's only cell is a line of prose or a heading, and no row of the table before it (`width` columns, 0 for none). */
function isLine({ text, col, colSpan }: Shown, width: number): boolean {
  if (text.length > PROSE) return true;
  if (ARTICLE.test(text)) return false;
  return width === 0 || (col === 0 && (SECTION.test(text) || (colSpan > 1 && colSpan >= width)));
}

const rowMarkup = (row: readonly Shown[]): string =>
  `<tr>${row.map(({ text, rowSpan, colSpan }) => `<td${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}${colSpan > 1 ? ` colspan="${colSpan}"` : ''}>${escaped(text)}</td>`).join('')}</tr>`;

/** Columns of a table up to the last in which something stands or is merged. */
const widthOf = (rows: readonly Shown[][]): number =>
  Math.max(0, ...rows.flatMap((row) => row.filter(({ text, colSpan, rowSpan }) => text.trim() !== '' || colSpan > 1 || rowSpan > 1).map(({ col, colSpan }) => col + colSpan)));

function trimmed(rows: readonly Shown[][]): Shown[][] {
  const end = widthOf(rows);
  return rows.map((row) => row.filter(({ col }) => col < end));
}

/** Rows times columns; a cell far out makes a sheet large that holds nothing. */
const LARGEST = 2_000_000;
/** More columns than any sheet has. */
const WIDTH = 16384;

/** Every row in which something stands, in order, an empty one for those left out between; each with all its cells, merged ones once. */
function shownRows(sheet: Sheet): Shown[][] {
  const { name, cells, merges, hiddenRows, hiddenCols } = sheet;
  const numbers = new Set(cells.map(({ row }) => row));
  for (const { top, bottom } of merges) for (let row = top; row <= bottom; row++) numbers.add(row);
  const width = widthOfSheet(cells, merges);
  if (numbers.size * width > LARGEST) {
    throw new Refusal('unreadable', 'too_large', `The workbook’s sheet ${name} spreads over ${numbers.size} rows and ${width} columns; no report does.`);
  }
  const held = new Map(cells.map((cell) => [cell.row * WIDTH + cell.col, cell]));
  const covered = new Map<number, Merge>();
  for (const merge of merges) {
    for (let row = merge.top; row <= merge.bottom; row++) for (let col = merge.left; col <= merge.right; col++) covered.set(row * WIDTH + col, merge);
  }
  const rows: Shown[][] = [];
  let before = -1;
  for (const row of [...numbers].sort((a, b) => a - b)) {
    if (before >= 0 && row > before + 1) rows.push([]);
    before = row;
    if (hiddenRows.has(row)) continue;
    const line: Shown[] = [];
    for (let col = 0; col < width; col++) {
      if (hiddenCols.has(col)) continue;
      const merge = covered.get(row * WIDTH + col);
      const isFirst = merge === undefined || (firstShown(merge.top, merge.bottom, hiddenRows) === row && firstShown(merge.left, merge.right, hiddenCols) === col);
      if (!isFirst) continue;
      const cell = held.get(merge === undefined ? row * WIDTH + col : merge.top * WIDTH + merge.left);
      line.push({
        text: cell === undefined ? '' : textOf(cell, merge?.right ?? col, sheet), isThere: cell !== undefined, col: shownBetween(0, col - 1, hiddenCols),
        rowSpan: merge === undefined ? 1 : shownBetween(merge.top, merge.bottom, hiddenRows), colSpan: merge === undefined ? 1 : shownBetween(merge.left, merge.right, hiddenCols),
      });
    }
    rows.push(line);
  }
  return rows;
}

/** What is printed in a cell that reaches to the column `right`. */
function textOf({ text, col, number, isFormula = false }: SheetCell, right: number, { view, width, widths, hiddenCols }: Sheet): string {
  if (isFormula && view.showsFormulas) return UNKNOWN;
  if (number === undefined) return text;
  if (number.isZero && view.hidesZeros) return '';
  if (!number.isFitted) return text;
  let room = 0;
  for (let at = col; at <= right; at++) if (!hiddenCols.has(at)) room += widths.get(at) ?? width;
  return text.length > room ? UNKNOWN : text;
}

function widthOfSheet(cells: Sheet['cells'], merges: readonly Merge[]): number {
  let end = 0;
  for (const { col } of cells) end = Math.max(end, col + 1);
  for (const { right } of merges) end = Math.max(end, right + 1);
  return end;
}

function shownBetween(from: number, to: number, hidden: ReadonlySet<number>): number {
  if (hidden.size === 0) return to - from + 1;
  let shown = 0;
  for (let at = from; at <= to; at++) if (!hidden.has(at)) shown++;
  return shown;
}

function firstShown(from: number, to: number, hidden: ReadonlySet<number>): number {
  let at = from;
  while (at < to && hidden.has(at)) at++;
  return at;
}
