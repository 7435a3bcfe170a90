/** Several documents of one report: each can be shown, and where they differ is told cell by cell. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CellPlace } from '../../extractors/document.ts';
import { root } from '../support/needs.ts';
import { explored, type Explored } from './served.ts';

let site: Explored;
let best: string;
let other: string;
const folder = mkdtempSync(join(tmpdir(), 'gongkai-history-'));
const ADDRESS = 'http://portal.example/report.html';

beforeAll(async () => {
  const text = readFileSync(join(root, 'data', 'sample', 'shili-2020.txt'), 'utf8');
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes('规范性文件') && /\t\d+/.test(line));
  writeFileSync(join(folder, 'first.txt'), text);
  writeFileSync(join(folder, 'second.txt'), [...lines.slice(0, at), lines[at]!.replace(/\t\d+/, '\t987'), ...lines.slice(at + 1)].join('\n'));
  site = await explored(folder);
  const documents = site.db.prepare<[], { sha256: string; represents: number }>('SELECT sha256, represents FROM renditions ORDER BY preference').all();
  [best, other] = [documents[0]!.sha256, documents[1]!.sha256];
  const writer = new Database(site.dbPath);
  const seen = writer.prepare('INSERT INTO document_source (document, source, first_seen) SELECT id, ?, ? FROM document WHERE sha256 = ?');
  seen.run(ADDRESS, '2020-01-10T00:00:00Z', other);
  seen.run(ADDRESS, '2020-03-01T00:00:00Z', best);
  writer.close();
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = (): string => site.db.prepare<[], string>("SELECT '/report/' || coalesce(agency_id, agency) || '/' || fiscal_year FROM reports").pluck().get()!;
const html = async (address: string): Promise<string> => (await fetch(`${site.url}${address}`, { headers: { 'accept-language': 'en' } })).text();
const section = (page: string, id: string): string => (page.split(`<section id="${id}">`)[1] ?? '').split('<h2>')[1]!;

it('tells what the agency changed after publication, with both values and where each stands', async () => {
  const { code, old_value, new_value } = site.db.prepare<[], { code: string; old_value: number; new_value: number }>('SELECT code, old_value, new_value FROM changed_reports').get()!;
  const page = section(await html(path()), 'changed');
  expect(page).toContain(ADDRESS);
  expect(page).toContain('2020-01-10');
  const cells = [...page.matchAll(/<td class="number"><a href="([^"]+)">(\d+)<\/a>/g)].map(([, href, value]) => [href!.replaceAll('&amp;', '&'), Number(value)] as const);
  expect(cells.map(([, value]) => value)).toEqual([old_value, new_value]);
  expect(cells[0]![0]).toContain(`document=${other}`);
  expect(cells[0]![0]).toContain(encodeURIComponent(code));
  expect(cells[1]![0]).not.toContain('document=');
});

it('shows any document of the report with its own numbers and its own original', async () => {
  const { code, value } = site.db.prepare<[string], { code: string; value: number }>('SELECT code, value FROM reading_cells WHERE sha256 = ? AND current = 1 AND code IN (SELECT code FROM changed_reports)').get(other)!;
  const page = await html(`${path()}?document=${other}&cell=${encodeURIComponent(code)}`);
  expect(page).toContain('not the one that represents the report');
  expect(page).toContain(`src="/original/${other}/shown`);
  const cell = page.slice(page.indexOf(`<a id="${code}"`), page.indexOf('</td>', page.indexOf(`<a id="${code}"`)));
  expect(cell.replaceAll(/<[^>]+>/g, '')).toBe(String(value));
  expect(await html(`/original/${other}/shown`)).toContain(`document=${other}`);
  expect(((await (await fetch(`${site.url}${path()}.json?document=${other}`)).json()) as { sha256: string }).sha256).toBe(other);
});

it('tells a disagreement of two documents as a finding, with the place on both sides', async () => {
  const { sides } = JSON.parse(site.db.prepare<[], string>("SELECT evidence FROM findings WHERE kind = 'renditions'").pluck().get()!) as { sides: { sha256: string; raw: string; place: CellPlace }[] };
  expect(sides.map(({ sha256 }) => sha256)).toEqual([best, other]);
  const page = await html('/findings?kind=renditions');
  for (const { sha256, raw, place } of sides) {
    const side = new RegExp(`<li>${raw} \\(a (?:number|zero) is printed\\) <a class="hash" href="/original/${sha256}"[^>]*><code>[^<]*</code></a> \\(([^<]*)\\)</li>`).exec(page);
    expect(side?.[1]).toBe(`table ${place.table + 1}, row ${place.row + 1}, column ${place.col + 1}, line ${place.line} of the text`);
  }
});
