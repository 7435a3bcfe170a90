/**
 * A database of the size that the project is for: the bureaus of a country over 18 years, invented throughout. Most figures add up; some
 * do not, some are blank, some reports are late, changed, missing, or stand in two documents that disagree. The same count gives the same file.
 *
 * `npx tsx test/bench/large.ts PATH [AGENCIES]` makes one.
 */
import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { openDatabase } from '../../db/open.ts';
import { Store } from '../../db/store.ts';
import type { AgencyRecord, CoverageEntry, DocumentRecord } from '../../db/store.ts';
import { checkReport } from '../../extractors/checks.ts';
import { EDITIONS } from '../../extractors/forms/index.ts';
import type { Cell, Check, FormId } from '../../extractors/report.ts';
import { Random } from '../../crawlers/replica/report/random.ts';
import { carriedOut, sha256Of, syntheticReport } from '../db/synthetic.ts';
import type { SyntheticReport } from '../db/synthetic.ts';
import { inventedAgencies } from './invented-agencies.ts';

export const YEARS: readonly number[] = Array.from({ length: 18 }, (_, i) => 2008 + i);

/** Of so many agencies some 54,000 reports are published. */
export const AGENCIES = 3200;

export interface Large {
  agencies: number;
  reports: number;
  documents: number;
  cells: number;
  bytes: number;
  seconds: number;
}

/** Makes the database at `path`, where none may be yet. A minute per 10,000 reports on a quiet machine, and some 20 KB each. */
export function makeLarge(path: string, { agencies: count = AGENCIES, tell = () => {} }: { agencies?: number; tell?: (line: string) => void } = {}): Large {
  if (existsSync(path)) throw new Error(`${path} is there already; name another file`);
  const start = Date.now();
  const db = openDatabase(path, { origin: 'replica' });
  try {
    db.pragma('synchronous = OFF'); // it can be made again
    const store = new Store(db);
    const agencies = inventedAgencies(count);
    store.syncAgencies(agencies);
    const coverage: CoverageEntry[] = [];
    let cells = 0;
    for (const [i, agency] of agencies.entries()) {
      for (const { document, extraction } of history(agency, coverage)) {
        store.takeIn(document, { codeVersion: 'bench', extraction });
        cells += extraction.cells.length;
      }
      if (i % 20 === 0) store.takeIn(stub(agency), { codeVersion: 'bench', extraction: { status: 'not_a_report', code: 'no_tables', reason: 'no table of the national form' } });
      if ((i + 1) % 100 === 0) tell(`${i + 1} of ${count} agencies, ${cells.toLocaleString('en')} cells, ${Math.round((Date.now() - start) / 1000)} s`);
    }
    store.putCoverage(coverage);
    store.finish();
    db.exec('ANALYZE');
    db.pragma('wal_checkpoint(TRUNCATE)');
    const [reports, documents] = ['report', 'document'].map((table) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!) as [number, number];
    return { agencies: count, reports, documents, cells, bytes: statSync(path).size, seconds: Math.round((Date.now() - start) / 1000) };
  } finally {
    db.close();
  }
}

/** A page that is no report. */
const stub = (agency: AgencyRecord): DocumentRecord => ({ sha256: sha256Of(`stub ${agency.id}`), bytes: 9000, format: 'html', sources: [`https://yjj.example.gov.cn/${agency.id}/zn.html`] });

/** The edition in force; before the first one agencies are given its table all the same, so that every report has figures. */
const formOf = (year: number): FormId => EDITIONS.findLast((form) => form.codes.length > 0 && form.inForce[0] <= year)?.id ?? 'stat-2014';

/** The requests of an agency of each level, at most. */
const SIZES: Readonly<Record<string, readonly number[]>> = { province: [40, 90, 160], city: [6, 20, 60], county: [0, 2, 6, 12] };

/** The documents of one agency over the years; what is known where there is none goes to `coverage`. */
function* history(agency: AgencyRecord, coverage: CoverageEntry[]): Generator<SyntheticReport> {
  const own = new Random(`large ${agency.id}`);
  const size = own.pick(SIZES[agency.level!]!);
  const beginsLate = own.chance(0.12) ? own.int(2009, 2016) : 0;
  let carriedIn: Map<string, number> | undefined;
  let stock: ReadonlyMap<string, number> | undefined;
  for (const year of YEARS) {
    const random = own.fork(String(year));
    const gap = year < beginsLate ? 'not_found' : random.chance(0.02) ? random.pick(['not_found', 'not_found', 'blocked', 'unreachable', 'unreadable', 'unknown'] as const) : null;
    const say = (status: CoverageEntry['status'], day: string): void =>
      void coverage.push({ agencyId: agency.id, fiscalYear: year, status, evidence: `https://yjj.example.gov.cn/${agency.id}/nb/ ${status === 'removed' ? 'gone' : 'ok'} ${day}`, observedOn: day });
    if (gap !== null) {
      say(gap, '2026-03-01');
      carriedIn = undefined;
      continue;
    }
    const grown = Math.round(size * (0.5 + (year - 2008) / 18) * (0.8 + random.next() * 0.4));
    const form = formOf(year);
    const agrees = carriedIn !== undefined && !random.chance(0.04);
    const base = stocked(syntheticReport({ agency, fiscalYear: year, form, size: grown, ...(agrees && { carriedIn: carriedIn! }) }), agrees ? stock : undefined);
    stock = new Map(base.extraction.cells.filter((cell) => cell.code.endsWith('.in_force')).map((cell) => [cell.code, cell.value ?? 0]));
    carriedIn = form === 'stat-2014' ? undefined : carriedOut(base.extraction);
    const report = dated(narrated(flawed(base, random.fork('flaws')), random.fork('prose')), random.fork('dates'));
    if (random.chance(0.005)) say('removed', '2026-02-10');
    yield* documentsOf(report, random.fork('documents'));
  }
}

/** Sets cells and evaluates the identities anew. */
function setting({ document, extraction }: SyntheticReport, change: (cell: Cell) => Cell): SyntheticReport {
  const cells = extraction.cells.map(change);
  const checks = [...checkReport(extraction.form, new Map(cells.map((cell) => [cell.code, cell]))), ...extraction.checks.filter((check) => check.id.startsWith('N'))];
  return { document, extraction: { ...extraction, cells, checks } };
}

const printed = (cell: Cell, value: number): Cell => ({ ...cell, state: value === 0 ? 'zero' : 'number', value, raw: String(value) });

/** Documents in force follow from those of the year before. */
function stocked(report: SyntheticReport, before: ReadonlyMap<string, number> | undefined): SyntheticReport {
  if (before === undefined || before.size === 0) return report;
  const value = (code: string): number => report.extraction.cells.find((cell) => cell.code === code)!.value ?? 0;
  const values = new Map<string, number>();
  for (const [inForce, n] of before) {
    const [issued, repealed] = ['issued', 'repealed'].map((measure) => inForce.replace('in_force', measure)) as [string, string];
    const gone = Math.min(value(repealed), n);
    values.set(repealed, gone).set(inForce, n + value(issued) - gone);
  }
  return setting(report, (cell) => (values.has(cell.code) ? printed(cell, values.get(cell.code)!) : cell));
}

/** Some reports have a misprint, some a cell that cannot be read for certain. */
function flawed(report: SyntheticReport, random: Random): SyntheticReport {
  const misprinted = random.chance(0.04);
  const uncertain = random.chance(0.01);
  if (!misprinted && !uncertain) return report;
  const { code } = random.pick(report.extraction.cells.filter((cell) => /@total$|\.total$/.test(cell.code) && cell.value !== null));
  const by = random.pick([1, 2, 10, 10, 90]);
  return setting(report, (cell) => {
    if (cell.code !== code) return cell;
    return misprinted ? printed(cell, (cell.value ?? 0) + by) : { ...cell, state: 'ambiguous', value: null, alignment: 'ambiguous', candidates: [cell.value, (cell.value ?? 0) + by] };
  });
}

/** The prose names the requests received: as the table does, with those carried in, or otherwise. */
function narrated({ document, extraction }: SyntheticReport, random: Random): SyntheticReport {
  const [fresh, carried] = ['t3.new@total', 't3.carry_in@total'].map((code) => extraction.cells.find((cell) => cell.code === code)?.value ?? null) as [number | null, number | null];
  const checks = extraction.checks.filter((check) => !check.id.startsWith('N'));
  if (fresh === null || carried === null) return { document, extraction: { ...extraction, checks } };
  const kind = random.weighted([['pass', 94], ['fail', 2], ['explained', carried > 0 ? 8 : 0]] as const);
  const lhs = kind === 'fail' ? fresh + random.int(1, 9) : kind === 'explained' ? fresh + carried : fresh;
  const sentence = `本年度共收到政府信息公开申请${lhs}件`;
  const check: Check = {
    id: 'N1', mode: 'strict', status: kind, lhs, rhs: kind === 'explained' ? lhs : fresh, delta: kind === 'fail' ? lhs - fresh : 0, cells: kind === 'explained' ? ['t3.new@total', 't3.carry_in@total'] : ['t3.new@total'],
    note: kind === 'explained' ? `${sentence} [= new + carry_in]` : sentence,
  };
  const sections = extraction.sections.map((section, i) => (i === 2 ? { ...section, text: `${sentence}，${section.text}` } : section));
  return { document, extraction: { ...extraction, sections, checks: [...checks, check, { ...check, mode: 'lenient' }] } };
}

/** When it was published: most in January, some late, of some no day is known. */
function dated({ document, extraction }: SyntheticReport, random: Random): SyntheticReport {
  const year = extraction.fiscalYear! + 1;
  const last = extraction.fiscalYear! < 2019 ? 3 : 1;
  const day = String(random.int(10, 28));
  const month = String(random.chance(0.06) ? random.int(last + 1, 7) : random.int(1, last)).padStart(2, '0');
  const publishedOn = random.chance(0.05) ? null : `${year}-${month}-${day}`;
  const sources = document.sources.map((source) => ({ source: source as string, firstSeen: publishedOn ?? `${year}-03-31` }));
  return { document: { ...document, sources }, extraction: { ...extraction, publishedOn } };
}

/** A few figures are others; the total of requests among them, or figures of table 二. */
function altered(report: SyntheticReport, random: Random): SyntheticReport {
  const codes = new Set(random.sample(report.extraction.cells.filter((cell) => cell.value !== null), random.int(1, 3)).map((cell) => cell.code));
  return setting(report, (cell) => (codes.has(cell.code) ? printed(cell, (cell.value ?? 0) + random.int(1, 9)) : cell));
}

/** The document, or an older version and the newer at one address, or two renditions of which some disagree. */
function* documentsOf(report: SyntheticReport, random: Random): Generator<SyntheticReport> {
  const { document, extraction } = report;
  if (random.chance(0.015)) {
    const older = altered(report, random);
    yield { document: { ...document, sha256: sha256Of(`${document.sha256} before`) }, extraction: older.extraction };
    const sources = document.sources.map((each) => (typeof each === 'string' ? each : { source: each.source, firstSeen: `${extraction.fiscalYear! + 1}-08-${String(random.int(10, 28))}` }));
    yield { document: { ...document, sources }, extraction };
    return;
  }
  yield report;
  if (!random.chance(0.04)) return;
  const other = random.chance(0.25) ? altered(report, random) : report;
  yield { document: { ...document, sha256: sha256Of(`${document.sha256} copy`), sources: [`${extraction.title ?? document.sha256}.${document.format ?? 'bin'}`] }, extraction: { ...other.extraction, sections: other.extraction.sections.slice(0, 5) } };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [path, agencies] = process.argv.slice(2);
  if (path === undefined) throw new Error('name the file to make: npx tsx test/bench/large.ts PATH [AGENCIES]');
  const made = makeLarge(path, { ...(agencies !== undefined && { agencies: Number(agencies) }), tell: (line) => void process.stderr.write(`${line}\n`) });
  process.stdout.write(`${JSON.stringify(made)}\n`);
}
