/** The page that compares, in a real browser: both languages, wide and narrow, keyboard alone, without scripts, and the files that it gives. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../db/open.ts';
import { serve, type Served } from '../../explorer/serve.ts';
import { NO_ORIGINALS } from '../../explorer/context.ts';
import { needs } from '../support/needs.ts';
import { comparable } from './compare-data.ts';
import { browser } from './served.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const CHOICES = ['', 'group=country&view=lines', 'group=country&view=bars&to=2021', 'group=cities:110000&view=table', 'agency=110000&figure=t2.a20_1.normdoc.made&figure=t2.a20_1.normdoc.total_disclosed&view=lines'];

needs('Chromium', 'the page that compares', () => {
  let db: Db;
  let site: Served;
  let chromium: Browser;
  const faults: unknown[] = [];

  beforeAll(async () => {
    db = comparable();
    [site, chromium] = await Promise.all([
      serve({ db, dbPath: db.name, banner: null, originals: NO_ORIGINALS }, { port: 0, host: '127.0.0.1', fault: (error) => faults.push(error) }),
      browser(),
    ]);
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
    expect(faults).toEqual([]);
  });

  const at = (choice: string): string => `${site.url}compare?${choice}`;
  async function opened(width: number, more: { javaScriptEnabled?: boolean } = {}): Promise<{ page: Page; complaints: string[] }> {
    const context = await chromium.newContext({ viewport: { width, height: 800 }, ...more });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    return { page, complaints };
  }

  it.each(['zh', 'en'])('has nothing to complain of, at both widths (%s)', async (lang) => {
    for (const width of [1280, 360]) {
      const { page, complaints } = await opened(width);
      for (const choice of CHOICES) {
        await page.goto(at(`${choice}&lang=${lang}`));
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), choice).toBeLessThanOrEqual(0);
        expect(await page.locator('svg.chart:visible').count()).toBe(await page.locator('svg.chart').count() / 2);
        // The console evaluates what the page's own policy would not let in.
        await page.evaluate(AXE);
        const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>('axe.run().then(({ violations }) => violations)');
        expect(found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes[0]!.html]), choice).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  }, 120_000);

  it('is worked by the keyboard alone: a figure typed, a view chosen, the address is the choice', async () => {
    const { page, complaints } = await opened(1280);
    await page.goto(at('agency=110000&lang=en'));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    const reach = async (name: string): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        if (await page.evaluate((wanted) => (globalThis as unknown as { document: { activeElement: { getAttribute(name: string): string | null } } }).document.activeElement.getAttribute('name') === wanted, name)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no Tab leads to ${name}`);
    };
    await reach('add_figure');
    await page.keyboard.type('d.denial_rate');
    await Promise.all([page.waitForURL(/figure=d\.disclosure_rate&figure=d\.denial_rate&agency=110000/), page.keyboard.press('Enter')]);
    expect(await page.locator('section.figure').count()).toBe(2);
    await reach('view');
    await Promise.all([page.waitForURL(/view=bars/), page.keyboard.press('r')]);
    expect(await page.locator('h2').first().textContent()).toContain('2023');
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('works without scripts', async () => {
    const { page } = await opened(800, { javaScriptEnabled: false });
    await page.goto(at('agency=110000&lang=en'));
    await page.getByLabel('Add an agency: name or id').fill('120000');
    await page.getByLabel('View').selectOption('table');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.locator('.compare-table tbody tr').count()).toBe(2);
    await page.getByRole('link', { name: 'Remove: Bureau 110000' }).click();
    expect(await page.locator('.compare-table tbody tr').count()).toBe(1);
    await page.context().close();
  }, 60_000);

  it('gives the chart as SVG and as PNG, the table as CSV and Excel', async () => {
    const { page, complaints } = await opened(1280);
    await page.goto(at('group=country&lang=en'));
    const taken = async (click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> => {
      const [download] = await Promise.all([page.waitForEvent('download'), click()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const svg = await taken(() => page.getByRole('link', { name: 'Chart as SVG' }).click());
    expect(svg.name).toBe('compare-d.disclosure_rate.svg');
    expect(svg.bytes.toString()).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>$/);
    const png = await taken(() => page.getByRole('button', { name: 'Chart as PNG' }).click());
    expect([png.name, png.bytes.subarray(1, 4).toString(), png.bytes.readUInt32BE(16)]).toEqual(['compare-d.disclosure_rate.png', 'PNG', 2200]);
    expect(png.bytes.length).toBeGreaterThan(20_000);
    expect((await taken(() => page.getByRole('link', { name: 'CSV (every agency)' }).click())).bytes.toString()).toContain('d.disclosure_rate');
    expect((await taken(() => page.getByRole('link', { name: 'Excel' }).click())).bytes.subarray(0, 2).toString()).toBe('PK');
    expect(complaints).toEqual([]);
    await page.goto(`${site.url}compare.svg?group=country&lang=en`);
    expect(await page.evaluate('document.documentElement.localName')).toBe('svg');
    await page.context().close();
  }, 60_000);
});
