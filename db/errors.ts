/** One error class for everything that can go wrong with the database file. */
import Database from 'better-sqlite3';

export type StoreErrorCode =
  | 'missing'
  | 'not_a_database'
  | 'not_gongkai'
  | 'corrupt'
  | 'locked'
  | 'newer_schema'
  | 'older_schema'
  | 'other_origin'
  | 'unfinished'
  | 'not_writable'
  | 'disk_full'
  | 'failed'
  | 'unknown_document'
  | 'unknown_agency';

/** `code` is stable; the message says what happened, where, and what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

export const corrupt = (path: string, detail: string, cause?: unknown): StoreError =>
  new StoreError('corrupt', `the database ${path} is damaged (${detail}); set it aside and build it again from the archive: extract --all`, { cause });

/** Nothing can be written any more, whoever says so: SQLite, or the system when a folder is made. */
export const diskFull = (path: string, cause: unknown): StoreError =>
  new StoreError(
    'disk_full', `no room left to write ${path}: the disk is full, or a quota or a limit on file sizes is reached; nothing of the last report was kept: free space, then run the command again`,
    { cause },
  );

/** Errors of the system that mean the same. */
export const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '');

/** SQLite's result codes by their beginning, and what they mean to whoever ran the command. */
const MEANINGS: readonly (readonly [prefix: string, make: (path: string, error: Error) => StoreError])[] = [
  ['SQLITE_BUSY', (path, cause) => new StoreError('locked', `the database ${path} is in use by another process; wait for it to end, then try again`, { cause })],
  ['SQLITE_LOCKED', (path, cause) => new StoreError('locked', `the database ${path} is in use by another statement; try again`, { cause })],
  ['SQLITE_NOTADB', (path, cause) => new StoreError('not_a_database', `${path} is not an SQLite database; name another file with --db or move it away`, { cause })],
  ['SQLITE_CORRUPT', (path, cause) => corrupt(path, cause.message, cause)],
  ['SQLITE_FULL', diskFull],
  // SQLite says FULL for ENOSPC alone; a quota and a limit on file sizes look like writes that failed.
  ['SQLITE_IOERR_WRITE', diskFull],
  ['SQLITE_IOERR_TRUNCATE', diskFull],
  ['SQLITE_IOERR_FSYNC', diskFull],
  ['SQLITE_IOERR_SHMSIZE', diskFull],
  ['SQLITE_READONLY', (path, cause) => new StoreError('not_writable', `the database ${path} cannot be written; check its permissions and those of its folder`, { cause })],
  ['SQLITE_PERM', (path, cause) => new StoreError('not_writable', `the database ${path} cannot be opened; check its permissions`, { cause })],
  ['SQLITE_CANTOPEN', (path, cause) => new StoreError('not_writable', `the database ${path} cannot be opened or made; check the path and the permissions of its folder`, { cause })],
  ['SQLITE_IOERR', (path, cause) => new StoreError('failed', `reading or writing ${path} failed (${cause.message}); check the disk, then run the command again`, { cause })],
];

/** The StoreError that an error of SQLite stands for; any other error comes back as it is. */
function storeError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  return MEANINGS.find(([prefix]) => error.code.startsWith(prefix))?.[1](path, error) ?? error;
}

/** Runs `work`; errors of SQLite come out as StoreError. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error, path);
  }
}

/** As `guarded`, for work that waits. */
export async function guardedAsync<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeError(error, path);
  }
}
