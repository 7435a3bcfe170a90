/** What can be taken away of a comparison: files, the SQL, a citation. */
import type { Child } from 'hono/jsx';
import { raw } from 'hono/html';
import { address } from '../../frame/addresses.ts';
import type { Ui } from '../../frame/ui.ts';
import { linkTo, type Choice } from '../../queries/compare/choice.ts';
import { COMPARE as W } from '../../words/compare.ts';
import type { Data } from '../compare.tsx';
import { sourceOf } from './chart.ts';

/** The chart of one figure as files. PNG is painted by the browser from the SVG, so it needs the script. */
export function ChartFiles({ ui, choice, code }: { ui: Ui; choice: Choice; code: string }): Child {
  const svg = linkTo(choice, { figures: [code] }, '/compare.svg', { lang: ui.language });
  return (
    <p class="files screen-only">
      <a href={svg} download={`compare-${code}.svg`}>{ui.say(W.svg)}</a>
      <button type="button" class="plain" hidden data-png={svg} data-name={`compare-${code}.png`} data-failed={ui.say(W.pngFailed)}>{ui.say(W.png)}</button>
    </p>
  );
}

export function TakeAway({ data: { comparison: { choice, years }, sql, provenance, invented }, ui }: { data: Data; ui: Ui }): Child {
  const fixed: Partial<Choice> = { from: years[0] ?? null, to: years.at(-1) ?? null, ...(choice.view === 'bars' ? { from: choice.from } : {}) };
  const link = linkTo(choice, fixed);
  const unknown = ui.say(W.notKnown);
  const citation = `${invented ? `${ui.say(W.invented)} ` : ''}${ui.say(W.cite(provenance.code ?? unknown, provenance.date ?? unknown, link))}`;
  return (
    <section aria-labelledby="take-away">
      <h2 id="take-away">{ui.say(W.takeAway)}</h2>
      <p class="files screen-only">
        <a href={linkTo(choice, { page: 1 }, '/compare.csv')}>{ui.say(W.csv)}</a>
        <a href={linkTo(choice, { page: 1 }, '/compare.xlsx')}>{ui.say(W.excel)}</a>
        <a href={linkTo(choice, { page: 1 }, '/compare.json')}>{ui.say(W.json)}</a>
        <button type="button" class="plain" hidden data-copy={link} data-link data-done={ui.say(W.copied)}>{ui.say(W.link)}</button>
      </p>
      <details>
        <summary>{ui.say(W.sql)}</summary>
        <p class="note">{ui.say(W.sqlAbout)} {invented ? <strong>{ui.say(W.invented)}</strong> : null}</p>
        <p class="files screen-only">
          <button type="button" class="plain" hidden data-copy-of="sql" data-done={ui.say(W.copied)}>{ui.say(W.copy)}</button>
          {sql.length > 6000 ? null : <a href={address('/sql', { q: sql })}>{ui.say(W.openSql)}</a>}
        </p>
        <pre id="sql" tabindex={0}>{sql}</pre>
      </details>
      <details>
        <summary>{ui.say(W.citation)}</summary>
        <p class="files screen-only"><button type="button" class="plain" hidden data-copy-of="citation" data-done={ui.say(W.copied)}>{ui.say(W.copy)}</button></p>
        <p id="citation">{citation}</p>
      </details>
      <p class="note">{sourceOf(ui, provenance)}</p>
    </section>
  );
}

/** Markup that was made here, of escaped parts. */
export const Svg = ({ markup }: { markup: string }): Child => <>{raw(markup)}</>;
