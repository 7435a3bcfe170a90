/** One document as it was read: cells, checks, sections and the rest, as `show --json` has them. */
import type { Db } from '../../../db/open.ts';
import { Store } from '../../../db/store.ts';
import type { Report } from '../../../extractors/report.ts';

const stores = new WeakMap<Db, Store>();

/** The current reading of a document; null where it was not read as a report. */
export function readingOf(db: Db, sha256: string): Report | null {
  let store = stores.get(db);
  if (store === undefined) stores.set(db, (store = new Store(db)));
  const extraction = store.extractionOf(sha256);
  return extraction?.status === 'report' ? extraction : null;
}

/** An identity held against the report of the year before. */
export interface AcrossYears {
  name: string;
  mode: string;
  status: string;
  lhs: number | null;
  rhs: number | null;
  delta: number | null;
  cells: string[];
  description_zh: string | null;
  description_en: string | null;
}

export const acrossYears = (db: Db, agency: number, year: number): AcrossYears[] =>
  db
    .prepare<[number, number], Omit<AcrossYears, 'cells'> & { cells: string }>(`
      SELECT k.name, m.mode, s.name AS status, e.lhs, e.rhs, e.delta, k.cells, i.description_zh, i.description_en
      FROM evaluation_across e CROSS JOIN check_key k ON k.id = e.check_key JOIN check_mode m ON k.mode IN (m.mode, 'both')
      JOIN word s ON s.kind = 'check_status' AND s.id = e.status LEFT JOIN identity i ON i.name = k.name
      WHERE e.agency = ? AND e.fiscal_year = ? ORDER BY k.name, m.mode`)
    .all(agency, year)
    .map(({ cells, ...rest }) => ({ ...rest, cells: JSON.parse(cells) as string[] }));

/** Code → what it means, in both languages. */
export interface Meaning {
  zh: string;
  en: string;
}

const meanings = new WeakMap<Db, Map<string, Meaning>>();

export function meaningsOf(db: Db): Map<string, Meaning> {
  let known = meanings.get(db);
  if (known === undefined) {
    const rows = db.prepare<[], [string, string, string]>('SELECT code, name_zh, name_en FROM code').raw().all();
    meanings.set(db, (known = new Map(rows.map(([code, zh, en]) => [code, { zh, en }]))));
  }
  return known;
}

/** Identity → what it says. */
export const identitiesOf = (db: Db): Map<string, { zh: string; en: string }> =>
  new Map(db.prepare<[], [string, string, string]>('SELECT name, description_zh, description_en FROM identity').raw().all().map(([name, zh, en]) => [name, { zh, en }]));
