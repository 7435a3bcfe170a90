/**
 * Walks the operator list of a page as a painter would, and notes what is visible: characters with their boxes and thin bars
 * (drawn rules). Text is taken from here and not from getTextContent, because only here every character has its own place,
 * NBSP is kept, and invisible or clipped text can be told.
 */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '../../document.ts';
import { barsOf, type Bar } from './bars.ts';
import { IDENTITY, intersect, multiply, transformBox, type Matrix, type MatrixLike } from './geometry.ts';
import { advanceText, moveText, textState, type Font, type TextState } from './text-state.ts';

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

/** Names of fonts → what the painter must know of them. */
export type Fonts = ReadonlyMap<string, Font>;

interface State {
  ctm: Matrix;
  clip: Box;
  text: TextState;
  lineWidth: number;
  fill: Paint;
  stroke: Paint;
  fillAlpha: number;
  strokeAlpha: number;
}

/** What a colour does on paper: `white` shows only on something darker. */
type Paint = 'dark' | 'white' | 'none';

const INVISIBLE_TEXT = 3;
const CLIP_TEXT = 7;

interface Operators {
  fnArray: readonly number[];
  // Arguments differ by operator and pdf.js does not type them.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  argsArray: readonly any[];
}

/**
 * @param base the page's viewport transformation, which makes the origin the top-left corner of the page as displayed.
 * @param page the visible page in that plane.
 * @param layerShown whether an optional layer is visible.
 */
export function interpret(list: Operators, fonts: Fonts, base: Matrix, page: Box, layerShown: (properties: unknown) => boolean): Painted {
  const painted: Painted = { glyphs: [], bars: [], hidden: 0, slanted: 0, unknown: 0 };
  const initial = (): State => ({
    ctm: base,
    clip: page,
    text: textState(),
    lineWidth: 1,
    fill: 'dark',
    stroke: 'dark',
    fillAlpha: 1,
    strokeAlpha: 1,
  });
  let state = initial();
  const stack: State[] = [];
  const shades: Box[] = [];
  const layers: boolean[] = [];
  const groups: boolean[] = [];
  let hiddenLayers = 0;
  let clipPending = false;
  let run = 0;

  const save = (): void => void stack.push({ ...state, text: { ...state.text } });
  const restore = (): void => void (state = stack.pop() ?? state);
  const transform = (m: MatrixLike): void => void (state.ctm = multiply(state.ctm, m));
  const clip = (box: Box): void => void (state.clip = intersect(state.clip, transformBox(state.ctm, box)));

  const paintPath = (operator: number, points: ArrayLike<number> | null, extent: ArrayLike<number> | null): void => {
    const fills = FILLS.has(operator) && state.fill !== 'none' && state.fillAlpha > 0;
    const strokes = STROKES.has(operator) && state.stroke !== 'none' && state.strokeAlpha > 0;
    if (points && (fills || strokes) && hiddenLayers === 0) {
      const { bars, shade } = barsOf(points, state.ctm, fills, strokes ? state.lineWidth : null, state.clip);
      for (const bar of bars) {
        const paint = bar.stroked ? state.stroke : state.fill;
        if (paint === 'dark' || shades.some((box) => encloses(box, bar.box))) painted.bars.push(bar);
      }
      if (shade && fills && state.fill === 'dark' && shades.length < 1000) shades.push(shade);
    }
    if (clipPending && extent) clip([extent[0]!, extent[1]!, extent[2]!, extent[3]!]);
    clipPending = false;
  };

  /** An image, or a mask filled with the current colour, covers the unit square. */
  const paintUnitSquare = (paint: Paint): void => {
    if (hiddenLayers > 0 || paint === 'none') return;
    const { bars } = barsOf(UNIT_SQUARE, state.ctm, true, null, state.clip);
    if (paint === 'dark') painted.bars.push(...bars);
  };

  const { fnArray, argsArray } = list;
  for (let i = 0; i < fnArray.length; i++) {
    const args = argsArray[i];
    const { text } = state;
    switch (fnArray[i]!) {
      case OPS.save:
        save();
        break;
      case OPS.endGroup:
        if (groups.pop()) hiddenLayers--;
        restore();
        break;
      case OPS.restore:
      case OPS.endAnnotation:
      case OPS.paintFormXObjectEnd:
        restore();
        break;
      case OPS.transform:
        transform(args);
        break;
      case OPS.paintFormXObjectBegin:
        save();
        if (args[0]) transform(args[0]);
        if (args[1]) clip([args[1][0], args[1][1], args[1][2], args[1][3]]);
        break;
      case OPS.beginGroup:
        save();
        // What a soft mask is drawn from is not itself seen.
        groups.push(Boolean(args[0].smask));
        if (args[0].smask) hiddenLayers++;
        // The matrix is applied once more by the form inside; here it only places the clip.
        if (args[0].bbox) {
          const ctm = multiply(state.ctm, args[0].matrix ?? IDENTITY);
          state.clip = intersect(state.clip, transformBox(ctm, args[0].bbox));
        }
        break;
      case OPS.beginAnnotation:
        save();
        state = initial();
        if (args[1]) clip([args[1][0], args[1][1], args[1][2], args[1][3]]);
        transform(args[2]);
        transform(args[3]);
        break;
      case OPS.beginMarkedContentProps: {
        const shown = args[0] !== 'OC' || layerShown(args[1]);
        layers.push(shown);
        if (!shown) hiddenLayers++;
        break;
      }
      case OPS.beginMarkedContent:
        layers.push(true);
        break;
      case OPS.endMarkedContent:
        if (layers.pop() === false) hiddenLayers--;
        break;
      case OPS.setLineWidth:
        state.lineWidth = args[0];
        break;
      case OPS.setGState:
        for (const [key, value] of args[0]) {
          if (key === 'LW') state.lineWidth = value;
          else if (key === 'ca') state.fillAlpha = value;
          else if (key === 'CA') state.strokeAlpha = value;
          else if (key === 'Font') setFont(text, fonts, value[0], value[1]);
        }
        break;
      case OPS.setFillRGBColor:
        state.fill = paintOf(args[0]);
        break;
      case OPS.setStrokeRGBColor:
        state.stroke = paintOf(args[0]);
        break;
      case OPS.setFillColorN:
        state.fill = 'dark';
        break;
      case OPS.setStrokeColorN:
        state.stroke = 'dark';
        break;
      case OPS.setFillTransparent:
        state.fill = 'none';
        break;
      case OPS.setStrokeTransparent:
        state.stroke = 'none';
        break;
      case OPS.clip:
      case OPS.eoClip:
        clipPending = true;
        break;
      case OPS.constructPath:
        paintPath(args[0], args[1]?.[0] ?? null, args[2]);
        break;
      case OPS.paintSolidColorImageMask:
        paintUnitSquare(state.fill);
        break;
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
        paintUnitSquare('dark');
        break;
      case OPS.beginText:
        Object.assign(text, { matrix: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0 });
        break;
      case OPS.setCharSpacing:
        text.charSpacing = args[0];
        break;
      case OPS.setWordSpacing:
        text.wordSpacing = args[0];
        break;
      case OPS.setHScale:
        text.hScale = args[0] / 100;
        break;
      case OPS.setLeading:
        text.leading = -args[0];
        break;
      case OPS.setFont:
        setFont(text, fonts, args[0], args[1]);
        break;
      case OPS.setTextRenderingMode:
        text.mode = args[0];
        break;
      case OPS.setTextRise:
        text.rise = args[0];
        break;
      case OPS.moveText:
        moveText(text, args[0], args[1]);
        break;
      case OPS.setLeadingMoveText:
        text.leading = args[1];
        moveText(text, args[0], args[1]);
        break;
      case OPS.nextLine:
        moveText(text, 0, text.leading);
        break;
      case OPS.setTextMatrix: {
        const m = args[0] as MatrixLike;
        Object.assign(text, { matrix: [m[0], m[1], m[2], m[3], m[4], m[5]], x: 0, y: 0, lineX: 0, lineY: 0 });
        break;
      }
      case OPS.showText: {
        const visible = hiddenLayers === 0 && text.mode !== INVISIBLE_TEXT && text.mode !== CLIP_TEXT && state.fillAlpha > 0;
        run++;
        advanceText(text, args[0], state.ctm, (glyph) => {
          if (!visible || outside(glyph.box, state.clip)) painted.hidden++;
          else if (glyph.turn === null) painted.slanted++;
          else {
            if (glyph.text === '\ufffd') painted.unknown++;
            painted.glyphs.push({ ...glyph, turn: glyph.turn, run });
          }
        });
        break;
      }
    }
  }
  return painted;
}

const FILLS: ReadonlySet<number> = new Set([OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]);
const STROKES: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
/** As pdf.js builds a rectangle path (see bars.ts for the codes). */
const UNIT_SQUARE = [0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 3];

function setFont(text: TextState, fonts: Fonts, name: string, size: number): void {
  text.font = fonts.get(name) ?? null;
  text.size = Math.abs(size);
  text.direction = size < 0 ? -1 : 1;
}

function paintOf(colour: string): Paint {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return Math.min(r!, g!, b!) >= 250 ? 'white' : 'dark';
}

const encloses = (outer: Box, inner: Box): boolean =>
  inner[0] >= outer[0] - 1 && inner[1] >= outer[1] - 1 && inner[2] <= outer[2] + 1 && inner[3] <= outer[3] + 1;

/** Wholly outside, by more than a hair. */
const outside = (box: Box, clip: Box): boolean =>
  box[2] < clip[0] - 1 || box[0] > clip[2] + 1 || box[3] < clip[1] - 1 || box[1] > clip[3] + 1;
