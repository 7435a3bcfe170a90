/** The ink of a cell that may hold a figure, character by character: how many digits it has, and what is no digit. */
import { patchesOf, type Patch } from './ink.ts';
import { cropped, smoothed, type PixelBox, type Raster } from './raster.ts';

/** Pale ink joins what dark ink has begun: the thin top of a 0 belongs to its sides. */
const PALE = 210;
/** Gaps between parts of one character, as a share of the height of the type. Between figures they are wider. */
const HAIR = 0.1;
/** Figures are narrower than this, compared with their height; Chinese characters are wider. */
const NARROW = 0.85;
/** Two figures that touch are wider than this. */
const TOUCHING = 1.15;
/** What is lower than this, compared with the tallest, is a mark: a comma, a point, a dash. */
const MARK = 0.45;
/** Digits that touch are between so wide each, compared with their height. */
const [SLIM, STOUT] = [0.5, 0.95];
export const MOST_DIGITS = 9;
/** Figures of one line are all so high, compared with the tallest. */
const WHOLE = 0.75;
/** Full-width digits have gaps wider than this between them. */
const APART = 0.45;
const AROUND = 3;
/** A decimal point has at least so many square points of ink. */
const POINT = 0.25;
/** Smaller than this, compared with the tallest, is a point or a speck. */
const TINY = 0.25;

/** Characters from left to right, in pixels of the page. */
export interface Shape {
  characters: PixelBox[];
  /** Commas and points: small, and at the foot of the line. */
  marks: PixelBox[];
  /** Of the tallest character. */
  height: number;
  /** A minus before the figures. */
  negative: boolean;
  /** Figures in several lines, or ink that is none. */
  broken: boolean;
}

const union = (a: PixelBox, b: PixelBox): PixelBox => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];

export const inkBox = (patches: readonly { box: PixelBox }[]): PixelBox => patches.map(({ box }) => box).reduce(union);

/** Of the narrower of two patches one over the other, so much at least lies over the other. */
const OVER = 0.3;
/** Whether one stands over the other: parts of one character, or of two that touch. */
const isOver = (a: PixelBox, b: PixelBox): boolean => Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > OVER * Math.min(a[2] - a[0], b[2] - b[0]);

/** Takes the ink of a cell apart. @param unit pixels per point */
export function shapeOf(page: Raster, patches: readonly Patch[], unit: number): Shape {
  const [x0, y0, x1, y1] = inkBox(patches);
  const [left, top] = [Math.max(0, x0 - AROUND), Math.max(0, y0 - AROUND)];
  const part = smoothed(cropped(page, [left, top, Math.min(page.width, x1 + AROUND), Math.min(page.height, y1 + AROUND)], 1, 0));
  const found = patchesOf(part, unit, PALE, POINT).map(({ box: [a, b, c, d] }): PixelBox => [a + left, b + top, c + left, d + top]);
  const boxes = found.length > 0 ? found : patches.map(({ box }) => box);
  const height = Math.max(...boxes.map(([, b, , d]) => d - b));
  if (found.length === 0) return { characters: boxes, marks: [], height, negative: false, broken: true };
  const foot = Math.max(...boxes.filter(([, b, , d]) => d - b > MARK * height).map(([, , , d]) => d));
  const characters: PixelBox[] = [];
  const marks: PixelBox[] = [];
  let negative = false;
  for (const box of boxes.sort((a, b) => a[0] - b[0])) {
    const [wide, high] = [box[2] - box[0], box[3] - box[1]];
    const last = characters.at(-1);
    if (characters.length === 0 && high < TINY * height && wide > 1.5 * high && wide > TINY * height && box[3] < foot - TINY * height) negative = true;
    else if (high < MARK * height && wide < MARK * height && box[1] > foot - MARK * height) marks.push(box);
    else if (high < TINY * height && wide < TINY * height) continue;
    else if (last && (isOver(last, box) || (box[0] <= last[2] + HAIR * height && Math.max(box[2], last[2]) - last[0] <= NARROW * height))) characters[characters.length - 1] = union(last, box);
    else characters.push(box);
  }
  const tall = boxes.filter(([, y0, , y1]) => y1 - y0 > WHOLE * height);
  const broken = tall.some(([, top]) => tall.some(([, , , bottom]) => bottom <= top));
  return { characters, marks, height, negative, broken };
}

/** Whether the ink has the shape of Arabic figures: a few narrow characters of one height in one line. */
export function looksLikeFigure({ characters, height, broken }: Shape): boolean {
  if (broken || characters.length === 0 || characters.length > MOST_DIGITS) return false;
  return characters.every(([x0, y0, x1, y1]) => y1 - y0 > WHOLE * height && (x1 - x0 <= NARROW * height || x1 - x0 > TOUCHING * height));
}

/** The fewest and the most digits that a patch so wide may be. */
function digitsIn(width: number, height: number): readonly [number, number] {
  if (width <= NARROW * height) return [1, 1];
  return [Math.max(2, Math.ceil(width / (STOUT * height))), Math.max(2, Math.floor(width / (SLIM * height)))];
}

/** A shape with digits that touch, cut into as many equal parts as there may be: one shape for each number of them. */
export function cutApart(shape: Shape): Shape[] {
  const { characters, height } = shape;
  const at = characters.findIndex(([x0, , x1]) => x1 - x0 > NARROW * height);
  const wide = characters[at];
  if (!wide || characters.slice(at + 1).some(([x0, , x1]) => x1 - x0 > NARROW * height)) return [];
  const [least, most] = digitsIn(wide[2] - wide[0], height);
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, i) => least + i).map((parts) => {
    const edge = (part: number): number => Math.round(wide[0] + ((wide[2] - wide[0]) * part) / parts);
    return { ...shape, characters: characters.flatMap((box, i): PixelBox[] => (i === at ? Array.from({ length: parts }, (__, part) => [edge(part), box[1], edge(part + 1), box[3]]) : [box])) };
  });
}

/** Whether so many digits are what the ink shows. */
export function fits({ characters, height }: Shape, digits: number): boolean {
  const ranges = characters.map(([x0, , x1]) => digitsIn(x1 - x0, height));
  const [least, most] = [0, 1].map((end) => ranges.reduce((sum, range) => sum + range[end]!, 0));
  return digits >= least! && digits <= most!;
}

/** Whether digits stand so far apart as full-width ones do. */
export const isSpaced = ({ characters, height }: Shape): boolean => characters.some(([x0], i) => i > 0 && x0 - characters[i - 1]![2] > APART * height);

/** Whether the ink is one level stroke: a dash, or the figure 一. */
export const isStroke = (patches: readonly Patch[], unit: number): boolean => {
  const [x0, y0, x1, y1] = inkBox(patches);
  return patches.length === 1 && x1 - x0 > 2.5 * (y1 - y0) && y1 - y0 <= 2 * unit && x1 - x0 >= 1.5 * unit;
};

/** How wide a Chinese character is, compared with the height of the type. */
const HAN_WIDTH = [0.7, 1.2] as const;

/** The first characters of a shape. */
export function headOf({ characters, marks, height, ...rest }: Shape, count: number): Shape {
  const head = characters.slice(0, count);
  const [, , end] = head.at(-1) ?? [0, 0, 0, 0];
  return { ...rest, characters: head, marks: marks.filter(([x0]) => x0 < end), height: Math.max(height / 2, ...head.map(([, y0, , y1]) => y1 - y0)) };
}

/** What stands before one Chinese character at the end, if the ink shows that: how many characters it has, or 0. */
export function beforeUnit({ characters, height, broken }: Shape): number {
  if (broken) return 0;
  for (let count = characters.length - 1; count > 0; count--) {
    const width = characters.at(-1)![2] - characters[count]![0];
    if (width > HAN_WIDTH[1] * height) break;
    if (width >= HAN_WIDTH[0] * height) return characters.slice(0, count).every(([x0, , x1]) => x1 - x0 < NARROW * height) ? count : 0;
  }
  return 0;
}

/**
 * The digits with the marks that stand between them: separators where groups of three follow, else a point. `digits` has to fit
 * the characters one to one; null where a mark stands elsewhere.
 */
export function withMarks(digits: string, { characters, marks }: Shape): string | null {
  if (marks.length === 0) return digits;
  if (digits.length !== characters.length) return null;
  const cuts = marks.map(([x0, , x1]) => characters.filter((box) => (box[0] + box[2]) / 2 < (x0 + x1) / 2).length);
  if (cuts.some((cut, i) => cut === 0 || cut >= digits.length || cut === cuts[i - 1])) return null;
  const ends = [...cuts, digits.length];
  return digits.slice(0, cuts[0]) + cuts.map((cut, i) => (ends[i + 1]! - cut === 3 ? ',' : '.') + digits.slice(cut, ends[i + 1])).join('');
}
