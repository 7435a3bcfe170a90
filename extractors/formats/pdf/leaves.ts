/** The header of a table without rules: which words name a column, and over which columns the others stretch. */
import type { Box } from '../../document.ts';
import { overlap } from './geometry.ts';
import { centreOf, middleOf, type Stack } from './stacks.ts';

/** A column as its header shows it. */
export interface Leaf {
  header: Stack | null;
  /** Known extent of what is printed in the column: its header, and figures that lie under it. */
  from: number;
  to: number;
}

export interface Group {
  header: Stack;
  /** First and last leaf below it. */
  first: number;
  last: number;
}

export interface Header {
  leaves: Leaf[];
  /** Group headings, row by row from the top. */
  groups: Group[][];
  /** Headings are centred over their columns. */
  centred: boolean;
  top: number;
  bottom: number;
}

/**
 * Sorts header words into leaves (nothing of the header stands below them) and groups.
 * @param figures of the rows below.
 * @param line distance of base lines within a cell.
 */
export function headerOf(words: readonly Stack[], figures: readonly Stack[], line: number): Header | null {
  const isLeaf = (word: Stack): boolean =>
    !words.some((other) => other !== word && other.box[1] >= word.box[3] - 0.3 * line && overlap(other.box[0], other.box[2], word.box[0], word.box[2]) > 0);
  const lowest = words.filter(isLeaf).sort((a, b) => a.box[0] - b.box[0]);
  const leafWords = lowest.filter((word, i) => !isBetween(word, lowest[i - 1], lowest[i + 1], figures, line));
  // Columns stand side by side: headings that overlap sideways cannot be told apart.
  for (let i = 1; i < leafWords.length; i++) if (leafWords[i]!.box[0] < leafWords[i - 1]!.box[2]) return null;
  if (leafWords.length === 0) return null;
  const leaves = leafWords.map((header): Leaf => ({ header, from: header.box[0], to: header.box[2] }));
  const upper = words.filter((word) => !leafWords.includes(word));
  const rows: Stack[][] = [];
  for (const word of [...upper].sort((a, b) => middleOf(a) - middleOf(b))) {
    const row = rows.at(-1);
    if (row && middleOf(word) - middleOf(row[0]!) < 0.5 * line) row.push(word);
    else rows.push([word]);
  }
  const settled = settledLeaves(leafWords, line);
  const everything = leaves.map(() => true);
  const flush = flushOf(words, leafWords, figures);
  return {
    leaves,
    groups: rows.map((row, i) => spansOf(row, leaves, i === rows.length - 1 ? settled : everything, flush)).filter((row) => row.length > 0),
    centred: flush === 'centre',
    top: Math.min(...words.map(({ box }) => box[1])),
    bottom: Math.max(...words.map(({ box }) => box[3])),
  };
}

/** A group heading over an even number of columns may stand over none of their headings, but over the gap between two. */
function isBetween(word: Stack, left: Stack | undefined, right: Stack | undefined, figures: readonly Stack[], line: number): boolean {
  const below = (other: Stack | undefined): boolean => other !== undefined && other.box[1] >= word.box[3] - 0.3 * line;
  return below(left) && below(right) && !figures.some(({ box }) => overlap(box[0], box[2], word.box[0], word.box[2]) > 0);
}

/**
 * Leaves of the header's last row: those whose tops, middles or bottoms agree with most others. What stands higher reaches up
 * through the rows of group headings and belongs to no group.
 */
function settledLeaves(leaves: readonly Stack[], line: number): boolean[] {
  const keys: ((box: Box) => number)[] = [(box) => (box[1] + box[3]) / 2, (box) => box[1], (box) => box[3]];
  let best: boolean[] = leaves.map(() => true);
  let most = 0;
  for (const key of keys) {
    for (const pivot of leaves) {
      const agrees = leaves.map(({ box }) => Math.abs(key(box) - key(pivot.box)) < 0.3 * line);
      const count = agrees.filter(Boolean).length;
      const lowest = leaves.every(({ box }, i) => agrees[i] || key(box) <= key(pivot.box));
      if (lowest && count > most) [best, most] = [agrees, count];
    }
  }
  return best;
}

/** Border between neighbouring columns: halfway between what is known of them. */
export function bordersOf(leaves: readonly Leaf[], left: number, right: number): number[] {
  const inner = leaves.slice(1).map((leaf, i) => (leaves[i]!.to + leaf.from) / 2);
  return [Math.min(left, leaves[0]!.from), ...inner, Math.max(right, leaves.at(-1)!.to)];
}

/** The columns under each heading of one row: the widest stretches that fit the headings' positions side by side. */
function spansOf(row: readonly Stack[], leaves: readonly Leaf[], allowed: readonly boolean[], flush: Flush): Group[] {
  // A heading may be wider than the only word below it, in the outermost columns too.
  const borders = bordersOf(leaves, Math.min(...row.map(({ box }) => box[0])), Math.max(...row.map(({ box }) => box[2])));
  const options = [...row]
    .sort((a, b) => a.box[0] - b.box[0])
    .map((header) => {
      const below = (i: number): boolean => allowed[i]! && middleOf(leaves[i]!.header!) > middleOf(header);
      const spans: Group[] = [];
      for (let first = 0; first < leaves.length; first++) {
        for (let last = first; last < leaves.length && below(last); last++) if (fits(header, leaves, borders, first, last, flush)) spans.push({ header, first, last });
      }
      return spans;
    })
    .filter((spans) => spans.length > 0);
  let best: Group[] = [];
  let widest = -1;
  const choose = (at: number, chosen: Group[], width: number): void => {
    if (at === options.length) {
      if (width > widest) [best, widest] = [chosen, width];
      return;
    }
    for (const span of options[at]!) {
      const previous = chosen.at(-1);
      if (!previous || span.first > previous.last) choose(at + 1, [...chosen, span], width + span.last - span.first);
    }
  };
  // A header has a handful of groups; more options than this come from noise.
  if (options.reduce((product, spans) => product * spans.length, 1) <= 20000) choose(0, [], 0);
  return best;
}

type Flush = 'left' | 'centre' | 'right';

/** How the table is set: by the lines of its wrapped headings, and by the figures under its headings. */
function flushOf(words: readonly Stack[], leaves: readonly Stack[], figures: readonly Stack[]): Flush {
  const votes = { centre: 0.5, left: 0, right: 0 };
  const vote = (a: Box, b: Box, em: number): void => {
    if (Math.abs(a[2] - a[0] - (b[2] - b[0])) < 0.3 * em) return;
    if (Math.abs(a[0] - b[0]) < 0.15 * em) votes.left++;
    else if (Math.abs(a[2] - b[2]) < 0.15 * em) votes.right++;
    else if (Math.abs(a[0] + a[2] - b[0] - b[2]) < 0.3 * em) votes.centre++;
  };
  for (const { words: lines } of words) for (const line of lines.slice(1)) vote(lines[0]!.box, line.box, line.size);
  for (const leaf of leaves) for (const figure of figures) if (overlap(leaf.box[0], leaf.box[2], figure.box[0], figure.box[2]) > 0) vote(leaf.box, figure.box, figure.size);
  return (Object.keys(votes) as Flush[]).reduce((best, way) => (votes[way] > votes[best] ? way : best));
}

/** Does a heading stand over these columns as its table's headings do? */
function fits(header: Stack, leaves: readonly Leaf[], borders: readonly number[], first: number, last: number, flush: Flush): boolean {
  const em = header.size;
  const [from, to] = [leaves[first]!.from, leaves[last]!.to];
  if (header.box[0] < borders[first]! - em || header.box[2] > borders[last + 1]! + em) return false;
  if (flush === 'left') return Math.abs(from - header.box[0]) < 0.5 * em;
  if (flush === 'right') return Math.abs(to - header.box[2]) < 0.5 * em;
  const slack = Math.min(1.2 * em, 0.4 * Math.min(...leaves.slice(first, last + 1).map((_, i) => borders[first + i + 1]! - borders[first + i]!)));
  const off = (a: number, b: number): number => Math.abs((a + b) / 2 - centreOf(header));
  return Math.min(off(borders[first]!, borders[last + 1]!), off(from, to)) < slack;
}
