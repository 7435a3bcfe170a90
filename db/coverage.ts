/** Coverage apart from the reports themselves: what the crawl found out about agencies and years, all entries at once. */
import type { Statement } from 'better-sqlite3';
import type { Agencies } from './agencies.ts';
import { StoreError } from './errors.ts';
import { Findings } from './findings.ts';
import type { Db } from './open.ts';
import { wellFormed } from './well-formed.ts';
import { COVERAGE_STATUSES } from './words.ts';
import type { CoverageStatus } from './words.ts';

/** What is known of one agency and year. `published` is not written: it follows from the reports. */
export interface CoverageEntry {
  agencyId: string;
  fiscalYear: number;
  status: Exclude<CoverageStatus, 'published'>;
  /** One line that names what the status rests on: address, verdict, day. */
  evidence: string;
  /** The day of the observation: 2026-01-20. Of a report that was removed, the last day on which a page still showed it. */
  observedOn: string;
}

type Row = [agency: number, fiscalYear: number, status: string, evidence: string, observedOn: string];

const COLUMNS = 'agency, fiscal_year, status, evidence, observed_on';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WRITTEN = new Set<string>(COVERAGE_STATUSES.map(({ name }) => name).filter((name) => name !== 'published'));

export class Coverage {
  readonly #agencies: Agencies;
  readonly #findings: Findings;
  readonly #all: Statement<[], Row>;
  readonly #clear: Statement;
  readonly #add: Statement<Row>;

  constructor(db: Db, agencies: Agencies) {
    this.#agencies = agencies;
    this.#findings = new Findings(db);
    this.#all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM coverage_entry ORDER BY agency, fiscal_year`).raw();
    this.#clear = db.prepare('DELETE FROM coverage_entry');
    this.#add = db.prepare<Row>(`INSERT INTO coverage_entry (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`);
  }

  /** Makes the entries those given, touching nothing when they are. Call within a transaction. */
  put(entries: readonly CoverageEntry[]): void {
    const rows = entries.map((entry) => this.#row(entry)).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    for (const [i, [agency, year]] of rows.entries()) {
      if (rows[i + 1]?.[0] === agency && rows[i + 1]?.[1] === year) throw new Error(`coverage: two entries for one agency and the year ${year}`);
    }
    const before = this.#all.all();
    if (JSON.stringify(before) === JSON.stringify(rows)) return;
    this.#clear.run();
    for (const row of rows) this.#add.run(...row);
    const kept = new Set(before.map((row) => JSON.stringify(row)));
    const now = new Set(rows.map((row) => JSON.stringify(row)));
    for (const row of [...before, ...rows]) {
      const key = JSON.stringify(row);
      if (!kept.has(key) || !now.has(key)) this.#findings.refresh(row[0], row[1]);
    }
  }

  #row({ agencyId, fiscalYear, status, evidence, observedOn }: CoverageEntry): Row {
    const of = `coverage of ${agencyId} ${fiscalYear}`;
    const agency = this.#agencies.find(agencyId);
    if (agency === undefined) throw new StoreError('unknown_agency', `${of}: no agency has this id; the ids are the file names in data/agencies`);
    if (!WRITTEN.has(status)) throw new Error(`${of}: ${status} is no status of an entry; the statuses are ${[...WRITTEN].join(', ')}`);
    if (evidence.trim() === '' || /[\n\r]/.test(evidence)) throw new Error(`${of}: evidence is one line that names what the status rests on, not ${JSON.stringify(evidence)}`);
    if (!DAY.test(observedOn)) throw new Error(`${of}: ${JSON.stringify(observedOn)} is no day such as 2026-01-20`);
    return [agency, fiscalYear, status, wellFormed(evidence), observedOn];
  }
}
