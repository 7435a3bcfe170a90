/** Why the archive cannot give or take something. */
import Database from 'better-sqlite3';

/** `code` is stable; the message says what happened, where, and what to do. */
export class ArchiveError extends Error {
  readonly code: 'missing' | 'damaged' | 'version' | 'locked' | 'disk_full' | 'not_writable' | 'failed';
  constructor(code: ArchiveError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ArchiveError';
    this.code = code;
  }
}

/** Result codes of SQLite by their beginning; the ledger holds what nothing else knows, so no advice here ends in deleting it. */
const MEANINGS: readonly (readonly [prefix: string, code: ArchiveError['code'], advice: string])[] = [
  ['SQLITE_BUSY', 'locked', 'is in use by another process; wait for it to end, then try again'],
  ['SQLITE_NOTADB', 'damaged', 'is not an SQLite database; put the right file back or name another folder with --archive'],
  ['SQLITE_CORRUPT', 'damaged', 'is damaged; set a copy aside and restore it from a backup, the bodies beside it are untouched'],
  ['SQLITE_FULL', 'disk_full', 'cannot grow: no room left on the disk; free space, then run the command again'],
  ...['WRITE', 'TRUNCATE', 'FSYNC', 'SHMSIZE'].map((what) => [`SQLITE_IOERR_${what}`, 'disk_full', 'cannot grow: a quota or a limit on file sizes is reached, or the disk fails; make room, then run the command again'] as const),
  ['SQLITE_READONLY', 'not_writable', 'cannot be written; check its permissions and those of its folder'],
  ['SQLITE_CANTOPEN', 'not_writable', 'cannot be opened or made; check the permissions of its folder'],
];

/** Runs `work` on the ledger at `path`; errors of SQLite come out as ArchiveError. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const known = MEANINGS.find(([prefix]) => error.code.startsWith(prefix));
    const [, code, advice] = known ?? ['', 'failed' as const, `cannot be read or written (${error.message}); check the disk, then run the command again`];
    throw new ArchiveError(code, `the ledger ${path} ${advice}`, { cause: error });
  }
}
