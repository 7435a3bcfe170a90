import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../../extractors/document.ts';
import { reportOf } from '../../../extractors/extract.ts';
import { readDocument } from '../../../extractors/formats/index.ts';
import { readScannedPdf } from '../../../extractors/formats/pdf/scan.ts';
import { skewOf } from '../../../extractors/formats/scan/deskew.ts';
import type { Ocr } from '../../../extractors/formats/scan/ocr.ts';
import { readScannedPage } from '../../../extractors/formats/scan/page.ts';
import { rotated, stretched, type Raster } from '../../../extractors/formats/scan/raster.ts';
import { ruledTables } from '../../../extractors/formats/pdf/page-tables.ts';
import { installedOcr } from '../../../extractors/worker-ocr.ts';
import { emptyScanTally, readForgedScan, scansMissing } from '../../bench/scans.ts';
import { closeChromium } from '../../forge/render/pdf-chromium.ts';
import { corpus, needs } from '../../support/needs.ts';

const UNIT = 200 / 72;

/** A page with a table of 4 columns and 3 rows, the first row one cell, and a block of ink in every cell but one. */
function drawnTable(grey = 0, rule = 2, ruleGrey = grey): Raster {
  const [width, height] = [1000, 700];
  const page = new Uint8Array(width * height).fill(255);
  const fill = (x0: number, y0: number, x1: number, y1: number, by = grey): void => {
    for (let y = y0; y < y1; y++) page.fill(by, y * width + x0, y * width + x1);
  };
  for (const y of [100, 200, 300, 400]) fill(100, y, 900 + rule, y + rule, ruleGrey);
  for (const x of [100, 300, 500, 700, 900]) fill(x, x === 100 || x === 900 ? 100 : 200, x + rule, 400 + rule, ruleGrey);
  fill(400, 140, 412, 165);
  for (const y of [240, 340]) for (const x of [180, 380, 580, 780]) if (x !== 580 || y !== 340) fill(x, y, x + 12, y + 25);
  return { width, height, grey: page };
}

/** An engine that takes every figure for 7. */
const sevens: Ocr = { id: 'sevens', words: false, read: (pictures) => pictures.map(() => '7') };

const texts = (raster: Raster): string[][] => {
  const [piece] = ruledTables(readScannedPage({ raster, unit: UNIT }, 1, sevens).page).pieces;
  return Array.from({ length: piece?.rows ?? 0 }, (_, row) => piece!.cells.filter((cell) => cell.row === row).map((cell) => `${cell.colSpan}:${cell.glyphs.map(({ text }) => text).join('')}`));
};
const TABLE = [['4:7'], ['1:7', '1:7', '1:7', '1:7'], ['1:7', '1:7', '1:', '1:7']];

describe('a page of pixels', () => {
  it('finds the grid, its spans, and the cell without ink', () => expect(texts(drawnTable())).toEqual(TABLE));

  it.each([-2, -0.7, 0.3, 1.4, 2])('finds the same when the page lies askew by %d degrees, and the angle', (degrees) => {
    const page = rotated(drawnTable(), (degrees * Math.PI) / 180);
    expect((skewOf(page) * 180) / Math.PI).toBeCloseTo(-degrees, 1);
    expect(texts(page)).toEqual(TABLE);
  });

  it('finds the same where the rules are hairlines', () => expect(texts(drawnTable(0, 1, 85))).toEqual(TABLE));

  it('takes a stroke that nearly fills a low row for none of its rules', () => {
    const page = drawnTable();
    for (let y = 407; y < 435; y++) page.grey.fill(0, y * page.width + 500, y * page.width + 502);
    for (const [x0, y0, x1, y1] of [[100, 400, 102, 442], [900, 400, 902, 442], [100, 440, 902, 442]] as const) for (let y = y0; y < y1; y++) page.grey.fill(0, y * page.width + x0, y * page.width + x1);
    expect(texts(page).at(-1)).toEqual(['4:7']);
  });

  it('finds the same on a pale copy', () => {
    const pale = drawnTable(150);
    expect(stretched(pale).grey.reduce((a, b) => Math.min(a, b))).toBe(0);
    expect(texts(pale)).toEqual(TABLE);
  });
});

describe('without an engine', () => {
  const canvas = createCanvas(40, 30);
  it.each([['png', canvas.toBuffer('image/png')], ['jpeg', canvas.toBuffer('image/jpeg')]])('a %s is refused with what to install', async (_, bytes) => {
    const refusal: unknown = await readDocument(new Uint8Array(bytes)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status: 'unreadable', code: 'needs_ocr' });
    expect((refusal as Refusal).message).toBe('picture of 40 × 30 pixels; needs OCR: apt-get install tesseract-ocr tesseract-ocr-chi-sim');
  });
});

it('refuses a picture that is cut off, and one that is too large, before it is drawn', async () => {
  const whole = new Uint8Array(createCanvas(40, 30).toBuffer('image/png'));
  await expect(readDocument(whole.subarray(0, 40), {}, sevens)).rejects.toMatchObject({ status: 'unreadable', code: 'corrupt' });
  const large = whole.slice();
  new DataView(large.buffer).setUint32(16, 100_000);
  new DataView(large.buffer).setUint32(20, 100_000);
  await expect(readDocument(large, {}, sevens)).rejects.toMatchObject({ status: 'unreadable', code: 'too_large' });
});

const missing = scansMissing();
if (missing !== null) console.warn(`forged scans are skipped: ${missing}`);

describe.skipIf(missing !== null)('forged scans', () => {
  afterAll(closeChromium);
  it('are read where identities confirm them, and nowhere wrongly', async () => {
    const tally = emptyScanTally();
    await readForgedScan('scan/plain', { dpi: 200, degradation: 'light', wrapping: 'pdf' }, tally, []);
    expect(tally).toMatchObject({ silent: 0, wrong: [], refused: 0 });
    expect(tally.enteredConfirmable / tally.confirmable).toBeGreaterThan(0.95);
  }, 300_000);
});

const engine = installedOcr();

needs('the corpus', 'the real PDF, drawn', () => {
  it.skipIf(engine?.words !== true)('gives as a scan what its text gives, or nothing', async () => {
    const bytes = new Uint8Array(readFileSync(join(corpus!, 'files', 'huaian_gov_2024.pdf')));
    const printed = reportOf(await readDocument(bytes.slice()), []);
    const scanned = new Map(reportOf(await readScannedPdf(bytes.slice(), engine!), []).cells.map((cell) => [cell.code, cell]));
    const values = printed.cells.filter(({ value }) => value !== null);
    const read = values.filter(({ code }) => (scanned.get(code)?.value ?? null) !== null);
    for (const { code, value } of read) expect(scanned.get(code)?.value, code).toBe(value);
    expect(read.length).toBeGreaterThan(0.9 * values.length);
  }, 300_000);
});
