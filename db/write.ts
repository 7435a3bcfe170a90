/** Puts one reading into the tables. Runs within the transaction of the report. */
import type { Statement } from 'better-sqlite3';
import type { Place } from '../extractors/document.ts';
import { figures } from '../extractors/forms/index.ts';
import type { Cell, Evidence, Extraction, Fact, Report, Unit } from '../extractors/report.ts';
import { canonicalCellPlace, canonicalRest, ordered } from './canonical.ts';
import { pairUp } from './check-keys.ts';
import type { CheckKeys } from './check-keys.ts';
import type { Db } from './open.ts';
import { packPlace } from './place.ts';
import type { Strings } from './strings.ts';
import { verdictsOf } from './verdicts.ts';
import { wellFormed } from './well-formed.ts';
import { alignmentId, checkStatusId, stateId, STATES } from './words.ts';

type Value = number | string | null;

/** Rows per INSERT: fewer calls into SQLite. */
const BATCH = 20;
const COLUMNS = { cell: 18, evaluation: 8 } as const;

/** Writes many rows of one table, a batch at a time: `next` takes the values of a row, one after the other. */
class Rows {
  readonly #width: number;
  readonly #batch: Statement;
  readonly #one: Statement;
  readonly #values: Value[];
  #filled = 0;

  constructor(db: Db, table: keyof typeof COLUMNS) {
    this.#width = COLUMNS[table];
    this.#values = Array<Value>(BATCH * this.#width).fill(null);
    const row = `(${Array(this.#width).fill('?').join(', ')})`;
    this.#batch = db.prepare(`INSERT INTO ${table} VALUES ${Array(BATCH).fill(row).join(', ')}`);
    this.#one = db.prepare(`INSERT INTO ${table} VALUES ${row}`);
  }

  next(value: Value): this {
    if (this.#filled === this.#values.length) this.flush();
    this.#values[this.#filled++] = value;
    return this;
  }

  flush(): void {
    if (this.#filled === this.#values.length) this.#batch.run(this.#values);
    else for (let from = 0; from < this.#filled; from += this.#width) this.#one.run(this.#values.slice(from, from + this.#width));
    this.#filled = 0;
  }

  /** After a transaction that failed. */
  forget(): void {
    this.#filled = 0;
  }
}

const json = (place: Place | undefined): string | null => (place === undefined ? null : JSON.stringify(place));

/** What the cell's text is when nothing is kept of it: the whole number, or what its state usually shows. */
function expectedRaw(value: number | null, state: number): string | null | undefined {
  if (value !== null) return Number.isSafeInteger(value) ? String(value) : undefined;
  return STATES[state]?.printed ?? null;
}

/** What the form says of a code, and its number in the file. */
interface Code {
  id: number;
  unit: Unit;
}

export class ReadingWriter {
  readonly #strings: Strings;
  readonly #keys: CheckKeys;
  readonly #codes: ReadonlyMap<string, Code>;
  /** Numbers of all codes, the prose's indicators among them. */
  readonly #indicators: ReadonlyMap<string, number>;
  readonly #reading: Statement;
  readonly #cells: Rows;
  readonly #extra: Statement;
  readonly #section: Statement;
  readonly #evaluations: Rows;
  readonly #vote: Statement;
  readonly #unknown: Statement;
  readonly #problem: Statement;
  readonly #fact: Statement;
  readonly #part: Statement;

  constructor(db: Db, strings: Strings, keys: CheckKeys) {
    this.#strings = strings;
    this.#keys = keys;
    const ids = new Map(db.prepare<[], [string, number]>('SELECT code, id FROM code').raw().all());
    this.#codes = new Map(figures.map(({ code, unit }) => [code, { id: ids.get(code)!, unit }]));
    this.#reading = db.prepare(`
      INSERT INTO reading (document, current, code_version, status, refusal, reason, agency, name_printed, agency_read, fiscal_year, form, title, published_on,
        values_read, blanks, words, ambiguous, absent, inferred, sections, identities_assessed, identities_failed, narrative_failed)
      VALUES (?, 1, ${Array(21).fill('?').join(', ')})`);
    this.#cells = new Rows(db, 'cell');
    this.#extra = db.prepare('INSERT INTO cell_extra VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    this.#section = db.prepare('INSERT INTO section (reading, ordinal, number, heading, text, place) VALUES (?, ?, ?, ?, ?, ?)');
    this.#evaluations = new Rows(db, 'evaluation');
    this.#vote = db.prepare('INSERT INTO vote VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    this.#unknown = db.prepare('INSERT INTO unknown VALUES (?, ?, ?, ?, ?)');
    this.#problem = db.prepare('INSERT INTO problem VALUES (?, ?, ?, ?, ?)');
    this.#fact = db.prepare(`INSERT INTO fact VALUES (${Array(17).fill('?').join(', ')})`);
    this.#part = db.prepare('INSERT INTO part VALUES (?, ?, ?, ?, ?)');
    this.#indicators = ids;
  }

  /**
   * Stores an extraction as the current reading of `document`; `agency` is its row. What is read back is its canonical form.
   * Returns the reading's number.
   */
  write(document: number, codeVersion: string, extraction: Extraction, agency: number | null): number {
    const version = this.#strings.id(codeVersion);
    if (extraction.status !== 'report') {
      const head: Value[] = [document, version, extraction.status, wellFormed(extraction.code), wellFormed(extraction.reason)];
      return this.#insertReading([...head, ...Array<null>(17).fill(null)]);
    }
    const rest = canonicalRest(extraction);
    const { id, namePrinted, ...read } = rest.agency;
    const v = verdictsOf(extraction);
    const reading = this.#insertReading([
      document, version, 'report', null, null, agency, namePrinted, id === null ? JSON.stringify(read) : null, rest.fiscalYear, rest.form,
      rest.title, rest.publishedOn, v.valuesRead, v.blanks, v.words, v.ambiguous, v.absent, v.inferred, v.sections, v.identitiesAssessed,
      v.identitiesFailed, v.narrativeFailed,
    ]);
    this.#writeCells(reading, ordered(extraction.cells));
    this.#writeRest(reading, rest);
    return reading;
  }

  /** Forgets rows that a failed transaction left unwritten. */
  forget(): void {
    this.#cells.forget();
    this.#evaluations.forget();
  }

  #insertReading(values: Value[]): number {
    return Number(this.#reading.run(values).lastInsertRowid);
  }

  #writeCells(reading: number, cells: readonly Cell[]): void {
    const extras: Value[][] = [];
    for (const cell of cells) this.#writeCell(reading, cell, extras);
    this.#cells.flush();
    for (const extra of extras) this.#extra.run(extra);
  }

  /** Writes the row of `cell`, and gives `extras` its row there if it has what few cells have. */
  #writeCell(reading: number, cell: Cell, extras: Value[][]): void {
    const { place, raw, remark, note, candidates } = cell;
    const code = this.#code(cell.code);
    const state = stateId(cell.state);
    if (cell.value !== null && !Number.isFinite(cell.value)) throw new Error(`cell ${cell.code} has the value ${cell.value}: a value is a finite number or null`);
    const packed = place && packPlace(place);
    const expected = expectedRaw(cell.value, state);
    this.#cells
      .next(reading).next(code.id).next(state).next(cell.alignment === null ? null : alignmentId(cell.alignment)).next(cell.value)
      .next(raw === null || raw === expected ? null : wellFormed(raw))
      .next(this.#strings.idOrNull(cell.unitRaw)).next(this.#strings.idOrNull(cell.rowLabel)).next(this.#strings.idOrNull(cell.colLabel));
    if (place) this.#cells.next(place.table).next(place.row).next(place.col);
    else this.#cells.next(null).next(null).next(null);
    if (packed) {
      this.#cells.next(packed[0]).next(typeof packed[1] === 'string' ? this.#strings.id(packed[1]) : packed[1]);
      this.#cells.next(packed[2]).next(packed[3]).next(packed[4]).next(packed[5]);
    } else for (let i = 0; i < 6; i++) this.#cells.next(null);
    const unit = cell.unit === code.unit ? null : cell.unit;
    const rawUnknown = raw === null && expected !== null ? 1 : null;
    const oddPlace = place && !packed ? JSON.stringify(canonicalCellPlace(place)) : null;
    if (remark === undefined && note === undefined && candidates === undefined && unit === null && rawUnknown === null && oddPlace === null) return;
    extras.push([
      reading, code.id, remark === undefined ? null : wellFormed(remark), this.#strings.idOrNull(note ?? null), candidates === undefined ? null : JSON.stringify(candidates), unit, rawUnknown, oddPlace,
    ]);
  }

  #writeRest(reading: number, report: Report): void {
    report.sections.forEach((s, i) => this.#section.run(reading, i, s.number, s.heading, s.text, json(s.place)));
    for (const [i, c] of pairUp(report.checks).entries()) {
      this.#evaluations.next(reading).next(i).next(this.#keys.id(c)).next(checkStatusId(c.status)).next(c.lhs).next(c.rhs).next(c.delta).next(c.note ?? null);
    }
    this.#evaluations.flush();
    this.#writeVotes(reading, 'agency', report.agencyEvidence);
    this.#writeVotes(reading, 'fiscal_year', report.fiscalYearEvidence);
    report.unknown.forEach((u, i) => this.#unknown.run(reading, i, u.kind, u.label, JSON.stringify(u.cells)));
    report.problems.forEach((p, i) => this.#problem.run(reading, i, p.code, p.message, json(p.place)));
    this.#writeFacts(reading, report.facts);
    report.parts?.forEach(({ sha256, source, gives }, i) => this.#part.run(reading, i, sha256, source, JSON.stringify(gives)));
  }

  /** Facts of one sentence follow each other; the sentence and its place are written with the first. */
  #writeFacts(reading: number, facts: readonly Fact[]): void {
    let before: { section: number; sentence: string; place: string } | undefined;
    for (const [i, f] of facts.entries()) {
      const code = this.#indicators.get(f.code);
      if (code === undefined) throw new Error(`the database does not know the code ${f.code}`);
      const here = { section: f.section, sentence: f.sentence, place: JSON.stringify(f.place) };
      const same = before !== undefined && before.section === here.section && before.sentence === here.sentence && before.place === here.place;
      this.#fact.run(
        reading, i, code, f.value, this.#strings.id(f.unit), f.raw, f.approximate ? 1 : 0, f.bound, f.period, f.scope, f.label, f.section, f.start, f.end,
        this.#strings.id(f.matcher), same ? null : here.sentence, same ? null : here.place,
      );
      before = here;
    }
  }

  #writeVotes(reading: number, about: string, votes: readonly Evidence[]): void {
    votes.forEach((v, i) => this.#vote.run(reading, about, i, v.kind, v.text, v.speaksFor, v.weight, json(v.place)));
  }

  #code(code: string): Code {
    const known = this.#codes.get(code);
    if (known === undefined) throw new Error(`the database does not know the code ${code}`);
    return known;
  }
}
