/** Small multiples: one panel for each agency, all on one scale, the sum of the group behind each in grey. */
import * as Plot from '@observablehq/plot';
import type { Ui } from '../frame/ui.ts';
import type { Measure } from '../queries/compare/measures.ts';
import type { Point } from '../queries/compare/points.ts';
import type { Series } from '../queries/compare/series.ts';
import { draw, GRID, SOFT, type Drawing } from './draw.ts';
import { breakMarks, colourOf, domainOf, dotsOf, gapsOf, pieces, pointText, shortName, tickFormat, ticksOf } from './parts.ts';

const PANEL = { height: 112, head: 22 } as const;
const MARGIN = { left: 46, right: 12, top: 8, bottom: 30 } as const;

/** Panels for the agencies; for the groups where there are no agencies. */
export function panelChart(ui: Ui, measure: Measure, series: readonly Series[], years: readonly number[], width: number): Drawing {
  const agencies = series.filter(({ kind }) => kind === 'agency');
  const own = agencies.length > 0 ? agencies : series;
  const behind = agencies.length > 0 ? series.filter(({ kind }) => kind === 'group').slice(0, 1) : [];
  const columns = Math.min(own.length, Math.max(2, Math.floor(width / 190)));
  const rows = Math.ceil(own.length / columns);
  const place = new Map(own.map((one, i) => [one, i]));
  const fx = (one: Series): number => place.get(one)! % columns;
  const fy = (one: Series): number => Math.floor(place.get(one)! / columns);
  const facets = { fx: ({ series: one }: { series: Series }) => fx(one), fy: ({ series: one }: { series: Series }) => fy(one) };
  const room = (width - MARGIN.left - MARGIN.right) / columns;
  const colour = colourOf(0);
  const domain = domainOf(series);
  const xy = { x: ({ point }: { point: { year: number } }) => point.year, y: ({ point }: { point: { value: number | null } }) => point.value };
  // Nothing hovers over the narrow chart, and half of its markup would be this.
  const title = width < 600 ? undefined : ({ series: one, point }: { series: Series; point: Point }): string => pointText(ui, measure, one, point);
  return draw({
    width, height: rows * (PANEL.height + PANEL.head) + MARGIN.top + MARGIN.bottom, marginLeft: MARGIN.left, marginRight: MARGIN.right, marginTop: MARGIN.top + PANEL.head, marginBottom: MARGIN.bottom,
    x: { domain: [years[0]! - 0.5, years.at(-1)! + 0.5], type: 'linear', label: null }, y: { domain, nice: true, type: 'linear', label: null },
    fx: { axis: null, padding: 0.08, domain: Array.from({ length: columns }, (_, i) => i) }, fy: { axis: null, padding: PANEL.head / (PANEL.height + PANEL.head) + 0.04, domain: Array.from({ length: rows }, (_, i) => i) },
    marks: [
      Plot.gridY({ ticks: 3, stroke: GRID, strokeOpacity: 1 }),
      Plot.axisY({ label: null, ticks: 3, tickFormat: tickFormat(measure), tickSize: 0, fontSize: 11 }),
      Plot.axisX({ label: null, ticks: ticksOf(years, room * 0.8), tickFormat: String, fontSize: 11, tickSize: 3 }),
      ...breakMarks(measure, years, (one) => `${one.year}: ${ui.say(one.edition)}`),
      ...[false, true].map((dashed) => Plot.line(pieces(measure, behind, dashed), { ...xy, z: 'z', stroke: '#a09a92', strokeWidth: 1.5, strokeDasharray: dashed ? '3,3' : undefined, className: 'behind' })),
      ...[false, true].map((dashed) => Plot.line(pieces(measure, own, dashed), { ...xy, ...facets, z: 'z', stroke: colour, strokeWidth: 1.6, strokeDasharray: dashed ? '3,3' : undefined, className: dashed ? 'near' : 'joined' })),
      Plot.dot(dotsOf(own), {
        ...xy, ...facets, r: 2.6, stroke: colour, strokeWidth: 1.2, fill: ({ point }) => (point.small ? '#ffffff' : colour), title,
      }),
      Plot.text(gapsOf(own), {
        x: xy.x, ...facets, frameAnchor: 'bottom', dy: -5, text: () => '×', fill: SOFT, fontSize: 10, title, className: 'gaps',
      }),
      Plot.text(own.map((one) => ({ series: one })), { ...facets, frameAnchor: 'top-left', dy: -15, text: ({ series: one }) => shortName(ui, one, width < 600 ? 11 : 14), fontWeight: 600, fontSize: 12 }),
    ],
  });
}
