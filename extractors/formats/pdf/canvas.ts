/** What a page shows: visible characters with their boxes and thin bars (drawn rules). Readers of page formats paint onto it. */
import type { Box } from '../../document.ts';
import { barsOf, type Bar } from './bars.ts';
import { holds, type Matrix } from './geometry.ts';
import type { PlacedGlyph } from './text-state.ts';

/** One visible character (or ligature) on a page. */
export interface Glyph {
  text: string;
  /** Box of the em square, not of the ink: [left, top, right, bottom]. */
  box: Box;
  /** Position of the base line across the writing direction. */
  base: number;
  /** Font size as displayed, in points. */
  size: number;
  /** Quarter turns clockwise of the writing direction: 0 upright. */
  turn: 0 | 1 | 2 | 3;
  /** Which text-showing operation painted it. */
  run: number;
}

export interface Painted {
  glyphs: Glyph[];
  bars: Bar[];
  /** Characters that were shown invisibly (a scan's text layer), off the page, or outside a clip. */
  hidden: number;
  /** Characters at an angle: watermarks, stamps. */
  slanted: number;
  /** Characters whose font is broken or does not say what they stand for. */
  unknown: number;
}

/** What a colour does on paper: `white` shows only on something darker. */
export type Paint = 'dark' | 'white' | 'none';

/** How a path is painted: null does not fill, or does not stroke. */
export interface PathStyle {
  fill: Paint | null;
  stroke: Paint | null;
  /** Before the transformation. */
  lineWidth: number;
}

const MAX_SHADES = 1000;
/** As pdf.js builds a rectangle path (see bars.ts for the codes). */
const UNIT_SQUARE = [0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 3];

export class Canvas {
  readonly painted: Painted = { glyphs: [], bars: [], hidden: 0, slanted: 0, unknown: 0 };
  readonly #shades: Box[] = [];

  /** A path in the codes of bars.ts. White shows only on something darker. @returns the area that it fills, if it is a large rectangle */
  path(points: ArrayLike<number>, ctm: Matrix, { fill, stroke, lineWidth }: PathStyle, clip: Box): Box | null {
    const fills = fill !== null && fill !== 'none';
    const strokes = stroke !== null && stroke !== 'none';
    if (!fills && !strokes) return null;
    const { bars, shade } = barsOf(points, ctm, fills, strokes ? lineWidth : null, clip);
    for (const bar of bars) {
      const paint = bar.stroked ? stroke : fill;
      if (this.shows(paint ?? 'none', bar.box)) this.painted.bars.push(bar);
    }
    if (shade && fill === 'dark') this.shade(shade);
    return shade;
  }

  /** Whether a colour is seen in this place. */
  shows(paint: Paint, box: Box): boolean {
    return paint === 'dark' || this.#shades.some((shade) => encloses(shade, box));
  }

  /** Something that is darker than paper. */
  shade(box: Box): void {
    if (this.#shades.length < MAX_SHADES) this.#shades.push(box);
  }

  /** An image, or a mask filled with the current colour, covers the unit square. */
  unitSquare(paint: Paint, ctm: Matrix, clip: Box): void {
    if (paint === 'dark') this.painted.bars.push(...barsOf(UNIT_SQUARE, ctm, true, null, clip).bars);
  }

  /** Something opaque that is laid over what was painted so far. */
  cover(box: Box): void {
    const isCovered = ({ box: [x0, y0, x1, y1] }: Glyph): boolean => holds(box, (x0 + x1) / 2, (y0 + y1) / 2);
    if (!this.painted.glyphs.some(isCovered)) return;
    const seen = this.painted.glyphs.filter((glyph) => !isCovered(glyph));
    this.painted.hidden += this.painted.glyphs.length - seen.length;
    this.painted.glyphs = seen;
  }

  glyph(glyph: PlacedGlyph, visible: boolean, clip: Box, run: number): void {
    if (!visible || outside(glyph.box, clip)) this.painted.hidden++;
    else if (glyph.turn === null) this.painted.slanted++;
    else {
      if (glyph.text === '\ufffd') this.painted.unknown++;
      this.painted.glyphs.push({ ...glyph, turn: glyph.turn, run });
    }
  }
}

const encloses = (outer: Box, inner: Box): boolean =>
  inner[0] >= outer[0] - 1 && inner[1] >= outer[1] - 1 && inner[2] <= outer[2] + 1 && inner[3] <= outer[3] + 1;

/** Wholly outside, by more than a hair. */
const outside = (box: Box, clip: Box): boolean =>
  box[2] < clip[0] - 1 || box[0] > clip[2] + 1 || box[3] < clip[1] - 1 || box[1] > clip[3] + 1;
