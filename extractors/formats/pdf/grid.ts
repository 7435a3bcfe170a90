/** A table put together from its pieces, as the grid of the document model. */
import type { Grid, GridCell } from '../../document.ts';
import { cellText } from './cells.ts';
import { rounded } from './geometry.ts';
import type { Table } from './join.ts';
import { linesOf } from './lines.ts';
import { isFigure, wordsOf } from './words.ts';
import type { Piece, PieceCell } from './page-tables.ts';

/** @returns the grid, with `table` still to be numbered. */
export function gridOf({ pieces, columns, xs }: Table): Grid {
  const cells: GridCell[] = [];
  const seams: number[] = [];
  let offset = 0;
  pieces.forEach((piece, i) => {
    if (i > 0) seams.push(offset);
    const shift = piece.box[0] - pieces[0]!.box[0];
    const edges = xs.map((x) => x + shift);
    for (const cell of piece.cells) {
      const col = columns[i]![cell.col]!;
      const colSpan = columns[i]![cell.col + cell.colSpan]! - col;
      const whole = { ...cell, col, colSpan };
      // A table read by alignment has told its figures apart already, or has reason not to.
      for (const part of piece.aligned ? [whole] : apart(whole, edges)) cells.push(gridCell(part, piece, offset));
    }
    offset += piece.rows;
  });
  cells.sort((a, b) => a.row - b.row || a.col - b.col);
  const first = pieces[0]!;
  return {
    kind: 'grid',
    table: 0,
    rows: offset,
    cols: xs.length - 1,
    cells,
    columns: 'spans',
    seams,
    place: { page: first.page, box: rounded(first.box) },
  };
}

function gridCell({ row, col, rowSpan, colSpan, box, glyphs, page }: PieceCell, piece: Piece, offset: number): GridCell {
  return { text: cellText(glyphs), row: row + offset, col, rowSpan, colSpan, place: { page: page ?? piece.page, box: rounded(box) } };
}

/**
 * A cell over several columns that holds one figure per column has lost the rules between them (seen on the later pieces of
 * broken tables). Every figure must stand wholly within a column of its own; otherwise the cell stays as it is.
 */
function apart(cell: PieceCell, xs: readonly number[]): PieceCell[] {
  if (cell.colSpan < 2 || cell.glyphs.length < 2) return [cell];
  const lines = linesOf(cell.glyphs);
  if (lines.length !== 1) return [cell];
  const words = wordsOf(lines[0]!);
  if (words.length < 2 || !words.every(({ text }) => isFigure(text))) return [cell];
  const columns = words.map(({ box }) => {
    for (let col = cell.col; col < cell.col + cell.colSpan; col++) if (box[0] >= xs[col]! && box[2] <= xs[col + 1]!) return col;
    return -1;
  });
  if (columns.includes(-1) || new Set(columns).size < columns.length) return [cell];
  return Array.from({ length: cell.colSpan }, (_, i) => {
    const col = cell.col + i;
    const word = words[columns.indexOf(col)];
    return { ...cell, col, colSpan: 1, box: [xs[col]!, cell.box[1], xs[col + 1]!, cell.box[3]], glyphs: word?.glyphs ?? [] };
  });
}
