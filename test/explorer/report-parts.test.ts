/** A report that stands on a page and in files beside it: each number leads to the document that prints it, in a real browser. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tablesOnly, withoutTables } from '../../crawlers/replica/report/apart.ts';
import { renderOwn } from '../forge/render/index.ts';
import { forge } from '../forge/report.ts';
import { needs } from '../support/needs.ts';
import { browser, explored, type Explored } from './served.ts';

const report = forge('parts', { deviations: [], broken: false, form: 'ogi-2021' });
const [words, published, others] = [withoutTables(report), tablesOnly(report, [0]), tablesOnly(report, [1, 2])];
const LINKS = '<p>附件：<a href="附件1.xlsx">附件1</a> <a href="files/附件2.pdf">附件2</a></p>';

needs('Chromium', 'a report in parts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-parts-'));
  let site: Explored;
  let chromium: Browser;
  beforeAll(async () => {
    const page = Buffer.from(renderOwn('html-clean', { ...words, deviations: new Set() }).bytes).toString('utf8');
    mkdirSync(join(folder, 'files'));
    writeFileSync(join(folder, 'page.html'), page.replace('</body>', `${LINKS}</body>`));
    writeFileSync(join(folder, '附件1.xlsx'), renderOwn('xlsx', published).bytes);
    writeFileSync(join(folder, 'files', '附件2.pdf'), renderOwn('pdf-own', others).bytes);
    [site, chromium] = await Promise.all([explored(folder), browser()]);
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is one report, read from the folder', () => {
    const rows = site.db.prepare('SELECT format, standing, status FROM documents ORDER BY standing, format').all();
    expect(rows).toEqual([{ format: 'pdf', standing: 'part_of_report', status: 'report' }, { format: 'xlsx', standing: 'part_of_report', status: 'report' }, { format: 'html', standing: 'represents_report', status: 'report' }]);
    expect(site.db.prepare('SELECT source, gives FROM report_parts ORDER BY ordinal').all()).toEqual([{ source: '附件1', gives: '["published"]' }, { source: '附件2', gives: '["requests","disputes"]' }]);
  });

  it('shows the document in which the number stands that is chosen', { timeout: 120_000 }, async () => {
    const { agency, year } = site.db.prepare<[], { agency: string; year: number }>('SELECT coalesce(agency_id, agency) AS agency, fiscal_year AS year FROM reports').get()!;
    const cells = site.db.prepare<[], { code: string; value: number; sha256: string; format: string }>(`
      SELECT c.code, c.value, c.sha256, d.format FROM cells c JOIN documents d ON d.sha256 = c.sha256 WHERE c.value > 0 GROUP BY d.format, substr(c.code, 1, 2)`).all();
    expect(cells.map(({ code, format }) => `${code.slice(0, 2)} ${format}`).sort()).toEqual(['t2 xlsx', 't3 pdf', 't4 pdf']);
    const page = await chromium.newPage({ viewport: { width: 1280, height: 900 } });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${site.url}/report/${encodeURIComponent(agency)}/${year}`);
    for (const { code, value, sha256, format } of [...cells, ...cells]) {
      await page.click(`a[id="${code}"]`);
      await page.waitForSelector(`.choices a[aria-current][title*="${format === 'pdf' ? '附件2' : '附件1'}"], .choices a[aria-current][href*="${sha256}"]`);
      if (format === 'pdf') {
        const place = page.locator('#pdf a.place.chosen, #pdf .place.chosen').first();
        await place.waitFor();
        expect(await place.getAttribute('href')).toContain(encodeURIComponent(code));
      } else {
        const frame = page.frameLocator('iframe#page');
        await expect.poll(() => frame.locator(':target').first().innerText()).toBe(String(value));
      }
    }
    expect(faults).toEqual([]);
    expect(site.faults).toEqual([]);
    await page.screenshot({ path: process.env['SHOT'] ?? join(folder, 'shot.png') });
    await page.close();
  });
});
