/** Every format of a snapshot, read back by a program that had no part in writing it, equals the database: every column, every row. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import XLSX from 'xlsx';
import { unguarded } from '../../../db/export/csv.ts';
import { FORMATS, writeSnapshot, type Snapshot } from '../../../db/export/snapshot.ts';
import { EXIT } from '../../../scripts/cli/exit.ts';
import { runCommand } from '../../support/command.ts';
import { root } from '../../support/needs.ts';
import { oddReplica } from './databases.ts';
import { duck, literal, type Duck, type Value } from './readers.ts';

let dir: string;
let reader: Duck;
const snapshots = new Map<string, { db: Database.Database; done: Snapshot; book: XLSX.WorkBook }>();

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-reread-'));
  reader = await duck();
  const sample = join(dir, 'sample.sqlite');
  const made = await runCommand('extract', ['--from', join(root, 'data', 'sample'), '--db', sample, '--archive', join(dir, 'archive')]);
  expect(made.code, made.stderr).toBe(EXIT.ok);
  oddReplica(join(dir, 'replica.sqlite'));
  for (const name of ['sample', 'replica']) {
    const path = join(dir, `${name}.sqlite`);
    const done = await writeSnapshot({ db: path, to: join(dir, name), formats: FORMATS, software: 'gongkai 0', licence: 'MIT' });
    const book = XLSX.read(readFileSync(join(done.folder, 'gongkai.xlsx')), { cellFormula: true, cellHTML: false, cellText: false });
    snapshots.set(name, { db: new Database(path, { readonly: true }), done, book });
  }
}, 300_000);
afterAll(() => {
  reader.close();
  for (const { db } of snapshots.values()) db.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Comparability is made from the codebook where the database has no table of it. */
const hasRows = (db: Database.Database, table: string): boolean =>
  db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined && db.prepare(`SELECT 1 FROM "${table}" LIMIT 1`).get() !== undefined;

interface Column {
  name: string;
  type: string;
}
const columnsOf = (folder: string, table: string): Column[] => {
  const descriptor = JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8')) as { resources: { name: string; schema: { fields: Column[] } }[] };
  return descriptor.resources.find(({ name }) => name === table)!.schema.fields;
};
/** Rows in an order of their own, so that only their content counts; rows that stand twice count twice. */
const sorted = (rows: readonly (readonly Value[])[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
const ofDatabase = (db: Database.Database, table: string): { columns: string[]; rows: string[] } => {
  const all = db.prepare<[], Value[]>(`SELECT * FROM "${table}"`).raw();
  return { columns: all.columns().map(({ name }) => name), rows: sorted(all.all()) };
};

describe.each(['sample', 'replica'])('the snapshot of the %s database', (name) => {
  const of = (): { db: Database.Database; done: Snapshot; book: XLSX.WorkBook } => snapshots.get(name)!;
  const tables = (): string[] => Object.keys(of().done.rows).filter((table) => table !== 'comparability' || hasRows(of().db, table));

  it('has the tables that were asked for, and none of the main ones empty', () => {
    expect(tables()).toEqual(expect.arrayContaining(['panel', 'cells', 'reports', 'agencies', 'coverage', 'checks', 'sections', 'codebook', 'documents', 'words', 'about']));
    for (const table of ['panel', 'cells', 'reports', 'checks', 'sections', 'codebook', 'coverage', 'comparability']) expect(of().done.rows[table], table).toBeGreaterThan(0);
  });

  it('in CSV equals the database, read by DuckDB', async () => {
    const { db, done } = of();
    for (const table of tables()) {
      const columns = columnsOf(done.folder, table);
      const expected = ofDatabase(db, table);
      expect(columns.map((column) => column.name), table).toEqual(expected.columns);
      const types: Record<string, string> = { integer: 'BIGINT', number: 'DOUBLE', string: 'VARCHAR', date: 'DATE' };
      const read = await reader.csv(join(done.folder, 'csv', `${table}.csv`), columns.map((column) => [column.name, types[column.type]!]));
      const exact = read.map((row) => row.map((value, i) => (typeof value === 'string' && columns[i]!.type === 'string' ? unguarded(value) : value)));
      expect(sorted(exact), table).toEqual(expected.rows);
    }
  });

  it('in Parquet equals the database, read by DuckDB, with its types', async () => {
    const { db, done } = of();
    for (const table of tables()) {
      const columns = columnsOf(done.folder, table);
      const files = literal(join(done.folder, 'parquet', table, '**', '*.parquet'));
      const from = `read_parquet(${files}, hive_partitioning = true, hive_types_autocast = true)`;
      const types = new Map((await reader.query(`DESCRIBE SELECT * FROM ${from}`)).map((row) => [row[0], row[1]]));
      for (const column of columns) {
        const type = { integer: 'BIGINT', number: 'DOUBLE', string: 'VARCHAR', date: 'DATE' }[column.type];
        expect([table, column.name, types.get(column.name)]).toEqual([table, column.name, type]);
      }
      const read = await reader.query(`SELECT ${columns.map((column) => `"${column.name}"`).join(', ')} FROM ${from}`);
      expect(sorted(read), table).toEqual(ofDatabase(db, table).rows);
    }
  });

  it('in Excel equals the database, read by SheetJS, with types, and no formula anywhere', () => {
    const { db, done, book } = of();
    expect(book.SheetNames.slice(0, 4)).toEqual(['README', 'panel', 'codebook', 'comparability']);
    for (const table of tables()) {
      const sheet = book.Sheets[table]!;
      const [head, ...rows] = XLSX.utils.sheet_to_json<Value[]>(sheet, { header: 1, raw: true, defval: null, blankrows: true });
      const expected = ofDatabase(db, table);
      expect(head, table).toEqual(expected.columns);
      // A text beyond Excel's limit is named as such; all else is exact.
      const shown = expected.rows.map((row) => JSON.stringify((JSON.parse(row) as Value[]).map((value) => (typeof value === 'string' && value.length > 32_767 ? value.length : value)))).sort();
      const found = rows.map((row) => row.map((value) => (typeof value === 'string' && value.startsWith('⟨') ? Number(/\d+/.exec(value)![0]) : value)));
      expect(sorted(found), table).toEqual(shown);
      for (const [at, cell] of Object.entries(sheet)) if (!at.startsWith('!')) expect((cell as XLSX.CellObject).f, `${table} ${at}`).toBeUndefined();
    }
    expect(done.longTexts).toBe(name === 'replica' ? 9 : 0);
  });

  it('explains every column of the panel in its header, in both languages', () => {
    const sheet = of().book.Sheets['panel']!;
    const notes = new Map(columnsOf(of().done.folder, 'panel').map((column, i) => [column.name, (sheet[XLSX.utils.encode_cell({ r: 0, c: i })] as XLSX.CellObject).c?.[0]?.t]));
    expect([...notes.values()].every((note) => note !== undefined && /[\u4e00-\u9fff]/.test(note) && /[a-z]{3}/.test(note))).toBe(true);
    expect(notes.get('t3_new_total')).toContain('本年新收');
  });

  it('splits reports by level and year in Parquet', () => {
    const { db, done } = of();
    const levels = readdirSync(join(done.folder, 'parquet', 'panel')).sort();
    const expected = db.prepare<[], string>(`SELECT DISTINCT 'level=' || coalesce(level, '__HIVE_DEFAULT_PARTITION__') FROM reports`).pluck().all().sort();
    expect(levels).toEqual(expected);
    for (const level of levels) for (const year of readdirSync(join(done.folder, 'parquet', 'panel', level))) expect(year).toMatch(/^fiscal_year=\d{4}$/);
  });

  it('says whether its figures are invented, in everything that can say so', async () => {
    const { done, book } = of();
    const text = (path: string): string => readFileSync(join(done.folder, path), 'utf8');
    const origins = await reader.query(`SELECT DISTINCT origin FROM read_parquet(${literal(join(done.folder, 'parquet/cells/**/*.parquet'))})`);
    expect(origins).toEqual([[name === 'replica' ? 'replica' : 'live']]);
    const notice = await reader.query(`SELECT DISTINCT decode(value) FROM parquet_kv_metadata(${literal(join(done.folder, 'parquet/*/part-0.parquet'))}) WHERE decode(key) = 'gongkai:notice'`);
    const first = JSON.stringify(XLSX.utils.sheet_to_json(book.Sheets['README']!, { header: 1 }));
    const papers = ['README.md', 'CITATION.cff', 'datapackage.json', 'gongkai.do', 'gongkai.R', 'gongkai.py', 'datasette/metadata.json'].map(text);
    for (const said of [...papers, first, String(notice)]) expect(said.includes('most of their figures are invented')).toBe(name === 'replica');
    expect(done.folder.includes('gongkai-replica-')).toBe(name === 'replica');
  });

  it('comes with codebook, comparability, versions and sums', () => {
    const { done } = of();
    for (const file of ['codebook.md', 'csv/codebook.csv', 'csv/comparability.csv', 'csv/columns.csv', 'LICENSE', 'README.md', 'CITATION.cff']) expect(existsSync(join(done.folder, file)), file).toBe(true);
    const readme = readFileSync(join(done.folder, 'README.md'), 'utf8');
    expect(readme).toContain(`Data of **${done.date}**`);
    expect(readme).toContain('## Comparability');
    expect(readme).toContain('gongkai 0');
  });
});

describe('the date of the data', () => {
  it('is the latest day on which anything was seen, else the latest publication', () => {
    expect(snapshots.get('replica')!.done.date).toBe('2023-03-09');
    const { db, done } = snapshots.get('sample')!;
    expect(done.date).toBe(db.prepare('SELECT max(published_on) FROM reports').pluck().get());
  });
});
