/** The ledger: one row per visit, saying where a body came from, when, and what the server said. */
import Database from 'better-sqlite3';
import { ArchiveError, guarded } from './archive-error.ts';
import { NIGHTS } from './journal.ts';

/** What is known of a visit besides the body. */
export interface Visit {
  /** URL, or the original name of a file taken in from a folder. */
  source: string;
  /** When it was fetched or taken in; now, if not given. */
  at?: Date;
  /** HTTP facts and the like: status, headers, verdict … */
  facts?: Record<string, unknown>;
}

/** A visit of a night: one request and what it came to. */
export interface NightVisit {
  night: number;
  agency: string;
  /** What was asked, so that it is asked once a night: method, address, form. */
  request: string;
  /** The address asked. */
  source: string;
  role: Role;
  /** The link that a document was reached by; null for lists. */
  candidate: string | null;
  at: Date;
  verdict: string;
  facts: Record<string, unknown>;
}

/** `document`: may be a report, and is read as one; `list`: a column or what feeds it; `robots`: robots.txt. */
export type Role = 'document' | 'list' | 'robots';

export interface VisitRow {
  source: string;
  /** ISO 8601, UTC. */
  at: string;
  sha256: string;
  bytes: number;
  facts: Record<string, unknown>;
}

const VISITS = `
  CREATE TABLE visits (
    id INTEGER PRIMARY KEY,
    night INTEGER REFERENCES nights,
    agency TEXT,
    request TEXT,
    role TEXT NOT NULL CHECK (role IN ('document', 'list', 'robots')),
    candidate TEXT,
    source TEXT NOT NULL CHECK (source <> ''),
    at TEXT NOT NULL,
    verdict TEXT NOT NULL,
    sha256 TEXT CHECK (length(sha256) = 64),
    bytes INTEGER CHECK (bytes >= 0),
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    CHECK ((sha256 IS NULL) = (bytes IS NULL)),
    CHECK ((night IS NULL) = (request IS NULL) AND (night IS NULL) = (agency IS NULL)),
    CHECK (night IS NOT NULL OR sha256 IS NOT NULL),
    UNIQUE (night, agency, request, role)
  ) STRICT;
  CREATE INDEX visits_by_document ON visits (sha256, source) WHERE sha256 IS NOT NULL;
  CREATE INDEX visits_by_source ON visits (source, id);
`;
/** Steps from each version to the next. The first ledgers knew files and addresses only, all of them documents. */
const STEPS: readonly string[] = [
  `${NIGHTS} ${VISITS}`,
  `ALTER TABLE visits RENAME TO old_visits;
   DROP INDEX visits_by_document;
   DROP INDEX visits_by_source;
   ${NIGHTS} ${VISITS}
   INSERT INTO visits (id, role, source, at, verdict, sha256, bytes, facts) SELECT id, 'document', source, at, 'ok', sha256, bytes, facts FROM old_visits;
   DROP TABLE old_visits;`,
];
const VERSION = 2;
const BUSY_MS = 5000;

type Row = Omit<VisitRow, 'facts'> & { facts: string };
/** Bodies that are read as reports: those of links that were once held to be one, or that only their bodies could tell. */
const IS_DOCUMENT = `role = 'document' AND sha256 IS NOT NULL AND verdict IN ('ok', 'unchanged') AND (candidate IS NULL OR EXISTS (
  SELECT 1 FROM candidates c WHERE c.agency = visits.agency AND c.url = visits.candidate AND c.verdict <> 'rejected'))`;

type Found = { sha256: string; bytes: number; sources: string[]; names: { name: string; day: string | null }[]; appearances: { source: string; day: string | null }[] };
type SourceRow = { sha256: string; source: string; bytes: number; night: number | null; day: string | null; name: string | null };

/**
 * Each time a source came to show a document: its first visit there, and the first after it showed another one. `only` narrows the
 * visits looked at; it must take all of a source's or none.
 */
const appearances = (only = ''): string => `
  SELECT id, sha256, source, bytes, night, day, name FROM (
    SELECT visits.id, sha256, source, bytes, night, day, json_extract(facts, '$.name') AS name, lag(sha256) OVER (PARTITION BY source ORDER BY visits.id) AS before
    FROM visits LEFT JOIN nights ON nights.id = visits.night WHERE ${IS_DOCUMENT} ${only})
  WHERE before IS NOT sha256`;
const IN_ORDER = 'ORDER BY sha256, id';

export class Ledger {
  readonly #db: Database.Database;
  readonly #known: Database.Statement<[string], number>;
  readonly #knownFrom: Database.Statement<[string, string], number>;
  readonly #insert: Database.Statement;
  readonly #insertVisit: Database.Statement;

  private constructor(db: Database.Database) {
    this.#db = db;
    this.#known = db.prepare<[string], number>('SELECT 1 FROM visits WHERE sha256 = ? LIMIT 1').pluck();
    this.#knownFrom = db.prepare<[string, string], number>('SELECT 1 FROM visits WHERE sha256 = ? AND source = ? LIMIT 1').pluck();
    this.#insert = db.prepare("INSERT INTO visits (role, verdict, source, at, sha256, bytes, facts) VALUES ('document', 'ok', ?, ?, ?, ?, ?)");
    this.#insertVisit = db.prepare(`
      INSERT INTO visits (night, agency, request, role, candidate, source, at, verdict, sha256, bytes, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (night, agency, request, role) DO NOTHING`);
  }

  /** Opens or creates the ledger. Throws ArchiveError when the file is locked, damaged or of another version. */
  static open(path: string): Ledger {
    return guarded(path, () => {
      const db = new Database(path, { timeout: BUSY_MS });
      try {
        prepare(db, path);
        return new Ledger(db);
      } catch (error) {
        db.close();
        throw error;
      }
    });
  }

  /** Writes the visit unless the same bytes are known from the same source. Returns whether the document is new. */
  record(visit: Visit, sha256: string, bytes: number): boolean {
    const at = (visit.at ?? new Date()).toISOString();
    const write = this.#db.transaction(() => {
      const isNew = this.#known.get(sha256) === undefined;
      if (isNew || this.#knownFrom.get(sha256, visit.source) === undefined) {
        this.#insert.run(visit.source, at, sha256, bytes, JSON.stringify(visit.facts ?? {}));
      }
      return isNew;
    });
    return this.#guarded(() => write.immediate());
  }

  /** Writes a night's visit. */
  recordVisit({ night, agency, request, role, candidate, source, at, verdict, facts }: NightVisit, sha256: string | null, bytes: number): void {
    this.#guarded(() => this.#insertVisit.run(night, agency, request, role, candidate, source, at.toISOString(), verdict, sha256, sha256 === null ? null : bytes, JSON.stringify(facts)));
  }

  /** The file itself, for the journal that stands in it. */
  get db(): Database.Database {
    return this.#db;
  }

  knows(sha256: string): boolean {
    return this.#guarded(() => this.#known.get(sha256) !== undefined);
  }

  /** Every body that a visit speaks of. */
  bodies(): { sha256: string; bytes: number }[] {
    return this.#guarded(() => this.#db.prepare<[], { sha256: string; bytes: number }>('SELECT sha256, max(bytes) AS bytes FROM visits WHERE sha256 IS NOT NULL GROUP BY sha256 ORDER BY sha256').all());
  }

  /** Documents only. Read as a whole, so that the ledger can be written while the caller walks through it. */
  documents(): Found[] {
    return this.#guarded(() => gather(this.#db.prepare<[], SourceRow>(`${appearances()} ${IN_ORDER}`).all()));
  }

  document(sha256: string): Found | undefined {
    return this.#guarded(() => gather(this.#db.prepare<[string, string], SourceRow>(`${appearances('AND source IN (SELECT v.source FROM visits v WHERE v.sha256 = ?)')} AND sha256 = ? ${IN_ORDER}`).all(sha256, sha256))[0]);
  }

  /** The document that was last taken in under a file name. */
  taken(source: string): { sha256: string; bytes: number } | undefined {
    return this.#guarded(() => this.#db.prepare<[string], { sha256: string; bytes: number }>('SELECT sha256, bytes FROM visits WHERE source = ? AND night IS NULL AND sha256 IS NOT NULL ORDER BY id DESC LIMIT 1').get(source));
  }

  visits(sha256: string): VisitRow[] {
    const rows = this.#guarded(() =>
      this.#db.prepare<[string], Row>('SELECT source, at, sha256, bytes, facts FROM visits WHERE sha256 = ? ORDER BY at, id').all(sha256),
    );
    return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) as Record<string, unknown> }));
  }

  close(): void {
    this.#db.close();
  }

  #guarded<T>(work: () => T): T {
    return guarded(this.#db.name, work);
  }
}

function prepare(db: Database.Database, path: string): void {
  const version = db.pragma('user_version', { simple: true });
  if (typeof version !== 'number' || version > VERSION) {
    throw new ArchiveError('version', `the ledger ${path} is of version ${String(version)}, this program knows versions up to ${VERSION}; update the program or name another folder with --archive`);
  }
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  if (version === VERSION) return;
  db.transaction(() => {
    db.exec(STEPS[version]!);
    db.pragma(`user_version = ${VERSION}`);
  }).immediate();
}

const isUrl = (source: string): boolean => /^https?:\/\//i.test(source);

/** One entry per document: addresses before file names, each in the order of the first visit. */
function gather(rows: readonly SourceRow[]): Found[] {
  const found: { sha256: string; bytes: number; places: SourceRow[] }[] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last?.sha256 === row.sha256) last.places.push(row);
    else found.push({ sha256: row.sha256, bytes: row.bytes, places: [row] });
  }
  return found.map(({ sha256, bytes, places }) => {
    const sorted = places.sort((a, b) => Number(isUrl(b.source)) - Number(isUrl(a.source)));
    return { sha256, bytes, sources: [...new Set(sorted.map(({ source }) => source))], names: namesOf(places), appearances: sorted.map(({ source, day }) => ({ source, day })) };
  });
}

/** Names under which links and headers offered a document, each once: by night, and within one in an order that does not depend on who was asked first. */
function namesOf(rows: readonly SourceRow[]): Found['names'] {
  const named = rows.flatMap(({ night, day, name }) => (name === null ? [] : [{ night: night ?? 0, day, name }]));
  const first = new Map<string, string | null>();
  for (const { name, day } of named.sort((a, b) => a.night - b.night || (a.name < b.name ? -1 : 1))) if (!first.has(name)) first.set(name, day);
  return [...first].map(([name, day]) => ({ name, day }));
}
