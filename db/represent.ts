/** Keeps `report`, and what hangs on it, in line with the readings: which rendition represents each agency and year. */
import type { Statement } from 'better-sqlite3';
import type { Cell } from '../extractors/report.ts';
import { AcrossYears } from './across.ts';
import { CheckKeys } from './check-keys.ts';
import { Findings } from './findings.ts';
import type { Db } from './open.ts';
import { Panel } from './panel.ts';
import { BEST_FIRST } from './renditions.ts';

/** A reading that was just written, with its cells: saves reading them back. */
interface Written {
  reading: number;
  cells: readonly Cell[];
}

export class Representation {
  readonly #panel: Panel;
  readonly #across: AcrossYears;
  readonly #findings: Findings;
  readonly #best: Statement<[number, number], number>;
  readonly #report: Statement<[number, number], number>;
  readonly #add: Statement<[number, number, number]>;
  readonly #change: Statement<[number, number, number]>;
  readonly #drop: Statement<[number, number]>;

  constructor(db: Db, keys: CheckKeys) {
    this.#panel = new Panel(db);
    this.#across = new AcrossYears(db, keys);
    this.#findings = new Findings(db);
    this.#best = db
      .prepare<[number, number], number>(`
        SELECT n.id FROM reading n JOIN document d ON d.id = n.document
        WHERE n.agency = ? AND n.fiscal_year = ? AND n.current = 1 AND n.status = 'report' ORDER BY ${BEST_FIRST} LIMIT 1`)
      .pluck();
    this.#report = db.prepare<[number, number], number>('SELECT reading FROM report WHERE agency = ? AND fiscal_year = ?').pluck();
    this.#add = db.prepare('INSERT INTO report (reading, agency, fiscal_year) VALUES (?, ?, ?)');
    this.#change = db.prepare('UPDATE report SET reading = ? WHERE agency = ? AND fiscal_year = ?');
    this.#drop = db.prepare('DELETE FROM report WHERE agency = ? AND fiscal_year = ?');
  }

  /** Chooses the rendition that represents (agency, year) and brings panel, cross-year checks and findings in line. Call within a transaction. */
  choose(agency: number, fiscalYear: number, written: Written | null = null): void {
    const changes = this.#represent(agency, fiscalYear, written);
    this.#findings.refresh(agency, fiscalYear);
    if (changes) this.#findings.refresh(agency, fiscalYear + 1); // its figures are carried in there
  }

  /** Whether another document, or none, represents it now. */
  #represent(agency: number, fiscalYear: number, written: Written | null): boolean {
    const best = this.#best.get(agency, fiscalYear);
    const before = this.#report.get(agency, fiscalYear);
    if (best === before) return false;
    if (best === undefined) this.#drop.run(agency, fiscalYear);
    else {
      (before === undefined ? this.#add : this.#change).run(best, agency, fiscalYear);
      const own = written?.reading === best ? valuesOf(written.cells) : undefined;
      this.#panel.put(agency, fiscalYear, best, own);
    }
    this.#across.refresh(agency, fiscalYear);
    return true;
  }
}

function valuesOf(cells: readonly Cell[]): Map<string, number> {
  const values = new Map<string, number>();
  for (const { code, value } of cells) if (value !== null) values.set(code, value);
  return values;
}

/** Chooses anew for every agency and year, after the order of renditions changed. Call within a transaction. */
export function chooseAll(db: Db): void {
  const representation = new Representation(db, new CheckKeys(db));
  const several = db.prepare<[], [number, number]>('SELECT agency, fiscal_year FROM reading WHERE current = 1 AND agency IS NOT NULL AND fiscal_year IS NOT NULL GROUP BY agency, fiscal_year HAVING count(*) > 1');
  for (const [agency, fiscalYear] of several.raw().all()) representation.choose(agency, fiscalYear);
}
