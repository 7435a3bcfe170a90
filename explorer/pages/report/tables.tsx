/** The canonical tables, laid out like the form, every number a link to its place in the original. */
import type { Child } from 'hono/jsx';
import { formTables, type FormRow, type FormTable, type HeaderCell } from '../../../db/form-tables.ts';
import type { Cell } from '../../../extractors/report.ts';
import type { Ui } from '../../frame/ui.ts';
import { cellAnchor } from '../../originals/marks.ts';
import { ALIGNMENTS, REPORT as W, STATES } from '../../words/report.ts';
import { anchorIn, type Present } from './data.ts';

/** Where a choice of this page stands. */
export const choiceLink = (ui: Ui, choice: { cell?: string; check?: string | null; section?: number; fact?: number }): string => {
  const link = ui.link({ cell: null, section: null, fact: null, part: null, ...choice });
  return choice.cell === undefined ? link : `${link}#${encodeURIComponent(choice.cell)}`;
};

/** What stands in the table for a cell: the number, or a sign that says why there is none. */
export function shownAs(cell: Cell, ui: Ui): string {
  if (cell.value !== null) return ui.number(cell.value);
  const raw = (cell.raw ?? '').replaceAll(/\s+/g, ' ').trim();
  if (cell.state === 'ambiguous') return `? ${(cell.candidates ?? []).map((candidate) => (candidate === null ? STATES['blank']!.sign : ui.number(candidate))).join(' | ')}`.trim();
  if (cell.state === 'text') return `“${raw.length > 8 ? `${raw.slice(0, 7)}…` : raw}”`;
  if ((cell.state === 'dash' || cell.state === 'none_word') && raw !== '') return raw;
  return STATES[cell.state]!.sign;
}

function saidOf(cell: Cell, name: string, ui: Ui): string {
  const state = cell.value === null || cell.state === 'zero' ? `; ${ui.say(STATES[cell.state]!)}` : '';
  const how = cell.alignment === null || cell.alignment === 'exact' ? '' : `; ${ui.say(ALIGNMENTS[cell.alignment]!)}`;
  const remark = cell.remark === undefined ? '' : `; ${ui.say(W.remark)}: ${cell.remark}`;
  return `${name}: ${shownAs(cell, ui)}${state}${how}${remark}`;
}

function Figure({ code, data, ui }: { code: string; data: Present; ui: Ui }): Child {
  const cell = data.cells.get(code);
  if (cell === undefined) return <td class="figure"><span class="nowhere">·</span></td>;
  const outline = data.outlines.get(code);
  const chosen = data.chosen.cell === code;
  const meaning = data.meanings.get(code);
  const said = saidOf(cell, meaning === undefined ? code : ui.pick(meaning.zh, meaning.en), ui);
  return (
    <td class={['figure', `is-${cell.state}`, outline === undefined ? '' : `gk-${outline}`, chosen ? 'chosen' : ''].filter(Boolean).join(' ')}>
      <a id={code} href={choiceLink(ui, { cell: code })} data-anchor={cell.place === null ? undefined : anchorIn(data, cell.place, cellAnchor(cell.place))} title={said} aria-label={said} aria-current={chosen ? 'true' : undefined}>
        {shownAs(cell, ui)}
        {cell.alignment === 'inferred' ? <sup>≈</sup> : null}
        {cell.remark === undefined ? null : <sup>*</sup>}
      </a>
    </td>
  );
}

const Header = ({ rows, ui }: { rows: readonly (readonly HeaderCell[])[]; ui: Ui }): Child => (
  <thead>
    {rows.map((cells) => <tr>{cells.map(({ zh, en, columns, rows: down }) => <th scope={columns > 1 ? 'colgroup' : 'col'} colspan={columns > 1 ? columns : undefined} rowspan={down > 1 ? down : undefined}>{ui.pick(zh, en)}</th>)}</tr>)}
  </thead>
);

const Row = ({ row, labels, data, ui }: { row: FormRow; labels: 0 | 1 | 2; data: Present; ui: Ui }): Child => (
  <tr>
    {row.group === null ? null : <th scope="rowgroup" rowspan={row.group.rows} class="group">{ui.pick(row.group.zh, row.group.en)}</th>}
    {row.label === null ? null : <th scope="row" colspan={labels === 2 && !row.grouped ? 2 : undefined}>{ui.pick(row.label.zh, row.label.en)}</th>}
    {row.codes.map((code) => <Figure code={code} data={data} ui={ui} />)}
  </tr>
);

const FormTableView = ({ table, data, ui }: { table: FormTable; data: Present; ui: Ui }): Child => (
  <section>
    <h3>{ui.pick(table.title.zh, table.title.en)}</h3>
    {table.parts.map(({ title, header, labelColumns, rows }) => (
      <div class="scroll" tabindex={0} role="region" aria-label={ui.pick((title ?? table.title).zh, (title ?? table.title).en)}>
        <table class={`form ${table.id}`}>
          {title === null ? null : <caption>{ui.pick(title.zh, title.en)}</caption>}
          <Header rows={header} ui={ui} />
          <tbody>{rows.map((row) => <Row row={row} labels={labelColumns} data={data} ui={ui} />)}</tbody>
        </table>
      </div>
    ))}
  </section>
);

/** Figures that the report prints although its edition has none of them. */
function Extra({ data, ui, known }: { data: Present; ui: Ui; known: ReadonlySet<string> }): Child {
  const rows = data.report.cells.filter(({ code, state }) => !known.has(code) && state !== 'not_in_template');
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>{ui.say(W.extra)}</h3>
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.extra)}>
        <table class="form">
          <tbody>{rows.map(({ code }) => <tr><th scope="row">{ui.pick(data.meanings.get(code)?.zh ?? code, data.meanings.get(code)?.en ?? code)}</th><Figure code={code} data={data} ui={ui} /></tr>)}</tbody>
        </table>
      </div>
    </section>
  );
}

/** The signs that this report's tables use, explained. */
function Legend({ data, ui }: { data: Present; ui: Ui }): Child {
  const states = new Set(data.report.cells.map(({ state }) => state as string));
  return (
    <dl class="legend" aria-label={ui.say(W.legend)}>
      {Object.entries(STATES).filter(([state]) => states.has(state)).map(([state, phrase]) => <div><dt class={`is-${state}`}>{phrase.sign}</dt><dd>{ui.say(phrase)}</dd></div>)}
    </dl>
  );
}

export function Tables({ data, ui }: { data: Present; ui: Ui }): Child {
  const tables = formTables(data.report.form);
  const known = new Set(tables.flatMap(({ parts }) => parts.flatMap(({ rows }) => rows.flatMap(({ codes }) => codes))));
  return (
    <section id="tables">
      <h2>{ui.say(W.tables)}</h2>
      <p class="note">{ui.say(tables.length === 0 ? W.noTables : W.how)}</p>
      {tables.length === 0 ? null : <Legend data={data} ui={ui} />}
      {tables.map((table) => <FormTableView table={table} data={data} ui={ui} />)}
      <Extra data={data} ui={ui} known={known} />
    </section>
  );
}
