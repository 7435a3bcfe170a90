/** Table 三 lying on its side, applicants down and results across, set upright so that it is read like any other. */
import type { CellPlace, Grid, GridCell } from '../document.ts';
import { applicantHeader, isTellingApplicant, requestLabel } from './labels.ts';

/** So many labels of rows side by side, and left of them so many applicants: no table that stands upright has either. */
const ENOUGH_RESULTS = 5;
const ENOUGH_APPLICANTS = 3;
/** The shortest label of a row that counts: figures are shorter, and need no look at the form. */
const SHORTEST = 4;

/**
 * The grid with rows and columns exchanged if it is table 三 on its side, else the grid itself. Each cell's place still gives
 * the row and column in which it is printed.
 */
export function upright(grid: Grid): Grid {
  if (grid.columns !== 'spans' || grid.cols <= ENOUGH_RESULTS || grid.seams.length > 0 || !liesOnItsSide(grid)) return grid;
  const cells = grid.cells.map((cell) => exchanged(cell, grid.table)).sort((a, b) => a.row - b.row || a.col - b.col);
  return { ...grid, rows: grid.cols, cols: grid.rows, cells };
}

function exchanged(cell: GridCell, table: number): GridCell {
  const place: CellPlace = { ...cell.place, table, row: cell.row, col: cell.col };
  return { text: cell.text, row: cell.col, col: cell.row, rowSpan: cell.colSpan, colSpan: cell.rowSpan, place };
}

function liesOnItsSide(grid: Grid): boolean {
  const first = firstResult(grid);
  if (first < 0) return false;
  const applicants = new Set<string>();
  for (const cell of grid.cells) {
    const header = applicantHeader(cell.text);
    if (header?.kind !== 'applicant' || !isTellingApplicant(header)) continue;
    // An applicant above figures: the table stands upright after all, or is none.
    if (cell.col >= first) return false;
    applicants.add(header.id);
  }
  return applicants.size >= ENOUGH_APPLICANTS;
}

/** The first column that a label of a row heads, if enough of them stand side by side; else -1. */
function firstResult(grid: Grid): number {
  let first = grid.cols;
  let row = -1;
  let inRow = 0;
  let side = 0;
  for (const cell of grid.cells) {
    if (cell.row !== row) [row, inRow] = [cell.row, 0];
    if (cell.text.length < SHORTEST) continue;
    const label = requestLabel(cell.text);
    if (label?.how !== 'exact' || label.spec.kind !== 'row') continue;
    if (cell.col < first) first = cell.col;
    inRow++;
    if (inRow === 2) side += 2;
    else if (inRow > 2) side++;
  }
  return side >= ENOUGH_RESULTS ? first : -1;
}
