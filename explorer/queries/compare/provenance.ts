/** What a citation needs of the data: the code that read them, and their day. */
import type { Db } from '../../../db/open.ts';
import { remembered } from '../remembered.ts';

export interface Provenance {
  code: string | null;
  /** The latest day on which a document was seen; where that is not known, on which one was published. */
  date: string | null;
}

export const provenanceOf = (db: Db): Provenance =>
  remembered(db, 'compare provenance', () => ({
    code: db.prepare<[], string>('SELECT v.text FROM reading n JOIN string v ON v.id = n.code_version ORDER BY n.id DESC LIMIT 1').pluck().get() ?? null,
    date: db
      .prepare<[], string | null>(`
        SELECT coalesce((SELECT substr(max(first_seen), 1, 10) FROM document_source WHERE first_seen <> ''), (SELECT max(published_on) FROM panel_row))`)
      .pluck()
      .get() ?? null,
  }));
