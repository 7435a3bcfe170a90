/** Coverage: every entry at once; what a report says by itself, and what stands before it. */
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../db/dump.ts';
import type { CoverageEntry } from '../../db/store.ts';
import { COVERAGE_STATUSES } from '../../db/words.ts';
import { everyRow, freshStore, put, series, storeErrorOf, totalChanges } from './support.ts';
import { syntheticAgencies } from './synthetic.ts';

const agencies = syntheticAgencies(3);
const [first, second] = agencies as [(typeof agencies)[number], (typeof agencies)[number]];
const [report] = series([first], [2021]);

const entry = (more: Partial<CoverageEntry> = {}): CoverageEntry => ({
  agencyId: second.id, fiscalYear: 2021, status: 'not_found', evidence: 'https://a.example.gov.cn/zwgk/ ok 2026-02-01', observedOn: '2026-02-01', ...more,
});
const removed = entry({ agencyId: first.id, status: 'removed', evidence: 'https://a.example.gov.cn/1.html gone 2026-02-01', observedOn: '2026-01-30' });

function covered(entries: readonly CoverageEntry[], { withReport = true } = {}) {
  const { db, store } = freshStore(agencies);
  if (withReport) put(store, report!);
  store.putCoverage(entries);
  const rows = () => db.prepare('SELECT agency_id, agency, fiscal_year, status, evidence, dated, origin FROM coverage ORDER BY agency_id, fiscal_year').all();
  return { db, store, rows };
}
const published = {
  agency_id: first.id, agency: first.nameZh, fiscal_year: 2021, status: 'published', evidence: `document ${report!.document.sha256}`,
  dated: report!.extraction.publishedOn, origin: 'live',
};
const shown = ({ agencyId, fiscalYear, status, evidence, observedOn }: CoverageEntry) => ({
  agency_id: agencyId, agency: agencies.find(({ id }) => id === agencyId)!.nameZh, fiscal_year: fiscalYear, status, evidence, dated: observedOn, origin: 'live',
});

describe('coverage', () => {
  it('shows what is published, and every status that is written, each with its evidence', () => {
    const written = COVERAGE_STATUSES.map(({ name }) => name).filter((name) => name !== 'published');
    expect(written.toSorted()).toEqual(['blocked', 'not_due', 'not_found', 'removed', 'unknown', 'unreachable', 'unreadable']);
    const entries = written.map((status, i) => entry({ status, fiscalYear: 2010 + i, evidence: `${status} 2026-02-0${i + 1}`, observedOn: `2026-02-0${i + 1}` }));
    expect(covered(entries).rows()).toEqual([published, ...entries.map(shown)]);
  });

  it('is explained in words, published and removed first', () => {
    const { db } = covered([]);
    const words = db.prepare(`SELECT name, meaning FROM word WHERE kind = 'coverage_status' ORDER BY id`).all();
    expect(words).toEqual(COVERAGE_STATUSES.map(({ name, meaning }) => ({ name, meaning })));
    expect(COVERAGE_STATUSES.slice(0, 2).map(({ name }) => name)).toEqual(['published', 'removed']);
  });

  it('of a report whose pages are gone is removed, with the last day; its figures stay', () => {
    const { db, store, rows } = covered([removed]);
    expect(rows()).toEqual([shown(removed)]);
    expect(db.prepare('SELECT count(*) FROM panel').pluck().get()).toBe(1);
    expect(db.prepare('SELECT count(*) FROM cells').pluck().get()).toBe(report!.extraction.cells.length);
    store.putCoverage([]); // it came back
    expect(rows()).toEqual([published]);
  });

  it('of a report beside which a file cannot be read is published, and says so', () => {
    const evidence = 'not read: https://a.example.gov.cn/1.rar: no format that is read, 5 bytes, unreadable (archive_unsupported): RAR';
    const unread = entry({ agencyId: first.id, status: 'unreadable', evidence });
    expect(covered([unread]).rows()).toEqual([{ ...published, evidence: `${published.evidence}; ${evidence}` }]);
    expect(covered([unread], { withReport: false }).rows()).toEqual([shown(unread)]);
  });

  it.each(['not_found', 'blocked', 'unreachable', 'not_due', 'unknown'] as const)('%s gives way to a report that is there', (status) => {
    expect(covered([entry({ agencyId: first.id, status })]).rows()).toEqual([published]);
    expect(covered([entry({ agencyId: first.id, status })], { withReport: false }).rows()).toMatchObject([{ agency_id: first.id, status }]);
  });

  it('dates a report that prints no date by the day on which it was first seen', () => {
    const { db, store } = freshStore(agencies);
    const { document, extraction } = report!;
    const sources = [{ source: 'https://a.example.gov.cn/2', firstSeen: '2026-02-03T20:00:00Z' }, { source: 'https://a.example.gov.cn/1', firstSeen: '2026-01-21' }];
    put(store, { document: { ...document, sources }, extraction: { ...extraction, publishedOn: null } });
    expect(db.prepare('SELECT dated FROM coverage').pluck().all()).toEqual(['2026-01-21']);
  });

  it('is replaced as a whole', () => {
    const { store, rows } = covered([entry(), entry({ fiscalYear: 2020 }), removed]);
    const later = entry({ fiscalYear: 2020, status: 'blocked', evidence: 'https://a.example.gov.cn/ 412 2026-02-02', observedOn: '2026-02-02' });
    store.putCoverage([later]);
    expect(rows()).toEqual([published, shown(later)]);
  });

  it('given again, in any order, changes nothing', () => {
    const entries = [entry(), entry({ fiscalYear: 2020 }), removed];
    const { db, store } = covered(entries);
    const [rows, changes] = [everyRow(db), totalChanges(db)];
    store.putCoverage(entries.toReversed());
    expect(totalChanges(db)).toBe(changes);
    expect(everyRow(db)).toBe(rows);
  });

  it('comes to the same however it came about', () => {
    const straight = covered([entry(), removed]);
    const detour = covered([entry({ fiscalYear: 1999 }), entry({ status: 'blocked' })], { withReport: false });
    detour.store.putCoverage([removed, entry()]);
    put(detour.store, report!);
    expect(contentHash(detour.db)).toBe(contentHash(straight.db));
    straight.store.putCoverage([entry()]);
    expect(contentHash(detour.db)).not.toBe(contentHash(straight.db));
  });

  it('outlives nothing: an agency that left the registry leaves no row behind', () => {
    const { db, store } = covered([entry()], { withReport: false });
    store.syncAgencies([first]);
    store.putCoverage([]);
    expect(db.prepare('SELECT agency_id FROM agencies').pluck().all()).toEqual([first.id]);
    expect(db.prepare('SELECT count(*) FROM coverage').pluck().get()).toBe(0);
  });
});

describe('an entry that says nothing', () => {
  it.each<[string, readonly CoverageEntry[], RegExp]>([
    ['twice for one agency and year', [entry(), entry({ status: 'blocked' })], /two entries .* 2021/],
    ['without evidence', [entry({ evidence: ' ' })], /coverage of \S+ 2021: evidence is one line/],
    ['evidence of several lines', [entry({ evidence: 'a\nb' })], /evidence is one line/],
    ['published, which follows from reports', [entry({ status: 'published' as never })], /published is no status of an entry; the statuses are removed,/],
    ['a status that nobody knows', [entry({ status: 'lost' as never })], /lost is no status/],
    ['no day', [entry({ observedOn: 'yesterday' })], /"yesterday" is no day/],
    ['an instant', [{ ...removed, observedOn: '2026-01-30T10:00:00Z' }], /is no day/],
    ['not even a day', [entry({ observedOn: '' })], /"" is no day/],
  ])('%s is refused, and nothing changes', (_, entries, message) => {
    const { db, store } = covered([entry({ fiscalYear: 2015 })]);
    const before = everyRow(db);
    expect(() => store.putCoverage([entry({ fiscalYear: 2016 }), ...entries])).toThrow(message);
    expect(everyRow(db)).toBe(before);
  });

  it('of an agency that nobody knows is refused', () => {
    const { store } = covered([]);
    expect(storeErrorOf(() => store.putCoverage([entry({ agencyId: '999999' })]))).toMatchObject({ code: 'unknown_agency', message: expect.stringContaining('999999') as string });
  });
});
