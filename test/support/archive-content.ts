/** What an archive holds as text that depends neither on when its nights ran nor on the order in which their answers came. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Tables of the ledger and their content, without times and row numbers. */
const PARTS: readonly (readonly [name: string, sql: string])[] = [
  ['night', 'SELECT id, day, origin, scope, ended_at IS NOT NULL FROM nights'],
  ['column', 'SELECT * FROM columns'],
  ['candidate', 'SELECT * FROM candidates'],
  ['visit', 'SELECT night, agency, request, role, candidate, source, verdict, sha256, bytes, facts FROM visits'],
];

/** One line per night, column, candidate, visit and body, sorted. */
export function archiveContent(dir: string): string[] {
  const db = new Database(join(dir, 'ledger.sqlite'), { readonly: true });
  try {
    const rows = PARTS.flatMap(([name, sql]) => (db.prepare(sql).raw().all() as unknown[][]).map((row) => `${name}\t${JSON.stringify(row)}`));
    const objects = join(dir, 'objects');
    const bodies = readdirSync(objects).flatMap((folder) => readdirSync(join(objects, folder)).map((rest) => `body\t${folder}${rest}`));
    return [...rows, ...bodies].sort();
  } finally {
    db.close();
  }
}

/** Lines that only one of two sorted lists has, marked with `-` and `+`. */
export function differences(before: readonly string[], after: readonly string[]): string[] {
  const [old, now] = [new Set(before), new Set(after)];
  return [...before.filter((line) => !now.has(line)).map((line) => `- ${line}`), ...after.filter((line) => !old.has(line)).map((line) => `+ ${line}`)];
}
