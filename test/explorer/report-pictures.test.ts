/** Any number of forged OFD files and scans, clicked in a real browser, is outlined where it stands: also on a page that lies askew. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderOfd } from '../../crawlers/replica/render/ofd.ts';
import { scansMissing } from '../bench/scans.ts';
import { closeChromium } from '../forge/render/pdf-chromium.ts';
import { renderScan, type RenderedScan } from '../forge/render/scan.ts';
import { forge } from '../forge/report.ts';
import { needs } from '../support/needs.ts';
import { itemsOf, placesOf, type DocumentSeen, type Item, type Picture } from './places.ts';
import { browser, explored, type Explored } from './served.ts';

const faultsOf = (documents: readonly DocumentSeen[]): string[] =>
  documents.flatMap(({ sha256, format, cells }) => cells.flatMap(({ code, raw, fault }) => (fault === null ? [] : [`${format} ${sha256.slice(0, 8)} ${code} ${JSON.stringify(raw)}: ${fault}`])));

/** Explores a folder of files of its own while `see` looks. */
async function exploring(files: Readonly<Record<string, Uint8Array>>, see: (site: Explored, chromium: Browser) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-pictures-'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const [site, chromium] = await Promise.all([explored(folder), browser()]);
  try {
    await see(site, chromium);
    expect(site.faults).toEqual([]);
  } finally {
    await chromium.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

needs('Chromium', 'every number of forged OFD files', () => {
  it('is outlined by a click, in every way in which producers write them', { timeout: 300_000 }, async () => {
    const files = Object.fromEntries(['31', '32', '33', '35', '36', '37'].map((seed) => [`${seed}.ofd`, renderOfd(forge(seed, { format: 'ofd' })).bytes]));
    await exploring(files, async (site, chromium) => {
      const documents = await placesOf(site, chromium);
      expect(faultsOf(documents)).toEqual([]);
      expect(documents).toHaveLength(6);
      expect(documents.reduce((sum, { cells }) => sum + cells.length, 0)).toBeGreaterThan(500);
    });
  });
});

const missing = scansMissing();
describe.skipIf(missing !== null)(`every number of forged scans${missing === null ? '' : ` [skipped: ${missing}]`}`, () => {
  const scans = new Map<string, RenderedScan>();
  beforeAll(async () => {
    for (const [seed, degradation, wrapping] of [['44', 'light', 'png'], ['42', 'light', 'jpeg'], ['43', 'heavy', 'pdf']] as const) {
      const report = forge(`scan/${seed}`, { format: 'pdf-chromium', deviations: [] });
      // A year that is recognised in one line only has to stand in the name.
      scans.set(`${report.fiscalYear}-${seed}.${wrapping}`, await renderScan(report, { dpi: 200, degradation, wrapping }));
    }
  }, 200_000);
  afterAll(closeChromium);

  it('is outlined upon its pixels by a click: PNG, JPEG, and a PDF whose pages lie askew', { timeout: 600_000 }, async () => {
    const known = new Map<string, Picture>();
    for (const scan of scans.values()) {
      const printed = new Map([...scan.truth].map(([code, { raw }]) => [code, raw ?? '']));
      known.set(createHash('sha256').update(scan.bytes).digest('hex'), { items: await itemsOn(scan), printed });
    }
    await exploring(Object.fromEntries([...scans].map(([name, { bytes }]) => [name, bytes])), async (site, chromium) => {
      const documents = await placesOf(site, chromium, known);
      expect(documents.map(({ format }) => format)).toEqual(['jpeg', 'pdf', 'png']);
      expect(faultsOf(documents)).toEqual([]);
      // How many of them are read is measured elsewhere.
      for (const { format, cells } of documents) expect(cells.length, format).toBeGreaterThan(60);
    });
  });
});

/** The texts of a scan where they stand on its pictures, told by the PDF that it was drawn from: not by what reads it. */
async function itemsOn({ printed, placed }: RenderedScan): Promise<Item[][]> {
  const sheets: Item[][] = [];
  for (const [page, items] of (await itemsOf(printed)).entries()) {
    for (const { text, box: [left, top, right, bottom] } of items) {
      const { sheet, x, y } = placed(page, (left + right) / 2, (top + bottom) / 2);
      (sheets[sheet] ??= []).push({ text, box: [x, y, x, y] });
    }
  }
  return sheets;
}
