/** What is compared, and the form that changes it. Works without scripts: what was chosen stands as links that take it away, lists can be searched as one types. */
import type { Child } from 'hono/jsx';
import { nameIn } from '../../charts/parts.ts';
import type { Ui } from '../../frame/ui.ts';
import { addressOf, linkTo, MOST, ORDERS, TOPS, VIEWS, WAYS, type Choice } from '../../queries/compare/choice.ts';
import { keyOf, MOST_FOUND, type Found, type Member } from '../../queries/compare/subjects.ts';
import { COMPARE as W, TABLES } from '../../words/compare.ts';
import type { Data, Listed } from '../compare.tsx';
import { measureName } from './chart.ts';

/** More agencies than this are not written into the page; the script asks for them as one types. */
const MOST_LISTED = 400;

const Chip = ({ ui, name, href }: { ui: Ui; name: string; href: string | null }): Child => (
  <li class="chip">
    <span>{name}</span>
    {href === null ? null : <a href={href} aria-label={`${ui.say(W.remove)}: ${name}`} title={ui.say(W.remove)}>×</a>}
  </li>
);

const without = (list: readonly string[], one: string): string[] => list.filter((other) => other !== one);

export function Choose({ data, ui }: { data: Data; ui: Ui }): Child {
  const { comparison: { choice, groups, view }, measures, agencies, years } = data;
  const kept = new URLSearchParams(addressOf(choice));
  for (const name of ['as', 'from', 'to', 'view', 'order', 'top', 'page']) kept.delete(name);
  const subjects = choice.agencies.length + choice.groups.length;
  const remove = (changes: Partial<Choice>): string => linkTo(choice, { ...changes, page: 1 });
  const member = new Map(agencies.map((one) => [keyOf(one), one]));
  return (
    <form class="compare-form" method="get" action="/compare" data-follow data-address={linkTo(choice)}>
      {[...kept].map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      <fieldset>
        <legend>{ui.say(W.figure)}</legend>
        <ul class="chips">
          {data.comparison.blocks.map(({ measure }) => (
            <Chip ui={ui} name={measureName(ui, measure)} href={choice.figures.length > 1 ? remove({ figures: without(choice.figures, measure.code) }) : null} />
          ))}
        </ul>
        {choice.figures.length >= MOST.figures ? null : (
          <label>{ui.say(W.addFigure)}<input name="add_figure" list="figures" autocomplete="off" data-pick /></label>
        )}
        <Figures ui={ui} measures={measures} />
      </fieldset>
      <fieldset>
        <legend>{ui.say(W.agency)}</legend>
        <ul class="chips">
          {groups.map((group) => <Chip ui={ui} name={nameIn(ui, group.name)} href={subjects > 1 ? remove({ groups: without(choice.groups, group.id) }) : null} />)}
          {choice.agencies.map((key) => <Chip ui={ui} name={agencyName(ui, member.get(key)!)} href={subjects > 1 ? remove({ agencies: without(choice.agencies, key) }) : null} />)}
        </ul>
        {choice.agencies.length >= MOST.agencies ? null : (
          <label>
            {ui.say(W.addAgency)}
            <input name="add_agency" list="agencies" autocomplete="off" data-pick data-ask={agencies.length > MOST_LISTED ? '/compare/agencies' : undefined} />
          </label>
        )}
        <datalist id="agencies">
          {agencies.slice(0, agencies.length > MOST_LISTED ? 60 : MOST_LISTED).map((one) => <option value={agencyName(ui, one)} label={one.agency_id ?? ''} />)}
        </datalist>
        {choice.groups.length >= MOST.groups ? null : (
          <label>
            {ui.say(W.addGroup)}
            <select name="group">
              <option value="">{ui.say(W.choose)}</option>
              {data.groups.filter(({ id }) => !choice.groups.includes(id)).map(({ id, name }) => <option value={id}>{nameIn(ui, name)}</option>)}
            </select>
          </label>
        )}
        {choice.groups.length === 0 ? null : (
          <label>{ui.say(W.as)}<select name="as">{WAYS.map((way) => <option value={way} selected={choice.as === way}>{ui.say(W.ways[way])}</option>)}</select></label>
        )}
      </fieldset>
      <div class="row">
        <label>{ui.say(W.view)}<select name="view">{VIEWS.map((one) => <option value={one} selected={view === one}>{ui.say(W.views[one])}</option>)}</select></label>
        <Year ui={ui} name="from" value={choice.from} years={years} none={ui.say(W.earliest)} />
        <Year ui={ui} name="to" value={choice.to} years={years} none={ui.say(W.latest)} />
        {view !== 'bars' ? null : (
          <>
            <label>{ui.say(W.order)}<select name="order">{ORDERS.map((one) => <option value={one} selected={choice.order === one}>{ui.say(W.orders[one])}</option>)}</select></label>
            <label>{ui.say(W.top)}<select name="top">{[...new Set([10, TOPS.usual, 50, TOPS.most, choice.top])].sort((a, b) => a - b).map((n) => <option value={n} selected={choice.top === n}>{n}</option>)}</select></label>
          </>
        )}
        <button type="submit">{ui.say(W.show)}</button>
      </div>
    </form>
  );
}

export const agencyName = (ui: Ui, { zh, en }: Member): string => ui.pick(zh, en);

function Figures({ ui, measures }: { ui: Ui; measures: readonly Listed[] }): Child {
  return (
    <datalist id="figures">
      {TABLES.flatMap(([prefix, table]) => measures.filter(({ code }) => code.startsWith(prefix)).map(({ code, zh, en }) => <option value={ui.pick(zh, en)} label={`${code} · ${ui.say(table)}`} />))}
    </datalist>
  );
}

function Year({ ui, name, value, years, none }: { ui: Ui; name: 'from' | 'to'; value: number | null; years: readonly number[]; none: string }): Child {
  const offered = [...new Set([...years, ...(value === null ? [] : [value])])].sort((a, b) => a - b);
  return (
    <label>
      {ui.say(W[name])}
      <select name={name}>
        <option value="" selected={value === null}>{none}</option>
        {offered.map((year) => <option value={year} selected={value === year}>{year}</option>)}
      </select>
    </label>
  );
}

/** What was typed and means more than one thing, or nothing. */
export function Which({ data, ui }: { data: Data; ui: Ui }): Child {
  const { comparison: { choice }, asked } = data;
  return (
    <>
      {asked.figure === null ? null : <Answers ui={ui} text={asked.figure.text} all={asked.figure.found.length} links={asked.figure.found.slice(0, MOST_FOUND).map((one) => [ui.pick(one.zh, one.en), linkTo(choice, { figures: [...choice.figures, one.code] })])} />}
      {asked.agency === null ? null : <Answers ui={ui} text={asked.agency.text} all={asked.agency.found.all} links={asked.agency.found.similar.map((one) => [agencyName(ui, one), linkTo(choice, { agencies: [...choice.agencies, keyOf(one)] })])} />}
    </>
  );
}

function Answers({ ui, text, all, links }: { ui: Ui; text: string; all: number; links: readonly (readonly [string, string])[] }): Child {
  if (links.length === 0) return <p class="which" role="status">{ui.say(W.noMatch)}{text}</p>;
  return (
    <section class="which" aria-label={ui.say(W.which)}>
      <p><strong>{ui.say(W.which)}</strong> {text}</p>
      <ul>{links.map(([name, href]) => <li><a href={href}>{name}</a></li>)}</ul>
      {all > links.length ? <p class="note">{ui.say(W.moreMatches(all))}</p> : null}
    </section>
  );
}

export interface Asked {
  figure: { text: string; found: Listed[] } | null;
  agency: { text: string; found: Found } | null;
}
