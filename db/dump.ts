/**
 * The content of a database as text that does not depend on the order in which it was written: what two builds of the same
 * inputs must share. Superseded readings, row numbers and the search index stay out.
 */
import { createHash } from 'node:crypto';
import type { Db } from './open.ts';
import { ReadingReader } from './read.ts';

/** Views and tables whose rows, in a natural order, are content. The cells, sections and checks of each document come with its reading. */
const PARTS: readonly (readonly [name: string, sql: string])[] = [
  ['about', 'SELECT topic, text FROM about ORDER BY ordinal'],
  ['words', 'SELECT kind, name, meaning FROM words ORDER BY kind, name'],
  ['codebook', 'SELECT * FROM codebook'],
  ['tables', 'SELECT * FROM tables ORDER BY ordinal'],
  ['columns', 'SELECT * FROM columns ORDER BY table_name, ordinal'],
  ['comparability', 'SELECT * FROM comparability ORDER BY code, from_edition'],
  ['identities', 'SELECT * FROM identities ORDER BY name'],
  ['example_queries', 'SELECT * FROM example_queries ORDER BY ordinal'],
  ['agencies', 'SELECT * FROM agencies ORDER BY agency_id, name_zh'],
  ['documents', 'SELECT * FROM documents ORDER BY sha256'],
  ['versions', 'SELECT * FROM versions ORDER BY address, ordinal, sha256'],
  ['reports', 'SELECT * FROM reports ORDER BY agency_id, agency, fiscal_year'],
  ['panel', 'SELECT * FROM panel ORDER BY agency_id, agency, fiscal_year'],
  [
    'checks_across_years',
    `SELECT a.agency_id, a.name_zh, e.fiscal_year, k.name, k.mode, k.cells, e.status, e.lhs, e.rhs, e.delta
     FROM evaluation_across e JOIN agency a ON a.id = e.agency JOIN check_key k ON k.id = e.check_key ORDER BY 1, 2, 3, 4, 5, 6`,
  ],
  ['facts', 'SELECT * FROM facts ORDER BY agency_id, agency, fiscal_year, code, sentence'],
  ['findings', 'SELECT * FROM findings ORDER BY finding_id'],
  ['report_parts', 'SELECT * FROM report_parts ORDER BY page_sha256, ordinal'],
  ['coverage', 'SELECT * FROM coverage ORDER BY agency_id, agency, fiscal_year, status'],
];

/** One line per row: the part's name, a tab, the row as JSON. */
export function* canonicalDump(db: Db): Generator<string> {
  for (const [name, sql] of PARTS) {
    for (const row of db.prepare(sql).iterate()) yield `${name}\t${JSON.stringify(row)}`;
  }
  const reader = new ReadingReader(db);
  const current = db.prepare<[], [string, number]>('SELECT d.sha256, n.id FROM document d JOIN reading n ON n.document = d.id AND n.current = 1 ORDER BY d.sha256').raw();
  for (const [sha256, reading] of current.all()) yield `reading\t${JSON.stringify([sha256, reader.read(reading)])}`;
}

/** SHA-256 of the dump: equal for equal content. */
export function contentHash(db: Db): string {
  const hash = createHash('sha256');
  for (const line of canonicalDump(db)) hash.update(line).update('\n');
  return hash.digest('hex');
}
