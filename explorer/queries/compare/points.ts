/** One value of one agency in one year, and why there is none. */
import type { Db } from '../../../db/open.ts';
import { codesIn, fractionSql, valueSql, type Measure } from './measures.ts';

/** A value, or the reason why there is none: a state of a cell, the note of a rate, a status of coverage, or `no_report`. */
export interface Point {
  year: number;
  value: number | null;
  /** Null where there is a value. */
  reason: string | null;
  /** Edition of the form of the report; of a sum, that in force. */
  form: string | null;
  /** Of a rate. */
  numerator: number | null;
  denominator: number | null;
  /** A rate on fewer than ten cases. */
  small: boolean;
  /** Of a sum over agencies: how many of them reported it, of how many. */
  reported: number | null;
  members: number | null;
}

/** A rate on fewer cases is marked. */
export const SMALL = 10;

export type Row = [agency: number, year: number, form: string | null, ...values: (number | string | null)[]];

/** What is read of a panel row for one measure: its value; of a rate also why it is null, numerator and denominator. */
export function columnsOf(measure: Measure): string[] {
  const fraction = fractionSql(measure);
  if (fraction === null) return [valueSql(measure)];
  return [valueSql(measure), `p."${measure.column}_note"`, fraction.numerator, fraction.denominator];
}

export class Points {
  readonly #state;
  readonly #coverage;

  constructor(db: Db) {
    this.#state = db
      .prepare<[number, number, string], string>(`
        SELECT s.name FROM report r JOIN cell c ON c.reading = r.reading JOIN word s ON s.kind = 'state' AND s.id = c.state
        WHERE r.agency = ? AND r.fiscal_year = ? AND c.code = (SELECT id FROM code WHERE code = ?)`)
      .pluck();
    this.#coverage = db.prepare<[number, number], string>('SELECT status FROM coverage_entry WHERE agency = ? AND fiscal_year = ?').pluck();
  }

  /** The point of a report, from what `columnsOf` reads. */
  of(measure: Measure, agency: number, year: number, form: string | null, values: readonly (number | string | null)[]): Point {
    const [value, note = null, numerator = null, denominator = null] = values as [number | null, string | null, number | null, number | null];
    const reason = value !== null ? null : measure.type === 'rate' ? note : this.#whyNot(measure, agency, year, form);
    const small = value !== null && measure.type === 'rate' && denominator !== null && denominator < SMALL;
    return { year, value, reason, form, numerator, denominator, small, reported: null, members: null };
  }

  /** The point of a year without a report. */
  missing(agency: number, year: number): Point {
    return { year, value: null, reason: this.#coverage.get(agency, year) ?? 'no_report', form: null, numerator: null, denominator: null, small: false, reported: null, members: null };
  }

  /** The state of the first cell that holds no number. */
  #whyNot(measure: Measure, agency: number, year: number, form: string | null): string {
    const codes = codesIn(measure, form);
    if (form !== null && codes[0] === measure.code && !measure.code.startsWith('d.') && !measure.editions.includes(form)) return 'not_in_template';
    if (measure.code.startsWith('d.')) return 'numerator_missing';
    const states = codes.map((code) => this.#state.get(agency, year, code) ?? 'absent');
    return states.find((state) => state !== 'number' && state !== 'zero') ?? 'not_whole';
  }
}
