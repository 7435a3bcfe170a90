/** What an address showed at different times: the order of versions, what the agency changed, and which version counts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalDump } from '../../db/dump.ts';
import type { Source } from '../../db/store.ts';
import type { Cell, Extraction, Report } from '../../extractors/report.ts';
import { everyRow, freshStore, put, refused, totalChanges } from './support.ts';
import { printing, sha256Of, syntheticAgencies, syntheticReport } from './synthetic.ts';

const agencies = syntheticAgencies(2);
const [agency, neighbour] = agencies as [(typeof agencies)[number], (typeof agencies)[number]];
const OWN = 'https://yjj.example.gov.cn/2021/1.html';
const PARENT = 'https://www.example.gov.cn/2021/9.html';
const CODE = 't2.a20_5.license.decisions'; // no identity speaks of it

const base = syntheticReport({ agency, fiscalYear: 2021, prose: 100, format: 'pdf' });
const at = (source: string, firstSeen?: string): Source => ({ source, firstSeen });

/** A document that prints `value` licences, found at these places. */
function version(name: string, value: number | Cell['state'], sources: readonly (Source | string)[], more: Partial<Report> = {}) {
  const { document, extraction } = printing(base, { [CODE]: value });
  return { document: { ...document, sha256: sha256Of(name), sources }, extraction: { ...extraction, ...more } as Extraction };
}
const name = new Map(['A', 'B', 'C', 'D'].map((each) => [sha256Of(each), each]));

function filled(...documents: ReturnType<typeof version>[]) {
  const { db, store } = freshStore(agencies);
  for (const each of documents) put(store, each);
  const rows = (sql: string) => db.prepare<[], Record<string, unknown>>(sql).all();
  return {
    db, store, rows,
    versions: () => rows('SELECT * FROM versions ORDER BY address, ordinal, sha256').map((row) => [row['address'], row['ordinal'], name.get(row['sha256'] as string), row['first_seen'], row['newest']]),
    changes: () => rows('SELECT * FROM changed_reports ORDER BY address, new_first_seen, code').map((row) => [row['code'], row['old_value'], row['new_value'], row['old_first_seen'], row['new_first_seen']]),
    represents: () => rows('SELECT sha256 FROM reports').map(({ sha256 }) => name.get(sha256 as string)),
    printed: () => db.prepare('SELECT t2_a20_5_license_decisions FROM panel').pluck().all(),
  };
}

describe('versions', () => {
  it('are the documents of an address in the order of their days', () => {
    const { versions, rows } = filled(version('B', 4, [at(OWN, '2026-02-01')]), version('A', 3, [at(OWN, '2026-01-20'), 'a.pdf']), version('C', 5, [at(PARENT, '2026-01-25')]));
    expect(versions()).toEqual([
      [PARENT, 1, 'C', '2026-01-25', 1],
      [OWN, 1, 'A', '2026-01-20', 0],
      [OWN, 2, 'B', '2026-02-01', 1],
    ]);
    expect(rows(`SELECT status, agency_id, agency, fiscal_year FROM versions WHERE ordinal = 2`)).toEqual([{ status: 'report', agency_id: agency.id, agency: agency.nameZh, fiscal_year: 2021 }]);
    expect(rows('SELECT first_seen, sources FROM documents ORDER BY first_seen')[0]).toEqual({ first_seen: '2026-01-20', sources: `a.pdf\n${OWN}` });
  });

  it('count an address that went back to an earlier document', () => {
    const { versions, changes, printed } = filled(version('A', 3, [at(OWN, '2026-01-20'), at(OWN, '2026-03-01')]), version('B', 4, [at(OWN, '2026-02-01')]));
    expect(versions().map(([, ordinal, which]) => [ordinal, which])).toEqual([[1, 'A'], [2, 'B'], [3, 'A']]);
    expect(changes()).toEqual([[CODE, 3, 4, '2026-01-20', '2026-02-01'], [CODE, 4, 3, '2026-02-01', '2026-03-01']]);
    expect(printed()).toEqual([3]);
  });

  it('are not counted again for days on which the address still showed the same', () => {
    const { versions } = filled(version('A', 3, [at(OWN, '2026-01-20'), at(OWN, '2026-01-21'), at(OWN, '2026-01-22')]), version('B', 4, [at(OWN, '2026-02-01')]));
    expect(versions().map(([, ordinal, which, day]) => [ordinal, which, day])).toEqual([[1, 'A', '2026-01-20'], [2, 'B', '2026-02-01']]);
  });

  it('have no order where the day is not known, and then replace nothing', () => {
    const { versions, changes, represents } = filled(version('A', 3, [OWN], { publishedOn: '2022-01-30' }), version('B', 4, [at(OWN, '2026-02-01')], { publishedOn: '2022-01-29' }));
    expect(versions()).toEqual([[OWN, null, 'A', null, null], [OWN, 1, 'B', '2026-02-01', 1]]);
    expect(changes()).toEqual([]);
    expect(represents()).toEqual(['A']);
  });

  it('know the instant within a day', () => {
    const { versions } = filled(version('B', 4, [at(OWN, '2026-01-20T18:00:00Z')]), version('A', 3, [at(OWN, '2026-01-20T06:00:00Z')]));
    expect(versions().map(([, , which]) => which)).toEqual(['A', 'B']);
  });

  it('learn a day that was not known before', () => {
    const { db, store, versions } = filled(version('A', 3, [OWN]));
    store.putDocument(version('A', 3, [at(OWN, '2026-01-20')]).document);
    expect(versions()).toEqual([[OWN, 1, 'A', '2026-01-20', 1]]);
    const [rows, changes] = [everyRow(db), totalChanges(db)];
    for (const sources of [[OWN], [at(OWN)], [at(OWN, '2026-01-20')]]) store.putDocument(version('A', 3, sources).document);
    expect(totalChanges(db)).toBe(changes);
    expect(everyRow(db)).toBe(rows);
  });

  it.each(['20.1.2026', '2026-01-20 10:00', '2026-01-20T10:00:00+08:00', ''])('refuse the day %j', (day) => {
    const { db, store } = freshStore(agencies);
    expect(() => store.putDocument(version('A', 3, [at(OWN, day)]).document)).toThrow(/first seen .* at https:.*: give a day \(2026-01-20\)/);
    expect(db.prepare('SELECT count(*) FROM document').pluck().get()).toBe(0);
  });
});

describe('an agency that changed its report after publication', () => {
  const first = version('A', 3, [at(OWN, '2026-01-20')]);
  const second = version('B', 4, [at(OWN, '2026-02-01')]);

  it('is found cell by cell, with both places', () => {
    const { rows } = filled(second, first);
    const place = base.extraction.cells.find(({ code }) => code === CODE)!.place!;
    const changes = rows('SELECT * FROM changed_reports');
    expect(changes).toHaveLength(1);
    const { old_place, new_place, ...change } = changes[0]!;
    expect(change).toEqual({
      agency_id: agency.id, agency: agency.nameZh, fiscal_year: 2021, address: OWN, code: CODE, name_zh: expect.stringContaining('行政许可') as string, name_en: expect.any(String) as string,
      old_state: 'number', old_value: 3, old_raw: '3', new_state: 'number', new_value: 4, new_raw: '4',
      old_sha256: sha256Of('A'), old_first_seen: '2026-01-20', new_sha256: sha256Of('B'), new_first_seen: '2026-02-01', origin: 'live',
    });
    expect(JSON.parse(old_place as string)).toEqual(place);
    expect(JSON.parse(new_place as string)).toEqual(place);
  });

  it.each<[string, number | 'blank', number | 'blank', object]>([
    ['a number for a blank', 'blank', 4, { old_state: 'blank', old_value: null, old_raw: '', new_value: 4 }],
    ['a blank for a number', 3, 'blank', { old_value: 3, new_state: 'blank', new_value: null }],
    ['a zero for a blank: never the same', 'blank', 0, { old_state: 'blank', old_value: null, new_state: 'zero', new_value: 0, new_raw: '0' }],
  ])('to %s', (_, before, after, expected) => {
    const { rows } = filled(version('A', before, [at(OWN, '2026-01-20')]), version('B', after, [at(OWN, '2026-02-01')]));
    expect(rows('SELECT * FROM changed_reports')).toMatchObject([expected]);
  });

  it('by other words is found; by other white space it is not', () => {
    const say = (which: string, day: string, raw: string, state: 'text' | 'blank') => {
      const { document, extraction } = version(which, state, [at(OWN, day)]);
      return { document, extraction: { ...extraction, cells: (extraction as Report).cells.map((cell) => (cell.code === CODE ? { ...cell, raw } : cell)) } as Extraction };
    };
    expect(filled(say('A', '2026-01-20', '四类', 'text'), say('B', '2026-02-01', '五类', 'text')).rows('SELECT old_raw, new_raw FROM changed_reports')).toEqual([{ old_raw: '四类', new_raw: '五类' }]);
    expect(filled(say('A', '2026-01-20', '', 'blank'), say('B', '2026-02-01', '　', 'blank')).changes()).toEqual([]);
  });

  it('to another edition of the form has the figures of the one and of the other', () => {
    const older = printing(syntheticReport({ agency, fiscalYear: 2020, prose: 0, format: 'html' }), {});
    const { rows } = filled(version('A', 0, [at(OWN, '2026-01-20')]), {
      document: { ...older.document, sha256: sha256Of('B'), sources: [at(OWN, '2026-02-01')] }, extraction: { ...older.extraction, fiscalYear: 2021 },
    });
    const changes = rows('SELECT code, old_state, new_state FROM changed_reports');
    expect(changes).toContainEqual({ code: 't3.result.other@total', old_state: null, new_state: 'zero' });
    expect(changes).toContainEqual({ code: 't3.result.other.misc@total', old_state: 'zero', new_state: null });
    expect(changes.some(({ code }) => code === CODE)).toBe(false);
  });

  it('is found across an error page in between', () => {
    const error = refused('C', 'not_a_report', 'no_tables', 'no table of the national form');
    const { versions, changes } = filled(first, second, { ...error, document: { ...error.document, sources: [at(OWN, '2026-01-25')] } });
    expect(versions().map(([, , which]) => which)).toEqual(['A', 'C', 'B']);
    expect(changes()).toEqual([[CODE, 3, 4, '2026-01-20', '2026-02-01']]);
  });

  it('is not one whose address came to show another year, another agency, or the same figures', () => {
    const other = (more: Partial<Report>) => filled(first, version('B', 4, [at(OWN, '2026-02-01')], more)).changes();
    expect(other({ fiscalYear: 2022 })).toEqual([]);
    expect(other({ agency: { ...neighbour, nameEn: null, namePrinted: null } })).toEqual([]);
    expect(filled(first, version('B', 3, [at(OWN, '2026-02-01')], { title: '更名' })).changes()).toEqual([]);
  });
});

describe('of versions at one address', () => {
  const complete = version('A', 3, [at(OWN, '2026-01-20')]);
  const worse = version('B', 'ambiguous', [at(OWN, '2026-02-01')]);

  it('the newest counts, even where it says less', () => {
    const { represents, printed, rows } = filled(complete, worse);
    expect(represents()).toEqual(['B']);
    expect(printed()).toEqual([null]);
    expect(rows('SELECT preference, represents, replaced FROM renditions ORDER BY preference')).toEqual([{ preference: 1, represents: 1, replaced: 0 }, { preference: 2, represents: 0, replaced: 1 }]);
    expect(rows('SELECT other_value, other_replaced FROM rendition_differences')).toEqual([{ other_value: 3, other_replaced: 1 }]);
  });

  it('the older stands as long as another address shows it', () => {
    const elsewhere = version('A', 3, [at(OWN, '2026-01-20'), at(PARENT, '2026-01-22')]);
    expect(filled(elsewhere, worse).represents()).toEqual(['A']);
    const { represents, store } = filled(elsewhere, worse);
    store.putDocument({ ...worse.document, sources: [at(PARENT, '2026-02-02')] });
    expect(represents()).toEqual(['B']);
  });

  it('one that is no report of this agency and year replaces nothing', () => {
    const error = refused('B', 'not_a_report', 'no_tables', 'x');
    expect(filled(complete, { ...error, document: { ...error.document, sources: [at(OWN, '2026-02-01')] } }).represents()).toEqual(['A']);
    expect(filled(complete, version('B', 4, [at(OWN, '2026-02-01')], { fiscalYear: null })).represents()).toEqual(['A']);
  });

  it('the older returns when the newer turns out to be no report', () => {
    const { store, represents } = filled(complete, worse);
    put(store, { document: worse.document, extraction: { status: 'unreadable', code: 'damaged', reason: 'x' } });
    expect(represents()).toEqual(['A']);
  });

  it('files of one name are not versions', () => {
    expect(filled(version('A', 3, [at('1.html', '2026-01-20')]), version('B', 'ambiguous', [at('1.html', '2026-02-01')])).represents()).toEqual(['A']);
  });

  it('two documents that replace each other at two addresses both stand', () => {
    const one = version('A', 3, [at(OWN, '2026-01-20'), at(PARENT, '2026-02-01')]);
    const two = version('B', 'ambiguous', [at(OWN, '2026-02-01'), at(PARENT, '2026-01-20')]);
    const { represents, rows } = filled(one, two);
    expect(represents()).toEqual(['A']);
    expect(rows('SELECT DISTINCT replaced FROM renditions')).toEqual([{ replaced: 0 }]);
  });
});

describe('any history of addresses', () => {
  const sighting = fc.record({ document: fc.constantFrom('A', 'B', 'C', 'D'), source: fc.constantFrom(OWN, PARENT, 'a.pdf'), firstSeen: fc.option(fc.constantFrom('2026-01-20', '2026-01-21', '2026-02-01T01:02:03Z', '2026-02-02'), { nil: undefined }) });
  const values: Record<string, number | Cell['state']> = { A: 3, B: 4, C: 'ambiguous', D: 'blank' };
  type Sighting = { document: string; source: string; firstSeen: string | undefined };

  /** Takes the sightings in one at a time, as nights do. */
  const night = (sightings: readonly Sighting[]) => {
    const built = filled();
    for (const { document, source, firstSeen } of sightings) put(built.store, version(document, values[document]!, [at(source, firstSeen)]));
    return built;
  };

  it('gives the same content night by night in any order as at once, and always a report that nothing replaced', () => {
    fc.assert(
      fc.property(fc.array(sighting, { minLength: 1, maxLength: 9 }), fc.infiniteStream(fc.nat()), (sightings, keys) => {
        const shuffled = sightings.map((each) => ({ each, key: keys.next().value as number })).sort((a, b) => a.key - b.key).map(({ each }) => each);
        const inTurn = night(sightings);
        const dump = [...canonicalDump(inTurn.db)];
        expect([...canonicalDump(night(shuffled).db)]).toEqual(dump);
        const names = [...new Set(shuffled.map(({ document }) => document))];
        const atOnce = filled(...names.map((document) => version(document, values[document]!, sightings.filter((s) => s.document === document).map(({ source, firstSeen }) => at(source, firstSeen)))));
        expect([...canonicalDump(atOnce.db)]).toEqual(dump);
        expect(inTurn.rows('SELECT preference, replaced FROM renditions WHERE represents = 1')).toEqual([{ preference: 1, replaced: 0 }]);
        for (const { db } of [inTurn, atOnce]) db.close();
      }),
      { numRuns: 25 },
    );
  });
});
