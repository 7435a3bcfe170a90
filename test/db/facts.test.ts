/** Facts of the prose in the database: what is written comes back, the view names it, a sentence is kept once. */
import { describe, expect, it } from 'vitest';
import { canonical } from '../../db/canonical.ts';
import { migrations } from '../../db/open.ts';
import { Store } from '../../db/store.ts';
import { readFacts } from '../../extractors/narrative/facts/index.ts';
import { freshDatabase, put, series } from './support.ts';
import { syntheticAgencies } from './synthetic.ts';

const TEXT = '2021年，网站发布信息约1.2万条，微信公众号推送36篇。制作了几十个短视频解读。\n未收到政府信息公开申请。';
const agencies = syntheticAgencies(1);

function withFacts() {
  const [report] = series(agencies, [2021]);
  const { extraction } = report!;
  const sections = [{ number: '一', heading: '总体情况', text: TEXT, place: { line: 3 } }];
  const facts = readFacts(sections, 2021, (_, offset) => ({ line: 4, start: offset }));
  return { document: report!.document, extraction: { ...extraction, sections, facts } };
}

describe('facts', () => {
  it('come back as they were written', () => {
    const db = freshDatabase();
    const store = new Store(db);
    store.syncAgencies(agencies);
    const report = withFacts();
    expect(report.extraction.facts).toHaveLength(4);
    put(store, report);
    expect(store.extractionOf(report.document.sha256)).toEqual(canonical(report.extraction));
  });

  it('stand in the view with names, sentence, place and document', () => {
    const db = freshDatabase();
    const store = new Store(db);
    store.syncAgencies(agencies);
    const report = withFacts();
    put(store, report);
    const rows = db.prepare('SELECT fiscal_year, code, name_zh, value, unit, raw, approximate, bound, period, scope, sentence, place, sha256, origin FROM facts ORDER BY start').all();
    const common = { fiscal_year: 2021, period: 'year', scope: 'own', sha256: report.document.sha256, origin: 'live' };
    const first = { sentence: '2021年，网站发布信息约1.2万条，微信公众号推送36篇。', place: '{"line":4,"start":0}' };
    expect(rows).toEqual([
      { ...common, ...first, code: 'n.pub.website', name_zh: '政府网站公开信息数', value: 12000, unit: '条', raw: '约1.2万条', approximate: 1, bound: null },
      { ...common, ...first, code: 'n.pub.wechat', name_zh: '政务微信公开信息数', value: 36, unit: '条', raw: '36篇', approximate: 0, bound: null },
      {
        ...common, code: 'n.interpret.video', name_zh: '视频解读数', value: null, unit: '个', raw: '几十个', approximate: 1, bound: null,
        sentence: '制作了几十个短视频解读。', place: `{"line":4,"start":${TEXT.indexOf('制作')}}`,
      },
      {
        ...common, code: 'n.req.received', name_zh: '收到政府信息公开申请数', value: 0, unit: '件', raw: '未收到', approximate: 0, bound: null,
        sentence: '未收到政府信息公开申请。', place: `{"line":4,"start":${TEXT.indexOf('未收到')}}`,
      },
    ]);
    expect(db.prepare('SELECT count(*) FROM fact WHERE sentence IS NULL').pluck().get()).toBe(1);
  });

  it('have a code in the codebook each', () => {
    const known = new Set(freshDatabase().prepare(`SELECT code FROM codebook WHERE role = 'fact'`).pluck().all());
    for (const { code } of withFacts().extraction.facts) expect(known).toContain(code);
  });

  it('are kept in a table whose migration can be made twice', () => {
    const db = freshDatabase();
    const sql = migrations().find((it) => it.name.endsWith('_facts.sql'))!.sql;
    const schema = (): unknown => db.prepare(`SELECT sql FROM sqlite_schema WHERE name = 'fact'`).pluck().get();
    const before = schema();
    db.exec(sql);
    expect(schema()).toBe(before);
  });
});
