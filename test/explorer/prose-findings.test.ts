/** Two real reports, read, stored and shown: MEM's 87 requests against 101 are explained, the share that Shanghai prints is contradicted. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { corpus, needs } from '../support/needs.ts';
import { explored, type Explored } from './served.ts';

interface Row {
  kind: string;
  subject: string;
  agency: string;
  fiscal_year: number;
  lhs: number;
  rhs: number;
  detail_zh: string;
  detail_en: string;
  rule_zh: string;
  rule_en: string;
  evidence: string;
}

needs('the corpus', 'findings about the prose', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-prose-'));
  let site: Explored;
  beforeAll(async () => {
    for (const file of ['seeds/000_e8d9c4fbc064f225.txt', 'files/shanghai_govt_office_2019.html']) copyFileSync(join(corpus!, file), join(folder, basename(file)));
    site = await explored(folder);
  }, 120_000);
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const finding = (kind: string, subject: string): Row => site.db.prepare<[string, string], Row>('SELECT * FROM findings WHERE kind = ? AND subject = ?').get(kind, subject)!;
  const page = async (address: string, language: 'zh' | 'en'): Promise<string> => (await (await fetch(`${site.url}${address}`, { headers: { 'accept-language': language } })).text()).replaceAll(/<[^>]+>/g, '').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

  it('87 against 101 is explained: a check, a finding that quotes both, a page', async () => {
    expect(site.db.prepare(`SELECT status, lhs, note FROM checks WHERE agency_id = 'mem' AND name = 'N1' AND mode = 'strict'`).get()).toEqual({
      status: 'explained', lhs: 87, note: '全年共收到有效申请公开件87件,其中网络申请68件,信函申请19件 [= result.total - not_processed]',
    });
    const row = finding('prose_explained', 'N1');
    expect(row).toMatchObject({
      agency: '应急管理部', fiscal_year: 2020, lhs: 87,
      detail_zh: expect.stringMatching(/^文字为 87，表格为 101，与另一口径相符：“全年共收到有效申请公开件87件/) as string,
      detail_en: expect.stringMatching(/^the prose says 87, the table 101, which another way of counting explains: “全年共收到有效申请公开件87件/) as string,
    });
    const { said, plain, values, places } = JSON.parse(row.evidence) as { said: Record<string, unknown>[]; plain: object; values: Record<string, number>; places: Record<string, object> };
    expect(said).toMatchObject([{ code: 'n.req.received', value: 87, raw: '87件', place: { line: expect.any(Number) as number } }]);
    expect(said[0]!['sentence']).toContain('全年共收到有效申请公开件87件');
    expect(plain).toEqual({ 't3.new@total': 101 });
    const { 't3.result.total@total': closed, ...notProcessed } = values;
    expect(closed! - Object.values(notProcessed).reduce((a, b) => a + b, 0)).toBe(87);
    expect(Object.keys(notProcessed)).toHaveLength(5);
    expect(Object.keys(places).toSorted()).toEqual(Object.keys(values).toSorted());
    for (const language of ['zh', 'en'] as const) {
      const text = await page('/findings?kind=prose_explained', language);
      expect(text).toContain(language === 'zh' ? row.detail_zh : row.detail_en);
      expect(text).toContain(language === 'zh' ? row.rule_zh : row.rule_en);
      expect(text).toContain('t3.new@total = 101');
      expect(text).toMatch(/n\.req\.received: 87件/);
    }
    expect(await page('/report/mem/2020', 'en')).toMatch(/N1\s*87\s*87[^N]*explained/);
  });

  it('33.9 % is contradicted by the numbers beside it: a check, a finding that quotes both, a page', async () => {
    const row = finding('prose', 'N5:disclosed');
    expect(row).toMatchObject({
      agency: '上海市人民政府办公厅', fiscal_year: 2019, lhs: 33.9, rhs: 32,
      detail_zh: expect.stringMatching(/^文字所印为 33\.9%，按所述数字计算为 32%：“予以公开及部分公开258件,占33\.9%/) as string,
      detail_en: expect.stringMatching(/^the prose prints 33\.9 %, its own numbers give 32 %: “予以公开及部分公开258件,占33\.9%/) as string,
    });
    expect(row.detail_zh).toContain('258 of 805, n.req.answered');
    expect((JSON.parse(row.evidence) as { said: object[] }).said).toMatchObject([{ code: 'n.req.disclosed', value: 258, raw: '258件' }]);
    const contradicted = site.db.prepare<[], string>(`SELECT subject FROM findings WHERE kind = 'prose' AND agency = '上海市人民政府办公厅' ORDER BY subject`).pluck().all();
    expect(contradicted).toEqual(['N2:disclosed', 'N2:unable', 'N5:disclosed']);
    expect(finding('prose', 'N2:disclosed')).toMatchObject({ lhs: 258, rhs: 275 });
    expect(finding('prose', 'N2:unable')).toMatchObject({ lhs: 265, rhs: 337 });
    for (const language of ['zh', 'en'] as const) {
      const text = await page('/findings?kind=prose', language);
      expect(text).toContain(language === 'zh' ? row.detail_zh : row.detail_en);
      expect(text).toContain(language === 'zh' ? row.rule_zh : row.rule_en);
    }
  });
});
