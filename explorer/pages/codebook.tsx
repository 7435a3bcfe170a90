/** `/codebook`: what every figure means. */
import { codebookEntries, type Entry } from '../queries/codebook.ts';
import type { Page } from '../frame/page.ts';
import { CODEBOOK as W } from '../words/codebook.ts';

interface Data {
  wanted: string | null;
  entries: Entry[];
}

export const codebook: Page<Data> = {
  path: '/codebook',
  read: ({ db }, query) => {
    const wanted = query.text('q', 200);
    return { wanted: wanted ?? null, entries: codebookEntries(db, wanted) };
  },
  title: (_, ui) => ui.say(W.title),
  body: ({ wanted, entries }, ui) => (
    <>
      <h1>{ui.say(W.title)}</h1>
      <p>{ui.say(W.about)}</p>
      <form class="choose" method="get" action="/codebook">
        <label>{ui.say(W.find)}<input type="search" name="q" value={wanted ?? ''} /></label>
        <button type="submit">{ui.say(W.search)}</button>
      </form>
      {entries.length === 0 ? <p>{ui.say(W.none)}</p> : (
        <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.title)}>
          <table>
            <thead>
              <tr>{[W.code, W.name, W.unit, W.editions, W.comparability, W.note].map((phrase) => <th scope="col">{ui.say(phrase)}</th>)}</tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr id={entry.code}>
                  <th scope="row"><code>{entry.code}</code></th>
                  <td>{ui.pick(entry.name_zh, entry.name_en)}</td>
                  <td>{entry.unit}</td>
                  <td>{entry.editions}</td>
                  <td>{entry.comparability}</td>
                  <td>{[entry.formula, entry.crosswalk, entry.note].filter((text) => text !== null && text !== '').join(' · ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  ),
  table: ({ entries }) => ({ columns: ENTRY_COLUMNS, rows: entries.map((entry) => ENTRY_COLUMNS.map((name) => entry[name])) }),
};

const ENTRY_COLUMNS = ['code', 'panel_column', 'name_zh', 'name_en', 'unit', 'type', 'role', 'editions', 'comparability', 'crosswalk', 'formula', 'note'] as const satisfies readonly (keyof Entry)[];
