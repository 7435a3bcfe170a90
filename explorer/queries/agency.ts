/** One agency: who it is, its figures over the years, its documents and where they stood. */
import type { Db } from '../../db/open.ts';

export interface AgencyInfo {
  row: number;
  agency_id: string | null;
  name_zh: string;
  name_en: string | null;
  level: string | null;
  parent_id: string | null;
  parent_zh: string | null;
  parent_en: string | null;
  province_id: string | null;
  in_registry: number;
}

/** The agency with this id, or else of this name; undefined where there is none. */
export const findAgency = (db: Db, key: string): AgencyInfo | undefined =>
  db
    .prepare<[{ key: string }], AgencyInfo>(`
      SELECT a.id AS row, a.agency_id, a.name_zh, a.name_en, a.level, a.parent_id, u.name_zh AS parent_zh, u.name_en AS parent_en, p.agency_id AS province_id, a.in_registry
      FROM agency a LEFT JOIN agency p ON p.id = a.province LEFT JOIN agency u ON u.agency_id = a.parent_id
      WHERE a.agency_id = @key OR a.name_zh = @key ORDER BY a.agency_id IS NOT @key, a.agency_id IS NOT NULL LIMIT 1`)
    .get({ key });

export interface ReportLine {
  fiscal_year: number;
  form: string;
  published_on: string | null;
  ambiguous: number;
  inferred: number;
  identities_assessed: number;
  identities_failed: number;
}

/** A figure or a rate over the years. */
export interface Series {
  code: string;
  column: string;
  name_zh: string;
  name_en: string;
  unit: string;
  type: string;
  comparability: string;
  points: { year: number; value: number | null; note: string | null }[];
}

/** What an agency's page shows, in this order; what no report of it prints is left out. */
const FIGURES = [
  't0_req_received', 't3_new_total', 'requests', 't3_result_total_total', 'disclosure_rate', 'denial_rate', 'non_possession_rate', 'unable_rate', 'carry_rate', 't4_review_total', 'litigation',
  't2_a20_1_normdoc_made', 't2_a20_1_normdoc_issued', 't2_a20_5_license_decisions', 't2_a20_6_penalty_decisions', 't2_a20_8_fee_amount',
];

type Described = Omit<Series, 'points'>;

/** The reports of an agency, oldest first, and its key figures in them. */
export function seriesOf(db: Db, agency: number): { reports: ReportLine[]; series: Series[] } {
  const known = new Set(db.prepare<[], string>(`SELECT name FROM pragma_table_info('panel_row')`).pluck().all());
  const described = db.prepare<[string], Described>('SELECT code, panel_column AS column, name_zh, name_en, unit, type, comparability FROM codebook WHERE panel_column = ?');
  const figures = FIGURES.filter((column) => known.has(column)).flatMap((column) => described.get(column) ?? []);
  const columns = figures.flatMap(({ column, type }) => (type === 'rate' ? [column, `${column}_note`] : [column]));
  const rows = db
    .prepare<[number], ReportLine & Record<string, number | string | null>>(`
      SELECT fiscal_year, form, published_on, ambiguous, inferred, identities_assessed, identities_failed${columns.map((name) => `, "${name}"`).join('')}
      FROM panel_row WHERE agency = ? ORDER BY fiscal_year`)
    .all(agency);
  const series = figures
    .map((figure) => ({
      ...figure,
      points: rows.map((row) => ({ year: row.fiscal_year, value: row[figure.column] as number | null, note: (row[`${figure.column}_note`] ?? null) as string | null })),
    }))
    .filter(({ points }) => points.some(({ value }) => value !== null));
  return { reports: rows, series };
}

export interface AgencyDocument {
  fiscal_year: number | null;
  sha256: string;
  format: string | null;
  bytes: number;
  title: string | null;
  represents: number;
  first_seen: string | null;
  sources: string[];
}

/** The documents read as reports of an agency, newest year first. */
export function documentsOf(db: Db, agency: number): AgencyDocument[] {
  const sources = db.prepare<[number], string>('SELECT DISTINCT source FROM document_source WHERE document = ? ORDER BY source').pluck();
  return db
    .prepare<[number], Omit<AgencyDocument, 'sources'> & { document: number }>(`
      SELECT d.id AS document, n.fiscal_year, d.sha256, d.format, d.bytes, n.title, r.reading IS NOT NULL AS represents,
        (SELECT min(first_seen) FROM document_source s WHERE s.document = d.id AND s.first_seen <> '') AS first_seen
      FROM reading n JOIN document d ON d.id = n.document LEFT JOIN report r ON r.agency = n.agency AND r.fiscal_year = n.fiscal_year AND r.reading = n.id
      WHERE n.agency = ? AND n.current = 1 ORDER BY n.fiscal_year DESC, represents DESC, d.sha256`)
    .all(agency)
    .map(({ document, ...rest }) => ({ ...rest, sources: sources.all(document) }));
}

export interface Host {
  host: string;
  documents: number;
  /** Newest fiscal year of a document found there. */
  newest: number | null;
}

/** The hosts at which the documents stood: the agency's portals, as far as they gave something. */
export function hostsOf(documents: readonly AgencyDocument[]): Host[] {
  const hosts = new Map<string, Host>();
  for (const { sources, fiscal_year } of documents) {
    for (const name of new Set(sources.flatMap((source) => (/^https?:/.test(source) && URL.canParse(source) ? [new URL(source).host] : [])))) {
      const host = hosts.get(name) ?? { host: name, documents: 0, newest: null };
      hosts.set(name, { host: name, documents: host.documents + 1, newest: Math.max(host.newest ?? 0, fiscal_year ?? 0) || null });
    }
  }
  return [...hosts.values()].sort((a, b) => b.documents - a.documents || (a.host < b.host ? -1 : 1));
}
