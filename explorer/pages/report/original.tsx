/** The original itself beside the tables, and what is known of the figure that was chosen. */
import type { Child } from 'hono/jsx';
import type { CellPlace } from '../../../extractors/document.ts';
import type { Phrase } from '../../frame/language.ts';
import { placeInWords } from '../../frame/place.ts';
import type { Ui } from '../../frame/ui.ts';
import { SANDBOX } from '../../originals/resource.ts';
import { ALIGNMENTS, REPORT as W, STATES, STATUSES } from '../../words/report.ts';
import type { Present } from './data.ts';
import { choiceLink, shownAs } from './tables.tsx';

/** With the box of its cell on the page, if it has one. */
const placeText = (place: CellPlace, ui: Ui): string =>
  `${placeInWords(place, ui)}${place.box === undefined ? '' : ` [${place.box.map((side) => Math.round(side)).join(' ')}]`}`;

/** The figure that was chosen: replaced by itself, without the rest of the page, when another is. */
export function Card({ data, ui }: { data: Present; ui: Ui }): Child {
  const cell = data.chosen.cell === null ? undefined : data.cells.get(data.chosen.cell);
  if (cell === undefined) return <div id="figure" class="card note" aria-live="polite">{ui.say(W.choose)}</div>;
  const meaning = data.meanings.get(cell.code);
  const rows: [string, Child][] = [
    [ui.say(W.printed), cell.raw === null ? ui.say(W.noPlace) : <q>{cell.raw}</q>],
    ...(cell.place === null ? [] : [[ui.say(W.place), placeText(cell.place, ui)] as [string, Child]]),
    ...data.parts.filter(({ sha256 }) => sha256 === cell.place?.document).map(({ source }): [string, Child] => [ui.say(W.inPart), source]),
    ...(cell.rowLabel === null && cell.colLabel === null ? [] : [[ui.say(W.labels), [cell.rowLabel, cell.colLabel].filter((label) => label !== null).join(' / ')] as [string, Child]]),
    ...(cell.candidates === undefined ? [] : [[ui.say(W.candidates), cell.candidates.map((each) => ui.number(each)).join(' | ')] as [string, Child]]),
    ...(cell.remark === undefined ? [] : [[ui.say(W.remark), cell.remark] as [string, Child]]),
    ...(cell.note === undefined ? [] : [[ui.say(W.note), cell.note] as [string, Child]]),
  ];
  const checks = data.verdicts.filter(({ cells }) => cells.includes(cell.code));
  return (
    <div id="figure" class="card" aria-live="polite">
      <p class="what"><strong>{shownAs(cell, ui)}{cell.value === null ? '' : ` ${cell.unit}`}</strong> {meaning === undefined ? cell.code : ui.pick(meaning.zh, meaning.en)}</p>
      <p class="note"><code>{cell.code}</code> · {ui.say(STATES[cell.state]!)}{cell.alignment === null ? '' : ` · ${ui.say(ALIGNMENTS[cell.alignment]!)}`} · <a href={`/codebook?q=${encodeURIComponent(cell.code)}`}>{ui.say(W.codebook)}</a></p>
      <dl>{rows.map(([name, value]) => <div><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {checks.length === 0 ? null : (
        <p class="note">{ui.say(W.partOf)}: {checks.map(({ id, status, lenient }) => <><a href={choiceLink(ui, { cell: cell.code, check: id })} title={ui.say(STATUSES[lenient ?? status]!)}>{STATUSES[status === 'fail' ? status : (lenient ?? status)]!.sign} {id}</a>{' '}</>)}</p>
      )}
    </div>
  );
}

/** The PDF is drawn by a script, from these: each place with its page and box, put upon the page when it stands. */
const PdfPlaces = ({ data, ui }: { data: Present; ui: Ui }): Child => (
  <div class="pdf" id="pdf" tabindex={0} role="region" aria-label={ui.say(W.original)} data-url={`/original/${data.seen.sha256}`} data-page={ui.say(W.page)} data-failed={ui.say(W.pdfFailed)} data-choose={data.chosen.anchor ?? undefined}>
    <p class="note drawing">{ui.say(W.drawing)}</p>
    <div class="places" hidden>
      {data.marks.filter(({ place }) => place.page !== undefined).map(({ anchor, place, chooses, outline }) => {
        const common = { id: anchor, class: outline === null ? 'place' : `place gk-${outline}`, 'data-on': place.page, 'data-box': place.box?.join(' ') };
        return chooses === null ? <span {...common}></span> : <a {...common} tabindex={-1} href={choiceLink(ui, { cell: chooses.value })} aria-label={chooses.value}></a>;
      })}
    </div>
    <noscript><p>{ui.say(W.noScript)}</p></noscript>
  </div>
);

/** Formats that are shown as a page in the frame, and what is to be known of how they look there; PDF is drawn by a script. */
const SHOWN_AS_PAGE: Readonly<Record<string, Phrase | null>> = {
  html: W.asPage, docx: W.asWord, doc: W.asWord, rtf: W.asWord, xlsx: W.asSheet, xls: W.asSheet, ofd: W.asPrint, text: null, png: null, jpeg: null,
};

export function Original({ data, ui }: { data: Present; ui: Ui }): Child {
  const { shown, seen, chosen, held, renditions, parts } = data;
  const asked = new URLSearchParams({ ...(seen.part !== null && { of: shown.sha256 }), ...(chosen.check !== null && { check: chosen.check }) }).toString();
  const frame = `/original/${seen.sha256}/shown${asked === '' ? '' : `?${asked}`}`;
  const known = SHOWN_AS_PAGE[seen.format ?? ''];
  const none = { cell: null, check: null, section: null, fact: null };
  return (
    <section id="original" class="original" aria-label={ui.say(W.original)}>
      <div class="bar">
        <h2>{ui.say(W.original)}</h2>
        {renditions.length + parts.length < 2 ? <span class="note">{shown.format}</span> : (
          <ul class="choices">
            {renditions.map(({ sha256, format, represents }) => (
              <li><a href={ui.link({ document: represents ? null : sha256, part: null, check: null, section: null, fact: null, ...(parts.length > 0 && none) })} aria-current={sha256 === seen.sha256 ? 'true' : undefined} title={sha256}>{format} {sha256.slice(0, 6)}</a></li>
            ))}
            {parts.map(({ sha256, source, format }) => (
              <li><a href={ui.link({ ...none, part: sha256 })} aria-current={sha256 === seen.sha256 ? 'true' : undefined} title={`${ui.say(W.partOfPage)}: ${source}`}>+ {format} {sha256.slice(0, 6)}</a></li>
            ))}
          </ul>
        )}
        {held ? <a href={`/original/${seen.sha256}`} download>{ui.say(W.download)}</a> : null}
        <a class="narrow" href="#tables">{ui.say(W.tables)}</a>
      </div>
      <Card data={data} ui={ui} />
      {held && known ? <p class="note how">{ui.say(known)}</p> : null}
      {!held ? <p class="card">{ui.say(W.notHere)}</p>
        : seen.format === 'pdf' ? <PdfPlaces data={data} ui={ui} />
        : known === undefined ? <p class="card">{ui.say(W.notDrawn)}</p>
        : <iframe id="page" title={ui.say(W.original)} sandbox={SANDBOX} referrerpolicy="no-referrer" src={`${frame}${chosen.anchor === null ? '' : `#${chosen.anchor}`}`} data-src={frame}></iframe>}
    </section>
  );
}
