/** Databases in a temporary folder, gone after the test file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import type { Db, OpenOptions } from '../../db/open.ts';
import { Store } from '../../db/store.ts';
import type { AgencyRecord } from '../../db/store.ts';
import type { Extraction } from '../../extractors/report.ts';
import { carriedOut, sha256Of, syntheticReport } from './synthetic.ts';
import type { SyntheticReport } from './synthetic.ts';

const opened: Db[] = [];
let folder: string | undefined;
let made = 0;

afterAll(() => {
  for (const db of opened) db.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** A path that does not exist yet, in a folder of this test file's own. */
export function freshPath(name = 'gongkai.sqlite'): string {
  folder ??= mkdtempSync(join(tmpdir(), 'gongkai-db-'));
  made += 1;
  return join(folder, `${made}-${name}`);
}

export function freshDatabase(path = freshPath(), options: OpenOptions = {}): Db {
  const db = openDatabase(path, options);
  opened.push(db);
  return db;
}

export function freshStore(agencies: readonly AgencyRecord[] = []): { db: Db; store: Store } {
  const db = freshDatabase();
  const store = new Store(db);
  store.syncAgencies(agencies);
  return { db, store };
}

/** Stores a report as the commands do: the document, then its reading. */
export function put(store: Store, report: { document: SyntheticReport['document']; extraction: Extraction }, codeVersion = 'v1') {
  return store.takeIn(report.document, { codeVersion, extraction: report.extraction });
}

/** Reports of every agency for these years, carrying over from year to year. */
export function series(agencies: readonly AgencyRecord[], years: readonly number[]): SyntheticReport[] {
  return agencies.flatMap((agency) => {
    let carriedIn: Map<string, number> | undefined;
    return years.map((fiscalYear) => {
      const report = syntheticReport({ agency, fiscalYear, prose: 300, ...(carriedIn ? { carriedIn } : {}) });
      carriedIn = carriedOut(report.extraction);
      return report;
    });
  });
}

/** A document that was refused. */
export const refused = (name: string, status: 'not_a_report' | 'empty_form' | 'unreadable', code: string, reason: string) => ({
  document: { sha256: sha256Of(name), bytes: 10, format: null, sources: [name] },
  extraction: { status, code, reason } as Extraction,
});

export const totalChanges = (db: Db): number => db.prepare('SELECT total_changes()').pluck().get() as number;

/** Every row of every table, row numbers included: what "nothing changed" means. The planner's statistics stay out. */
export function everyRow(db: Db): string {
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`).pluck().all();
  return JSON.stringify(tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}"`).raw().all()]));
}

/** The code of the StoreError that `work` throws. */
export function storeErrorOf(work: () => unknown): { code: string; message: string } {
  try {
    work();
  } catch (error) {
    const { name, code, message } = error as { name: string; code: string; message: string };
    return { code: name === 'StoreError' ? code : `${name}: ${message}`, message };
  }
  return { code: 'nothing was thrown', message: '' };
}
