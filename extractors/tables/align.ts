/**
 * Which cell of a row belongs to which column. By geometry or by order where that is certain; where a row has lost or
 * gained a cell, every arrangement that fits is listed, for the form's arithmetic to choose from (`solve.ts`).
 */
import type { GridCell } from '../document.ts';
import { isBlank } from '../normalise.ts';
import type { Leaf } from './header.ts';
import type { GridRows } from './rows.ts';

/** The cell for each leaf; null: the row has none for it. */
export type Slots = (GridCell | null)[];

/** Why a figure is open whose cell the row does not have. A blank is a cell that is printed and empty; this is none. */
export const NO_CELL = 'the row has no cell here';

export interface Arrangement {
  slots: Slots;
  /** Leaves whose column is taken to be lost, as a key: rows of one piece lose the same column. */
  lost: string;
}

export type RowReading =
  | { kind: 'certain'; slots: Slots }
  | { kind: 'open'; arrangements: Arrangement[] }
  | { kind: 'hopeless'; reason: string };

/** More lost or gained cells than this, and the row is not guessed at. */
const MOST_LOST = 2;

/**
 * Cells by their columns: each leaf covered over its whole width by exactly one cell, each cell under exactly one leaf.
 * A blank cell may cover several leaves. Null when the geometry does not agree with the header.
 */
export function byGeometry(rows: GridRows, row: number, leaves: readonly Leaf[]): Slots | null {
  const slots: Slots = [];
  let previous: GridCell | undefined;
  for (const leaf of leaves) {
    const cell = rows.at(row, leaf.from);
    if (!cell) return null;
    for (let col = leaf.from + 1; col < leaf.to; col++) if (rows.at(row, col) !== cell) return null;
    const shared = cell === previous || cell.col < leaf.from || cell.col + cell.colSpan > leaf.to || cell.row !== row || cell.rowSpan > 1;
    if (shared && !isBlank(cell.text)) return null;
    slots.push(cell);
    previous = cell;
  }
  return slots;
}

/**
 * Cells by their order, for a row with `cells` after its label.
 * `contiguous`: blanks may only have been added before or after (text archives keep the order and squeeze or pad);
 * otherwise any blank cell may be the one too many.
 */
export function byOrder(cells: readonly GridCell[], leaves: readonly Leaf[], contiguous: boolean): RowReading {
  const want = leaves.length;
  const have = cells.length;
  if (have === want) return { kind: 'certain', slots: [...cells] };
  // As many figures as columns in a text archive: kept in order, there is one way to place them all.
  const filled = cells.filter((cell) => !isBlank(cell.text));
  if (contiguous && filled.length === want) return { kind: 'certain', slots: filled };
  if (filled.length === 0) return allBlank(cells, leaves, contiguous);
  if (have > want) {
    const arrangements = contiguous ? windows(cells, want) : deletions(cells, have - want);
    // In a ruled grid the blank cell too many may be a column's own: there even a single arrangement has to add up.
    const only = contiguous && arrangements.length === 1 ? arrangements[0] : undefined;
    if (only) return { kind: 'certain', slots: only.slots };
    return arrangements.length > 0 ? { kind: 'open', arrangements } : { kind: 'hopeless', reason: `${have} figures for ${want} columns` };
  }
  if (want - have > MOST_LOST) return { kind: 'hopeless', reason: `only ${have} figures for ${want} columns` };
  return { kind: 'open', arrangements: insertions(cells, leaves, want - have, cells) };
}

/**
 * A row without a figure. What stands there is blank; what does not is missing, except that a text archive squeezes a blank
 * or two out of a row that has others.
 */
function allBlank(cells: readonly GridCell[], leaves: readonly Leaf[], contiguous: boolean): RowReading {
  if (cells.length === 0) return { kind: 'hopeless', reason: 'the row ends after its label' };
  const squeezed = contiguous && leaves.length - cells.length <= MOST_LOST ? (cells.at(-1) ?? null) : null;
  return { kind: 'certain', slots: leaves.map((_, i) => cells[i] ?? squeezed) };
}

/** A row of a piece that has `width` columns left of `leaves.length`: every window of that width, every choice of the lost columns. */
export function narrowed(cells: readonly GridCell[], leaves: readonly Leaf[], width: number): Arrangement[] {
  return windows(cells, width).flatMap(({ slots }) =>
    insertions(slots.filter((cell): cell is GridCell => cell !== null), leaves, leaves.length - width, cells),
  );
}

/** Every run of `width` cells with nothing printed outside it. */
export function windows(cells: readonly GridCell[], width: number): Arrangement[] {
  const found: Arrangement[] = [];
  for (let start = 0; start + width <= cells.length; start++) {
    const outside = [...cells.slice(0, start), ...cells.slice(start + width)];
    if (outside.every((cell) => isBlank(cell.text))) found.push({ slots: cells.slice(start, start + width), lost: '' });
  }
  return found;
}

function deletions(cells: readonly GridCell[], count: number): Arrangement[] {
  if (count > MOST_LOST) return [];
  const blanks = cells.flatMap((cell, i) => (isBlank(cell.text) ? [i] : []));
  return choices(blanks, count).map((drop) => ({ slots: cells.filter((_, i) => !drop.includes(i)), lost: '' }));
}

/** A lost column stands for a blank cell; any left-over blank of the row lends it a place. */
function insertions(cells: readonly GridCell[], leaves: readonly Leaf[], count: number, row: readonly GridCell[]): Arrangement[] {
  const spare = row.find((cell) => !cells.includes(cell) && isBlank(cell.text)) ?? null;
  return choices([...leaves.keys()], count).map((lost) => {
    let next = 0;
    return { slots: leaves.map((_, i) => (lost.includes(i) ? spare : (cells[next++] ?? null))), lost: lost.join(',') };
  });
}

/** All ways to choose `count` of `items`, in order. */
function choices(items: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, i) => choices(items.slice(i + 1), count - 1).map((rest) => [item, ...rest]));
}
