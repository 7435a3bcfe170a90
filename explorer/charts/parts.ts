/** What lines and small multiples share: names, values in words, breaks, gaps. */
import * as Plot from '@observablehq/plot';
import type { Phrase } from '../frame/language.ts';
import type { Ui } from '../frame/ui.ts';
import type { Measure } from '../queries/compare/measures.ts';
import type { Point } from '../queries/compare/points.ts';
import type { Series } from '../queries/compare/series.ts';
import { reasonPhrase } from '../words/compare.ts';
import { breaksOf, segmentsOf, type Break } from './segments.ts';
import { COLOURS, SOFT } from './draw.ts';

export const nameIn = (ui: Ui, { zh, en }: Phrase): string => ui.pick(zh, en);

/** Short enough for a label: an agency without what all of its kind are called. The full name stands in the table. */
export function shortName(ui: Ui, series: Series, most = 22): string {
  const name = nameIn(ui, series.name);
  const plain = series.kind === 'group' ? name : name.replace(/(?<=..)应急管理(?:厅|局|部|委员会)$/u, '').replace(/(?: Municipal| Provincial| County)? (?:(?:Department|Bureau) of Emergency Management|Emergency Management (?:Department|Bureau))$/, '');
  return [...plain].length > most ? `${[...plain].slice(0, most - 1).join('')}…` : plain;
}

export const valueIn = (ui: Ui, measure: Measure, value: number | null): string => (measure.type === 'rate' ? ui.percent(value) : ui.number(value));

/** One point in words: what appears on hovering. */
export function pointText(ui: Ui, measure: Measure, series: Series, point: Point): string {
  const head = `${nameIn(ui, series.name)} ${point.year}: `;
  if (point.value === null) return head + ui.say(reasonPhrase(point.reason ?? 'no_report'));
  const cases = point.denominator === null ? '' : ` (${ui.number(point.numerator)} / ${ui.number(point.denominator)})`;
  const pool = point.members === null ? '' : ` · ${point.reported}/${point.members}`;
  return `${head}${valueIn(ui, measure, point.value)}${cases}${pool}`;
}

export const tickFormat = (measure: Measure): ((value: number) => string) =>
  measure.type === 'rate'
    ? (value) => `${Math.round(1000 * value) / 10}%`
    : (value) => (Math.abs(value) >= 10_000 ? value.toLocaleString('en', { notation: 'compact' }) : String(value));

/** From 0, which every figure is measured from, to a little above the greatest. */
export function domainOf(series: readonly Series[]): [number, number] {
  const values = series.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value])));
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  return least === most ? [least, least + 1] : [least, most];
}

/** Years that get a label: all, or every second, third … where there is little room. */
export function ticksOf(years: readonly number[], room: number): number[] {
  const step = Math.max(1, Math.ceil((years.length * 36) / room));
  return years.filter((_, i) => (years.length - 1 - i) % step === 0);
}

interface Piece {
  series: Series;
  point: Point;
  z: string;
}

/** Points of the segments, as rows that Plot draws; `z` tells the segments apart. */
export function pieces(measure: Measure, series: readonly Series[], dashed: boolean): Piece[] {
  return series.flatMap((one) => segmentsOf(measure, one.points).flatMap((segment, s) =>
    segment.dashed === dashed ? segment.points.map((point) => ({ series: one, point, z: `${one.kind} ${one.id} ${s}` })) : []));
}

export const dotsOf = (series: readonly Series[]): Omit<Piece, 'z'>[] => series.flatMap((one) => one.points.filter(({ value }) => value !== null).map((point) => ({ series: one, point })));
export const gapsOf = (series: readonly Series[]): Omit<Piece, 'z'>[] => series.flatMap((one) => one.points.filter(({ value }) => value === null).map((point) => ({ series: one, point })));

const BREAK_STROKE = { identical: '#b8b1a8', derivable: '#b8b1a8', near: '#8a5a00', concept_break: '#a3211f', none: '#a3211f' } as const;
const BREAK_DASHES = { identical: '1,4', derivable: '1,4', near: '5,3', concept_break: '', none: '' } as const;

/** A vertical line before the first year of each new edition: red where the series is not joined, dashed where it is only near. */
export function breakMarks(measure: Measure, years: readonly number[], title: (one: Break) => string): Plot.Markish[] {
  return breaksOf(measure, years).map((one) => Plot.ruleX([one], {
    x: (b: Break) => b.year - 0.5, stroke: BREAK_STROKE[one.comparability], strokeDasharray: BREAK_DASHES[one.comparability], strokeWidth: 1.25,
    title, className: `break ${one.comparability}`,
  }));
}

export const breakColour = (one: Break): string => (one.comparability === 'identical' || one.comparability === 'derivable' ? SOFT : BREAK_STROKE[one.comparability]);

export const colourOf = (index: number): string => COLOURS[index % COLOURS.length]!;
