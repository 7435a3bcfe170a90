/** Builds the database beside the one that is read, and puts it in its place whole: readers never meet a half-written file. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { guarded, StoreError } from '../../db/errors.ts';
import { openDatabase, type Db, type Origin } from '../../db/open.ts';
import { demandOrigin } from '../../db/origin.ts';
import { EXIT } from './exit.ts';
import { Failure } from './failure.ts';

const SIDES = ['-wal', '-shm', '-journal'];

/**
 * Where the next edition of a database is built. What a killed run left there is begun anew from the published one. Throws StoreError
 * where that is of the other origin, damaged, or none of ours.
 */
export function beginEdition(db: string, origin: Origin): string {
  if (existsSync(db)) refuseOther(db, origin);
  const building = `${db}.building`;
  for (const path of [building, ...SIDES.map((side) => building + side)]) rmSync(path, { force: true });
  if (existsSync(db)) {
    guarded(db, () => {
      const published = new Database(db, { readonly: true, fileMustExist: true });
      try {
        published.prepare('VACUUM INTO ?').run(building);
      } finally {
        published.close();
      }
    });
  }
  return building;
}

/** Reads only. One of an older schema is brought up to date in its next edition, and judged there. */
function refuseOther(db: string, origin: Origin): void {
  let published: Db;
  try {
    published = openDatabase(db, { readonly: true });
  } catch (error) {
    if (error instanceof StoreError && error.code === 'older_schema') return;
    throw error;
  }
  try {
    demandOrigin(published, db, origin);
  } finally {
    published.close();
  }
}

/** Checks the new edition and puts it in the place of the old one. A reader that has the old file open keeps it. */
export function publishEdition(building: string, db: string): void {
  guarded(building, () => settle(building));
  const found = guarded(building, () => check(building));
  if (found !== 'ok') throw new Failure(EXIT.damaged, `the new edition ${building} is damaged (${found}); ${db} was left as it is; run the command again`);
  // A log that belongs to the old file must not be taken for the new one's.
  if (existsSync(`${db}-wal`)) guarded(db, () => settle(db));
  sync(building);
  renameSync(building, db);
  sync(dirname(db));
}

/** Folds the write-ahead log into the file and leaves one plain file. */
function settle(path: string): void {
  const file = new Database(path, { timeout: 10_000, fileMustExist: true });
  try {
    file.pragma('wal_checkpoint(TRUNCATE)');
    file.pragma('journal_mode = DELETE');
  } finally {
    file.close();
  }
}

function check(path: string): string {
  const file = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return String(file.pragma('quick_check(1)', { simple: true }));
  } finally {
    file.close();
  }
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
