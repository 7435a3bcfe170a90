/** Tells tables that lay a page out from tables that say something, and takes prose out of the latter. */
import type { GridCell } from '../../document.ts';
import { headingOf, isSectionTitle } from '../headings.ts';
import type { Layout, SpanRow } from './table.ts';

/** A cell longer than this that holds sentences is prose; the longest sentence seen in a figure's cell has some 120 characters. */
const proseLength = 300;

const figure = /^[\s\u00a0\u3000]*[-+]?[\d０-９][\d０-９.,，\s\u00a0]*\D{0,3}$/;
const blank = /^[\s\u00a0\u3000]*$/;

/**
 * Whether a table without tables in it only lays out text: a single column, or cells of prose and hardly a figure. A
 * table that holds both stays a table (its rows of prose are taken out by `bands`).
 */
export function isLayout(rows: readonly SpanRow<GridCell>[]): boolean {
  let widest = 0;
  let longest = 0;
  let prose = false;
  for (const { cells } of rows) {
    if (cells.length > widest) widest = cells.length;
    for (const { text } of cells) {
      if (text.length > longest) longest = text.length;
      if (!prose && text.length > 12) prose = isProse(text);
    }
  }
  if (widest <= 1) return true;
  return prose && !holdsFigures(rows);
}

/** Four figures in short cells, or a whole row of blank ones beside a label (an empty form), make a table of data. */
function holdsFigures(rows: readonly SpanRow<GridCell>[]): boolean {
  let figures = 0;
  let labelled = 0;
  for (const { cells } of rows) {
    let blanks = 0;
    let words = 0;
    for (const { text } of cells) {
      if (text.length > 20) words++;
      else if (blank.test(text)) blanks++;
      else if (figure.test(text)) figures++;
      else words++;
    }
    if (blanks >= 2 && words >= 1 && words <= 3) labelled++;
  }
  return figures >= 4 || labelled >= 3;
}

function isProse(text: string): boolean {
  if (text.length > proseLength && (text.match(/。/g) ?? []).length >= 3) return true;
  return text.includes('\n') && text.split('\n').some(isSection);
}

function isSection(line: string): boolean {
  const heading = headingOf(line);
  return heading !== null && heading.level === 1 && isSectionTitle(heading.title);
}

export type Band = { kind: 'rows'; from: number; to: number } | { kind: 'prose'; cell: GridCell };

/**
 * Cuts a table at rows that are one cell of prose or a section title across its full width: some agencies print the
 * whole report as one table. A table without such rows is one band.
 */
export function bands(layout: Layout<GridCell>): Band[] {
  const result: Band[] = [];
  let from = 0;
  for (let at = 0; at < layout.cells.length; at++) {
    const cell = layout.cells[at]!;
    const { row, col, rowSpan, colSpan } = cell;
    if (cell.text.length < 6 || col !== 0 || rowSpan !== 1 || colSpan !== layout.cols || layout.cols < 2) continue;
    if (!isSection(cell.text) && !isProse(cell.text)) continue;
    if (row > from) result.push({ kind: 'rows', from, to: row });
    result.push({ kind: 'prose', cell });
    from = row + 1;
  }
  if (layout.rows > from) result.push({ kind: 'rows', from, to: layout.rows });
  return result;
}
