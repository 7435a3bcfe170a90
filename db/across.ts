/** Checks of a report against the year before (X1, X2), kept with the report and redone when either year changes. */
import type { Statement } from 'better-sqlite3';
import { checkYears } from '../extractors/checks.ts';
import { EDITIONS, figure } from '../extractors/forms/index.ts';
import type { Cell, FormId } from '../extractors/report.ts';
import { pairUp } from './check-keys.ts';
import type { CheckKeys, StoredCheck } from './check-keys.ts';
import type { Db } from './open.ts';
import { checkStatusId, STATES } from './words.ts';

/** Every code that an identity across years speaks of. */
const CODES = [...new Set(EDITIONS.flatMap((form) => form.identities.filter((i) => i.previous)).flatMap((i) => [...i.left, ...i.right, ...(i.minus ?? []), ...(i.previous ?? [])]))];

type Row = [agency: number, fiscalYear: number, key: number, status: number, lhs: number | null, rhs: number | null, delta: number | null];

export class AcrossYears {
  readonly #keys: CheckKeys;
  readonly #reading: Statement<[number, number], { reading: number; form: FormId }>;
  readonly #cells: Statement<[number], [code: string, state: number, value: number | null]>;
  readonly #stored: Statement<[number, number], Row>;
  readonly #clear: Statement<[number, number]>;
  readonly #add: Statement<Row>;

  constructor(db: Db, keys: CheckKeys) {
    this.#keys = keys;
    this.#reading = db.prepare('SELECT r.reading, n.form FROM report r JOIN reading n ON n.id = r.reading WHERE r.agency = ? AND r.fiscal_year = ?');
    const ids = db.prepare<[string], number>('SELECT id FROM code WHERE code = ?').pluck();
    const list = CODES.map((code) => ids.get(code)).join(', ');
    this.#cells = db
      .prepare<[number], [string, number, number | null]>(`SELECT k.code, c.state, c.value FROM cell c JOIN code k ON k.id = c.code WHERE c.reading = ? AND c.code IN (${list})`)
      .raw();
    this.#stored = db
      .prepare<[number, number], Row>('SELECT * FROM evaluation_across WHERE agency = ? AND fiscal_year = ? ORDER BY check_key')
      .raw();
    this.#clear = db.prepare('DELETE FROM evaluation_across WHERE agency = ? AND fiscal_year = ?');
    this.#add = db.prepare('INSERT INTO evaluation_across VALUES (?, ?, ?, ?, ?, ?, ?)');
  }

  /** Redoes the checks that the report of this year takes part in: with the year before and with the year after. */
  refresh(agency: number, fiscalYear: number): void {
    for (const year of [fiscalYear, fiscalYear + 1]) this.#evaluate(agency, year);
  }

  #evaluate(agency: number, year: number): void {
    const rows = this.#checks(agency, year)
      .map((check): Row => [agency, year, this.#keys.id(check), checkStatusId(check.status), check.lhs, check.rhs, check.delta])
      .sort((a, b) => a[2] - b[2]);
    if (JSON.stringify(this.#stored.all(agency, year)) === JSON.stringify(rows)) return;
    this.#clear.run(agency, year);
    for (const row of rows) this.#add.run(...row);
  }

  #checks(agency: number, year: number): StoredCheck[] {
    const current = this.#reading.get(agency, year);
    const previous = current && this.#reading.get(agency, year - 1);
    return previous ? pairUp(checkYears(current.form, this.#read(current.reading), this.#read(previous.reading))) : [];
  }

  /** The cells as the evaluation needs them: state and value. */
  #read(reading: number): Map<string, Cell> {
    return new Map(
      this.#cells.all(reading).map(([code, state, value]) => [
        code,
        {
          code, state: STATES[state]!.name, value, unit: figure(code)!.unit, raw: null, unitRaw: null, rowLabel: null, colLabel: null, alignment: null, place: null,
        },
      ]),
    );
  }
}
