/** Whether a database holds what live portals publish or what the replica invents: the two never mix. */
import { StoreError } from './errors.ts';
import type { Db } from './open.ts';

export type Origin = 'live' | 'replica';

/** SQL: the origin of the database that is read, for the views. */
export const ORIGIN_SQL = '(SELECT origin FROM origin)';

/** What the file says of its origin: the topic `origin` of the table `about`. */
export const ORIGIN_TEXT: Readonly<Record<Origin, string>> = {
  live: 'live: 文件来自各机关网站或由使用者提供。Documents of the agencies’ own portals, or given by whoever made this file.',
  replica:
    'replica: 本文件取自本地模拟网站，其中的数字多为虚构，不得引用。Documents of the local replica of the portals: most of their figures are invented, and none may be cited. Every row of the views says so in the column `origin`.',
};

const MEANING: Readonly<Record<Origin, string>> = { live: 'documents of live portals', replica: 'documents of the replica' };

const hasTable = (db: Db, name: string): boolean => db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(name) !== undefined;

const stored = (db: Db): Origin | undefined => (hasTable(db, 'origin') ? db.prepare<[], Origin>('SELECT origin FROM origin').pluck().get() : undefined);

/** The origin of a database; null where none is set yet. One that was filled before origins were kept is live. */
export function originOf(db: Db): Origin | null {
  const isFilled = (): boolean => hasTable(db, 'document') && db.prepare('SELECT 1 FROM document LIMIT 1').get() !== undefined;
  return stored(db) ?? (isFilled() ? 'live' : null);
}

/** What to say wherever figures of this database are shown: null for live ones, one line for those of the replica. */
export const bannerOf = (db: Db): string | null => (originOf(db) === 'replica' ? ORIGIN_TEXT.replica : null);

/** Throws StoreError `other_origin` where the database at `path` is of the other origin. Writes nothing. */
export function demandOrigin(db: Db, path: string, origin: Origin): void {
  const found = originOf(db) ?? origin;
  if (found === origin) return;
  throw new StoreError('other_origin', `the database ${path} holds ${MEANING[found]}, this run would write ${MEANING[origin]}; the two never mix: name another file with --db`);
}

/** Sets the origin where none is set yet; from then on it stays. */
export function claimOrigin(db: Db, path: string, origin: Origin): void {
  if (stored(db) !== undefined) return;
  db.transaction(() => {
    demandOrigin(db, path, origin); // another process may have been faster
    db.prepare('INSERT OR IGNORE INTO origin VALUES (1, ?)').run(origin);
  }).immediate();
}
