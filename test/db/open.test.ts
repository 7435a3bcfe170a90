/** Opening: what the file is, bringing it up to date, and one clear error for everything that can be wrong with it. */
import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { checkIntegrity, migrations, openDatabase } from '../../db/open.ts';
import { Store } from '../../db/store.ts';
import { everyRow, freshDatabase, freshPath, put, series, storeErrorOf } from './support.ts';
import { syntheticAgencies } from './synthetic.ts';

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const WRITING = fileURLToPath(new URL('./fixtures/endless-writing.ts', import.meta.url));

function filled(path = freshPath()): string {
  const db = openDatabase(path);
  const store = new Store(db);
  const agencies = syntheticAgencies(3);
  store.syncAgencies(agencies);
  for (const report of series(agencies, [2020, 2021])) put(store, report);
  store.finish();
  db.close();
  return path;
}

/** Writes garbage over a stretch of the file. */
function garble(path: string, from: number, bytes: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, from);
  closeSync(file);
}

describe('a new database', () => {
  it('is made with its folder, current, in WAL mode, with foreign keys', () => {
    const path = join(dirname(freshPath()), 'a', 'b', 'new.sqlite');
    const db = freshDatabase(path);
    expect(db.pragma('user_version', { simple: true })).toBe(migrations().length);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.prepare('SELECT count(*) FROM panel').pluck().get()).toBe(0);
  });

  it('has numbered migrations without gaps', () => {
    expect(migrations().map((m) => m.number)).toEqual(migrations().map((_, i) => i + 1));
  });

  it('holds only STRICT tables, apart from the search index', () => {
    const tables = freshDatabase().prepare<[], { name: string; strict: number }>(
      `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    );
    expect(tables.all().filter((table) => table.strict === 0)).toEqual([]);
    expect(tables.all().length).toBeGreaterThan(20);
  });
});

describe('opening again', () => {
  it('changes nothing', () => {
    const path = filled();
    const before = readFileSync(path);
    openDatabase(path).close();
    openDatabase(path, { readonly: true }).close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('makes the derived parts anew when the code behind them changed, the same as before', () => {
    const path = filled();
    const first = openDatabase(path);
    const before = everyRow(first);
    first.exec(`
      UPDATE setting SET value = 'of an older program'; DROP VIEW cells; CREATE VIEW outdated AS SELECT 1; DELETE FROM example_queries;
      UPDATE panel_row SET t3_new_total = 77; UPDATE code SET name_en = 'x'; UPDATE word SET meaning = 'x'; INSERT INTO search (search) VALUES ('delete-all')`);
    first.close();
    const again = freshDatabase(path);
    expect(again.prepare('SELECT count(*) FROM cells').pluck().get()).toBeGreaterThan(1000);
    expect(again.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'outdated'`).pluck().get()).toBe(0);
    expect(again.prepare(`SELECT count(*) FROM search WHERE search MATCH '公开'`).pluck().get()).toBeGreaterThan(0);
    const withoutIndex = (rows: string) => (JSON.parse(rows) as [string, unknown][]).filter(([name]) => !name.startsWith('search'));
    expect(withoutIndex(everyRow(again))).toEqual(withoutIndex(before));
  });
});

describe('what cannot be opened', () => {
  it.each([
    ['a file that is missing, for reading', 'missing', () => openDatabase(freshPath(), { readonly: true })],
    ['a folder', 'not_a_database', () => openDatabase(dirname(freshPath()))],
    ['a text file', 'not_a_database', () => {
      const path = freshPath('notes.txt');
      writeFileSync(path, 'These are notes, not a database, and long enough to be looked at.\n'.repeat(40));
      return openDatabase(path);
    }],
    ["a stranger's database", 'not_gongkai', () => {
      const path = freshPath();
      const stranger = new Database(path);
      stranger.exec('CREATE TABLE theirs (x)');
      stranger.close();
      return openDatabase(path);
    }],
    ['an empty file, for reading', 'unfinished', () => {
      const path = freshPath();
      writeFileSync(path, '');
      return openDatabase(path, { readonly: true });
    }],
    ['a schema of the future', 'newer_schema', () => {
      const path = filled();
      const db = new Database(path);
      db.pragma('user_version = 999');
      db.close();
      return openDatabase(path);
    }],
    ['an older schema, for reading', 'older_schema', () => {
      const path = filled();
      const db = new Database(path);
      db.pragma('user_version = 0');
      db.close();
      return openDatabase(path, { readonly: true });
    }],
    ['a file whose making ended after its tables, for reading', 'unfinished', () => {
      const path = freshPath();
      const db = new Database(path);
      db.unsafeMode(true);
      for (const { sql } of migrations()) db.exec(sql);
      db.pragma(`application_id = ${0x474b4149}`);
      db.pragma(`user_version = ${migrations().length}`);
      db.close();
      return openDatabase(path, { readonly: true });
    }],
    ['a path below a file', 'not_writable', () => {
      const path = freshPath();
      writeFileSync(path, 'x');
      return openDatabase(join(path, 'deeper.sqlite'));
    }],
    ['a garbled header', 'not_a_database', () => {
      const path = filled();
      garble(path, 0, 100);
      return openDatabase(path);
    }],
    ['garbled pages', 'corrupt', () => {
      const path = filled();
      garble(path, 3 * 8192, statSync(path).size - 6 * 8192);
      return openDatabase(path);
    }],
    ['half a file', 'corrupt', () => {
      const path = filled();
      writeFileSync(path, readFileSync(path).subarray(0, 5 * 8192));
      return openDatabase(path);
    }],
    ['a database that another process locks', 'locked', () => {
      const path = filled();
      const other = new Database(path);
      other.pragma('locking_mode = EXCLUSIVE');
      other.exec('BEGIN EXCLUSIVE');
      try {
        return openDatabase(path, { timeoutMs: 50 });
      } finally {
        other.exec('ROLLBACK');
        other.close();
      }
    }],
  ])('%s is %s', (_, code, open) => {
    const error = storeErrorOf(open);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/\.sqlite|\.txt|gongkai-db-/); // where
    expect(error.message).toMatch(/; .*(?:name|make|move|update|bring|set it aside|wait|check|run)/); // what to do
  });

  it('leaves a refused file as it was', () => {
    const path = filled();
    garble(path, 3 * 8192, 4 * 8192);
    const before = readFileSync(path);
    storeErrorOf(() => openDatabase(path));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('finds damage in a sweep over the whole file', () => {
    const path = filled();
    expect(() => checkIntegrity(freshDatabase(path))).not.toThrow();
    const copy = freshPath();
    copyFileSync(path, copy);
    garble(copy, 3 * 8192, statSync(copy).size - 6 * 8192);
    const db = new Database(copy); // too large a file would not have been checked on opening
    expect(storeErrorOf(() => checkIntegrity(db))).toMatchObject({ code: 'corrupt', message: expect.stringContaining(copy) });
    db.close();
  });
});

describe('writing where it cannot be done', () => {
  const [agency] = syntheticAgencies(1);
  const [first, second] = series([agency!], [2020, 2021]);

  it('a second writer is told that the database is in use, and nothing is half-written', () => {
    const path = freshPath();
    freshDatabase(path);
    const slow = new Store(openWithTimeout(path));
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    expect(storeErrorOf(() => put(slow, first!)).code).toBe('locked');
    other.exec('ROLLBACK');
    other.close();
    expect(put(slow, first!)).toBe('new');
  });

  it('a full disk loses the last report only, and says so', () => {
    const db = freshDatabase();
    const store = new Store(db);
    store.syncAgencies([agency!]);
    put(store, first!);
    store.putDocument(second!.document);
    const before = everyRow(db);
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`);
    const error = storeErrorOf(() => put(store, second!));
    expect(error.code).toBe('disk_full');
    expect(error.message).toContain(db.name);
    expect(everyRow(db)).toBe(before);
    db.pragma('max_page_count = 1000000');
    expect(put(store, second!)).toBe('new');
    expect(store.extractionOf(second!.document.sha256)).toMatchObject({ title: second!.extraction.title });
  });

  // What a quota and a full disk do, a limit on file sizes does without either: writes fail wherever they stand.
  const canLimit = spawnSync('/bin/sh', ['-c', 'ulimit -f 100']).status === 0;
  it.skipIf(!canLimit).each([4, 40, 200, 400, 700, 1200])(`a limit of %i blocks on file sizes is a full disk${canLimit ? '' : ' [skipped: no ulimit -f here]'}`, (blocks) => {
    const path = freshPath();
    const line = [process.execPath, '--import', TSX, WRITING, path];
    const { stderr, stdout } = spawnSync('/bin/sh', ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', ...line], { encoding: 'utf8' });
    expect(stderr).toMatch(/^StoreError: no room left to write .*sqlite: the disk is full, or a quota or a limit on file sizes is reached;.*code: 'disk_full'/ms);
    const said = stdout.split('\n').length - 1;
    if (said === 0) expect(['finished', 'missing', 'unfinished', 'older_schema']).toContain(readingOf(path));
    const db = freshDatabase(path);
    checkIntegrity(db);
    expect(db.prepare(`SELECT count(*) FROM documents WHERE status = 'report'`).pluck().get()).toBe(said);
  });

  it('a database opened for reading takes nothing', () => {
    const path = filled();
    const db = openDatabase(path, { readonly: true });
    expect(storeErrorOf(() => put(new Store(db), first!)).code).toBe('not_writable');
    db.close();
  });

  it('a folder where a file should be made stays a folder', () => {
    const path = freshPath('folder.sqlite');
    mkdirSync(path);
    expect(storeErrorOf(() => openDatabase(path)).code).toBe('not_a_database');
    expect(statSync(path).isDirectory()).toBe(true);
  });
});

/** What opening for reading says: `finished`, or the error's code. Finished is a file whose views answer. */
function readingOf(path: string): string {
  const { code } = storeErrorOf(() => {
    const db = openDatabase(path, { readonly: true });
    try {
      db.prepare('SELECT * FROM panel JOIN reports USING (agency_id, fiscal_year)').all();
    } finally {
      db.close();
    }
  });
  return code === 'nothing was thrown' ? 'finished' : code;
}

function openWithTimeout(path: string) {
  return openDatabase(path, { timeoutMs: 50 });
}
