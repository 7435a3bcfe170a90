/**
 * Text of a cut row that runs on below the rules of its table. Where a page ends inside a row, Chromium stops the rules at the
 * lowest line of the row's own cells; cells that reach on into further rows may be longer than that.
 */
import type { Box } from '../../document.ts';
import { unite } from './geometry.ts';
import type { Glyph } from './canvas.ts';
import { linesOf, type Line } from './lines.ts';
import type { Piece, PieceCell } from './page-tables.ts';
import { isFigure } from './words.ts';

/** A page as far as it matters here. */
interface CutPage {
  pieces: Piece[];
  /** Text outside tables, furniture left out. */
  lines: Line[];
}

/** Lines of one cell are hardly ever set wider than this many ems. */
const WIDEST = 1.9;
const SAME_SIZE = 0.05;

/**
 * Gives the lines below the last table of a page to the open cells of its lowest row, if every character below it goes on
 * with one of them and a table begins the next page.
 * @returns the lines that are left; the cells are changed in place.
 */
export function takeOverflow(page: CutPage, next: CutPage | undefined): Line[] {
  const piece = page.pieces.reduce<Piece | null>((low, item) => (low === null || item.box[3] > low.box[3] ? item : low), null);
  if (!piece || !next || !beginsWithTable(next)) return page.lines;
  const below = page.lines.filter(({ box }) => (box[1] + box[3]) / 2 > piece.box[3]).sort((a, b) => a.base - b.base);
  if (below.length === 0) return page.lines;
  const taken = new Map<PieceCell, Glyph[]>();
  for (const glyph of below.flatMap(({ glyphs }) => glyphs)) {
    if (glyph.text.trim() === '') continue;
    const cell = openCellAt(piece, glyph);
    if (!cell || !goesOn([...cell.glyphs, ...(taken.get(cell) ?? [])], glyph)) return page.lines;
    taken.set(cell, [...(taken.get(cell) ?? []), glyph]);
  }
  for (const [cell, glyphs] of taken) {
    cell.glyphs = [...cell.glyphs, ...glyphs];
    cell.box = glyphs.map((glyph): Box => glyph.box).reduce(unite, cell.box);
    piece.box = [piece.box[0], piece.box[1], piece.box[2], Math.max(piece.box[3], cell.box[3])];
  }
  return page.lines.filter((line) => !below.includes(line));
}

const beginsWithTable = ({ pieces, lines }: CutPage): boolean => pieces.some(({ box }) => lines.every((line) => line.box[1] >= box[1]));

/** The cell of the lowest row between whose sides a character stands, if no rule closes it below. */
function openCellAt(piece: Piece, { box }: Glyph): PieceCell | undefined {
  const { openBelow, cells, rows } = piece;
  if (!openBelow) return undefined;
  return cells.find((cell) => {
    if (cell.row + cell.rowSpan !== rows || box[0] < cell.box[0] || box[2] > cell.box[2]) return false;
    return openBelow.slice(cell.col, cell.col + cell.colSpan).every(Boolean);
  });
}

/** True for a character on the last line of some text or on the next one, in the same type. Figures do not go on: 1 above 2 need not be 12, and may be the page's number. */
function goesOn(glyphs: readonly Glyph[], { base, size, turn, text }: Glyph): boolean {
  if (/[\d０-９]/.test(text)) return false;
  const lines = linesOf(glyphs);
  const last = lines.at(-1);
  if (!last || turn !== 0 || last.glyphs[0]!.turn !== 0 || Math.abs(last.size - size) > SAME_SIZE * size) return false;
  return base - last.base <= WIDEST * size && !isFigure(lines.map((line) => line.text).join(''));
}
