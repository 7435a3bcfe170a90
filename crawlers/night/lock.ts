/** One night at a time: a lock that the system gives back when its holder ends, however it ends. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Takes the archive's lock. @returns how to give it back; null where another run holds it */
export function lockNight(archiveDir: string): (() => void) | null {
  mkdirSync(archiveDir, { recursive: true });
  // SQLite's own file lock: no process id that could go stale.
  const db = new Database(join(archiveDir, 'night.lock'), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return () => db.close();
}
