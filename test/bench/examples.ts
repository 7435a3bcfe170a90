/** The example queries on a database of the size that the project is for. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLE_QUERIES } from '../../db/examples.ts';
import { openDatabase } from '../../db/open.ts';
import type { Db } from '../../db/open.ts';
import { makeLarge } from './large.ts';
import { median } from './row.ts';
import type { Row } from './row.ts';

const ROUNDS = 5;
const LIMIT_MS = 100;

/** Runs every example query on the database at `path`; one is made there, or in a temporary folder, where there is none. */
export function benchExamples(path: string | undefined, tell: (line: string) => void): Row[] {
  const folder = path === undefined ? mkdtempSync(join(tmpdir(), 'gongkai-bench-')) : undefined;
  const file = path ?? join(folder!, 'gongkai.sqlite');
  try {
    if (!existsSync(file)) makeLarge(file, { tell });
    const db = openDatabase(file, { origin: 'replica' }); // for writing: the derived parts are those of this code
    try {
      const reports = db.prepare<[], number>('SELECT count(*) FROM report').pluck().get() ?? 0;
      return EXAMPLE_QUERIES.map(({ id, titleEn, sql }) => measured(db, id, titleEn, sql, reports));
    } finally {
      db.close();
    }
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function measured(db: Db, id: string, title: string, sql: string, reports: number): Row {
  const statement = db.prepare(sql).raw();
  let rows = 0;
  const times = Array.from({ length: ROUNDS }, () => {
    const start = process.hrtime.bigint();
    rows = statement.all().length;
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  const ms = median(times);
  return {
    what: `example ${id}`, asked: `< ${LIMIT_MS} ms`, reached: `${ms.toFixed(1)} ms`, met: ms < LIMIT_MS,
    note: `${rows.toLocaleString('en')} rows; ${reports.toLocaleString('en')} reports, median of ${ROUNDS}; ${title}`,
  };
}
