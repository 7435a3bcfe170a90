/** Series: the values of an agency, or of a group of agencies together, over the years. */
import type { Db } from '../../../db/open.ts';
import type { Phrase } from '../../frame/language.ts';
import { remembered } from '../remembered.ts';
import { formOfSum, fractionSql, summandSql, type Measure } from './measures.ts';
import { columnsOf, Points, SMALL, type Point, type Row } from './points.ts';
import { keyOf, type Group, type Member } from './subjects.ts';

export interface Series {
  /** Of an agency its key, of a group its id. */
  id: string;
  kind: 'agency' | 'group';
  name: Phrase;
  /** One for every year. */
  points: Point[];
}

export const nameOf = ({ zh, en }: Member): Phrase => ({ zh, en: en ?? zh });

/** Where each measure's columns stand behind the three that every row begins with. */
function layout(measures: readonly Measure[]): { sql: string; at: number[]; widths: number[] } {
  const columns = measures.map(columnsOf);
  const widths = columns.map(({ length }) => length);
  return { sql: columns.flat().join(', '), at: widths.map((_, i) => 3 + widths.slice(0, i).reduce((a, b) => a + b, 0)), widths };
}

/** The series of agencies, one list for each measure. */
export function agencySeries(db: Db, measures: readonly Measure[], agencies: readonly Member[], years: readonly number[]): Series[][] {
  if (years.length === 0) return measures.map(() => agencies.map((member) => ({ id: keyOf(member), kind: 'agency', name: nameOf(member), points: [] })));
  const { sql, at, widths } = layout(measures);
  const rows = db
    .prepare<[string, number, number], Row>(`
      SELECT p.agency, p.fiscal_year, p.form, ${sql} FROM panel_row p INDEXED BY panel_agency
      WHERE p.agency IN (SELECT value FROM json_each(?)) AND p.fiscal_year BETWEEN ? AND ?`)
    .raw()
    .all(JSON.stringify(agencies.map(({ row }) => row)), years[0]!, years.at(-1)!);
  const of = new Map(rows.map((row) => [`${row[0]} ${row[1]}`, row]));
  const points = new Points(db);
  return measures.map((measure, i) => agencies.map((member) => ({
    id: keyOf(member), kind: 'agency' as const, name: nameOf(member),
    points: years.map((year) => {
      const row = of.get(`${member.row} ${year}`);
      return row === undefined ? points.missing(member.row, year) : points.of(measure, member.row, year, row[2], row.slice(at[i], at[i]! + widths[i]!));
    }),
  })));
}

/** Sum, and how many agencies it is of, by measure and year. */
type Sums = Map<number, { count: number; numerator: number | null; denominator: number | null }>;

/** More members than this, and the years are read from end to end rather than agency by agency. */
const MANY = 300;

function sumsOf(db: Db, measures: readonly Measure[], group: Group, years: readonly number[]): Sums[] {
  const [from, to] = [years[0]!, years.at(-1)!];
  const name = `compare sums ${JSON.stringify([group.id, measures.map(({ code }) => code), from, to])}`;
  return remembered(db, name, () => {
    const columns = measures.flatMap((measure) => {
      const fraction = fractionSql(measure);
      if (fraction === null) return [`count(${summandSql(measure)})`, `sum(${summandSql(measure)})`, 'NULL'];
      const has = `FILTER (WHERE (${fraction.numerator}) IS NOT NULL AND (${fraction.denominator}) IS NOT NULL)`;
      return [`count(*) ${has}`, `sum(${fraction.numerator}) ${has}`, `sum(${fraction.denominator}) ${has}`];
    });
    const members = JSON.stringify(group.members.map(({ row }) => row));
    const which = group.members.length > MANY ? '+p.agency' : 'p.agency';
    const rows = db
      .prepare<[string, number, number], number[]>(`
        SELECT p.fiscal_year, ${columns.join(', ')} FROM panel_row p ${group.members.length > MANY ? 'NOT INDEXED' : 'INDEXED BY panel_agency'}
        WHERE ${which} IN (SELECT value FROM json_each(?)) AND p.fiscal_year BETWEEN ? AND ? GROUP BY p.fiscal_year`)
      .raw()
      .all(members, from, to);
    return measures.map((_, i) => new Map(rows.map((row) => [row[0]!, { count: row[1 + 3 * i]!, numerator: row[2 + 3 * i] ?? null, denominator: row[3 + 3 * i] ?? null }])));
  });
}

/** The series of groups, one list for each measure: sums of counts, and rates as sum of numerators over sum of denominators, of those agencies that print both. */
export function groupSeries(db: Db, measures: readonly Measure[], groups: readonly Group[], years: readonly number[]): Series[][] {
  const of = groups.map((group) => (years.length === 0 ? measures.map((): Sums => new Map()) : sumsOf(db, measures, group, years)));
  return measures.map((measure, i) => groups.map((group, g) => ({
    id: group.id, kind: 'group' as const, name: group.name, points: years.map((year) => pooled(measure, year, of[g]![i]!.get(year), group.members.length)),
  })));
}

function pooled(measure: Measure, year: number, sum: { count: number; numerator: number | null; denominator: number | null } | undefined, members: number): Point {
  const reported = sum?.count ?? 0;
  const point: Point = { year, value: null, reason: 'none_reported', form: formOfSum(year), numerator: null, denominator: null, small: false, reported, members };
  if (sum === undefined || reported === 0) return point;
  if (measure.type !== 'rate') return { ...point, value: sum.numerator, reason: null };
  const { numerator, denominator } = sum as { numerator: number; denominator: number };
  if (denominator === 0) return { ...point, numerator, denominator, reason: 'denominator_zero' };
  return { ...point, value: numerator / denominator, reason: null, numerator, denominator, small: denominator < SMALL };
}
