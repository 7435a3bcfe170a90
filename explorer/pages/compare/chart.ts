/** The chart of one figure, in the view that was chosen. */
import { barChart } from '../../charts/bars.ts';
import { svgOf, type Drawing } from '../../charts/draw.ts';
import { lineChart } from '../../charts/lines.ts';
import { panelChart } from '../../charts/panels.ts';
import { chartRoom, pictureOf } from '../../charts/picture.ts';
import type { Ui } from '../../frame/ui.ts';
import type { Block, Comparison } from '../../queries/compare/comparison.ts';
import type { Measure } from '../../queries/compare/measures.ts';
import type { Provenance } from '../../queries/compare/provenance.ts';
import { COMPARE as W } from '../../words/compare.ts';
import { notesOf } from './notes.ts';

export const measureName = (ui: Ui, { zh, en }: Measure): string => ui.pick(zh, en);

export const yearsText = (years: readonly number[]): string => (years.length > 1 ? `${years[0]}–${years.at(-1)}` : String(years[0] ?? ''));

const unitOf = (ui: Ui, { type, unit }: Measure): string => (type === 'rate' ? '%' : ui.language === 'zh' || unit !== '件' ? unit : 'cases');

export const titleOf = (ui: Ui, { measure }: Block, years: readonly number[]): string =>
  ui.language === 'zh' ? `${measure.zh}（${unitOf(ui, measure)}），${yearsText(years)}` : `${measure.en} (${unitOf(ui, measure)}), ${yearsText(years)}`;

/** Null where there is nothing to draw: a table was asked for, or no year. */
export function chartOf(ui: Ui, block: Block, { view, years }: Comparison, width: number): Drawing | null {
  if (years.length === 0 || view === 'table') return null;
  if (view === 'bars') return block.ranking === null || block.ranking.bars.length === 0 ? null : barChart(ui, block.measure, block.ranking, width);
  if (block.series.length === 0) return null;
  return view === 'lines' ? lineChart(ui, block.measure, block.series, years, width) : panelChart(ui, block.measure, block.series, years, width);
}

const described = (ui: Ui, block: Block, years: readonly number[]): string => ui.say(W.described(measureName(ui, block.measure), block.series.length, yearsText(years)));

/** The chart as it stands in the page. */
export function inlineChart(ui: Ui, block: Block, comparison: Comparison, width: number, id: string, className: string): string | null {
  const chart = chartOf(ui, block, comparison, width);
  if (chart === null) return null;
  return svgOf(chart, { title: titleOf(ui, block, comparison.years), description: described(ui, block, comparison.years), id, className });
}

/** The charts of all figures in one file; null where there is nothing to draw. */
export function pictureFile(ui: Ui, comparison: Comparison, provenance: Provenance, invented: boolean, width: number): string | null {
  const { blocks, years } = comparison;
  const parts = blocks.flatMap((block) => {
    const chart = chartOf(ui, block, comparison, chartRoom(width));
    return chart === null ? [] : [{ title: titleOf(ui, block, years), chart, notes: notesOf(ui, block, years, comparison.view) }];
  });
  if (parts.length === 0) return null;
  return pictureOf({
    parts, width, description: blocks.map((block) => described(ui, block, years)).join(' '), invented: invented ? ui.say(W.invented) : null, source: sourceOf(ui, provenance),
  });
}

export const sourceOf = (ui: Ui, { code, date }: Provenance): string => ui.say(W.source(code ?? ui.say(W.notKnown), date ?? ui.say(W.notKnown)));

