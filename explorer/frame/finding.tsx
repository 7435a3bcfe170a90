/** A finding with its evidence: both sides, the difference, the sentence, the documents. */
import type { Child } from 'hono/jsx';
import { evidenceOf, type Evidence, type FindingRow } from '../queries/findings.ts';
import { FINDINGS as W } from '../words/findings.ts';
import { STATES } from '../words/report.ts';
import { agencyAddress, agencyKey, reportAddress } from './addresses.ts';
import { placeInWords } from './place.ts';
import { NOTHING, type Ui } from './ui.ts';

/** Where the finding is shown at its cells; the agency's year where there is no report. */
export function findingAddress(row: FindingRow, evidence: Evidence = evidenceOf(row)): string {
  const key = agencyKey(row.agency_id, row.agency);
  if (row.sha256 === null) return `${agencyAddress(key)}#${row.fiscal_year}`;
  if (row.kind === 'renditions' || row.kind === 'changed') return reportAddress(key, row.fiscal_year, { cell: evidence.codes?.[0] });
  return reportAddress(key, row.fiscal_year, row.kind === 'late' || row.kind === 'missing' ? {} : { check: row.subject });
}

type Terms = Record<string, number | null>;

const Code = ({ code }: { code: string }): Child => <a href={`/codebook#${encodeURIComponent(code)}`}><code>{code}</code></a>;
const inBrackets = (text: string, ui: Ui): string => (text === '' ? '' : ui.pick(`（${text}）`, ` (${text})`));

const Values = ({ terms, places, ui }: { terms: Terms; places?: Evidence['places']; ui: Ui }): Child => (
  <ul class="terms">{Object.entries(terms).map(([code, value]) => <li><Code code={code} /> = {ui.number(value)}{places?.[code] === undefined ? '' : inBrackets(placeInWords(places[code], ui), ui)}</li>)}</ul>
);

const Said = ({ said, ui }: { said: NonNullable<Evidence['said']>; ui: Ui }): Child => (
  <ul class="terms">{said.map(({ code, raw, section, place }) => <li><Code code={code} />: <q>{raw}</q>{inBrackets([section ?? '', placeInWords(place, ui)].filter((it) => it !== '').join(ui.pick('，', ', ')), ui)}</li>)}</ul>
);

const Sides = ({ sides, ui }: { sides: NonNullable<Evidence['sides']>; ui: Ui }): Child => (
  <ul class="terms">{sides.map(({ sha256, state, value, raw, place }) => <li>{raw ?? ui.number(value)}{state === null ? '' : inBrackets(ui.say(STATES[state]!), ui)} <Original sha256={place?.document ?? sha256} />{place === null ? '' : inBrackets(placeInWords(place, ui), ui)}</li>)}</ul>
);

export function FindingEvidence({ row, ui }: { row: FindingRow; ui: Ui }): Child {
  const evidence = evidenceOf(row);
  const line = (term: string, content: Child): Child => <><dt>{term}</dt><dd>{content}</dd></>;
  const terms = (word: string, values: Terms | undefined): Child => (values === undefined || Object.keys(values).length === 0 ? null : line(word, <Values terms={values} places={evidence.places} ui={ui} />));
  return (
    <dl class="evidence">
      {line(ui.say(W.rule), ui.pick(row.rule_zh, row.rule_en))}
      {terms(`${ui.say(W.left)}${row.lhs === null ? '' : ` ${ui.number(row.lhs)}`}`, evidence.left)}
      {terms(`${ui.say(W.right)}${row.rhs === null ? '' : ` ${ui.number(row.rhs)}`}`, evidence.right)}
      {terms(ui.say(W.previous), evidence.previous)}
      {terms(ui.say(W.minus), evidence.minus)}
      {evidence.said === undefined || evidence.said.length === 0 ? null : line(ui.say(W.said), <Said said={evidence.said} ui={ui} />)}
      {terms(ui.say(W.plain), evidence.plain)}
      {terms(ui.say(W.table), evidence.values)}
      {row.delta === null || row.kind === 'late' ? null : line(ui.say(W.difference), ui.number(row.delta))}
      {evidence.sentence ? line(ui.say(W.sentence), <q>{evidence.sentence}</q>) : null}
      {evidence.sides === undefined ? null : line(ui.say(W.sides), <Sides sides={evidence.sides} ui={ui} />)}
      {evidence.seen === undefined ? null : line(ui.say(W.seen), (
        <ul class="terms">{evidence.seen.map(({ address, old_first_seen, new_first_seen }) => <li>{`${old_first_seen} → ${new_first_seen}: ${address}`}</li>)}</ul>
      ))}
      {evidence.published_on === undefined ? null : line(ui.say(W.published), evidence.published_on)}
      {evidence.due_on === undefined ? null : line(ui.say(W.due), evidence.due_on)}
      {evidence.dated === undefined ? null : line(ui.say(W.looked), evidence.dated)}
      {evidence.evidence === undefined ? null : line(ui.say(W.evidence), evidence.evidence)}
      {(evidence.documents ?? []).length === 0 ? null : line(ui.say(W.documents), <ul class="terms">{evidence.documents!.map((sha256) => <li><Original sha256={sha256} /></li>)}</ul>)}
    </dl>
  );
}

/** A document by its hash, which names it for ever. */
export const Original = ({ sha256 }: { sha256: string }): Child => <a class="hash" href={`/original/${sha256}`} title={sha256}><code>{sha256.slice(0, 16)}…</code></a>;

/** The way to where it is shown. */
export const FindingLink = ({ row, ui }: { row: FindingRow; ui: Ui }): Child => <a href={findingAddress(row)}>{ui.say(row.sha256 === null ? W.openYear : W.open)}</a>;

/** The finding in one sentence, with its evidence folded under it. */
export function FindingCell({ row, ui }: { row: FindingRow; ui: Ui }): Child {
  return (
    <>
      <p class="detail">{ui.pick(row.detail_zh, row.detail_en) || NOTHING}</p>
      <details>
        <summary>{ui.say(W.evidence)}</summary>
        <FindingEvidence row={row} ui={ui} />
      </details>
    </>
  );
}
