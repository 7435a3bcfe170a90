/** Every inconsistency, from the view `findings`: chosen, counted and paged. */
import type { Db } from '../../db/open.ts';
import type { CellPlace, Place } from '../../extractors/document.ts';
import { FINDING_KINDS, type FindingKind } from '../../db/words.ts';
import { remembered } from './remembered.ts';

export const KIND_NAMES = FINDING_KINDS.map(({ name }) => name);

export interface FindingChoice {
  kind?: FindingKind | undefined;
  level?: string | undefined;
  /** Id of the agency that stands for the province. */
  province?: string | undefined;
  /** Row of the store. */
  agency?: number | undefined;
  year?: number | undefined;
}

export interface FindingRow {
  finding_id: string;
  kind: FindingKind;
  agency_id: string | null;
  agency: string;
  agency_en: string | null;
  level: string | null;
  province_id: string | null;
  province: string | null;
  fiscal_year: number;
  subject: string;
  rule_zh: string;
  rule_en: string;
  lhs: number | null;
  rhs: number | null;
  delta: number | null;
  detail_zh: string;
  detail_en: string;
  /** JSON. */
  evidence: string;
  sha256: string | null;
}

/** Conditions on the table behind the view, whose indexes answer them. */
function conditions({ kind, level, province, agency, year }: FindingChoice): string {
  const which = [
    ...(kind === undefined ? [] : ['f.kind = @kind']),
    ...(year === undefined ? [] : ['f.fiscal_year = @year']),
    ...(agency === undefined ? [] : ['f.agency = @agency']),
    ...(level === undefined ? [] : ['f.agency IN (SELECT id FROM agency WHERE level = @level)']),
    ...(province === undefined ? [] : ['f.agency IN (SELECT a.id FROM agency a JOIN agency p ON p.id = a.province WHERE p.agency_id = @province)']),
  ];
  return which.length === 0 ? '' : `WHERE ${which.join(' AND ')}`;
}

const named = (choice: FindingChoice): Record<string, string | number | null> => Object.fromEntries(['kind', 'level', 'province', 'agency', 'year'].map((name) => [name, choice[name as keyof FindingChoice] ?? null]));

/** How many findings of each kind there are in what is chosen, whatever kind is chosen. */
export function countsByKind(db: Db, { kind: _, ...choice }: FindingChoice): Map<FindingKind, number> {
  return remembered(db, `findings ${JSON.stringify(choice)}`, () =>
    new Map(db.prepare<[object], [FindingKind, number]>(`SELECT kind, count(*) FROM finding f ${conditions(choice)} GROUP BY kind`).raw().all(named(choice))));
}

interface Key {
  agency_id: string | null;
  agency: string;
  agency_en: string | null;
  fiscal_year: number;
  kind: FindingKind;
  key: string;
}

/** Findings from the newest year down; `limit` of them behind the first `offset`. Chosen by the indexes first and put into words afterwards. */
export function findings(db: Db, choice: FindingChoice, limit: number, offset = 0): FindingRow[] {
  const keys = db
    .prepare<[object], Key>(`
      SELECT a.agency_id, a.name_zh AS agency, a.name_en AS agency_en, k.fiscal_year, k.kind, k.key
      FROM (SELECT f.agency, f.fiscal_year, f.kind, f.key FROM finding f ${conditions(choice)}
        ORDER BY f.fiscal_year DESC, f.kind DESC, f.agency DESC, f.key DESC LIMIT @limit OFFSET @offset) k
      CROSS JOIN agency a ON a.id = k.agency`)
    .all({ ...named(choice), limit, offset });
  const words = 'SELECT finding_id, kind, agency_id, agency, level, province_id, province, fiscal_year, subject, rule_zh, rule_en, lhs, rhs, delta, detail_zh, detail_en, evidence, sha256 FROM findings';
  const tail = 'AND fiscal_year = @fiscal_year AND kind = @kind AND finding_id = @finding_id';
  const within = db.prepare<[object], FindingRow>(`${words} WHERE agency_id = @agency_id ${tail}`);
  const outside = db.prepare<[object], FindingRow>(`${words} WHERE agency_id IS NULL AND agency = @agency ${tail}`);
  return keys.flatMap(({ agency_en, key, ...at }) => {
    const named = { ...at, finding_id: `${at.kind}:${at.agency_id ?? at.agency}:${at.fiscal_year}:${key}` };
    const row = (at.agency_id === null ? outside : within).get(named);
    return row === undefined ? [] : [{ ...row, agency_en }];
  });
}

/** The years in which something was found, newest first. */
export const findingYears = (db: Db): number[] =>
  remembered(db, 'finding years', () => db.prepare<[], number>('SELECT DISTINCT fiscal_year FROM finding ORDER BY 1 DESC').pluck().all());

export interface Evidence {
  mode?: string;
  codes?: string[];
  documents?: string[];
  /** Terms with their values: `left` is the sum of `right` and `previous`, less `minus`. */
  left?: Record<string, number | null>;
  right?: Record<string, number | null>;
  minus?: Record<string, number | null>;
  previous?: Record<string, number | null>;
  values?: Record<string, number | null>;
  /** Of the prose: what the table prints for the plain meaning of a number that is explained otherwise. */
  plain?: Record<string, number | null>;
  /** Numbers of the prose. */
  said?: { code: string; value: number | null; raw: string; sentence: string; section: string | null; place: Place }[];
  /** Where the figures of `values` stand, by code. */
  places?: Record<string, CellPlace>;
  sentence?: string | null;
  sides?: { sha256: string; state: string | null; value: number | null; raw: string | null; place: CellPlace | null }[];
  seen?: { address: string; old_first_seen: string; new_first_seen: string }[];
  status?: string;
  evidence?: string;
  dated?: string;
  published_on?: string;
  due_on?: string;
  days?: number;
}

export const evidenceOf = (row: FindingRow): Evidence => JSON.parse(row.evidence) as Evidence;
