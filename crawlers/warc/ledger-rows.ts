/** The visits of an archive as an export needs them: every row of the ledger, oldest first, one at a time, as of one moment. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { guarded } from '../archive-error.ts';
import type { Origin } from '../journal.ts';
import type { Role } from '../ledger.ts';

export interface LedgerRow {
  id: number;
  /** Null for a file taken in from a folder, as are day, agency and request. */
  night: number | null;
  day: string | null;
  agency: string | null;
  /** Method, address, and of a form the beginning of its hash. */
  request: string | null;
  role: Role;
  candidate: string | null;
  source: string;
  /** ISO 8601, UTC. */
  at: string;
  verdict: string;
  sha256: string | null;
  bytes: number | null;
  facts: Record<string, unknown>;
  /** The visit whose answer this one shares: nothing was asked a second time. Null where this is the exchange itself. */
  sharedWith: number | null;
}

const ROWS = `
  SELECT v.id, v.night, n.day, v.agency, v.request, v.role, v.candidate, v.source, v.at, v.verdict, v.sha256, v.bytes, v.facts,
    (SELECT min(o.id) FROM visits o WHERE o.night = v.night AND o.agency = v.agency AND o.request = v.request AND o.id < v.id) AS sharedWith
  FROM visits v LEFT JOIN nights n ON n.id = v.night ORDER BY v.at, v.id`;

export class LedgerRows {
  readonly #db: Database.Database;
  readonly count: number;
  /** When the last visit was made; null where there is none. */
  readonly lastAt: string | null;
  readonly origin: Origin | null;

  private constructor(db: Database.Database) {
    this.#db = db;
    // What nights add from here on is not seen.
    db.exec('BEGIN');
    const { count, lastAt } = db.prepare<[], { count: number; lastAt: string | null }>('SELECT count(*) AS count, max(at) AS lastAt FROM visits').get()!;
    this.count = count;
    this.lastAt = lastAt;
    this.origin = db.prepare<[], Origin>('SELECT origin FROM nights LIMIT 1').pluck().get() ?? null;
  }

  /** Reads the ledger of the archive in `dir`, which Archive.open has brought to the newest version. Throws ArchiveError. */
  static open(dir: string): LedgerRows {
    const path = join(dir, 'ledger.sqlite');
    return guarded(path, () => {
      const db = new Database(path, { readonly: true, fileMustExist: true });
      try {
        return new LedgerRows(db);
      } catch (error) {
        db.close();
        throw error;
      }
    });
  }

  *[Symbol.iterator](): Iterator<LedgerRow> {
    const rows = guarded(this.#db.name, () => this.#db.prepare<[], Omit<LedgerRow, 'facts'> & { facts: string }>(ROWS).iterate());
    try {
      for (;;) {
        const { done, value } = guarded(this.#db.name, () => rows.next());
        if (done) return;
        yield { ...value, facts: JSON.parse(value.facts) as LedgerRow['facts'] };
      }
    } finally {
      rows.return?.();
    }
  }

  close(): void {
    this.#db.close();
  }
}
