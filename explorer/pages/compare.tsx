/** `/compare`: figures and rates of agencies and groups over the years, with the table behind every chart. */
import type { Child } from 'hono/jsx';
import type { Page } from '../frame/page.ts';
import { Pager } from '../frame/pager.tsx';
import type { Query } from '../frame/query.ts';
import type { Ui } from '../frame/ui.ts';
import type { Context } from '../context.ts';
import { MOST, readChoice } from '../queries/compare/choice.ts';
import { comparisonOf, everySeries, span, type Comparison } from '../queries/compare/comparison.ts';
import { Measures } from '../queries/compare/measures.ts';
import { provenanceOf, type Provenance } from '../queries/compare/provenance.ts';
import { sqlOf } from '../queries/compare/sql.ts';
import { agenciesOf, findAgencies, groupsOf, keyOf, type Member } from '../queries/compare/subjects.ts';
import { COMPARE as W } from '../words/compare.ts';
import { inlineChart, titleOf } from './compare/chart.ts';
import { Choose, Which, type Asked } from './compare/choose.tsx';
import { notesOf } from './compare/notes.ts';
import { ROW_COLUMNS, rowsOf } from './compare/rows.ts';
import { RankedTable, SeriesTable, tableLabel } from './compare/table.tsx';
import { ChartFiles, Svg, TakeAway } from './compare/take-away.tsx';

export interface Listed {
  code: string;
  zh: string;
  en: string;
}

export interface Data {
  comparison: Comparison;
  /** Every series, on whatever page: for CSV and JSON. Empty for the page. */
  all: ReturnType<typeof everySeries>;
  measures: Listed[];
  agencies: readonly Member[];
  groups: ReturnType<typeof groupsOf>;
  /** Years that can be chosen. */
  years: number[];
  asked: Asked;
  sql: string;
  provenance: Provenance;
  invented: boolean;
}

/** Charts are drawn twice, for wide windows and for narrow ones; the sheet shows one. */
const WIDE = 1080;
const NARROW = 352;

export const compare: Page<Data> = {
  path: '/compare',
  read({ db, banner }, query, form) {
    const { choice, asked } = withAdded(db, query);
    const comparison = comparisonOf(db, choice);
    const known = span(db);
    return {
      comparison, asked, all: form === 'html' ? [] : everySeries(db, comparison), measures: new Measures(db).list(), agencies: agenciesOf(db), groups: groupsOf(db),
      years: known === null ? [] : Array.from({ length: known[1] - known[0] + 1 }, (_, i) => known[0] + i),
      sql: sqlOf(db, comparison), provenance: provenanceOf(db), invented: banner !== null,
    };
  },
  title: (_, ui) => ui.say(W.title),
  body(data, ui) {
    const { comparison } = data;
    const { choice, years, pages, blocks } = comparison;
    return (
      <div class="compare">
        <link rel="stylesheet" href="/assets/compare.css" />
        <script type="module" src="/assets/compare.js"></script>
        <h1>{ui.say(W.title)}</h1>
        <p>{ui.say(W.about)}</p>
        <Choose data={data} ui={ui} />
        <Which data={data} ui={ui} />
        {years.length === 0 ? <p>{ui.say(W.nothing)}</p> : blocks.map((_, index) => <Figure data={data} ui={ui} index={index} />)}
        <Pager ui={ui} page={choice.page} pages={pages} />
        <TakeAway data={data} ui={ui} />
      </div>
    );
  },
  json: ({ comparison: { choice, view, years }, all, sql, provenance, invented }) => ({
    origin: invented ? 'replica' : 'live', provenance, choice, view, years, figures: all.map(({ measure, series }) => ({ ...measure, series })), sql,
  }),
  table: ({ all, invented }) => ({ columns: ROW_COLUMNS, rows: rowsOf(all, invented ? 'replica' : 'live') }),
};

function Figure({ data: { comparison, invented }, ui, index }: { data: Data; ui: Ui; index: number }): Child {
  const { years, choice } = comparison;
  const block = comparison.blocks[index]!;
  const wide = inlineChart(ui, block, comparison, WIDE, `wide-${index}`, 'chart wide');
  const narrow = inlineChart(ui, block, comparison, NARROW, `narrow-${index}`, 'chart narrow');
  const label = tableLabel(ui, block, years);
  return (
    <section class="figure" aria-labelledby={`figure-${index}`}>
      <h2 id={`figure-${index}`}>{titleOf(ui, block, years)}</h2>
      {wide === null || narrow === null ? null : (
        <>
          {invented ? <p class="invented">{ui.say(W.invented)}</p> : null}
          <div class="scroll"><Svg markup={wide + narrow} /></div>
          <ChartFiles ui={ui} choice={choice} code={block.measure.code} />
        </>
      )}
      <ul class="notes">{notesOf(ui, block, years, comparison.view).map((note) => <li>{note}</li>)}</ul>
      {block.ranking === null ? <SeriesTable ui={ui} block={block} years={years} label={label} /> : <RankedTable ui={ui} block={block} label={label} />}
    </section>
  );
}

/** The choice of the address, with what was typed into its boxes where that means one thing. */
function withAdded(db: Context['db'], query: Query): { choice: ReturnType<typeof readChoice>; asked: Asked } {
  const choice = readChoice(query);
  const [figure, agency] = [query.text('add_figure', 200)?.trim(), query.text('add_agency', 200)?.trim()];
  const asked: Asked = { figure: null, agency: null };
  if (figure !== undefined && choice.figures.length < MOST.figures) {
    const book = new Measures(db);
    const lower = figure.toLowerCase();
    const similar = book.list().filter(({ code, zh, en }) => [code, zh, en].some((name) => name.toLowerCase().includes(lower)));
    const code = book.named(figure) ?? (similar.length === 1 ? similar[0]!.code : undefined);
    if (code === undefined) asked.figure = { text: figure, found: similar };
    else choice.figures = [...new Set([...choice.figures, code])];
  }
  if (agency !== undefined && choice.agencies.length < MOST.agencies) {
    const found = findAgencies(db, agency);
    if (found.exact === null) asked.agency = { text: agency, found };
    else choice.agencies = [...new Set([...choice.agencies, keyOf(found.exact)])];
  }
  return { choice, asked };
}
