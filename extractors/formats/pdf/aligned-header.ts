/** What stands over the first figures of a table without rules: which words make up its header, and where it ends above. */
import { overlap } from './geometry.ts';
import { centreOf, middleOf, pitchOf, stacksOf, type Pitch, type Stack } from './stacks.ts';
import { commonGaps, splitAtGaps, splitWord } from './words.ts';

/** Figures that stand in one row. */
export interface Anchor {
  figures: Stack[];
  middle: number;
}

export interface HeaderWords {
  words: Stack[];
  /** A line of its own over the header: the caption of the table. */
  title: Stack | null;
}

/** Tables end where this many lines are left free. */
export const BREAK = 4;
/** A caption or a line of prose that reaches from the labels over to the figures is longer than this many ems. */
const CROSSING = 5;

/** What stands over the first row of figures as a header: words without a wide gap, up to a heading, a paragraph or the table before. */
export function headerWords(block: readonly Anchor[], stacks: readonly Stack[], pitch: Pitch, from: number): HeaderWords {
  const first = block[0]!;
  const figureTop = Math.min(...first.figures.map(({ box }) => box[1]));
  const left = Math.min(...block.flatMap(({ figures }) => figures.map(({ box }) => box[0])));
  const right = Math.max(...block.flatMap(({ figures }) => figures.map(({ box }) => box[2])));
  const size = first.figures[0]!.size;
  const upwards = stacks
    .filter((stack) => stack.box[3] <= figureTop + 0.3 * pitch.line && stack.box[1] > from && !isLabelOf(stack, first, pitch))
    .sort((a, b) => b.box[3] - a.box[3]);
  const columnAt = columnsOf(block, stacks);
  const words: Stack[] = [];
  let title: Stack | null = null;
  let edge = figureTop;
  for (const stack of upwards) {
    if (stack.figure || edge - stack.box[3] > BREAK * pitch.line || stack.size > 1.15 * size) break;
    const alone = !upwards.some((other) => other !== stack && Math.abs(middleOf(other) - middleOf(stack)) < 0.5 * pitch.line) && !isRow(stack, columnAt);
    const width = stack.box[2] - stack.box[0];
    const crosses = alone && width > CROSSING * stack.size && stack.box[0] < left - stack.size && stack.box[2] > left;
    if (crosses && words.length > 0) {
      const middle = (Math.min(...words.map(({ box }) => box[0])) + Math.max(right, ...words.map(({ box }) => box[2]))) / 2;
      const isTitle = stack.words.length === 1 && stack.text.length <= 24 && Math.abs(centreOf(stack) - middle) < 0.15 * (right - left + width);
      if (isTitle) title = stack;
      break;
    }
    if (crosses && stack.words.length > 1 && width > 0.8 * (right - words.reduce((min, { box }) => Math.min(min, box[0]), left))) break;
    words.push(stack);
    edge = Math.min(edge, stack.box[1]);
  }
  // Only what lies beside or above a heading over the figures is header; the rest are labels of blank rows.
  const beside = labelEdge(block, stacks);
  const over = words.filter(({ box }) => box[2] > Math.min(left, beside + 1));
  if (over.length === 0) return { words: [], title: null };
  const [top, bottom] = [Math.min(...over.map(({ box }) => box[1])), Math.max(...over.map(({ box }) => box[3]))];
  const header = words.filter((stack) => middleOf(stack) > top - 1 && middleOf(stack) < bottom + 1);
  return { words: apart(header, columnAt, pitch), title };
}

/** How far the labels beside the figures reach to the right; figures need not stand in every column. */
function labelEdge(block: readonly Anchor[], stacks: readonly Stack[]): number {
  const left = Math.min(...block.flatMap(({ figures }) => figures.map(({ box }) => box[0])));
  const labels = stacks.filter((stack) => !stack.figure && stack.box[2] < left && block.some(({ middle }) => middle > stack.box[1] && middle < stack.box[3]));
  return labels.length > 0 ? Math.max(...labels.map(({ box }) => box[2])) : left;
}

type ColumnAt = (from: number, to: number) => number | null;

/** Which column stands somewhere, by the figures of the block and the labels beside them. */
function columnsOf(block: readonly Anchor[], stacks: readonly Stack[]): ColumnAt {
  const columns = clusters(block.flatMap(({ figures }) => figures.map(({ box }) => [box[0], box[2]] as const)), 0.6 * block[0]!.figures[0]!.size);
  const labels = stacks.filter((stack) => stack.box[2] < columns[0]![0] && block.some(({ middle }) => middle > stack.box[1] && middle < stack.box[3]));
  if (labels.length > 0) columns.unshift([-Infinity, Math.max(...labels.map(({ box }) => box[2]))]);
  return (from, to) => {
    const at = columns.findIndex((column) => overlap(column[0], column[1], from, to) > 0);
    return at < 0 ? null : at;
  };
}

/** Several headings that come so close that they look like one word. */
function isRow(stack: Stack, columnAt: ColumnAt): boolean {
  return stack.words.some((word) => {
    const parts = splitWord(word, columnAt);
    return parts.length > 2 && parts.slice(1).every((part, i) => part.box[0] - parts[i]!.box[2] > 0.2 * part.size);
  });
}

/**
 * Headings of narrow columns come closer than words do elsewhere: they are parted where they stand over figures of different
 * columns, or at gaps that stand out, and the parts stacked anew.
 */
function apart(words: readonly Stack[], columnAt: ColumnAt, pitch: Pitch): Stack[] {
  const parts = words.flatMap((stack) => {
    const gaps = commonGaps(stack.words);
    return stack.words.flatMap((word) => splitWord(word, columnAt)).flatMap((word) => splitAtGaps(word, gaps));
  });
  if (parts.length === words.reduce((sum, stack) => sum + stack.words.length, 0)) return [...words];
  return stacksOf(parts, pitch.sure ? pitch : pitchOf(parts), []);
}

/** Intervals joined where they overlap or nearly meet (white space shifts figures within their column), from left to right. */
function clusters(spans: readonly (readonly [number, number])[], gap: number): [number, number][] {
  const out: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from < last[1] + gap) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

const isLabelOf = (stack: Stack, anchor: Anchor, pitch: Pitch): boolean =>
  stack.box[3] > anchor.middle - 0.2 * pitch.line && stack.box[1] < anchor.middle;
