/** What is worked out of the whole database once, and again only when somebody has written to it. */
import type { Db } from '../../db/open.ts';

interface Kept {
  version: number;
  value: unknown;
}

const kept = new WeakMap<Db, Map<string, Kept>>();

/** At most so many answers are kept for one database; the oldest go first. */
const MOST = 64;

/** The value of `make` under `name`, made anew when another connection has changed the database since. */
export function remembered<T>(db: Db, name: string, make: () => T): T {
  const version = db.pragma('data_version', { simple: true }) as number;
  const values = kept.get(db) ?? new Map<string, Kept>();
  kept.set(db, values);
  const known = values.get(name);
  if (known?.version === version) return known.value as T;
  const value = make();
  values.delete(name);
  values.set(name, { version, value });
  for (const oldest of values.keys()) {
    if (values.size <= MOST) break;
    values.delete(oldest);
  }
  return value;
}
