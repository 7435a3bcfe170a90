/** A database is live or of the replica, from its first writing on; the two never mix, and every row says which. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../db/dump.ts';
import { bannerOf, openDatabase, originOf } from '../../db/open.ts';
import type { Origin } from '../../db/open.ts';
import { Store } from '../../db/store.ts';
import { freshDatabase, freshPath, put, series, storeErrorOf } from './support.ts';
import { syntheticAgencies } from './synthetic.ts';

const agencies = syntheticAgencies(2);

/** A database with reports of two years, a document at an address that changed, and coverage. */
function filled(origin?: Origin) {
  const path = freshPath();
  const db = freshDatabase(path, origin === undefined ? {} : { origin });
  const store = new Store(db);
  store.syncAgencies(agencies);
  const reports = series(agencies, [2020, 2021]);
  for (const each of reports) put(store, each);
  const [first, changed] = [reports[0]!, reports[3]!];
  put(store, {
    document: { ...changed.document, sources: [{ source: 'https://a.example.gov.cn/1.html', firstSeen: '2026-01-21' }] },
    extraction: { ...changed.extraction, agency: first.extraction.agency, fiscalYear: first.extraction.fiscalYear },
  });
  put(store, { document: { ...first.document, sources: [{ source: 'https://a.example.gov.cn/1.html', firstSeen: '2026-01-20' }] }, extraction: first.extraction });
  store.putCoverage([{ agencyId: agencies[1]!.id, fiscalYear: 2023, status: 'not_due', evidence: 'due on 2024-01-31', observedOn: '2024-01-02' }]);
  store.finish();
  return { path, db };
}

const VIEWS = ['panel', 'cells', 'reports', 'documents', 'coverage', 'readings', 'reading_cells', 'checks', 'sections', 'evidence', 'versions', 'renditions', 'changed_reports', 'rendition_differences', 'agencies'];

describe('the origin of a database', () => {
  it.each<[Origin | undefined, Origin]>([[undefined, 'live'], ['live', 'live'], ['replica', 'replica']])('given as %s, is %s in every row that is read', (given, origin) => {
    const { db } = filled(given);
    expect(originOf(db)).toBe(origin);
    for (const view of VIEWS) expect([view, db.prepare(`SELECT DISTINCT origin FROM ${view}`).pluck().all()]).toEqual([view, [origin]]);
  });

  it('is told by the file itself, with a warning where figures are invented', () => {
    const said = (origin: Origin) => freshDatabase(freshPath(), { origin }).prepare<[], string>(`SELECT text FROM about WHERE topic = 'origin'`).pluck().get();
    expect(said('replica')).toMatch(/^replica: .*虚构，不得引用.* invented, and none may be cited/);
    expect(said('live')).toMatch(/^live: /);
    expect(said('live')).not.toMatch(/虚构|invented/);
    expect(bannerOf(freshDatabase(freshPath(), { origin: 'replica' }))).toBe(said('replica'));
    expect(bannerOf(freshDatabase())).toBeNull();
  });

  it('is part of the content', () => {
    expect(contentHash(filled('live').db)).toBe(contentHash(filled().db));
    expect(contentHash(filled('replica').db)).not.toBe(contentHash(filled('live').db));
  });

  it.each<[Origin, Origin]>([['live', 'replica'], ['replica', 'live']])('%s is refused to what would write %s, and stays as it was', (origin, other) => {
    const { path, db } = filled(origin);
    db.pragma('wal_checkpoint(TRUNCATE)');
    const before = readFileSync(path);
    const { code, message } = storeErrorOf(() => openDatabase(path, { origin: other }));
    expect(code).toBe('other_origin');
    expect(message).toMatch(/^the database .*gongkai\.sqlite holds documents of (live portals|the replica), this run would write documents of (live portals|the replica); the two never mix: name another file with --db$/);
    expect(message.split('\n')).toHaveLength(1);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(originOf(freshDatabase(path, { origin }))).toBe(origin);
  });

  it('stays when the database is opened again, also empty', () => {
    const path = freshPath();
    freshDatabase(path, { origin: 'replica' });
    expect(storeErrorOf(() => openDatabase(path)).code).toBe('other_origin');
    expect(originOf(freshDatabase(path, { origin: 'replica' }))).toBe('replica');
  });

  it('does not matter for reading', () => {
    const { path } = filled('replica');
    expect(originOf(freshDatabase(path, { readonly: true }))).toBe('replica');
  });

  it('cannot be changed in the file by mistake', () => {
    const { db } = filled('live');
    expect(() => db.exec(`INSERT INTO origin VALUES (2, 'replica')`)).toThrow(/CHECK/);
    expect(() => db.exec(`UPDATE origin SET origin = 'both'`)).toThrow(/CHECK/);
  });
});
