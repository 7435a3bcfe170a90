/** A database that an older program made: brought up to date on opening, with everything that it held. */
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrations, openDatabase, originOf } from '../../db/open.ts';
import { Store } from '../../db/store.ts';
import { freshDatabase, freshPath, put, series, storeErrorOf } from './support.ts';
import { syntheticAgencies } from './synthetic.ts';

const APPLICATION_ID = 0x474b4149;
const agencies = syntheticAgencies(2);
const [report] = series(agencies.slice(0, 1), [2021]);

/** A database as the first migration leaves it, with what `fill` puts in, and views like those of its time. */
function ofSchema1(fill = ''): string {
  const path = freshPath();
  const db = new Database(path);
  db.exec(migrations()[0]!.sql);
  db.exec(`
    CREATE VIEW documents AS SELECT d.sha256, s.source FROM document d JOIN document_source s ON s.document = d.id;
    CREATE VIEW coverage AS SELECT * FROM coverage_entry;
    ${fill}`);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma('user_version = 1');
  db.close();
  return path;
}

const DOCUMENT = `
  INSERT INTO document (id, sha256, bytes, format) VALUES (7, '${report!.document.sha256}', 10, 'html');
  INSERT INTO document_source VALUES (7, 'b.html'), (7, 'https://a.example.gov.cn/1.html');`;

const schemaOf = (db: Database.Database) =>
  db.prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name`).all();

describe('a database of schema 1', () => {
  it('comes to the schema that a new one has, and keeps documents and where they were found', () => {
    const db = freshDatabase(ofSchema1(DOCUMENT));
    expect(db.pragma('user_version', { simple: true })).toBe(migrations().length);
    expect(schemaOf(db)).toEqual(schemaOf(freshDatabase()));
    expect(db.prepare('SELECT sha256, sources, first_seen, standing FROM documents').all()).toEqual([
      { sha256: report!.document.sha256, sources: 'b.html\nhttps://a.example.gov.cn/1.html', first_seen: null, standing: 'not_read' },
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('takes in what a new one takes in', () => {
    const db = freshDatabase(ofSchema1(DOCUMENT));
    const store = new Store(db);
    store.syncAgencies(agencies);
    put(store, { document: { ...report!.document, sources: [{ source: 'https://a.example.gov.cn/1.html', firstSeen: '2026-01-20' }] }, extraction: report!.extraction });
    store.putCoverage([{ agencyId: agencies[1]!.id, fiscalYear: 2021, status: 'unknown', evidence: 'nothing was looked at', observedOn: '2026-01-20' }]);
    expect(db.prepare('SELECT address, ordinal, first_seen FROM versions').all()).toEqual([{ address: 'https://a.example.gov.cn/1.html', ordinal: 1, first_seen: '2026-01-20' }]);
    expect(db.prepare('SELECT status FROM coverage ORDER BY status').pluck().all()).toEqual(['published', 'unknown']);
  });

  it('that holds documents is live: the replica came later', () => {
    const path = ofSchema1(DOCUMENT);
    expect(storeErrorOf(() => openDatabase(path, { origin: 'replica' })).code).toBe('other_origin');
    expect(new Database(path).pragma('user_version', { simple: true })).toBe(1); // refused before anything was changed
    expect(originOf(freshDatabase(path))).toBe('live');
  });

  it('that is empty becomes what is written first', () => {
    expect(originOf(freshDatabase(ofSchema1(), { origin: 'replica' }))).toBe('replica');
  });

  it('is not read before it is brought up to date', () => {
    expect(storeErrorOf(() => openDatabase(ofSchema1(DOCUMENT), { readonly: true })).code).toBe('older_schema');
  });
});
