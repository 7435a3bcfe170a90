/** Several documents of one report: which represents it, and where they disagree. */
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import type { DocumentRecord } from '../../db/store.ts';
import type { Cell, Report } from '../../extractors/report.ts';
import { everyRow, freshDatabase, freshStore, put } from './support.ts';
import { printing, sha256Of, syntheticAgencies, syntheticReport } from './synthetic.ts';

const agencies = syntheticAgencies(2);
const agency = agencies[0]!;
const CODE = 't2.a20_5.license.decisions'; // no identity speaks of it

/** A rendition that prints `value` licences, found at an address of its own. */
function rendition(name: string, value: number | Cell['state'], { document = {}, report = {} }: { document?: Partial<DocumentRecord>; report?: Partial<Report> } = {}) {
  const base = syntheticReport({ agency, fiscalYear: 2021, prose: 100, format: document.format ?? 'html' });
  const printed = printing(base, { [CODE]: value });
  return {
    document: { ...base.document, sha256: sha256Of(name), sources: [{ source: `https://yjj.example.gov.cn/${name}`, firstSeen: '2026-01-20' }], ...document },
    extraction: { ...printed.extraction, title: name, publishedOn: '2022-01-20', ...report },
  };
}

function filled(...renditions: ReturnType<typeof rendition>[]) {
  const { db, store } = freshStore(agencies);
  for (const each of renditions) put(store, each);
  return { db, store, order: () => db.prepare('SELECT title FROM renditions ORDER BY preference').pluck().all(), rows: (sql: string) => db.prepare<[], Record<string, unknown>>(sql).all() };
}

const placeOf = (sql: unknown): unknown => JSON.parse(sql as string);

describe('the rendition that represents a report', () => {
  it('is shown with all others, in the order of preference', () => {
    const { rows } = filled(
      rendition('parent.pdf', 3, { document: { format: 'pdf' } }),
      rendition('own.html', 3),
      rendition('torn.html', 'ambiguous', { document: { sources: ['torn.html'] } }),
    );
    expect(rows('SELECT * FROM renditions ORDER BY preference')).toMatchObject([
      { preference: 1, represents: 1, replaced: 0, title: 'own.html', format: 'html', agency_id: agency.id, agency: agency.nameZh, fiscal_year: 2021, form: 'ogi-2021', first_seen: '2026-01-20', sources: 'https://yjj.example.gov.cn/own.html', ambiguous: 0, published_on: '2022-01-20', origin: 'live' },
      { preference: 2, represents: 0, replaced: 0, title: 'parent.pdf', format: 'pdf' },
      { preference: 3, represents: 0, replaced: 0, title: 'torn.html', first_seen: null, sources: 'torn.html', ambiguous: 1 },
    ]);
    expect(rows('SELECT sha256, renditions FROM reports')).toEqual([{ sha256: sha256Of('own.html'), renditions: 3 }]);
  });

  it.each([
    ['2021年政府信息公开工作年度报告（文字版）', '2021年政府信息公开工作年度报告（图解版）'],
    ['2021年政府信息公开工作年度报告', '【图解】2021年政府信息公开工作年度报告'],
    ['2021年政府信息公开工作年度报告', '一图读懂2021年政府信息公开工作年度报告'],
    ['2021年政府信息公开工作年度报告（附图解）', '2021年政府信息公开工作年度报告（图解版）'],
    ['2021年政府信息公开工作年度报告（图解版、文字版）', '2021年政府信息公开工作年度报告（图解版）'],
  ])('is the text, though fewer figures can be read from it: %s before %s', (text, picture) => {
    const both = [rendition('text', 'ambiguous', { report: { title: text } }), rendition('picture', 3, { report: { title: picture } })];
    for (const order of [both, both.toReversed()]) expect(filled(...order).order()).toEqual([text, picture]);
  });

  it.each(['2021年政府信息公开工作年度报告（附图解）', '2021年政府信息公开工作年度报告（文字版）', null])('is not put back for its title %s', (title) => {
    const both = [rendition('whole', 3, { report: { title } }), rendition('torn', 'ambiguous', { report: { title: '2021年政府信息公开工作年度报告' } })];
    for (const order of [both, both.toReversed()]) expect(filled(...order).order()[0]).toBe(title);
  });

  it('is a picture where there is nothing else', () => {
    expect(filled(rendition('图解版', 3)).rows('SELECT title FROM reports')).toEqual([{ title: '图解版' }]);
  });

  it('is chosen anew when the order changes', () => {
    const { db, rows, store } = filled(rendition('b', 3), rendition('a', 3, { document: { format: 'pdf' } }));
    store.finish();
    const before = everyRow(db);
    db.exec(`
      UPDATE report SET reading = (SELECT n.id FROM reading n JOIN document d ON d.id = n.document WHERE d.format = 'pdf');
      UPDATE panel_row SET values_read = 0; UPDATE setting SET value = 'of an older program' WHERE name = 'report'`);
    openDatabase(db.name).close();
    expect(rows('SELECT title FROM reports')).toEqual([{ title: 'b' }]);
    expect(rows('SELECT values_read FROM panel')[0]!['values_read']).toBeGreaterThan(100);
    expect(everyRow(db)).toBe(before);
  });

  it('is chosen anew when another format is known of a document', () => {
    const { order, store } = filled(rendition('a', 3, { document: { format: 'pdf' } }), rendition('b', 3, { document: { format: 'docx' } }));
    expect(order()).toEqual(['b', 'a']);
    store.putDocument({ ...rendition('a', 3).document, format: 'html' });
    expect(order()).toEqual(['a', 'b']);
  });
});

describe('renditions that disagree', () => {
  it('are a finding for each cell, with value, text and place on both sides', () => {
    const { rows } = filled(rendition('own.html', 3), rendition('parent.pdf', 4, { document: { format: 'pdf' } }));
    const differences = rows('SELECT * FROM rendition_differences');
    expect(differences).toHaveLength(1);
    const { place, other_place, ...difference } = differences[0]!;
    expect(difference).toEqual({
      agency_id: agency.id, agency: agency.nameZh, fiscal_year: 2021, code: CODE, name_zh: expect.stringContaining('行政许可') as string, name_en: expect.any(String) as string,
      state: 'number', value: 3, raw: '3', other_state: 'number', other_value: 4, other_raw: '4',
      sha256: sha256Of('own.html'), other_sha256: sha256Of('parent.pdf'), other_replaced: 0, origin: 'live',
    });
    const at = (format: 'html' | 'pdf') => syntheticReport({ agency, fiscalYear: 2021, prose: 100, format }).extraction.cells.find(({ code }) => code === CODE)!.place;
    expect([placeOf(place), placeOf(other_place)]).toEqual([at('html'), at('pdf')]);
  });

  it('differ by state, too: a blank is not a zero', () => {
    expect(filled(rendition('a', 0), rendition('b', 'blank', { document: { format: 'pdf' } })).rows('SELECT state, value, other_state, other_value FROM rendition_differences')).toEqual([
      { state: 'zero', value: 0, other_state: 'blank', other_value: null },
    ]);
  });

  it('differ by figures that only one of them has', () => {
    const older = printing(syntheticReport({ agency, fiscalYear: 2020, prose: 0, format: 'text' }), {});
    const { rows } = filled(rendition('a', 0), rendition('b', 0, { report: { form: 'ogi-2019', cells: older.extraction.cells, checks: [] } }));
    const differences = rows(`SELECT code, state, place, other_state, other_place FROM rendition_differences WHERE code LIKE 't3.result.other%@total' ORDER BY code`);
    expect(differences.map(({ code, state, other_state }) => [code, state, other_state])).toContainEqual(['t3.result.other@total', null, 'zero']);
    expect(differences.map(({ code, state, other_state }) => [code, state, other_state])).toContainEqual(['t3.result.other.misc@total', 'zero', null]);
    for (const { place, state } of differences) expect(place === null).toBe(state === null);
  });

  it('are compared each with the one that represents the report', () => {
    const { rows } = filled(rendition('a', 3), rendition('b', 4, { document: { format: 'docx' } }), rendition('c', 3, { document: { format: 'pdf' } }), rendition('d', 5, { document: { format: 'text' } }));
    expect(rows('SELECT value, other_value FROM rendition_differences ORDER BY other_value')).toEqual([{ value: 3, other_value: 4 }, { value: 3, other_value: 5 }]);
  });

  it('are not those of another year or agency, nor readings that were superseded', () => {
    const mended = rendition('b', 3, { document: { format: 'pdf' } });
    const { rows, store } = filled(rendition('a', 3), rendition('b', 4, { document: { format: 'pdf' } }), rendition('c', 9, { report: { fiscalYear: 2022 } }));
    expect(rows('SELECT code FROM rendition_differences')).toHaveLength(1);
    put(store, mended);
    expect(rows('SELECT code FROM rendition_differences')).toEqual([]);
  });
});

it('what the views need is understood by every SQLite that has STRICT tables (3.37)', () => {
  const views = freshDatabase().prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE type = 'view'`).pluck().all().join('\n');
  expect(views.length).toBeGreaterThan(10_000);
  // Came later: FULL and RIGHT JOIN, IS DISTINCT FROM (3.39), -> and ->> (3.38), aggregates with ORDER BY (3.44).
  expect(views).not.toMatch(/\b(?:full|right)\s+(?:outer\s+)?join\b|distinct\s+from\b|->|group_concat\([^()]*\border\s+by\b|\bstring_agg\b/i);
});
