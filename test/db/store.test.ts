/** Taking in: once, again, changed, in any order; what cannot be placed; what is refused. */
import { describe, expect, it } from 'vitest';
import { canonicalDump, contentHash } from '../../db/dump.ts';
import type { Extraction, Report } from '../../extractors/report.ts';
import { Random } from '../../crawlers/replica/report/random.ts';
import { everyRow, freshStore, put, refused, series, storeErrorOf, totalChanges } from './support.ts';
import { sha256Of, syntheticAgencies, syntheticReport } from './synthetic.ts';
import type { SyntheticReport } from './synthetic.ts';

const agencies = syntheticAgencies(33);
const agency = agencies[32]!;

const withCell = (report: Report, code: string, change: Partial<Report['cells'][number]>): Report => ({
  ...report, cells: report.cells.map((cell) => (cell.code === code ? { ...cell, ...change } : cell)),
});
const another = (each: SyntheticReport, name: string, extraction: Extraction = each.extraction) => ({
  document: { ...each.document, sha256: sha256Of(name), sources: [`https://example.gov.cn/${name}`] }, extraction,
});

describe('writing the same twice', () => {
  it('changes nothing, not a row', () => {
    const { db, store } = freshStore(agencies);
    const reports = series(agencies.slice(0, 3), [2020, 2021]);
    for (const each of reports) expect(put(store, each)).toBe('new');
    put(store, refused('broken.pdf', 'unreadable', 'truncated', 'the file ends early'));
    const [rows, changes] = [everyRow(db), totalChanges(db)];
    store.syncAgencies(agencies);
    for (const each of reports) expect(put(store, each)).toBe('unchanged');
    expect(put(store, refused('broken.pdf', 'unreadable', 'truncated', 'the file ends early'))).toBe('unchanged');
    expect(totalChanges(db)).toBe(changes);
    expect(everyRow(db)).toBe(rows);
  });

  it('with a new code version keeps the reading and notes the version', () => {
    const { db, store } = freshStore(agencies);
    const [each] = series([agency], [2021]);
    put(store, each!, 'v1');
    expect(store.codeVersionOf(each!.document.sha256)).toBe('v1');
    const readings = db.prepare('SELECT count(*) FROM reading').pluck();
    expect(put(store, each!, 'v2')).toBe('unchanged');
    expect(store.codeVersionOf(each!.document.sha256)).toBe('v2');
    expect(readings.get()).toBe(1);
  });
});

describe('a changed reading', () => {
  const [each] = series([agency], [2021]);
  const { sha256 } = each!.document;
  const changed = withCell(each!.extraction, 't3.new@total', { value: 4321, state: 'number', raw: '4321' });

  it('supersedes the old one and keeps it', () => {
    const { db, store } = freshStore(agencies);
    put(store, each!, 'v1');
    expect(put(store, { ...each!, extraction: changed }, 'v2')).toBe('superseded');
    expect(store.extractionOf(sha256)).toEqual(changed);
    const history = db.prepare(`SELECT r.current, r.code_version, c.value FROM readings r JOIN reading_cells c ON c.reading = r.reading WHERE c.code = 't3.new@total' ORDER BY r.reading`);
    const before = each!.extraction.cells.find((cell) => cell.code === 't3.new@total')!.value;
    expect(history.all()).toEqual([{ current: 0, code_version: 'v1', value: before }, { current: 1, code_version: 'v2', value: 4321 }]);
    expect(db.prepare('SELECT t3_new_total FROM panel').pluck().all()).toEqual([4321]);
    expect(db.prepare('SELECT value FROM cells WHERE code = ?').pluck().all('t3.new@total')).toEqual([4321]);
  });

  it('is told cell by cell without writing', () => {
    const { db, store } = freshStore(agencies);
    expect(store.diff({ sha256, extraction: changed }).length).toBe(changed.cells.length);
    put(store, each!, 'v1');
    const changes = totalChanges(db);
    const rest = { ...changed, cells: changed.cells.filter((cell) => cell.code !== 't4.review.total') };
    const diff = store.diff({ sha256, extraction: rest });
    expect(diff.map(({ code, fields }) => [code, fields.length > 5 ? 'all' : fields])).toEqual([['t3.new@total', ['state', 'value', 'raw'].filter((f) => f !== 'state' || each!.extraction.cells.find((c) => c.code === 't3.new@total')!.state !== 'number')], ['t4.review.total', 'all']]);
    expect(diff[0]).toMatchObject({ before: { code: 't3.new@total' }, after: { value: 4321 } });
    expect(diff[1]).toMatchObject({ before: { code: 't4.review.total' }, after: null });
    expect(totalChanges(db)).toBe(changes);
  });

  it('names the other parts that would change', () => {
    const { store } = freshStore(agencies);
    put(store, each!);
    const { outcome, cells, parts } = store.compare({ sha256, extraction: { ...each!.extraction, title: 'x', fiscalYear: 2019 } });
    expect({ outcome, cells, parts: parts.toSorted() }).toEqual({ outcome: 'superseded', cells: [], parts: ['fiscalYear', 'title'] });
    expect(store.compare({ sha256, extraction: { status: 'unreadable', code: 'x', reason: 'y' } })).toMatchObject({ outcome: 'superseded', parts: ['status'] });
  });

  it('moves the report when year or agency are read differently, and leaves no ghost', () => {
    const { db, store } = freshStore(agencies);
    put(store, each!);
    put(store, { ...each!, extraction: { ...each!.extraction, fiscalYear: 2022 } });
    expect(db.prepare('SELECT fiscal_year FROM panel').pluck().all()).toEqual([2022]);
    put(store, { ...each!, extraction: { status: 'unreadable', code: 'damaged', reason: 'x' } });
    expect(db.prepare('SELECT count(*) FROM panel').pluck().get()).toBe(0);
    expect(db.prepare('SELECT standing FROM documents').pluck().all()).toEqual(['refused']);
  });

  it('takes the old text out of the search', () => {
    const { db, store } = freshStore(agencies);
    const say = (text: string): Report => ({ ...each!.extraction, sections: [{ number: '一', heading: null, text, place: {} }] });
    const found = (word: string) => db.prepare('SELECT count(*) FROM search WHERE search MATCH ?').pluck().get(word);
    put(store, { ...each!, extraction: say('尾矿库') });
    store.finish();
    expect(found('尾矿')).toBe(1);
    put(store, { ...each!, extraction: say('煤矿') }); // superseded before it is indexed
    put(store, { ...each!, extraction: say('烟花') });
    expect(found('尾矿')).toBe(0);
    store.finish();
    expect([found('尾矿'), found('煤矿'), found('烟花')]).toEqual([0, 0, 1]);
    db.exec(`INSERT INTO search (search) VALUES ('integrity-check')`);
  });
});

describe('the order of writing', () => {
  it('does not show in the content', () => {
    const years = [2019, 2020, 2021, 2022];
    const inputs = series(agencies.slice(0, 4), years);
    const doubles = [
      another(inputs[1]!, 'second rendition'),
      another(inputs[1]!, 'third rendition', withCell(inputs[1]!.extraction, 't3.new@total', { value: null, state: 'ambiguous', alignment: 'ambiguous' })),
      another(inputs[2]!, 'outside', { ...inputs[2]!.extraction, agency: { id: null, nameZh: '示例市教育局', nameEn: null, level: 'city', namePrinted: '示例市教育局' } }),
      another(inputs[3]!, 'outside again', { ...inputs[3]!.extraction, agency: { id: null, nameZh: '示例市教育局', nameEn: null, level: null, namePrinted: '教育局' } }),
      another(inputs[4]!, 'nobody', { ...inputs[4]!.extraction, agency: { id: null, nameZh: null, nameEn: null, level: null, namePrinted: '县应急管理局' } }),
      refused('b.pdf', 'unreadable', 'truncated', 'x'),
      refused('a.html', 'not_a_report', 'no_tables', 'y'),
    ];
    const all = [...inputs, ...doubles];
    const build = (order: typeof all, first: 'registry' | 'reports') => {
      const { db, store } = freshStore(first === 'registry' ? agencies : []);
      for (const each of order) put(store, each);
      store.syncAgencies(agencies);
      return { hash: contentHash(db), dump: [...canonicalDump(db)] };
    };
    const reference = build(all, 'registry');
    expect(reference.dump.length).toBeGreaterThan(400);
    const random = new Random('shuffle');
    const shuffled = () => all.map((each) => ({ each, key: random.next() })).sort((a, b) => a.key - b.key).map(({ each }) => each);
    for (const order of [all.toReversed(), shuffled(), shuffled()]) {
      expect(build(order, 'registry').hash).toBe(reference.hash);
      expect(build(order, 'reports').dump).toEqual(reference.dump);
    }
  });

  it('nor does a detour: read wrongly first, mended later', () => {
    const [first, second] = series([agency], [2020, 2021]);
    const straight = freshStore(agencies);
    for (const each of [first!, second!]) put(straight.store, each, 'v2');
    const detour = freshStore(agencies.slice(0, 5));
    put(detour.store, { ...first!, extraction: { ...first!.extraction, agency: { id: null, nameZh: '某局', nameEn: null, level: null, namePrinted: '某局' }, fiscalYear: 2018 } }, 'v1');
    put(detour.store, second!, 'v1');
    detour.store.syncAgencies(agencies);
    for (const each of [first!, second!]) put(detour.store, each, 'v2');
    expect([...canonicalDump(detour.db)]).toEqual([...canonicalDump(straight.db)]);
  });

  it('shows when a value differs', () => {
    const [each] = series([agency], [2020]);
    const hashes = [each!.extraction, withCell(each!.extraction, 't3.new@total', { note: 'seen' })].map((extraction) => {
      const { db, store } = freshStore(agencies);
      put(store, { ...each!, extraction });
      return contentHash(db);
    });
    expect(hashes[0]).not.toBe(hashes[1]);
  });
});

describe('renditions', () => {
  const [each] = series([agency], [2021]);
  const worse = withCell(each!.extraction, 't3.new@total', { state: 'ambiguous', value: null, alignment: 'ambiguous' });

  it('the most complete one represents the report; the others stay', () => {
    const { db, store } = freshStore(agencies);
    put(store, another(each!, 'worse', worse));
    expect(db.prepare('SELECT t3_new_total FROM panel').pluck().get()).toBeNull();
    put(store, each!);
    expect(db.prepare('SELECT sha256, renditions FROM reports').all()).toEqual([{ sha256: each!.document.sha256, renditions: 2 }]);
    expect(db.prepare('SELECT standing FROM documents ORDER BY standing').pluck().all()).toEqual(['other_rendition', 'represents_report']);
    expect(db.prepare('SELECT code, other_state FROM rendition_differences').all()).toEqual([{ code: 't3.new@total', other_state: 'ambiguous' }]);
  });

  it('one whose arithmetic fails stands back', () => {
    const { db, store } = freshStore(agencies);
    const failing: Report = { ...each!.extraction, checks: each!.extraction.checks.map((check) => (check.id === 'I1@total' ? { ...check, status: 'fail' as const } : check)) };
    const wrong = another(each!, 'a failing one', failing);
    put(store, wrong);
    expect(db.prepare('SELECT source_verdict, identities_failed FROM reports').get()).toEqual({ source_verdict: 'inconsistent', identities_failed: 1 });
    put(store, each!);
    expect(db.prepare('SELECT sha256, source_verdict FROM reports').get()).toEqual({ sha256: each!.document.sha256, source_verdict: 'consistent' });
  });

  it('the next best takes over when the best is read otherwise', () => {
    const { db, store } = freshStore(agencies);
    put(store, another(each!, 'worse', worse));
    put(store, each!);
    put(store, { ...each!, extraction: { status: 'not_a_report', code: 'no_tables', reason: 'x' } });
    expect(db.prepare('SELECT sha256 FROM reports').pluck().all()).toEqual([sha256Of('worse')]);
    expect(db.prepare('SELECT ambiguous FROM panel').pluck().get()).toBe(1);
  });
});

describe('what cannot be placed', () => {
  const [each] = series([agency], [2021]);

  it('an organ outside the registry is a report, once per name', () => {
    const { db, store } = freshStore(agencies);
    const outside = (year: number): Report => ({ ...each!.extraction, fiscalYear: year, agency: { id: null, nameZh: '淮安市人民政府', nameEn: null, level: 'city', namePrinted: '淮安市人民政府' } });
    put(store, another(each!, 'one', outside(2020)));
    put(store, another(each!, 'two', outside(2021)));
    expect(db.prepare('SELECT agency_id, agency, fiscal_year FROM panel ORDER BY fiscal_year').all()).toEqual([
      { agency_id: null, agency: '淮安市人民政府', fiscal_year: 2020 }, { agency_id: null, agency: '淮安市人民政府', fiscal_year: 2021 },
    ]);
    expect(db.prepare(`SELECT in_registry, reports FROM agencies WHERE name_zh = '淮安市人民政府'`).all()).toEqual([{ in_registry: 0, reports: 2 }]);
  });

  it.each<[string, Partial<Report>]>([
    ['agency_unknown', { agency: { id: null, nameZh: null, nameEn: null, level: null, namePrinted: '应急管理局' } }],
    ['agency_unknown', { agency: { id: null, nameZh: null, nameEn: null, level: null, namePrinted: null } }],
    ['year_unknown', { fiscalYear: null }],
  ])('%s: the cells are kept and reachable, and not in the panel', (standing, change) => {
    const { db, store } = freshStore(agencies);
    put(store, { ...each!, extraction: { ...each!.extraction, ...change } });
    expect(db.prepare('SELECT standing, sha256 FROM documents').all()).toEqual([{ standing, sha256: each!.document.sha256 }]);
    expect(db.prepare('SELECT count(*) FROM panel').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM reading_cells WHERE sha256 = ?').pluck().get(each!.document.sha256)).toBe(200);
  });

  it('a refused document is kept with its reason', () => {
    const { db, store } = freshStore(agencies);
    put(store, refused('bomb.docx', 'unreadable', 'too_large', 'unpacks to 4 GB'));
    expect(db.prepare('SELECT status, refusal, reason, standing, sources FROM documents').all()).toEqual([
      { status: 'unreadable', refusal: 'too_large', reason: 'unpacks to 4 GB', standing: 'refused', sources: 'bomb.docx' },
    ]);
  });

  it('a document that was taken in and not read yet says so', () => {
    const { db, store } = freshStore(agencies);
    store.putDocument({ ...each!.document, sources: ['b', 'a'] });
    store.putDocument({ ...each!.document, sources: ['c'] });
    expect(db.prepare('SELECT standing, status, sources FROM documents').all()).toEqual([{ standing: 'not_read', status: 'not_read', sources: 'a\nb\nc' }]);
    expect(store.codeVersionOf(each!.document.sha256)).toBeNull();
    expect(store.extractionOf(each!.document.sha256)).toBeNull();
  });
});

describe('what is refused as a mistake of the program or the user', () => {
  const [each] = series([agency], [2021]);
  const { db, store } = freshStore(agencies);
  store.putDocument(each!.document);
  const write = (extraction: Extraction) => () => store.writeExtraction({ sha256: each!.document.sha256, codeVersion: 'v1', extraction });

  it.each([
    ['a code that no edition has', withCell(each!.extraction, 't3.new@total', { code: 't3.newest@total' }), /t3\.newest@total/],
    ['a code twice', { ...each!.extraction, cells: [...each!.extraction.cells, each!.extraction.cells[0]!] }, /holds t2\.\S+ twice/],
    ['a value that is no number', withCell(each!.extraction, 't3.new@total', { value: Number.NaN }), /t3\.new@total.*NaN/],
  ])('%s', (_, extraction, message) => {
    const before = everyRow(db);
    expect(write(extraction)).toThrow(message);
    expect(everyRow(db)).toBe(before);
  });

  it('and then the document is not taken in either', () => {
    const { document, extraction } = another(each!, 'refused together', withCell(each!.extraction, 't3.new@total', { code: 'none' }));
    expect(() => store.takeIn(document, { codeVersion: 'v1', extraction })).toThrow('none');
    expect(db.prepare('SELECT count(*) FROM document WHERE sha256 = ?').pluck().get(document.sha256)).toBe(0);
  });

  it('a reading of a document that was never taken in', () => {
    expect(storeErrorOf(() => store.writeExtraction({ sha256: sha256Of('unheard of'), codeVersion: 'v', extraction: each!.extraction })).code).toBe('unknown_document');
  });

  it('an agency that nobody knows', () => {
    const error = storeErrorOf(() => store.documents({ agencyId: '999999' }));
    expect(error).toMatchObject({ code: 'unknown_agency', message: expect.stringContaining('999999') });
  });

  it('a caller who rolls back: nothing of it is believed later', () => {
    const [other, third] = series(agencies.slice(0, 1), [2019, 2021]);
    const mine = freshStore(agencies);
    const label = (each: SyntheticReport, text: string) => ({ ...each, extraction: withCell(each.extraction, 't3.new@total', { rowLabel: text }) });
    const rollBack = mine.db.transaction(() => {
      put(mine.store, label(other!, 'a label that is rolled back'));
      throw new Error('changed my mind');
    });
    expect(rollBack).toThrow('changed my mind');
    expect(mine.db.prepare('SELECT count(*) FROM document').pluck().get()).toBe(0);
    for (const each of [label(third!, 'another label'), label(other!, 'a label that is rolled back')]) {
      put(mine.store, each);
      expect(mine.store.extractionOf(each.document.sha256)).toEqual(each.extraction);
    }
  });

  it('works on after a failure', () => {
    expect(write(each!.extraction)()).toBe('new');
    expect(store.extractionOf(each!.document.sha256)).toEqual(each!.extraction);
  });
});

describe('the registry', () => {
  it('gives names, levels and provinces, and takes them back', () => {
    const { db, store } = freshStore(agencies);
    put(store, syntheticReport({ agency, fiscalYear: 2021, prose: 100 }));
    expect(db.prepare('SELECT agency, level, province FROM panel').get()).toEqual({ agency: agency.nameZh, level: 'city', province: agencies[1]!.nameZh });
    store.syncAgencies([...agencies.slice(0, 31), { ...agency, nameZh: '新名应急管理局', nameEn: 'Renamed' }]);
    expect(db.prepare('SELECT agency, agency_en FROM panel').get()).toEqual({ agency: '新名应急管理局', agency_en: 'Renamed' });
    expect(db.prepare('SELECT count(*) FROM agencies').pluck().get()).toBe(32);
    store.syncAgencies([]);
    expect(db.prepare('SELECT agency_id, in_registry FROM agencies').all()).toEqual([{ agency_id: agency.id, in_registry: 0 }]);
  });

  it('finds documents by agency and year', () => {
    const { store } = freshStore(agencies);
    const reports = series(agencies.slice(0, 2), [2020, 2021]);
    for (const each of reports) put(store, each);
    const hashes = (...which: number[]) => which.map((i) => reports[i]!.document.sha256).sort();
    expect(store.documents({ agencyId: agencies[0]!.id })).toEqual(hashes(0, 1));
    expect(store.documents({ fiscalYear: 2021 })).toEqual(hashes(1, 3));
    expect(store.documents({ agencyId: agencies[1]!.id, fiscalYear: 2020 })).toEqual(hashes(2));
    expect(store.documents().length).toBe(4);
    expect(store.documents({ agencyId: agencies[5]!.id })).toEqual([]);
  });
});

describe('two years of one agency', () => {
  const reports = series([agency], [2020, 2021, 2022]);
  const across = `SELECT fiscal_year, name, status, lhs, rhs FROM checks WHERE name = 'X1@total' AND mode = 'strict' ORDER BY fiscal_year`;

  it('are checked against each other, whichever comes first', () => {
    const { db, store } = freshStore(agencies);
    for (const each of [reports[2]!, reports[0]!, reports[1]!]) put(store, each);
    const out = (i: number) => reports[i]!.extraction.cells.find((cell) => cell.code === 't3.carry_out@total')!.value;
    expect(db.prepare(across).all()).toEqual([
      { fiscal_year: 2021, name: 'X1@total', status: 'pass', lhs: out(0), rhs: out(0) }, { fiscal_year: 2022, name: 'X1@total', status: 'pass', lhs: out(1), rhs: out(1) },
    ]);
  });

  it('fail when last year carried out something else, and are redone when it is mended', () => {
    const { db, store } = freshStore(agencies);
    for (const each of reports) put(store, each);
    put(store, { ...reports[0]!, extraction: withCell(reports[0]!.extraction, 't3.carry_out@total', { state: 'number', value: 900, raw: '900' }) });
    expect(db.prepare(across).all()[0]).toMatchObject({ fiscal_year: 2021, status: 'fail', rhs: 900 });
    expect(db.prepare('SELECT across_years_failed FROM reports WHERE fiscal_year < 2022 ORDER BY fiscal_year').pluck().all()).toEqual([0, 1]);
    put(store, reports[0]!);
    expect(db.prepare(across).all()[0]).toMatchObject({ fiscal_year: 2021, status: 'pass' });
    put(store, { ...reports[0]!, extraction: { status: 'unreadable', code: 'x', reason: 'y' } });
    expect(db.prepare(across).pluck().all()).toEqual([2022]);
  });
});

describe('foreign keys', () => {
  it('hold, and stop rows that lead nowhere', () => {
    const { db, store } = freshStore(agencies);
    for (const each of series(agencies.slice(0, 2), [2020, 2021])) put(store, each);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    for (const sql of [
      'INSERT INTO cell (reading, code, state) VALUES (99999, 1, 0)',
      'INSERT INTO report VALUES (1, 2030, 99999)',
      'DELETE FROM document',
      'UPDATE reading SET agency = 99999',
    ]) expect(() => db.exec(sql)).toThrow(/FOREIGN KEY/);
  });
});
