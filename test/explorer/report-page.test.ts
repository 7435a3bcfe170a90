/** The page of one report: what it shows, what it gives away, and how it is used with a keyboard, a mouse and a narrow window. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forms } from '../../extractors/forms/index.ts';
import { formTables } from '../../db/form-tables.ts';
import { runCommand } from '../support/command.ts';
import { needs } from '../support/needs.ts';
import { browser, explored, reportAddress, type Explored } from './served.ts';

let site: Explored;
beforeAll(async () => {
  site = await explored();
});
afterAll(async () => {
  await site.close();
});

const addressOf = (format: string): string => reportAddress(site.db, site.db.prepare<[string], string>('SELECT sha256 FROM reports WHERE format = ? ORDER BY identities_failed DESC, sha256 LIMIT 1').pluck().get(format)!);
const html = async (address: string): Promise<string> => (await fetch(`${site.url}${address}`, { headers: { 'accept-language': 'en' } })).text();

describe('the tables of an edition', () => {
  it.each(['stat-2014', 'ogi-2019', 'ogi-2021', 'local'] as const)('%s: hold each of its codes once, in its order', (id) => {
    expect(formTables(id).flatMap(({ parts }) => parts.flatMap(({ rows }) => rows.flatMap(({ codes }) => codes)))).toEqual(forms[id].codes);
  });
  it.each(['ogi-2019', 'ogi-2021'] as const)('%s: have headers and rows of one width', (id) => {
    for (const { parts } of formTables(id)) {
      for (const { header, labelColumns, rows } of parts) {
        const free = header.map(() => 0);
        header.forEach((cells, at) => { for (const { columns, rows: down } of cells) for (let row = at; row < at + down; row++) free[row]! += columns; });
        expect(new Set([...free, ...rows.map(({ codes }) => codes.length + labelColumns)]).size).toBe(1);
      }
    }
  });
});

describe('the twins', () => {
  it('JSON is what `show --json` prints', async () => {
    const path = new URL(`${site.url}${addressOf('pdf')}`).pathname;
    const [, , agency, year] = path.split('/');
    const { stdout } = await runCommand('show', [decodeURIComponent(agency!), year!, '--db', site.dbPath, '--json']);
    expect(await (await fetch(`${site.url}${path}.json`)).json()).toEqual(JSON.parse(stdout));
  });
  it('CSV has every cell, null apart from the empty text', async () => {
    const path = new URL(`${site.url}${addressOf('text')}`).pathname;
    const lines = (await (await fetch(`${site.url}${path}.csv`)).text()).trimEnd().split('\r\n');
    const { cells, values } = site.db.prepare<[string], { cells: number; values: number }>("SELECT count(*) AS cells, count(value) AS 'values' FROM reading_cells WHERE current = 1 AND sha256 = ?").get(new URLSearchParams(addressOf('text').split('?')[1]).get('document')!)!;
    expect(lines).toHaveLength(cells + 1);
    expect(lines[0]).toMatch(/agency_id,agency,fiscal_year,sha256,code,name_zh,name_en,state,value,unit,raw/);
    expect(lines.filter((line) => /,(?:number|zero),-?[\d.]+,/.test(line))).toHaveLength(values);
  });
});

describe('what the page says', () => {
  it('keeps the two verdicts apart and shows both sides of what does not hold', async () => {
    const { agency, fiscal_year, name, lhs, rhs, delta } = site.db
      .prepare<[], { agency: string; fiscal_year: number; name: string; lhs: number; rhs: number; delta: number }>("SELECT coalesce(agency_id, agency) AS agency, fiscal_year, name, lhs, rhs, delta FROM checks WHERE status = 'fail' AND mode = 'strict' AND name = 'I3:new'")
      .get()!;
    const page = await html(`/report/${encodeURIComponent(agency)}/${fiscal_year}?check=${encodeURIComponent(name)}`);
    expect(page).toContain('Yes: every cell found by its labels');
    expect(page).toContain('It does not: the original says so');
    const row = page.slice(page.indexOf('id="check-I3:new"'), page.indexOf('</tr>', page.indexOf('id="check-I3:new"'))).replaceAll(/<[^>]+>/g, '');
    expect(row).toContain(`${lhs} ≠ ${rhs} = `);
    expect(row).toMatch(new RegExp(`${delta}.*does not hold`));
    expect([...page.matchAll(/<td class="figure [^"]*gk-head[^"]*"><a id="([^"]+)"/g)].map(([, id]) => id)).toEqual(['t3.new@total']);
    expect([...page.matchAll(/<td class="figure [^"]*gk-part[^"]*"><a id="([^"]+)"/g)]).toHaveLength(6);
    const shown = await html(/src="(\/original\/[^"#]+)/.exec(page)![1]!.replaceAll('&amp;', '&'));
    expect([...shown.matchAll(/class="[^"]*gk-head/g)]).toHaveLength(1);
    expect([...shown.matchAll(/class="[^"]*gk-part/g)]).toHaveLength(6);
  });
  it('never shows a blank as 0', async () => {
    const { sha256, code } = site.db.prepare<[], { sha256: string; code: string }>("SELECT sha256, code FROM cells WHERE state = 'blank' LIMIT 1").get()!;
    const page = await html(reportAddress(site.db, sha256));
    const cell = page.slice(page.indexOf(`<a id="${code}"`), page.indexOf('</td>', page.indexOf(`<a id="${code}"`)));
    expect(cell.replaceAll(/<[^>]+>/g, '')).toBe('␣');
    expect(cell).toContain('blank; no value, never taken for 0');
  });
  it('quotes the text of reports, and never runs it', async () => {
    expect(await html(`${addressOf('html')}&cell=${encodeURIComponent('<script>alert(1)</script>')}`)).not.toContain('<script>alert');
  });
  it.each(['/report/mem/20', '/report/nobody/2020', '/report/mem/2020?cell=t9', '/report/mem/2020?section=999', '/report/mem/2020?document=0', '/report/mem/2020?check=I9'])('%s is refused clearly', async (address) => {
    expect((await fetch(`${site.url}${address}`)).status).toSatisfy((status: number) => status === 400 || status === 404);
    expect(site.faults).toEqual([]);
  });
});

needs('Chromium', 'in a browser', () => {
  let chromium: Browser;
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  beforeAll(async () => {
    chromium = await browser();
  });
  afterAll(async () => {
    await chromium.close();
  });

  /** Axe's serious and critical complaints about our own page; the archived one is not ours to mend. */
  const complaints = async (page: Page): Promise<string[]> => {
    // Put into the page by the debugger, since the policy lets no foreign script in.
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>('axe.run(document, { iframes: false })');
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' ')}`);
  };

  it.each(['html', 'pdf', 'docx', 'text'].flatMap((format) => [[format, 'zh-CN', 1280], [format, 'en-GB', 360]] as const))('%s, %s, %i pixels wide: no complaint, nothing scrolls sideways', async (format, locale, width) => {
    const context = await chromium.newContext({ locale, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') said.push(message.text()); });
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(`${site.url}${addressOf(format)}&cell=t3.new@total`, { waitUntil: 'networkidle' });
    if (format === 'pdf') await page.waitForSelector('.sheet[data-drawn]');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await complaints(page)).toEqual([]);
    expect(said).toEqual([]);
    await context.close();
  });

  it('is used with the keyboard alone', async () => {
    const page = await chromium.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${site.url}${addressOf('pdf')}`);
    await page.waitForSelector('#pdf[data-ready]');
    await page.focus('[id="t3.new@natural_person"]');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('t3.new@org.commercial');
    await page.waitForFunction(() => document.querySelector('#figure code')?.textContent === 't3.new@org.commercial');
    expect(await page.evaluate(() => document.querySelector('#pdf .chosen')?.id)).toBe(await page.getAttribute('[id="t3.new@org.commercial"]', 'data-anchor'));
    expect(new URL(page.url()).searchParams.get('cell')).toBe('t3.new@org.commercial');
    await page.close();
  });

  it.each(['html', 'docx', 'text'])('a click in the original (%s) finds the number', async (format) => {
    const page = await chromium.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${site.url}${addressOf(format)}&cell=t3.new@total`);
    const anchor = await page.getAttribute('[id="t3.carry_in@total"], [id="t3.new@natural_person"]', 'data-anchor');
    const code = await page.getAttribute(`[data-anchor="${anchor}"]`, 'id');
    const frame = (await (await page.waitForSelector('iframe#page')).contentFrame())!;
    await frame.click(`#${anchor} a.gk-link, a#${anchor}`);
    await page.waitForURL((url) => url.searchParams.get('cell') === code);
    expect(await page.evaluate(() => document.querySelector('.form .chosen a')?.id)).toBe(code);
    await page.close();
  });

  it('a click in a PDF finds the number', async () => {
    const page = await chromium.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${site.url}${addressOf('pdf')}&cell=t3.new@total`);
    await page.waitForSelector('.sheet[data-drawn] .place.chosen');
    const anchor = await page.getAttribute('[id="t3.new@org.other"]', 'data-anchor');
    await page.click(`#${anchor}`);
    expect(await page.evaluate(() => document.querySelector('.form .chosen a')?.id)).toBe('t3.new@org.other');
    await page.close();
  });

  it.each(['html', 'docx', 'text'])('needs no script to outline a figure (%s)', async (format) => {
    const context = await chromium.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${site.url}${addressOf(format)}`);
    await page.click('[id="t3.new@total"]');
    await page.waitForURL((url) => url.searchParams.get('cell') === 't3.new@total');
    expect(new URL((await page.getAttribute('iframe#page', 'src'))!, site.url).hash.slice(1)).toBe(await page.getAttribute('[id="t3.new@total"]', 'data-anchor'));
    await context.close();
  });
});
