/** What holds for every page: its twins, its language, its policy. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../db/open.ts';
import { POLICY } from '../../explorer/frame/security.ts';
import { freshStore, put, series } from '../db/support.ts';
import { syntheticAgencies } from '../db/synthetic.ts';
import { addresses } from './addresses.ts';
import { asking } from './forged.ts';

let db: Db;
let ask: ReturnType<typeof asking>;
let all: string[];

beforeAll(() => {
  const agencies = syntheticAgencies(33);
  const made = freshStore(agencies);
  for (const report of series(agencies.slice(0, 3), [2020, 2021])) put(made.store, report);
  made.store.finish();
  db = made.db;
  ask = asking(db);
  all = addresses(db);
});

/** The address of a twin: `/findings?kind=late` → `/findings.csv?kind=late`. */
const twin = (at: string, kind: string): string => at.replace(/^(\/[^?]*)/, (path) => `${path === '/' ? '/coverage' : path}.${kind}`);

describe('every page', () => {
  it('answers in both languages, with its policy, its title and a way to skip', async () => {
    for (const at of all) {
      for (const [lang, code] of [['zh', 'zh-CN'], ['en', 'en']] as const) {
        const response = await ask(at, { headers: { cookie: `lang=${lang}` } });
        const text = await response.text();
        expect([at, response.status, response.headers.get('content-security-policy'), response.headers.get('x-content-type-options')]).toEqual([at, 200, POLICY, 'nosniff']);
        expect(text).toContain(`<html lang="${code}">`);
        expect(text.match(/<h1[ >]/g), at).toHaveLength(1);
        expect(text).toContain('href="#content"');
        expect(text, at).not.toMatch(/<script(?![^>]*src=)|\sstyle="|\son\w+="/);
      }
    }
  });

  it('has twins in JSON and CSV with the same policy', async () => {
    for (const at of all) {
      const json = await ask(twin(at, 'json'));
      expect([at, json.status, json.headers.get('content-type'), json.headers.get('content-security-policy')]).toEqual([at, 200, 'application/json', POLICY]);
      expect(await json.json()).toBeTypeOf('object');
      const csv = await ask(twin(at, 'csv'));
      expect([at, csv.status, csv.headers.get('content-type')]).toEqual([at, 200, 'text/csv; charset=utf-8']);
      expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
      expect(Buffer.from(await csv.arrayBuffer()).subarray(0, 3).toString('hex')).toBe('efbbbf');
    }
  });

  it('gives the same figures in its twins', async () => {
    const { years, agencies } = (await (await ask('/coverage.json')).json()) as { years: number[]; agencies: { fields: Record<string, { status: string }> }[] };
    expect(years).toEqual([2020, 2021]);
    const published = agencies.flatMap(({ fields }) => Object.values(fields)).filter(({ status }) => status === 'published');
    expect(published).toHaveLength(6);
    expect((await (await ask('/coverage.csv')).text()).match(/,published,/g)).toHaveLength(6);
    expect((await (await ask('/')).text()).match(/<td class="f exact/g)).toHaveLength(6);
  });
});

describe('the language', () => {
  it('is remembered once it was chosen', async () => {
    const chosen = await ask('/?lang=en');
    expect(chosen.headers.get('set-cookie')).toMatch(/^lang=en; Path=\/; Max-Age=\d+; SameSite=Lax; HttpOnly$/);
    expect(await (await ask('/', { headers: { cookie: 'lang=en', 'accept-language': 'zh' } })).text()).toContain('<html lang="en">');
  });

  it('is otherwise what the browser asks for, else Chinese', async () => {
    expect(await (await ask('/', { headers: { 'accept-language': 'de, en;q=0.8' } })).text()).toContain('<html lang="en">');
    expect(await (await ask('/')).text()).toContain('<html lang="zh-CN">');
    expect((await ask('/?lang=xx')).headers.get('set-cookie')).toBeNull();
  });
});

describe('an address that says nothing', () => {
  it.each([['/nowhere', 404], ['/agency/000', 404], ['/findings?kind=x', 400], ['/findings?agency=000', 404], ['/?page=0', 400], ['/?page=2x', 400], ['/search?year=99999', 400]])('%s: %i', async (at, status) => {
    const response = await ask(at);
    expect([response.status, response.headers.get('content-security-policy')]).toEqual([status, POLICY]);
    const told = await ask(twin(at, 'json'));
    expect(told.status).toBe(status);
    if (at !== '/nowhere') expect(((await told.json()) as { error: string }).error).not.toBe('');
  });
});
