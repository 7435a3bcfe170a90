/**
 * Tables without upright rules, read by alignment. Columns are anchored on the words of the header and rows on the base lines of
 * figures and labels; a figure belongs to a column only if it stands under (or in line with) that column's header and no other.
 * What cannot be told so leaves its whole row as one cell.
 */
import type { Box } from '../../document.ts';
import { withWords } from './aligned-columns.ts';
import { BREAK, headerWords, type Anchor } from './aligned-header.ts';
import { wordsApart } from './aligned-words.ts';
import { pieceOf, plainPiece, type AlignedTable } from './aligned-piece.ts';
import { bodyOf } from './aligned-rows.ts';
import { unite } from './geometry.ts';
import type { Glyph } from './canvas.ts';
import { bordersOf, headerOf, type Leaf } from './leaves.ts';
import type { Line } from './lines.ts';
import type { Piece } from './page-tables.ts';
import type { Rule } from './rules.ts';
import { middleOf, pitchOf, stacksOf, type Pitch, type Stack } from './stacks.ts';
import { isFigure, moved, refined, wordsOf, type Word } from './words.ts';

export interface AlignedPage {
  number: number;
  /** Lines outside ruled tables. */
  lines: readonly Line[];
  /** Level rules outside ruled tables. */
  rules: readonly Rule[];
  /** Ruled tables. */
  tables: readonly Box[];
}

/** What one page leaves to the next: columns of a table that ends it, or lines behind the last table, perhaps a header. */
export interface Carry {
  columns: Columns | null;
  lines: Line[];
}

interface Columns {
  leaves: Leaf[];
  labels: number;
  left: number;
  right: number;
}

export interface AlignedTables {
  pieces: Piece[];
  /** Lines that belong to no table. */
  lines: Line[];
  carry: Carry;
  /** Characters of the page before that turned out to be the header of a table here. */
  taken: ReadonlySet<Glyph>;
}

/** More lines than this at the end of a page are no header. */
const CARRIED_LINES = 15;
/** Headings are set in type this much larger than tables. */
const LARGER = 1.12;

export function alignedTables(page: AlignedPage, before: Carry): AlignedTables {
  const pieces: Piece[] = [];
  const taken = new Set<Glyph>();
  let columns: Columns | null = null;
  for (const zone of zonesOf(page.lines)) {
    const words = refined(zone.words.flat());
    const pitch = pitchOf(words);
    const stacks = wordsApart(stacksOf(words, pitch, page.rules).filter(({ text }) => text.trim() !== ''));
    const carried = zone.startsPage ? carriedStacks(before.lines, stacks, pitch) : [];
    const carriedGlyphs = new Set(carried.flatMap(glyphsOf));
    let from = -Infinity;
    blocksOf(stacks, pitch).forEach((block, i) => {
      const continues = zone.startsPage && i === 0;
      const known = continues && carried.length === 0 ? before.columns : null;
      const table = (continues && carried.length > 0 && tableOf(block, [...carried, ...stacks], pitch, from, null)) || tableOf(block, stacks, pitch, from, known);
      const piece = table ? pieceOf(table, page.number, carriedGlyphs) : plainRows(block, stacks, page.number, pieces.length > 0 || before.columns !== null);
      if (!piece) return;
      for (const glyph of piece.cells.flatMap((cell) => cell.glyphs)) if (carriedGlyphs.has(glyph)) taken.add(glyph);
      pieces.push(piece);
      from = piece.box[3];
      columns = table ? table.columns : null;
    });
  }
  const used = new Set(pieces.flatMap(({ cells }) => cells.flatMap(({ glyphs }) => glyphs)));
  const lines = page.lines.filter((line) => !line.glyphs.some((glyph) => used.has(glyph)));
  const bottom = Math.max(-Infinity, ...page.tables.map((box) => box[3]), ...pieces.map(({ box }) => box[3]));
  // Rows of figures that no table took are not a header's; nor is what stands above them.
  const rows = lines.filter((line) => isRow(wordsOf(line, true))).map(({ box }) => box[3]);
  const behind = lines.filter(({ box }) => box[1] >= Math.max(bottom, ...rows)).slice(-CARRIED_LINES);
  const last = pieces.at(-1);
  const open = last !== undefined && last.box[3] === bottom && behind.length === 0;
  return { pieces, lines, carry: { columns: open ? columns : null, lines: behind }, taken };
}

interface Zone {
  /** Words line by line. */
  words: Word[][];
  /** Nothing stands above it on its page. */
  startsPage: boolean;
}

/** Stretches of a page between lines of larger type: each table has distances of its own. Stretches without rows of figures are left out. */
function zonesOf(lines: readonly Line[]): Zone[] {
  const sorted = lines.filter((line) => line.glyphs[0]!.turn === 0).sort((a, b) => a.base - b.base);
  const byLine = sorted.map((line) => wordsOf(line, true)).filter((words) => words.length > 0);
  const zones: Zone[] = [{ words: [], startsPage: true }];
  byLine.forEach((words, i) => {
    const next = byLine.slice(i + 1).find(isRow);
    const larger = words.length === 1 && next !== undefined && words[0]!.size > LARGER * next[0]!.size;
    if (larger) zones.push({ words: [], startsPage: false });
    else zones.at(-1)!.words.push(words);
  });
  return zones.filter((zone) => zone.words.some(isRow));
}

/** Words side by side, a figure among them. */
const isRow = (words: readonly Word[]): boolean => words.length > 1 && words.some(({ text }) => isFigure(text));

const glyphsOf = (stack: Stack): Glyph[] => stack.words.flatMap((word) => word.glyphs);

/** Lines left over from the page before, as if they stood over the first line of this one. */
function carriedStacks(lines: readonly Line[], stacks: readonly Stack[], pitch: Pitch): Stack[] {
  const words = refined(lines.filter((line) => line.glyphs[0]!.turn === 0).flatMap((line) => wordsOf(line)));
  if (words.length === 0 || stacks.length === 0) return [];
  const dy = Math.min(...stacks.map(({ box }) => box[1])) - Math.max(...words.map(({ box }) => box[3])) - pitch.limit;
  return stacksOf(words.map((word: Word) => moved(word, dy)), pitch, []).filter(({ figure }) => !figure);
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
  let [left, right] = [Infinity, -Infinity];
  for (const anchor of anchors) {
    const block = blocks.at(-1);
    const previous = block?.at(-1);
    const [first, last] = [Math.min(...anchor.figures.map(({ box }) => box[0])), Math.max(...anchor.figures.map(({ box }) => box[2]))];
    [left, right] = [Math.min(left, first), Math.max(right, last)];
    const between = previous ? texts.filter((text) => middleOf(text) > previous.middle + 0.4 * pitch.line && middleOf(text) < anchor.middle - 0.4 * pitch.line) : [];
    // Labels stand left of the figures, remarks right of them; a text between two rows that reaches over to them is a heading or another header.
    const interrupted = between.some(({ box }) => box[2] > left + 1 && box[0] < right);
    const near = previous !== undefined && anchor.middle - previous.middle < 3 * BREAK * pitch.line;
    if (block && previous && !interrupted && (near || goesOn(between, previous.middle, anchor.middle, pitch))) block.push(anchor);
    else {
      blocks.push([anchor]);
      [left, right] = [first, last];
    }
  }
  return blocks;
}

/** Labels of blank rows lead from one row of figures to the next, however far, without a gap. */
function goesOn(labels: readonly Stack[], from: number, to: number, pitch: Pitch): boolean {
  let bottom = from;
  for (const { box } of [...labels].sort((a, b) => a.box[1] - b.box[1])) {
    if (box[1] - bottom > 2 * pitch.line) return false;
    bottom = Math.max(bottom, box[3]);
  }
  return to - bottom < 2 * pitch.line;
}

function tableOf(block: readonly Anchor[], stacks: readonly Stack[], pitch: Pitch, from: number, known: Columns | null): (AlignedTable & { columns: Columns }) | null {
  const rows = block.map(({ figures }) => figures);
  const above = headerWords(block, stacks, pitch, from);
  const found = above.words.length > 0 ? headerOf(above.words, rows.flat(), pitch.line) : null;
  if (!found && (!known || above.words.length > 0)) return null;
  const header = found && { ...found, leaves: withWords(found.leaves, bodyStacks(stacks, rows.flat(), Math.max(found.bottom, from))) };
  const leaves = header ? header.leaves : known!.leaves.map((leaf) => ({ ...leaf, header: null }));
  const body = bodyOf({ rows, stacks, leaves, labels: header ? null : known!.labels, top: header ? header.bottom : -Infinity, from, pitch });
  if (!body) return null;
  const all = [...body.rows.flatMap((row) => [...row.labels, ...row.cells.flat()]), ...above.words];
  const box = all.map((stack): Box => stack.box).reduce(unite);
  const left = header ? box[0] : Math.min(known!.left, box[0]);
  const right = header ? box[2] : Math.max(known!.right, box[2]);
  const labels = body.labelLeaves;
  const data = leaves.slice(labels);
  const labelRight = Math.max(...body.rows.flatMap((row) => row.labels.map((label) => label.box[2])), ...leaves.slice(0, labels).map(({ to }) => to), -Infinity);
  const borders = bordersOf(data, left, right);
  if (body.labelDepth > 0) borders[0] = Number.isFinite(labelRight) ? Math.min((labelRight + data[0]!.from) / 2, data[0]!.from) : data[0]!.from;
  return { header, title: above.title, body, borders, data, columns: { leaves, labels, left, right } };
}

/** What stands below the header, down to the last figures. */
function bodyStacks(stacks: readonly Stack[], figures: readonly Stack[], top: number): Stack[] {
  const last = Math.max(...figures.map(({ box }) => box[3]));
  return stacks.filter((stack) => middleOf(stack) > top && stack.box[1] < last);
}

/**
 * Rows that look like a table's, under no header that could be understood: kept as a grid, so that it is seen that figures are
 * printed there. @param among other tables by alignment are near; else it takes several rows to look like a table.
 */
function plainRows(block: readonly Anchor[], stacks: readonly Stack[], page: number, among: boolean): Piece | null {
  const texts = stacks.filter((stack) => !stack.figure);
  const rows = block.map(({ figures, middle }) => {
    const left = Math.min(...figures.map(({ box }) => box[0]));
    const beside = texts.filter(({ box, size }) => middle > box[1] - 0.15 * size && middle < box[3] + 0.15 * size);
    return { figures, labels: beside.filter(({ box }) => box[2] <= left), others: beside.filter(({ box }) => box[2] > left) };
  });
  const tabular = rows.filter(({ figures, labels, others }) => others.length === 0 && figures.length + labels.length > 1 && labels.every(({ words, box, size }) => words.length <= 4 && box[2] - box[0] < 24 * size));
  if (tabular.length < rows.length || (!among && rows.length < 3)) return null;
  return plainPiece(rows, page);
}
