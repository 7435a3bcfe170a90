/**
 * Walks the operator list of a page as a painter would, and notes what is visible: characters with their boxes and thin bars
 * (drawn rules). Text is taken from here and not from getTextContent, because only here every character has its own place,
 * NBSP is kept, and invisible or clipped text can be told.
 */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '../../document.ts';
import { Canvas, type Paint, type Painted } from './canvas.ts';
import { IDENTITY, intersect, multiply, transformBox, type Matrix, type MatrixLike } from './geometry.ts';
import { advanceText, moveText, textState, type Font, type TextState } from './text-state.ts';

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
  const canvas = new Canvas();
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
    const fill = FILLS.has(operator) && state.fillAlpha > 0 ? state.fill : null;
    const stroke = STROKES.has(operator) && state.strokeAlpha > 0 ? state.stroke : null;
    if (points && hiddenLayers === 0) canvas.path(points, state.ctm, { fill, stroke, lineWidth: state.lineWidth }, state.clip);
    if (clipPending && extent) clip([extent[0]!, extent[1]!, extent[2]!, extent[3]!]);
    clipPending = false;
  };

  const paintUnitSquare = (paint: Paint): void => {
    if (hiddenLayers === 0) canvas.unitSquare(paint, state.ctm, state.clip);
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
        advanceText(text, args[0], state.ctm, (glyph) => canvas.glyph(glyph, visible, state.clip, run));
        break;
      }
    }
  }
  return canvas.painted;
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

function setFont(text: TextState, fonts: Fonts, name: string, size: number): void {
  text.font = fonts.get(name) ?? null;
  text.size = Math.abs(size);
  text.direction = size < 0 ? -1 : 1;
}

function paintOf(colour: string): Paint {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return Math.min(r!, g!, b!) >= 250 ? 'white' : 'dark';
}
