/** A whole comparison: what a choice shows. */
import { FORM_EDITIONS } from '../../../db/editions.ts';
import type { Db } from '../../../db/open.ts';
import { Refused } from '../../frame/query.ts';
import { remembered } from '../remembered.ts';
import { readChoice, MOST, type Choice, type View } from './choice.ts';
import { Measures, type Measure } from './measures.ts';
import { ranked, type Ranking } from './ranking.ts';
import { agencySeries, groupSeries, type Series } from './series.ts';
import { agencyOf, groupOf, type Group, type Member } from './subjects.ts';
import type { Query } from '../../frame/query.ts';

/** Series on one page of lines, small multiples or the table. */
export const SERIES_ON_A_PAGE = 40;
/** Up to so many series are lines where the address names no view. */
const FEW = 8;

export interface Block {
  measure: Measure;
  /** Groups taken together, then agencies. Of ranked bars: those on this page. */
  series: Series[];
  /** Of ranked bars. */
  ranking: Ranking | null;
}

export interface Comparison {
  choice: Choice;
  view: View;
  years: number[];
  groups: Group[];
  /** Every agency that is shown by itself, on whatever page. */
  members: Member[];
  blocks: Block[];
  pages: number;
}

/** First and last fiscal year of which there are reports; null where there are none. */
export const span = (db: Db): readonly [number, number] | null =>
  remembered(db, 'compare span', () => {
    const [first, last] = db.prepare<[], [number | null, number | null]>('SELECT min(fiscal_year), max(fiscal_year) FROM panel_row').raw().get()!;
    return first === null || last === null ? null : [first, last];
  });

/** The first fiscal year in which a form prints one of the figures, or what stands for it. */
const firstPrinted = (measures: readonly Measure[]): number => {
  const forms = new Set(measures.flatMap(({ editions, counterparts }) => [...editions, ...counterparts.filter(({ codes }) => codes.length > 0).map(({ edition }) => edition)]));
  return Math.min(...FORM_EDITIONS.filter(({ id }) => forms.has(id)).map((edition) => edition.from));
};

/** The years asked for; where none are, those of which there are reports, from the first in which the figures exist. */
function yearsOf(db: Db, { from, to }: Choice, measures: readonly Measure[]): number[] {
  const all = span(db);
  const start = firstPrinted(measures);
  const known = all === null || start > all[1] ? all : [Math.max(all[0], start), all[1]] as const;
  const first = from ?? (known === null ? to : Math.min(known[0], to ?? known[0]));
  const last = to ?? (known === null ? from : Math.max(known[1], from ?? known[1]));
  if (first === null || last === null) return [];
  if (last - first >= MOST.years) throw new Refused(400, `at most ${MOST.years} years are compared, not ${first} to ${last}`);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const unique = (members: readonly Member[]): Member[] => [...new Map(members.map((member) => [member.row, member])).values()];

/** What `choice` is about. Throws Refused 400 where a figure, an agency or a group does not exist. */
export function subjectsOf(db: Db, choice: Choice): { measures: Measure[]; groups: Group[]; members: Member[]; years: number[] } {
  const book = new Measures(db);
  const measures = choice.figures.map((code) => book.of(code));
  const chosen = choice.agencies.map((key) => agencyOf(db, key));
  const groups = choice.groups.map((id) => groupOf(db, id));
  const members = unique([...chosen, ...(choice.as === 'sum' ? [] : groups.flatMap((group) => group.members))]);
  return { measures, groups, members, years: yearsOf(db, choice, measures) };
}

const together = (choice: Choice, groups: Group[]): Group[] => (choice.as === 'each' ? [] : groups);

/** The comparison that an address asks for. */
export function compare(db: Db, query: Query): Comparison {
  return comparisonOf(db, readChoice(query));
}

export function comparisonOf(db: Db, choice: Choice): Comparison {
  const { measures, groups, members, years } = subjectsOf(db, choice);
  const pools = together(choice, groups);
  const view = choice.view ?? (members.length + pools.length > FEW ? 'panels' : 'lines');
  const bars = view === 'bars';
  const size = bars ? choice.top : SERIES_ON_A_PAGE;
  const pages = Math.max(1, Math.ceil((bars ? members.length + pools.length : members.length) / size));
  const page = Math.min(choice.page, pages);
  if (bars) {
    const blocks = measures.map((measure) => {
      const ranking = ranked(db, measure, members, pools, years.at(-1) ?? null, choice, page);
      return { measure, ranking, series: ranking.bars.map((bar) => bar.series) };
    });
    return { choice: { ...choice, page }, view, years: years.slice(-1), groups, members, blocks, pages: Math.max(1, ...blocks.map(({ ranking }) => ranking.pages)) };
  }
  const shown = members.slice((page - 1) * size, page * size);
  const [ofGroups, ofAgencies] = [groupSeries(db, measures, pools, years), agencySeries(db, measures, shown, years)];
  const blocks = measures.map((measure, i) => ({ measure, series: [...ofGroups[i]!, ...ofAgencies[i]!], ranking: null }));
  return { choice: { ...choice, page }, view, years, groups, members, blocks, pages };
}

/** All series of a comparison, on whatever page they stand: what is taken away. */
export function everySeries(db: Db, { choice, years }: Comparison): { measure: Measure; series: Series[] }[] {
  const { measures, groups, members } = subjectsOf(db, choice);
  const [ofGroups, ofAgencies] = [groupSeries(db, measures, together(choice, groups), years), agencySeries(db, measures, members, years)];
  return measures.map((measure, i) => ({ measure, series: [...ofGroups[i]!, ...ofAgencies[i]!] }));
}
