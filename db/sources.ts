/** Where documents were found, and since when: addresses of portals, and names of files that were taken in. */
import type { Statement } from 'better-sqlite3';
import type { Db } from './open.ts';
import { wellFormed } from './well-formed.ts';

/** A place at which a document was found. */
export interface Source {
  /** URL, or the name of a file. */
  source: string;
  /**
   * The day (2026-01-20) or the instant (2026-01-20T01:02:03Z) at which the place began to show the document, where that is known.
   * A place that went back to an earlier document stands once for each time; a day on which it merely still showed it changes nothing.
   */
  firstSeen?: string | undefined;
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z)?$/;

/** SQL: whether the source `s` is an address, at which one document can follow another. A file's name says nothing of the kind. */
export const isAddress = (source: string): string => `(${source} LIKE 'http://%' OR ${source} LIKE 'https://%')`;

export class Sources {
  readonly #undated: Statement<[number, string, number, string]>;
  readonly #dated: Statement<[number, string, string]>;
  readonly #nowDated: Statement<[number, string]>;

  constructor(db: Db) {
    this.#undated = db.prepare(`
      INSERT INTO document_source (document, source) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM document_source WHERE document = ? AND source = ?)`);
    this.#dated = db.prepare('INSERT INTO document_source VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.#nowDated = db.prepare(`DELETE FROM document_source WHERE document = ? AND source = ? AND first_seen = ''`);
  }

  /** Adds what is not known yet; whether anything was. Throws where a date is not one: that is an error of the program. */
  put(document: number, sources: readonly (string | Source)[]): boolean {
    let changes = 0;
    for (const each of sources) {
      const { source, firstSeen } = typeof each === 'string' ? { source: each, firstSeen: undefined } : each;
      const name = wellFormed(source);
      if (firstSeen === undefined) changes += this.#undated.run(document, name, document, name).changes;
      else if (!DATE.test(firstSeen)) throw new Error(`first seen ${JSON.stringify(firstSeen)} at ${source}: give a day (2026-01-20) or an instant in UTC (2026-01-20T01:02:03Z)`);
      else changes += this.#dated.run(document, name, firstSeen).changes + this.#nowDated.run(document, name).changes;
    }
    return changes > 0;
  }
}
