/** Columns of a table from its header rows: what each is called and which grid columns it takes. */
import type { GridCell } from '../document.ts';
import { isBlank } from '../normalise.ts';
import type { GridRows } from './rows.ts';

/** One column under the header. `id` is null for a column that the form does not know. */
export interface Leaf {
  id: string | null;
  label: string;
  /** Grid columns [from, to); only meaningful where the grid's columns are geometry. */
  from: number;
  to: number;
}

/** A column with the header cells above it, top to bottom, blanks left out. */
export interface HeaderColumn {
  from: number;
  to: number;
  stack: GridCell[];
}

/**
 * Columns of a ruled grid below `headerRows`, from grid column `first` on. Neighbouring grid columns under the same
 * lowest header cell are one column; a blank header cell is transparent.
 */
export function headerColumns(rows: GridRows, headerRows: readonly number[], first: number): HeaderColumn[] {
  const columns: HeaderColumn[] = [];
  for (let col = first; col < rows.grid.cols; col++) {
    const stack: GridCell[] = [];
    for (const row of headerRows) {
      const cell = rows.at(row, col);
      if (cell && !isBlank(cell.text) && !stack.includes(cell)) stack.push(cell);
    }
    const previous = columns.at(-1);
    if (previous && stack.at(-1) !== undefined && previous.stack.at(-1) === stack.at(-1)) previous.to = col + 1;
    else columns.push({ from: col, to: col + 1, stack });
  }
  return columns;
}
