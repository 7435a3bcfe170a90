/** What stands in the cells and lines of a scanned page: patches of ink put together, cut out, and read by themselves. */
import type { Box } from '../../document.ts';
import { beforeUnit, cutApart, fits, headOf, inkBox, isSpaced, isStroke, looksLikeFigure, MOST_DIGITS, shapeOf, withMarks, type Shape } from './figure.ts';
import type { Patch } from './ink.ts';
import type { Ocr } from './ocr.ts';
import { cropped, type PixelBox, type Raster } from './raster.ts';

/** Something to read: the ink of a cell of a table, or of a line outside tables. */
export interface Inked {
  /** Patches from left to right. */
  patches: readonly Patch[];
  isCell: boolean;
}

export interface Recognised {
  text: string;
  /** A figure was read more than once and the readings differ, or do not fit the ink: all of them. */
  readings?: string[];
}

/** Heights, in pixels, at which a figure is shown to the program: readings at the first two have to agree; the third helps where they do not. */
const HEIGHTS = [36, 27, 48] as const;
const MARGIN = 14;
/** So many figures on a page, zeros aside, are few. */
const FEW = 16;
/** Resolution at which words are shown, in pixels per point. */
const WORD_UNIT = 300 / 72;
/** Stands for ink that was not recognised. */
export const UNREAD = '\ufffd';

/** A figure with its unit behind it, as words are read. Units that change the value are none of them. */
const WITH_UNIT = /^(\d{1,9})([件项个条次篇人起宗份类])$/;

/**
 * Reads each by itself. What looks like a figure, or was read as nothing but figures, is read as digits, at two sizes.
 * @param unit pixels per point
 */
export function recognise(page: Raster, items: readonly Inked[], unit: number, ocr: Ocr): Recognised[] {
  const out: Recognised[] = items.map(() => ({ text: UNREAD }));
  const shapes = items.map(({ isCell, patches }) => (isCell ? shapeOf(page, patches, unit) : null));
  const isDash = items.map(({ isCell, patches }) => isCell && isStroke(patches, unit));
  const words = (some: readonly number[]): string[] =>
    !ocr.words || some.length === 0 ? some.map(() => '') : ocr.read(some.map((i) => wordPicture(page, items[i]!.patches, unit)), 'words').map((text) => text.replace(/\s+/g, ''));
  const figures = new Map<number, Shape>();
  shapes.forEach((shape, i) => {
    if (isDash[i]) out[i] = { text: '-' };
    else if (shape && looksLikeFigure(shape)) figures.set(i, shape);
  });
  const others = items.flatMap((_, i) => (figures.has(i) || isDash[i] ? [] : [i]));
  words(others).forEach((text, at) => {
    const i = others[at]!;
    const shape = shapes[i];
    if (!shape) out[i] = text === '' ? out[i]! : { text: withoutFigures(text) };
    else if (text !== '' && !/\p{L}/u.test(text)) {
      if (shape.characters.length <= MOST_DIGITS && !shape.broken) figures.set(i, shape);
    } else if (text !== '') out[i] = { text };
  });
  const digits = digitReader(page, ocr);
  const order = [...figures.keys()].sort((a, b) => a - b);
  digits(order.map((i) => figures.get(i)!)).forEach((reading, at) => (out[order[at]!] = reading));
  askTwice(page, order, figures, out, ocr);

  // A unit behind the figure looks like more digits; a figure may be taken for one character, hardly for two.
  const unsettled = order.filter((i) => out[i]!.text === UNREAD && (out[i]!.readings === undefined || beforeUnit(figures.get(i)!) > 0));
  const united: United[] = [];
  words(unsettled).forEach((text, at) => {
    const i = unsettled[at]!;
    const [, figure, tail] = WITH_UNIT.exec(text) ?? [];
    if (figure !== undefined && tail !== undefined) united.push({ i, shape: headOf(figures.get(i)!, figure.length), digits: figure, tail });
    else if ((text.match(/\p{Script=Han}/gu) ?? []).length > 1) out[i] = { text };
  });
  united.push(...withUnits(others, shapes, out));
  if (united.length > 0) united.push(...unitsByShape([...unsettled, ...others], shapes, out));
  digits(united.map(({ shape }) => shape)).forEach((reading, at) => {
    const { i, digits: seen, tail } = united[at]!;
    const readings = [...(reading.readings ?? [reading.text]), seen].filter((text) => text !== UNREAD && text !== '');
    if (seen !== '' && reading.text === seen) out[i] = { text: `${seen}${tail}` };
    else if (seen !== '' || readings.length > 0) out[i] = { text: UNREAD, ...(readings.length > 0 && { readings: [...new Set(readings)] }) };
  });
  return out;
}

/** A figure with its unit: which cell, the shape of its digits, and what both were read as. */
interface United {
  i: number;
  shape: Shape;
  digits: string;
  tail: string;
}

/** What a figure and a unit that were not recognised are taken for. */
const NEARLY_UNITED = /^[\d\]\[|lI]?.{0,2}$/;

/** Cells of a page that prints units whose unit was not recognised, but has the shape of one. */
const unitsByShape = (cells: readonly number[], shapes: readonly (Shape | null)[], out: readonly Recognised[]): United[] => cells.flatMap((i) => {
  const [shape, { text, readings }] = [shapes[i], out[i]!];
  const isOpen = shape && !readings && (text === UNREAD || (NEARLY_UNITED.test(text) && !WITH_UNIT.test(text)));
  const count = isOpen ? beforeUnit(shape) : 0;
  return count > 0 ? [{ i, shape: headOf(shape!, count), digits: '', tail: '' }] : [];
});

/** Cells that were read as words and are a figure with its unit. */
function withUnits(read: readonly number[], shapes: readonly (Shape | null)[], out: readonly Recognised[]): United[] {
  return read.flatMap((i) => {
    const shape = shapes[i];
    const [, digits, tail] = (shape && WITH_UNIT.exec(out[i]!.text)) || [];
    return shape && digits !== undefined && tail !== undefined ? [{ i, shape: headOf(shape, digits.length), digits, tail }] : [];
  });
}

/**
 * Few figures on a page are often one figure and its totals, which add nothing up: if the program takes a digit for another
 * throughout, the arithmetic holds all the same. So these are read by its other model, too; two readings are a doubt.
 */
function askTwice(page: Raster, order: readonly number[], figures: ReadonlyMap<number, Shape>, out: Recognised[], ocr: Ocr): void {
  const some = order.filter((i) => /[1-9]/.test(out[i]!.text));
  if (!ocr.words || some.length === 0 || some.length > FEW) return;
  const seen = ocr.read(some.map((i) => figurePicture(page, figures.get(i)!, HEIGHTS[2])), 'words');
  some.forEach((i, at) => {
    const [mine, other] = [out[i]!.text, seen[at]!.replace(/\s+/g, '')];
    if (/^\d+$/.test(other) && /^\d+$/.test(mine) && other.length === mine.length && other !== mine) out[i] = { text: UNREAD, readings: [mine, other] };
  });
}

/** Reads figures at two sizes, and at a third where these leave a doubt. */
const digitReader = (page: Raster, ocr: Ocr) => (shapes: readonly Shape[]): Recognised[] => {
  const readAt = (height: number, some: readonly Shape[]): string[] =>
    some.length === 0 ? [] : ocr.read(some.map((shape) => figurePicture(page, shape, height)), 'digits').map((text) => text.replace(/\D/g, ''));
  const [first, second] = [readAt(HEIGHTS[0], shapes), readAt(HEIGHTS[1], shapes)];
  const readings = shapes.map((_, at) => [first[at]!, second[at]!]);
  const unsure = readings.flatMap(([a, b], at) => (a === '' || a !== b ? [at] : []));
  readAt(HEIGHTS[2], unsure.map((at) => shapes[at]!)).forEach((text, at) => readings[unsure[at]!]!.push(text));
  // Of two narrow digits the program may see one, and digits far apart it may put out of order: they are read one by one.
  const apart = readings.flatMap((texts, at): { at: number; shape: Shape }[] => {
    const shape = shapes[at]!;
    const touching = cutApart(shape);
    if (touching.length > 0) return touching.map((cut) => ({ at, shape: cut }));
    const isUnsure = texts.some((text) => text !== texts[0] || !fits(shape, text.length)) || isSpaced(shape);
    return shape.characters.length > 1 && isUnsure ? [{ at, shape }] : [];
  });
  const single = readAt(HEIGHTS[0], apart.flatMap(({ shape }) => shape.characters.map((box) => ({ ...shape, characters: [box], marks: [] }))));
  let next = 0;
  for (const { at, shape } of apart) {
    const parts = shape.characters.map(() => single[next++]!);
    if (parts.every((part) => part.length === 1)) readings[at]!.push(parts.join(''));
  }
  return readings.map((texts, at) => settle(texts, shapes[at]!));
};

/** Readings that agree with each other, two at least, and with the number of characters that the ink shows are one reading. */
function settle(readings: readonly string[], shape: Shape): Recognised {
  const texts = readings.filter((text) => text !== '');
  const found = [...new Set(texts)];
  const [first] = found;
  if (first === undefined) return { text: UNREAD };
  const fitting = found.filter((text) => fits(shape, text.length));
  const printed = found.length === 1 && texts.length > 1 && fitting.length === 1 ? withMarks(first, shape) : null;
  const sign = shape.negative ? '-' : '';
  if (printed !== null && printed.includes('.')) return { text: UNREAD, readings: [`${sign}${printed}`, `${sign}${first}`] };
  if (printed !== null) return { text: `${sign}${printed}` };
  // What has more or fewer digits than the ink is no reading of it.
  return fitting.length > 0 ? { text: UNREAD, readings: fitting.map((text) => `${sign}${text}`) } : { text: UNREAD };
}

/** Numbers in prose cannot be confirmed by arithmetic: they stand as a geta mark, the sign for a missing character. Years stay. */
const withoutFigures = (text: string): string => text.normalize('NFKC').replace(/\d+(?:[.,]\d+)*/g, (digits, at: number, whole: string) =>
  /^20\d\d$/.test(digits) && whole[at + digits.length] === '年' ? digits : '〓');

/** The characters of a figure without the marks between them, which the program would take for digits. */
function figurePicture(page: Raster, { characters, marks }: Shape, height: number): Raster {
  const [left, top, right, bottom] = inkBox(characters.map((box) => ({ box })));
  const frame: PixelBox = [left - 1, top - 1, right + 1, bottom + 1];
  const scale = height / (bottom - top + 2);
  if (marks.length === 0) return cropped(page, frame, scale, MARGIN);
  const part = cropped(page, frame, 1, 0);
  for (const [x0, y0, x1, y1] of marks) {
    const [from, to] = [Math.max(0, x0 - left), Math.min(part.width, x1 - left + 2)];
    for (let y = Math.max(0, y0 - top); y < Math.min(part.height, y1 - top + 2); y++) part.grey.fill(255, y * part.width + from, y * part.width + to);
  }
  return cropped(part, [0, 0, part.width, part.height], scale, MARGIN);
}

function wordPicture(page: Raster, patches: readonly Patch[], unit: number): Raster {
  const box = inkBox(patches);
  return cropped(page, [box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2], WORD_UNIT / unit, MARGIN);
}

/** Lines of text among patches outside tables: patches whose heights overlap, from the top. */
export function linesIn(patches: readonly Patch[], unit: number): Patch[][] {
  const lines: { top: number; bottom: number; patches: Patch[] }[] = [];
  const tall = 60 * unit;
  for (const patch of [...patches].sort((a, b) => a.box[1] + a.box[3] - b.box[1] - b.box[3])) {
    const [, y0, , y1] = patch.box;
    if (y1 - y0 > tall) continue;
    const middle = (y0 + y1) / 2;
    const line = lines.at(-1);
    if (line && middle >= line.top && middle <= line.bottom) {
      line.patches.push(patch);
      [line.top, line.bottom] = [Math.min(line.top, y0), Math.max(line.bottom, y1)];
    } else lines.push({ top: y0, bottom: y1, patches: [patch] });
  }
  return lines.filter(({ top, bottom, patches: some }) => bottom - top >= 4 * unit && some.length > 0).map((line) => line.patches);
}

/** Pixels to points. */
export const inPoints = ([x0, y0, x1, y1]: PixelBox, unit: number): Box => [x0 / unit, y0 / unit, x1 / unit, y1 / unit];
