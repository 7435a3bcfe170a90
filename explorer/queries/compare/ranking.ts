/** One year, sorted: who has most, who has least, and who has no value and why. */
import type { Db } from '../../../db/open.ts';
import type { Choice } from './choice.ts';
import type { Measure } from './measures.ts';
import { columnsOf, Points, type Row } from './points.ts';
import { groupSeries, nameOf, type Series } from './series.ts';
import { keyOf, type Group, type Member } from './subjects.ts';

export interface Bar {
  /** From 1; those with equal values share the rank. Null for groups, which are shown among the agencies and not counted. */
  rank: number | null;
  tied: boolean;
  series: Series;
}

export interface Ranking {
  year: number | null;
  bars: Bar[];
  /** Bars on all pages. */
  all: number;
  pages: number;
  /** The greatest and the least value of all pages: every page has one scale. */
  most: number;
  least: number;
  /** Those without a value: at most `MOST_UNKNOWN`, then how many for each reason. */
  unknown: Series[];
  reasons: { reason: string; count: number }[];
}

export const MOST_UNKNOWN = 200;

export function ranked(db: Db, measure: Measure, members: readonly Member[], groups: readonly Group[], year: number | null, { order, top }: Choice, page: number): Ranking {
  const series = year === null ? [] : [...groupSeries(db, [measure], groups, [year])[0]!, ...ofYear(db, measure, members, year)];
  const [known, unknown] = [series.filter(({ points }) => points[0]!.value !== null), series.filter(({ points }) => points[0]!.value === null)];
  const sign = order === 'desc' ? -1 : 1;
  const value = (one: Series): number => one.points[0]!.value!;
  known.sort((a, b) => sign * (value(a) - value(b)));
  const agencies = known.filter(({ kind }) => kind === 'agency').map(value);
  const first = new Map<number, number>();
  const times = new Map<number, number>();
  agencies.forEach((v, i) => {
    if (!first.has(v)) first.set(v, i + 1);
    times.set(v, (times.get(v) ?? 0) + 1);
  });
  const pages = Math.max(1, Math.ceil(known.length / top));
  const start = (Math.min(page, pages) - 1) * top;
  const bars = known.slice(start, start + top).map((one): Bar => ({
    rank: one.kind === 'group' ? null : first.get(value(one))!, tied: one.kind === 'agency' && times.get(value(one))! > 1, series: one,
  }));
  const counts = new Map<string, number>();
  for (const { points } of unknown) counts.set(points[0]!.reason!, (counts.get(points[0]!.reason!) ?? 0) + 1);
  const extremes = known.length === 0 ? [0, 0] : [value(known[0]!), value(known.at(-1)!)];
  return {
    year, bars, all: known.length, pages, most: Math.max(...extremes, 0), least: Math.min(...extremes, 0),
    unknown: unknown.slice(0, MOST_UNKNOWN), reasons: [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
  };
}

/** All members in one year; one stretch of the panel holds them all. */
function ofYear(db: Db, measure: Measure, members: readonly Member[], year: number): Series[] {
  const rows = db
    .prepare<[number], Row>(`SELECT p.agency, p.fiscal_year, p.form, ${columnsOf(measure).join(', ')} FROM panel_row p WHERE p.fiscal_year = ?`)
    .raw()
    .all(year);
  const of = new Map(rows.map((row) => [row[0], row]));
  const points = new Points(db);
  return members.map((member) => {
    const row = of.get(member.row);
    const point = row === undefined ? points.missing(member.row, year) : points.of(measure, member.row, year, row[2], row.slice(3));
    return { id: keyOf(member), kind: 'agency', name: nameOf(member), points: [point] };
  });
}
