/** What an export must remember while it runs, in a database of its own that SQLite keeps on disk where it grows. */
import Database from 'better-sqlite3';
import type { Memory, Written } from './capture.ts';

const TABLES = `
  CREATE TABLE bodies (sha256 TEXT PRIMARY KEY, record TEXT NOT NULL, uri TEXT NOT NULL, date TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE answers (visit INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT;
  CREATE TABLE entries (key TEXT NOT NULL, time TEXT NOT NULL, ordinal INTEGER NOT NULL, part INTEGER NOT NULL, rest TEXT NOT NULL, PRIMARY KEY (key, time, ordinal)) STRICT, WITHOUT ROWID;
`;

/** A line of the index, but for the name of its file. */
export interface Entry {
  key: string;
  time: string;
  part: number;
  /** JSON object. */
  rest: string;
}

export class Scratch implements Memory {
  readonly #db = new Database('');
  readonly #body;
  readonly #putBody;
  readonly #answer;
  readonly #putAnswer;
  readonly #putEntry;
  #entries = 0;

  constructor() {
    const db = this.#db;
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.exec(TABLES);
    this.#body = db.prepare<[string], Written>('SELECT record, uri, date FROM bodies WHERE sha256 = ?');
    this.#putBody = db.prepare<[string, string, string, string]>('INSERT INTO bodies VALUES (?, ?, ?, ?)');
    this.#answer = db.prepare<[number], string>('SELECT record FROM answers WHERE visit = ?').pluck();
    this.#putAnswer = db.prepare<[number, string]>('INSERT INTO answers VALUES (?, ?)');
    this.#putEntry = db.prepare<[string, string, number, number, string]>('INSERT INTO entries VALUES (?, ?, ?, ?, ?)');
    // One transaction to the end: nothing of it is kept.
    db.exec('BEGIN');
  }

  body(sha256: string): Written | null {
    return this.#body.get(sha256) ?? null;
  }

  keepBody(sha256: string, { record, uri, date }: Written): void {
    this.#putBody.run(sha256, record, uri, date);
  }

  answer(visit: number): string | null {
    return this.#answer.get(visit) ?? null;
  }

  keepAnswer(visit: number, record: string): void {
    this.#putAnswer.run(visit, record);
  }

  keepEntry({ key, time, part, rest }: Entry): void {
    this.#entries += 1;
    this.#putEntry.run(key, time, this.#entries, part, rest);
  }

  /** In the order of an index: by the bytes of key and time. */
  entries(): Iterable<Entry> {
    return this.#db.prepare<[], Entry>('SELECT key, time, part, rest FROM entries ORDER BY key, time, ordinal').iterate();
  }

  close(): void {
    this.#db.close();
  }
}
