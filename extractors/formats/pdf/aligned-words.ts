/** What looks like a figure in a table without rules and is none: numbers that count its rows (序号), dashes in its column of units. */
import { isDashes, squeeze } from '../../normalise.ts';
import { overlap } from './geometry.ts';
import { centreOf, middleOf, type Stack } from './stacks.ts';

/** So many in a row, one more each time, are no accident. */
const ENOUGH = 3;

/**
 * The stacks, without taking for figures: numbers that count up from row to row, left of the words of their rows; dashes below and above
 * words as short as units, where no number stands.
 */
export function wordsApart(stacks: readonly Stack[]): Stack[] {
  const leading = stacks.filter((stack) => stack.figure && /^[\d０-９]{1,3}$/.test(stack.text.trim()) && leads(stack, stacks)).sort((a, b) => middleOf(a) - middleOf(b));
  const ordinals = new Set(runs(leading).filter((run) => run.length >= ENOUGH).flat());
  const units = stacks.filter(({ figure, text }) => !figure && text.trim().length <= LONGEST_UNIT);
  const numbers = stacks.filter((stack) => stack.figure && !ordinals.has(stack) && !isDash(stack));
  const isWord = (stack: Stack): boolean => ordinals.has(stack) || (isDash(stack) && units.filter((unit) => inLine(unit, stack)).length >= ENOUGH && !numbers.some(({ box }) => overlap(box[0], box[2], stack.box[0], stack.box[2]) > 0));
  return stacks.map((stack) => (stack.figure && isWord(stack) ? { ...stack, figure: false } : stack));
}

/** 万元, 人次 */
const LONGEST_UNIT = 3;

const isDash = ({ text }: Stack): boolean => isDashes(squeeze(text));

const inLine = (a: Stack, b: Stack): boolean => Math.abs(a.box[0] - b.box[0]) < 0.2 * a.size || Math.abs(centreOf(a) - centreOf(b)) < 0.3 * a.size;

/** Nothing stands left of it in its row, and words stand right of it. */
function leads(stack: Stack, stacks: readonly Stack[]): boolean {
  const beside = stacks.filter((other) => other !== stack && middleOf(stack) > other.box[1] && middleOf(stack) < other.box[3]);
  const next = beside.filter(({ box }) => box[0] > stack.box[2]).sort((a, b) => a.box[0] - b.box[0])[0];
  return next !== undefined && !next.figure && beside.every(({ box }) => box[0] > stack.box[2]);
}

/** Stretches that count up by one, set below each other. */
function runs(leading: readonly Stack[]): Stack[][] {
  const out: Stack[][] = [];
  const numberOf = ({ text }: Stack): number => Number(text.trim().normalize('NFKC'));
  for (const stack of leading) {
    const last = out.at(-1)?.at(-1);
    const em = stack.size;
    const below = last !== undefined && (Math.abs(last.box[0] - stack.box[0]) < em || Math.abs(last.box[2] - stack.box[2]) < em || Math.abs(centreOf(last) - centreOf(stack)) < em);
    if (last && below && numberOf(stack) === numberOf(last) + 1) out.at(-1)!.push(stack);
    else out.push([stack]);
  }
  return out;
}
