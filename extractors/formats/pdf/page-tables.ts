/** The ruled tables of one page, with the characters in their cells, and what is left of the page outside them. */
import type { Box } from '../../document.ts';
import { fill, latticeBox, regionBox } from './cells.ts';
import type { Glyph } from './canvas.ts';
import { latticeOf, type Lattice } from './lattice.ts';
import type { Page } from './page.ts';
import { framesOf, rulesOf, type Rule } from './rules.ts';
import { withoutStruck } from './struck.ts';

/** A cell of a piece: grid coordinates within the piece. */
export interface PieceCell {
  row: number;
  col: number;
  rowSpan: number;
  colSpan: number;
  box: Box;
  glyphs: Glyph[];
  /** Page of its own, where a header was left behind on the page before. */
  page?: number;
}

/** A table, or as much of it as one page carries. */
export interface Piece {
  page: number;
  box: Box;
  xs: number[];
  rows: number;
  cells: PieceCell[];
  /** For each column: no rule runs along its lower end. Known of ruled tables alone. */
  openBelow?: boolean[];
  /** Read by alignment, without rules. */
  aligned: boolean;
  /** Of a table read by alignment: how many columns of labels it has, and what is known of the extents of its other columns. */
  columns?: { labels: number; data: readonly { from: number; to: number }[] };
}

export interface PageTables {
  pieces: Piece[];
  loose: Glyph[];
  /** Level rules that no ruled table uses. */
  rules: Rule[];
  /** Figures printed across a rule. */
  crossing: Box[];
  /** Too many rules: a drawing. */
  overdrawn: boolean;
}

/** Smaller than this holds no text. */
const MIN_SIDE = 6;

export function ruledTables(page: Page): PageTables {
  const rules = rulesOf(page.bars);
  if (!rules) return { pieces: [], loose: page.glyphs, rules: [], crossing: [], overdrawn: true };
  const isEmpty = emptiness(page.glyphs);
  const spacing = Math.min(6, Math.max(2.5, 0.6 * usualSize(page.glyphs)));
  const lattices: Lattice[] = [];
  const unused: Rule[] = [];
  for (const frame of framesOf(rules.level, rules.upright, isEmpty)) {
    const [x0, y0, x1, y1] = frame.box;
    const isTable = frame.level.length > 0 && frame.upright.length > 0 && x1 - x0 >= MIN_SIDE && y1 - y0 >= MIN_SIDE;
    const lattice = isTable ? latticeOf(frame, spacing, isEmpty) : null;
    if (lattice) lattices.push(lattice);
    else unused.push(...frame.level);
  }
  // The innermost table takes its text first; what encloses a table is layout, not a table.
  lattices.sort((a, b) => area(latticeBox(a)) - area(latticeBox(b)));
  const pieces: Piece[] = [];
  const crossing: Box[] = [];
  let loose: Glyph[] = withoutStruck(page.glyphs, page.bars);
  for (const lattice of lattices) {
    if (pieces.some((piece) => piece.cells.length > 1 && encloses(latticeBox(lattice), piece.box))) continue;
    const { filled, rest } = fill(lattice, loose);
    if (filled.glyphs.every((glyphs) => glyphs.length === 0) && lattice.regions.length === 1) continue;
    loose = rest;
    crossing.push(...filled.crossing);
    pieces.push({
      page: page.number,
      box: latticeBox(lattice),
      xs: lattice.xs,
      rows: lattice.ys.length - 1,
      openBelow: lattice.openBelow,
      cells: lattice.regions.map((region, i) => ({ ...region, box: regionBox(lattice, i), glyphs: filled.glyphs[i]! })),
      aligned: false,
    });
  }
  return { pieces, loose, rules: unused, crossing, overdrawn: false };
}

const area = ([x0, y0, x1, y1]: Box): number => (x1 - x0) * (y1 - y0);

const encloses = (outer: Box, inner: Box): boolean =>
  inner[0] >= outer[0] - 1 && inner[1] >= outer[1] - 1 && inner[2] <= outer[2] + 1 && inner[3] <= outer[3] + 1;

/** A test whether no character has its centre in a box; characters are kept sorted so that narrow strips are cheap to ask about. */
function emptiness(glyphs: readonly Glyph[]): (box: Box) => boolean {
  const points = glyphs
    .filter(({ text }) => text.trim() !== '')
    .map(({ box }) => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const)
    .sort((a, b) => a[1] - b[1]);
  return ([x0, y0, x1, y1]) => {
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (points[middle]![1] < y0) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < points.length && points[i]![1] <= y1; i++) {
      if (points[i]![0] >= x0 && points[i]![0] <= x1) return false;
    }
    return true;
  };
}

function usualSize(glyphs: readonly Glyph[]): number {
  const sizes = glyphs.map(({ size }) => size).sort((a, b) => a - b);
  return sizes[sizes.length >> 1] ?? 10;
}
