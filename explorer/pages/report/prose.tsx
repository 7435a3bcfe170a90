/** The prose of a report, what it says in numbers, and what was read besides the form. */
import type { Child } from 'hono/jsx';
import type { CellPlace } from '../../../extractors/document.ts';
import type { Ui } from '../../frame/ui.ts';
import { cellAnchor, factAnchor, sectionAnchor } from '../../originals/marks.ts';
import { BOUNDS, PERIODS, REPORT as W, SCOPES, STATUSES } from '../../words/report.ts';
import { anchorIn, type Present } from './data.ts';
import { choiceLink } from './tables.tsx';

interface Props {
  data: Present;
  ui: Ui;
}

const nameOf = (data: Present, code: string, ui: Ui): string => {
  const meaning = data.meanings.get(code);
  return meaning === undefined ? code : ui.pick(meaning.zh, meaning.en);
};

/** Sentences held against the tables. */
export function ProseChecks({ data, ui }: Props): Child {
  const checks = data.verdicts.filter(({ kind }) => kind === 'prose');
  if (checks.length === 0) return null;
  return (
    <section>
      <h2>{ui.say(W.prose)}</h2>
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.prose)}>
        <table>
          <thead><tr><th scope="col">{ui.say(W.check)}</th><th scope="col" class="number">{ui.say(W.inProse)}</th><th scope="col" class="number">{ui.say(W.inTable)}</th><th scope="col">{ui.say(W.outcome)}</th><th scope="col">{ui.say(W.sentence)}</th></tr></thead>
          <tbody>
            {checks.map(({ id, lhs, rhs, status, cells, note }) => (
              <tr>
                <th scope="row"><a href={choiceLink(ui, { check: id })}>{id}</a></th>
                <td class="number">{ui.number(lhs)}</td>
                <td class="number">{cells[0] === undefined || !data.cells.has(cells[0]) ? ui.number(rhs) : <a href={choiceLink(ui, { cell: cells[0] })} data-cell={cells[0]} title={nameOf(data, cells[0], ui)}>{ui.number(rhs)}</a>}</td>
                <td>{STATUSES[status]!.sign} {ui.say(STATUSES[status]!)}</td>
                <td class="sentence">{note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function Facts({ data, ui }: Props): Child {
  const { facts } = data.report;
  if (facts.length === 0) return null;
  return (
    <section id="facts">
      <h2>{ui.say(W.facts)}</h2>
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.facts)}>
        <table>
          <thead><tr><th scope="col">{ui.say(W.figure)}</th><th scope="col" class="number">{ui.say(W.value)}</th><th scope="col">{ui.say(W.sentence)}</th></tr></thead>
          <tbody>
            {facts.map(({ code, raw, label, bound, approximate, period, scope, sentence, place }, at) => {
              const limits = [label, PERIODS[period], SCOPES[scope], bound === null ? (approximate ? W.approximate : undefined) : BOUNDS[bound]];
              return (
                <tr class={data.chosen.fact === at ? 'chosen' : undefined} id={`fact-${at}`}>
                  <th scope="row">{nameOf(data, code, ui)}{limits.map((each) => (each === null || each === undefined ? null : <span class="note"> · {typeof each === 'string' ? each : ui.say(each)}</span>))}</th>
                  <td class="number"><a href={`${choiceLink(ui, { fact: at })}#fact-${at}`} data-anchor={anchorIn(data, place, factAnchor(at))}>{raw}</a></td>
                  <td class="sentence">{sentence}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export const Sections = ({ data, ui }: Props): Child => (
  <section>
    <h2>{ui.say(W.sections)}</h2>
    {data.report.sections.map(({ heading, text, place }, at) => (
      <details class="prose" id={`section-${at}`} open={data.chosen.section === at}>
        <summary>{heading ?? ui.say(W.opening)}</summary>
        <p><a href={`${choiceLink(ui, { section: at })}#section-${at}`} data-anchor={anchorIn(data, place, sectionAnchor(at))}>{ui.say(W.show)}</a></p>
        <p class="text">{text}</p>
      </details>
    ))}
  </section>
);

/** A button that outlines the cell; where another document has to be shown first, a link to that. */
const unknownCell = (text: string, place: CellPlace, { data, ui }: Props): Child => {
  const anchor = anchorIn(data, place, cellAnchor(place));
  return anchor === undefined ? <a href={ui.link({ part: place.document ?? null, cell: null, check: null, section: null, fact: null })}>{text}</a> : <button type="button" class="plain" data-anchor={anchor}>{text}</button>;
};

export function Unknown({ data, ui }: Props): Child {
  if (data.report.unknown.length === 0) return null;
  return (
    <section>
      <h2>{ui.say(W.unknown)}</h2>
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.unknown)}>
        <table>
          <tbody>
            {data.report.unknown.map(({ kind, label, cells }) => (
              <tr><th scope="row">{label} <span class="note">({kind})</span></th>{cells.map(({ text, place }) => <td>{unknownCell(text.trim() === '' ? '␣' : text, place, { data, ui })}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function Evidence({ data, ui }: Props): Child {
  const votes = [...data.report.agencyEvidence.map((vote) => ({ about: W.agency, ...vote })), ...data.report.fiscalYearEvidence.map((vote) => ({ about: W.year, ...vote }))];
  return (
    <details>
      <summary>{ui.say(W.evidence)} ({votes.length})</summary>
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.evidence)}>
        <table>
          <thead><tr><th scope="col"><span aria-hidden="true">·</span></th>{[W.kind, W.words, W.speaksFor, W.weight].map((phrase) => <th scope="col">{ui.say(phrase)}</th>)}</tr></thead>
          <tbody>{votes.map(({ about, kind, text, speaksFor, weight }) => <tr><td>{ui.say(about)}</td><td><code>{kind}</code></td><td class="sentence">{text}</td><td>{speaksFor}</td><td class="number">{ui.number(weight)}</td></tr>)}</tbody>
        </table>
      </div>
    </details>
  );
}

export function Problems({ data, ui }: Props): Child {
  if (data.report.problems.length === 0) return null;
  return (
    <details>
      <summary>{ui.say(W.problems)} ({data.report.problems.length})</summary>
      <ul>{data.report.problems.map(({ code, message }) => <li><code>{code}</code> {message}</li>)}</ul>
    </details>
  );
}
