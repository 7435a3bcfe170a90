/** Every example query runs on a small set of reports and gives what its title says. */
import { describe, expect, it } from 'vitest';
import { EXAMPLE_QUERIES } from '../../db/examples.ts';
import type { Check, Report } from '../../extractors/report.ts';
import { freshStore, put, refused } from './support.ts';
import { printing, sha256Of, syntheticReport } from './synthetic.ts';
import type { SyntheticReport } from './synthetic.ts';

const ningxia = { id: '640000', nameZh: '宁夏回族自治区应急管理厅', nameEn: 'Ningxia', level: 'province', parent: 'mem' };
const henan = { id: '410000', nameZh: '河南省应急管理厅', nameEn: 'Henan', level: 'province', parent: 'mem' };
const zhengzhou = { id: '410100', nameZh: '郑州市应急管理局', nameEn: 'Zhengzhou', level: 'city', parent: '410000' };
const hubei = { id: '420000', nameZh: '湖北省应急管理厅', nameEn: 'Hubei', level: 'province', parent: 'mem' };
const ministry = { id: 'mem', nameZh: '应急管理部', nameEn: 'Ministry', level: 'central', parent: null };

/** Requests: new, disclosed, in part, not held, all handled; the natural person asks for everything. */
const requests = (fresh: number, open: number, partial: number, notHeld: number, more: Record<string, number | 'blank'> = {}) => ({
  't3.new@total': fresh, 't3.new@natural_person': fresh, 't3.result.open@total': open, 't3.result.open@natural_person': open,
  't3.result.partial@total': partial, 't3.result.partial@natural_person': partial,
  't3.result.unable.not_held@total': notHeld, 't3.result.unable.not_held@natural_person': notHeld,
  't3.result.total@total': open + partial + notHeld, 't3.result.total@natural_person': open + partial + notHeld, ...more,
});
const report = (agency: typeof henan, fiscalYear: number, values: Parameters<typeof printing>[1], more: Partial<Report> = {}, rendition = ''): SyntheticReport => {
  const { document, extraction } = printing(syntheticReport({ agency, fiscalYear, prose: 0, format: 'pdf', rendition }), values);
  return { document, extraction: { ...extraction, sections: [], ...more } };
};

const { db, store } = freshStore([ministry, ningxia, henan, zhengzhou, hubei]);
const narrative: Check = { id: 'N1', mode: 'strict', status: 'fail', lhs: 9, rhs: 4, delta: 5, cells: ['t3.new@total'], note: '共收到申请9件' };
const inNingxia = report(ningxia, 2021, requests(4, 1, 1, 2), { unknown: [{ label: '其他主动公开文件', kind: 'row', cells: [{ text: '12', place: { page: 2, table: 0, row: 5, col: 1 } }] }] });
for (const each of [
  report(ningxia, 2020, requests(3, 2, 0, 1, { 't3.carry_out@total': 2, 't3.new@org.legal_service': 'blank' }), { sections: [{ number: '一', heading: '总体情况', text: '主动公开政府信息3947条。', place: {} }] }),
  inNingxia,
  report(henan, 2020, requests(20, 8, 2, 10, { 't4.litigation.direct.total': 4, 't4.litigation.direct.upheld': 3, 't4.litigation.direct.corrected': 1, 't3.result.other@total': 0 })),
  report(hubei, 2020, requests(40, 20, 10, 0)),
  report(henan, 2021, requests(30, 15, 0, 15, { 't3.result.other.misc@total': 3 }), { sections: [{ number: '三', heading: '申请情况', text: '信息公开申请30件。', place: {} }] }),
  report(zhengzhou, 2021, requests(10, 10, 0, 0), { publishedOn: '2022-03-02' }),
]) put(store, each);
put(store, { document: { ...inNingxia.document, sha256: sha256Of('copy'), sources: ['copy.txt'] }, extraction: { ...inNingxia.extraction, cells: inNingxia.extraction.cells.map((cell) => (cell.code === 't2.a20_6.penalty.decisions' ? { ...cell, state: 'number' as const, value: 9, raw: '9' } : cell.code === 't3.new@total' ? { ...cell, state: 'ambiguous' as const, value: null, alignment: 'ambiguous' as const, candidates: [4, null] } : cell)) } });
put(store, { document: { ...inNingxia.document, sha256: sha256Of('lost'), sources: ['lost.txt'] }, extraction: { ...inNingxia.extraction, agency: { id: null, nameZh: null, nameEn: null, level: null, namePrinted: '自治区应急管理厅' } } });
put(store, refused('stub.pdf', 'not_a_report', 'no_tables', 'no table of the national form'));
const mended = report(zhengzhou, 2020, requests(5, 5, 0, 0), { checks: [narrative] });
put(store, { ...mended, extraction: { ...mended.extraction, cells: mended.extraction.cells.map((cell) => (cell.code === 't4.review.total' ? { ...cell, alignment: 'inferred' as const } : cell)) } });
const [ADDRESS, DAYS] = ['https://yjt.example.gov.cn/2021/1.html', ['2022-01-20', '2022-02-03']] as const;
for (const [i, licences] of [7, 0].entries()) {
  const each = report(henan, 2021, requests(30, 15, 0, 15, { 't3.result.other.misc@total': 3, 't2.a20_5.license.decisions': licences }), { sections: [{ number: '三', heading: '申请情况', text: '信息公开申请30件。', place: {} }] }, i === 0 ? 'before' : '');
  put(store, { ...each, document: { ...each.document, sources: [{ source: ADDRESS, firstSeen: DAYS[i]! }] } });
}
store.putCoverage([
  { agencyId: 'mem', fiscalYear: 2020, status: 'not_found', evidence: 'https://www.example.gov.cn/ ok 2022-02-01', observedOn: '2022-02-01' },
  { agencyId: zhengzhou.id, fiscalYear: 2020, status: 'removed', evidence: 'https://yjj.example.gov.cn/1.html gone 2022-02-01', observedOn: '2022-01-31' },
  { agencyId: ningxia.id, fiscalYear: 2022, status: 'not_due', evidence: 'due on 2023-01-31', observedOn: '2022-02-01' },
]);
store.finish();

const run = (id: string): Record<string, unknown>[] => {
  const query = EXAMPLE_QUERIES.find((each) => each.id === id);
  return db.prepare<[], Record<string, unknown>>(query!.sql).all();
};

/** What each query must give; `rows` are matched in order, the number of rows exactly. */
const EXPECTED: Record<string, Record<string, unknown>[] | ((rows: Record<string, unknown>[]) => void)> = {
  'one-agency': [
    { fiscal_year: 2020, form: 'ogi-2019', new_requests: 3, dispositions: 3, disclosure_rate: 2 / 3, disclosure_rate_note: 'small_n' },
    { fiscal_year: 2021, form: 'ogi-2021', new_requests: 4, dispositions: 4, disclosure_rate: 0.5, disclosure_rate_note: 'small_n' },
  ],
  'rates-by-province': [
    { province: ningxia.nameZh, fiscal_year: 2020, reports: 1, dispositions: 3, disclosure_rate: 0.6667 },
    { province: ningxia.nameZh, fiscal_year: 2021, reports: 1, dispositions: 4, disclosure_rate: 0.5 },
    { province: henan.nameZh, fiscal_year: 2020, reports: 2, dispositions: 25, disclosure_rate: 0.6 },
    { province: henan.nameZh, fiscal_year: 2021, reports: 2, dispositions: 40, disclosure_rate: 0.625 },
    { province: hubei.nameZh, fiscal_year: 2020, reports: 1, dispositions: 30, disclosure_rate: 1 },
  ],
  'gap-between-provinces': [
    { fiscal_year: 2020, agencies: 2, lowest: 0.5, median: 0.75, highest: 1, gap: 0.5 },
    { fiscal_year: 2021, agencies: 1, lowest: 0.5, median: 0.5, highest: 0.5, gap: 0 },
  ],
  'cities-of-a-province': [{ agency: zhengzhou.nameZh, new_requests: 10, dispositions: 10, disclosure_rate: 1, non_possession_rate: 0, disclosure_rate_note: null }],
  'non-possession-and-litigation': [
    { agency: henan.nameZh, fiscal_year: 2021, non_possession_rate: 0.5, litigation_rate: 0, dispositions: 30 },
    { agency: zhengzhou.nameZh, fiscal_year: 2021, non_possession_rate: 0, litigation_rate: 0 },
  ],
  'who-asks': [ // the report of Ningxia 2020 leaves one kind blank
    { fiscal_year: 2020, reports: 3, total: 65, natural_persons: 65, companies: 0, legal_services: 0, other_organisations: 0, natural_person_share: 1 },
    { fiscal_year: 2021, reports: 3, total: 44, natural_persons: 44 },
  ],
  disputes: [
    { fiscal_year: 2020, reviews: 0, review_correction_rate: null, lawsuits: 4, lawsuits_corrected: 1, litigation_correction_rate: 0.25 },
    { fiscal_year: 2021, lawsuits: 0, litigation_correction_rate: null },
  ],
  'change-on-year': (rows) => {
    expect(rows.map((row) => [row['agency'], row['fiscal_year'], row['change'], row['years_between']])).toEqual([
      [ningxia.nameZh, 2020, null, null], [ningxia.nameZh, 2021, 1, 1], [henan.nameZh, 2020, null, null], [henan.nameZh, 2021, 10, 1], [hubei.nameZh, 2020, null, null],
    ]);
  },
  findings: (rows) => {
    expect(rows.filter((row) => row['kind'] !== 'arithmetic')).toEqual([{ kind: 'across_years', findings: 1 }, { kind: 'changed', findings: 1 }, { kind: 'late', findings: 1 }, { kind: 'renditions', findings: 1 }]);
  },
  'arithmetic-findings': (rows) => {
    expect(rows).toContainEqual(expect.objectContaining({ agency: henan.nameZh, fiscal_year: 2021, subject: 'I3:result.other.misc', lhs: 3, rhs: 0, delta: 3 }));
    expect(rows).toContainEqual(expect.objectContaining({ agency: ningxia.nameZh, fiscal_year: 2020, subject: 'I1@total', lhs: 3, rhs: 5, delta: -2 }));
    expect(rows.map((row) => Math.abs(row['delta'] as number))).toEqual(rows.map((row) => Math.abs(row['delta'] as number)).toSorted((a, b) => b - a));
  },
  'carried-over': [{ agency: ningxia.nameZh, fiscal_year: 2021, carried_in: 0, carried_out_last_year: 2, delta: -2 }],
  'prose-against-table': [{ agency: zhengzhou.nameZh, fiscal_year: 2020, kind: 'prose', subject: 'N1', in_prose: 9, in_table: 4, sentence: '共收到申请9件' }],
  replaced: [{ agency: henan.nameZh, fiscal_year: 2021, figures_changed: 1, since: DAYS[1], address: ADDRESS }],
  'changed-reports': [{ agency: henan.nameZh, fiscal_year: 2021, code: 't2.a20_5.license.decisions', before: 7, after: 0 }],
  timeliness: [
    { fiscal_year: 2020, reports_with_a_day: 4, late: 0, share_late: 0, longest_delay: null },
    { fiscal_year: 2021, reports_with_a_day: 3, late: 1, share_late: 0.3333, longest_delay: 30 },
  ],
  'coverage-by-year': [
    { fiscal_year: 2020, reports_in_data: 4, removed: 1, not_found: 1, not_known: 0 },
    { fiscal_year: 2021, reports_in_data: 3, removed: 0, not_found: 0, not_known: 0 },
    { fiscal_year: 2022, reports_in_data: 0, removed: 0, not_found: 0, not_known: 1 },
  ],
  coverage: [
    { agency: ningxia.nameZh, fiscal_year: 2022, status: 'not_due', evidence: 'due on 2023-01-31', dated: '2022-02-01' },
    { agency: ministry.nameZh, fiscal_year: 2020, status: 'not_found', evidence: 'https://www.example.gov.cn/ ok 2022-02-01' },
    { agency: zhengzhou.nameZh, fiscal_year: 2020, status: 'removed', dated: '2022-01-31' },
  ],
  removed: [{ agency: zhengzhou.nameZh, fiscal_year: 2020, last_seen: '2022-01-31', evidence: 'https://yjj.example.gov.cn/1.html gone 2022-02-01', sha256: mended.document.sha256 }],
  breaks: (rows) => {
    const of = (code: string) => rows.find((row) => row['code'] === code)?.['kind'];
    expect([of('t3.new@total'), of('t2.a20_1.normdoc.made'), of('t3.result.other@total'), of('t2.a20_1.rule.in_force')]).toEqual([undefined, 'near', 'derivable', 'none']);
  },
  'other-handling': (rows) => {
    expect(rows).toHaveLength(4);
    expect(rows).toContainEqual(expect.objectContaining({ agency: henan.nameZh, fiscal_year: 2020, other_handling: 0, t3_result_other_total: 0, t3_result_other_misc_total: null }));
    expect(rows).toContainEqual(expect.objectContaining({ agency: henan.nameZh, fiscal_year: 2021, other_handling: 3, t3_result_other_total: null, t3_result_other_misc_total: 3 }));
  },
  blanks: [{ agency: ningxia.nameZh, fiscal_year: 2020, blanks: 1, share_blank: 0.005 }],
  'number-with-place': (rows) => {
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ code: 't3.new@total', value: 4, unit: '件', raw: '4', alignment: 'exact', sha256: inNingxia.document.sha256, table_no: 1 });
    expect(rows[0]!['page']).toBeGreaterThan(1);
    expect(JSON.parse(rows[0]!['box'] as string)).toHaveLength(4);
  },
  'why-null': [{ state: 'zero', reports: 3 }, { state: 'blank', reports: 1 }],
  'not-certain': [{ agency: zhengzhou.nameZh, fiscal_year: 2020, code: 't4.review.total', alignment: 'inferred', value: 0 }],
  search: [
    { agency: ningxia.nameZh, fiscal_year: 2020, heading: '总体情况', sentence: '主动公开政府信息3947条。' },
    { agency: henan.nameZh, fiscal_year: 2021, heading: '申请情况', sentence: '信息公开申请30件。' },
  ],
  'search-longer': [{ agency: henan.nameZh, fiscal_year: 2021, heading: '申请情况' }],
  renditions: [{ agency: ningxia.nameZh, fiscal_year: 2021, code: 't2.a20_6.penalty.decisions', value: 0, other_value: 9, other_sha256: sha256Of('copy') }],
  'several-documents': [{ agency: ningxia.nameZh, fiscal_year: 2021, renditions: 2, sha256: inNingxia.document.sha256 }, { agency: henan.nameZh, fiscal_year: 2021, renditions: 2 }],
  origin: [{ text: expect.stringMatching(/^live: /) as string }],
  refused: [{ status: 'not_a_report', refusal: 'no_tables', reason: 'no table of the national form', sources: 'stub.pdf' }],
  'beyond-the-form': [{ agency: ningxia.nameZh, fiscal_year: 2021, kind: 'row', label: '其他主动公开文件', text: '12' }],
};

describe('example queries', () => {
  it('are at least twelve, in the file, each under a Chinese and an English title', () => {
    expect(EXAMPLE_QUERIES.length).toBeGreaterThanOrEqual(12);
    expect(db.prepare('SELECT name AS id, title_zh AS titleZh, title_en AS titleEn, read_zh AS readZh, read_en AS readEn, sql FROM example_queries ORDER BY ordinal').all()).toEqual(EXAMPLE_QUERIES);
    expect(EXAMPLE_QUERIES.filter(({ readZh, readEn }) => !/\p{Script=Han}/u.test(readZh) || !/[a-z]{3} [a-z]{2}/.test(readEn))).toEqual([]);
    expect(new Set(EXAMPLE_QUERIES.map((query) => query.id))).toEqual(new Set(Object.keys(EXPECTED)));
  });

  it.each(Object.entries(EXPECTED))('%s', (id, expected) => {
    const rows = run(id);
    if (typeof expected === 'function') expected(rows);
    else {
      expect(rows).toHaveLength(expected.length);
      for (const row of expected) expect(rows).toContainEqual(expect.objectContaining(row));
    }
  });
});
