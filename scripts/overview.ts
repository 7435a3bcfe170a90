/** `overview`: what `npm start` shows of a database: agencies and years side by side, both verdicts, and what to try next. */
import { relative } from 'node:path';
import { guarded } from '../db/errors.ts';
import { bannerOf, openDatabase, originOf, type Db } from '../db/open.ts';
import { EDITIONS } from '../extractors/forms/index.ts';
import { COVERAGE_STATUSES, type CoverageStatus } from '../db/words.ts';
import { command, print, printJson, run, type CommonOptions } from './cli/command.ts';
import { EXIT } from './cli/exit.ts';
import { textTable } from './cli/text-table.ts';

const program = command('overview', 'Shows the database at a glance: new requests by agency and year, both verdicts, one comparison.');

/** More agencies than these are counted, not listed. */
const LISTED = 20;

const BOUNDS = new Set(EDITIONS.flatMap(({ identities }) => identities).filter(({ relation }) => relation === '>=').map(({ id }) => id));

/** How the sides stand to each other where the identity fails. */
const sign = (identity: string): string => (BOUNDS.has(identity) ? '<' : '≠');

interface ReportRow {
  agency: string;
  fiscalYear: number;
  newRequests: number | null;
  /** Why there is no number: the state of the cell. */
  state: string | null;
}
interface Totals {
  reports: number;
  agencies: number;
  cells: number;
  values: number;
  blank: number;
  text: number;
  ambiguous: number;
  absent: number;
  inferred: number;
  consistent: number;
  inconsistent: number;
  refused: number;
  unplaced: number;
}
interface Uncertain {
  agency: string;
  fiscalYear: number;
  name: string;
  raw: string | null;
  note: string | null;
}
interface Finding {
  agency: string;
  fiscalYear: number;
  name: string;
  lhs: number;
  rhs: number;
  /** JSON list of codes. */
  cells: string;
  description: string;
}
interface CoverageCount {
  fiscalYear: number;
  status: CoverageStatus;
  agencies: number;
}
interface Comparison {
  agency: string;
  fiscalYear: number;
  disclosed: number;
  handled: number;
  rate: number;
}

await run(program, () => {
  const { db: path, json = false } = program.opts<CommonOptions>();
  const db = openDatabase(path, { readonly: true });
  try {
    const overview = guarded(path, () => read(db));
    if (json) printJson(overview);
    else tell(overview, bannerOf(db), program.getOptionValueSource('db') === 'default' ? '' : ` --db ${relative(process.cwd(), path)}`);
    return EXIT.ok;
  } finally {
    db.close();
  }
});

function read(db: Db): { origin: string | null; coverage: CoverageCount[]; totals: Totals; reports: ReportRow[]; uncertain: Uncertain[]; findings: Finding[]; comparison: Comparison[] } {
  return {
    origin: originOf(db),
    coverage: db.prepare<[], CoverageCount>('SELECT fiscal_year AS fiscalYear, status, count(*) AS agencies FROM coverage GROUP BY fiscal_year, status ORDER BY fiscal_year, status').all(),
    totals: db
      .prepare<[], Totals>(`
        SELECT count(*) AS reports, count(DISTINCT coalesce(agency_id, agency)) AS agencies,
          coalesce(sum(values_read + blanks + words + ambiguous), 0) AS cells, coalesce(sum(values_read), 0) AS "values",
          coalesce(sum(blanks), 0) AS blank, coalesce(sum(words), 0) AS text, coalesce(sum(ambiguous), 0) AS ambiguous,
          coalesce(sum(absent), 0) AS absent, coalesce(sum(inferred), 0) AS inferred,
          count(*) FILTER (WHERE source_verdict = 'consistent') AS consistent, count(*) FILTER (WHERE source_verdict = 'inconsistent') AS inconsistent,
          (SELECT count(*) FROM documents WHERE standing = 'refused') AS refused,
          (SELECT count(*) FROM documents WHERE standing IN ('agency_unknown', 'year_unknown')) AS unplaced
        FROM reports`)
      .get()!,
    reports: db
      .prepare<[], ReportRow>(`
        SELECT r.agency, r.fiscal_year AS fiscalYear, c.value AS newRequests, c.state
        FROM reports r LEFT JOIN cells c ON c.agency_id IS r.agency_id AND c.agency = r.agency AND c.fiscal_year = r.fiscal_year AND c.code = 't3.new@total'
        ORDER BY r.agency_id IS NULL, CASE r.level WHEN 'central' THEN 0 WHEN 'city' THEN 2 ELSE 1 END, r.agency_id, r.agency, r.fiscal_year`)
      .all(),
    uncertain: db
      .prepare<[], Uncertain>(`
        SELECT agency, fiscal_year AS fiscalYear, name_zh AS name, raw, note FROM cells WHERE state = 'ambiguous' ORDER BY agency, fiscal_year, code`)
      .all(),
    findings: db
      .prepare<[], Finding>(`
        SELECT agency, fiscal_year AS fiscalYear, name, lhs, rhs, cells, description_zh AS description
        FROM checks WHERE mode = 'lenient' AND status = 'fail' AND description_zh IS NOT NULL ORDER BY name, agency, fiscal_year`)
      .all(),
    comparison: db
      .prepare<[], Comparison>(`
        SELECT agency, fiscal_year AS fiscalYear, t3_result_open_total + t3_result_partial_total AS disclosed, t3_result_total_total AS handled, disclosure_rate AS rate
        FROM panel WHERE disclosure_rate IS NOT NULL AND fiscal_year = (
          SELECT fiscal_year FROM panel WHERE disclosure_rate IS NOT NULL GROUP BY fiscal_year ORDER BY count(*) DESC, fiscal_year DESC LIMIT 1)
        ORDER BY rate DESC, agency`)
      .all(),
  };
}

function tell({ coverage, totals, reports, uncertain, findings, comparison }: ReturnType<typeof read>, banner: string | null, options: string): void {
  if (banner !== null) print('', banner);
  if (coverage.some(({ status }) => status !== 'published')) print('', 'Coverage: agencies by fiscal year and status', '', ...coverageByYear(coverage));
  print('', `${totals.reports} reports of ${totals.agencies} agencies. New requests by agency and fiscal year (本年新收, t3.new@total):`, '');
  print(...byAgencyAndYear(reports));
  print('', 'Did we read it right?');
  print(`  ${totals.cells} cells printed: ${totals.values} numbers, ${totals.blank} blank, ${totals.text} words or dashes, ${totals.ambiguous} ambiguous${totals.inferred > 0 ? `; ${totals.inferred} of them placed by arithmetic` : ''}.`);
  list(uncertain, ({ agency, fiscalYear, name, raw, note }) => ['', `${agency} ${fiscalYear}`, name, `printed ${JSON.stringify(raw)}`, note ?? ''], 'the view cells');
  if (totals.refused + totals.unplaced > 0) print(`  ${totals.refused} documents refused, ${totals.unplaced} without a certain agency or year; status lists them.`);
  print('', "Does the agencies' own arithmetic hold?");
  print(`  In ${totals.consistent} reports it does, in ${totals.inconsistent} it does not. As printed:`);
  list(findings, ({ agency, fiscalYear, name, lhs, rhs, description }) => ['', `${agency} ${fiscalYear}`, name, `${lhs} ${sign(name)} ${rhs}`, description], 'the view checks');
  const [first] = comparison;
  if (first) {
    print('', `Agencies compared, fiscal year ${first.fiscalYear}: share of requests disclosed in full or in part (panel.disclosure_rate)`);
    list(comparison, ({ agency, disclosed, handled, rate }) => ['', agency, `${(100 * rate).toFixed(1)} %`, `${disclosed} of ${handled} handled`], 'the view panel', [2]);
  }
  print('', 'Try next:', ...next(reports, findings, options).map((line) => `  ${line}`));
}

/** At most LISTED lines, and where the rest is. */
function list<T>(items: readonly T[], cells: (item: T) => string[], where: string, right: number[] = []): void {
  print(...textTable(items.slice(0, LISTED).map(cells), right));
  if (items.length > LISTED) print(`  … and ${items.length - LISTED} more: ${where} has them all.`);
}

function coverageByYear(coverage: readonly CoverageCount[]): string[] {
  const years = [...new Set(coverage.map(({ fiscalYear }) => fiscalYear))].sort((a, b) => a - b);
  const statuses = COVERAGE_STATUSES.map(({ name }) => name).filter((status) => coverage.some((it) => it.status === status));
  const rows = statuses.map((status) => [status, ...years.map((year) => String(coverage.find((it) => it.status === status && it.fiscalYear === year)?.agencies ?? '·'))]);
  return textTable([['', ...years.map(String)], ...rows], years.map((_, i) => i + 1)).map((line) => `  ${line}`);
}

/** Reports whose form has the figure: those before 2019 have not. */
function byAgencyAndYear(all: readonly ReportRow[]): string[] {
  const reports = all.filter(({ state }) => state !== null);
  const years = [...new Set(reports.map(({ fiscalYear }) => fiscalYear))].sort((a, b) => a - b);
  const agencies = [...new Set(reports.map(({ agency }) => agency))];
  const rows = agencies.slice(0, LISTED).map((name) => [
    name,
    ...years.map((year) => {
      const report = reports.find(({ agency, fiscalYear }) => agency === name && fiscalYear === year);
      return report ? String(report.newRequests ?? report.state ?? 'null') : '·';
    }),
  ]);
  const more = agencies.length > LISTED ? [`  … and ${agencies.length - LISTED} more agencies; status lists them.`] : [];
  return [...textTable([['', ...years.map(String)], ...rows], years.map((_, i) => i + 1)).map((line) => `  ${line}`), ...more];
}

/** The archive of a database that stands elsewhere is beside it, as `crawl` puts it. */
function beside(options: string): string {
  return ` --archive ${options.trim().replace(/^(?:-- )?--db /, '').replace(/[^/]*$/, '')}archive`;
}

/** Commands that work as they stand, on what is in this very database. `options` says where that is, unless it is the default. */
function next(reports: readonly ReportRow[], findings: readonly Finding[], options: string): string[] {
  const { agency, fiscalYear } = findings[0] ?? reports.find(({ state }) => state !== null) ?? reports[0] ?? { agency: '应急管理部', fiscalYear: 2020 };
  const [code = 't3.new@total'] = findings[0] ? (JSON.parse(findings[0].cells) as string[]) : [];
  return [
    'The database and its originals in a browser, until Ctrl-C',
    `  npm run explore${options === '' ? '' : ` --${options}${beside(options)}`}`,
    'One number: what is printed, where it stands in the document, which checks it takes part in',
    `  npm run -s show -- ${agency} ${fiscalYear} ${code}${options}`,
    'Everything that is stored',
    `  npm run -s status${options === '' ? '' : ` --${options}`}`,
    'One document, read to JSON without touching the database',
    '  npm run -s extract -- --file data/sample/ningxia-2020.pdf --json',
  ];
}
