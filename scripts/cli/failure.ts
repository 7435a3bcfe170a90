/** Every way a command can fail: one line for people, one exit code for programs. */
import { CommanderError } from 'commander';
import { ArchiveError } from '../../crawlers/archive.ts';
import { OriginError } from '../../crawlers/night/crawl.ts';
import { OverrideError } from '../../data/overrides.ts';
import { RegistryError } from '../../data/registry.ts';
import { StoreError } from '../../db/store.ts';
import { PoolError } from '../../extractors/pool.ts';
import { EXIT, type Exit } from './exit.ts';

/** A failure that the command itself foresaw. The message says what happened, where, and what to do. */
export class Failure extends Error {
  readonly exit: Exit;
  constructor(exit: Exit, message: string) {
    super(message);
    this.name = 'Failure';
    this.exit = exit;
  }
}

const STORE: Record<StoreError['code'], Exit> = {
  missing: EXIT.missing,
  not_a_database: EXIT.damaged,
  not_gongkai: EXIT.damaged,
  corrupt: EXIT.damaged,
  locked: EXIT.locked,
  newer_schema: EXIT.otherVersion,
  older_schema: EXIT.otherVersion,
  other_origin: EXIT.damaged,
  unfinished: EXIT.damaged,
  not_writable: EXIT.notPermitted,
  disk_full: EXIT.diskFull,
  failed: EXIT.failed,
  unknown_document: EXIT.notStored,
  unknown_agency: EXIT.unknownAgency,
};

const ARCHIVE: Record<ArchiveError['code'], Exit> = {
  missing: EXIT.notStored,
  damaged: EXIT.damaged,
  version: EXIT.otherVersion,
  locked: EXIT.locked,
  disk_full: EXIT.diskFull,
  not_writable: EXIT.notPermitted,
  failed: EXIT.failed,
};

const SYSTEM: Record<string, readonly [exit: Exit, what: string]> = {
  ENOENT: [EXIT.missing, 'there is no such file or folder'],
  ENOTDIR: [EXIT.missing, 'a part of the path is not a folder'],
  EEXIST: [EXIT.missing, 'a file stands where a folder is needed'],
  EISDIR: [EXIT.missing, 'this is a folder, a file is needed'],
  ENOSPC: [EXIT.diskFull, 'no room left on the disk; free space, then run the command again'],
  EDQUOT: [EXIT.diskFull, 'the disk quota is used up; free space, then run the command again'],
  EFBIG: [EXIT.diskFull, 'the file may not grow further; raise the limit on file sizes, then run the command again'],
  EACCES: [EXIT.notPermitted, 'permission denied'],
  EPERM: [EXIT.notPermitted, 'permission denied'],
  EROFS: [EXIT.notPermitted, 'the file system is read-only'],
};

/** The one line and the exit code of an error. */
export function explain(error: unknown): { message: string; exit: Exit } {
  if (error instanceof Failure) return { message: error.message, exit: error.exit };
  if (error instanceof StoreError) return { message: error.message, exit: STORE[error.code] };
  if (error instanceof ArchiveError) return { message: error.message, exit: ARCHIVE[error.code] };
  if (error instanceof OriginError) return { message: error.message, exit: EXIT.damaged };
  if (error instanceof RegistryError) return { message: `agency registry: ${error.message}`, exit: EXIT.badData };
  if (error instanceof OverrideError) return { message: `reviewed overrides: ${error.message}`, exit: EXIT.badData };
  if (error instanceof CommanderError) return { message: error.message.replace(/^error: /, ''), exit: error.exitCode === 0 ? EXIT.ok : EXIT.usage };
  const { code, path, message } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : SYSTEM[code];
  if (known) return { message: path === undefined ? `${known[1]} (${message})` : `${path}: ${known[1]}`, exit: known[0] };
  const { stack } = error as Error;
  const at = stack?.split('\n').find((line) => /^\s+at /.test(line))?.trim().replace(/\(?(?:file:\/\/)?[^\s(]*\/(?=[^/]+:\d+:\d+)/, '(') ?? '';
  return { message: `internal error: ${error instanceof Error ? `${error.name}: ${message}` : String(error)} ${at}`.trim(), exit: EXIT.failed };
}

/**
 * Whether going on with the next document is pointless: database, archive, disk or program failed, not the document. (A body
 * that is missing or damaged concerns its own document only.)
 */
export function isFatal(error: unknown): boolean {
  if (error instanceof ArchiveError) return error.code !== 'missing' && error.code !== 'damaged';
  return error instanceof StoreError || error instanceof PoolError || explain(error).exit === EXIT.diskFull;
}
