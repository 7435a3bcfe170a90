/** Every inconsistency of an agency and year, kept with its report and redone whenever something that it rests on changes. */
import type { Statement } from 'better-sqlite3';
import { forms } from '../extractors/forms/index.ts';
import type { Identity } from '../extractors/forms/form.ts';
import type { FormId } from '../extractors/report.ts';
import { changedFindings, renditionFindings, type Printed } from './finding-documents.ts';
import { ProseEvidence } from './finding-prose.ts';
import { narrativeRule } from './narrative-rules.ts';
import type { Db } from './open.ts';
import { REPLACED } from './renditions.ts';
import { isAddress } from './sources.ts';
import { checkStatusId } from './words.ts';
import type { FindingKind } from './words.ts';

/** Grows when findings are told otherwise; they are then all made anew. */
export const FINDINGS_VERSION = 5;

export interface Finding {
  kind: FindingKind;
  /** Tells findings of one kind apart within a report. */
  key: string;
  /** An identity, a narrative check, a code, a status of coverage, or `file`: what cannot be read stands beside a report that was. */
  subject: string;
  lhs: number | null;
  rhs: number | null;
  /** lhs − rhs. */
  delta: number | null;
  sha256: string | null;
  /** What the finding rests on. */
  evidence: Readonly<Record<string, unknown>>;
}

/** A document read as this report. */
export interface Rendition {
  reading: number;
  sha256: string;
  format: string | null;
  replaced: number;
}

/** An address began to show a rendition. */
export interface Sighting {
  address: string;
  first_seen: string;
  reading: number;
  sha256: string;
}

export interface PrintedCell {
  code: string;
  state: string;
  value: number | null;
  raw: string | null;
}

interface Represented {
  reading: number;
  form: FormId;
  published_on: string | null;
  sha256: string;
}

interface Evaluated {
  name: string;
  mode: string;
  status: number;
  cells: string;
  lhs: number | null;
  rhs: number | null;
  delta: number | null;
  note: string | null;
}

type Row = [kind: string, key: string, subject: string, lhs: number | null, rhs: number | null, delta: number | null, sha256: string | null, evidence: string];

const FAIL = checkStatusId('fail');
const EXPLAINED = checkStatusId('explained');

/** The last day on time: 31 January since the regulation of 2019 (article 49), 31 March under that of 2008 (article 31). */
export const dueOn = (fiscalYear: number): string => `${fiscalYear + 1}-${fiscalYear >= 2019 ? '01' : '03'}-31`;

const identities = new Map<string, Identity>(Object.values(forms).flatMap((form) => form.identities.map((identity) => [`${form.id} ${identity.id}`, identity] as const)));

export class Findings {
  readonly #report: Statement<[number, number], Represented>;
  readonly #evaluated: Statement<[number], Evaluated>;
  readonly #across: Statement<[number, number], Evaluated>;
  readonly #prose: ProseEvidence;
  readonly #values: Statement<[string, number], [code: string, value: number | null]>;
  readonly #coverage: Statement<[number, number], { status: string; evidence: string; observed_on: string }>;
  readonly #renditions: Statement<[number, number], Rendition>;
  readonly #sightings: Statement<[number, number], Sighting>;
  readonly #printed: Statement<[number], PrintedCell>;
  readonly #place: Statement<[number, string], string | null>;
  readonly #stored: Statement<[number, number], Row>;
  readonly #clear: Statement<[number, number]>;
  readonly #add: Statement<[number, number, ...Row]>;
  readonly #all: Statement<[], [agency: number, fiscalYear: number]>;

  constructor(db: Db) {
    this.#report = db.prepare(`
      SELECT r.reading, n.form, n.published_on, d.sha256 FROM report r JOIN reading n ON n.id = r.reading JOIN document d ON d.id = n.document
      WHERE r.agency = ? AND r.fiscal_year = ?`);
    this.#evaluated = db.prepare(`
      SELECT k.name, k.mode, e.status, k.cells, e.lhs, e.rhs, e.delta, e.note FROM evaluation e CROSS JOIN check_key k ON k.id = e.check_key
      WHERE e.reading = ? AND e.status IN (${FAIL}, ${EXPLAINED}) ORDER BY e.ordinal`);
    this.#across = db.prepare(`
      SELECT k.name, k.mode, e.status, k.cells, e.lhs, e.rhs, e.delta, NULL AS note FROM evaluation_across e CROSS JOIN check_key k ON k.id = e.check_key
      WHERE e.agency = ? AND e.fiscal_year = ? AND e.status = ${FAIL} ORDER BY k.name, k.mode`);
    this.#prose = new ProseEvidence(db);
    this.#values = db
      .prepare<[string, number], [string, number | null]>(`
        SELECT k.code, c.value FROM json_each(?) j CROSS JOIN code k ON k.code = j.value LEFT JOIN cell c ON c.reading = ? AND c.code = k.id ORDER BY j.key`)
      .raw();
    this.#coverage = db.prepare(`SELECT status, evidence, observed_on FROM coverage_entry WHERE agency = ? AND fiscal_year = ? AND status IN ('not_found', 'removed', 'unreadable')`);
    this.#renditions = db.prepare(`
      SELECT n.id AS reading, d.sha256, d.format, ${REPLACED} AS replaced FROM reading n JOIN document d ON d.id = n.document
      WHERE n.agency = ? AND n.fiscal_year = ? AND n.current = 1 ORDER BY d.sha256`);
    this.#sightings = db.prepare(`
      SELECT s.source AS address, s.first_seen, n.id AS reading, d.sha256
      FROM reading n JOIN document d ON d.id = n.document JOIN document_source s ON s.document = d.id
      WHERE n.agency = ? AND n.fiscal_year = ? AND n.current = 1 AND s.first_seen <> '' AND ${isAddress('s.source')} ORDER BY s.source, s.first_seen, d.sha256`);
    this.#printed = db.prepare('SELECT code, state, value, raw FROM reading_cells WHERE reading = ?');
    this.#place = db.prepare<[number, string], string | null>('SELECT place FROM reading_cells WHERE reading = ? AND code = ?').pluck();
    this.#stored = db
      .prepare<[number, number], Row>('SELECT kind, key, subject, lhs, rhs, delta, sha256, evidence FROM finding WHERE agency = ? AND fiscal_year = ? ORDER BY kind, key')
      .raw();
    this.#clear = db.prepare('DELETE FROM finding WHERE agency = ? AND fiscal_year = ?');
    this.#add = db.prepare('INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#all = db
      .prepare<[], [number, number]>(`
        SELECT agency, fiscal_year FROM reading WHERE current = 1 AND agency IS NOT NULL AND fiscal_year IS NOT NULL
        UNION SELECT agency, fiscal_year FROM coverage_entry UNION SELECT agency, fiscal_year FROM finding ORDER BY 1, 2`)
      .raw();
  }

  /** Makes the findings of (agency, year) those that follow from what is stored; touches nothing when they are. Call within a transaction. */
  refresh(agency: number, fiscalYear: number): void {
    const rows = apart(this.#found(agency, fiscalYear))
      .map((f): Row => [f.kind, f.key, f.subject, f.lhs, f.rhs, f.delta, f.sha256, JSON.stringify(f.evidence)])
      .sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
    const stored = this.#stored.all(agency, fiscalYear);
    if (rows.length === 0 && stored.length === 0) return;
    if (JSON.stringify(stored) === JSON.stringify(rows)) return;
    this.#clear.run(agency, fiscalYear);
    for (const row of rows) this.#add.run(agency, fiscalYear, ...row);
  }

  /** Of every agency and year. Call within a transaction. */
  refreshAll(): void {
    for (const [agency, fiscalYear] of this.#all.all()) this.refresh(agency, fiscalYear);
  }

  #found(agency: number, fiscalYear: number): Finding[] {
    const report = this.#report.get(agency, fiscalYear);
    const found = this.#missing(agency, fiscalYear, report);
    if (report === undefined) return found;
    found.push(...this.#within(report), ...this.#acrossYears(agency, fiscalYear, report), ...late(fiscalYear, report));
    const renditions = this.#renditions.all(agency, fiscalYear);
    if (renditions.length > 1) {
      const read = new Map<number, PrintedCell[]>();
      const printed: Printed = {
        cells: (reading) => {
          if (!read.has(reading)) read.set(reading, this.#printed.all(reading));
          return read.get(reading)!;
        },
        placeOf: (reading, code) => JSON.parse(this.#place.get(reading, code) ?? 'null') as unknown,
      };
      const others = renditions.filter((other) => other.reading !== report.reading);
      found.push(...renditionFindings(renditions.find((own) => own.reading === report.reading)!, others, printed));
      found.push(...changedFindings(this.#sightings.all(agency, fiscalYear), printed));
    }
    return found;
  }

  /** Not found although due, removed after publication, or found and not to be read: all of it, or a file beside the report. A report that was read is not missing, whatever a list says. */
  #missing(agency: number, fiscalYear: number, report: Represented | undefined): Finding[] {
    const entry = this.#coverage.get(agency, fiscalYear);
    if (entry === undefined || (entry.status === 'not_found' && report !== undefined)) return [];
    const sha256 = report?.sha256 ?? null;
    const kind = entry.status === 'unreadable' ? 'unreadable' : 'missing';
    const evidence = { status: entry.status, evidence: entry.evidence, dated: entry.observed_on, due_on: dueOn(fiscalYear), documents: sha256 === null ? [] : [sha256] };
    const subject = kind === 'unreadable' && report !== undefined ? 'file' : entry.status;
    return [{ kind, key: entry.status, subject, lhs: null, rhs: null, delta: null, sha256, evidence }];
  }

  #within(report: Represented): Finding[] {
    return this.#evaluated.all(report.reading).map((e) => {
      const identity = identities.get(`${report.form} ${e.name}`);
      const codes = JSON.parse(e.cells) as string[];
      const base = { key: e.name, subject: e.name, lhs: e.lhs, rhs: e.rhs, delta: e.delta, sha256: report.sha256 };
      const about = { mode: e.mode, codes, documents: [report.sha256] };
      if (identity) return { kind: 'arithmetic', ...base, evidence: { ...about, ...this.#sides(identity, codes, report.reading) } };
      const evidence = { ...about, sentence: e.note, values: this.#valuesOf(report.reading, codes), ...this.#prose.of(report.reading, e, codes), ...this.#plain(report.reading, e) };
      return { kind: e.status === FAIL ? 'prose' : 'prose_explained', ...base, evidence };
    });
  }

  /** What the table prints for the plain meaning of a number that another way of counting explains. */
  #plain(reading: number, { name, status }: Evaluated): { plain?: Record<string, number | null> } {
    const code = status === EXPLAINED ? narrativeRule(name)?.plain : undefined;
    return code === undefined ? {} : { plain: this.#valuesOf(reading, [code]) };
  }

  #acrossYears(agency: number, fiscalYear: number, report: Represented): Finding[] {
    const failed = this.#across.all(agency, fiscalYear);
    const before = failed.length === 0 ? undefined : this.#report.get(agency, fiscalYear - 1);
    return failed.map((e) => {
      const codes = JSON.parse(e.cells) as string[];
      const identity = identities.get(`${report.form} ${e.name}`)!;
      return {
        kind: 'across_years', key: e.name, subject: e.name, lhs: e.lhs, rhs: e.rhs, delta: e.delta, sha256: report.sha256,
        evidence: {
          mode: e.mode, codes, documents: [report.sha256, ...(before ? [before.sha256] : [])], previous_sha256: before?.sha256 ?? null,
          ...this.#sides(identity, codes, report.reading, before?.reading),
        },
      };
    });
  }

  /** The terms of an identity with their values, null where none is printed: `left` = sum of `right` and `previous`, less `minus`. */
  #sides(identity: Identity, codes: readonly string[], reading: number, before?: number): Record<string, Record<string, number | null>> {
    const previous = identity.previous ?? [];
    const minus = identity.minus ?? [];
    const right = codes.slice(identity.left.length, codes.length - previous.length - minus.length);
    const sides: Record<string, Record<string, number | null>> = { left: this.#valuesOf(reading, identity.left), right: this.#valuesOf(reading, right) };
    if (minus.length > 0) sides['minus'] = this.#valuesOf(reading, minus);
    if (before !== undefined && previous.length > 0) sides['previous'] = this.#valuesOf(before, previous);
    return sides;
  }

  #valuesOf(reading: number, codes: readonly string[]): Record<string, number | null> {
    return Object.fromEntries(this.#values.all(JSON.stringify(codes), reading));
  }
}

/** Keys count on where one repeats: what a reading says may be checked twice. */
function apart(findings: readonly Finding[]): Finding[] {
  const times = new Map<string, number>();
  return findings.map((finding) => {
    const name = JSON.stringify([finding.kind, finding.key]);
    const n = (times.get(name) ?? 0) + 1;
    times.set(name, n);
    return n === 1 ? finding : { ...finding, key: `${finding.key}#${n}` };
  });
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const DAY_MS = 86_400_000;

function late(fiscalYear: number, { published_on, sha256 }: Represented): Finding[] {
  const due = dueOn(fiscalYear);
  if (published_on === null || published_on <= due) return [];
  const days = Math.round((Date.parse(published_on) - Date.parse(due)) / DAY_MS);
  return [{
    kind: 'late', key: 'published_on', subject: 'published_on', lhs: days, rhs: 0, delta: days, sha256,
    evidence: { published_on, due_on: due, days, documents: [sha256] },
  }];
}
