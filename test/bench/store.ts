/** The database under the load to prove: many synthetic reports, how fast they go in, how small they are, how fast the panel answers. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Statement } from 'better-sqlite3';
import { openDatabase } from '../../db/open.ts';
import type { Db } from '../../db/open.ts';
import { Store } from '../../db/store.ts';
import { carriedOut, syntheticAgencies, syntheticReport } from '../db/synthetic.ts';
import type { SyntheticReport } from '../db/synthetic.ts';
import { median } from './row.ts';
import type { Row } from './row.ts';

const YEARS = Array.from({ length: 18 }, (_, i) => 2008 + i);
const ROUNDS = 9;
/** Reports are made and written in turns of so many; only the writing is timed. */
const PORTION = 50;
/** Emergency-management bureaus of the country, roughly: as many agencies as the project is for. */
const AGENCIES = 3000;

interface Options {
  /** 100,000 is the load to prove: some two gigabytes in the folder for temporary files. */
  reports: number;
  tell?: (line: string) => void;
}

interface Built {
  cells: number;
  /** Of writing alone. */
  seconds: number;
  cpuSeconds: number;
}

/** Builds a database of synthetic reports in a temporary folder, measures it, and removes it. */
export async function benchStore({ reports, tell = () => {} }: Options): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-'));
  const db = openDatabase(join(folder, 'gongkai.sqlite'));
  try {
    const built = await build(db, reports, tell);
    const on = `${reports.toLocaleString('en')} reports, ${built.cells.toLocaleString('en')} cells`;
    return [speed(built, on), ...sizes(db, built, on), ...questions(db, on)];
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function* synthetic(reports: number, agencies: ReturnType<typeof syntheticAgencies>): Generator<SyntheticReport> {
  let left = reports;
  for (const agency of agencies) {
    let carriedIn: Map<string, number> | undefined;
    for (const fiscalYear of YEARS) {
      if (left-- <= 0) return;
      const report = syntheticReport({ agency, fiscalYear, ...(carriedIn && { carriedIn }) });
      carriedIn = carriedOut(report.extraction);
      yield structuredClone(report); // as it comes from a worker thread: no string that is still a sum of strings
    }
  }
}

async function build(db: Db, reports: number, tell: (line: string) => void): Promise<Built> {
  const store = new Store(db);
  const agencies = syntheticAgencies(Math.ceil(reports / YEARS.length));
  const built: Built = { cells: 0, seconds: 0, cpuSeconds: 0 };
  const timed = (work: () => void): void => {
    const [start, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
    work();
    const used = process.cpuUsage(cpu);
    built.seconds += Number(process.hrtime.bigint() - start) / 1e9;
    built.cpuSeconds += (used.user + used.system) / 1e6;
  };
  timed(() => store.syncAgencies(agencies));
  let portion: SyntheticReport[] = [];
  let written = 0;
  const write = (): void => {
    timed(() => {
      for (const { document, extraction } of portion) store.takeIn(document, { codeVersion: 'bench', extraction });
    });
    for (const { extraction } of portion) built.cells += extraction.cells.length;
    written += portion.length;
    portion = [];
    if (written % 10_000 === 0) tell(`${written} reports, ${Math.round(built.cells / built.seconds)} cells/s`);
  };
  for (const report of synthetic(reports, agencies)) {
    portion.push(report);
    if (portion.length < PORTION) continue;
    write();
    await new Promise(setImmediate);
  }
  if (portion.length > 0) write();
  timed(() => store.finish());
  return built;
}

/** By processor time of all threads of the process, so that what else the machine does counts as little as possible. */
function speed({ cells, seconds, cpuSeconds }: Built, on: string): Row {
  const rate = (per: number): string => `${Math.round(cells / per).toLocaleString('en')}/s`;
  return {
    what: 'database: cells written, with sections, search, checks and panel', asked: '≥ 100,000/s of one processor', reached: rate(cpuSeconds),
    met: cells / cpuSeconds >= 100_000, note: `${on}, a transaction each; ${rate(seconds)} by the clock`,
  };
}

/** What a cell takes: its row, what few cells have, and the shared texts, with their indexes. */
const CELL_TABLES = ['cell', 'cell_extra', 'string', 'sqlite_autoindex_string_1'];
const TEXT_TABLES = ['section', 'sqlite_autoindex_section_1', 'search_data', 'search_idx', 'search_docsize', 'search_content', 'search_config'];

function sizes(db: Db, { cells }: Built, on: string): Row[] {
  const pages = new Map(db.prepare<[], [string, number]>('SELECT name, sum(pgsize) FROM dbstat GROUP BY name').raw().all());
  const of = (names: readonly string[]): number => names.reduce((sum, name) => sum + (pages.get(name) ?? 0), 0) / cells;
  const file = statSync(db.name).size / cells;
  const text = of(TEXT_TABLES);
  const perCell = of(CELL_TABLES);
  return [
    {
      what: 'database: bytes per cell with its place, labels and indexes', asked: '≤ 60', reached: perCell.toFixed(1), met: perCell <= 60,
      note: `${on}; whole file ${file.toFixed(1)}, of which sections and search ${text.toFixed(1)}, checks, panel and the rest ${(file - text - perCell).toFixed(1)}`,
    },
  ];
}

function questions(db: Db, on: string): Row[] {
  const agencyId = db.prepare('SELECT agency_id FROM agency ORDER BY id LIMIT 1 OFFSET 40').pluck().get() ?? db.prepare('SELECT min(agency_id) FROM agency').pluck().get();
  const question = (what: string, limit: number | null, statement: Statement<unknown[]>, values: unknown[], about = ''): Row => {
    let rows = 0;
    const times = Array.from({ length: ROUNDS }, () => {
      const start = process.hrtime.bigint();
      rows = statement.all(...values).length;
      return Number(process.hrtime.bigint() - start) / 1e6;
    });
    const ms = median(times);
    return {
      what, asked: limit === null ? null : `< ${limit} ms`, reached: `${ms.toFixed(1)} ms`, met: limit === null ? null : ms < limit,
      note: `${on}; ${about || `${rows} rows × ${statement.columns().length} columns`}`,
    };
  };
  const ranking = `
    SELECT agency, province, form, t3_new_total, t3_result_total_total, disclosure_rate, disclosure_rate_note, non_possession_rate, litigation_rate, identities_failed
    FROM panel WHERE fiscal_year = ?`;
  const year = 'SELECT * FROM panel WHERE fiscal_year = ?';
  const columns = db.prepare(year).columns().map(({ name }) => name);
  // Reads every value and hands none over.
  const within = `SELECT ${columns.map((name) => `count("${name}")`).join(', ')} FROM (${year} LIMIT ${AGENCIES})`;
  const agencies = Math.min(AGENCIES, db.prepare<[number], number>('SELECT count(*) FROM panel WHERE fiscal_year = ?').pluck().get(2020) ?? 0);
  return [
    question('panel: one agency, all columns', 50, db.prepare('SELECT * FROM panel WHERE agency_id = ?'), [agencyId]),
    question('panel: one year, ten columns of every agency', 50, db.prepare(ranking), [2020]),
    question(`panel: one year, every value of ${agencies} agencies, SQLite's own time`, 50, db.prepare(within), [2020], `counted within SQLite, ${agencies} rows × ${columns.length} columns`),
    question('panel: one year, every column of every agency, as arrays', null, db.prepare(year).raw(), [2020]),
    question('panel: the same as objects; making them is the time of better-sqlite3', null, db.prepare(year), [2020]),
    question('one number with its place', null, db.prepare(`SELECT * FROM cells WHERE agency_id = ? AND fiscal_year = 2020 AND code = 't3.new@total'`), [agencyId]),
    question(
      'search: sections of one year with a word of two characters', null,
      db.prepare(`SELECT s.id FROM search JOIN sections s ON s.id = search.rowid WHERE search MATCH '烟花' AND s.fiscal_year = ?`), [2020],
    ),
  ];
}
