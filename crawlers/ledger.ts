/** The ledger: one row per visit, saying where a body came from, when, and what the server said. */
import Database from 'better-sqlite3';
import { ArchiveError } from './archive-error.ts';

/** What is known of a visit besides the body. */
export interface Visit {
  /** URL, or the original name of a file taken in from a folder. */
  source: string;
  /** When it was fetched or taken in; now, if not given. */
  at?: Date;
  /** HTTP facts and the like: status, headers, verdict … */
  facts?: Record<string, unknown>;
}

export interface VisitRow {
  source: string;
  /** ISO 8601, UTC. */
  at: string;
  sha256: string;
  bytes: number;
  facts: Record<string, unknown>;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS visits (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL CHECK (source <> ''),
    at TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    facts TEXT NOT NULL CHECK (json_valid(facts))
  ) STRICT;
  CREATE INDEX IF NOT EXISTS visits_by_document ON visits (sha256, source);
  CREATE INDEX IF NOT EXISTS visits_by_source ON visits (source, at);
`;
const VERSION = 1;
const BUSY_MS = 5000;

type Row = Omit<VisitRow, 'facts'> & { facts: string };
type DocumentRow = { sha256: string; bytes: number; sources: string };

const GROUPED = `SELECT sha256, max(bytes) AS bytes, json_group_array(DISTINCT source) AS sources FROM visits`;

export class Ledger {
  readonly #db: Database.Database;
  readonly #known;
  readonly #knownFrom;
  readonly #insert;

  private constructor(db: Database.Database) {
    this.#db = db;
    this.#known = db.prepare<[string], number>('SELECT 1 FROM visits WHERE sha256 = ? LIMIT 1').pluck();
    this.#knownFrom = db.prepare<[string, string], number>('SELECT 1 FROM visits WHERE sha256 = ? AND source = ? LIMIT 1').pluck();
    this.#insert = db.prepare('INSERT INTO visits (source, at, sha256, bytes, facts) VALUES (?, ?, ?, ?, ?)');
  }

  /** Opens or creates the ledger. Throws SqliteError when the file is locked, corrupt or not a ledger of this version. */
  static open(path: string): Ledger {
    const db = new Database(path, { timeout: BUSY_MS });
    try {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      const version = db.pragma('user_version', { simple: true });
      if (version !== VERSION) {
        if (version !== 0) throw new ArchiveError('version', `${path} is of version ${String(version)}, this program knows version ${VERSION}: update the program or choose another archive`);
        db.transaction(() => {
          db.exec(SCHEMA);
          db.pragma(`user_version = ${VERSION}`);
        }).immediate();
      }
      return new Ledger(db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Writes the visit unless the same bytes are known from the same source. Returns whether the document is new. */
  record(visit: Visit, sha256: string, bytes: number): boolean {
    const at = (visit.at ?? new Date()).toISOString();
    return this.#db.transaction(() => {
      const isNew = !this.knows(sha256);
      if (isNew || this.#knownFrom.get(sha256, visit.source) === undefined) {
        this.#insert.run(visit.source, at, sha256, bytes, JSON.stringify(visit.facts ?? {}));
      }
      return isNew;
    }).immediate();
  }

  knows(sha256: string): boolean {
    return this.#known.get(sha256) !== undefined;
  }

  /** Read as a whole, so that the ledger can be written while the caller walks through it. */
  documents(): { sha256: string; bytes: number; sources: string[] }[] {
    return this.#db.prepare<[], DocumentRow>(`${GROUPED} GROUP BY sha256 ORDER BY sha256`).all().map(toDocument);
  }

  document(sha256: string): { sha256: string; bytes: number; sources: string[] } | undefined {
    const row = this.#db.prepare<[string], DocumentRow>(`${GROUPED} WHERE sha256 = ? GROUP BY sha256`).get(sha256);
    return row && toDocument(row);
  }

  visits(sha256: string): VisitRow[] {
    return this.#db
      .prepare<[string], Row>('SELECT source, at, sha256, bytes, facts FROM visits WHERE sha256 = ? ORDER BY at, id')
      .all(sha256)
      .map((row) => ({ ...row, facts: JSON.parse(row.facts) as Record<string, unknown> }));
  }

  close(): void {
    this.#db.close();
  }
}

const isUrl = (source: string): boolean => /^https?:\/\//i.test(source);

function toDocument({ sha256, bytes, sources }: DocumentRow): { sha256: string; bytes: number; sources: string[] } {
  const names = (JSON.parse(sources) as string[]).sort((a, b) => Number(isUrl(b)) - Number(isUrl(a)) || (a < b ? -1 : 1));
  return { sha256, bytes, sources: names };
}
