/** Which report an address means, and which documents were read as it. */
import type { Db } from '../../../db/open.ts';
import { BEST_FIRST, REPLACED } from '../../../db/renditions.ts';

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

/** Its documents of a year, best first, as the view `renditions` has them (which looks at more than one report); none where nothing was read. */
export const renditionsOf = (db: Db, agency: number, year: number): Rendition[] =>
  db
    .prepare<[number, number], Rendition>(`
      SELECT n.id AS reading, d.sha256, d.format, n.title, n.published_on, r.reading IS n.id AS represents, ${REPLACED} AS replaced,
        (SELECT min(first_seen) FROM document_source s WHERE s.document = d.id AND s.first_seen <> '') AS first_seen, n.values_read, n.identities_failed,
        (SELECT group_concat(source, char(10)) FROM (SELECT DISTINCT source FROM document_source s WHERE s.document = d.id ORDER BY source)) AS sources
      FROM reading n JOIN document d ON d.id = n.document LEFT JOIN report r ON r.agency = n.agency AND r.fiscal_year = n.fiscal_year
      WHERE n.agency = ? AND n.fiscal_year = ? AND n.current = 1 ORDER BY ${BEST_FIRST}`)
    .all(agency, year);

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
