/** What a night came to, as one object: for the terminal, for programs, for a page. */
import type { AgencyRecord } from '../../data/registry.ts';
import type { Journal } from '../journal.ts';
import { isDue, lastFiscalYear } from './days.ts';
import type { AgencyNight } from './agency.ts';
import type { YearFinding } from './coverage.ts';
import type { Crawled } from './crawl.ts';

export interface Line {
  agency: string;
  nameZh: string;
  /** Fiscal year; null where the line speaks of a column. */
  year: number | null;
  /** One line: title and address, or what happened. */
  what: string;
}

export interface RunReport {
  night: { id: number; day: string; origin: 'live' | 'replica'; startedAt: string; endedAt: string };
  /** `partial`: some column or document could not be had. */
  outcome: 'complete' | 'partial';
  agencies: number;
  requests: number;
  /** Documents with bytes not seen before. */
  newBodies: number;
  /** Links judged anew to be, or perhaps to be, reports. */
  found: Line[];
  /** Reports whose page has new bytes since the night before. */
  changed: Line[];
  removed: Line[];
  failed: Line[];
  blocked: Line[];
  /** Columns that listed links before, and list nothing now: an alarm. */
  silent: Line[];
  /** Agencies without the report of the last fiscal year though it is due. */
  overdue: Line[];
  /** Sources that nobody has looked at live yet, or whose address is not known. */
  unverified: number;
  /** How many agencies × years have which status. */
  coverage: Record<string, number>;
  /** Requests and links of this night against the median of up to ten before it; null on a first night. */
  drift: { requests: number; links: number } | null;
}

const BLOCKED = /^(?:blocked|challenge)/;

/** @param before coverage as the night before left it */
export function runReport(journal: Journal, records: readonly AgencyRecord[], { night, agencies }: Crawled, coverage: readonly YearFinding[], before: readonly YearFinding[], times: { startedAt: string; endedAt: string }): Omit<RunReport, 'coverage'> {
  const names = new Map(records.map(({ id, nameZh }) => [id, nameZh]));
  const line = (agency: string, year: number | null, what: string): Line => ({ agency, nameZh: names.get(agency) ?? agency, year, what });
  const each = <T>(pick: (it: AgencyNight) => readonly T[], say: (it: T, agency: string) => Line): Line[] => agencies.flatMap((it) => pick(it).map((part) => say(part, it.agency)));
  const columns = (test: (it: AgencyNight['columns'][number]) => boolean): Line[] => each((it) => it.columns.filter(test), (it, agency) => line(agency, null, `${it.source}: ${it.detail}`));
  const failures = each((it) => it.failures.filter(({ verdict }) => verdict !== 'off_limits'), ({ url, verdict, reason }, agency) => line(agency, null, `${verdict}: ${url}${reason === null ? '' : `: ${reason}`}`));
  const was = new Map(before.map((it) => [`${it.agencyId} ${it.fiscalYear}`, it.status]));
  const last = lastFiscalYear(night.day);
  const failedColumns = columns((it) => it.status === 'failed' || it.status === 'cut_short');
  const silent = agencies.flatMap(({ agency, columns: now }) =>
    now
      .filter((it) => it.links === 0 && (it.status === 'empty' || it.status === 'not_understood') && journal.columns(agency, night.id - 1).some((old) => old.source === it.source && old.links > 0))
      .map((it) => line(agency, null, `${it.source}: ${it.detail}`)),
  );
  const problems = [...failedColumns, ...failures];
  return {
    night: { id: night.id, day: night.day, origin: night.origin, ...times },
    outcome: problems.length > 0 || silent.length > 0 ? 'partial' : 'complete',
    agencies: agencies.length,
    requests: agencies.reduce((sum, it) => sum + it.requests, 0),
    newBodies: agencies.reduce((sum, it) => sum + it.newBodies, 0),
    found: each((it) => it.found, ({ title, url, year, verdict }, agency) => line(agency, year, `${title}${verdict === 'doubtful' ? ' (doubtful)' : ''}: ${url}`)),
    changed: each((it) => it.changed, ({ title, url, year }, agency) => line(agency, year, `${title}: ${url}`)),
    removed: coverage.filter((it) => it.status === 'removed' && was.get(`${it.agencyId} ${it.fiscalYear}`) !== 'removed').map((it) => line(it.agencyId, it.fiscalYear, it.evidence)),
    failed: problems.filter(({ what }) => !BLOCKED.test(verdictIn(what))),
    blocked: problems.filter(({ what }) => BLOCKED.test(verdictIn(what))),
    silent,
    overdue: isDue(last, night.day) ? coverage.filter((it) => it.fiscalYear === last && it.status === 'not_found').map((it) => line(it.agencyId, last, it.evidence)) : [],
    unverified: records.reduce((sum, { sources }) => sum + sources.filter(({ verified }) => verified === null).length, 0),
    drift: driftOf(journal, { night, agencies }),
  };
}

/** The verdict in `source: verdict: …` or `verdict: …`. */
const verdictIn = (what: string): string => what.replace(/^[\w-]+: (?=(?:gone|blocked|challenge|soft_404|wrong_type|too_large|unreachable|tls|off_limits):)/, '');

function driftOf(journal: Journal, { night, agencies }: Crawled): RunReport['drift'] {
  const earlier = journal.totals(night.id, night.scope, 10);
  if (earlier.length === 0) return null;
  const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  const ratio = (now: number, before: number): number => (before === 0 ? 1 : Math.round((100 * now) / before) / 100);
  const links = agencies.reduce((sum, it) => sum + it.columns.reduce((all, column) => all + column.links, 0), 0);
  const requests = agencies.reduce((sum, it) => sum + it.requests, 0);
  return { requests: ratio(requests, median(earlier.map((it) => it.requests))), links: ratio(links, median(earlier.map((it) => it.links))) };
}
