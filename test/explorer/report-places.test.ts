/** Any number of the sample reports, clicked in a real browser, is outlined where it stands in the original. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { needs } from '../support/needs.ts';
import { placesOf } from './places.ts';
import { browser, explored, type Explored } from './served.ts';

needs('Chromium', 'every number of the sample reports', () => {
  let site: Explored;
  let chromium: Browser;
  beforeAll(async () => {
    [site, chromium] = await Promise.all([explored(), browser()]);
  });
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  it('is outlined in its original by a click: in HTML, PDF, Word and text', { timeout: 900_000 }, async () => {
    const documents = await placesOf(site, chromium);
    const faults = documents.flatMap(({ sha256, format, cells }) => cells.flatMap(({ code, raw, fault }) => (fault === null ? [] : [`${format} ${sha256.slice(0, 8)} ${code} ${JSON.stringify(raw)}: ${fault}`])));
    expect(faults).toEqual([]);
    const values = site.db.prepare<[], number>('SELECT count(*) FROM cells WHERE value IS NOT NULL').pluck().get();
    expect(documents.reduce((sum, { cells }) => sum + cells.length, 0)).toBe(values);
    expect(values).toBeGreaterThan(4000);
    expect(new Set(documents.map(({ format }) => format))).toEqual(new Set(['docx', 'html', 'pdf', 'text']));
    expect(site.faults).toEqual([]);
    console.info(`places: ${values} of ${values} numbers of ${documents.length} reports outlined in their originals`);
  });
});
