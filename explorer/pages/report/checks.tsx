/** The two verdicts, kept apart, and the checks behind the second. */
import type { Child } from 'hono/jsx';
import type { Ui } from '../../frame/ui.ts';
import { failed, type Term, type Verdict } from '../../queries/report/failures.ts';
import { reportPath } from '../../queries/report/find.ts';
import { READING_VERDICT, REPORT as W, SOURCE_VERDICT, STATUSES } from '../../words/report.ts';
import type { Present } from './data.ts';
import { choiceLink } from './tables.tsx';

function counts({ report }: Present): { numbers: number; blanks: number; words: number; ambiguous: number; absent: number; inferred: number } {
  const of = (...states: string[]): number => report.cells.filter(({ state }) => states.includes(state)).length;
  return {
    numbers: of('number', 'zero'), blanks: of('blank'), words: of('none_word', 'dash', 'text'), ambiguous: of('ambiguous'), absent: of('absent'),
    inferred: report.cells.filter(({ alignment }) => alignment === 'inferred').length,
  };
}

export function Verdicts({ data, ui }: { data: Present; ui: Ui }): Child {
  const n = counts(data);
  const within = data.verdicts.filter(({ kind }) => kind !== 'prose');
  const broken = within.filter(failed);
  const broke = (kind: Verdict['kind']): number => broken.filter((verdict) => verdict.kind === kind).length;
  const holding = within.filter((verdict) => !failed(verdict) && (verdict.lenient ?? verdict.status).startsWith('pass')).length;
  const source = broken.length > 0 ? 'inconsistent' : holding > 0 ? 'consistent' : 'not_assessable';
  const reading = data.report.cells.every(({ place }) => place === null) ? 'none' : n.ambiguous > 0 ? 'ambiguous' : n.inferred > 0 ? 'inferred' : 'exact';
  const said: [number, Child][] = [[n.numbers, ui.say(W.values)], [n.blanks, ui.say(W.blanks)], [n.words, ui.say(W.wordsOrDashes)], [n.ambiguous, ui.say(W.ambiguous)], [n.absent, ui.say(W.absent)], [n.inferred, ui.say(W.inferred)]];
  return (
    <div class="verdicts">
      <section class={`verdict ${reading === 'ambiguous' || reading === 'none' ? 'warn' : 'good'}`}>
        <h2>{ui.say(W.readRight)}</h2>
        <p><strong>{ui.say(READING_VERDICT[reading])}</strong></p>
        <p class="note">{said.filter(([count], at) => at === 0 || count > 0).map(([count, what]) => <span>{ui.number(count)} {what} </span>)}</p>
      </section>
      <section class={`verdict ${source === 'inconsistent' ? 'bad' : source === 'consistent' ? 'good' : 'warn'}`}>
        <h2>{ui.say(W.sumsHold)}</h2>
        <p><strong>{ui.say(SOURCE_VERDICT[source])}</strong></p>
        <p class="note">
          <span>{ui.number(holding)} {ui.say(W.hold)} </span><span>{ui.number(broken.length)} {ui.say(W.fail)}{broke('across') > 0 ? `（${ui.say(W.acrossNote)} ${broke('across')}）` : ''} </span>
          <span>{ui.number(within.length - holding - broken.length)} {ui.say(W.cannot)}</span>
        </p>
      </section>
    </div>
  );
}

/** `21 = 20 + 1`: a side of an identity, every term a link to its cell. */
function Side({ terms, sum, data, ui }: { terms: readonly Term[]; sum: number | null; data: Present; ui: Ui }): Child {
  const links = terms.map(({ code, value, sign }, at) => {
    const said = data.meanings.get(code);
    const link = <a href={choiceLink(ui, { cell: code })} data-cell={code} title={said === undefined ? code : ui.pick(said.zh, said.en)}>{ui.number(value)}</a>;
    return <>{at === 0 && sign === '+' ? '' : ` ${sign} `}{link}</>;
  });
  if (terms.length === 1 && terms[0]!.value === sum) return <strong>{links}</strong>;
  return <><strong>{ui.number(sum)}</strong>{links.length === 0 ? null : <> = {links}</>}</>;
}

const relation = ({ relation: kind }: Verdict, broken: boolean): string => (kind === '>=' ? (broken ? '<' : '≥') : broken ? '≠' : '=');

/** The rule in words, and below it what is printed on either side. */
const Formula = ({ verdict, data, ui }: { verdict: Verdict; data: Present; ui: Ui }): Child => (
  <td>
    {ui.pick(verdict.zh, verdict.en)}
    <div class="side">
      <Side terms={verdict.left} sum={verdict.lhs} data={data} ui={ui} />
      <span class="relation"> {relation(verdict, failed(verdict))} </span>
      <Side terms={verdict.right} sum={verdict.rhs} data={data} ui={ui} />
      {verdict.kind === 'across' ? <> (<a href={reportPath(data.agency, data.year - 1)}>{ui.say(W.lastYear)}</a>)</> : null}
    </div>
  </td>
);

function CheckTable({ verdicts, data, ui, label }: { verdicts: readonly Verdict[]; data: Present; ui: Ui; label: string }): Child {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={label}>
      <table class="checks">
        <thead><tr><th scope="col">{ui.say(W.check)}</th><th scope="col">{ui.say(W.says)}</th><th scope="col" class="number">{ui.say(W.difference)}</th><th scope="col">{ui.say(W.outcome)}</th></tr></thead>
        <tbody>
          {verdicts.map((verdict) => (
            <tr class={data.chosen.check === verdict.id ? 'chosen' : undefined} id={`check-${verdict.id}`}>
              <th scope="row"><a href={choiceLink(ui, { check: verdict.id })} aria-current={data.chosen.check === verdict.id ? 'true' : undefined}>{verdict.id}</a></th>
              <Formula verdict={verdict} data={data} ui={ui} />
              <td class="number">{ui.number(verdict.delta)}</td>
              <td>{STATUSES[verdict.status]!.sign} {ui.say(STATUSES[verdict.status]!)}{verdict.lenient === null ? '' : ` · ${ui.say(W.lenient)}: ${STATUSES[verdict.lenient]!.sign}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function FailedChecks({ data, ui }: { data: Present; ui: Ui }): Child {
  const broken = data.verdicts.filter((verdict) => failed(verdict) && verdict.kind !== 'prose');
  const chosen = data.verdicts.filter(({ id, kind }) => id === data.chosen.check && kind !== 'prose' && !broken.some((each) => each.id === id));
  if (broken.length + chosen.length === 0) return null;
  return (
    <section id="failed">
      <h2>{ui.say(W.failedChecks)}</h2>
      <p class="note">{ui.say(W.failedNote)} {data.chosen.check === null ? null : <a href={choiceLink(ui, { check: null })}>{ui.say(W.allFailed)}</a>}</p>
      <CheckTable verdicts={[...broken, ...chosen]} data={data} ui={ui} label={ui.say(W.failedChecks)} />
    </section>
  );
}

export function OtherChecks({ data, ui }: { data: Present; ui: Ui }): Child {
  const others = data.verdicts.filter((verdict) => !failed(verdict) && verdict.kind !== 'prose');
  if (others.length === 0) return null;
  return (
    <details>
      <summary>{ui.say(W.otherChecks)} ({others.length})</summary>
      <CheckTable verdicts={others} data={data} ui={ui} label={ui.say(W.otherChecks)} />
    </details>
  );
}
