/** Words below each other into the cells of a table without rules: which lines are one wrapped label, which are two rows. */
import type { Box } from '../../document.ts';
import { overlap, unite } from './geometry.ts';
import type { Rule } from './rules.ts';
import { isFigure, type Word } from './words.ts';

/** What a reader sees as one cell: words stacked without a gap. */
export interface Stack {
  words: Word[];
  text: string;
  box: Box;
  size: number;
  figure: boolean;
}

/** Distances between base lines. */
export interface Pitch {
  /** Of lines within one cell. */
  line: number;
  /** The furthest that lines of one cell may stand apart. */
  limit: number;
  /** Rows of figures were there to compare with. */
  sure: boolean;
}

export const middleOf = ({ box }: { box: Box }): number => (box[1] + box[3]) / 2;
export const centreOf = ({ box }: { box: Box }): number => (box[0] + box[2]) / 2;

/** Left edges, right edges or centres agree, as in the lines of one cell. Printed spaces shift them: `loose` allows for that. */
function aligned(a: Word, b: Word, loose: boolean): boolean {
  const em = Math.max(a.size, b.size);
  const [edge, middle] = loose ? [0.4, 0.6] : [0.2, isSpaced(a) || isSpaced(b) ? 0.3 : 0.2];
  return Math.abs(a.box[0] - b.box[0]) < edge * em || Math.abs(a.box[2] - b.box[2]) < edge * em || Math.abs(centreOf(a) - centreOf(b)) < middle * em;
}

/** Letters set apart by spaces: the one behind the last letter of a line shifts its centre by a quarter of an em. */
const isSpaced = ({ glyphs, size }: Word): boolean => glyphs.some((glyph, i) => i > 0 && glyph.box[0] - glyphs[i - 1]!.box[2] > 0.2 * size);

/** A heading and the figure below it are two cells; a sign, a unit or a remark may stand on another line than its figure. */
function sameCell(above: string, below: string): boolean {
  if (isFigure(above) === isFigure(below)) return true;
  return isFigure(above) ? below.length <= 3 || /^[（(]/.test(below) : above.length <= 2;
}

/** One stands above the other as lines of a cell do. */
function stacks(above: Word, below: Word, loose: boolean): boolean {
  const narrower = Math.min(above.box[2] - above.box[0], below.box[2] - below.box[0]);
  const alike = Math.abs(above.size - below.size) < 0.1 * above.size;
  return alike && sameCell(above.text, below.text) && overlap(above.box[0], above.box[2], below.box[0], below.box[2]) >= 0.5 * narrower && aligned(above, below, loose);
}

/** The first line of a label may be indented by so many ems. */
const DEEPEST = 8;
/** Lines of one cell are hardly ever set wider than this many ems. */
export const WIDEST = 1.9;

/**
 * A label whose first line is indented goes on at the left edge of its cell. Only what else stands in the row tells it from the next
 * label: units and figures stand halfway between its two lines, or at the height of the second of three, and beside no other of them.
 */
function isIndented(above: Word, below: Word, words: readonly Word[]): boolean {
  const em = above.size;
  const step = below.base - above.base;
  const indent = above.box[0] - below.box[0];
  const alike = Math.abs(em - below.size) < 0.1 * em && !isFigure(above.text) && !isFigure(below.text) && step <= WIDEST * em;
  if (!alike || indent < 0.4 * em || indent > DEEPEST * em || below.box[2] > above.box[2] + 0.5 * em) return false;
  const level = (base: number, from: number): boolean => words.some((other) => other !== above && other !== below && other.box[0] >= from && Math.abs(other.base - base) < 0.2 * em);
  // What stands right of it on its own line, short of the first line's end, goes on from there.
  if (level(above.base, above.box[2]) || words.some((other) => other !== below && Math.abs(other.base - below.base) < 0.2 * em && other.box[0] > below.box[0] && other.box[0] < above.box[2])) return false;
  // Where a line set as the lines of one cell follows, this one is of another cell: of a group that stands left of its labels.
  if (words.some((other) => other.base > above.base && other.base - above.base <= WIDEST * em && stacks(above, other, true))) return false;
  const third = words.some((other) => !isFigure(other.text) && Math.abs(other.box[0] - below.box[0]) < 0.2 * em && Math.abs(other.base - below.base - step) < 0.2 * em);
  const [halfway, beside] = [level((above.base + below.base) / 2, above.box[2]), level(below.base, above.box[2])];
  return third ? beside && !halfway : halfway && !beside;
}

/**
 * Measures the distances. The lines of wrapped labels are closer to each other than rows of figures are; where they are not,
 * nothing is stacked and what has wrapped shows as a row without a label.
 */
export function pitchOf(words: readonly Word[]): Pitch {
  const sorted = [...words].sort((a, b) => a.base - b.base);
  const labels: number[] = [];
  const figures: number[] = [];
  sorted.forEach((word, i) => {
    for (let j = i + 1; j < sorted.length; j++) {
      const below = sorted[j]!;
      const step = below.base - word.base;
      if (step > 4 * word.size) break;
      if (step < 0.7 * word.size || !stacks(word, below, true)) continue;
      const kinds = [isFigure(word.text), isFigure(below.text)];
      if (kinds[0] && kinds[1]) figures.push(step);
      else if (!kinds[0] && !kinds[1]) labels.push(step);
      break;
    }
  });
  const line = least(labels) ?? 1.4 * (words[0]?.size ?? 10);
  const row = least(figures);
  const even = Math.min(1.08 * line + 0.4, WIDEST * (words[0]?.size ?? 10));
  if (row === null) return { line, limit: even, sure: false };
  return { line, limit: line < 0.95 * row ? Math.min(even, (line + row) / 2) : 0.9 * row, sure: true };
}

/** The smallest value that is met a quarter as often as the commonest: chance neighbours are rarer. */
function least(values: readonly number[]): number | null {
  const near = values.map((value) => values.filter((other) => Math.abs(other - value) <= 0.03 * value).length);
  const enough = Math.max(...near) / 4;
  return values.reduce<number | null>((best, value, i) => (near[i]! >= enough && (best === null || value < best) ? value : best), null);
}

/** @param rules level rules of the page that belong to no ruled table: nothing is stacked across one. */
export function stacksOf(words: readonly Word[], pitch: Pitch, rules: readonly Rule[]): Stack[] {
  const columns: Word[][] = [];
  for (const word of [...words].sort((a, b) => a.base - b.base || a.box[0] - b.box[0])) {
    const near = columns.filter((lines) => {
      const last = lines.at(-1)!;
      const step = word.base - last.base;
      return step > 0.6 * word.size && step <= pitch.limit && !ruled(last, word, rules);
    });
    const column = near.find((lines) => stacks(lines.at(-1)!, word, pitch.sure)) ?? near.find((lines) => pitch.sure && lines.length === 1 && isIndented(lines[0]!, word, words));
    if (column) column.push(word);
    else columns.push([word]);
  }
  return columns.map((lines) => {
    const text = lines.map((word) => word.text).join('');
    return { words: lines, text, box: lines.map(({ box }) => box).reduce(unite), size: lines[0]!.size, figure: isFigure(text) };
  });
}

function ruled(above: Word, below: Word, rules: readonly Rule[]): boolean {
  const x = centreOf(above);
  return rules.some(({ at, from, to }) => at > middleOf(above) && at < middleOf(below) && from <= x && to >= x);
}
