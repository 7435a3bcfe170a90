/** The codebook: every figure that a report can hold, and every rate that is derived from them. */
import type { Db } from '../../db/open.ts';

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
