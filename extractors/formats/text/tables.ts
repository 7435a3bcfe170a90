/**
 * Tables in text. Two dialects: tab-separated rows (text of a PDF), and a cell per line with a tab before each and a
 * blank line after each row (text of a Word file). Both only keep the order of the cells.
 */
import type { Grid, GridCell } from '../../document.ts';
import { headingOf } from '../headings.ts';
import { withoutArtefacts } from './artefacts.ts';
import type { Line } from './lines.ts';

export interface Region {
  /** Index of the first line, and of the first one after the region. */
  from: number;
  to: number;
  dialect: 'rows' | 'cells';
}

type Cell = Pick<GridCell, 'text' | 'place'>;

/** The table that begins at line `from` (a tabbed one, or the short first row of one); it ends before trailing blank lines. */
export function regionAt(lines: readonly Line[], from: number): Region {
  const dialect = dialectOf(lines, from);
  let to = from + 1;
  for (let at = from + 1; at < lines.length; at++) {
    const { kind } = lines[at]!;
    if (kind === 'tabbed') to = at + 1;
    else if (kind === 'prose') {
      if (!belongs(lines, at, dialect)) break;
      to = at + 1;
    }
  }
  return { from, to, dialect };
}

/** Whether a line without any tab is part of a table: the rest of a cell's text, or a row whose empty fields were trimmed. */
function belongs(lines: readonly Line[], at: number, dialect: Region['dialect']): boolean {
  const before = lines[at - 1]!.kind;
  if (before === 'blank' || before === 'furniture' || isTitle(lines[at]!.text)) return false;
  return dialect === 'cells' || leadsRows(lines, at);
}

/** A short line directly above a tabbed one, in the dialect of rows: a row of one field. */
export function leadsRows(lines: readonly Line[], at: number): boolean {
  const { text } = lines[at]!;
  if (text.length > 40 || /[。；，]/.test(text) || isTitle(text)) return false;
  let next = at + 1;
  while (lines[next]?.kind === 'prose' && lines[next]!.text.length <= 40 && next - at < 4) next++;
  return lines[next]?.kind === 'tabbed' && dialectOf(lines, next) === 'rows';
}

function isTitle(text: string): boolean {
  if (/^\s*#{1,6}\s/.test(text)) return true;
  return headingOf(text)?.level === 1;
}

/** By the majority of the tabbed lines up to the next line that is none of the table. */
function dialectOf(lines: readonly Line[], from: number): Region['dialect'] {
  let inner = 0;
  let leading = 0;
  let apart = false;
  for (let at = from; at < lines.length; at++) {
    const { kind, text } = lines[at]!;
    if (kind === 'tabbed') {
      if (text.lastIndexOf('\t') > 0) inner++;
      else leading++;
    } else if (kind === 'prose' && (apart || isTitle(text))) break;
    apart = kind !== 'tabbed' && kind !== 'prose';
  }
  return inner >= leading ? 'rows' : 'cells';
}

/** The grid of a region, or null when all its cells are blank (tabs that a page break left behind). */
export function gridOf(lines: readonly Line[], region: Region): Grid | null {
  const rows: Cell[][] = [];
  const seams: number[] = [];
  const take = region.dialect === 'rows' ? takeRow : takeCell;
  let blanks = 0;
  let open = false;
  for (let at = region.from; at < region.to; at++) {
    const line = lines[at]!;
    if (line.kind === 'blank' || line.kind === 'furniture') {
      // In the dialect of cells one blank line ends each row; more of them, or a page number, interrupt the table.
      blanks += line.kind === 'furniture' ? 2 : 1;
      open = false;
      continue;
    }
    if (rows.length > 0 && blanks > (region.dialect === 'rows' ? 0 : 1)) seams.push(rows.length);
    blanks = 0;
    open = take(rows, line, open);
  }
  if (rows.every((row) => row.every(({ text }) => text.trim() === ''))) return null;
  dropRepeatedHeads(rows, seams);
  return assemble(rows, seams, lines[region.from]!.number);
}

/** A page break repeats the head of a table: rows behind a seam that equal the first ones, two or more of them, go. */
function dropRepeatedHeads(rows: Cell[][], seams: number[]): void {
  // Padding at the end of a row differs between pages.
  const words = (row: Cell[] | undefined): string | null => row?.map(({ text }) => squeeze(text)).join('\t').trimEnd() ?? null;
  for (let at = 0; at < seams.length; at++) {
    const seam = seams[at]!;
    let repeated = 0;
    while (repeated < seam && words(rows[seam + repeated]) === words(rows[repeated])) repeated++;
    if (repeated < 2) continue;
    rows.splice(seam, repeated);
    for (let later = at + 1; later < seams.length; later++) seams[later]! -= repeated;
  }
}

const squeeze = (text: string): string => text.replace(/[\s\u00a0\u3000]/g, '');

/** One line is one row; every field counts, also the empty ones at its end. */
function takeRow(rows: Cell[][], line: Line): boolean {
  rows.push(fields(line, 0));
  return false;
}

/** A leading tab begins a cell; a line without one continues the cell above. */
function takeCell(rows: Cell[][], line: Line, open: boolean): boolean {
  const row = open ? rows[rows.length - 1]! : [];
  if (!open) rows.push(row);
  const first = line.text.indexOf('\t');
  const continued = first < 0 ? line.text : line.text.slice(0, first);
  const last = row[row.length - 1];
  if (continued !== '' && last !== undefined) last.text += `\n${withoutArtefacts(continued)}`;
  else if (continued !== '') row.push({ text: withoutArtefacts(continued), place: { line: line.number, start: 0, end: continued.length } });
  if (first >= 0) row.push(...fields(line, first + 1));
  return true;
}

function fields({ text, number }: Line, from: number): Cell[] {
  const cells: Cell[] = [];
  let start = from;
  for (;;) {
    const tab = text.indexOf('\t', start);
    const end = tab < 0 ? text.length : tab;
    cells.push({ text: withoutArtefacts(text.slice(start, end)), place: { line: number, start, end } });
    if (tab < 0) return cells;
    start = tab + 1;
  }
}

function assemble(rows: readonly Cell[][], seams: number[], line: number): Grid {
  const cells = rows.flatMap((row, at) => row.map((cell, col): GridCell => ({ text: cell.text, row: at, col, rowSpan: 1, colSpan: 1, place: cell.place })));
  const cols = Math.max(...rows.map((row) => row.length));
  return { kind: 'grid', table: 0, rows: rows.length, cols, cells, columns: 'order', seams, place: { line } };
}
