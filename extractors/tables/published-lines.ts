/** The lines of table 二, halves that a page break has cut apart in a text archive joined. */
import type { GridCell } from '../document.ts';
import { isBlank } from '../normalise.ts';
import { blockItem, blockRow, isContentHeader, isMeasure } from './labels.ts';
import { rowIsBlank, type GridRows, type Stretch } from './rows.ts';
import { isFigureText } from './seams.ts';

export interface PublishedLine {
  rows: GridRows;
  /** Grid row, or -1 where the line was joined from two and has no geometry of its own. */
  row: number;
  cells: readonly GridCell[];
  /** Rows between two page breaks share it. */
  piece: string;
  continued: boolean;
}

/** Every row of the stretches that holds anything, in order. Ruled grids have been mended before (`seams.ts`). */
export function publishedLines(stretches: readonly Stretch[]): PublishedLine[] {
  const lines: PublishedLine[] = [];
  let piece = 0;
  for (const { rows, from, to } of stretches) {
    for (let row = from; row < to; row++) {
      if (rows.isSeam(row)) piece++;
      const cells = rows.rows[row] ?? [];
      if (rowIsBlank(cells)) continue;
      const line: PublishedLine = { rows, row, cells, piece: `${rows.grid.table}/${piece}`, continued: rows.isContinued(row) };
      const upper = lines.at(-1);
      const joined = upper && rows.grid.columns === 'order' && upper.piece !== line.piece ? join(upper, line) : null;
      if (joined) lines[lines.length - 1] = joined;
      else lines.push(line);
    }
  }
  return lines;
}

/**
 * A label in two halves, or a label and its figures: only where the halves together are one label of the form, and apart are
 * not one each. Null for two lines.
 */
function join(upper: PublishedLine, lower: PublishedLine): PublishedLine | null {
  const above = firstFilled(upper.cells);
  const below = firstFilled(lower.cells);
  const head = upper.cells[above];
  const rest = lower.cells[below];
  if (!head || !rest || isFigureText(head.text) || isHeading(head.text) || isHeading(rest.text)) return null;
  const upperLabel = blockRow(head.text);
  if (isFigureText(rest.text)) {
    const bare = upper.cells.slice(above + 1).every((cell) => isBlank(cell.text));
    if (upperLabel?.how !== 'exact' || !bare) return null;
    // The blank field that stands for the label is no figure's.
    return joinedLine(upper, lower, head, below > 0 && isBlank(lower.cells[0]?.text ?? '') ? lower.cells.slice(1) : lower.cells);
  }
  const lowerLabel = blockRow(rest.text);
  const whole = blockRow(head.text + rest.text);
  if (whole?.how !== 'exact' || (upperLabel?.how === 'exact' && lowerLabel?.how === 'exact')) return null;
  if (lowerLabel?.how === 'exact' && lowerLabel.spec !== whole.spec) return null;
  const figures = lower.cells.slice(below + 1);
  return joinedLine(upper, lower, { ...head, text: head.text + rest.text }, figures, upper.cells.slice(above + 1));
}

/** Digits above and below the cut stay a paragraph apart: they are not one number. */
function joinedLine(upper: PublishedLine, lower: PublishedLine, label: GridCell, below: readonly GridCell[], above: readonly GridCell[] = []): PublishedLine {
  if (rowIsBlank(below) && above.length > 0) return { ...upper, row: -1, cells: [label, ...above], continued: true };
  if (rowIsBlank(above)) return { ...lower, row: -1, cells: [label, ...below], continued: true };
  const figures = Array.from({ length: Math.max(above.length, below.length) }, (_, i): GridCell => {
    const [a, b] = [above[i], below[i]];
    if (!a || !b) return (a ?? b) as GridCell;
    if (isBlank(b.text)) return a;
    return isBlank(a.text) ? b : { ...a, text: `${a.text}\n\n${b.text}` };
  });
  return { ...lower, row: -1, cells: [label, ...figures], continued: true };
}

const firstFilled = (cells: readonly GridCell[]): number => cells.findIndex((cell) => !isBlank(cell.text));
const isHeading = (text: string): boolean => blockItem(text) !== null || isContentHeader(text) || isMeasure(text);
