/** A sheet of a workbook as it is printed: texts in cells, and which cells are merged. */

export interface SheetCell {
  /** 0-based. */
  row: number;
  col: number;
  /** As the program that wrote the workbook shows it; '' for a cell that has borders or colours and no content. */
  text: string;
  /** It is a number. */
  number?: { isZero: boolean; /** As many of its decimals are printed as its column has room for. */ isFitted: boolean };
  isFormula?: boolean;
}

/** Cells that are shown as one, its text in the top-left corner; all ends included. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface Sheet {
  name: string;
  cells: SheetCell[];
  merges: Merge[];
  /** Not shown. */
  hiddenRows: ReadonlySet<number>;
  hiddenCols: ReadonlySet<number>;
  /** Digits that a column has room for. */
  widths: ReadonlyMap<number, number>;
  /** Of columns that say nothing. */
  width: number;
  view: { hidesZeros: boolean; showsFormulas: boolean };
}

/** Digits that a column has room for where nothing says how wide it is (ECMA-376 part 1, 18.3.1.81). */
export const USUAL_WIDTH = 8.43;

/** A sheet of a report has some hundred rows; workbooks that claim more are not reports. */
export const MOST_CELLS = 200_000;
export const MOST_MERGES = 5000;

/** Cells of one merge; a range that reaches far beyond what is written (whole columns) says nothing. */
const LARGEST_MERGE = 10_000;

/** Whether a merged range is one to be believed. */
export function isMerge({ top, left, bottom, right }: Merge): boolean {
  const area = (bottom - top + 1) * (right - left + 1);
  return top >= 0 && left >= 0 && bottom >= top && right >= left && area > 1 && area <= LARGEST_MERGE;
}
