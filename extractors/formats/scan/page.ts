/** One scanned page: made level, its rules found, its cells and lines read; what comes out is a painted page like any other. */
import type { Box } from '../../document.ts';
import type { Glyph } from '../pdf/canvas.ts';
import type { Page } from '../pdf/page.ts';
import { ruledTables } from '../pdf/page-tables.ts';
import { holds } from '../pdf/geometry.ts';
import { inPoints, linesIn, recognise, type Inked } from './cells.ts';
import { skewOf } from './deskew.ts';
import { inkBox } from './figure.ts';
import { patchesOf, rulesIn, withoutRules, type Patch } from './ink.ts';
import type { Ocr } from './ocr.ts';
import { rotated, smoothed, stretched, type Raster } from './raster.ts';

export interface ScannedPage {
  raster: Raster;
  /** Pixels per point. */
  unit: number;
}

export interface ReadScan {
  page: Page;
  /** Readings of figures that do not agree, by the box in points that their cell's ink has. */
  doubts: { box: Box; readings: string[] }[];
  /** Turned by so many radians before it was read. */
  skew: number;
}

/** All type counts as of one size: what is read must not move the grid lines that were found before. */
const TYPE = 8;

export function readScannedPage({ raster, unit }: ScannedPage, number: number, ocr: Ocr): ReadScan {
  const clear = stretched(raster);
  const skew = skewOf(clear);
  const level = Math.abs(skew) < 0.0002 ? clear : rotated(clear, skew);
  const calm = smoothed(level);
  const rules = rulesIn(calm, unit);
  const ink = withoutRules(level, rules);
  const patches = patchesOf(withoutRules(calm, rules), unit);
  const bars = [...rules.level, ...rules.upright].map((box) => ({ box: inPoints(box, unit), stroked: false }));
  const blank: Page = { number, width: raster.width / unit, height: raster.height / unit, glyphs: [], bars, hidden: 0, slanted: 0, unknown: 0 };

  const { pieces } = ruledTables({ ...blank, glyphs: patches.map((patch, run) => glyphAt(patch.box, '■', unit, run)) });
  const free = new Set(patches);
  const items: Inked[] = [];
  for (const { cells, box } of pieces) {
    if (cells.length < 2) continue;
    for (const cell of cells) {
      const own = patches.filter((patch) => free.has(patch) && holds(cell.box, (patch.box[0] + patch.box[2]) / 2 / unit, (patch.box[1] + patch.box[3]) / 2 / unit));
      for (const patch of own) free.delete(patch);
      if (own.length > 0) items.push({ patches: own, isCell: true });
    }
    for (const patch of patches) if (holds(box, patch.box[0] / unit, patch.box[1] / unit)) free.delete(patch);
  }
  if (ocr.words) for (const line of linesIn([...free], unit)) items.push({ patches: line, isCell: false });
  const doubts: ReadScan['doubts'] = [];
  const read = recognise(ink, items, unit, ocr);
  const glyphs = read.flatMap(({ text, readings }, i): Glyph[] => {
    const glyph = glyphAt(inkBox(items[i]!.patches), text, unit, i);
    if (readings) doubts.push({ box: glyph.box, readings });
    return items[i]!.isCell || text !== '\ufffd' ? [glyph] : [];
  });
  return { page: { ...blank, glyphs }, doubts, skew };
}

function glyphAt(box: Patch['box'], text: string, unit: number, run: number): Glyph {
  const [x0, y0, x1, y1] = inPoints(box, unit);
  return { text, box: [x0, y0, x1, y1], base: y1, size: TYPE, turn: 0, run };
}
