/** A table read by alignment as a piece of the document: its header with spans, its rows, and made-up borders between them. */
import type { Box } from '../../document.ts';
import type { Body } from './aligned-rows.ts';
import { unite } from './geometry.ts';
import type { Glyph } from './canvas.ts';
import type { Header, Leaf } from './leaves.ts';
import type { Piece, PieceCell } from './page-tables.ts';
import { centreOf, type Stack } from './stacks.ts';

export interface AlignedTable {
  header: Header | null;
  title: Stack | null;
  body: Body;
  /** Borders of the columns of figures. */
  borders: number[];
  /** Columns of figures, as far as their extents are known. */
  data: readonly Leaf[];
}

/** @param carried words of the header that stand on the page before. */
export function pieceOf({ header, title, body, borders, data: leaves }: AlignedTable, page: number, carried: ReadonlySet<Glyph>): Piece {
  const depth = body.labelDepth;
  const data = borders.length - 1;
  const cells: PieceCell[] = [];
  const xs = [...labelBorders(body, borders[0]!), ...borders];
  const put = (row: number, col: number, colSpan: number, band: readonly [number, number], stacks: readonly Stack[], rowSpan = 1): void => {
    const glyphs: Glyph[] = stacks.flatMap((stack) => stack.words.flatMap((word) => word.glyphs));
    const box: Box = glyphs.length > 0 ? glyphs.map((glyph) => glyph.box).reduce(unite) : [xs[col]!, band[0], xs[col + colSpan]!, band[1]];
    cells.push({ row, col, rowSpan, colSpan, box, glyphs, ...(glyphs[0] && carried.has(glyphs[0]) && { page: page - 1 }) });
  };
  let row = 0;
  if (header) {
    const band = [header.top, header.bottom] as const;
    // A lone heading over a single row of headings is the title of the table, unless it clearly stands over a part of it.
    const lone = header.groups.length === 1 && header.groups[0]!.length === 1 && !title ? header.groups[0]![0]! : undefined;
    const aside = lone && header.centred && lone.last > lone.first && Math.abs(centreOf(lone.header) - (xs[0]! + xs.at(-1)!) / 2) > 3 * lone.header.size;
    if (lone && !aside) header.groups.pop();
    const caption = title ?? (aside ? undefined : lone?.header);
    if (caption) put(row++, 0, depth + data, band, [caption]);
    const offset = (leaf: number): number => (leaf < body.labelLeaves ? 0 : depth + leaf - body.labelLeaves);
    const height = header.groups.length + 1;
    // A heading reaches up to the group heading over it, or to the top.
    const reach = header.leaves.map((_, leaf) => header.groups.findLastIndex((groups) => groups.some(({ first, last }) => leaf >= first && leaf <= last)) + 1);
    header.groups.forEach((groups, i) => {
      for (const { header: word, first, last } of groups) {
        const from = Math.max(first, body.labelLeaves);
        if (last >= from) put(row + i, offset(from), last + 1 - from, band, [word]);
      }
      for (let leaf = body.labelLeaves; leaf < header.leaves.length; leaf++) {
        const covered = groups.some(({ first, last }) => leaf >= first && leaf <= last);
        if (!covered && i < reach[leaf]!) put(row + i, offset(leaf), 1, band, []);
      }
    });
    const corner = header.leaves.slice(0, body.labelLeaves).flatMap((leaf) => (leaf.header ? [leaf.header] : []));
    if (depth > 0) put(row, 0, depth, band, corner, height);
    header.leaves.slice(body.labelLeaves).forEach((leaf, i) => {
      const up = reach[body.labelLeaves + i]!;
      put(row + up, depth + i, 1, band, leaf.header ? [leaf.header] : [], height - up);
    });
    row += height;
  }
  for (const line of body.rows) {
    const labels = line.labels.slice(-depth);
    if (depth > 0) {
      if (labels.length === 0) put(row, 0, depth, line.band, []);
      // The innermost label stands next to the figures; a row with one label is labelled across.
      labels.forEach((label, i) => put(row, i, i === labels.length - 1 ? depth - i : 1, line.band, [label]));
    }
    if (line.whole) put(row, depth, data, line.band, line.cells.flat());
    else line.cells.forEach((stacks, i) => put(row, depth + i, 1, line.band, stacks));
    row++;
  }
  const box = cells.filter((cell) => cell.glyphs.length > 0 && cell.page === undefined).map((cell): Box => cell.box).reduce(unite);
  return { page, box: [xs[0]!, box[1], xs.at(-1)!, box[3]], xs, rows: row, cells, aligned: true, columns: { labels: depth, data: leaves } };
}

/** Made-up borders between the label columns, left of the first column of figures. */
function labelBorders(body: Body, first: number): number[] {
  const left = Math.min(first - 1, ...body.rows.flatMap((row) => row.labels.map((label) => label.box[0])));
  return Array.from({ length: body.labelDepth }, (_, i) => left + ((first - left) * i) / body.labelDepth);
}

/** Rows of figures whose columns cannot be told: the words before them, and the figures as one cell. */
export function plainPiece(rows: readonly { labels: readonly Stack[]; figures: readonly Stack[] }[], page: number): Piece {
  const all = rows.flatMap(({ labels, figures }) => [...labels, ...figures]);
  const box = all.map((stack): Box => stack.box).reduce(unite);
  const left = Math.min(...rows.flatMap(({ figures }) => figures.map((figure) => figure.box[0])));
  const glyphsOf = (stacks: readonly Stack[]): Glyph[] => stacks.flatMap((stack) => stack.words.flatMap((word) => word.glyphs));
  const cells = rows.flatMap(({ labels, figures }, row): PieceCell[] =>
    [labels, figures].map((stacks, col) => {
      const band = figures.map((figure): Box => figure.box).reduce(unite);
      const own: Box = stacks.length > 0 ? stacks.map((stack): Box => stack.box).reduce(unite) : [box[0], band[1], left, band[3]];
      return { row, col, rowSpan: 1, colSpan: 1, box: own, glyphs: glyphsOf(stacks) };
    }),
  );
  return { page, box, xs: [box[0], left, box[2]], rows: rows.length, cells, aligned: true };
}
