/** The view `findings`: each kind of inconsistency from reports that have it, and nothing else; the same in any order of writing. */
import { describe, expect, it } from 'vitest';
import { canonicalDump } from '../../db/dump.ts';
import { dueOn } from '../../db/findings.ts';
import type { Db } from '../../db/open.ts';
import type { Cell, Check, Extraction, Report } from '../../extractors/report.ts';
import { everyRow, freshStore, put, totalChanges } from './support.ts';
import { printing, sha256Of, syntheticAgencies, syntheticReport } from './synthetic.ts';

const agencies = syntheticAgencies(33);
const [province, , city] = [agencies[0]!, agencies[1]!, agencies[31]!];
const URL = 'https://yjj.example.gov.cn/1.html';

type Values = Readonly<Record<string, number | Cell['state']>>;

function document(name: string, fiscalYear: number, values: Values, more: Partial<Report> = {}, sources: readonly (string | { source: string; firstSeen: string })[] = [], agency = city) {
  const { document: base, extraction } = printing(syntheticReport({ agency, fiscalYear, prose: 0, format: 'html' }), values);
  return { document: { ...base, sha256: sha256Of(name), sources }, extraction: { ...extraction, publishedOn: `${fiscalYear + 1}-01-20`, ...more } as Extraction };
}

function filled(...documents: ReturnType<typeof document>[]) {
  const { db, store } = freshStore(agencies);
  for (const each of documents) put(store, each);
  const findings = (where = '1'): Record<string, unknown>[] =>
    db.prepare<[], Record<string, unknown>>(`SELECT * FROM findings WHERE ${where} ORDER BY finding_id`).all().map((row) => ({ ...row, evidence: JSON.parse(row['evidence'] as string) as unknown }));
  return { db, store, findings };
}

/** Where a document that was put by a name prints a figure. */
const placesOf = (db: Db) => (name: string, code: string): unknown => {
  const place = db.prepare<[string, string], string | null>('SELECT place FROM reading_cells WHERE sha256 = ? AND code = ?').pluck().get(sha256Of(name), code);
  expect(place, `${name} ${code}`).toMatch(/"row":\d+/);
  return JSON.parse(place!);
};

const whole = { 't3.new@total': 4, 't3.new@natural_person': 4, 't3.result.open@total': 4, 't3.result.open@natural_person': 4, 't3.result.total@total': 4, 't3.result.total@natural_person': 4 };

describe('findings', () => {
  it('are none where everything holds', () => {
    expect(filled(document('A', 2021, whole)).findings()).toEqual([]);
  });

  it('of arithmetic name identity, sides and every figure of the sum', () => {
    const [finding, ...rest] = filled(document('A', 2021, { ...whole, 't3.new@total': 14 })).findings(`kind = 'arithmetic' AND subject = 'I3:new'`);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      finding_id: `arithmetic:${city.id}:2021:I3:new`, agency_id: city.id, agency: city.nameZh, level: 'city', province_id: province.id, province: province.nameZh, fiscal_year: 2021,
      lhs: 14, rhs: 4, delta: 10, sha256: sha256Of('A'), origin: 'live', rule_zh: '一、本年新收政府信息公开申请数量：总计 = 自然人 + 各类组织',
      detail_zh: expect.stringMatching(/；14 ≠ 4$/) as string, detail_en: expect.stringMatching(/; 14 ≠ 4$/) as string,
    });
    expect(finding!['evidence']).toMatchObject({ mode: 'both', documents: [sha256Of('A')], left: { 't3.new@total': 14 }, right: { 't3.new@natural_person': 4, 't3.new@org.commercial': 0 } });
  });

  it('across years appear and go with either year', () => {
    const { store, findings, db } = filled(document('B', 2022, { ...whole, 't3.carry_in@total': 1, 't3.carry_in@natural_person': 1 }));
    const across = () => findings(`kind = 'across_years' AND subject = 'X1@total'`);
    expect(across()).toEqual([]);
    put(store, document('A', 2021, { ...whole, 't3.carry_out@total': 3 }));
    expect(across()).toMatchObject([{ fiscal_year: 2022, lhs: 1, rhs: 3, delta: -2, evidence: { left: { 't3.carry_in@total': 1 }, previous: { 't3.carry_out@total': 3 }, previous_sha256: sha256Of('A'), documents: [sha256Of('B'), sha256Of('A')] } }]);
    put(store, document('A', 2021, { ...whole, 't3.carry_out@total': 1, 't3.carry_out@natural_person': 1 }));
    expect(across()).toEqual([]);
    const [rows, changes] = [everyRow(db), totalChanges(db)];
    put(store, document('A', 2021, { ...whole, 't3.carry_out@total': 1, 't3.carry_out@natural_person': 1 }));
    expect(totalChanges(db)).toBe(changes);
    expect(everyRow(db)).toBe(rows);
  });

  it('of the prose quote the sentence, and keep apart what a way of counting explains', () => {
    const check: Check = { id: 'N1', mode: 'strict', status: 'fail', lhs: 9, rhs: 4, delta: 5, cells: ['t3.new@total'], note: '共收到申请9件' };
    const rows = filled(document('A', 2021, whole, { checks: [check, { ...check, id: 'N4', status: 'explained' }] })).findings();
    expect(rows).toMatchObject([
      { kind: 'prose', subject: 'N1', lhs: 9, rhs: 4, detail_zh: '文字为 9，表格为 4：“共收到申请9件”', evidence: { sentence: '共收到申请9件', values: { 't3.new@total': 4 } } },
      { kind: 'prose_explained', subject: 'N4' },
    ]);
  });

  it('of renditions are what both print and print otherwise; blank against 0 and a part that is left out are none', () => {
    const licences = 't2.a20_5.license.decisions';
    const other = document('B', 2021, { ...whole, [licences]: 7, 't4.review.total': 'blank', 't4.review.upheld': 'absent', 't4.review.other': 'ambiguous' }, { publishedOn: '2022-01-10' });
    const { db, findings } = filled(document('A', 2021, { ...whole, [licences]: 5, 't4.review.other': 0 }), other);
    const rows = findings();
    const placeIn = placesOf(db);
    expect(rows).toMatchObject([{
      kind: 'renditions', subject: licences, lhs: 5, rhs: 7, delta: -2, sha256: sha256Of('A'), detail_en: expect.stringContaining('“5” in the document that represents the report, “7” in another') as string,
      evidence: { codes: [licences], documents: [sha256Of('A'), sha256Of('B')], sides: [{ value: 5, raw: '5', format: 'html', place: placeIn('A', licences) }, { value: 7, raw: '7', place: placeIn('B', licences) }] },
    }]);
  });

  it('of changes after publication give both documents and the days, once for all addresses', () => {
    const licences = 't2.a20_5.license.decisions';
    const at = (name: string, value: number | 'blank', day: string) => document(name, 2021, { ...whole, [licences]: value }, {}, [URL, `${URL}?2`].map((source) => ({ source, firstSeen: day })));
    const { db, findings } = filled(at('B', 0, '2022-02-03'), at('A', 'blank', '2022-01-20'));
    const rows = findings();
    const placeIn = placesOf(db);
    expect(rows).toMatchObject([{
      kind: 'changed', subject: licences, lhs: null, rhs: 0, delta: null, sha256: sha256Of('B'), detail_zh: expect.stringContaining('发布后由 空白 改为 “0”（2022-02-03）') as string,
      evidence: { documents: [sha256Of('A'), sha256Of('B')], sides: [{ state: 'blank', place: placeIn('A', licences) }, { state: 'zero', place: placeIn('B', licences) }], seen: [{ address: URL, old_first_seen: '2022-01-20', new_first_seen: '2022-02-03' }, { address: `${URL}?2` }] },
    }]);
  });

  it('of lateness follow the rule of the time', () => {
    expect([2017, 2018, 2019, 2024].map(dueOn)).toEqual(['2018-03-31', '2019-03-31', '2020-01-31', '2025-01-31']);
    const on = (fiscalYear: number, publishedOn: string | null) => filled(document('A', fiscalYear, whole, { publishedOn })).findings();
    expect(on(2021, '2022-01-31')).toEqual([]);
    expect(on(2021, null)).toEqual([]);
    expect(on(2021, '2022-03-02')).toMatchObject([{ kind: 'late', lhs: 30, delta: 30, detail_en: 'published on 2022-03-02, due on 2022-01-31: 30 days late', evidence: { due_on: '2022-01-31' } }]);
  });

  it('of what is missing come and go with coverage and with the report', () => {
    const { store, findings } = filled(document('A', 2020, whole));
    const entry = (fiscalYear: number, status: 'not_found' | 'removed' | 'not_due' | 'blocked') => ({ agencyId: city.id, fiscalYear, status, evidence: `${URL} ok`, observedOn: '2023-02-01' });
    store.putCoverage([entry(2019, 'blocked'), entry(2020, 'removed'), entry(2021, 'not_found'), entry(2022, 'not_due')]);
    expect(findings()).toMatchObject([
      { kind: 'missing', subject: 'removed', fiscal_year: 2020, sha256: sha256Of('A'), detail_zh: `已从网站撤下，最后见于 2023-02-01：${URL} ok` },
      { kind: 'missing', subject: 'not_found', fiscal_year: 2021, sha256: null, evidence: { evidence: `${URL} ok`, dated: '2023-02-01' } },
    ]);
    put(store, document('B', 2021, whole));
    store.putCoverage([]);
    expect(findings()).toEqual([]);
  });

  it('of what cannot be read tell the whole report from a file beside it, and go when it can be read', () => {
    const { store, findings } = filled(document('A', 2020, whole));
    const evidence = `not read: ${URL}: pdf, 9 bytes, unreadable (encrypted): a password`;
    const entry = (fiscalYear: number) => ({ agencyId: city.id, fiscalYear, status: 'unreadable' as const, evidence, observedOn: '2023-02-01' });
    store.putCoverage([entry(2020), entry(2021)]);
    expect(findings()).toMatchObject([
      { kind: 'unreadable', subject: 'file', fiscal_year: 2020, sha256: sha256Of('A'), detail_zh: `报告已读，另有文件读不出（2023-02-01）：${evidence}`, detail_en: `the report was read, a file beside it could not be (2023-02-01): ${evidence}` },
      { kind: 'unreadable', subject: 'unreadable', fiscal_year: 2021, sha256: null, detail_zh: `已找到，读不出数字（2023-02-01）：${evidence}`, detail_en: `found, and no figures could be read (2023-02-01): ${evidence}` },
    ]);
    put(store, document('B', 2021, whole));
    expect(findings('fiscal_year = 2021')).toMatchObject([{ kind: 'unreadable', subject: 'file', sha256: sha256Of('B') }]);
    store.putCoverage([]);
    expect(findings()).toEqual([]);
  });

  it('are the same in any order of writing, each under an id of its own', () => {
    const documents = [
      document('A', 2021, { ...whole, 't3.new@total': 14, 't3.carry_out@total': 2 }, { publishedOn: '2022-02-20' }, [{ source: URL, firstSeen: '2022-02-20' }]),
      document('B', 2021, { ...whole, 't3.new@total': 5 }, {}, [{ source: URL, firstSeen: '2022-03-01' }]),
      document('C', 2021, { ...whole, 't3.new@total': 6 }, {}, ['c.html']),
      document('D', 2022, { ...whole, 't3.carry_in@total': 1 }),
      document('E', 2022, whole, {}, [{ source: URL, firstSeen: '2022-02-25' }], province), // shown in between, another agency's
    ];
    const dump = (...order: number[]) => [...canonicalDump(filled(...order.map((i) => documents[i]!)).db)];
    const first = dump(0, 1, 2, 3, 4);
    expect(first.filter((line) => line.startsWith('findings\t')).length).toBe(8);
    for (const order of [[4, 3, 2, 1, 0], [2, 4, 0, 3, 1], [3, 1, 4, 2, 0]]) expect(dump(...order)).toEqual(first);
    const ids = filled(...documents).findings().map((row) => row['finding_id']);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
