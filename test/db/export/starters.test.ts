/** The starters: Python runs here, R where it is installed; what Stata demands of names and labels is checked without it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSnapshot, type Snapshot } from '../../../db/export/snapshot.ts';
import { stataNames } from '../../../db/export/starters/stata-names.ts';
import { findProgram } from '../../forge/render/programs.ts';
import { oddReplica } from './databases.ts';
import type { Value } from './readers.ts';

let dir: string;
let done: Snapshot;
let db: Database.Database;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-starters-'));
  oddReplica(join(dir, 'gongkai.sqlite'));
  done = await writeSnapshot({ db: join(dir, 'gongkai.sqlite'), to: join(dir, 'out'), formats: ['stata', 'r', 'python', 'datasette'], software: 'gongkai 0', licence: 'MIT' });
  db = new Database(join(dir, 'gongkai.sqlite'), { readonly: true });
}, 60_000);
afterAll(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

const text = (path: string): string => readFileSync(join(done.folder, path), 'utf8');
const run = (program: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(program, args, { cwd: done.folder, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, LC_ALL: 'C.UTF-8', PYTHONDONTWRITEBYTECODE: '1' } });

const python = findProgram('python3');
const rscript = findProgram('Rscript');

describe.skipIf(python === null)(python === null ? 'the Python starter [skipped: no python3]' : 'the Python starter', () => {
  it('gives every table as the database has it, with the standard library alone', () => {
    const script = 'import gongkai, json, sys\njson.dump({t: [list(r.values()) for r in gongkai.iterate(t)] for t in gongkai.TABLES}, sys.stdout, default=str)';
    const { status, stdout, stderr } = run('python3', ['-I', '-c', `import sys; sys.path.insert(0, '.')\n${script}`]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const tables = JSON.parse(stdout) as Record<string, Value[][]>;
    for (const table of ['panel', 'cells', 'reports', 'agencies', 'coverage', 'checks', 'sections', 'documents', 'codebook']) {
      // A CSV reader of Python does not tell null from the empty text.
      const expected = db.prepare<[], Value[]>(`SELECT * FROM ${table}`).raw().all().map((row) => JSON.stringify(row.map((value) => (value === '' ? null : value))));
      expect(tables[table]!.map((row) => JSON.stringify(row)).sort(), table).toEqual(expected.sort());
    }
  });

  it('labels columns, counts rows from the command line, and refuses an unknown table', () => {
    expect(run('python3', ['gongkai.py', 'panel', 'cells']).stdout).toBe(`panel ${done.rows['panel']} rows, ${db.prepare('SELECT * FROM panel').columns().length} columns\ncells ${done.rows['cells']} rows, ${db.prepare('SELECT * FROM cells').columns().length} columns\n`);
    const labels = run('python3', ['-c', 'import gongkai; print("|".join(gongkai.labels("panel")["t3_new_total"]))']).stdout;
    expect(labels).toContain('本年新收');
    expect(run('python3', ['-c', 'import gongkai; gongkai.load("nothing")']).stderr).toContain("no table 'nothing'");
  });
});

describe.skipIf(rscript === null)(rscript === null ? 'the R starter [skipped: no Rscript]' : 'the R starter', () => {
  it('gives panel and cells as the database has them, labelled', () => {
    const script = [
      'gongkai_quiet <- TRUE; source("gongkai.R", encoding = "UTF-8")',
      'p <- gongkai("panel"); c <- gongkai("cells")',
      'cat(nrow(p), ncol(p), sum(p$t3_new_total, na.rm = TRUE), nrow(c), sum(c$value, na.rm = TRUE), levels(c$state)[2], attr(p$t3_new_total, "label_zh"), "=1+1" %in% c$raw, "\'=1" %in% c$raw, sep = "\\n")',
    ].join('\n');
    const { status, stdout, stderr } = run('Rscript', ['-e', script]);
    expect(status, stderr).toBe(0);
    const one = (sql: string): Value => db.prepare<[], Value>(sql).pluck().get() ?? null;
    expect(stdout.split('\n').slice(0, 9)).toEqual([
      done.rows['panel'], db.prepare('SELECT * FROM panel').columns().length, one('SELECT sum(t3_new_total) FROM panel'), done.rows['cells'], one('SELECT sum(value) FROM cells'), 'number',
      one(`SELECT name_zh FROM codebook WHERE panel_column = 't3_new_total'`), 'TRUE', 'TRUE',
    ].map(String));
  }, 120_000);
});

describe('the Stata starter', () => {
  it('has names that Stata takes, each for one column, listed in columns.csv', () => {
    const rows = text('csv/columns.csv').trim().split('\r\n').slice(1).map((line) => line.split(','));
    const seen = new Set<string>();
    const script = text('gongkai.do');
    for (const row of rows) {
      const [table, column, name] = [row[0]!, row[2]!, row.at(-1)!];
      expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,31}$/);
      expect(seen.has(`${table} ${name.toLowerCase()}`)).toBe(false);
      seen.add(`${table} ${name.toLowerCase()}`);
      if (done.rows[table]! > 0) expect(script).toContain(`char ${name}[column] "${column}"`);
    }
    const panel = db.prepare('SELECT * FROM panel').columns().map(({ name }) => name);
    const long = panel.filter((name) => name.length > 32);
    expect(long.length).toBeGreaterThan(20);
    const names = stataNames(panel);
    for (const name of panel.filter((it) => it.length <= 32)) expect(names.get(name)).toBe(name);
    expect(new Set([...names.values()].map((name) => name.toLowerCase())).size).toBe(panel.length);
  });

  it('labels every variable in both languages within 80 characters, and defines the labels of states', () => {
    const script = text('gongkai.do');
    const labels = [...script.matchAll(/^label variable (\w+) `"(.*)"'$/gm)];
    const columns = text('csv/columns.csv').trim().split('\r\n').slice(1).map((line) => line.split(',')[0]!);
    expect(labels).toHaveLength(2 * columns.filter((table) => done.rows[table]! > 0).length);
    for (const [, , label] of labels) {
      expect([...label!].length).toBeLessThanOrEqual(80);
      expect(label).not.toMatch(/["`$\\]/);
    }
    expect(script).toContain('label define gk_state 1 "zero" 2 "number" 3 "blank"');
    expect(script).toContain('encode state, generate(state_code) label(gk_state) noextend');
    expect((script.match(/^import delimited using/gm) ?? []).length).toBe(Object.values(done.rows).filter((rows) => rows > 0).length);
    expect(script).toContain('* --- changed_reports: no rows');
  });

  it('reads each column as its type', () => {
    const columns = db.prepare('SELECT * FROM coverage').columns().map(({ name }) => name);
    const line = /^import delimited using "csv\/coverage\.csv".*$/m.exec(text('gongkai.do'))![0];
    expect(line).toContain(`numericcols(${columns.indexOf('fiscal_year') + 1})`);
    expect(line).toContain('encoding("UTF-8")');
  });
});

describe('the metadata for Datasette', () => {
  interface Metadata {
    license: string;
    databases: { gongkai: { tables: Record<string, { description: string; columns: Record<string, string> }>; queries: Record<string, { sql: string; title: string }> } };
  }
  it('describes tables and columns, and every query in it runs', () => {
    const { license, databases } = JSON.parse(text('datasette/metadata.json')) as Metadata;
    const { tables, queries } = databases.gongkai;
    expect(license).toBe('MIT');
    const known = db.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all();
    for (const [table, { columns }] of Object.entries(tables)) {
      expect(known).toContain(table);
      expect(Object.keys(columns)).toEqual(db.prepare(`SELECT * FROM "${table}"`).columns().map(({ name }) => name));
    }
    expect(Object.keys(queries)).toHaveLength(db.prepare('SELECT count(*) FROM example_queries').pluck().get() as number);
    for (const { sql } of Object.values(queries)) expect(() => db.prepare(sql).all()).not.toThrow();
  });
});
