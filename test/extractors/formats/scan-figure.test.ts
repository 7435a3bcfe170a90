import { describe, expect, it } from 'vitest';
import { beforeUnit, cutApart, fits, isStroke, looksLikeFigure, shapeOf, withMarks } from '../../../extractors/formats/scan/figure.ts';
import { patchesOf } from '../../../extractors/formats/scan/ink.ts';
import { smoothed, type PixelBox, type Raster } from '../../../extractors/formats/scan/raster.ts';

const UNIT = 200 / 72;

type Ink = readonly [left: number, top: number, right: number, bottom: number, grey?: number];

/** Boxes of ink on a page of 200 × 100 pixels. */
function drawn(...boxes: Ink[]): { page: Raster; patches: ReturnType<typeof patchesOf> } {
  const page: Raster = { width: 200, height: 100, grey: new Uint8Array(20_000).fill(255) };
  for (const [x0, y0, x1, y1, grey = 0] of boxes) for (let y = y0; y < y1; y++) page.grey.fill(grey, y * 200 + x0, y * 200 + x1);
  return { page, patches: patchesOf(smoothed(page), UNIT) };
}

const shape = (...boxes: Ink[]): ReturnType<typeof shapeOf> => {
  const { page, patches } = drawn(...boxes);
  return shapeOf(page, patches, UNIT);
};
const wide = ([x0, , x1]: PixelBox): number => x1 - x0;

/** A digit 10 wide and 20 high; a Chinese character 23 by 23. */
const digit = (x: number, y = 40): Ink => [x, y, x + 10, y + 20];
const han = (x: number): Ink => [x, 38, x + 23, 61];

describe('the ink of a cell', () => {
  it('two sides of a 0 that pale ink joins are one character', () => {
    const zero = shape([50, 40, 53, 60], [59, 40, 62, 60], [50, 40, 62, 43, 185]);
    expect(zero.characters).toHaveLength(1);
    expect(fits(zero, 1)).toBe(true);
    expect(fits(zero, 2)).toBe(false);
  });

  it('two narrow digits are two, and a reading of one does not fit them', () => {
    const eleven = shape([50, 40, 54, 60], [64, 40, 68, 60]);
    expect(eleven.characters).toHaveLength(2);
    expect([1, 2, 3].map((digits) => fits(eleven, digits))).toEqual([false, true, false]);
  });

  it('digits that touch are as many as their width allows', () => {
    const touching = shape([50, 40, 95, 60]);
    expect(looksLikeFigure(touching)).toBe(true);
    expect([1, 2, 3, 4, 5].map((digits) => fits(touching, digits))).toEqual([false, false, true, true, false]);
  });

  it('a 5 in two parts, the lower one touching its neighbour, is no third digit', () => {
    const broken = shape([50, 40, 60, 60], [60, 47, 71, 60], [63, 40, 72, 44]);
    expect([1, 2, 3].map((digits) => fits(broken, digits))).toEqual([false, true, false]);
  });

  it('digits that touch are cut into as many parts as there may be', () => {
    const touching = shape(digit(30), [50, 40, 95, 60]);
    expect(cutApart(touching).map(({ characters }) => characters.length)).toEqual([4, 5]);
    expect(cutApart(shape(digit(30), digit(44)))).toEqual([]);
  });

  it('a comma parts thousands, a point does not, and what stands between other digits is a point', () => {
    const number = (cut: number): ReturnType<typeof shapeOf> => shape(...[0, 1, 2, 3].map((i) => digit(50 + 14 * i + (i >= cut ? 8 : 0))), [50 + 14 * cut, 57, 53 + 14 * cut, 60]);
    expect(number(1).characters.map(wide)).toHaveLength(4);
    expect(withMarks('1234', number(1))).toBe('1,234');
    expect(withMarks('1234', number(2))).toBe('12.34');
    expect(withMarks('123', number(2))).toBeNull();
  });

  it('a stroke before digits is a minus, a stroke alone a dash', () => {
    expect(shape([36, 49, 45, 52], digit(50))).toMatchObject({ negative: true });
    expect(shape(digit(50))).toMatchObject({ negative: false });
    expect(isStroke(drawn([50, 49, 62, 52]).patches, UNIT)).toBe(true);
    expect(isStroke(drawn(digit(50)).patches, UNIT)).toBe(false);
  });

  it('digits in two lines are no figure', () => {
    const lines = shape(digit(50, 20), digit(64, 20), digit(50, 50));
    expect(lines.broken).toBe(true);
    expect(looksLikeFigure(lines)).toBe(false);
  });

  it('a Chinese character behind digits is a unit, and no figure by itself', () => {
    expect(beforeUnit(shape(digit(50), digit(64), han(78)))).toBe(2);
    expect(beforeUnit(shape(digit(50), digit(64)))).toBe(0);
    expect(looksLikeFigure(shape(han(50)))).toBe(false);
  });
});
