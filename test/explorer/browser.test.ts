/** Every page in a real browser: both languages, wide and narrow, by keyboard alone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endConsole } from '../../explorer/console/runner.ts';
import { needs } from '../support/needs.ts';
import { addresses } from './addresses.ts';
import { browser, explored, type Explored } from './served.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** More stops than these on one page are not walked: a map of links is as long as it is. */
const STOPS = 60;

needs('Chromium', 'every page of the explorer in a browser', () => {
  let site: Explored;
  let chromium: Browser;
  let all: string[];

  beforeAll(async () => {
    [site, chromium] = await Promise.all([explored(), browser()]);
    all = addresses(site.db);
  }, 120_000);
  afterAll(async () => {
    endConsole();
    await chromium.close();
    await site.close();
    expect(site.faults).toEqual([]);
  });

  async function opened(width: number): Promise<{ page: Page; complaints: string[] }> {
    const context = await chromium.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`); });
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${String(error)}`));
    page.on('request', (request) => { if (!request.url().startsWith(site.url) && !/^(?:data|blob|about):/.test(request.url())) complaints.push(`${page.url()} asks ${request.url()}`); });
    return { page, complaints };
  }
  const at = (path: string, lang: string): string => `${site.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;

  it.each([['zh', 1280], ['zh', 360], ['en', 1280], ['en', 360]] as const)('has nothing to complain of (%s, %i px)', async (lang, width) => {
    const { page, complaints } = await opened(width);
    for (const path of all) {
      await page.goto(at(path, lang));
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      // The console evaluates what the page's own policy would not let in.
      await page.evaluate(AXE);
      const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>('axe.run().then(({ violations }) => violations)');
      expect(found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes[0]!.html]), path).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('can be walked by keyboard alone: the way past the head first, then every link and control in turn', async () => {
    const { page } = await opened(1280);
    for (const path of all) {
      await page.goto(at(path, 'en'));
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className'), path).toBe('skip');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id'), path).toBe('content');
      await page.goto(at(path, 'en'));
      // What can be reached, in the order of the page; what is folded away or in a frame is reached when it is opened.
      const stops = await page.evaluate<number>(`[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0).map((one, i) => { one.dataset.stop = i; return i; }).length`);
      for (let i = 0; i < Math.min(stops, STOPS); i++) {
        await page.keyboard.press('Tab');
        const reached = await page.evaluate<string>(`document.activeElement.dataset.stop ?? document.activeElement.outerHTML.slice(0, 200)`);
        if (!/^\d+$/.test(reached)) continue; // inside a frame, or a scrolling region that the browser itself made a stop
        expect(Number(reached), `${path}: ${i}`).toBeLessThanOrEqual(i + 1);
        if (i === 0) expect(reached, path).toBe('0');
      }
    }
    await page.context().close();
  }, 240_000);

  it('remembers the language from page to page', async () => {
    const { page } = await opened(1280);
    await page.goto(at('/', 'zh'));
    await page.locator('header a.language').click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.locator('header nav a', { hasText: 'Codebook' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('h1').textContent()).toBe('Codebook');
    await page.context().close();
  });

  it('leads from a field of the map to its report, and from a finding to its cells', async () => {
    const { page, complaints } = await opened(1280);
    await page.goto(at('/?status=inconsistent', 'en'));
    const field = page.locator('table.heat td.uneven a').first();
    expect(await field.getAttribute('aria-label')).toContain('arithmetic does not hold');
    await field.click();
    expect(new URL(page.url()).pathname).toMatch(/^\/report\/.+\/\d{4}$/);
    await page.goto(at('/findings?kind=arithmetic', 'en'));
    await page.locator('table.findings summary').first().press('Enter');
    expect(await page.locator('dl.evidence').first().isVisible()).toBe(true);
    await page.locator('table.findings td:last-child a').first().click();
    expect(new URL(page.url()).searchParams.get('check')).not.toBeNull();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
