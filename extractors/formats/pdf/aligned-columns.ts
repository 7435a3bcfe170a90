/**
 * Which columns of words the headings of a table without rules stand for, where they do not stand right over them: headings are often
 * centred over words that begin at the left.
 */
import { overlap } from './geometry.ts';
import type { Leaf } from './leaves.ts';
import type { Stack } from './stacks.ts';

/** What stands below each other in the body, by its extent. */
interface Column {
  from: number;
  to: number;
  words: number;
  /** A number stands in it. */
  counts: boolean;
}

/** So many words below each other are a column; a single one is a stray. */
const ENOUGH = 2;

/**
 * The headings with the extent of the words below them. A column of words under no heading belongs to the heading that has nothing under
 * it. Columns of numbers are left as they are: alignment alone tells whose they are.
 * @param body what is printed below the header.
 */
export function withWords(leaves: readonly Leaf[], body: readonly Stack[]): Leaf[] {
  const columns = columnsOf(body);
  const meets = (leaf: Leaf, column: Column): boolean => overlap(leaf.from, leaf.to, column.from, column.to) > 0;
  const over = columns.map((column) => leaves.flatMap((leaf, i) => (meets(leaf, column) ? [i] : [])));
  return leaves.map((leaf, i) => {
    const under = columns.filter((column) => meets(leaf, column));
    const own = under.length === 0 ? besides(i, columns, over, leaves.length) : under.length === 1 && over[columns.indexOf(under[0]!)]!.length === 1 ? under[0]! : null;
    return own && !own.counts && own.words >= ENOUGH ? { ...leaf, from: Math.min(leaf.from, own.from), to: Math.max(leaf.to, own.to) } : leaf;
  });
}

/**
 * The column of a heading that has nothing under it: between the columns of the headings left and right of it that have something
 * under them there are as many columns without a heading as headings without a column, and these follow each other in the same order.
 */
function besides(leaf: number, columns: readonly Column[], over: readonly (readonly number[])[], leaves: number): Column | null {
  const left = over.findLastIndex((headings) => headings.some((other) => other < leaf));
  const right = over.findIndex((headings) => headings.some((other) => other > leaf));
  const bare = columns.slice(left + 1, right < 0 ? columns.length : right);
  const first = left < 0 ? 0 : Math.max(...over[left]!) + 1;
  const last = right < 0 ? leaves : Math.min(...over[right]!);
  return bare.length === last - first && bare.every(({ counts }) => !counts) ? (bare[leaf - first] ?? null) : null;
}

function columnsOf(body: readonly Stack[]): Column[] {
  const out: Column[] = [];
  for (const { box, figure, text } of [...body].sort((a, b) => a.box[0] - b.box[0])) {
    const last = out.at(-1);
    const column = last && box[0] < last.to ? last : { from: box[0], to: box[2], words: 0, counts: false };
    if (column !== last) out.push(column);
    column.to = Math.max(column.to, box[2]);
    if (!figure) column.words++;
    if (figure && /[\d０-９]/.test(text)) column.counts = true;
  }
  return out;
}
