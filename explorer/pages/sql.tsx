/** `/sql`: a read-only console. */
import type { Child } from 'hono/jsx';
import { runQuery, type Outcome, type Value } from '../console/runner.ts';
import { address } from '../frame/addresses.ts';
import type { Page } from '../frame/page.ts';
import type { Ui } from '../frame/ui.ts';
import { exampleQueries, tablesOf, type Example, type TableInfo } from '../queries/examples.ts';
import { remembered } from '../queries/remembered.ts';
import { FAILURES, SQL as W } from '../words/sql.ts';

/** Rows and characters of a value that the page shows; CSV and JSON give more. */
const SHOWN_ROWS = 500;
const SHOWN_CELLS = 10_000;
const SHOWN_CHARACTERS = 300;
const LONGEST = 10_000;

interface Data {
  sql: string | null;
  outcome: Outcome | null;
  examples: Example[];
  tables: TableInfo[];
}

const STATUS = { refused: 400, error: 400, time: 408, memory: 400, busy: 503 } as const;

export const sql: Page<Data> = {
  path: '/sql',
  read: async ({ db, dbPath }, query) => {
    const text = query.text('q', LONGEST) ?? null;
    return {
      sql: text, outcome: text === null ? null : await runQuery(dbPath, text),
      examples: remembered(db, 'examples', () => exampleQueries(db)), tables: remembered(db, 'tables', () => tablesOf(db)),
    };
  },
  status: ({ outcome }) => (outcome !== null && 'failure' in outcome ? STATUS[outcome.failure] : 200),
  title: (_, ui) => ui.say(W.title),
  body: ({ sql: text, outcome, examples, tables }, ui) => (
    <>
      <h1>{ui.say(W.title)}</h1>
      <p>{ui.say(W.about)}</p>
      <form class="console" method="get" action="/sql">
        <label for="q">{ui.say(W.query)}</label>
        <textarea class="code" id="q" name="q" rows={Math.min(20, Math.max(6, (text ?? '').split('\n').length + 1))} spellcheck={false} maxlength={LONGEST} autocomplete="off">{text ?? examples[1]?.sql ?? ''}</textarea>
        <button type="submit">{ui.say(W.run)}</button>
      </form>
      {outcome === null ? null : <OutcomeView outcome={outcome} ui={ui} />}
      <section>
        <h2>{ui.say(W.examples)}</h2>
        <ul class="examples">{examples.map((example) => <li><a href={address('/sql', { q: example.sql })}>{ui.pick(example.title_zh, example.title_en)}</a>{ui.pick(example.read_zh, example.read_en) === '' ? '' : <span class="note"> {ui.pick(example.read_zh, example.read_en)}</span>}</li>)}</ul>
        <h2>{ui.say(W.tables)}</h2>
        {tables.map(({ name, description_zh, description_en, columns }) => (
          <details>
            <summary><code>{name}</code> <span class="note">{ui.pick(description_zh, description_en)}</span></summary>
            <p class="words"><code>{columns.join(', ')}</code></p>
          </details>
        ))}
      </section>
    </>
  ),
  json: ({ sql: text, outcome }) => (outcome === null ? { sql: null } : 'failure' in outcome ? { sql: text, error: outcome.failure, message: outcome.message } : { sql: text, ...outcome.result }),
  table: ({ outcome, examples }) => {
    if (outcome === null) return { columns: ['name', 'title_zh', 'title_en', 'sql'], rows: examples.map((example) => [example.name, example.title_zh, example.title_en, example.sql]) };
    return 'failure' in outcome ? { columns: ['error', 'message'], rows: [[outcome.failure, outcome.message]] } : outcome.result;
  },
};

function OutcomeView({ outcome, ui }: { outcome: Outcome; ui: Ui }): Child {
  if ('failure' in outcome) return <section role="alert" class="failure"><h2>{ui.say(FAILURES[outcome.failure])}</h2><p>{outcome.message}</p></section>;
  const { columns, rows, more, cut, milliseconds } = outcome.result;
  const shown = rows.slice(0, Math.max(1, Math.min(SHOWN_ROWS, Math.floor(SHOWN_CELLS / Math.max(1, columns.length)))));
  return (
    <section id="result">
      <h2>{ui.say(W.result)}</h2>
      <p class="note">
        {ui.number(rows.length)} {ui.say(W.rows)} · {milliseconds.toFixed(0)} ms
        {shown.length < rows.length ? ` · ${ui.say(W.shown)} ${ui.number(shown.length)}; ${ui.say(W.allRows)}` : ''}
        {more === null ? '' : ` · ${ui.say(more === 'rows' ? W.moreRows : W.moreBytes)}`}
        {cut === 0 ? '' : ` · ${ui.number(cut)} ${ui.say(W.cut)}`}
      </p>
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.result)}>
        <table class="result">
          <thead><tr>{columns.map((name) => <th scope="col">{name}</th>)}</tr></thead>
          <tbody>{shown.map((row) => <tr>{row.map((value) => <Cell value={value} ui={ui} />)}</tr>)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Cell({ value, ui }: { value: Value; ui: Ui }): Child {
  if (value === null) return <td class="note null">{ui.say(W.null)}</td>;
  if (typeof value === 'number') return <td class="number">{String(value)}</td>;
  return <td>{value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value}</td>;
}
