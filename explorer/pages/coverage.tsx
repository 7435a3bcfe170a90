/** `/`: which reports there are. Agencies × years as a heat map, provinces above it where there are many agencies. */
import type { Child } from 'hono/jsx';
import { address, agencyAddress, agencyKey, reportAddress } from '../frame/addresses.ts';
import { FieldMark, fieldClass, fieldText, signOf } from '../frame/field.tsx';
import type { Page } from '../frame/page.ts';
import { Pager } from '../frame/pager.tsx';
import type { Ui } from '../frame/ui.ts';
import {
  byProvince, chosen, coverageGrid, entriesOf, fieldCounts, FIELDS, fits, READING_VERDICTS, SOURCE_VERDICTS, STATUS_CHOICES,
  type Agency, type Entry, type Field, type Grid, type Share,
} from '../queries/coverage.ts';
import { COVERAGE as W } from '../words/coverage.ts';
import { levelPhrase, READING, SOURCE, STATUSES } from '../words/terms.ts';

const ON_A_PAGE = 100;

interface Data {
  grid: Grid;
  level: string | null;
  province: string | null;
  status: (typeof STATUS_CHOICES)[number] | null;
  /** Indexes of all agencies that fit. */
  agencies: number[];
  shown: { index: number; entries: Entry[] }[];
  /** Null where one page holds every agency. */
  provinces: Share[] | null;
  counts: number[];
  page: number;
  pages: number;
}

/** How each kind of field looks, in the order of the legend. */
const LEGEND: readonly { status: (typeof STATUS_CHOICES)[number]; field: Field }[] = [
  ...READING_VERDICTS.map((reading) => ({ status: reading, field: { status: 'published', reading, source: 'consistent' } as const })),
  { status: 'inconsistent', field: { status: 'published', reading: 'exact', source: 'inconsistent' } },
  ...(['removed', 'unreadable', 'blocked', 'unreachable', 'not_found', 'not_due', 'unknown'] as const).map((status) => ({ status, field: { status, reading: null, source: null } })),
];

const legendText = (status: (typeof STATUS_CHOICES)[number], ui: Ui): string => ui.say(READING[status] ?? SOURCE[status] ?? STATUSES[status as keyof typeof STATUSES]);

const nameOf = (agency: Agency | undefined, ui: Ui): string => (agency === undefined ? '' : ui.pick(agency.name_zh, agency.name_en));

function heading(id: string | null, grid: Grid, ui: Ui): string {
  return id === null || id === 'none' ? ui.say(W.noProvince) : nameOf(grid.agencies.find(({ agency_id }) => agency_id === id), ui) || id;
}

export const coverage: Page<Data> = {
  path: '/',
  read: ({ db }, query) => {
    const level = query.text('level', 40);
    const province = query.text('province', 200);
    const status = query.oneOf('status', STATUS_CHOICES);
    const grid = coverageGrid(db);
    const agencies = chosen(grid, { level, province, status });
    const pages = Math.max(1, Math.ceil(agencies.length / ON_A_PAGE));
    const page = query.whole('page', 1, pages) ?? 1;
    const shown = agencies.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE).map((index) => ({ index, entries: entriesOf(db, grid.agencies[index]!.row) }));
    return {
      grid, level: level ?? null, province: province ?? null, status: status ?? null, agencies, shown, page, pages,
      provinces: pages > 1 && province === undefined ? byProvince(grid, agencies) : null, counts: fieldCounts(grid, agencies),
    };
  },
  title: (_, ui) => ui.say(W.title),
  body: (data, ui) => (
    <>
      <h1>{ui.say(W.title)}</h1>
      <p>{ui.say(W.about)} {ui.say(W.how)}</p>
      <Summary data={data} ui={ui} />
      <Choose data={data} ui={ui} />
      <Legend data={data} ui={ui} />
      {data.provinces === null ? null : <Provinces shares={data.provinces} grid={data.grid} ui={ui} />}
      <Agencies data={data} ui={ui} />
    </>
  ),
  json: ({ grid, agencies, level, province, status }) => ({
    choice: { level, province, status }, years: grid.years,
    agencies: agencies.map((index) => ({ ...about(grid.agencies[index]!), fields: Object.fromEntries(grid.years.map((year, j) => [year, FIELDS[grid.fields[index * grid.years.length + j]!]])) })),
  }),
  table: ({ grid, agencies }) => ({
    columns: ['agency_id', 'agency', 'agency_en', 'level', 'province_id', 'fiscal_year', 'status', 'reading_verdict', 'source_verdict'],
    rows: agencies.flatMap((index) => {
      const { agency_id, agency, agency_en, level, province_id } = about(grid.agencies[index]!);
      return grid.years.map((year, j) => {
        const { status, reading, source } = FIELDS[grid.fields[index * grid.years.length + j]!]!;
        return [agency_id, agency, agency_en, level, province_id, year, status, reading, source];
      });
    }),
  }),
};

const about = ({ agency_id, name_zh, name_en, level, province_id }: Agency) => ({ agency_id, agency: name_zh, agency_en: name_en, level, province_id });

/** How many fields fit a verdict or a status. */
const count = (counts: readonly number[], status: string): number => counts.reduce((sum, n, i) => (fits(FIELDS[i]!, status) ? sum + n : sum), 0);

function Summary({ data: { grid, agencies, counts }, ui }: { data: Data; ui: Ui }): Child {
  const width = grid.years.length;
  const reports = counts.reduce((sum, n, i) => (FIELDS[i]!.reading === null ? sum : sum + n), 0);
  const reporting = agencies.filter((i) => grid.years.some((_, j) => FIELDS[grid.fields[i * width + j]!]!.reading !== null)).length;
  const verdicts = (names: readonly string[], words: typeof READING): Child => (
    <ul>{names.map((name) => <li><strong>{ui.number(count(counts, name))}</strong> {ui.say(words[name]!)}</li>)}</ul>
  );
  return (
    <div class="figures">
      <div>
        <p class="big"><strong>{ui.number(reports)}</strong> {ui.say(W.reports)}</p>
        <p>{ui.number(reporting)} / {ui.number(agencies.length)} {ui.say(W.agencies)}{width === 0 ? '' : ` · ${grid.years[0]}–${grid.years.at(-1)} ${ui.say(W.years)}`}</p>
      </div>
      <div><h2>{ui.say(W.readRight)}</h2>{verdicts(READING_VERDICTS, READING)}</div>
      <div><h2>{ui.say(W.holds)}</h2>{verdicts(SOURCE_VERDICTS, SOURCE)}</div>
    </div>
  );
}

function Choose({ data: { grid, level, province, status }, ui }: { data: Data; ui: Ui }): Child {
  const levels = [...new Set(grid.agencies.map((agency) => agency.level))].filter((name) => name !== null);
  const provinces = grid.agencies.filter((agency) => agency.agency_id !== null && agency.agency_id === agency.province_id);
  return (
    <form class="choose" method="get" action="/" data-follow>
      <label>{ui.say(W.level)}
        <select name="level">
          <option value="">{ui.say(W.all)}</option>
          {levels.map((name) => <option value={name} selected={name === level}>{ui.say(levelPhrase(name))}</option>)}
        </select>
      </label>
      <label>{ui.say(W.province)}
        <select name="province">
          <option value="">{ui.say(W.all)}</option>
          {provinces.map((agency) => <option value={agency.agency_id!} selected={agency.agency_id === province}>{nameOf(agency, ui)}</option>)}
          <option value="none" selected={province === 'none'}>{ui.say(W.noProvince)}</option>
        </select>
      </label>
      <label>{ui.say(W.status)}
        <select name="status">
          <option value="">{ui.say(W.all)}</option>
          {LEGEND.map((item) => <option value={item.status} selected={item.status === status}>{`${signOf(item.field)} ${legendText(item.status, ui)}`}</option>)}
        </select>
      </label>
      <button type="submit">{ui.say(W.show)}</button>
    </form>
  );
}

function Legend({ data: { counts, level, province }, ui }: { data: Data; ui: Ui }): Child {
  return (
    <ul class="legend" aria-label={ui.say(W.legend)}>
      {LEGEND.map(({ status, field }) => (
        <li><FieldMark field={field} ui={ui} /> <a href={address('/', { level, province, status })}>{legendText(status, ui)}</a> <span class="note">{ui.number(count(counts, status))}</span></li>
      ))}
    </ul>
  );
}

/** Ten grounds from nothing to all, and the number on each. */
function Provinces({ shares, grid, ui }: { shares: readonly Share[]; grid: Grid; ui: Ui }): Child {
  return (
    <section>
      <h2>{ui.say(W.byProvince)}</h2>
      <p class="note">{ui.say(W.shareNote)}</p>
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.byProvince)}>
        <table class="heat">
          <thead><tr><th scope="col">{ui.say(W.province)}</th><th scope="col" class="number">{ui.say(W.number)}</th>{grid.years.map((year) => <th scope="col">{String(year)}</th>)}</tr></thead>
          <tbody>
            {shares.map(({ province, agencies, reports }) => (
              <tr>
                <th scope="row"><a href={ui.link({ province, page: null })}>{heading(province, grid, ui)}</a></th>
                <td class="number">{ui.number(agencies)}</td>
                {reports.map((n) => <td class={`share s${Math.floor((10 * n) / agencies)}`} title={`${n} / ${agencies}`}>{String(Math.floor((100 * n) / agencies))}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Agencies({ data: { grid, agencies, shown, page, pages, province }, ui }: { data: Data; ui: Ui }): Child {
  if (grid.agencies.length === 0) return <p>{ui.say(W.empty)}</p>;
  if (agencies.length === 0) return <p>{ui.say(W.none)}</p>;
  return (
    <section id="agencies">
      <h2>{province === null ? ui.say(W.byAgency) : heading(province, grid, ui)}</h2>
      <p class="screen-only past"><a href="#past">{ui.say(W.past)}</a></p>
      <Pager ui={ui} page={page} pages={pages} at="#agencies" />
      <div class="scroll" tabindex={0} role="region" aria-label={ui.say(W.byAgency)}>
        <table class="heat">
          <thead><tr><th scope="col">{ui.say(W.agency)}</th>{grid.years.map((year) => <th scope="col">{String(year)}</th>)}</tr></thead>
          <tbody>{shown.map(({ index, entries }) => <AgencyRow grid={grid} index={index} entries={entries} ui={ui} />)}</tbody>
        </table>
      </div>
      <span id="past" tabindex={-1} class="note">{ui.say(W.pastEnd)}</span>
      <Pager ui={ui} page={page} pages={pages} at="#agencies" />
    </section>
  );
}

function AgencyRow({ grid, index, entries, ui }: { grid: Grid; index: number; entries: readonly Entry[]; ui: Ui }): Child {
  const agency = grid.agencies[index]!;
  const key = agencyKey(agency.agency_id, agency.name_zh);
  const own = agencyAddress(key);
  return (
    <tr>
      <th scope="row"><a href={own}>{nameOf(agency, ui)}</a></th>
      {grid.years.map((year, j) => {
        const field = FIELDS[grid.fields[index * grid.years.length + j]!]!;
        const entry = entries.find(({ fiscal_year }) => fiscal_year === year);
        const words = fieldText(field, ui);
        const text = `${year} ${words}`;
        return (
          <td class={fieldClass(field)}>
            <a href={field.reading === null ? `${own}#${year}` : reportAddress(key, year)} aria-label={text} title={entry === undefined ? text : `${text} · ${entry.observed_on}`}>{signOf(field)}</a>
          </td>
        );
      })}
    </tr>
  );
}
