/** The database as the exports read it: tables with typed, labelled columns, and their rows in one order, streamed. */
import type { Statement } from 'better-sqlite3';
import { originOf, type Db, type Origin } from '../open.ts';
import { labelOf } from './labels.ts';
import { AGENCY, INSTEAD, TABLES, type ForeignKey, type TableDefinition } from './tables.ts';

/** `date`: YYYY-MM-DD. Money and rates are numbers. */
export type ColumnType = 'integer' | 'number' | 'text' | 'date';

export interface Column {
  name: string;
  type: ColumnType;
  zh: string;
  en: string;
  /** Longer, where the database has one. */
  descriptionZh?: string;
  descriptionEn?: string;
}

export type Value = string | number | null;
export type Row = readonly Value[];

export interface Table {
  name: string;
  zh: string;
  en: string;
  columns: readonly Column[];
  key: readonly string[];
  foreign: readonly ForeignKey[];
  perReport: boolean;
}

/** Reports of one level and year: what a Parquet file holds. */
export interface Partition {
  /** Null where an agency outside the registry has none. */
  level: string | null;
  fiscalYear: number;
}

interface ReportKey {
  agency_id: string | null;
  agency: string;
  level: string | null;
  fiscal_year: number;
}

/** Columns that SQLite computes and so gives no type. */
const COMPUTED: Readonly<Record<string, ColumnType>> = {
  value: 'number', lhs: 'number', rhs: 'number', delta: 'number', old_value: 'number', new_value: 'number',
  reports: 'integer', first_year: 'integer', last_year: 'integer', renditions: 'integer', across_years_failed: 'integer', page: 'integer', line: 'integer',
  start: 'integer', end: 'integer', newest: 'integer',
};
const DATES: ReadonlySet<string> = new Set(['published_on', 'dated']);
const DECLARED: Readonly<Record<string, ColumnType>> = { INTEGER: 'integer', REAL: 'number', TEXT: 'text' };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

interface Prepared {
  definition: TableDefinition;
  from: string;
}

/** Reads one database, in one transaction, which ends when it is closed: what is written meanwhile is not seen. */
export class Source {
  readonly origin: Origin;
  readonly tables: readonly Table[];
  readonly #db: Db;
  readonly #prepared = new Map<string, Prepared>();
  readonly #counts = new Map<string, number>();
  readonly #reports: readonly ReportKey[];
  readonly #positions: ReadonlyMap<string, number>;

  constructor(db: Db) {
    this.#db = db;
    db.exec('BEGIN');
    this.origin = originOf(db) ?? 'live';
    this.#reports = db
      .prepare<[], ReportKey>(
        `SELECT a.agency_id, a.name_zh AS agency, a.level, r.fiscal_year FROM report r JOIN agency a ON a.id = r.agency
         ORDER BY a.agency_id IS NULL, a.agency_id, a.name_zh, r.fiscal_year`,
      )
      .all();
    this.#positions = new Map(db.prepare<[], string>('SELECT code FROM codebook').pluck().all().map((code, i) => [code, i]));
    const agency = db.prepare('SELECT 1 FROM agencies WHERE agency_id IS NULL LIMIT 1').get() === undefined ? 'agency_id' : 'agency';
    const figures = new Map(
      db.prepare<[], [string, string, string]>('SELECT panel_column, name_zh, name_en FROM codebook').raw().all().map(([column, zh, en]) => [column, [zh, en] as const]),
    );
    this.tables = TABLES.flatMap((definition) => {
      const sql = INSTEAD[definition.name] !== undefined && !this.#hasRows(definition.name) ? INSTEAD[definition.name] : undefined;
      if (sql === undefined && definition.optional && !this.#exists(definition.name)) return [];
      const from = sql === undefined ? definition.name : `(${sql})`;
      this.#prepared.set(definition.name, { definition, from });
      const named = (column: string): string => (column !== AGENCY ? column : definition.name === 'agencies' && agency === 'agency' ? 'name_zh' : agency);
      const foreign = (definition.foreign ?? []).map((key) => ({
        ...key, columns: key.columns.map(named), to: key.to.map((to) => (to !== AGENCY ? to : key.table === 'agencies' && agency === 'agency' ? 'name_zh' : agency)),
      }));
      const { name, zh, en, perReport = false } = definition;
      return [{ name, zh, en, columns: this.#columns(name, from, figures), key: definition.key.map(named), foreign, perReport }];
    });
  }

  table(name: string): Table {
    const table = this.tables.find((it) => it.name === name);
    if (!table) throw new Error(`no table ${name} is exported`);
    return table;
  }

  /** All rows, in order. */
  *rows({ name, perReport }: Table): Generator<Row> {
    let count = 0;
    for (const row of perReport ? this.#rowsOf(name, this.#reports) : this.#whole(name)) {
      count++;
      yield row;
    }
    this.#counts.set(name, count);
  }

  count({ name }: Table): number {
    let count = this.#counts.get(name);
    if (count === undefined) {
      count = this.#db.prepare<[], number>(`SELECT count(*) FROM ${this.#prepared.get(name)!.from}`).pluck().get()!;
      this.#counts.set(name, count);
    }
    return count;
  }

  /** Levels and years that have reports, in order. */
  get partitions(): Partition[] {
    const seen = new Map(this.#reports.map(({ level, fiscal_year }) => [`${level ?? ''}\0${fiscal_year}`, { level, fiscalYear: fiscal_year }]));
    return [...seen.values()].sort((a, b) => compare(a.level ?? '\uffff', b.level ?? '\uffff') || a.fiscalYear - b.fiscalYear);
  }

  /** Rows of a `perReport` table whose report is of that level and year. */
  partitionRows({ name }: Table, { level, fiscalYear }: Partition): Generator<Row> {
    return this.#rowsOf(name, this.#reports.filter((report) => report.level === level && report.fiscal_year === fiscalYear));
  }

  /** Whatever else is asked: of the tables `about`, `words` … */
  all<T>(sql: string): T[] {
    return this.#db.prepare<[], T>(sql).all();
  }

  has(name: string): boolean {
    return this.#exists(name);
  }

  #exists(name: string): boolean {
    return this.#db.prepare(`SELECT 1 FROM sqlite_schema WHERE type IN ('table', 'view') AND name = ?`).get(name) !== undefined;
  }

  #hasRows(name: string): boolean {
    return this.#exists(name) && this.#db.prepare(`SELECT 1 FROM ${quoted(name)} LIMIT 1`).get() !== undefined;
  }

  #whole(name: string): IterableIterator<Row> {
    const { definition, from } = this.#prepared.get(name)!;
    const order = definition.order === '' ? '' : ` ORDER BY ${definition.order}`;
    return this.#db.prepare<[], Value[]>(`SELECT * FROM ${from}${order}`).raw().iterate();
  }

  *#rowsOf(name: string, reports: readonly ReportKey[]): Generator<Row> {
    const { definition, from } = this.#prepared.get(name)!;
    const select = `SELECT * FROM ${from} WHERE fiscal_year = @fiscal_year AND`;
    const order = `ORDER BY ${definition.order}`;
    const withId: Statement<ReportKey, Value[]> = this.#db.prepare<ReportKey, Value[]>(`${select} agency_id = @agency_id ${order}`).raw();
    const without: Statement<ReportKey, Value[]> = this.#db.prepare<ReportKey, Value[]>(`${select} agency_id IS NULL AND agency = @agency ${order}`).raw();
    const code = name === 'cells' ? withId.columns().findIndex((column) => column.name === 'code') : -1;
    const position = (row: Row): number => this.#positions.get(row[code] as string) ?? Infinity;
    for (const report of reports) {
      const rows = (report.agency_id === null ? without : withId).all(report);
      // The form's own order, which the view does not give. Codes that no edition has any more come last, by name.
      if (code >= 0) rows.sort((a, b) => position(a) - position(b) || 0);
      yield* rows;
    }
  }

  #columns(table: string, from: string, figures: ReadonlyMap<string, readonly [string, string]>): Column[] {
    const described = new Map<string, { zh: string; en: string }>();
    if (this.#exists('columns')) {
      const rows = this.#db.prepare<[string], [string, string, string]>('SELECT name, description_zh, description_en FROM columns WHERE table_name = ?').raw().all(table);
      for (const [name, zh, en] of rows) described.set(name, { zh, en });
    }
    return this.#db.prepare(`SELECT * FROM ${from}`).columns().map(({ name, type }) => {
      const [zh, en] = labelOf(name, figures);
      const long = described.get(name);
      return { name, type: this.#typeOf(from, name, type), zh, en, ...(long && { descriptionZh: long.zh, descriptionEn: long.en }) };
    });
  }

  /** A column of days is text after all where one of them is no day: nothing is bent to fit. */
  #typeOf(from: string, name: string, declared: string | null): ColumnType {
    const column = quoted(name);
    if (DATES.has(name)) {
      const odd = this.#db.prepare(`SELECT 1 FROM ${from} WHERE ${column} IS NOT NULL AND date(${column}) IS NOT ${column} LIMIT 1`).get();
      return odd === undefined ? 'date' : 'text';
    }
    const known = declared === null ? COMPUTED[name] : DECLARED[declared];
    if (known) return known;
    const kinds = this.#db.prepare<[], string>(`SELECT DISTINCT typeof(${column}) FROM ${from} WHERE ${column} IS NOT NULL`).pluck().all();
    if (kinds.includes('text') || kinds.length === 0) return 'text';
    return kinds.includes('real') ? 'number' : 'integer';
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
