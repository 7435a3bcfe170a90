/** A table put together from its pieces, as the grid of the document model. */
import type { Box, Grid, GridCell } from '../../document.ts';
import { cellText } from './cells.ts';
import { rounded } from './geometry.ts';
import type { Table } from './join.ts';
import { linesOf, type Line } from './lines.ts';
import type { Piece, PieceCell } from './page-tables.ts';
import type { Glyph } from './interpret.ts';

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
      for (const part of apart({ ...cell, col, colSpan }, edges)) cells.push(gridCell(part, piece, offset));
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

function gridCell({ row, col, rowSpan, colSpan, box, glyphs }: PieceCell, piece: Piece, offset: number): GridCell {
  return { text: cellText(glyphs, box), row: row + offset, col, rowSpan, colSpan, place: { page: piece.page, box: rounded(box) } };
}

const FIGURE = /^[-+−]?[\d０-９][\d０-９.,，．]*[%％件项个条人次元万]*$|^[/／—–-]+$|^[无零]$/;

/**
 * A cell over several columns that holds one figure per column has lost the rules between them (seen on the later pieces of
 * broken tables). Every figure must stand wholly within a column of its own; otherwise the cell stays as it is.
 */
function apart(cell: PieceCell, xs: readonly number[]): PieceCell[] {
  if (cell.colSpan < 2 || cell.glyphs.length < 2) return [cell];
  const lines = linesOf(cell.glyphs);
  if (lines.length !== 1) return [cell];
  const words = wordsOf(lines[0]!);
  if (words.length < 2 || !words.every(({ text }) => FIGURE.test(text))) return [cell];
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

/** Runs of characters on a line that stand clearly apart, here: by more than half an em. */
export function wordsOf({ glyphs }: Line, ems = 0.5): { text: string; box: Box; glyphs: Glyph[] }[] {
  const words: Glyph[][] = [];
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') continue;
    const last = words.at(-1)?.at(-1);
    if (last && glyph.box[0] - last.box[2] <= ems * Math.max(glyph.size, last.size)) words.at(-1)!.push(glyph);
    else words.push([glyph]);
  }
  return words.map((word) => {
    const box: Box = [word[0]!.box[0], Math.min(...word.map((g) => g.box[1])), word.at(-1)!.box[2], Math.max(...word.map((g) => g.box[3]))];
    return { text: word.map(({ text }) => text).join(''), box, glyphs: word };
  });
}
