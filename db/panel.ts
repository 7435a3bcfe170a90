/** `panel`: one row per agency and year, one column per figure, and what is derived from them. Made from the form's figures. */
import type { Statement } from 'better-sqlite3';
import { DERIVED, rateOf, SMALL_N, total } from './derived.ts';
import { orderedFigures } from './figure-order.ts';
import type { Db } from './open.ts';
import { ORIGIN_SQL } from './origin.ts';

/** Whole numbers stay whole in the file; only money and rates are REAL. */
const sqlType = (type: string): string => (type === 'money' || type === 'rate' ? 'REAL' : 'INTEGER');

const DERIVED_COLUMNS: readonly (readonly [name: string, type: string])[] = DERIVED.flatMap((derived): [string, string][] =>
  derived.kind === 'sum' ? [[derived.id, 'INTEGER']] : [[derived.id, 'REAL'], [`${derived.id}_note`, 'TEXT']],
);

/** Copied from the reading that represents the report, so that a year of the panel is read from one stretch of the file. */
const READING_COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['form', 'TEXT'], ['published_on', 'TEXT'], ['values_read', 'INTEGER'], ['blanks', 'INTEGER'], ['words', 'INTEGER'], ['ambiguous', 'INTEGER'],
  ['absent', 'INTEGER'], ['inferred', 'INTEGER'], ['identities_assessed', 'INTEGER'], ['identities_failed', 'INTEGER'], ['narrative_failed', 'INTEGER'],
];

/** Columns from the cells, in order. */
const COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['small_n', 'INTEGER'],
  ...DERIVED_COLUMNS,
  ...orderedFigures.map((figure): [string, string] => [figure.column, sqlType(figure.type)]),
];

const quoted = (name: string): string => `"${name}"`;

/** What comparisons over all agencies and years ask for: in one index, since a row of the panel fills a page of its own. */
const OFTEN: readonly string[] = [
  'form', 'published_on', 'small_n', 'values_read', 'blanks', 'words', 'ambiguous', 'inferred', ...DERIVED.filter(({ kind }) => kind === 'sum').map(({ id }) => id),
  'disclosure_rate', 'non_possession_rate', 'litigation_rate', 't3_result_total_total', 't3_result_open_total', 't3_result_partial_total',
  ...orderedFigures.filter(({ code }) => code.startsWith('t3.new@') || code.startsWith('t4.')).map(({ column }) => column),
];

/** The table and its view. Clustered by year, indexed by agency: both questions read few pages. */
export const PANEL_SQL = `
CREATE TABLE panel_row (
  fiscal_year INTEGER NOT NULL, agency INTEGER NOT NULL,
  ${[...READING_COLUMNS, ...COLUMNS].map(([name, type]) => `${quoted(name)} ${type}`).join(', ')},
  PRIMARY KEY (fiscal_year, agency),
  FOREIGN KEY (agency, fiscal_year) REFERENCES report (agency, fiscal_year) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX panel_agency ON panel_row (agency, fiscal_year);
CREATE INDEX panel_often ON panel_row (fiscal_year, agency, ${OFTEN.map(quoted).join(', ')});
CREATE VIEW panel AS
SELECT a.agency_id, a.name_zh AS agency, a.name_en AS agency_en, a.level, p.agency_id AS province_id, p.name_zh AS province, w.fiscal_year, ${ORIGIN_SQL} AS origin,
  ${[...READING_COLUMNS, ...COLUMNS].map(([name]) => `w.${quoted(name)}`).join(', ')}
FROM panel_row w JOIN agency a ON a.id = w.agency LEFT JOIN agency p ON p.id = a.province;`;

export const PANEL_DROP_SQL = 'DROP VIEW IF EXISTS panel; DROP TABLE IF EXISTS panel_row;';

/** One row's values, in the order of the columns. Nothing is rounded to fit: a count that is not whole stays null here and stands in `cells`. */
function panelValues(values: ReadonlyMap<string, number>): (number | string | null)[] {
  const derived = DERIVED.flatMap((definition): (number | string | null)[] => {
    if (definition.kind === 'sum') return [whole(total(definition.terms, values))];
    const { value, note } = rateOf(definition, values);
    return [value, note];
  });
  const handled = values.get('t3.result.total@total');
  return [
    handled === undefined ? null : Number(handled < SMALL_N),
    ...derived,
    ...orderedFigures.map((figure) => {
      const value = values.get(figure.code) ?? null;
      return figure.type === 'money' ? value : whole(value);
    }),
  ];
}

const whole = (value: number | null): number | null => (Number.isSafeInteger(value) ? value : null);

/** Writes rows of the panel, within the transaction of the report. */
export class Panel {
  readonly #put: Statement;
  readonly #values: Statement<[number], [code: string, value: number]>;

  constructor(db: Db) {
    this.#put = db.prepare(`
      INSERT OR REPLACE INTO panel_row
      SELECT ?, ?, ${READING_COLUMNS.map(([name]) => quoted(name)).join(', ')}, ${COLUMNS.map(() => '?').join(', ')} FROM reading WHERE id = ?`);
    this.#values = db
      .prepare<[number], [string, number]>('SELECT k.code, c.value FROM cell c JOIN code k ON k.id = c.code WHERE c.reading = ? AND c.value IS NOT NULL')
      .raw();
  }

  /** The row of (agency, year) from the cells of `reading`; `values`, where the caller has them, saves reading them back. */
  put(agency: number, fiscalYear: number, reading: number, values?: ReadonlyMap<string, number>): void {
    this.#put.run([fiscalYear, agency, ...panelValues(values ?? new Map(this.#values.all(reading))), reading]);
  }
}

/** Fills a panel that was just made: one row per report. */
export function fillPanel(db: Db): void {
  const panel = new Panel(db);
  const reports = db.prepare<[], [number, number, number]>('SELECT agency, fiscal_year, reading FROM report ORDER BY reading').raw().all();
  for (const [agency, fiscalYear, reading] of reports) panel.put(agency, fiscalYear, reading);
}
