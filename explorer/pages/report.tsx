/** `/report/AGENCY/YEAR`: one report, its tables beside its original. */
import type { Child } from 'hono/jsx';
import { formName } from '../../db/form-tables.ts';
import type { Page } from '../frame/page.ts';
import type { Ui } from '../frame/ui.ts';
import { reportPath } from '../queries/report/find.ts';
import { COVERAGE_STATUS, REPORT as W } from '../words/report.ts';
import { FailedChecks, OtherChecks, Verdicts } from './report/checks.tsx';
import { readReport, type Absent, type Data, type Present } from './report/data.ts';
import { Documents, History } from './report/history.tsx';
import { Original } from './report/original.tsx';
import { Evidence, Facts, Problems, ProseChecks, Sections, Unknown } from './report/prose.tsx';
import { Tables } from './report/tables.tsx';
import { reportJson, reportTable } from './report/twins.ts';

const titleOf = ({ agency, year }: Data, ui: Ui): string => ui.pick(`${agency.name_zh} ${year} 年度报告`, `${agency.name_en ?? agency.name_zh}, ${year} ${W.title.en}`);

function Neighbours({ data, ui }: { data: Data; ui: Ui }): Child {
  const before = data.years.filter((year) => year < data.year).at(-1);
  const after = data.years.find((year) => year > data.year);
  const to = (year: number | undefined, phrase: { zh: string; en: string }): Child => (year === undefined ? null : <li><a href={reportPath(data.agency, year)}>{ui.say(phrase)} {year}</a></li>);
  return (
    <ul class="neighbours">
      {to(before, W.before)}
      {to(after, W.after)}
      <li><a href={`/agency/${encodeURIComponent(data.agency.agency_id ?? data.agency.name_zh)}`}>{ui.say(W.agencyPage)}</a></li>
    </ul>
  );
}

const AbsentBody = ({ data, ui }: { data: Absent; ui: Ui }): Child => (
  <>
    <link rel="stylesheet" href="/assets/report.css" />
    <h1>{titleOf(data, ui)}</h1>
    <Neighbours data={data} ui={ui} />
    <p><strong>{ui.say(W.missing)}</strong></p>
    {data.coverage === null ? <p>{ui.say(W.nothingKnown)}</p> : (
      <dl class="known">
        <dt>{ui.say(W.known)}</dt><dd>{COVERAGE_STATUS[data.coverage.status] === undefined ? data.coverage.status : ui.say(COVERAGE_STATUS[data.coverage.status]!)}</dd>
        <dt>{ui.say(W.since)}</dt><dd>{data.coverage.observed_on}</dd>
        <dt>{ui.say(W.basis)}</dt><dd>{data.coverage.evidence}</dd>
      </dl>
    )}
    {data.years.length === 0 ? null : <p>{ui.say(W.otherYears)}: {data.years.map((year) => <><a href={reportPath(data.agency, year)}>{year}</a> </>)}</p>}
  </>
);

const PresentBody = ({ data, ui }: { data: Present; ui: Ui }): Child => (
  <>
    <link rel="stylesheet" href="/assets/report.css" />
    <script type="module" src="/assets/report.js"></script>
    {data.seen.format === 'pdf' ? <script type="module" src="/assets/report-pdf.js"></script> : null}
    <h1>{titleOf(data, ui)}</h1>
    <p class="note">{data.report.title} · {ui.pick(formName(data.report.form).zh, formName(data.report.form).en)} · {data.report.publishedOn === null ? ui.say(W.unknownDay) : `${ui.say(W.publishedOn)} ${data.report.publishedOn}`}</p>
    <Neighbours data={data} ui={ui} />
    {data.shown === data.best ? null : <p class="banner">{ui.say(W.notBest)} <a href={ui.link({ document: null })}>{ui.say(W.toBest)}</a></p>}
    <Verdicts data={data} ui={ui} />
    <div class="report">
      <div class="read">
        <p class="narrow"><a href="#original">{ui.say(W.toOriginal)}</a></p>
        <FailedChecks data={data} ui={ui} />
        <Tables data={data} ui={ui} />
        <OtherChecks data={data} ui={ui} />
        <ProseChecks data={data} ui={ui} />
        <Facts data={data} ui={ui} />
        <Sections data={data} ui={ui} />
        <Unknown data={data} ui={ui} />
        <Documents data={data} ui={ui} />
        <History data={data} ui={ui} />
        <Evidence data={data} ui={ui} />
        <Problems data={data} ui={ui} />
      </div>
      <Original data={data} ui={ui} />
    </div>
  </>
);

export const report: Page<Data> = {
  path: '/report/:agency/:year',
  read: readReport,
  title: titleOf,
  body: (data, ui) => (data.kind === 'absent' ? <AbsentBody data={data} ui={ui} /> : <PresentBody data={data} ui={ui} />),
  json: reportJson,
  table: reportTable,
};
