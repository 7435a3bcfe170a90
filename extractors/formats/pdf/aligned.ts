/**
 * Tables without upright rules, read by alignment. Columns are anchored on the words of the header and rows on the base lines of
 * figures and labels; a figure belongs to a column only if it stands under (or in line with) that column's header and no other.
 * What cannot be told so leaves its whole row as one cell.
 */
import type { Box } from '../../document.ts';
import { bodyOf, type Body } from './aligned-rows.ts';
import { overlap, unite } from './geometry.ts';
import type { Glyph } from './interpret.ts';
import { bordersOf, headerOf, type Header, type Leaf } from './leaves.ts';
import type { Line } from './lines.ts';
import type { Piece, PieceCell } from './page-tables.ts';
import type { Rule } from './rules.ts';
import { centreOf, middleOf, pitchOf, stacksOf, type Pitch, type Stack } from './stacks.ts';
import { isFigure, refined, splitWord, wordsOf } from './words.ts';

/** The columns of a table that reached the end of its page. */
export interface OpenColumns {
  leaves: Leaf[];
  labels: number;
  left: number;
  right: number;
}

export interface AlignedTables {
  pieces: Piece[];
  /** Lines that belong to no table. */
  lines: Line[];
  /** Columns of the last table, if it ends the page. */
  open: OpenColumns | null;
}

/** Figures that stand in one row. */
interface Anchor {
  figures: Stack[];
  middle: number;
}

/** Tables end where this many lines are left free. */
const BREAK = 4;

/**
 * @param page lines outside ruled tables, and the level rules between them.
 * @param open columns of a table that the page before left unfinished.
 */
export function alignedTables(page: { number: number; lines: readonly Line[]; rules: readonly Rule[] }, open: OpenColumns | null): AlignedTables {
  const none = { pieces: [], lines: [...page.lines], open: null };
  const upright = page.lines.filter((line) => line.glyphs[0]!.turn === 0);
  const byLine = upright.map((line) => wordsOf(line, true));
  if (!byLine.some((words) => words.length > 1 && words.some(({ text }) => isFigure(text)))) return none;
  const words = refined(byLine.flat());
  const pitch = pitchOf(words);
  const stacks = stacksOf(words, pitch, page.rules).filter(({ text }) => text.trim() !== '');
  const pieces: Piece[] = [];
  let last: OpenColumns | null = null;
  let from = -Infinity;
  for (const block of blocksOf(stacks, pitch)) {
    const table = tableOf(block, stacks, pitch, from, pieces.length === 0 ? open : null);
    if (!table) continue;
    pieces.push(pieceOf(table, page.number));
    from = table.bottom;
    last = table.columns;
  }
  const used = new Set(pieces.flatMap(({ cells }) => cells.flatMap(({ glyphs }) => glyphs)));
  const lines = page.lines.filter((line) => !line.glyphs.some((glyph) => used.has(glyph)));
  const ends = pieces.length > 0 && lines.every(({ box }) => box[3] <= pieces.at(-1)!.box[3]);
  return { pieces, lines, open: ends ? last : null };
}

/** Rows of figures, in runs that no heading, paragraph or header of other columns interrupts. */
function blocksOf(stacks: readonly Stack[], pitch: Pitch): Anchor[][] {
  const anchors: Anchor[] = [];
  for (const figure of stacks.filter((stack) => stack.figure).sort((a, b) => middleOf(a) - middleOf(b))) {
    const anchor = anchors.at(-1);
    if (anchor && middleOf(figure) - anchor.middle < 0.35 * pitch.line) anchor.figures.push(figure);
    else anchors.push({ figures: [figure], middle: middleOf(figure) });
  }
  const texts = stacks.filter((stack) => !stack.figure);
  const blocks: Anchor[][] = [];
  let left = Infinity;
  for (const anchor of anchors) {
    const block = blocks.at(-1);
    const previous = block?.at(-1);
    const own = Math.min(...anchor.figures.map(({ box }) => box[0]));
    left = Math.min(left, own);
    const between = previous ? texts.filter((text) => middleOf(text) > previous.middle + 0.4 * pitch.line && middleOf(text) < anchor.middle - 0.4 * pitch.line) : [];
    // Labels stand left of the figures; a text between two rows that reaches over to them is a heading or another header.
    const interrupted = between.some(({ box }) => box[2] > left + 1);
    if (block && previous && !interrupted && anchor.middle - previous.middle < 3 * BREAK * pitch.line) block.push(anchor);
    else {
      blocks.push([anchor]);
      left = own;
    }
  }
  return blocks;
}

interface AlignedTable {
  header: Header | null;
  title: Stack | null;
  body: Body;
  borders: number[];
  columns: OpenColumns;
  bottom: number;
}

function tableOf(block: readonly Anchor[], stacks: readonly Stack[], pitch: Pitch, from: number, open: OpenColumns | null): AlignedTable | null {
  const above = headerWords(block, stacks, pitch, from);
  const header = above.words.length > 0 ? headerOf(apart(above.words, block, stacks, pitch), block.flatMap(({ figures }) => figures), pitch.line) : null;
  if (!header && (!open || above.words.length > 0)) return null;
  const leaves = header ? header.leaves : open!.leaves.map((leaf) => ({ ...leaf, header: null }));
  const top = header ? header.bottom : -Infinity;
  const body = bodyOf({ rows: block.map(({ figures }) => figures), stacks, leaves, labels: header ? null : open!.labels, top, from, pitch });
  if (!body) return null;
  const all = [...body.rows.flatMap((row) => [...row.labels, ...row.cells.flat()]), ...above.words];
  const box = all.map((stack): Box => stack.box).reduce(unite);
  const left = header ? box[0] : Math.min(open!.left, box[0]);
  const right = header ? box[2] : Math.max(open!.right, box[2]);
  const labels = body.labelLeaves;
  const data = leaves.slice(labels);
  const labelRight = Math.max(...body.rows.flatMap((row) => row.labels.map((label) => label.box[2])), ...leaves.slice(0, labels).map(({ to }) => to), -Infinity);
  const borders = bordersOf(data, left, right);
  if (body.labelDepth > 0) borders[0] = Number.isFinite(labelRight) ? Math.min((labelRight + data[0]!.from) / 2, data[0]!.from) : data[0]!.from;
  return { header, title: above.title, body, borders, columns: { leaves, labels, left, right }, bottom: box[3] };
}

/** What stands over the first row of figures as a header: words without a wide gap, up to a heading, a paragraph or the table before. */
function headerWords(block: readonly Anchor[], stacks: readonly Stack[], pitch: Pitch, from: number): { words: Stack[]; title: Stack | null } {
  const first = block[0]!;
  const figureTop = Math.min(...first.figures.map(({ box }) => box[1]));
  const left = Math.min(...block.flatMap(({ figures }) => figures.map(({ box }) => box[0])));
  const right = Math.max(...block.flatMap(({ figures }) => figures.map(({ box }) => box[2])));
  const size = first.figures[0]!.size;
  const upwards = stacks
    .filter((stack) => stack.box[3] <= figureTop + 0.3 * pitch.line && stack.box[1] > from && !isLabelOf(stack, first, pitch))
    .sort((a, b) => b.box[3] - a.box[3]);
  const words: Stack[] = [];
  let title: Stack | null = null;
  let edge = figureTop;
  for (const stack of upwards) {
    if (stack.figure || edge - stack.box[3] > BREAK * pitch.line || stack.size > 1.15 * size) break;
    const alone = !upwards.some((other) => other !== stack && Math.abs(middleOf(other) - middleOf(stack)) < 0.5 * pitch.line);
    const width = stack.box[2] - stack.box[0];
    if (alone && words.length > 0 && stack.box[0] < left - stack.size && stack.box[2] > left) {
      const middle = (Math.min(...words.map(({ box }) => box[0])) + Math.max(right, ...words.map(({ box }) => box[2]))) / 2;
      const isTitle = stack.words.length === 1 && stack.text.length <= 24 && Math.abs(centreOf(stack) - middle) < 0.15 * (right - left + width);
      if (isTitle) title = stack;
      break;
    }
    if (alone && stack.words.length > 1 && stack.box[0] < left - stack.size && stack.box[2] > left && width > 0.8 * (right - words.reduce((min, { box }) => Math.min(min, box[0]), left))) break;
    words.push(stack);
    edge = Math.min(edge, stack.box[1]);
  }
  // Only what lies beside or above a heading over the figures is header; the rest are labels of blank rows.
  const over = words.filter(({ box }) => box[2] > left);
  if (over.length === 0) return { words: [], title: null };
  const [top, bottom] = [Math.min(...over.map(({ box }) => box[1])), Math.max(...over.map(({ box }) => box[3]))];
  return { words: words.filter((stack) => middleOf(stack) > top - 1 && middleOf(stack) < bottom + 1), title };
}

/**
 * Headings of narrow columns come closer than words do elsewhere: they are parted where they stand over figures of different
 * columns, and the parts stacked anew.
 */
function apart(words: readonly Stack[], block: readonly Anchor[], stacks: readonly Stack[], pitch: Pitch): Stack[] {
  const columns = clusters(block.flatMap(({ figures }) => figures.map(({ box }) => [box[0], box[2]] as const)));
  const labels = stacks.filter((stack) => stack.box[2] < columns[0]![0] && block.some(({ middle }) => middle > stack.box[1] && middle < stack.box[3]));
  if (labels.length > 0) columns.unshift([-Infinity, Math.max(...labels.map(({ box }) => box[2]))]);
  const columnAt = (from: number, to: number): number | null => {
    const over = columns.flatMap((column, i) => (overlap(column[0], column[1], from, to) > 0 ? [i] : []));
    return over.length === 1 ? over[0]! : null;
  };
  const parts = words.flatMap((stack) => stack.words.flatMap((word) => splitWord(word, columnAt)));
  return parts.length === words.reduce((sum, stack) => sum + stack.words.length, 0) ? [...words] : stacksOf(parts, pitch, []);
}

/** Intervals joined where they overlap, from left to right. */
function clusters(spans: readonly (readonly [number, number])[]): [number, number][] {
  const out: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

const isLabelOf = (stack: Stack, anchor: Anchor, pitch: Pitch): boolean =>
  stack.box[3] > anchor.middle - 0.2 * pitch.line && stack.box[1] < anchor.middle;

function pieceOf({ header, title, body, borders }: AlignedTable, page: number): Piece {
  const depth = body.labelDepth;
  const data = borders.length - 1;
  const cells: PieceCell[] = [];
  const xs = [...labelBorders(body, borders[0]!), ...borders];
  const put = (row: number, col: number, colSpan: number, band: readonly [number, number], stacks: readonly Stack[], rowSpan = 1): void => {
    const glyphs: Glyph[] = stacks.flatMap((stack) => stack.words.flatMap((word) => word.glyphs));
    const box: Box = stacks.length > 0 ? stacks.map((stack) => stack.box).reduce(unite) : [xs[col]!, band[0], xs[col + colSpan]!, band[1]];
    cells.push({ row, col, rowSpan, colSpan, box, glyphs });
  };
  let row = 0;
  if (header) {
    const band = [header.top, header.bottom] as const;
    // A lone heading over a single row of headings is the title of the table.
    const [only] = header.groups.length === 1 && header.groups[0]!.length === 1 && !title ? header.groups.splice(0, 1)[0]! : [];
    const caption = title ?? only?.header;
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
  const box = cells.filter(({ glyphs }) => glyphs.length > 0).map((cell): Box => cell.box).reduce(unite);
  return { page, box: [xs[0]!, box[1], xs.at(-1)!, box[3]], xs, rows: row, cells, aligned: true };
}

/** Made-up borders between the label columns, left of the first column of figures. */
function labelBorders(body: Body, first: number): number[] {
  const left = Math.min(first - 1, ...body.rows.flatMap((row) => row.labels.map((label) => label.box[0])));
  return Array.from({ length: body.labelDepth }, (_, i) => left + ((first - left) * i) / body.labelDepth);
}
