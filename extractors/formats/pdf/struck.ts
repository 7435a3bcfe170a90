/** Figures that a line was drawn through: Word and LibreOffice strike text out so, and what is left of it is not what is printed. */
import type { Bar } from './bars.ts';
import type { Glyph } from './canvas.ts';

/** Stands for a character of which only the page shows what it is worth. */
const UNKNOWN = '\ufffd';

/** Where a line strikes digits out, in sizes above the base line; rules and underlines run elsewhere. */
const [LOWEST, HIGHEST] = [0.15, 0.5];
/** Thickest line, and how far it may reach beyond what it strikes out, in sizes of the text. */
const THICKEST = 0.15;
const BEYOND = 0.6;

/** The characters, digits that are struck out being unknown ones. */
export function withoutStruck(glyphs: readonly Glyph[], bars: readonly Bar[]): Glyph[] {
  const struck = new Set<Glyph>();
  const digits = glyphs.filter(({ text, turn }) => turn === 0 && /[\d０-９]/.test(text));
  for (const { box: [x0, y0, x1, y1] } of bars) {
    if (y1 - y0 > x1 - x0) continue;
    const middle = (y0 + y1) / 2;
    const under = digits.filter(({ box, base, size }) =>
      y1 - y0 <= THICKEST * size && middle > base - HIGHEST * size && middle < base - LOWEST * size && (box[0] + box[2]) / 2 > x0 && (box[0] + box[2]) / 2 < x1);
    const [first] = under;
    // Rules of a table reach farther than its figures.
    if (first === undefined || x0 < Math.min(...under.map(({ box }) => box[0])) - BEYOND * first.size || x1 > Math.max(...under.map(({ box }) => box[2])) + BEYOND * first.size) continue;
    for (const glyph of under) struck.add(glyph);
  }
  return struck.size === 0 ? [...glyphs] : glyphs.map((glyph) => (struck.has(glyph) ? { ...glyph, text: UNKNOWN } : glyph));
}
