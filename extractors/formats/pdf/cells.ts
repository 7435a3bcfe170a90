/** Which characters stand in which cell of a lattice, and what a cell's lines say together. */
import type { Box } from '../../document.ts';
import { holds } from './geometry.ts';
import type { Glyph } from './canvas.ts';
import type { Lattice } from './lattice.ts';
import { linesOf, type Line } from './lines.ts';

export interface Filled {
  /** Characters of each region of the lattice. */
  glyphs: Glyph[][];
  /** Figures that run over a rule, so that their cell is a matter of judgement. */
  crossing: Box[];
}

const centreX = ({ box }: Glyph): number => (box[0] + box[2]) / 2;
const centreY = ({ box }: Glyph): number => (box[1] + box[3]) / 2;

/** Index of the strip of sorted grid lines in which a position lies; the outermost strips reach on outwards. */
function strip(lines: readonly number[], at: number): number {
  let low = 0;
  let high = lines.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function latticeBox({ xs, ys }: Lattice): Box {
  return [xs[0]!, ys[0]!, xs.at(-1)!, ys.at(-1)!];
}

export function regionBox({ xs, ys, regions }: Lattice, index: number): Box {
  const { row, col, rowSpan, colSpan } = regions[index]!;
  return [xs[col]!, ys[row]!, xs[col + colSpan]!, ys[row + rowSpan]!];
}

/** Takes the characters whose centre lies in the lattice. @returns what each region holds, and the characters left over. */
export function fill(lattice: Lattice, glyphs: readonly Glyph[]): { filled: Filled; rest: Glyph[] } {
  const box = latticeBox(lattice);
  const columns = lattice.xs.length - 1;
  const rest: Glyph[] = [];
  const inside: Glyph[] = [];
  for (const glyph of glyphs) (holds(box, centreX(glyph), centreY(glyph)) ? inside : rest).push(glyph);
  const home = new Map<Glyph, number>();
  for (const glyph of inside) {
    home.set(glyph, lattice.owner[strip(lattice.ys, centreY(glyph)) * columns + strip(lattice.xs, centreX(glyph))]!);
  }
  const crossing = keepWhole(lattice, inside, home);
  const filled: Glyph[][] = lattice.regions.map(() => []);
  for (const glyph of inside) filled[home.get(glyph)!]!.push(glyph);
  return { filled: { glyphs: filled, crossing }, rest };
}

/**
 * A word that runs over a rule is overflow of one cell, not two words: it goes as a whole where most of it stands. Characters
 * apart, or printed by two operations that meet at the rule, are two cells' own.
 */
function keepWhole(lattice: Lattice, glyphs: readonly Glyph[], home: Map<Glyph, number>): Box[] {
  const crossing: Box[] = [];
  const upright = glyphs.filter(({ turn, text }) => turn === 0 && text.trim() !== '').sort((a, b) => a.base - b.base || a.box[0] - b.box[0]);
  let word: Glyph[] = [];
  const settle = (): void => {
    const homes = new Set(word.map((glyph) => home.get(glyph)!));
    if (homes.size > 1) {
      const [from, to] = [word[0]!.box[0], word.at(-1)!.box[2]];
      const middle = word.reduce((sum, glyph) => sum + centreX(glyph), 0) / word.length;
      const y = strip(lattice.ys, centreY(word[0]!));
      const index = lattice.owner[y * (lattice.xs.length - 1) + strip(lattice.xs, middle)]!;
      for (const glyph of word) home.set(glyph, index);
      if (word.some(({ text }) => /[\d０-９]/.test(text))) crossing.push([from, word[0]!.box[1], to, word[0]!.box[3]]);
    }
    word = [];
  };
  for (const glyph of upright) {
    const last = word.at(-1);
    if (last && !continues(lattice, last, glyph, home)) settle();
    word.push(glyph);
  }
  settle();
  return crossing;
}

function continues(lattice: Lattice, a: Glyph, b: Glyph, home: Map<Glyph, number>): boolean {
  const em = Math.min(a.size, b.size);
  if (Math.abs(a.base - b.base) > 0.1 * em) return false;
  const gap = b.box[0] - a.box[2];
  if (gap > 0.15 * em || gap < -0.5 * em) return false;
  const homes = [home.get(a)!, home.get(b)!];
  if (homes[0] === homes[1] || a.run === b.run) return true;
  const rule = regionBox(lattice, homes[1]!)[0];
  return a.box[2] > rule + 0.1 * em || b.box[0] < rule - 0.1 * em;
}

/** What is printed in a cell: wrapped lines joined by `\n`, and by `\n\n` where they or figures on one line stand apart. */
export function cellText(glyphs: readonly Glyph[]): string {
  const lines = linesOf(glyphs);
  // Two figures with a gap of an em between them are not one that is broken.
  const texts = lines.map(({ text }) => text.replace(/([\d０-９]) {2,}(?=[\d０-９])/g, '$1\n\n'));
  return texts.map((text, i) => (i === 0 ? text : separator(lines[i - 1]!, lines[i]!) + text)).join('');
}

function separator(above: Line, below: Line): string {
  const [small, large] = [Math.min(above.size, below.size), Math.max(above.size, below.size)];
  // A figure that is broken goes on in its own size; a note's mark is smaller.
  const isNote = small < 0.8 * large && /[\d０-９]\s*$/.test(above.text) && /^\s*[\d０-９]/.test(below.text);
  return isNote || below.base - above.base > 2.5 * large ? '\n\n' : '\n';
}
