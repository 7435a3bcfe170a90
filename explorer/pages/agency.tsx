/** `/agency/ID`: one agency, its figures, its years, its findings, its portals. */
import type { Child } from 'hono/jsx';
import { Sparkline } from '../charts/sparkline.tsx';
import { address, agencyAddress, agencyKey, reportAddress } from '../frame/addresses.ts';
import { FieldMark, fieldText } from '../frame/field.tsx';
import { Original } from '../frame/finding.tsx';
import type { Page } from '../frame/page.ts';
import { notFound } from '../frame/query.ts';
import { NOTHING, type Ui } from '../frame/ui.ts';
import { documentsOf, findAgency, hostsOf, seriesOf, type AgencyDocument, type AgencyInfo, type ReportLine, type Series } from '../queries/agency.ts';
import { coverageGrid, entriesOf, FIELDS, type Entry, type Field } from '../queries/coverage.ts';
import { countsByKind, findings, type FindingRow } from '../queries/findings.ts';
import { AGENCY as W } from '../words/agency.ts';
import { EDITION_NAMES, levelPhrase } from '../words/terms.ts';
import { FindingTable } from './findings.tsx';

/** The newest findings stand on the page; the rest a click away. */
const FINDINGS_SHOWN = 20;

interface Year {
  year: number;
  field: Field;
  entry: Entry | null;
  report: ReportLine | null;
  sha256: string | null;
}

interface Data {
  agency: AgencyInfo;
  years: Year[];
  series: Series[];
  documents: AgencyDocument[];
  findings: FindingRow[];
  found: number;
}

export const agency: Page<Data> = {
  path: '/agency/:agency',
  read: ({ db }, query) => {
    const key = query.path['agency'] ?? '';
    const info = findAgency(db, key);
    if (info === undefined) throw notFound(`there is no agency with the id or the name ${JSON.stringify(key.slice(0, 80))}`);
    const grid = coverageGrid(db);
    const at = grid.agencies.findIndex(({ row }) => row === info.row);
    const entries = entriesOf(db, info.row);
    const documents = documentsOf(db, info.row);
    const { reports, series } = seriesOf(db, info.row);
    const years = grid.years.map((year, j): Year => ({
      year, field: FIELDS[at === -1 ? 0 : grid.fields[at * grid.years.length + j]!]!, entry: entries.find(({ fiscal_year }) => fiscal_year === year) ?? null,
      report: reports.find(({ fiscal_year }) => fiscal_year === year) ?? null, sha256: documents.find((document) => document.fiscal_year === year && document.represents === 1)?.sha256 ?? null,
    }));
    const found = [...countsByKind(db, { agency: info.row }).values()].reduce((a, b) => a + b, 0);
    return { agency: info, years, series, documents, findings: findings(db, { agency: info.row }, FINDINGS_SHOWN), found };
  },
  title: ({ agency: { name_zh, name_en } }, ui) => ui.pick(name_zh, name_en),
  body: (data, ui) => (
    <>
      <Head data={data} ui={ui} />
      <SeriesTable data={data} ui={ui} />
      <Years data={data} ui={ui} />
      <section id="findings">
        <h2>{ui.say(W.findings)} <span class="note">{ui.number(data.found)}</span></h2>
        {data.found === 0 ? <p>{ui.say(W.noFindings)}</p> : <FindingTable rows={data.findings} ui={ui} own />}
        {data.found > data.findings.length ? <p><a href={address('/findings', { agency: agencyKey(data.agency.agency_id, data.agency.name_zh) })}>{ui.say(W.allFindings)} ({ui.number(data.found)})</a></p> : null}
      </section>
      <Portals documents={data.documents} ui={ui} />
    </>
  ),
  json: ({ agency: { row: _, ...info }, years, series, documents, found }) => ({
    agency: info, series, documents, hosts: hostsOf(documents), findings: found,
    coverage: years.map(({ year, field, entry, report, sha256 }) => ({ fiscal_year: year, ...field, evidence: entry?.evidence ?? null, observed_on: entry?.observed_on ?? null, form: report?.form ?? null, published_on: report?.published_on ?? null, sha256 })),
  }),
  table: ({ agency: { agency_id, name_zh }, years, series }) => ({
    columns: ['agency_id', 'agency', 'fiscal_year', 'status', 'reading_verdict', 'source_verdict', 'form', 'published_on', 'sha256', ...series.map(({ column }) => column)],
    rows: years.map(({ year, field, report, sha256 }) => [
      agency_id, name_zh, year, field.status, field.reading, field.source, report?.form ?? null, report?.published_on ?? null, sha256,
      ...series.map(({ points }) => points.find((point) => point.year === year)?.value ?? null),
    ]),
  }),
};

function Head({ data: { agency: a }, ui }: { data: Data; ui: Ui }): Child {
  const other = ui.language === 'zh' ? a.name_en : a.name_zh;
  return (
    <>
      <h1>{ui.pick(a.name_zh, a.name_en)}</h1>
      <p>
        {other === null || other === ui.pick(a.name_zh, a.name_en) ? '' : <><span lang={ui.language === 'zh' ? 'en' : 'zh-CN'}>{other}</span> · </>}
        {ui.say(levelPhrase(a.level))}
        {a.agency_id === null ? '' : ` · ${ui.say(W.id)} ${a.agency_id}`}
        {a.parent_id === null || a.parent_zh === null ? '' : <> · {ui.say(W.parent)} <a href={agencyAddress(a.parent_id)}>{ui.pick(a.parent_zh, a.parent_en)}</a></>}
        {a.province_id === null ? '' : <> · <a href={address('/', { province: a.province_id })}>{ui.say(W.province)}</a></>}
        {a.agency_id === null ? '' : <> · <a href={address('/compare', { agency: a.agency_id })}>{ui.say(W.compare)}</a></>}
      </p>
      {a.in_registry === 1 ? null : <p class="note">{ui.say(W.outside)}</p>}
    </>
  );
}

const shown = (value: number | null, type: string, ui: Ui): string => (type === 'rate' ? ui.percent(value) : ui.number(value));

function SeriesTable({ data: { years, series }, ui }: { data: Data; ui: Ui }): Child {
  const reports = years.flatMap(({ report }) => report ?? []);
  if (series.length === 0) return <p>{ui.say(W.noSeries)}</p>;
  const all = years.map(({ year }) => year).filter((year) => year >= reports[0]!.fiscal_year && year <= reports.at(-1)!.fiscal_year);
  const breaks = reports.filter((report, i) => i > 0 && report.form !== reports[i - 1]!.form).map(({ fiscal_year }) => fiscal_year);
  return (
    <section>
      <h2>{ui.say(W.series)}</h2>
      <p class="note">{ui.say(W.seriesNote)}</p>
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.series)}>
        <table class="series">
          <thead>
            <tr><th scope="col">{ui.say(W.figure)}</th><th scope="col">{ui.say(W.course)}</th>{all.map((year) => <th scope="col" class={breaks.includes(year) ? 'number break' : 'number'}>{String(year)}</th>)}</tr>
          </thead>
          <tbody>
            {series.map(({ code, column, name_zh, name_en, unit, type, comparability, points }) => (
              <tr>
                <th scope="row"><a href={`/codebook#${encodeURIComponent(code)}`}>{ui.pick(name_zh, name_en)}</a>{type === 'rate' ? '' : <span class="note"> {unit}</span>}</th>
                <td><Sparkline points={points} years={[all[0]!, all.at(-1)!]} breaks={breaks} comparable={comparability === 'identical'} label={`${ui.pick(name_zh, name_en)} ${all[0]!}–${all.at(-1)!}`} /></td>
                {all.map((year) => {
                  const point = points.find((it) => it.year === year);
                  return <td class={breaks.includes(year) ? 'number break' : 'number'} title={point?.note ?? undefined} data-column={column}>{point === undefined ? '' : shown(point.value, type, ui)}{point?.note === 'small_n' ? '*' : ''}</td>;
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">{ui.say(W.edition)}</th><td></td>
              {all.map((year) => {
                const form = reports.find(({ fiscal_year }) => fiscal_year === year)?.form;
                return <td class={breaks.includes(year) ? 'number break' : 'number'} title={form === undefined ? undefined : ui.say(EDITION_NAMES[form] ?? { zh: form, en: form })}>{form === undefined ? '' : form.replace(/^\D*/, '')}</td>;
              })}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Years({ data: { agency: a, years }, ui }: { data: Data; ui: Ui }): Child {
  const key = agencyKey(a.agency_id, a.name_zh);
  return (
    <section id="coverage">
      <h2>{ui.say(W.coverage)}</h2>
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.coverage)}>
        <table>
          <thead><tr>{[W.year, W.status, W.evidence, W.dated, W.report].map((phrase) => <th scope="col">{ui.say(phrase)}</th>)}</tr></thead>
          <tbody>
            {[...years].reverse().map(({ year, field, entry, report, sha256 }) => (
              <tr id={String(year)}>
                <th scope="row">{String(year)}</th>
                <td><FieldMark field={field} ui={ui} /> {fieldText(field, ui)}</td>
                <td class="words">{sha256 === null ? '' : <>{ui.say(W.published)} <Original sha256={sha256} /> </>}{entry?.evidence ?? (sha256 === null ? ui.say(W.nothing) : '')}</td>
                <td class="status">{(field.status === 'published' ? report?.published_on : entry?.observed_on) ?? NOTHING}</td>
                <td>{report === null ? '' : <a href={reportAddress(key, year)}>{ui.say(W.open)}</a>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Portals({ documents, ui }: { documents: readonly AgencyDocument[]; ui: Ui }): Child {
  const hosts = hostsOf(documents);
  return (
    <section id="portals">
      <h2>{ui.say(W.portals)}</h2>
      {hosts.length === 0 ? <p>{ui.say(W.noPortals)}</p> : (
        <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.portals)}>
          <table>
            <thead><tr><th scope="col">{ui.say(W.host)}</th><th scope="col" class="number">{ui.say(W.documents)}</th><th scope="col" class="number">{ui.say(W.newest)}</th></tr></thead>
            <tbody>{hosts.map(({ host, documents: n, newest }) => <tr><th scope="row">{host}</th><td class="number">{ui.number(n)}</td><td class="number">{newest === null ? NOTHING : String(newest)}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      <h2>{ui.say(W.documents)}</h2>
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.documents)}>
        <table>
          <thead><tr>{[W.year, W.document, W.format, W.firstSeen, W.sources].map((phrase) => <th scope="col">{ui.say(phrase)}</th>)}</tr></thead>
          <tbody>
            {documents.map((document) => (
              <tr>
                <th scope="row">{document.fiscal_year === null ? NOTHING : String(document.fiscal_year)}</th>
                <td><Original sha256={document.sha256} /> {document.represents === 1 ? <span class="note">{ui.say(W.represents)}</span> : ''}</td>
                <td>{document.format ?? NOTHING}</td>
                <td class="status">{document.first_seen ?? NOTHING}</td>
                <td class="words">{document.sources.map((source) => <div>{source}</div>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
