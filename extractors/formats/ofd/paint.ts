/** Paints a page of an OFD file as a viewer would: layers, blocks and composites in their order, millimetres become points. */
import { Refusal } from '../../document.ts';
import type { Box } from '../../document.ts';
import { Canvas, type Paint } from '../pdf/canvas.ts';
import { intersect, multiply, transformBox, unite, type Matrix } from '../pdf/geometry.ts';
import type { Page } from '../pdf/page.ts';
import { placeGlyph } from '../pdf/text-state.ts';
import type { OfdPage, Resources } from './package.ts';
import { pathOf } from './path.ts';
import { charactersOf } from './text.ts';
import { childOf, childrenOf, isFalse, isTrue, localName, matrixOf, numberOf, numbersOf, rectangleOf, textOf, type XmlElement } from './xml.ts';

const POINTS = 72 / 25.4;
/** Of a line whose width is not given, in millimetres (GB/T 33190, table 27). */
const LINE_WIDTH = 0.353;
const MAX_DEPTH = 40;
const MAX_OBJECTS = 300_000;
const MAX_RELATIVES = 16;
/** An opaque picture over this share of the page hides what was written before: the text layer of a scan. */
const COVERS = 0.5;

/** What objects inherit from the layer or block around them. */
interface Scope {
  ctm: Matrix;
  clip: Box;
  drawParam: string | undefined;
  depth: number;
}

export interface OfdPainted {
  page: Page;
  /** Characters whose place the file leaves to the viewer. */
  unplaced: number;
}

/** How many objects may still be painted; composites that hold each other would paint without end. */
export interface Budget {
  objects: number;
}

export const fullBudget = (): Budget => ({ objects: MAX_OBJECTS });

/** @throws Refusal `too_deep`, `too_complex` */
export function paintPage(number: number, { area, contents, annotations }: OfdPage, resources: Resources, budget: Budget): OfdPainted {
  const painter = new Painter(area, resources, budget);
  for (const content of contents) painter.content(content);
  for (const appearance of annotations) painter.annotation(appearance);
  const { canvas, width, height, unplaced } = painter;
  return { page: { number, width, height, ...canvas.painted }, unplaced };
}

class Painter {
  readonly canvas = new Canvas();
  readonly width: number;
  readonly height: number;
  unplaced = 0;
  readonly #root: Scope;
  readonly #resources: Resources;
  readonly #budget: Budget;
  #run = 0;

  constructor([x, y, width, height]: OfdPage['area'], resources: Resources, budget: Budget) {
    this.width = width * POINTS;
    this.height = height * POINTS;
    this.#resources = resources;
    this.#budget = budget;
    this.#root = { ctm: [POINTS, 0, 0, POINTS, -x * POINTS, -y * POINTS], clip: [0, 0, this.width, this.height], drawParam: undefined, depth: 0 };
  }

  content(content: XmlElement): void {
    for (const item of childrenOf(content)) {
      if (localName(item) === 'Layer') this.#objects(item, { ...this.#root, drawParam: item.attribs['DrawParam'] });
      else this.#object(item, this.#root);
    }
  }

  annotation(appearance: XmlElement): void {
    this.#objects(appearance, this.#inside(appearance, this.#root));
  }

  #objects(parent: XmlElement, scope: Scope): void {
    if (scope.depth > MAX_DEPTH) throw new Refusal('unreadable', 'too_deep', 'The OFD file nests its blocks or composite objects too deeply to be read.');
    for (const item of childrenOf(parent)) this.#object(item, scope);
  }

  #object(item: XmlElement, scope: Scope): void {
    if (--this.#budget.objects < 0) throw new Refusal('unreadable', 'too_complex', `The OFD file draws more than ${MAX_OBJECTS} objects; no report does.`);
    if (isFalse(item.attribs['Visible']) || numberOf(item.attribs['Alpha'], 255) === 0) {
      if (localName(item) === 'TextObject') this.#text(item, scope, false);
      return;
    }
    const name = localName(item);
    if (name === 'TextObject') this.#text(item, scope, true);
    else if (name === 'PathObject') this.#path(item, scope);
    else if (name === 'ImageObject') this.#image(item, scope);
    else if (name === 'PageBlock') this.#objects(item, { ...scope, depth: scope.depth + 1 });
    else if (name === 'CompositeObject') {
      const unit = this.#resources.composites.get(item.attribs['ResourceID'] ?? '');
      for (const content of childrenOf(unit, 'Content')) this.#objects(content, this.#inside(item, scope));
    }
  }

  /** The plane of an object: within its boundary, under its own transformation. */
  #planeOf({ attribs }: XmlElement, { ctm }: Scope): Matrix {
    const [x, y] = rectangleOf(attribs['Boundary']) ?? [0, 0];
    const moved = multiply(ctm, [1, 0, 0, 1, x, y]);
    const own = matrixOf(attribs['CTM']);
    return own ? multiply(moved, own) : moved;
  }

  #inside(item: XmlElement, scope: Scope): Scope {
    return { ...scope, ctm: this.#planeOf(item, scope), clip: this.#clipOf(item, scope, 0), depth: scope.depth + 1 };
  }

  /** What of an object is seen: its boundary, widened by `room` millimetres, and its clips. A boundary without area bounds nothing. */
  #clipOf(item: XmlElement, scope: Scope, room: number): Box {
    const boundary = rectangleOf(item.attribs['Boundary']);
    let clip = scope.clip;
    if (boundary && (room > 0 || (boundary[2] > 0 && boundary[3] > 0))) {
      const [x, y, width, height] = boundary;
      clip = intersect(clip, transformBox(scope.ctm, [x - room, y - room, x + width + room, y + height + room]));
    }
    const clips = childOf(item, 'Clips');
    const plane = isFalse(clips?.attribs['TransFlag']) ? this.#planeOf({ ...item, attribs: { ...item.attribs, CTM: '' } }, scope) : this.#planeOf(item, scope);
    for (const one of childrenOf(clips, 'Clip')) {
      const areas = childrenOf(one, 'Area').flatMap((area) => childrenOf(area, 'Path').map((path) => areaOf(area, path, plane)));
      const seen = areas.filter((box) => box !== null);
      if (seen.length > 0 && seen.length === areas.length) clip = intersect(clip, seen.reduce(unite));
    }
    return clip;
  }

  #text(item: XmlElement, scope: Scope, shown: boolean): void {
    const { attribs } = item;
    const size = numberOf(attribs['Size'], 0);
    if (size <= 0) return;
    const param = this.#paramOf(attribs['DrawParam'] ?? scope.drawParam);
    const fill = isFalse(attribs['Fill']) ? 'none' : this.#paint(childOf(item, 'FillColor') ?? param('FillColor'), 'dark');
    const stroke = isTrue(attribs['Stroke']) ? this.#paint(childOf(item, 'StrokeColor') ?? param('StrokeColor'), 'dark') : 'none';
    const seen = (box: Box): boolean => [fill, stroke].some((paint) => paint !== 'none' && this.canvas.shows(paint, box));
    const plane = this.#planeOf(item, scope);
    const boundary = rectangleOf(attribs['Boundary']);
    const clip = boundary && boundary[2] > 0 && boundary[3] > 0 ? this.#clipOf(item, scope, size / 2) : this.#clipOf({ ...item, attribs: { ...attribs, Boundary: '' } }, scope, 0);
    const vertical = numberOf(attribs['ReadDirection'], 0) % 180 === 90;
    const { characters, unplaced } = charactersOf(item, size, numberOf(attribs['HScale'], 1), vertical);
    const [cos, sin] = QUARTERS[((numberOf(attribs['CharDirection'], 0) % 360) + 360) % 360] ?? [1, 0];
    const run = ++this.#run;
    if (shown) this.unplaced += unplaced;
    for (const { text, x, y, width } of characters) {
      // Characters stand upright on a plane whose y runs downwards: they are turned by their direction, then flipped.
      const glyph = placeGlyph(multiply(plane, [cos, sin, sin, -cos, x, y]), 0, 0, width, text, size);
      this.canvas.glyph(glyph, shown && seen(glyph.box), clip, run);
    }
  }

  #path(item: XmlElement, scope: Scope): void {
    const { attribs } = item;
    const param = this.#paramOf(attribs['DrawParam'] ?? scope.drawParam);
    const fill = isTrue(attribs['Fill']) ? this.#paint(childOf(item, 'FillColor') ?? param('FillColor'), 'none') : null;
    const stroke = isFalse(attribs['Stroke']) ? null : this.#paint(childOf(item, 'StrokeColor') ?? param('StrokeColor'), 'dark');
    const lineWidth = numberOf(attribs['LineWidth'] ?? param.lineWidth, LINE_WIDTH);
    const points = pathOf(textOf(childOf(item, 'AbbreviatedData')));
    if (points.length === 0) return;
    const area = this.canvas.path(points, this.#planeOf(item, scope), { fill, stroke, lineWidth }, this.#clipOf(item, scope, Math.max(lineWidth, 0.5)));
    const opaque = [item, childOf(item, 'FillColor') ?? param('FillColor')].every((it) => numberOf(it?.attribs['Alpha'], 255) === 255);
    if (area !== null && fill === 'white' && opaque) this.#cover(area);
  }

  /** Every character of the page is looked at, which counts as objects do. */
  #cover(box: Box): void {
    this.#budget.objects -= Math.floor(this.canvas.painted.glyphs.length / 300);
    this.canvas.cover(box);
  }

  #image(item: XmlElement, scope: Scope): void {
    const clip = this.#clipOf(item, scope, 0.1);
    const plane = this.#planeOf(item, scope);
    this.canvas.unitSquare('dark', plane, clip);
    const box = intersect(clip, transformBox(plane, [0, 0, 1, 1]));
    this.canvas.shade(box);
    const covers = (box[2] - box[0]) * (box[3] - box[1]) > COVERS * this.width * this.height && box[2] > box[0];
    if (covers && this.#resources.opaque.has(item.attribs['ResourceID'] ?? '')) this.#cover(box);
  }

  /** A parameter of drawing, its own or that of the one it builds on. */
  #paramOf(id: string | undefined): ((name: string) => XmlElement | undefined) & { lineWidth: string | undefined } {
    const chain: XmlElement[] = [];
    for (let at = id === undefined ? undefined : this.#resources.drawParams.get(id); at && chain.length < MAX_RELATIVES; at = this.#resources.drawParams.get(at.attribs['Relative'] ?? '')) chain.push(at);
    const find = (name: string): XmlElement | undefined => chain.map((param) => childOf(param, name)).find((found) => found !== undefined);
    return Object.assign(find, { lineWidth: chain.map((param) => param.attribs['LineWidth']).find((width) => width !== undefined) });
  }

  #paint(colour: XmlElement | undefined, otherwise: Paint): Paint {
    if (colour === undefined) return otherwise;
    if (numberOf(colour.attribs['Alpha'], 255) === 0) return 'none';
    const parts = (colour.attribs['Value'] ?? '').trim().split(/[\s,]+/);
    // Some producers write #RRGGBB or hexadecimal parts.
    const values = parts.every((part) => /^#[0-9a-f]{1,2}$/i.test(part)) ? parts.map((part) => Number.parseInt(part.slice(1), 16)) : numbersOf(colour.attribs['Value']);
    if (values.length === 0) return 'dark';
    const type = this.#resources.colourSpaces.get(colour.attribs['ColorSpace'] ?? '');
    const white = type === 'CMYK' || values.length === 4 ? values.every((value) => value <= 5) : values.every((value) => value >= 250);
    return white ? 'white' : 'dark';
  }
}

/** Cosine and sine of a quarter turn clockwise, y downwards. */
const QUARTERS: Readonly<Record<number, readonly [number, number]>> = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] };

/** The box around the path of a clip; null where it has none that can be told without its arcs. */
function areaOf(area: XmlElement, path: XmlElement, plane: Matrix): Box | null {
  const own = matrixOf(area.attribs['CTM']);
  const [x, y] = rectangleOf(path.attribs['Boundary']) ?? [0, 0];
  const inner = matrixOf(path.attribs['CTM']);
  let m = own ? multiply(plane, own) : plane;
  m = multiply(m, [1, 0, 0, 1, x, y]);
  if (inner) m = multiply(m, inner);
  const data = textOf(childOf(path, 'AbbreviatedData'));
  const numbers = numbersOf(data.replace(/[A-Za-z]/g, ' '));
  if (numbers.length < 4 || data.includes('A')) return null;
  const xs = numbers.filter((_, i) => i % 2 === 0);
  const ys = numbers.filter((_, i) => i % 2 === 1);
  return transformBox(m, [min(xs), min(ys), max(xs), max(ys)]);
}

const min = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const max = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
