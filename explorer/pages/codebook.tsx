/** `/codebook`: what every figure means, and how it compares between editions. */
import type { Child } from 'hono/jsx';
import type { Page } from '../frame/page.ts';
import type { Ui } from '../frame/ui.ts';
import { breaks, codebookEntries, editionsUsed, type Break, type Edition, type Entry } from '../queries/codebook.ts';
import type { Phrase } from '../frame/language.ts';
import { ALIGNMENTS, CODEBOOK as W, COMPARABILITY, PARTS, STATES } from '../words/codebook.ts';
import { EDITION_NAMES } from '../words/terms.ts';

interface Data {
  wanted: string | null;
  entries: Entry[];
  breaks: Map<string, Break[]>;
  editions: Edition[];
}

export const codebook: Page<Data> = {
  path: '/codebook',
  read: ({ db }, query) => {
    const wanted = query.text('q', 200);
    return { wanted: wanted ?? null, entries: codebookEntries(db, wanted), breaks: breaks(db), editions: editionsUsed(db) };
  },
  title: (_, ui) => ui.say(W.title),
  body: ({ wanted, entries, breaks: broken, editions }, ui) => {
    const parts = PARTS.map((part) => ({ ...part, entries: entries.filter(({ code }) => PARTS.find(({ prefix }) => code.startsWith(prefix)) === part) })).filter((part) => part.entries.length > 0);
    return (
      <>
        <h1>{ui.say(W.title)}</h1>
        <p>{ui.say(W.about)}</p>
        <form class="choose" method="get" action="/codebook">
          <label>{ui.say(W.find)}<input type="search" name="q" value={wanted ?? ''} maxlength={200} /></label>
          <button type="submit">{ui.say(W.search)}</button>
        </form>
        {entries.length === 0 ? <p>{ui.say(W.none)}</p> : (
          <nav aria-label={ui.say(W.contents)}>
            <ul class="legend">
              {wanted === null ? ANCHORS.map(({ id, title }) => <li><a href={`#${id}`}>{ui.say(title)}</a></li>) : null}
              {parts.map(({ id, title, entries: its }) => <li><a href={`#${id}`}>{ui.say(title)}</a> <span class="note">{ui.number(its.length)}</span></li>)}
            </ul>
          </nav>
        )}
        {wanted === null ? <Explained editions={editions} ui={ui} /> : null}
        {parts.map(({ id, title, entries: its }) => <Part id={id} title={ui.say(title)} entries={its} broken={broken} ui={ui} />)}
      </>
    );
  },
  json: ({ wanted, entries, breaks: broken, editions }) => ({
    q: wanted, editions, entries: entries.map((entry) => ({ ...entry, crosswalk: JSON.parse(entry.crosswalk) as unknown, breaks: broken.get(entry.code) ?? [] })),
  }),
  table: ({ entries }) => ({ columns: ENTRY_COLUMNS, rows: entries.map((entry) => ENTRY_COLUMNS.map((name) => entry[name])) }),
};

const ENTRY_COLUMNS = ['code', 'panel_column', 'name_zh', 'name_en', 'unit', 'type', 'role', 'editions', 'comparability', 'crosswalk', 'formula', 'note'] as const satisfies readonly (keyof Entry)[];

const ANCHORS = [{ id: 'editions', title: W.editionsTitle }, { id: 'comparability', title: W.comparabilityTitle }, { id: 'states', title: W.statesTitle }, { id: 'alignments', title: W.alignmentsTitle }] as const;

function Part({ id, title, entries, broken, ui }: { id: string; title: string; entries: readonly Entry[]; broken: Map<string, Break[]>; ui: Ui }): Child {
  return (
    <section id={id}>
      <h2>{title}</h2>
      <div class="scroll" tabindex={0} role="region" aria-label={title}>
        <table>
          <thead><tr>{[W.code, W.name, W.unit, W.editions, W.comparability, W.note].map((phrase) => <th scope="col">{ui.say(phrase)}</th>)}</tr></thead>
          <tbody>
            {entries.map((entry) => (
              <tr id={entry.code}>
                <th scope="row"><a href={`#${encodeURIComponent(entry.code)}`}><code>{entry.code}</code></a></th>
                <td class="words">{ui.pick(entry.name_zh, entry.name_en)}</td>
                <td>{entry.unit}</td>
                <td class="status">{entry.editions.split(' ').map((edition) => edition.replace(/^\D*/, '')).join(' ')}</td>
                <td class="status" title={COMPARABILITY[entry.comparability] === undefined ? undefined : ui.say(COMPARABILITY[entry.comparability]!)}>{entry.comparability}</td>
                <td class="words">
                  {entry.formula === null ? null : <div><code>{entry.formula}</code></div>}
                  {(broken.get(entry.code) ?? []).filter(({ kind }) => kind !== 'new').map(({ from_edition, to_edition, explanation_zh, explanation_en }) => (
                    <div>{`${from_edition.replace(/^\D*/, '')} → ${to_edition.replace(/^\D*/, '')}: ${ui.pick(explanation_zh, explanation_en)}`}</div>
                  ))}
                  {entry.note === null || entry.note === '' ? null : <div class="note">{entry.note}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Explained({ editions, ui }: { editions: readonly Edition[]; ui: Ui }): Child {
  const words = (id: string, title: Phrase, meanings: Readonly<Record<string, Phrase>>, about?: Phrase): Child => (
    <section id={id}>
      <h2>{ui.say(title)}</h2>
      {about === undefined ? null : <p>{ui.say(about)}</p>}
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(title)}>
        <table>
          <thead><tr><th scope="col">{ui.say(W.word)}</th><th scope="col">{ui.say(W.meaning)}</th></tr></thead>
          <tbody>{Object.entries(meanings).map(([word, meaning]) => <tr><th scope="row"><code>{word}</code></th><td>{ui.say(meaning)}</td></tr>)}</tbody>
        </table>
      </div>
    </section>
  );
  return (
    <>
      <section id="editions">
        <h2>{ui.say(W.editionsTitle)}</h2>
        <p>{ui.say(W.editionsAbout)}</p>
        <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.editionsTitle)}>
          <table>
            <thead><tr><th scope="col">{ui.say(W.editions)}</th><th scope="col">{ui.say(W.name)}</th><th scope="col">{ui.say(W.years)}</th><th scope="col" class="number">{ui.say(W.reports)}</th></tr></thead>
            <tbody>
              {editions.map(({ form, reports, first, last }) => (
                <tr><th scope="row"><code>{form}</code></th><td>{ui.say(EDITION_NAMES[form] ?? { zh: form, en: form })}</td><td>{`${first}–${last}`}</td><td class="number">{ui.number(reports)}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {words('comparability', W.comparabilityTitle, COMPARABILITY)}
      {words('states', W.statesTitle, STATES, W.statesAbout)}
      {words('alignments', W.alignmentsTitle, ALIGNMENTS)}
    </>
  );
}
