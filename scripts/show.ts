/** `show AGENCY YEAR [CODE]`: one report, or one figure with its place in the original, its raw text and its checks. */
import { loadRegistry } from '../data/registry.ts';
import { guarded } from '../db/errors.ts';
import { bannerOf, openDatabase, originOf, type Db, type Origin } from '../db/open.ts';
import { Store } from '../db/store.ts';
import { figure } from '../extractors/forms/index.ts';
import type { Cell, Check, Report } from '../extractors/report.ts';
import { command, print, printJson, run, wholeNumber, type CommonOptions } from './cli/command.ts';
import { placeInWords, quoted, summaryOf, valueInWords } from './cli/describe-report.ts';
import { EXIT, type Exit } from './cli/exit.ts';
import { Failure } from './cli/failure.ts';
import { findAgency, knownAgencies, storedAgencies, type KnownAgency } from './cli/find-agency.ts';

const program = command('show', 'Shows one report, or one figure with its place in the original, its raw text and its checks.')
  .argument('<agency>', 'id or name')
  .argument('<year>', 'fiscal year', wholeNumber(1949, 'a year'))
  .argument('[code]', 'a code of the codebook, such as t3.result.open@natural_person');

interface Found {
  /** `replica`: invented. */
  origin: Origin | null;
  agencyId: string | null;
  agency: string;
  fiscalYear: number;
  sha256: string;
  format: string | null;
  sources: string[];
  /** Where each part of it was found, by hash. */
  partSources: Readonly<Record<string, readonly string[]>>;
  /** Other documents read as the same report. */
  renditions: string[];
  report: Report;
  /** Against the report of the year before. */
  acrossYears: AcrossYears[];
}
interface AcrossYears {
  name: string;
  mode: string;
  status: string;
  lhs: number | null;
  rhs: number | null;
  delta: number | null;
  cells: string[];
}

function main(): Exit {
  const { db: path, json = false } = program.opts<CommonOptions>();
  const [agency, year, code] = program.processedArgs as [string, number, string | undefined];
  const db = openDatabase(path, { readonly: true });
  try {
    const found = guarded(path, () => find(db, findAgency(agency, [...knownAgencies(loadRegistry()), ...storedAgencies(db)]), year));
    const banner = bannerOf(db);
    if (banner !== null && !json) print(banner, '');
    if (code === undefined) showReport(found, json);
    else showCell(found, code, json);
    return EXIT.ok;
  } finally {
    db.close();
  }
}

function find(db: Db, { id, names }: KnownAgency, year: number): Found {
  const name = names[0] ?? '';
  const mine = 'CASE WHEN @id IS NULL THEN agency_id IS NULL AND agency = @name ELSE agency_id = @id END';
  const head = db
    .prepare<[{ id: string | null; name: string; year: number }], Pick<Found, 'agencyId' | 'agency' | 'fiscalYear' | 'sha256' | 'format'>>(`
      SELECT agency_id AS agencyId, agency, fiscal_year AS fiscalYear, sha256, format FROM reports WHERE ${mine} AND fiscal_year = @year`)
    .get({ id, name, year });
  if (!head) {
    const years = db.prepare<[{ id: string | null; name: string }], number>(`SELECT fiscal_year FROM reports WHERE ${mine} ORDER BY fiscal_year`).pluck().all({ id, name });
    const advice = years.length > 0 ? `there are reports for ${years.join(', ')}` : 'nothing of this agency is stored; status lists what is';
    throw new Failure(EXIT.notStored, `no report of ${name} for ${year}; ${advice}`);
  }
  const report = new Store(db).extractionOf(head.sha256);
  if (report?.status !== 'report') throw new Error(`the reading of ${head.sha256} is not a report`);
  const sources = db.prepare<[string], string>('SELECT sources FROM documents WHERE sha256 = ?').pluck();
  const sourcesOf = (sha256: string): string[] | undefined => sources.get(sha256)?.split('\n');
  return {
    ...head,
    origin: originOf(db),
    sources: sourcesOf(head.sha256) ?? [],
    partSources: Object.fromEntries((report.parts ?? []).map(({ sha256, source }) => [sha256, sourcesOf(sha256) ?? [source]])),
    renditions: db
      .prepare<[{ id: string | null; name: string; year: number; sha256: string }], string>(`
        SELECT sha256 FROM documents WHERE ${mine} AND fiscal_year = @year AND status = 'report' AND sha256 <> @sha256 ORDER BY sha256`)
      .pluck()
      .all({ id, name, year, sha256: head.sha256 }),
    report,
    acrossYears: db
      .prepare<[{ id: string | null; name: string; year: number }], Omit<AcrossYears, 'cells'> & { cells: string }>(`
        SELECT name, mode, status, lhs, rhs, delta, cells FROM checks WHERE ${mine} AND fiscal_year = @year AND name GLOB 'X*' ORDER BY name, mode`)
      .all({ id, name, year })
      .map(({ cells, ...rest }) => ({ ...rest, cells: JSON.parse(cells) as string[] })),
  };
}

function showReport({ report, partSources: _, ...about }: Found, json: boolean): void {
  if (json) return printJson({ ...about, ...report });
  print(`document    ${about.sha256}`, ...about.sources.map((source) => `            ${source}`));
  if (about.renditions.length > 0) print(`renditions  ${about.renditions.length} more: ${about.renditions.map((sha256) => sha256.slice(0, 12)).join(', ')}`);
  print(...summaryOf(report));
  for (const { name, lhs, rhs, delta } of about.acrossYears.filter(({ status }) => status === 'fail')) print(`  ${name}: ${lhs} against ${rhs} by last year's report, off by ${delta}`);
  for (const cell of report.cells) {
    if (cell.state === 'absent' || cell.state === 'not_in_template') continue;
    print(`${cell.code.padEnd(44)} ${valueInWords(cell)}`);
  }
}

function showCell({ report, acrossYears, partSources, ...about }: Found, code: string, json: boolean): void {
  const meaning = figure(code);
  const cell = report.cells.find((each) => each.code === code);
  if (!meaning || !cell) {
    const why = meaning ? `the report has no cell ${code} (it follows ${report.form})` : `no edition of the form has the code ${code}`;
    throw new Failure(EXIT.notStored, `${why}; show ${about.agencyId ?? about.agency} ${about.fiscalYear} lists the codes`);
  }
  const checks = report.checks.filter(({ cells }) => cells.includes(code));
  const across = acrossYears.filter(({ cells }) => cells.includes(code));
  if (json) return printJson({ ...about, cell, nameZh: meaning.nameZh, nameEn: meaning.nameEn, checks, acrossYears: across });
  const part = cell.place?.document;
  const found = part === undefined ? about.sources : (partSources[part] ?? []);
  print(...inLines(cell, meaning), `document    ${part ?? about.sha256}${part === undefined ? '' : `, a part of ${about.sha256}`}`, ...found.map((source) => `            ${source}`));
  print(...verdicts(checks), ...across.map(({ name, mode, status, lhs, rhs }) => `check       ${name} (${mode}): ${status}, ${lhs} against ${rhs} by last year's report`));
}

function inLines(cell: Cell, { nameZh, nameEn }: { nameZh: string; nameEn: string }): string[] {
  const { code, value, unit, state, raw, rowLabel, colLabel, alignment, place, remark, note, candidates } = cell;
  return [
    `code        ${code}`,
    `meaning     ${nameZh} / ${nameEn}`,
    `value       ${value === null ? 'null' : `${value} ${unit}`} (${state}${alignment === null ? '' : `, ${alignment}`})`,
    `printed     ${raw === null ? 'nothing' : quoted(raw)}`,
    ...(remark === undefined ? [] : [`remark      ${remark}`]),
    ...(note === undefined ? [] : [`note        ${note}`]),
    ...(candidates === undefined ? [] : [`candidates  ${candidates.map((candidate) => candidate ?? 'nothing').join(', ')}`]),
    `labels      row ${rowLabel === null ? 'none' : quoted(rowLabel)}, column ${colLabel === null ? 'none' : quoted(colLabel)}`,
    `place       ${placeInWords(place)}`,
  ];
}

const verdicts = (checks: readonly Check[]): string[] =>
  checks.map(({ id, mode, status, lhs, rhs, note }) => `check       ${id} (${mode}): ${status}${lhs === null ? '' : `, ${lhs} against ${rhs ?? 'unknown'}`}${note === undefined ? '' : ` (${note})`}`);

await run(program, main);
