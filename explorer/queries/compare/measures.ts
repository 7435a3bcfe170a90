/** What can be compared: every figure and rate of the codebook, with what stands for it in each edition of the form, as SQL over a row of the panel. */
import { DERIVED, type Term } from '../../../db/derived.ts';
import { editionOf, FORM_EDITIONS } from '../../../db/editions.ts';
import type { Db } from '../../../db/open.ts';
import { Refused } from '../../frame/query.ts';

export type Comparability = 'identical' | 'derivable' | 'near' | 'concept_break' | 'none';

/** What stands for a figure in editions that lack its code. */
export interface Counterpart {
  edition: string;
  /** Codes whose sum stands for it; empty where nothing does. */
  codes: string[];
  columns: string[];
  comparability: Comparability;
  note: string | null;
}

export interface Measure {
  code: string;
  column: string;
  zh: string;
  en: string;
  unit: string;
  type: 'count' | 'signed_count' | 'money' | 'rate';
  editions: string[];
  comparability: Comparability;
  formula: string | null;
  note: string | null;
  counterparts: Counterpart[];
}

interface Entry {
  code: string;
  panel_column: string;
  name_zh: string;
  name_en: string;
  unit: string;
  type: Measure['type'];
  editions: string;
  comparability: Comparability;
  crosswalk: string;
  formula: string | null;
  note: string | null;
}

type Crosswalk = { code: string; comparability: Comparability; note?: string }[];

/** The codebook by code, in its order. */
export class Measures {
  readonly #entries: Map<string, Entry>;

  constructor(db: Db) {
    const entries = db.prepare<[], Entry>(`SELECT code, panel_column, name_zh, name_en, unit, type, editions, comparability, crosswalk, formula, note FROM codebook WHERE role <> 'fact'`).all();
    this.#entries = new Map(entries.map((entry) => [entry.code, entry]));
  }

  /** What may be chosen, in the codebook's order. */
  list(): { code: string; zh: string; en: string; type: Measure['type'] }[] {
    return [...this.#entries.values()].map(({ code, name_zh, name_en, type }) => ({ code, zh: name_zh, en: name_en, type }));
  }

  /** The code of this code, panel column or name; undefined where it is none. */
  named(text: string): string | undefined {
    if (this.#entries.has(text)) return text;
    return [...this.#entries.values()].find((entry) => [entry.panel_column, entry.name_zh, entry.name_en].includes(text))?.code;
  }

  /** Throws Refused 400 for an unknown code. */
  of(code: string): Measure {
    const entry = this.#entries.get(code);
    if (entry === undefined) throw new Refused(400, `figure is a code of the codebook, and ${JSON.stringify(code.slice(0, 80))} is none`);
    const editions = entry.editions.split(' ').filter((id) => id !== '');
    return {
      code, column: entry.panel_column, zh: entry.name_zh, en: entry.name_en, unit: entry.unit, type: entry.type, editions,
      comparability: entry.comparability, formula: entry.formula, note: entry.note,
      counterparts: FORM_EDITIONS.filter(({ id }) => !editions.includes(id)).flatMap(({ id }) => this.#counterpart(entry, editions, id) ?? []),
    };
  }

  /** What stands for `entry` in `edition`. Only a whole for all its parts, or one figure for one, can be shown; the rest is told in words. */
  #counterpart(entry: Entry, editions: readonly string[], edition: string): Counterpart | null {
    const forward = this.#targets(entry).filter(({ to }) => to.editions.split(' ').includes(edition));
    const back = [...this.#entries.values()].filter((other) => other.editions.split(' ').includes(edition))
      .flatMap((from) => this.#targets(from).filter(({ to }) => to.code === entry.code).map((link) => ({ ...link, to: from })));
    const links = forward.length > 0 ? forward : back;
    const [first] = links;
    if (first === undefined) return null;
    const { comparability } = first;
    const note = first.note ?? null;
    const whole = comparability === 'derivable' && links.length > 1;
    const single = links.length === 1 && comparability !== 'derivable' && first.to.unit === entry.unit
      && this.#mates(first.to, editions).length <= 1;
    const codes = whole || single ? links.map(({ to }) => to.code) : [];
    return { edition, codes, columns: codes.map((code) => this.#entries.get(code)!.panel_column), comparability, note };
  }

  #targets(entry: Entry): { to: Entry; comparability: Comparability; note: string | undefined }[] {
    return (JSON.parse(entry.crosswalk) as Crosswalk).flatMap(({ code, comparability, note }) => {
      const to = this.#entries.get(code);
      return to === undefined ? [] : [{ to, comparability, note }];
    });
  }

  /** Figures of `editions` that `entry` is a counterpart of, by either's word. */
  #mates(entry: Entry, editions: readonly string[]): string[] {
    const isOf = ({ editions: of }: Entry): boolean => of.split(' ').some((id) => editions.includes(id));
    const codes = [...this.#entries.values()].flatMap((other) =>
      isOf(other) && (this.#targets(other).some(({ to }) => to.code === entry.code) || this.#targets(entry).some(({ to }) => to.code === other.code)) ? [other.code] : []);
    return [...new Set(codes)];
  }
}

const shown = (measure: Measure): Counterpart[] => measure.counterparts.filter(({ codes }) => codes.length > 0);

/** The codes that stand for a measure in a report on this form. */
export const codesIn = (measure: Measure, form: string | null): string[] =>
  shown(measure).find(({ edition }) => edition === form)?.codes ?? [measure.code];

/** Whether values of two forms may be joined, and how: `identical` and `derivable` by a line, `near` by a dashed one, else not. */
export function between(measure: Measure, before: string | null, after: string | null): Comparability {
  if (before === after) return 'identical';
  const of = (form: string | null): Counterpart | undefined => measure.counterparts.find(({ edition }) => edition === form);
  const [a, b] = [of(before), of(after)];
  if (a !== undefined && b !== undefined) return 'concept_break';
  const other = a ?? b;
  if (other !== undefined) return other.codes.length === 0 && other.comparability === 'derivable' ? 'none' : other.comparability;
  const both = [before, after].every((form) => form !== null && measure.editions.includes(form));
  if (!both) return 'none';
  return measure.comparability === 'near' ? 'near' : 'identical';
}

const column = (name: string): string => `p."${name}"`;
const plus = (names: readonly string[]): string => names.map(column).join(' + ');
const columnOf = (code: string): string => code.replaceAll(/[.@]/g, '_');

function termSql(term: Term): string {
  if (typeof term === 'string') return column(columnOf(term));
  return `coalesce(${term.either.map((codes) => plus(codes.map(columnOf))).join(', ')})`;
}

/** Numerator and denominator of a rate; null for a figure. */
export function fractionSql(measure: Measure): { numerator: string; denominator: string } | null {
  const derived = DERIVED.find((one) => one.kind === 'rate' && `d.${one.id}` === measure.code);
  if (derived?.kind !== 'rate') return null;
  return { numerator: derived.numerator.map(termSql).join(' + '), denominator: derived.denominator.map(termSql).join(' + ') };
}

/** The value of one report, by the form that it is on. */
export function valueSql(measure: Measure): string {
  const own = column(measure.column);
  const others = shown(measure);
  if (others.length === 0) return own;
  return `CASE p.form ${others.map(({ edition, columns }) => `WHEN '${edition}' THEN ${plus(columns)}`).join(' ')} ELSE ${own} END`;
}

/** The value that enters a sum over agencies: in a year when the concept changed, only that of the edition in force. */
export function summandSql(measure: Measure): string {
  const others = shown(measure);
  if (others.every(({ comparability }) => comparability === 'derivable')) return valueSql(measure);
  const inForce = FORM_EDITIONS.map(({ id, from, to }) => {
    const columns = others.find(({ edition }) => edition === id)?.columns ?? [measure.column];
    return `WHEN ${to === null ? `p.fiscal_year >= ${from}` : `p.fiscal_year BETWEEN ${from} AND ${to}`} THEN ${plus(columns)}`;
  });
  return `CASE ${inForce.join(' ')} END`;
}

/** The edition whose meaning a sum over agencies has. */
export const formOfSum = (year: number): string | null => editionOf(year)?.id ?? null;
