/** Archived pages are hostile: they run nothing, load nothing from outside and lead nowhere but back to their report. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderOfd } from '../../crawlers/replica/render/ofd.ts';
import { forge } from '../forge/report.ts';
import { needs, root } from '../support/needs.ts';
import { browser, explored, reportAddress, type Explored } from './served.ts';

/** Ways in which a page may try to run, to load, to send or to lead away; OUT is an address that counts who calls. */
const ATTACKS = `
<base href="OUT/base/"><meta http-equiv="refresh" content="0;url=OUT/refresh"><link rel="stylesheet" href="OUT/sheet.css"><link rel="dns-prefetch" href="OUT"><link rel="prefetch" href="OUT/prefetch">
<style>@import url("OUT/import.css"); @font-face { font-family: x; src: url("OUT/font.woff") } body { background: url("OUT/background.png") } td { font-family: x, serif }</style>
<script>window.top.ran = 1; alert(1); fetch("OUT/fetch"); new Image().src = "OUT/image";</script><script src="OUT/script.js"></script>
<img src="OUT/picture.png" srcset="OUT/set.png 2x" onerror="alert(2)" onload="alert(3)"><img src=x onerror="fetch('OUT/onerror')"><svg onload="alert(4)"><image href="OUT/svg.png"/><script>alert(5)</script></svg>
<iframe src="OUT/frame"></iframe><iframe srcdoc="<script>alert(6)</script>"></iframe><object data="OUT/object"></object><embed src="OUT/embed"><video src="OUT/video" poster="OUT/poster" autoplay></video><audio src="OUT/audio" autoplay></audio>
<form action="OUT/form" id="f"><input name="secret" value="1" autofocus onfocus="alert(7)"><button formaction="OUT/button">send</button></form><a href="javascript:alert(8)" id="gk-t0r0c0">run</a><a href="OUT/link" target="_top" ping="OUT/ping">away</a>
<noscript><img src="OUT/noscript.png"><meta http-equiv="refresh" content="0;url=OUT/noscript"></noscript><template><img src="OUT/template.png"></template><math><mtext><img src="OUT/math.png"></mtext></math>
<table background="OUT/table.png"><tr><td background="OUT/cell.png" style="background-image:url(OUT/style.png)" onclick="alert(9)">x</td></tr></table><div style="behavior:url(OUT/htc);-moz-binding:url(OUT/xbl)">y</div><details open ontoggle="alert(10)">z</details>`;

/** A report whose prose is the attacks, on pages of an immense size. */
function hostileOfd(attacks: string): Uint8Array {
  const report = forge('13', { format: 'ofd', deviations: [] });
  report.sections[0]!.body.unshift(...attacks.split('\n').filter((line) => line !== ''));
  const parts = unzipSync(renderOfd(report).bytes);
  const widened = Object.entries(parts).map(([name, bytes]) => [name, strToU8(strFromU8(bytes).replaceAll(/(PhysicalBox>)[^<]*/g, '$10 0 1000000 1000000'))] as const);
  return zipSync(Object.fromEntries(widened));
}

needs('Chromium', 'an archived page that attacks', () => {
  let site: Explored;
  let chromium: Browser;
  let outside: Server;
  const called: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-hostile-'));
  let sha256: string;
  let ofd: string;

  beforeAll(async () => {
    outside = createServer((request, response) => {
      called.push(request.url ?? '');
      response.end('');
    });
    await new Promise<void>((done) => { outside.listen(0, '127.0.0.1', done); });
    const out = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
    const attacks = ATTACKS.replaceAll('OUT', out);
    const page = readFileSync(join(root, 'data', 'sample', 'yangben-2022.html'), 'utf8')
      .replace(/<body([^>]*)>/i, `<body$1 onload="alert(11)">${attacks}`)
      .replace(/<\/body>/i, `${attacks}</body>`);
    writeFileSync(join(folder, 'hostile.html'), page);
    sha256 = createHash('sha256').update(readFileSync(join(folder, 'hostile.html'))).digest('hex');
    writeFileSync(join(folder, 'hostile.ofd'), hostileOfd(attacks));
    ofd = createHash('sha256').update(readFileSync(join(folder, 'hostile.ofd'))).digest('hex');
    [site, chromium] = await Promise.all([explored(folder), browser()]);
  });
  afterAll(async () => {
    await chromium.close();
    await site.close();
    outside.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs nothing and calls nobody, beside its tables and opened by itself', async () => {
    const page = await chromium.newPage();
    const alerts: string[] = [];
    page.on('dialog', (dialog) => {
      alerts.push(dialog.message());
      void dialog.dismiss();
    });
    const address = reportAddress(site.db, sha256);
    await page.goto(`${site.url}${address}&cell=t3.new@total`, { waitUntil: 'networkidle' });
    expect(await page.evaluate(() => (window as unknown as Record<string, unknown>)['ran'])).toBeUndefined();
    expect(new URL(page.url()).pathname).toBe(address.split('?')[0]);
    const frame = (await (await page.waitForSelector('iframe#page')).contentFrame())!;
    expect(await frame.evaluate(() => document.querySelector(':target')?.textContent?.trim())).toBe(site.db.prepare<[string], string>("SELECT raw FROM reading_cells WHERE code = 't3.new@total' AND sha256 = ?").pluck().get(sha256));
    await page.goto(`${site.url}/original/${sha256}/shown`, { waitUntil: 'networkidle' });
    await page.goto(`${site.url}/original/${sha256}/shown#gk-t0r0c0`, { waitUntil: 'networkidle' });
    await page.close();
    expect(alerts).toEqual([]);
    expect(called).toEqual([]);
  });

  it('keeps nothing that runs, loads, sends or leads away', async () => {
    const answer = await fetch(`${site.url}/original/${sha256}/shown`);
    const html = await answer.text();
    expect(html).not.toMatch(/<(?:script|iframe|object|embed|form|base|link|svg|math|video|audio|noscript|template|meta(?! charset))[\s>]/i);
    expect(html).not.toMatch(/\son\w+=|javascript:|srcset|formaction|ping=/i);
    expect([...html.matchAll(/\s(?:href|src|action|background)="([^"]*)"/g)].map(([, link]) => link).filter((link) => !/^\/report\/[^/?]+\/\d{4}\?/.test(link!))).toEqual([]);
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/sandbox (?!.*allow-scripts|.*allow-same-origin)/);
  });

  it('in an OFD is text among text, on pages that say they are a kilometre wide', async () => {
    const page = await chromium.newPage();
    const alerts: string[] = [];
    page.on('dialog', (dialog) => {
      alerts.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(`${site.url}${reportAddress(site.db, ofd)}&cell=t3.new@total`, { waitUntil: 'networkidle' });
    const frame = (await (await page.waitForSelector('iframe#page')).contentFrame())!;
    const [text, width, height, elements] = await frame.evaluate(() => {
      const target = document.querySelector(':target')!.getBoundingClientRect();
      return [document.body.textContent, target.width, target.height, [...new Set([...document.body.querySelectorAll('*')].map(({ localName }) => localName))].sort()] as const;
    });
    await page.close();
    expect(text).toContain('<script>window.top.ran=1;alert(1)');
    expect(elements).toEqual(['a', 'div', 'rect', 'span', 'svg', 'text']);
    expect(Math.min(width, height)).toBeGreaterThan(5);
    expect(Math.max(width, height)).toBeLessThan(200);
    expect([alerts, called, site.faults]).toEqual([[], [], []]);
    const answer = await fetch(`${site.url}/original/${ofd}/shown`);
    const links = [...(await answer.text()).matchAll(/<[^>]*\s(?:href|src|action|background)="([^"]*)"/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => !/^\/report\/[^/?]+\/\d{4}\?/.test(link))).toEqual([]);
    expect(answer.headers.get('content-security-policy')).toMatch(/sandbox (?!.*allow-scripts|.*allow-same-origin)/);
  });

  it('is given raw as a file only', async () => {
    const answer = await fetch(`${site.url}/original/${sha256}`);
    expect(createHash('sha256').update(Buffer.from(await answer.arrayBuffer())).digest('hex')).toBe(sha256);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[0-9a-f]{64}\.html"$/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('would have called, were it opened as it is', async () => {
    const page = await chromium.newPage();
    page.on('dialog', (dialog) => void dialog.dismiss());
    await page.goto(`file://${join(folder, 'hostile.html')}`, { waitUntil: 'commit' });
    await expect.poll(() => called.length, { timeout: 30_000 }).toBeGreaterThan(0);
    await page.close();
  });

  it.each([['/original/abc', 400], [`/original/${'0'.repeat(64)}`, 404], [`/original/${'0'.repeat(64)}/shown`, 404], ['/original/..%2f..%2fpackage.json', 400], ['/assets/pdfjs/cmaps/..%2f..%2fpackage.json', 404], ['/assets/pdfjs/wasm/nothing.wasm', 404]])('%s is refused', async (path, status) => {
    expect((await fetch(`${site.url}${path}`)).status).toBe(status);
    expect(site.faults).toEqual([]);
  });
});
