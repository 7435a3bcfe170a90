/** Cell by cell, how two documents of one report differ; which versions an address has shown. */
import type { Db } from '../../../db/open.ts';

export interface Difference {
  code: string;
  name_zh: string;
  name_en: string;
  state: string | null;
  value: number | null;
  raw: string | null;
  other_state: string | null;
  other_value: number | null;
  other_raw: string | null;
}

/** The codes of which two readings say otherwise, in the order of the form. A state is null where the edition has no such figure. */
export const differences = (db: Db, own: number, other: number): Difference[] =>
  db
    .prepare<[{ own: number; other: number }], Difference>(`
      WITH a AS MATERIALIZED (SELECT code, state, value, raw FROM reading_cells WHERE reading = @own),
        b AS MATERIALIZED (SELECT code, state, value, raw FROM reading_cells WHERE reading = @other)
      SELECT k.code, k.name_zh, k.name_en, a.state, a.value, a.raw, b.state AS other_state, b.value AS other_value, b.raw AS other_raw
      FROM code k LEFT JOIN a ON a.code = k.code LEFT JOIN b ON b.code = k.code
      WHERE a.state IS NOT b.state OR a.value IS NOT b.value OR (a.raw IS NOT b.raw AND a.state IN ('text', 'ambiguous')) ORDER BY k.position`)
    .all({ own, other });

/** An address began to show a document of the report. */
export interface Sighting {
  address: string;
  first_seen: string;
  reading: number;
  sha256: string;
}

/** All of them by address and day; days that are not known are left out. */
export const sightingsOf = (db: Db, agency: number, year: number): Sighting[] =>
  db
    .prepare<[number, number], Sighting>(`
      SELECT s.source AS address, s.first_seen, n.id AS reading, d.sha256
      FROM reading n JOIN document d ON d.id = n.document JOIN document_source s ON s.document = d.id
      WHERE n.agency = ? AND n.fiscal_year = ? AND n.current = 1 AND s.first_seen <> '' AND (s.source LIKE 'http://%' OR s.source LIKE 'https://%')
      ORDER BY s.source, s.first_seen, d.sha256`)
    .all(agency, year);

/** One version that an address showed after another. */
export interface Change {
  address: string;
  old: Sighting;
  now: Sighting;
  cells: Difference[];
}

export function changesOf(db: Db, sightings: readonly Sighting[]): Change[] {
  return sightings.flatMap((now, at): Change[] => {
    const old = sightings[at - 1];
    return old === undefined || old.address !== now.address || old.reading === now.reading ? [] : [{ address: now.address, old, now, cells: differences(db, old.reading, now.reading) }];
  });
}
