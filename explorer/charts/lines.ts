/** Series over the years in one chart, each named at its end. */
import * as Plot from '@observablehq/plot';
import type { Ui } from '../frame/ui.ts';
import type { Measure } from '../queries/compare/measures.ts';
import type { Point } from '../queries/compare/points.ts';
import type { Series } from '../queries/compare/series.ts';
import { draw, GRID, POOL, SOFT, SYMBOLS, text, widthOf, type Drawing } from './draw.ts';
import { breakColour, breakMarks, colourOf, domainOf, dotsOf, gapsOf, pieces, pointText, shortName, tickFormat, ticksOf } from './parts.ts';
import { breaksOf } from './segments.ts';

const MARGIN = { left: 52, top: 34, bottom: 46 } as const;
const LINE = 15;

/** @param width in pixels */
export function lineChart(ui: Ui, measure: Measure, series: readonly Series[], years: readonly number[], width: number): Drawing {
  const narrow = width < 600;
  const labels = series.map((one) => shortName(ui, one, narrow ? 7 : 18));
  const right = Math.min(width * 0.32, Math.max(40, ...labels.map((label) => widthOf(label)))) + 22;
  const height = Math.max(narrow ? 280 : 400, MARGIN.top + MARGIN.bottom + series.length * LINE);
  const y = { domain: domainOf(series), nice: true, range: [height - MARGIN.bottom, MARGIN.top] } as const;
  const scale = Plot.scale({ y: { ...y, type: 'linear' } });
  const place = new Map(series.map((one, i) => [one, i]));
  const ink = (one: Series): string => (one.kind === 'group' ? POOL : colourOf(place.get(one)!));
  const first = years[0]! - 0.5;
  const last = years.at(-1)! + 0.5;
  const drawing = draw({
    width, height, marginLeft: MARGIN.left, marginRight: right, marginTop: MARGIN.top, marginBottom: MARGIN.bottom,
    x: { domain: [first, last], type: 'linear', label: null }, y: { domain: y.domain, nice: true, type: 'linear', label: null },
    marks: [
      Plot.gridY({ stroke: GRID, strokeOpacity: 1 }),
      Plot.axisY({ label: null, tickFormat: tickFormat(measure), tickSize: 0, fontSize: 12 }),
      Plot.axisX({ label: null, ticks: ticksOf(years, width - MARGIN.left - right), tickFormat: String, fontSize: 12, tickSize: 4, dy: 12 }),
      ...breakMarks(measure, years, (one) => `${one.year}: ${ui.say(one.edition)}`),
      ...[false, true].map((dashed) => Plot.line(pieces(measure, series, dashed), {
        x: ({ point }) => point.year, y: ({ point }) => point.value, z: 'z', stroke: (piece: { series: Series }) => ink(piece.series),
        strokeWidth: ({ series: one }: { series: Series }) => (one.kind === 'group' ? 3 : 1.6), strokeDasharray: dashed ? '4,4' : undefined, className: dashed ? 'near' : 'joined',
      })),
      Plot.dot(dotsOf(series), {
        x: ({ point }) => point.year, y: ({ point }) => point.value, r: 3.4, stroke: (piece: { series: Series }) => ink(piece.series), fill: ({ series: one, point }: { series: Series; point: Point }) => (point.small ? '#ffffff' : ink(one)),
        symbol: (piece: { series: Series }) => SYMBOLS[place.get(piece.series)! % SYMBOLS.length], title: narrow ? undefined : ({ series: one, point }: { series: Series; point: Point }) => pointText(ui, measure, one, point), strokeWidth: 1.4,
      }),
    ],
  });
  const x = (year: number): number => MARGIN.left + ((year - first) / (last - first)) * (width - MARGIN.left - right);
  return { ...drawing, inner: drawing.inner + endLabels() + breakLabels() + gapMarks() };

  function endLabels(): string {
    const ends = series.flatMap((one, i) => {
      const point = one.points.findLast(({ value }) => value !== null);
      return point === undefined ? [] : [{ one, label: labels[i]!, at: scale.apply(point.value) as number, from: x(point.year) }];
    }).sort((a, b) => a.at - b.at);
    const ys = apart(ends.map(({ at }) => at), LINE, MARGIN.top, height - MARGIN.bottom + 8);
    const left = width - right + 14;
    return `<g text-anchor="start" font-size="12">${ends.map(({ one, label, at, from }, i) =>
      `<path d="M${(from + 5).toFixed(1)},${at.toFixed(1)}L${(left - 10).toFixed(1)},${ys[i]!.toFixed(1)}L${(left - 3).toFixed(1)},${ys[i]!.toFixed(1)}" stroke="${ink(one)}" stroke-opacity="0.45" stroke-width="0.8" fill="none"/>` +
      text(left, ys[i]! + 4, label, `fill="${ink(one)}"${one.kind === 'group' ? ' font-weight="700"' : ''}`)).join('')}</g>`;
  }
  function breakLabels(): string {
    return `<g font-size="11">${breaksOf(measure, years).map((one) => text(x(one.year - 0.5), MARGIN.top - 10, ui.say(one.edition), `fill="${breakColour(one)}"`)).join('')}</g>`;
  }
  /** One sign below each year that somebody lacks, with who and why. */
  function gapMarks(): string {
    const all = gapsOf(series);
    return `<g font-size="11" fill="${SOFT}">${years.map((year) => {
      const gaps = all.filter(({ point }) => point.year === year);
      if (gaps.length === 0) return '';
      const why = gaps.slice(0, 15).map(({ series: one, point }) => pointText(ui, measure, one, point)).join('\n');
      const sign = text(x(year), height - MARGIN.bottom + 40, gaps.length === 1 ? '×' : `×${gaps.length}`);
      return `<g>${sign.replace('</text>', '')}<title>${escapedTitle(why, gaps.length - 15)}</title></text></g>`;
    }).join('')}</g>`;
  }
}

const escapedTitle = (words: string, more: number): string => `${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}${more > 0 ? `\n… +${more}` : ''}`;

/** The places moved apart as little as keeps `distance` between neighbours, within `top` and `bottom` where there is room. `places` ascend. */
export function apart(places: readonly number[], distance: number, top: number, bottom: number): number[] {
  const stacks: { places: number[]; from: number }[] = [];
  for (const place of places) {
    let stack = { places: [place], from: place };
    for (let above = stacks.at(-1); above !== undefined && above.from + above.places.length * distance > stack.from; above = stacks.at(-1)) {
      stacks.pop();
      const all = [...above.places, ...stack.places];
      const middle = all.reduce((sum, at) => sum + at, 0) / all.length - ((all.length - 1) * distance) / 2;
      stack = { places: all, from: Math.max(top, Math.min(middle, bottom - (all.length - 1) * distance)) };
    }
    stacks.push(stack);
  }
  return stacks.flatMap(({ places: all, from }) => all.map((_, i) => from + i * distance));
}
