/**
 * Mends what a page break has cut inside a row: a label in two halves, a header word in two halves, a label on one page
 * and its figures on the next. Halves are joined only where together they are a label of the form and apart they are not.
 */
import type { Grid, GridCell } from '../document.ts';
import { isBlank } from '../normalise.ts';
import { readFigure } from './figure-text.ts';
import { applicantHeader, blockItem, blockRow, disputeHeader, isContentHeader, isMeasure, nearRequestLabel, requestLabel } from './labels.ts';
import { statisticLabel } from './statistic-labels.ts';

const FIGURE_STATES: ReadonlySet<string> = new Set(['number', 'zero', 'none_word', 'dash', 'ambiguous']);

/** True for what stands where a figure belongs: a number, 无, a dash. */
export const isFigureText = (text: string): boolean =>
  FIGURE_STATES.has(readFigure(text, { unit: '件', type: 'count', headerUnit: null, unitPrinted: true }).state);

const isLabel = (text: string): boolean => requestLabel(text)?.how === 'exact' || blockRow(text)?.how === 'exact' || statisticLabel(text) !== null;

const isKnown = (text: string): boolean =>
  isLabel(text) || applicantHeader(text) !== null || disputeHeader(text) !== null || isMeasure(text) || isContentHeader(text);

/** True for what stands by itself, a slip included: two such are no halves of anything. */
const isWhole = (text: string): boolean => isKnown(text) || blockItem(text) !== null || blockRow(text) !== null || nearRequestLabel(text) !== null;

const isCorner = (text: string): boolean => {
  const header = applicantHeader(text);
  return header?.kind === 'span' && header.id === 'corner';
};

/** A ruled grid with its cut rows made whole, and the rows that were continued. The given grid is not changed. */
export function mendSeams(grid: Grid): { grid: Grid; continued: ReadonlySet<number> } {
  const continued = new Set<number>();
  if (grid.columns !== 'spans' || grid.seams.length === 0) return { grid, continued };
  const mended: Grid = { ...grid, cells: grid.cells.map((cell) => ({ ...cell })) };
  for (const seam of grid.seams) if (mendSeam(mended, seam, afterRepeatedHeader(mended, seam))) continued.add(seam - 1);
  return { grid: mended, continued };
}

/** The first row after a seam that does not repeat the grid's own first rows. */
function afterRepeatedHeader(grid: Grid, seam: number): number {
  const textOf = (row: number): string => grid.cells.filter((cell) => cell.row === row).map((cell) => cell.text.replace(/\s+/g, '')).join('|');
  let row = seam;
  while (row < grid.rows && row - seam < seam && textOf(row) === textOf(row - seam)) row++;
  return row;
}

/** Makes the row above the seam whole with `below`, the first new row after it. True when it has taken that row in. */
function mendSeam(grid: Grid, seam: number, below: number): boolean {
  const upperRow = grid.cells.filter((cell) => cell.row < seam && cell.row + cell.rowSpan >= seam);
  const lowerRow = grid.cells.filter((cell) => cell.row === below);
  if (upperRow.length === 0) return false;
  const labels = lowerRow.filter((cell) => !isBlank(cell.text) && !isFigureText(cell.text));
  const deepest = labels.at(-1);
  const figures = lowerRow.filter((cell) => !isBlank(cell.text) && isFigureText(cell.text));
  const bothFilled = figures.some((lower) => upperRow.some((upper) => upper.col === lower.col && !isBlank(upper.text) && isFigureText(upper.text)));
  let whole = labels.length === 0;
  for (const lower of labels) {
    const upper = upperRow.find((cell) => cell.col === lower.col);
    if (!upper || isBlank(upper.text) || isFigureText(upper.text)) continue;
    // The corner of a repeated header is known by one phrase in it, whatever stands before that.
    if (isCorner(lower.text)) continue;
    const joined = upper.text + lower.text;
    if (!isKnown(joined) || (isWhole(upper.text) && isWhole(lower.text))) continue;
    // A label that stands by itself, with figures of its own below other figures, is the next row: 三、 | （二）部分公开.
    if (isWhole(lower.text) && bothFilled) continue;
    upper.text = joined;
    lower.text = '';
    if (lower === deepest) whole = true;
  }
  const labelled = upperRow.some((cell) => isLabel(cell.text));
  if (!whole || !labelled || (labels.length === 0 && figures.length === 0)) return false;
  // Figures under words are a row of figures under its header.
  if (figures.some((lower) => upperRow.some((upper) => upper.col === lower.col && !isBlank(upper.text) && !isFigureText(upper.text)))) return false;
  for (const lower of figures) takeFigure(upperRow, lower, grid, seam);
  return true;
}

/** Digits above and below the cut stay a paragraph apart, so that they never pass for one number. */
function takeFigure(upperRow: GridCell[], lower: GridCell, grid: Grid, seam: number): void {
  const upper = upperRow.find((cell) => cell.col === lower.col && cell.row === seam - 1);
  if (!upper) {
    grid.cells.push({ ...lower, row: seam - 1, rowSpan: 1 });
    grid.cells.sort((a, b) => a.row - b.row || a.col - b.col);
  } else if (isBlank(upper.text)) Object.assign(upper, { text: lower.text, place: lower.place });
  else upper.text = `${upper.text}\n\n${lower.text}`;
  lower.text = '';
}
