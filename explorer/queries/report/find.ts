/** Which report an address means, and which documents were read as it. */
import type { Db } from '../../../db/open.ts';

export interface AgencyRow {
  id: number;
  agency_id: string | null;
  name_zh: string;
  name_en: string | null;
  level: string | null;
}

/** A document that is read as the report. */
export interface Rendition {
  reading: number;
  sha256: string;
  format: string | null;
  title: string | null;
  published_on: string | null;
  /** 1 where it represents the report. */
  represents: number;
  /** 1 where its addresses have come to show another version. */
  replaced: number;
  first_seen: string | null;
  values_read: number;
  identities_failed: number;
  sources: string | null;
}

/** The agency of an address: by its id, or by its name where it has none. */
export const findAgency = (db: Db, name: string): AgencyRow | undefined =>
  db
    .prepare<[{ name: string }], AgencyRow>(`
      SELECT id, agency_id, name_zh, name_en, level FROM agency WHERE agency_id = @name
      UNION ALL SELECT id, agency_id, name_zh, name_en, level FROM agency WHERE agency_id IS NULL AND name_zh = @name LIMIT 1`)
    .get({ name });

/** Its documents of a year, best first; none where nothing was read. */
export const renditionsOf = (db: Db, agency: AgencyRow, year: number): Rendition[] =>
  db
    .prepare<[{ id: string | null; name: string; year: number }], Rendition>(`
      SELECT n.id AS reading, v.sha256, v.format, v.title, v.published_on, v.represents, v.replaced, v.first_seen, v.values_read, v.identities_failed, v.sources
      FROM renditions v JOIN document d ON d.sha256 = v.sha256 JOIN reading n ON n.document = d.id AND n.current = 1
      WHERE ${agency.agency_id === null ? 'v.agency_id IS NULL AND v.agency = @name' : 'v.agency_id = @id'} AND v.fiscal_year = @year ORDER BY v.preference`)
    .all({ id: agency.agency_id, name: agency.name_zh, year });

/** The fiscal years that have a report, in order. */
export const yearsOf = (db: Db, agency: number): number[] =>
  db.prepare<[number], number>('SELECT fiscal_year FROM report WHERE agency = ? ORDER BY fiscal_year').pluck().all(agency);

/** What is known of a year without a report. */
export const coverageOf = (db: Db, agency: number, year: number): { status: string; evidence: string; observed_on: string } | undefined =>
  db
    .prepare<[number, number], { status: string; evidence: string; observed_on: string }>('SELECT status, evidence, observed_on FROM coverage_entry WHERE agency = ? AND fiscal_year = ?')
    .get(agency, year);

/** Where a report stands in the explorer. */
export const reportPath = (agency: Pick<AgencyRow, 'agency_id' | 'name_zh'>, year: number): string => `/report/${encodeURIComponent(agency.agency_id ?? agency.name_zh)}/${year}`;
