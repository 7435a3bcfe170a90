/** Opens the database: checks what the file is, brings its schema up to date, refuses what it cannot trust. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { isFinished, refreshDerived } from './derived-parts.ts';
import { corrupt, diskFull, guarded, isDiskFull, StoreError } from './errors.ts';
import { claimOrigin, demandOrigin } from './origin.ts';
import type { Origin } from './origin.ts';

export { bannerOf, originOf } from './origin.ts';
export type { Origin } from './origin.ts';

export type Db = Database.Database;

export interface OpenOptions {
  /** Open for reading only: nothing is made, migrated or refreshed. */
  readonly?: boolean;
  /** What will be written: `live` if not given. A new database becomes that for ever; one of the other origin is refused. */
  origin?: Origin;
  /** How long to wait for another process's write, in milliseconds. */
  timeoutMs?: number;
}

/** `application_id` in the file's header: "GKAI". */
const APPLICATION_ID = 0x474b4149;

/** Up to this size a file is checked whole (`quick_check`) before it is written to: a third of a second at most. */
const CHECKED_BYTES = 64 * 1024 * 1024;

const migrationsDir = join(import.meta.dirname, 'migrations');

/** The numbered migrations, in order: `0001_name.sql` is number 1. */
export function migrations(dir = migrationsDir): { number: number; name: string; sql: string }[] {
  return readdirSync(dir)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 4)), name, sql: readFileSync(join(dir, name), 'utf8') }));
}

/**
 * The database at `path`, made where there is none (with its folder), its schema current, in WAL mode with foreign keys on.
 * Throws StoreError: `missing`, `not_a_database`, `not_gongkai`, `corrupt`, `locked`, `newer_schema`, `older_schema`,
 * `other_origin`, `unfinished`, `not_writable`, `disk_full`.
 */
export function openDatabase(path: string, options: OpenOptions = {}): Db {
  const file = resolve(path);
  return guarded(path, () => {
    prepareFile(file, path, options.readonly ?? false);
    const db = new Database(file, { readonly: options.readonly ?? false, timeout: options.timeoutMs ?? 5000 });
    try {
      identify(db, path);
      if (options.readonly) demandCurrent(db, path);
      else makeCurrent(db, path, file, options.origin ?? 'live');
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Sweeps the whole file. Throws StoreError `corrupt` with SQLite's first complaint. Takes about a second per 100 MB. */
export function checkIntegrity(db: Db): void {
  guarded(db.name, () => complain(db, 'integrity_check', db.name));
}

function prepareFile(file: string, path: string, readonly: boolean): void {
  if (existsSync(file)) {
    if (statSync(file).isDirectory()) throw new StoreError('not_a_database', `${path} is a folder, not a database; name a file with --db`);
    return;
  }
  if (readonly) throw new StoreError('missing', `there is no database at ${path}; make one with: extract --from DIR --db ${path}`);
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    if (isDiskFull(cause)) throw diskFull(path, cause);
    throw new StoreError('not_writable', `the folder of ${path} cannot be made (${(cause as Error).message}); name another place with --db`, { cause });
  }
}

/** Refuses files that are someone else's: never add tables to a stranger's database. */
function identify(db: Db, path: string): void {
  const tables = db.prepare(`SELECT count(*) FROM sqlite_schema`).pluck().get() as number;
  const application = db.pragma('application_id', { simple: true }) as number;
  if (tables === 0 && db.readonly) throw unfinished(path);
  if (application !== APPLICATION_ID && tables > 0) {
    throw new StoreError('not_gongkai', `${path} is an SQLite database, but not one of Gongkai; name another file with --db`);
  }
}

const schemaOf = (db: Db): number => db.pragma('user_version', { simple: true }) as number;

function newer(path: string, found: number, known: number): StoreError {
  return new StoreError('newer_schema', `${path} was written by a newer Gongkai (schema ${found}, this one knows ${known}); update the program`);
}

function unfinished(path: string): StoreError {
  return new StoreError('unfinished', `the database ${path} was not made to its end, the run that made it was stopped; run that once more: extract --changed --db ${path}`);
}

function demandCurrent(db: Db, path: string): void {
  const known = migrations().length;
  const found = schemaOf(db);
  if (found > known) throw newer(path, found, known);
  if (found < known) {
    throw new StoreError('older_schema', `${path} has schema ${found}, this Gongkai needs ${known}; bring it up to date by opening it for writing once: extract --changed --db ${path}`);
  }
  if (!isFinished(db)) throw unfinished(path);
}

function makeCurrent(db: Db, path: string, file: string, origin: Origin): void {
  const steps = migrations();
  const found = schemaOf(db);
  if (found > steps.length) throw newer(path, found, steps.length);
  if (found > 0 && statSync(file).size <= CHECKED_BYTES) complain(db, 'quick_check', path);
  demandOrigin(db, path, origin);
  if (found === 0) db.pragma('page_size = 8192'); // wide panel rows fit; takes effect while the file is empty
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma('cache_size = -65536');
  db.pragma('wal_autocheckpoint = 4000'); // 32 MB: a checkpoint every few hundred reports
  for (const step of steps.slice(found)) migrate(db, step);
  claimOrigin(db, path, origin);
  refreshDerived(db);
}

function migrate(db: Db, step: { number: number; sql: string }): void {
  db.transaction(() => {
    if (schemaOf(db) >= step.number) return; // another process was faster
    db.unsafeMode(true); // a migration may rewrite the schema
    try {
      db.exec(step.sql);
    } finally {
      db.unsafeMode(false);
    }
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${step.number}`);
  }).immediate();
}

function complain(db: Db, pragma: 'quick_check' | 'integrity_check', path: string): void {
  const verdict = db.pragma(`${pragma}(1)`, { simple: true }) as string;
  if (verdict !== 'ok') throw corrupt(path, verdict.split('\n')[0] ?? verdict);
}
