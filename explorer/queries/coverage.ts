/** Agencies × years: which reports there are, how they were read, and what is known of those that there are not. */
import { COVERAGE_STATUSES, type CoverageStatus } from '../../db/words.ts';
import type { Db } from '../../db/open.ts';
import { remembered } from './remembered.ts';

export const READING_VERDICTS = ['exact', 'inferred', 'ambiguous'] as const;
export const SOURCE_VERDICTS = ['consistent', 'inconsistent', 'not_assessable'] as const;
export type ReadingVerdict = (typeof READING_VERDICTS)[number];
export type SourceVerdict = (typeof SOURCE_VERDICTS)[number];

/** One agency in one year. The verdicts are null where there is no report. */
export interface Field {
  status: CoverageStatus;
  reading: ReadingVerdict | null;
  source: SourceVerdict | null;
}

export interface Agency {
  /** Row of the store. */
  row: number;
  agency_id: string | null;
  name_zh: string;
  name_en: string | null;
  level: string | null;
  province_id: string | null;
}

export interface Grid {
  years: readonly number[];
  agencies: readonly Agency[];
  /** Of `agencies[i]` in `years[j]`: at `i * years.length + j`, an index into `FIELDS`. */
  fields: Uint8Array;
}

const UNKNOWN: Field = { status: 'unknown', reading: null, source: null };

/** Every field that there can be. The first is what nobody knows anything of. */
export const FIELDS: readonly Field[] = [
  UNKNOWN,
  ...COVERAGE_STATUSES.filter(({ name }) => name !== 'unknown').map(({ name }): Field => ({ status: name, reading: null, source: null })),
  ...(['published', 'removed'] as const).flatMap((status) => READING_VERDICTS.flatMap((reading) => SOURCE_VERDICTS.map((source): Field => ({ status, reading, source })))),
];

const nameOf = ({ status, reading, source }: Field): string => `${status} ${reading} ${source}`;
const numbers = new Map(FIELDS.map((field, i) => [nameOf(field), i]));

type ReportRow = [agency: number, year: number, ambiguous: number, inferred: number, assessed: number, failed: number];

function verdicts([, , ambiguous, inferred, assessed, failed]: ReportRow): { reading: ReadingVerdict; source: SourceVerdict } {
  return {
    reading: ambiguous > 0 ? 'ambiguous' : inferred > 0 ? 'inferred' : 'exact',
    source: failed > 0 ? 'inconsistent' : assessed > 0 ? 'consistent' : 'not_assessable',
  };
}

/** All agencies and years. The panel holds one row for each report, with its verdicts; what the crawl found out stands beside it. */
export function coverageGrid(db: Db): Grid {
  return remembered(db, 'coverage', () => {
    const agencies = db
      .prepare<[], Agency>(`
        SELECT a.id AS row, a.agency_id, a.name_zh, a.name_en, a.level, p.agency_id AS province_id
        FROM agency a LEFT JOIN agency p ON p.id = a.province
        WHERE a.in_registry = 1 OR EXISTS (SELECT 1 FROM report r WHERE r.agency = a.id) OR EXISTS (SELECT 1 FROM coverage_entry e WHERE e.agency = a.id)
        ORDER BY a.level IS NOT 'central', a.agency_id IS NULL, a.agency_id, a.name_zh`)
      .all();
    const reports = db
      .prepare<[], ReportRow>('SELECT agency, fiscal_year, ambiguous, inferred, identities_assessed, identities_failed FROM panel_row')
      .raw()
      .all();
    const entries = db.prepare<[], [number, number, CoverageStatus]>('SELECT agency, fiscal_year, status FROM coverage_entry').raw().all();
    const seen = [...new Set([...reports, ...entries].map(([, year]) => year))];
    const [first, last] = [Math.min(...seen), Math.max(...seen)];
    const years = seen.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const at = new Map(agencies.map(({ row }, i) => [row, i]));
    const fields = new Uint8Array(agencies.length * years.length);
    const put = (agency: number, year: number, field: (before: Field) => Field): void => {
      const place = at.get(agency)! * years.length + (year - first);
      fields[place] = numbers.get(nameOf(field(FIELDS[fields[place]!]!)))!;
    };
    for (const report of reports) put(report[0], report[1], () => ({ status: 'published', ...verdicts(report) }));
    for (const [agency, year, status] of entries) {
      // As in the view `coverage`: removed stands before published, and both before the rest.
      put(agency, year, (before) => (before.reading === null || status === 'removed' ? { ...before, status } : before));
    }
    return { years, agencies, fields };
  });
}

export interface Choice {
  level?: string | undefined;
  /** Id of the agency that stands for the province; `none` for agencies of no province. */
  province?: string | undefined;
  /** A status, or a verdict: agencies that have it in some year. */
  status?: string | undefined;
}

/** What a visitor can ask for as `status`. */
export const STATUS_CHOICES = [...READING_VERDICTS, 'inconsistent', ...COVERAGE_STATUSES.map(({ name }) => name)] as const;

/** Whether a field is what was asked for. */
export const fits = (field: Field, status: string): boolean => field.status === status || field.reading === status || field.source === status;

/** Indexes of the agencies that fit. */
export function chosen(grid: Grid, { level, province, status }: Choice): number[] {
  const wanted = status === undefined ? null : FIELDS.map((field) => fits(field, status));
  const width = grid.years.length;
  const found: number[] = [];
  for (const [i, agency] of grid.agencies.entries()) {
    if (level !== undefined && agency.level !== level) continue;
    if (province !== undefined && (agency.province_id ?? 'none') !== province) continue;
    if (wanted !== null) {
      let has = false;
      for (let j = i * width; j < (i + 1) * width && !has; j++) has = wanted[grid.fields[j]!]!;
      if (!has) continue;
    }
    found.push(i);
  }
  return found;
}

/** How many fields of these agencies each of `FIELDS` makes up. */
export function fieldCounts(grid: Grid, agencies: readonly number[]): number[] {
  const counts = FIELDS.map(() => 0);
  const width = grid.years.length;
  for (const i of agencies) for (let j = i * width; j < (i + 1) * width; j++) counts[grid.fields[j]!]!++;
  return counts;
}

export interface Share {
  /** Id of the province's agency; `none` for agencies of no province. */
  province: string;
  agencies: number;
  /** For each year, how many agencies have a report (also one that was removed since). */
  reports: number[];
}

/** Reports by province and year. */
export function byProvince(grid: Grid, agencies: readonly number[]): Share[] {
  const has = FIELDS.map((field) => field.reading !== null);
  const width = grid.years.length;
  const shares = new Map<string, Share>();
  for (const i of agencies) {
    const province = grid.agencies[i]!.province_id ?? 'none';
    let share = shares.get(province);
    if (share === undefined) shares.set(province, (share = { province, agencies: 0, reports: grid.years.map(() => 0) }));
    share.agencies++;
    for (let j = 0; j < width; j++) if (has[grid.fields[i * width + j]!]!) share.reports[j]!++;
  }
  return [...shares.values()];
}

export interface Entry {
  fiscal_year: number;
  status: CoverageStatus;
  evidence: string;
  observed_on: string;
}

/** What the crawl found out about an agency, by year. */
export const entriesOf = (db: Db, agency: number): Entry[] =>
  db.prepare<[number], Entry>('SELECT fiscal_year, status, evidence, observed_on FROM coverage_entry WHERE agency = ? ORDER BY fiscal_year').all(agency);
