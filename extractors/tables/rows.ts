/** A grid seen by rows: which cells start in a row, and which cell covers a given position. */
import type { CellPlace, Grid, GridCell } from '../document.ts';
import { isBlank } from '../normalise.ts';
import { mendSeams } from './seams.ts';

export interface GridRows {
  grid: Grid;
  /** Cells that start in each row, left to right. */
  rows: GridCell[][];
  /** The cell covering (row, col), or undefined. */
  at(row: number, col: number): GridCell | undefined;
  /** True when a page break (or an interruption) lies right above the row. */
  isSeam(row: number): boolean;
  /** True when the row was cut by a page break and made whole. */
  isContinued(row: number): boolean;
}

/** Rows [from, to) of a grid that belong to one table of the form. */
export interface Stretch {
  rows: GridRows;
  from: number;
  to: number;
}

export function byRows(printed: Grid): GridRows {
  const { grid, continued } = mendSeams(printed);
  const rows: GridCell[][] = Array.from({ length: grid.rows }, () => []);
  const cover = new Int32Array(grid.rows * grid.cols).fill(-1);
  grid.cells.forEach((cell, index) => {
    rows[cell.row]?.push(cell);
    const bottom = Math.min(grid.rows, cell.row + cell.rowSpan);
    const right = Math.min(grid.cols, cell.col + cell.colSpan);
    for (let r = cell.row; r < bottom; r++) cover.fill(index, r * grid.cols + cell.col, r * grid.cols + right);
  });
  const seams = new Set(grid.seams);
  return {
    grid,
    rows,
    at: (row, col) => (col < 0 || col >= grid.cols || row < 0 || row >= grid.rows ? undefined : grid.cells[cover[row * grid.cols + col] ?? -1]),
    isSeam: (row) => seams.has(row),
    isContinued: (row) => continued.has(row),
  };
}

/** The place of a cell with its grid coordinates; `Object.assign` because it runs for every cell. */
export const placeOf = (grid: Grid, cell: GridCell): CellPlace => Object.assign({ table: grid.table, row: cell.row, col: cell.col }, cell.place);

export const rowIsBlank = (cells: readonly GridCell[]): boolean => cells.every((cell) => isBlank(cell.text));
