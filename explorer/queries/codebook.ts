/** The codebook: every figure that a report can hold, and every rate that is derived from them. */
import type { Db } from '../../db/open.ts';
import { remembered } from './remembered.ts';

export interface Entry {
  code: string;
  panel_column: string;
  name_zh: string;
  name_en: string;
  unit: string;
  type: string;
  role: string;
  editions: string;
  comparability: string;
  crosswalk: string;
  formula: string | null;
  note: string | null;
}

/** The entries in the order of the form; those whose code or names hold `wanted`, where it is given. */
export function codebookEntries(db: Db, wanted?: string): Entry[] {
  const like = wanted === undefined ? null : `%${wanted.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db
    .prepare<[{ like: string | null }], Entry>(`
      SELECT * FROM codebook WHERE @like IS NULL OR code LIKE @like ESCAPE '\\' OR name_zh LIKE @like ESCAPE '\\' OR name_en LIKE @like ESCAPE '\\'`)
    .all({ like });
}

export interface Break {
  code: string;
  from_edition: string;
  to_edition: string;
  kind: string;
  explanation_zh: string;
  explanation_en: string;
}

/** Where the series of a figure breaks, and why. */
export const breaks = (db: Db): Map<string, Break[]> =>
  remembered(db, 'breaks', () => {
    const byCode = new Map<string, Break[]>();
    const all = db.prepare<[], Break>('SELECT code, from_edition, to_edition, kind, explanation_zh, explanation_en FROM comparability ORDER BY code, from_edition, to_edition').all();
    for (const one of all) byCode.set(one.code, [...(byCode.get(one.code) ?? []), one]);
    return byCode;
  });

export interface Edition {
  form: string;
  reports: number;
  first: number;
  last: number;
}

/** The editions that the reports use. */
export const editionsUsed = (db: Db): Edition[] =>
  remembered(db, 'editions', () =>
    db.prepare<[], Edition>('SELECT form, count(*) AS reports, min(fiscal_year) AS first, max(fiscal_year) AS last FROM panel_row GROUP BY form ORDER BY first, form').all());
