/** The documents of a report: versions that the agency replaced, and renditions, cell by cell where they differ. */
import type { Child } from 'hono/jsx';
import type { Phrase } from '../../frame/language.ts';
import type { Ui } from '../../frame/ui.ts';
import type { Difference } from '../../queries/report/differences.ts';
import type { Rendition } from '../../queries/report/find.ts';
import { REPORT as W, STATES } from '../../words/report.ts';
import type { Present } from './data.ts';

const said = (state: string | null, value: number | null, raw: string | null, ui: Ui): Child => {
  if (value !== null) return ui.number(value);
  if (state === null) return <span title={ui.say(STATES['not_in_template']!)}>{STATES['not_in_template']!.sign}</span>;
  const printed = (raw ?? '').trim();
  return <span title={ui.say(STATES[state]!)}>{printed === '' ? STATES[state]!.sign : `${STATES[state]!.sign} ${printed}`}</span>;
};

/** Cells in two documents; both numbers lead to their places. */
function CellsOf({ cells, left, right, heads, data, ui }: { cells: readonly Difference[]; left: string; right: string; heads: readonly [Phrase, Phrase]; data: Present; ui: Ui }): Child {
  if (cells.length === 0) return <p class="note">{ui.say(W.unchanged)}</p>;
  const link = (sha256: string, code: string): string => `${ui.link({ document: sha256 === data.best.sha256 ? null : sha256, cell: code, check: null, section: null, fact: null })}#${encodeURIComponent(code)}`;
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.difference)}>
      <table>
        <thead><tr><th scope="col">{ui.say(W.figure)}</th><th scope="col" class="number">{ui.say(heads[0])}</th><th scope="col" class="number">{ui.say(heads[1])}</th></tr></thead>
        <tbody>
          {cells.map((cell) => (
            <tr>
              <th scope="row">{ui.pick(cell.name_zh, cell.name_en)}</th>
              <td class="number"><a href={link(left, cell.code)}>{said(cell.state, cell.value, cell.raw, ui)}</a></td>
              <td class="number"><a href={link(right, cell.code)}>{said(cell.other_state, cell.other_value, cell.other_raw, ui)}</a></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const standing = ({ represents, replaced }: Rendition): Phrase => (represents === 1 ? W.represents : replaced === 1 ? W.replaced : W.other);

/** Addresses of portals lead there; a file's name is only told. */
const Source = ({ source }: { source: string }): Child => (/^https?:\/\//.test(source) ? <a href={source} rel="noreferrer nofollow">{source}</a> : <>{source}</>);

export const Documents = ({ data, ui }: { data: Present; ui: Ui }): Child => (
  <section id="documents">
    <h2>{ui.say(W.documents)}</h2>
    <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.documents)}>
      <table>
        <thead><tr>{[W.document, W.format, W.standing, W.publishedOn, W.figuresRead, W.found].map((phrase) => <th scope="col">{ui.say(phrase)}</th>)}</tr></thead>
        <tbody>
          {data.renditions.map((rendition) => (
            <tr>
              <th scope="row"><a href={ui.link({ document: rendition.represents ? null : rendition.sha256, cell: null, check: null, section: null, fact: null })} title={rendition.sha256}><code>{rendition.sha256.slice(0, 12)}</code></a>{rendition === data.shown ? <span class="note"> {ui.say(W.shown)}</span> : null}</th>
              <td>{rendition.format}</td>
              <td>{ui.say(standing(rendition))}</td>
              <td>{rendition.published_on ?? '—'}</td>
              <td class="number">{ui.number(rendition.values_read)}</td>
              <td class="sources">{(rendition.sources ?? '').split('\n').map((source) => <div><Source source={source} /></div>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

export const History = ({ data, ui }: { data: Present; ui: Ui }): Child => (
  <>
    {data.changes.length === 0 ? null : (
      <section id="changed">
        <h2>{ui.say(W.changed)}</h2>
        {data.changes.map(({ address, old, now, cells }) => (
          <section>
            <p><Source source={address} /><br /><span class="note">{old.first_seen.slice(0, 10)} <code>{old.sha256.slice(0, 12)}</code> → {now.first_seen.slice(0, 10)} <code>{now.sha256.slice(0, 12)}</code></span></p>
            <CellsOf cells={cells} left={old.sha256} right={now.sha256} heads={[W.then, W.now]} data={data} ui={ui} />
          </section>
        ))}
      </section>
    )}
    {data.others.length === 0 ? null : (
      <section id="renditions">
        <h2>{ui.say(W.disagree)}</h2>
        {data.others.map(({ rendition, cells }) => (
          <section>
            <h3>{rendition.format} <code>{rendition.sha256.slice(0, 12)}</code></h3>
            <CellsOf cells={cells} left={data.best.sha256} right={rendition.sha256} heads={[W.here, W.otherRendition]} data={data} ui={ui} />
          </section>
        ))}
      </section>
    )}
  </>
);
