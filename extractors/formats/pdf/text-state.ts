/** The text part of PDF's graphics state (ISO 32000-1, 9.3–9.4): where each character of a shown string comes to stand. */
import type { Box } from '../../document.ts';
import { foldRadicals } from './fold.ts';
import { IDENTITY, multiply, type Matrix } from './geometry.ts';

/** What must be known of a font to place its characters. */
export interface Font {
  /** Writing runs downwards (WMode 1). */
  vertical: boolean;
  /** Type 3 fonts have their own unit. */
  unit: number;
  /** [advance, position x, position y] of a vertical font's characters that have none of their own. */
  verticalMetrics: readonly [number, number, number] | null;
  /** pdf.js could not load it. */
  broken: boolean;
}

export interface TextState {
  font: Font | null;
  size: number;
  direction: 1 | -1;
  charSpacing: number;
  wordSpacing: number;
  hScale: number;
  leading: number;
  rise: number;
  mode: number;
  matrix: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
}

export interface PlacedGlyph {
  text: string;
  box: Box;
  base: number;
  size: number;
  /** Null at an angle. */
  turn: 0 | 1 | 2 | 3 | null;
}

/** A character of a shown string as pdf.js hands it over; numbers between them move the pen. */
interface ShownGlyph {
  unicode: string;
  width: number;
  /** Character code 32: word spacing applies, whatever it stands for. */
  isSpace: boolean;
  vmetric?: readonly [number, number, number] | null;
}

/** Height of the em square above the base line, for Latin and Chinese fonts alike close enough to find the cell. */
const ASCENT = 0.86;

export const textState = (): TextState => ({
  font: null,
  size: 0,
  direction: 1,
  charSpacing: 0,
  wordSpacing: 0,
  hScale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  matrix: IDENTITY,
  x: 0,
  y: 0,
  lineX: 0,
  lineY: 0,
});

export function moveText(state: TextState, x: number, y: number): void {
  state.lineX += x;
  state.lineY += y;
  state.x = state.lineX;
  state.y = state.lineY;
}

/** Shows a string: reports each character with its place and moves the pen behind it. */
export function advanceText(state: TextState, shown: readonly (ShownGlyph | number)[], ctm: Matrix, report: (glyph: PlacedGlyph) => void): void {
  const { font, size, direction } = state;
  if (!font || size === 0) return;
  const plane = multiply(ctm, state.matrix);
  const frame = writingFrame(plane, state.hScale * direction, direction, size);
  const scale = size * font.unit;
  // pdf.js yields no characters at all for a font it could not load: without this mark the cell would look blank.
  if (font.broken) report(place(plane, frame, state.x, state.y + state.rise, size / 2, '\ufffd', size));
  let pen = 0;
  for (const glyph of shown) {
    if (typeof glyph === 'number') {
      pen += ((font.vertical ? 1 : -1) * glyph * size) / 1000;
      continue;
    }
    const spacing = (glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing;
    const text = printed(glyph);
    const put = (x: number, y: number, width: number): void => {
      if (text !== '') report(place(plane, frame, x, y, width, text, size));
    };
    if (font.vertical) {
      const metrics = glyph.vmetric ?? font.verticalMetrics ?? [-1000, glyph.width / 2, 880];
      const left = state.x - (glyph.vmetric ? metrics[1] : glyph.width / 2) * scale;
      const y = state.y + state.rise - pen - metrics[2] * scale;
      put(left, y, glyph.width * scale);
      pen += -metrics[0] * scale - spacing * direction;
    } else {
      const width = glyph.width * scale;
      put(state.x + pen * state.hScale * direction, state.y + state.rise, width * state.hScale * direction);
      pen += width + spacing * direction;
    }
  }
  if (font.vertical) state.y -= pen;
  else state.x += pen * state.hScale * direction;
}

/** A character of the em square whose base line starts at (x, y) of a plane with `y` upwards, as other page formats place theirs. */
export function placeGlyph(plane: Matrix, x: number, y: number, width: number, text: string, size: number): PlacedGlyph {
  return place(plane, writingFrame(plane, 1, 1, size), x, y, width, text, size);
}

interface Frame {
  turn: 0 | 1 | 2 | 3 | null;
  size: number;
}

/** Direction of writing on the displayed page, and the size of the em there. */
function writingFrame([a, b, c, d]: Matrix, along: number, up: number, size: number): Frame {
  const [x, y] = [a * along, b * along];
  const height = Math.hypot(c * up, d * up) * size;
  const slant = Math.min(Math.abs(x), Math.abs(y)) / Math.max(Math.abs(x), Math.abs(y), 1e-9);
  // Up to three degrees is a scanner's or an author's unsteady hand.
  if (slant > 0.05) return { turn: null, size: height };
  if (Math.abs(x) >= Math.abs(y)) return { turn: x >= 0 ? 0 : 2, size: height };
  return { turn: y >= 0 ? 1 : 3, size: height };
}

function place(plane: Matrix, frame: Frame, x: number, y: number, width: number, text: string, size: number): PlacedGlyph {
  const [a, b, c, d, e, f] = plane;
  const at = (px: number, py: number): [number, number] => [a * px + c * py + e, b * px + d * py + f];
  const [x0, y0] = at(x, y - (1 - ASCENT) * size);
  const [x1, y1] = at(x + width, y + ASCENT * size);
  const [baseX, baseY] = at(x, y);
  return {
    text,
    box: [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)],
    base: frame.turn === 1 || frame.turn === 3 ? baseX : baseY,
    size: frame.size,
    turn: frame.turn,
  };
}

/**
 * The character as printed. A glyph that the font gives no character for comes as a control code or nothing: it becomes
 * U+FFFD, because a cell that holds ink must not look blank.
 */
export function printed({ unicode, width }: Pick<ShownGlyph, 'unicode' | 'width'>): string {
  if (width > 0 && unicode === '\u00ad') return '-'; // many fonts call their hyphen a soft one
  if (INKLESS.test(unicode)) return '';
  if (unicode === '\t' || unicode === '\n' || unicode === '\r') return ' ';
  if (unicode === '' || CONTROL.test(unicode)) return width > 0 ? '\ufffd' : '';
  return foldRadicals(unicode);
}

const INKLESS = /^[\u00ad\u200b-\u200f\u2060\ufeff]+$/;
const CONTROL = /^[\u0000-\u001f\u007f-\u009f]/;
