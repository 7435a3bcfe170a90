/** From rows of cells with declared spans to grid coordinates, as browsers lay a table out. Shared with DOCX. */
import { Refusal } from '../../document.ts';

/**
 * A cell. Before expansion its spans are as declared, so any integer; `rowSpan` 0 reaches to the end of its row group.
 * Expansion writes coordinates and true spans into it.
 */
export interface SpanCell {
  row: number;
  col: number;
  rowSpan: number;
  colSpan: number;
}

export interface SpanRow<C extends SpanCell> {
  cells: C[];
  /** Row group (thead, a tbody, tfoot): a row span ends with its group at the latest. */
  group: number;
}

export interface Layout<C> {
  rows: number;
  cols: number;
  /** In row order, then column order. No two cover the same slot. */
  cells: C[];
}

/** A column span beyond this is no statement about the table; the widest table of the form has 15 columns. */
const absurd = 100;
/** Slots of one expanded table; the largest of the form has 280. */
const maxSlots = 200_000;

/** Reads a `rowspan` or `colspan` attribute: anything but a whole number ≥ 0 is 1. */
export function parseSpan(declared: string | undefined): number {
  if (declared === undefined) return 1;
  const span = Number.parseInt(declared, 10);
  return span >= 0 ? span : 1;
}

/**
 * Expands spans, in place. A cell takes the first slot of its row that no cell from above holds; spans are cut at the
 * table's edge and where they would cover another cell. Row spans end with their row group, unless only running on into
 * the next one makes the rows equally wide (mammoth and Word put repeated header rows into a `thead` of their own).
 * @throws Refusal `too_large` when the table would have more than 200,000 slots.
 */
export function expandSpans<C extends SpanCell>(rows: readonly SpanRow<C>[]): Layout<C> {
  settleAbsurd(rows);
  const ends = groupEnds(rows);
  if (!crossesGroups(rows, ends)) return layOut(rows, ends);
  const declared = rows.map(({ cells }) => cells.map(({ rowSpan, colSpan }) => ({ rowSpan, colSpan })));
  const restore = (): void => rows.forEach(({ cells }, row) => cells.forEach((cell, at) => Object.assign(cell, declared[row]![at])));
  const within = raggedness(layOut(rows, ends));
  restore();
  const layout = layOut(rows, new Array<number>(rows.length).fill(rows.length));
  if (raggedness(layout) < within) return layout;
  restore();
  return layOut(rows, ends);
}

/** A cell of absurd width gets what its row lacks of the table's width; a second one in a row is one column wide. */
function settleAbsurd(rows: readonly SpanRow<SpanCell>[]): void {
  if (!rows.some(({ cells }) => cells.some(({ colSpan }) => colSpan > absurd))) return;
  const found = rows.flatMap(({ cells }, row) => cells.flatMap((cell) => (cell.colSpan > absurd ? [{ row, cell }] : [])));
  for (const { cell } of found) cell.colSpan = 1;
  const trial = layOut(rows.map(({ group, cells }) => ({ group, cells: cells.map((cell) => ({ ...cell })) })), groupEnds(rows));
  const taken = new Array<number>(rows.length).fill(0);
  for (const { row, rowSpan, colSpan } of trial.cells) for (let at = row; at < row + rowSpan; at++) taken[at]! += colSpan;
  for (const { row, cell } of found) {
    cell.colSpan += trial.cols - taken[row]!;
    taken[row] = trial.cols;
  }
}

/** For each row, the index at which its row group ends. */
function groupEnds(rows: readonly SpanRow<SpanCell>[]): number[] {
  const ends = new Array<number>(rows.length);
  for (let at = rows.length - 1; at >= 0; at--) {
    ends[at] = at + 1 < rows.length && rows[at + 1]!.group === rows[at]!.group ? ends[at + 1]! : at + 1;
  }
  return ends;
}

function crossesGroups(rows: readonly SpanRow<SpanCell>[], ends: readonly number[]): boolean {
  if (ends.length === 0 || ends[0] === rows.length) return false;
  return rows.some(({ cells }, row) => ends[row]! < rows.length && cells.some((cell) => row + cell.rowSpan > ends[row]!));
}

function layOut<C extends SpanCell>(rows: readonly SpanRow<C>[], ends: readonly number[]): Layout<C> {
  const all: C[] = [];
  /** For each column, the row at which it is free again. */
  const free: number[] = [];
  let cols = 0;
  for (let row = 0; row < rows.length; row++) {
    const room = ends[row]! - row;
    let col = 0;
    for (const cell of rows[row]!.cells) {
      while (col < free.length && free[col]! > row) col++;
      const declared = cell.colSpan < 1 ? 1 : cell.colSpan;
      let colSpan = 1;
      while (colSpan < declared && (col + colSpan >= free.length || free[col + colSpan]! <= row)) colSpan++;
      cell.row = row;
      cell.col = col;
      if (cell.rowSpan === 0 || cell.rowSpan > room) cell.rowSpan = room;
      cell.colSpan = colSpan;
      all.push(cell);
      const until = row + cell.rowSpan;
      for (let at = col; at < col + declared; at++) {
        if (at >= free.length) free.push(at < col + colSpan ? until : 0);
        else if (at < col + colSpan) free[at] = until;
      }
      col += declared;
      if (col > cols) {
        cols = col;
        if (cols * rows.length > maxSlots) throw tooLarge(rows.length, cols);
      }
    }
  }
  return { rows: rows.length, cols: usedColumns(all), cells: all };
}

function usedColumns(cells: readonly SpanCell[]): number {
  let cols = 0;
  for (const { col, colSpan } of cells) if (col + colSpan > cols) cols = col + colSpan;
  return cols;
}

/** Slots that no cell covers: 0 for a sound table. */
function raggedness(layout: Layout<SpanCell>): number {
  let covered = 0;
  for (const { rowSpan, colSpan } of layout.cells) covered += rowSpan * colSpan;
  return layout.rows * layout.cols - covered;
}

function tooLarge(rows: number, cols: number): Refusal {
  return new Refusal('unreadable', 'too_large', `A table of ${rows} rows and ${cols} columns or more exceeds ${maxSlots} slots; it is not read.`);
}
