/** Ranked bars of one year. */
import * as Plot from '@observablehq/plot';
import type { Ui } from '../frame/ui.ts';
import type { Measure } from '../queries/compare/measures.ts';
import type { Bar, Ranking } from '../queries/compare/ranking.ts';
import { COLOURS, draw, GRID, POOL, text, widthOf, type Drawing } from './draw.ts';
import { pointText, shortName, tickFormat, valueIn } from './parts.ts';

const ROW = 20;
const MARGIN = { top: 24, bottom: 8 } as const;

export const rankText = ({ rank, tied }: Bar): string => (rank === null ? '' : `${tied ? '=' : ''}${rank}`);

export function barChart(ui: Ui, measure: Measure, { bars, most, least }: Ranking, width: number): Drawing {
  const narrow = width < 600;
  const names = bars.map((bar) => `${rankText(bar)} ${shortName(ui, bar.series, narrow ? 9 : 20)}`.trim());
  const values = bars.map(({ series: { points: [point] } }) => {
    const cases = point!.denominator === null || narrow ? '' : `  ${ui.number(point!.numerator)}/${ui.number(point!.denominator)}`;
    return `${valueIn(ui, measure, point!.value)}${cases}`;
  });
  const left = Math.max(60, ...names.map((name) => widthOf(name))) + 12;
  const right = Math.max(40, ...values.map((value) => widthOf(value))) + 12;
  const height = MARGIN.top + MARGIN.bottom + Math.max(1, bars.length) * ROW;
  const domain: [number, number] = least === most ? [least, least + 1] : [least, most];
  const ink = ({ series }: Bar): string => (series.kind === 'group' ? POOL : COLOURS[0]);
  const value = ({ series }: Bar): number => series.points[0]!.value!;
  const drawing = draw({
    width, height, marginLeft: left, marginRight: right, marginTop: MARGIN.top, marginBottom: MARGIN.bottom,
    x: { domain, type: 'linear', label: null }, y: { domain: bars.map((_, i) => i), type: 'band', paddingInner: 0.25, paddingOuter: 0.125, round: false, label: null, axis: null },
    marks: [
      Plot.gridX({ stroke: GRID, strokeOpacity: 1 }),
      Plot.axisX({ anchor: 'top', label: null, tickFormat: tickFormat(measure), tickSize: 0, fontSize: 11, ticks: narrow ? 3 : 6 }),
      Plot.barX(bars, {
        x1: 0, x2: value, y: (_, i) => i, stroke: ink, fill: (bar: Bar) => (bar.series.points[0]!.small ? '#ffffff' : ink(bar)), insetLeft: 0.5,
        title: (bar: Bar) => pointText(ui, measure, bar.series, bar.series.points[0]!),
      }),
      Plot.ruleX([0], { stroke: '#8b857d' }),
    ],
  });
  const middle = (i: number): number => MARGIN.top + (i + 0.5) * ((height - MARGIN.top - MARGIN.bottom) / Math.max(1, bars.length)) + 4;
  const end = (bar: Bar): number => left + ((Math.max(0, value(bar)) - domain[0]) / (domain[1] - domain[0])) * (width - left - right);
  const weight = (bar: Bar): string => (bar.series.kind === 'group' ? ' font-weight="700"' : '');
  const labels = bars.map((bar, i) => text(left - 6, middle(i), names[i]!, `text-anchor="end"${weight(bar)}`) + text(end(bar) + 5, middle(i), values[i]!, `text-anchor="start"${weight(bar)}`)).join('');
  return { ...drawing, inner: `${drawing.inner}<g font-size="12">${labels}</g>` };
}
