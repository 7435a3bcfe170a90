/** `/search`: sentences of the prose that hold a word, each with the way to its place. */
import { address, agencyAddress, agencyKey, reportAddress } from '../frame/addresses.ts';
import type { Page } from '../frame/page.ts';
import { notFound } from '../frame/query.ts';
import { findAgency } from '../queries/agency.ts';
import { coverageGrid } from '../queries/coverage.ts';
import { search as lookFor, type Found } from '../queries/search.ts';
import { EXAMPLES, SEARCH as W } from '../words/search.ts';

const ON_A_PAGE = 25;
/** CSV and JSON give so many at once; `from` leads on. */
const IN_A_TABLE = 500;
/** No longer: each pair of characters is a word of the index. */
const LONGEST = 60;

interface Data {
  word: string | null;
  year: number | null;
  agency: string | null;
  years: readonly number[];
  found: Found | null;
}

export const search: Page<Data> = {
  path: '/search',
  read: ({ db }, query, form) => {
    const word = query.text('q', LONGEST)?.trim();
    const year = query.whole('year', 1900, 2200);
    const key = query.text('agency', 200);
    const agency = key === undefined ? undefined : findAgency(db, key);
    if (key !== undefined && agency === undefined) throw notFound(`there is no agency with the id or the name ${JSON.stringify(key.slice(0, 80))}`);
    const found = word === undefined || word === '' ? null : lookFor(db, { word, year, agency: agency?.row }, form === 'html' ? ON_A_PAGE : IN_A_TABLE, query.text('from', 40));
    return { word: word ?? null, year: year ?? null, agency: key ?? null, years: [...coverageGrid(db).years].reverse(), found };
  },
  title: ({ word }, ui) => (word === null ? ui.say(W.title) : `${word} · ${ui.say(W.title)}`),
  body: ({ word, year, agency, years, found }, ui) => (
    <>
      <h1>{ui.say(W.title)}</h1>
      <p>{ui.say(W.about)}</p>
      <form class="choose" method="get" action="/search" role="search">
        <label>{ui.say(W.word)}<input type="search" name="q" value={word ?? ''} maxlength={LONGEST} required /></label>
        <label>{ui.say(W.year)}
          <select name="year"><option value="">{ui.say(W.all)}</option>{years.map((it) => <option value={String(it)} selected={it === year}>{String(it)}</option>)}</select>
        </label>
        <label>{ui.say(W.agency)}<input type="search" name="agency" value={agency ?? ''} /></label>
        <button type="submit">{ui.say(W.find)}</button>
      </form>
      {found === null ? <p>{ui.say(W.hint)} {EXAMPLES.map((example) => <><a href={address('/search', { q: example })} lang="zh-CN">{example}</a> </>)}</p> : (
        <>
          <p class="note">{found.total === null ? ui.say(W.common) : found.total === 0 ? ui.say(W.none) : `${ui.number(found.total)} ${ui.say(W.sections)}`}</p>
          {found.hits.length === 0 && found.next !== null ? <p>{ui.say(W.noneYet)}</p> : null}
          <ol class="hits">
            {found.hits.map((hit) => {
              const key = agencyKey(hit.agency_id, hit.agency);
              return (
                <li>
                  <p class="where"><a href={agencyAddress(key)}>{ui.pick(hit.agency, hit.agency_en)}</a> · <a href={reportAddress(key, hit.fiscal_year, { section: hit.ordinal })}>{String(hit.fiscal_year)} {hit.heading ?? `§ ${hit.ordinal}`}</a></p>
                  <p lang="zh-CN">{hit.before}{hit.hit === '' ? '' : <mark>{hit.hit}</mark>}{hit.after}</p>
                </li>
              );
            })}
          </ol>
          {found.next === null ? null : <p><a href={ui.link({ from: found.next })} rel="next">{ui.say(W.more)}</a></p>}
        </>
      )}
    </>
  ),
  json: ({ word, year, agency, found }) => ({ q: word, year, agency, ...(found ?? { hits: [], total: 0, next: null }) }),
  table: ({ found }) => ({
    columns: ['agency_id', 'agency', 'agency_en', 'fiscal_year', 'section', 'heading', 'before', 'hit', 'after'],
    rows: (found?.hits ?? []).map((hit) => [hit.agency_id, hit.agency, hit.agency_en, hit.fiscal_year, hit.ordinal, hit.heading, hit.before, hit.hit, hit.after]),
  }),
};
