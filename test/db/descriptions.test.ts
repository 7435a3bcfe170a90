/** The file explains itself: every table, view and column is described in both languages, and nothing is described that is not there. */
import { describe, expect, it } from 'vitest';
import { BREAKS } from '../../db/comparability.ts';
import { COMMON_COLUMNS, OWN_COLUMNS } from '../../db/column-descriptions.ts';
import { describeColumn, TABLE_DESCRIPTIONS } from '../../db/descriptions.ts';
import { freshDatabase } from './support.ts';

const db = freshDatabase();
const rows = (sql: string): Record<string, string>[] => db.prepare<[], Record<string, string>>(sql).all();
const columnsOf = (name: string): string[] => db.prepare(`SELECT * FROM "${name}"`).columns().map((column) => column.name);
const HAN = /\p{Script=Han}/u;
const ENGLISH = /^[\x20-\x7e’“”…－−≈]*[A-Za-z]{2}/;

/** Tables that are for storage: those behind the views. */
const STORAGE = /^(?:sqlite_|search_)|^(?:agency|cell|cell_extra|check_key|code|coverage_entry|document|document_source|evaluation|evaluation_across|fact|finding|identity|origin|panel_row|part|problem|reading|report|section|setting|string|unknown|vote|word)$/;

describe('the descriptions', () => {
  it('name every table and view that is not storage, and each by its kind', () => {
    const there = rows(`SELECT name, type AS kind FROM sqlite_schema WHERE type IN ('table', 'view')`).filter(({ name }) => !STORAGE.test(name!));
    expect(rows('SELECT name, kind FROM tables ORDER BY name')).toEqual(there.sort((a, b) => (a['name']! < b['name']! ? -1 : 1)));
  });

  it('describe every column of each in both languages', () => {
    for (const { name } of TABLE_DESCRIPTIONS) {
      expect(rows(`SELECT name FROM columns WHERE table_name = '${name}' ORDER BY ordinal`).map((row) => row['name'])).toEqual(columnsOf(name));
    }
    const bare = rows('SELECT table_name, name, description_zh AS zh, description_en AS en FROM columns').filter(({ zh, en }) => !HAN.test(zh!) || !ENGLISH.test(en!));
    expect(bare, 'describe these in db/column-descriptions.ts').toEqual([]);
    expect(rows('SELECT * FROM tables').filter((row) => !HAN.test(row['description_zh']!) || !ENGLISH.test(row['description_en']!))).toEqual([]);
  });

  it('describe nothing that no view has', () => {
    const used = new Set(TABLE_DESCRIPTIONS.flatMap(({ name }) => columnsOf(name).map((column) => (OWN_COLUMNS.has(`${name}.${column}`) ? `${name}.${column}` : column))));
    expect([...OWN_COLUMNS.keys(), ...COMMON_COLUMNS.keys()].filter((key) => !used.has(key))).toEqual([]);
    expect(describeColumn('cells', 'nothing')).toBeUndefined();
  });

  it('give figures of the panel their codebook entry, rates their formula and their notes the reasons', () => {
    expect(rows(`SELECT type, unit, description_zh AS zh FROM columns WHERE table_name = 'panel' AND name = 't3_new_total'`)).toEqual([{ type: 'INTEGER', unit: '件', zh: '一、本年新收政府信息公开申请数量 / 总计' }]);
    const [rate, note] = rows(`SELECT name, type, unit, description_en AS en FROM columns WHERE table_name = 'panel' AND name LIKE 'review_correction_rate%' ORDER BY name`);
    expect(rate).toMatchObject({ type: 'REAL', unit: '1', en: expect.stringContaining('(t4.review.corrected) / (t4.review.upheld + ') as string });
    expect(note).toMatchObject({ type: 'TEXT', unit: null, en: expect.stringContaining('denominator_zero') as string });
  });

  it('say in `about` whence it comes, under which licence, how to cite and how to read it', () => {
    const topics = rows('SELECT topic FROM about').map((row) => row['topic']);
    expect(topics).toEqual(expect.arrayContaining(['sources', 'licence', 'citation', 'start', 'comparability', 'findings']));
  });
});

describe('comparability', () => {
  const between = (code: string, from: string) => rows(`SELECT to_edition, kind, counterparts FROM comparability WHERE code = '${code}' AND from_edition = '${from}'`)[0];

  it.each([
    ['t2.a20_1.normdoc.made', 'ogi-2019', 'near', ['t2.a20_1.normdoc.issued']],
    ['t2.a20_1.normdoc.total_disclosed', 'ogi-2019', 'none', ['t2.a20_1.normdoc.in_force']],
    ['t3.result.other@total', 'ogi-2019', 'derivable', ['uncorrected', 'fee_unpaid', 'misc'].map((part) => `t3.result.other.${part}@total`)],
    ['t3.result.other.misc@total', 'ogi-2019', 'derivable', ['t3.result.other@total']],
    ['t0.req.received', 'stat-2014', 'concept_break', ['t3.new@total']],
    ['t3.new@total', 'stat-2014', 'concept_break', ['t0.req.received']],
    ['t0.complaints', 'stat-2014', 'none', []],
    ['t3.carry_in@total', 'stat-2014', 'new', []],
    ['t2.a20_5.license.decisions', 'ogi-2019', 'near', []],
  ])('of %s after %s: %s', (code, from, kind, counterparts) => {
    const row = between(code, from);
    expect(row).toMatchObject({ kind, to_edition: from === 'stat-2014' ? 'ogi-2019' : 'ogi-2021' });
    expect(JSON.parse(row!['counterparts']!)).toEqual(counterparts);
  });

  it('is silent of figures that are the same in both, and explains the others in both languages', () => {
    expect(between('t3.new@total', 'ogi-2019')).toBeUndefined();
    expect(BREAKS.filter((each) => !HAN.test(each.zh) || !/[a-z]{3} [a-z]{2}/.test(each.en))).toEqual([]);
  });
});
