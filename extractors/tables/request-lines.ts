/** The lines of table 三 below its header: where each one's label ends, and halves of a cut line joined. */
import type { GridCell } from '../document.ts';
import { isBlank } from '../normalise.ts';
import type { Leaf } from './header.ts';
import { isMiscLabel, isOtherLabel, requestLabel, type RequestLabel } from './labels.ts';
import { rowIsBlank, type GridRows } from './rows.ts';
import { isFigureText } from './seams.ts';

/** Labels stand in the first columns: （一）, the group and the numbered reason. */
export const LABEL_CELLS = 4;

export interface Line {
  rows: GridRows;
  row: number;
  cells: GridCell[];
  /** Rows between two page breaks share it. */
  piece: string;
  continued: boolean;
  columns: Columns;
}

export interface Columns {
  leaves: readonly Leaf[];
  /** The leaves' columns are those of the line's own grid. */
  geometric: boolean;
  /** The piece that the header stands in. */
  piece?: string;
}

/** The deepest label among the first cells of a row, and how many cells it takes up to there. */
export function leadingLabel(cells: readonly GridCell[]): { label: RequestLabel; index: number } | null {
  let found: { label: RequestLabel; index: number } | null = null;
  for (let i = 0; i < Math.min(LABEL_CELLS, cells.length); i++) {
    const text = cells[i]?.text ?? '';
    // A number before any label is a running number (序号); after one it is the first figure.
    if (found && /^[\s\d.,+-]*$/.test(text) && !isBlank(text)) break;
    const recognised = requestLabel(text);
    if (recognised && (!isMiscLabel(recognised.spec) || i <= 2)) found = { label: recognised.spec, index: i };
    // 其他处理 heads sub-rows: beside a label that is not recognised it is only their parent.
    else if (found && isOtherLabel(found.label) && !isBlank(text) && !isFigure(cells[i] as GridCell)) return null;
  }
  return found;
}

/**
 * Marks the lines of a text archive in which fields are columns: header and rows have the same number of fields, the names
 * of the columns stand in rising fields, and every label stands in the field that its depth asks for. Page breaks shift
 * labels to the front and squeeze the fields between a short label and its figures; so a piece is trusted only if one of
 * its rows of full depth stands right, and its short labels only beside the header or a short row that is full of figures.
 * @param lines all lines under one header; `columns.geometric` is set on those that are trusted
 * @param headerFields number of fields of each header row
 */
export function fieldByField(lines: Line[], leaves: readonly Leaf[], headerFields: readonly number[]): void {
  const fields = headerFields[0] ?? 0;
  const first = leaves[0]?.from ?? 0;
  const rising = leaves.every((leaf, i) => i === 0 || leaf.from > (leaves[i - 1]?.from ?? 0));
  if (!rising || first === 0 || headerFields.some((n) => n !== fields)) return;
  const pieces = new Set(lines.map((line) => line.piece));
  const judged = new Set<string>();
  const short = new Set<string>();
  const shallow = new Set<Line>();
  const right = lines.filter((line) => {
    if (line.cells.length !== fields) pieces.delete(line.piece);
    const lead = leadingLabel(line.cells);
    if (lead?.label.kind !== 'row') return false;
    const { role, group } = lead.label.row;
    const stands = lead.index === (role === 'input' ? 0 : group === null ? Math.max(0, first - 2) : first - 1);
    if (stands && group !== null) judged.add(line.piece);
    if (group === null) {
      shallow.add(line);
      if (line.piece === lines[0]?.piece || (stands && leaves.every((leaf) => !isBlank(line.cells[leaf.from]?.text ?? '')))) short.add(line.piece);
    }
    return stands;
  });
  for (const line of right) {
    if (pieces.has(line.piece) && judged.has(line.piece) && (!shallow.has(line) || short.has(line.piece))) line.columns = { ...line.columns, leaves, geometric: true };
  }
}

/**
 * Joins, in text archives, what a page break or a blank line has cut: a label in two halves, or a label and its figures.
 * Ruled grids have been mended before (`seams.ts`), where columns tell which halves belong together.
 */
export function joinCut(lines: Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    if (rowIsBlank(line.cells)) continue;
    const upper = joined.at(-1);
    const merged = upper && line.rows.grid.columns === 'order' ? merge(upper, line) : null;
    if (merged) joined[joined.length - 1] = merged;
    else joined.push(line);
  }
  return joined;
}

export const isFigure = (cell: GridCell): boolean => isFigureText(cell.text);

function merge(upper: Line, lower: Line): Line | null {
  const cut = lower.piece !== upper.piece;
  const upperText = labelCell(upper);
  const lowerText = labelCell(lower);
  const upperLabel = upperText ? (requestLabel(upperText.text)?.spec ?? null) : null;
  const lowerLabel = lowerText ? (requestLabel(lowerText.text)?.spec ?? null) : null;
  if (!lowerText) {
    // Figures without a label belong to the label above, if that has none; what a page break cut off may be anything.
    const taken = upper.cells.some(isFigure);
    if (upperLabel?.kind !== 'row' || (taken && !cut)) return null;
    return { ...upper, cells: joinCells(upper, lower), continued: true };
  }
  if (!cut || !upperText || (upperLabel && lowerLabel)) return null;
  const whole = requestLabel(upperText.text + lowerText.text);
  if (whole?.how !== 'exact' || (lowerLabel && whole.spec !== lowerLabel)) return null;
  return { ...upper, cells: joinCells(upper, lower), continued: true };
}

/** The deepest label cell of a line: the last cell that is neither blank nor a figure. */
const labelCell = (line: Line): GridCell | undefined => line.cells.findLast((cell) => !isBlank(cell.text) && !isFigure(cell));

/** Labels of both halves, then the figures. Digits above and below the cut stay a paragraph apart: they are not one number. */
function joinCells(upper: Line, lower: Line): GridCell[] {
  const upperText = labelCell(upper);
  const lowerText = labelCell(lower);
  const labels = upper.cells.slice(0, upperText ? upper.cells.indexOf(upperText) + 1 : 0);
  const last = labels.at(-1);
  if (lowerText && last) labels[labels.length - 1] = { ...last, text: last.text + lowerText.text };
  const upperRest = upper.cells.slice(labels.length);
  const lowerRest = lowerText ? lower.cells.slice(lower.cells.indexOf(lowerText) + 1) : lower.cells;
  if (upperRest.every((cell) => isBlank(cell.text))) return [...labels, ...lowerRest];
  if (lowerRest.every((cell) => isBlank(cell.text))) return [...labels, ...upperRest];
  return [...labels, ...upperRest.map((cell, i) => ({ ...cell, text: `${cell.text}\n\n${lowerRest[i]?.text ?? ''}` }))];
}

