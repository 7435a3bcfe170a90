/** The characters and rules of a page as SVG. Every character stands where it was read, whatever font the browser has. */
import type { Glyph } from '../../extractors/formats/pdf/canvas.ts';
import { escaped } from './markup.ts';
import type { Drawing } from './sheet.ts';

/** Rules that are thinner vanish on a screen, in points. */
const THINNEST = 0.4;

export const round = (value: number): number => Math.round(value * 100) / 100;

/** The elements of one page, to be put into an `svg` whose unit is the point. */
export function printed({ glyphs, bars }: Extract<Drawing, { kind: 'print' }>): string {
  const rules = bars.map(({ box: [left, top, right, bottom] }) => `<rect x="${round(left)}" y="${round(top)}" width="${round(Math.max(THINNEST, right - left))}" height="${round(Math.max(THINNEST, bottom - top))}"/>`);
  return [...rules, ...linesOf(glyphs).map((line) => written(line))].join('');
}

/** One unit of UTF-16 that stands by itself: SVG counts in these when it is told where each character stands. */
const isPlain = ({ text, turn }: Glyph): boolean => turn === 0 && text.length === 1 && !/[\s\p{M}\p{Cs}]/u.test(text);

/** Characters that were written together, on one base line and in one size: one element for all of them. */
function linesOf(glyphs: readonly Glyph[]): Glyph[][] {
  const lines: Glyph[][] = [];
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') continue;
    const line = lines.at(-1);
    const [first] = line ?? [];
    if (line !== undefined && first !== undefined && isPlain(first) && isPlain(glyph) && glyph.run === first.run && glyph.base === first.base && glyph.size === first.size) line.push(glyph);
    else lines.push([glyph]);
  }
  return lines;
}

function written(line: readonly Glyph[]): string {
  const { box: [, top, right, bottom], base, size, turn } = line[0]!;
  const text = escaped(line.map((glyph) => glyph.text).join(''));
  if (turn === 0) return `<text x="${line.map(({ box }) => round(box[0])).join(' ')}" y="${round(base)}" font-size="${round(size)}">${text}</text>`;
  const [x, y] = turn === 1 ? [base, top] : turn === 2 ? [right, base] : [base, bottom];
  return `<text transform="translate(${round(x)} ${round(y)}) rotate(${90 * turn})" font-size="${round(size)}">${text}</text>`;
}
