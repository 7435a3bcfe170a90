/** The journal of the nights, in the ledger's file: which nights there were, what their columns listed, what their links were judged. */
import type Database from 'better-sqlite3';
import { bare } from './fetch/door.ts';
import type { LeftHost } from './fetch/exchange.ts';
import type { Role } from './ledger.ts';

export const NIGHTS = `
  -- One night: it may be interrupted and go on; ended_at is null until it came to its end.
  CREATE TABLE nights (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
    origin TEXT NOT NULL CHECK (origin IN ('live', 'replica')),
    scope TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT
  ) STRICT;
  -- What became of a source of an agency in a night.
  CREATE TABLE columns (
    night INTEGER NOT NULL REFERENCES nights,
    agency TEXT NOT NULL,
    source TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('listed', 'empty', 'not_understood', 'failed', 'not_runnable', 'cut_short')),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    vouched INTEGER NOT NULL CHECK (vouched IN (0, 1)),
    links INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (night, agency, source)
  ) STRICT, WITHOUT ROWID;
  -- What a link was judged; a row only where that is new.
  CREATE TABLE candidates (
    night INTEGER NOT NULL REFERENCES nights,
    agency TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    listed_on TEXT NOT NULL,
    published_on TEXT,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'doubtful')),
    rule TEXT NOT NULL,
    year INTEGER,
    relation TEXT NOT NULL,
    PRIMARY KEY (agency, url, night)
  ) STRICT, WITHOUT ROWID;
`;

export type Origin = 'live' | 'replica';

export interface Night {
  id: number;
  /** The day it stands for. */
  day: string;
  origin: Origin;
  /** What it was asked to visit; a night of another scope is another night. */
  scope: string;
  endedAt: string | null;
}

export type ColumnStatus = 'listed' | 'empty' | 'not_understood' | 'failed' | 'not_runnable' | 'cut_short';

export interface ColumnOutcome {
  source: string;
  status: ColumnStatus;
  /** All its pages were read, not only the first for news. */
  complete: boolean;
  /** A column that calls itself one of annual reports was among those listed. */
  vouched: boolean;
  links: number;
  /** Requests that listing it took. */
  requests: number;
  /** One line: address and verdict, or what was listed. */
  detail: string;
}

export interface Candidate {
  url: string;
  title: string;
  source: string;
  listedOn: string;
  publishedOn: string | null;
  verdict: 'accepted' | 'rejected' | 'doubtful';
  rule: string;
  year: number | null;
  relation: string;
}

/** A visit as the journal gives it back. */
export interface Visited {
  candidate: string | null;
  night: number;
  day: string;
  agency: string;
  source: string;
  role: Role;
  verdict: string;
  sha256: string | null;
  facts: Record<string, unknown>;
}

type Row = Omit<Visited, 'facts'> & { facts: string };

const VISITED = 'SELECT v.candidate, v.night, n.day, v.agency, v.source, v.role, v.verdict, v.sha256, v.facts FROM visits v JOIN nights n ON n.id = v.night';
const unpack = (row: Row): Visited => ({ ...row, facts: JSON.parse(row.facts) as Record<string, unknown> });

export class Journal {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** The night of this day and scope that was begun and not ended, or a new one. */
  begin(day: string, origin: Origin, scope: string, at: Date): Night {
    return this.#db.transaction(() => {
      const open = this.#db
        .prepare<[string, string, string], Night>('SELECT id, day, origin, scope, ended_at AS endedAt FROM nights WHERE day = ? AND origin = ? AND scope = ? AND ended_at IS NULL')
        .get(day, origin, scope);
      if (open !== undefined) return open;
      const { lastInsertRowid } = this.#db.prepare('INSERT INTO nights (day, origin, scope, started_at) VALUES (?, ?, ?, ?)').run(day, origin, scope, at.toISOString());
      return { id: Number(lastInsertRowid), day, origin, scope, endedAt: null };
    }).immediate();
  }

  end(night: number, at: Date): void {
    this.#db.prepare('UPDATE nights SET ended_at = ? WHERE id = ? AND ended_at IS NULL').run(at.toISOString(), night);
  }

  /** Origin of all nights so far; null where there was none. */
  origin(): Origin | null {
    return this.#db.prepare<[], Origin>('SELECT origin FROM nights LIMIT 1').pluck().get() ?? null;
  }

  nights(): Night[] {
    return this.#db.prepare<[], Night>('SELECT id, day, origin, scope, ended_at AS endedAt FROM nights ORDER BY id').all();
  }

  /** What a request of this night came to, if it was answered already, in a role or in any. */
  answered(night: number, agency: string, request: string, role: Role | null = null): Visited | null {
    const row = this.#db
      .prepare<[number, string, string, Role | null, Role | null], Row>(`${VISITED} WHERE v.night = ? AND v.agency = ? AND v.request = ? AND (? IS NULL OR v.role = ?)`)
      .get(night, agency, request, role, role);
    return row === undefined ? null : unpack(row);
  }

  /** Whether a body was known before a night. */
  knew(night: number, sha256: string): boolean {
    return this.#db.prepare<[string, number], number>('SELECT 1 FROM visits WHERE sha256 = ? AND (night IS NULL OR night < ?) LIMIT 1').pluck().get(sha256, night) !== undefined;
  }

  /** The last visits of nights before this one that asked the same for the agency, newest first. */
  before(night: number, agency: string, request: string, limit = 1): Visited[] {
    return this.#db
      .prepare<[string, string, number, number], Row>(`${VISITED} WHERE v.agency = ? AND v.request = ? AND v.night < ? ORDER BY v.night DESC LIMIT ?`)
      .all(agency, request, night, limit)
      .map(unpack);
  }

  /** Every visit of an agency whose body is read as a document, or was to be, oldest first. */
  documentVisits(agency: string, upTo: number): Visited[] {
    return this.#db.prepare<[string, number], Row>(`${VISITED} WHERE v.agency = ? AND v.role = 'document' AND v.night <= ? ORDER BY v.id`).all(agency, upTo).map(unpack);
  }

  /**
   * What this night has learned of hosts so far, for whoever goes on with it. `left`: those to be left alone for the rest of it, since
   * when and why; `silent`: to how many requests in a row, up to the last one, a host gave no answer.
   */
  hosts(night: number): { left: Map<string, Omit<LeftHost, 'host'> & { since: number }>; silent: Map<string, number> } {
    const left = new Map<string, Omit<LeftHost, 'host'> & { since: number }>();
    const silent = new Map<string, number>();
    // An answer that is kept in two roles was one.
    const rows = this.#db
      .prepare<[number], { source: string; at: string; facts: string }>('SELECT source, at, facts FROM visits WHERE id IN (SELECT min(id) FROM visits WHERE night = ? GROUP BY agency, request) ORDER BY id')
      .iterate(night);
    for (const { source, at, facts } of rows) {
      const said = JSON.parse(facts) as { status: number | null; url?: string; redirects?: string[]; left?: LeftHost; silent?: string };
      for (const url of said.status === null ? (said.redirects ?? []) : [...(said.redirects ?? []), said.url ?? source]) silent.delete(bare(new URL(url).hostname));
      if (said.silent !== undefined) silent.set(said.silent, (silent.get(said.silent) ?? 0) + 1);
      if (said.left !== undefined && !left.has(said.left.host)) left.set(said.left.host, { since: Date.parse(at), why: said.left.why, verdict: said.left.verdict });
    }
    return { left, silent };
  }

  /** Requests and listed links of the nights of a scope before this one, newest first. */
  totals(night: number, scope: string, limit: number): { requests: number; links: number }[] {
    return this.#db
      .prepare<[string, number, number], { requests: number; links: number }>(`
        SELECT (SELECT count(*) FROM visits v WHERE v.night = n.id AND v.role <> 'robots') AS requests, (SELECT total(c.links) FROM columns c WHERE c.night = n.id) AS links
        FROM nights n WHERE n.scope = ? AND n.id < ? AND n.ended_at IS NOT NULL ORDER BY n.id DESC LIMIT ?`)
      .all(scope, night, limit);
  }

  putColumn(night: number, agency: string, { source, status, complete, vouched, links, requests, detail }: ColumnOutcome): void {
    this.#db
      .prepare('INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (night, agency, source) DO UPDATE SET status = excluded.status, complete = excluded.complete, vouched = excluded.vouched, links = excluded.links, requests = excluded.requests, detail = excluded.detail')
      .run(night, agency, source, status, complete ? 1 : 0, vouched ? 1 : 0, links, requests, detail);
  }

  /** Outcomes of an agency's sources up to a night, newest first. */
  columns(agency: string, upTo: number): (ColumnOutcome & { night: number; day: string })[] {
    return this.#db
      .prepare<[string, number], Omit<ColumnOutcome, 'complete' | 'vouched'> & { complete: number; vouched: number; night: number; day: string }>(
        'SELECT c.night, n.day, c.source, c.status, c.complete, c.vouched, c.links, c.requests, c.detail FROM columns c JOIN nights n ON n.id = c.night WHERE c.agency = ? AND c.night <= ? ORDER BY c.night DESC, c.source',
      )
      .all(agency, upTo)
      .map((it) => ({ ...it, complete: it.complete === 1, vouched: it.vouched === 1 }));
  }

  /** Keeps a judgement where it differs from the last one of the same link. */
  putCandidate(night: number, agency: string, it: Candidate): void {
    this.#db
      .prepare(`
        INSERT INTO candidates (night, agency, url, title, source, listed_on, published_on, verdict, rule, year, relation)
        SELECT @night, @agency, @url, @title, @source, @listedOn, @publishedOn, @verdict, @rule, @year, @relation
        WHERE (SELECT (title, source, verdict, rule, relation) IS NOT (@title, @source, @verdict, @rule, @relation) OR year IS NOT @year OR published_on IS NOT @publishedOn
               FROM candidates WHERE agency = @agency AND url = @url ORDER BY night DESC LIMIT 1) IS NOT 0
        ON CONFLICT (agency, url, night) DO UPDATE SET title = excluded.title, source = excluded.source, listed_on = excluded.listed_on,
          published_on = excluded.published_on, verdict = excluded.verdict, rule = excluded.rule, year = excluded.year, relation = excluded.relation`)
      .run({ night, agency, ...it });
  }

  /** The last judgement of every link of an agency up to a night, in order of address. */
  candidates(agency: string, upTo: number): (Candidate & { night: number })[] {
    return this.#db
      .prepare<[string, number], Candidate & { night: number }>(`
        SELECT c.night, c.url, c.title, c.source, c.listed_on AS listedOn, c.published_on AS publishedOn, c.verdict, c.rule, c.year, c.relation
        FROM candidates c WHERE c.agency = ? AND c.night = (SELECT max(night) FROM candidates l WHERE l.agency = c.agency AND l.url = c.url AND l.night <= ?) ORDER BY c.url`)
      .all(agency, upTo);
  }
}
