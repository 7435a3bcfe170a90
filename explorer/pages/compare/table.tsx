/** The table behind a chart. */
import type { Child } from 'hono/jsx';
import { nameIn, valueIn } from '../../charts/parts.ts';
import { rankText } from '../../charts/bars.ts';
import { breaksOf } from '../../charts/segments.ts';
import { agencyAddress, reportAddress } from '../../frame/addresses.ts';
import type { Ui } from '../../frame/ui.ts';
import type { Block } from '../../queries/compare/comparison.ts';
import type { Measure } from '../../queries/compare/measures.ts';
import type { Point } from '../../queries/compare/points.ts';
import type { Bar, Ranking } from '../../queries/compare/ranking.ts';
import type { Series } from '../../queries/compare/series.ts';
import { COMPARE as W, reasonPhrase } from '../../words/compare.ts';
import { EDITION_NAMES } from '../../words/terms.ts';
import { titleOf } from './chart.ts';

const linked = (ui: Ui, series: Series): Child => (series.kind === 'group' ? <strong>{nameIn(ui, series.name)}</strong> : <a href={agencyAddress(series.id)}>{nameIn(ui, series.name)}</a>);

const cases = (ui: Ui, { numerator, denominator }: Point): string => (denominator === null ? '' : `${ui.number(numerator)}/${ui.number(denominator)}`);

/** A value with what is to be known of it, or the reason why there is none. */
function Value({ ui, measure, series, point }: { ui: Ui; measure: Measure; series: Series; point: Point }): Child {
  if (point.value === null) return <span class="none">— <small>{ui.say(reasonPhrase(point.reason ?? 'no_report'))}</small></span>;
  const text = valueIn(ui, measure, point.value);
  return (
    <span title={cases(ui, point) || undefined}>
      {series.kind === 'agency' ? <a href={reportAddress(series.id, point.year)}>{text}</a> : text}
      {point.small ? <abbr title={ui.say(W.smallNote)}>°</abbr> : null}
      {point.members === null ? null : <small> {point.reported}/{point.members}</small>}
    </span>
  );
}

export function SeriesTable({ ui, block: { measure, series }, years, label }: { ui: Ui; block: Block; years: readonly number[]; label: string }): Child {
  const breaks = new Map(breaksOf(measure, years).map((one) => [one.year, one]));
  const edge = (year: number): string => {
    const kind = breaks.get(year)?.comparability;
    return kind === undefined ? '' : kind === 'near' ? ' near' : kind === 'concept_break' || kind === 'none' ? ' broken' : '';
  };
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={label}>
      <table class="compare-table">
        <caption>{label}</caption>
        <thead><tr><th scope="col">{ui.say(W.who)}</th>{years.map((year) => <th scope="col" class={`number${edge(year)}`} title={breaks.has(year) ? ui.say(breaks.get(year)!.edition) : undefined}>{year}</th>)}</tr></thead>
        <tbody>
          {series.map((one) => (
            <tr class={one.kind}>
              <th scope="row">{linked(ui, one)}</th>
              {one.points.map((point) => <td class={`number${edge(point.year)}`}><Value ui={ui} measure={measure} series={one} point={point} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function RankedTable({ ui, block, label }: { ui: Ui; block: Block; label: string }): Child {
  const { bars, unknown, reasons } = block.ranking!;
  return (
    <>
      <div class="scroll" tabindex={0} role="region" aria-label={label}>
        <table class="compare-table">
          <caption>{label}</caption>
          <thead><tr>{[W.rank, W.who, W.value, W.cases, W.form].map((phrase, i) => <th scope="col" class={i === 2 || i === 3 ? 'number' : undefined}>{ui.say(phrase)}</th>)}</tr></thead>
          <tbody>{bars.map((bar) => <RankedRow ui={ui} measure={block.measure} bar={bar} />)}</tbody>
        </table>
      </div>
      {reasons.length === 0 ? null : <Unknown ui={ui} unknown={unknown} reasons={reasons} />}
    </>
  );
}

function RankedRow({ ui, measure, bar }: { ui: Ui; measure: Measure; bar: Bar }): Child {
  const point = bar.series.points[0]!;
  const edition = EDITION_NAMES[point.form ?? ''];
  return (
    <tr class={bar.series.kind}>
      <td class="number">{bar.rank === null ? <small>{ui.say(W.group)}</small> : <span title={bar.tied ? ui.say(W.tied) : undefined}>{rankText(bar)}</span>}</td>
      <th scope="row">{linked(ui, bar.series)}</th>
      <td class="number"><Value ui={ui} measure={measure} series={bar.series} point={point} /></td>
      <td class="number">{cases(ui, point)}</td>
      <td>{bar.rank === null ? '' : edition === undefined ? point.form : ui.say(edition)}</td>
    </tr>
  );
}

/** Those without a value stand apart: never at the end of a ranking, as if they had none of it. */
function Unknown({ ui, unknown, reasons }: { ui: Ui; unknown: Ranking['unknown']; reasons: Ranking['reasons'] }): Child {
  const all = reasons.reduce((sum, { count }) => sum + count, 0);
  return (
    <details class="unknown">
      <summary>{ui.say(W.unknown)}: {ui.number(all)} <small>({reasons.map(({ reason, count }) => `${ui.say(reasonPhrase(reason))} ${count}`).join(' · ')})</small></summary>
      <ul>{unknown.map((one) => <li>{linked(ui, one)} <small>{ui.say(reasonPhrase(one.points[0]!.reason!))}</small></li>)}</ul>
      {unknown.length < all ? <p class="note">{ui.say(W.shownOf(unknown.length, all))}</p> : null}
    </details>
  );
}

export const tableLabel = (ui: Ui, block: Block, years: readonly number[]): string => `${ui.say(W.table)}: ${titleOf(ui, block, years)}`;
