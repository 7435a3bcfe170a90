/** What stands in the cells and lines of a scanned page: patches of ink put together, cut out, and read by themselves. */
import type { Box } from '../../document.ts';
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

/** Heights, in pixels, at which a figure is shown to the program: readings at the first two have to agree; the third helps where one is empty. */
const HEIGHTS = [36, 27, 48] as const;
const MARGIN = 14;
/** Resolution at which words are shown, in pixels per point. */
const WORD_UNIT = 300 / 72;
/** Stands for ink that was not recognised. */
export const UNREAD = '\ufffd';

const MOST_DIGITS = 9;

/** Gaps between the two sides of a pale 0, as a share of the height of the type. Between figures they are wider. */
const HAIR = 0.1;
/** Figures are narrower than this, compared with their height; Chinese characters are wider. */
const NARROW = 0.85;

/** Patches that stand over or under each other, or a hair apart, are one character. */
function charactersOf(patches: readonly Patch[]): PixelBox[] {
  const out: [number, number, number, number][] = [];
  const [, top, , bottom] = inkBox(patches);
  const height = bottom - top;
  for (const { box } of [...patches].sort((a, b) => a.box[0] - b.box[0])) {
    const last = out.at(-1);
    if (last && box[0] <= last[2] + HAIR * height && Math.max(box[2], last[2]) - last[0] <= NARROW * height) {
      [last[1], last[2], last[3]] = [Math.min(last[1], box[1]), Math.max(last[2], box[2]), Math.max(last[3], box[3])];
    } else out.push([box[0], box[1], box[2], box[3]]);
  }
  return out;
}

/** Whether the ink has the shape of Arabic figures: a few narrow characters of one height in one line. */
function looksLikeFigure(patches: readonly Patch[]): boolean {
  const characters = charactersOf(patches);
  if (characters.length > MOST_DIGITS) return false;
  const height = Math.max(...characters.map(([, y0, , y1]) => y1 - y0));
  return characters.every(([x0, y0, x1, y1]) => x1 - x0 <= NARROW * height && (y1 - y0 > 0.75 * height || y1 - y0 < 0.3 * height));
}

export const inkBox = (patches: readonly Patch[]): PixelBox =>
  patches.map(({ box }) => box).reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]);

/**
 * Reads each by itself. What looks like a figure, or was read as nothing but figures, is read as digits, at two sizes.
 * @param unit pixels per point
 */
export function recognise(page: Raster, items: readonly Inked[], unit: number, ocr: Ocr): Recognised[] {
  const out: Recognised[] = items.map(() => ({ text: UNREAD }));
  const figures = new Set<number>(items.flatMap(({ isCell, patches }, i) => (isCell && looksLikeFigure(patches) ? [i] : [])));
  const readWords = (some: readonly number[], again = false): void => {
    const texts = ocr.read(some.map((i) => wordPicture(page, items[i]!.patches, unit)), 'words');
    some.forEach((i, at) => {
      const text = (texts[at] ?? '').replace(/\s+/g, '');
      const { isCell, patches } = items[i]!;
      if (again) {
        // A figure may be taken for one character, hardly for two.
        if ((text.match(/\p{Script=Han}/gu) ?? []).length > 1) out[i] = { text };
      } else if (isCell && text !== '' && !/\p{L}/u.test(text)) {
        if (charactersOf(patches).length <= MOST_DIGITS) figures.add(i);
      } else if (text !== '') out[i] = { text: isCell ? text : withoutFigures(text) };
    });
  };
  if (ocr.words) readWords(items.flatMap((_, i) => (figures.has(i) ? [] : [i])));
  const order = [...figures].sort((a, b) => a - b);
  const readAt = (height: number, some: readonly number[]): string[] => ocr.read(some.map((i) => figurePicture(page, items[i]!.patches, height)), 'digits').map((text) => text.replace(/\D/g, ''));
  const [first, second] = [readAt(HEIGHTS[0], order), readAt(HEIGHTS[1], order)];
  const readings = new Map(order.map((i, at) => [i, [first[at]!, second[at]!]]));
  const unsure = order.filter((i) => readings.get(i)!.includes(''));
  readAt(HEIGHTS[2], unsure).forEach((text, at) => readings.get(unsure[at]!)!.push(text));
  for (const [i, texts] of readings) out[i] = settle(texts, items[i]!.patches);
  if (ocr.words) readWords(order.filter((i) => out[i]!.text === UNREAD), true);
  return out;
}

/** Readings that agree with each other, two at least, and with the number of characters that the ink shows are one reading. */
function settle(readings: readonly string[], patches: readonly Patch[]): Recognised {
  const texts = readings.filter((text) => text !== '');
  const found = [...new Set(texts)];
  const [first] = found;
  if (first === undefined) return { text: UNREAD };
  const characters = charactersOf(patches);
  const height = Math.max(...characters.map(([, y0, , y1]) => y1 - y0));
  const touching = characters.some(([x0, , x1]) => x1 - x0 > NARROW * height);
  const fits = touching ? first.length > characters.length : first.length === characters.length;
  return found.length === 1 && texts.length > 1 && fits ? { text: first } : { text: UNREAD, readings: found };
}

/** Numbers in prose cannot be confirmed by arithmetic: they stand as a geta mark, the sign for a missing character. Years stay. */
const withoutFigures = (text: string): string => text.normalize('NFKC').replace(/\d+(?:[.,]\d+)*/g, (digits, at: number, whole: string) =>
  /^20\d\d$/.test(digits) && whole[at + digits.length] === '年' ? digits : '〓');

function figurePicture(page: Raster, patches: readonly Patch[], height: number): Raster {
  const box = inkBox(patches);
  return cropped(page, [box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1], height / (box[3] - box[1] + 2), MARGIN);
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
