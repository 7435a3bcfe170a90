/** `/findings`: every inconsistency in one place. */
import type { Child } from 'hono/jsx';
import { agencyAddress, agencyKey } from '../frame/addresses.ts';
import { FindingCell, FindingLink } from '../frame/finding.tsx';
import type { Page } from '../frame/page.ts';
import { Pager } from '../frame/pager.tsx';
import { notFound } from '../frame/query.ts';
import type { Ui } from '../frame/ui.ts';
import { findAgency, type AgencyInfo } from '../queries/agency.ts';
import { coverageGrid, type Agency } from '../queries/coverage.ts';
import { countsByKind, evidenceOf, findings as foundIn, findingYears, KIND_NAMES, type FindingChoice, type FindingRow } from '../queries/findings.ts';
import type { FindingKind } from '../../db/words.ts';
import { FINDINGS as W } from '../words/findings.ts';
import { KINDS, levelPhrase } from '../words/terms.ts';

const ON_A_PAGE = 50;
/** CSV and JSON give so many at once; `page` leads on. */
const IN_A_TABLE = 1000;

interface Data {
  choice: FindingChoice;
  agency: AgencyInfo | null;
  counts: Map<FindingKind, number>;
  total: number;
  rows: FindingRow[];
  page: number;
  pages: number;
  levels: (string | null)[];
  provinces: Agency[];
  years: number[];
}

export const findings: Page<Data> = {
  path: '/findings',
  read: ({ db }, query, form) => {
    const key = query.text('agency', 200);
    const agency = key === undefined ? null : findAgency(db, key);
    if (agency === undefined) throw notFound(`there is no agency with the id or the name ${JSON.stringify(key?.slice(0, 80))}`);
    const choice: FindingChoice = {
      kind: query.oneOf('kind', KIND_NAMES), level: query.text('level', 40), province: query.text('province', 200), year: query.whole('year', 1900, 2200), agency: agency?.row,
    };
    const counts = countsByKind(db, choice);
    const total = choice.kind === undefined ? [...counts.values()].reduce((a, b) => a + b, 0) : (counts.get(choice.kind) ?? 0);
    const size = form === 'html' ? ON_A_PAGE : IN_A_TABLE;
    const pages = Math.max(1, Math.ceil(total / size));
    const page = query.whole('page', 1, pages) ?? 1;
    const { agencies } = coverageGrid(db);
    return {
      choice, agency, counts, total, page, pages, rows: foundIn(db, choice, size, (page - 1) * size), years: findingYears(db),
      levels: [...new Set(agencies.map(({ level }) => level))], provinces: agencies.filter(({ agency_id, province_id }) => agency_id !== null && agency_id === province_id),
    };
  },
  title: ({ agency }, ui) => (agency === null ? ui.say(W.title) : `${ui.say(W.title)} · ${ui.pick(agency.name_zh, agency.name_en)}`),
  body: (data, ui) => (
    <>
      <h1>{findings.title(data, ui)}</h1>
      <p>{ui.say(W.about)}</p>
      <ul class="legend kinds" aria-label={ui.say(W.kind)}>
        {KIND_NAMES.map((kind) => (
          <li><a href={ui.link({ kind: kind === data.choice.kind ? null : kind, page: null })} aria-current={kind === data.choice.kind ? 'true' : undefined}>{ui.say(KINDS[kind])}</a> <strong>{ui.number(data.counts.get(kind) ?? 0)}</strong></li>
        ))}
      </ul>
      <Choose data={data} ui={ui} />
      <p>{ui.number(data.total)} {ui.say(W.found)}</p>
      {data.rows.length === 0 ? <p>{ui.say(W.none)}</p> : (
        <>
          <Pager ui={ui} page={data.page} pages={data.pages} />
          <FindingTable rows={data.rows} ui={ui} />
          <Pager ui={ui} page={data.page} pages={data.pages} />
        </>
      )}
    </>
  ),
  json: ({ choice, agency, counts, total, page, pages, rows }) => ({
    choice: { ...choice, agency: agency?.agency_id ?? agency?.name_zh }, counts: Object.fromEntries(counts), total, page, pages, findings: rows.map((row) => ({ ...row, evidence: evidenceOf(row) })),
  }),
  table: ({ rows }) => ({ columns: COLUMNS, rows: rows.map((row) => COLUMNS.map((name) => row[name])) }),
};

const COLUMNS = [
  'finding_id', 'kind', 'agency_id', 'agency', 'agency_en', 'level', 'province_id', 'province', 'fiscal_year', 'subject', 'rule_zh', 'rule_en', 'lhs', 'rhs', 'delta', 'detail_zh', 'detail_en', 'evidence', 'sha256',
] as const satisfies readonly (keyof FindingRow)[];

/** Findings as a table, newest year first. `own`: leave out whose they are. */
export function FindingTable({ rows, ui, own = false }: { rows: readonly FindingRow[]; ui: Ui; own?: boolean }): Child {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.title)}>
      <table class="findings">
        <thead><tr><th scope="col">{ui.say(own ? W.year : W.where)}</th><th scope="col">{ui.say(W.kind)}</th><th scope="col">{ui.say(W.what)}</th><th scope="col">{ui.say(W.place)}</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{own ? String(row.fiscal_year) : <><a href={agencyAddress(agencyKey(row.agency_id, row.agency))}>{ui.pick(row.agency, row.agency_en)}</a> {String(row.fiscal_year)}</>}</th>
              <td>{ui.say(KINDS[row.kind])}</td>
              <td><FindingCell row={row} ui={ui} /></td>
              <td><FindingLink row={row} ui={ui} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Choose({ data: { choice, agency, levels, provinces, years }, ui }: { data: Data; ui: Ui }): Child {
  const all = <option value="">{ui.say(W.all)}</option>;
  return (
    <form class="choose" method="get" action="/findings" data-follow>
      <label>{ui.say(W.kind)}<select name="kind">{all}{KIND_NAMES.map((kind) => <option value={kind} selected={kind === choice.kind}>{ui.say(KINDS[kind])}</option>)}</select></label>
      <label>{ui.say(W.level)}<select name="level">{all}{levels.map((level) => (level === null ? null : <option value={level} selected={level === choice.level}>{ui.say(levelPhrase(level))}</option>))}</select></label>
      <label>{ui.say(W.province)}
        <select name="province">{all}{provinces.map(({ agency_id, name_zh, name_en }) => <option value={agency_id!} selected={agency_id === choice.province}>{ui.pick(name_zh, name_en)}</option>)}</select>
      </label>
      <label>{ui.say(W.year)}<select name="year">{all}{years.map((year) => <option value={String(year)} selected={year === choice.year}>{String(year)}</option>)}</select></label>
      <label>{ui.say(W.agency)}<input type="search" name="agency" value={agency === null ? '' : (agency.agency_id ?? agency.name_zh)} /></label>
      <button type="submit">{ui.say(W.show)}</button>
    </form>
  );
}
