/** Takes documents and their readings in, one transaction per report. The same inputs make the same content in any order. */
import type { Statement } from 'better-sqlite3';
import type { Format } from '../extractors/document.ts';
import type { Cell, Extraction } from '../extractors/report.ts';
import { Agencies } from './agencies.ts';
import type { AgencyRecord } from './agencies.ts';
import { canonical } from './canonical.ts';
import { CheckKeys } from './check-keys.ts';
import { compare } from './compare.ts';
import type { CellDiff, Comparison } from './compare.ts';
import { Coverage } from './coverage.ts';
import type { CoverageEntry } from './coverage.ts';
import { guarded, StoreError } from './errors.ts';
import type { Db } from './open.ts';
import { ReadingReader } from './read.ts';
import { Representation } from './represent.ts';
import { SectionIndex } from './section-index.ts';
import { Sources } from './sources.ts';
import type { Source } from './sources.ts';
import { Strings } from './strings.ts';
import { ReadingWriter } from './write.ts';

export type { AgencyRecord, CellDiff, Comparison, CoverageEntry, Source };
export { StoreError };

/** Bytes that were fetched: what the archive knows of a document. */
export interface DocumentRecord {
  sha256: string;
  bytes: number;
  /** Null when the bytes are none of the formats that are read. */
  format: Format | null;
  /** URLs and file names at which it was found, each with the day since when, where that is known. */
  sources: readonly (string | Source)[];
}

export interface Reading {
  sha256: string;
  /** Version of the extractors that made it. */
  codeVersion: string;
  extraction: Extraction;
}

interface Current {
  reading: number;
  codeVersion: string;
  agency: number | null;
  fiscalYear: number | null;
}

/** Readings after which the search index catches up. Until then, or `finish`, it does not find their sections. */
const INDEXED_AT_ONCE = 100;

export class Store {
  readonly #db: Db;
  readonly #strings: Strings;
  readonly #keys: CheckKeys;
  readonly #agencies: Agencies;
  readonly #writer: ReadingWriter;
  readonly #reader: ReadingReader;
  readonly #coverage: Coverage;
  readonly #sources: Sources;
  readonly #representation: Representation;
  readonly #index: SectionIndex;
  #written = 0;
  readonly #document: Statement<[string], number>;
  readonly #putDocument: Statement<[string, number, Format | null]>;
  readonly #current: Statement<[number], Current>;
  readonly #confirm: Statement<[number, number]>;
  readonly #version: Statement<[string], { codeVersion: string; refusal: string | null }>;
  readonly #supersede: Statement<[number]>;

  /** On a database opened for writing (`openDatabase`). */
  constructor(db: Db) {
    this.#db = db;
    this.#strings = new Strings(db);
    this.#keys = new CheckKeys(db);
    this.#agencies = new Agencies(db);
    this.#writer = new ReadingWriter(db, this.#strings, this.#keys);
    this.#reader = new ReadingReader(db);
    this.#coverage = new Coverage(db, this.#agencies);
    this.#sources = new Sources(db);
    this.#representation = new Representation(db, this.#keys);
    this.#index = new SectionIndex(db);
    this.#document = db.prepare<[string], number>('SELECT id FROM document WHERE sha256 = ?').pluck();
    this.#putDocument = db.prepare(`
      INSERT INTO document (sha256, bytes, format) VALUES (?, ?, ?)
      ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes, format = excluded.format WHERE (bytes, format) IS NOT (excluded.bytes, excluded.format)`);
    this.#current = db.prepare(`
      SELECT n.id AS reading, v.text AS codeVersion, n.agency, n.fiscal_year AS fiscalYear
      FROM reading n JOIN string v ON v.id = n.code_version WHERE n.document = ? AND n.current = 1`);
    this.#version = db.prepare(`
      SELECT v.text AS codeVersion, n.refusal FROM document d JOIN reading n ON n.document = d.id AND n.current = 1 JOIN string v ON v.id = n.code_version WHERE d.sha256 = ?`);
    this.#confirm = db.prepare('UPDATE reading SET code_version = ? WHERE id = ?');
    this.#supersede = db.prepare('UPDATE reading SET current = 0 WHERE id = ?');
  }

  /** Makes the agencies of the database those of the registry. */
  syncAgencies(records: readonly AgencyRecord[]): void {
    this.#transaction(() => this.#agencies.sync(records));
  }

  /**
   * Makes what is known of agencies and years, apart from their reports, exactly these entries. Throws StoreError `unknown_agency`
   * for an id without a row, and an Error where an entry says nothing that can be kept: then all stays as it was.
   */
  putCoverage(entries: readonly CoverageEntry[]): void {
    this.#transaction(() => this.#coverage.put(entries));
  }

  /** Takes a document in, or adds the sources and days that it does not know yet. */
  putDocument(document: DocumentRecord): void {
    this.#transaction(() => this.#put(document));
  }

  /**
   * Stores what was read from a document, refusals too. `unchanged`: the stored reading says the same (only the code version
   * is brought up to date); `superseded`: the reading before is kept as history. Throws StoreError, `unknown_document` when
   * `putDocument` was not called before.
   */
  writeExtraction(reading: Reading): Comparison['outcome'] {
    return this.#indexing(this.#transaction(() => this.#write(this.#documentOf(reading.sha256), reading)));
  }

  /** A document and its reading in one transaction: both or neither. Quicker than a transaction around the two calls. */
  takeIn(document: DocumentRecord, reading: Omit<Reading, 'sha256'>): Comparison['outcome'] {
    return this.#indexing(this.#transaction(() => this.#write(this.#put(document), reading)));
  }

  /** Lets the search index catch up, in a transaction of its own, whenever enough readings were written. */
  #indexing(outcome: Comparison['outcome']): Comparison['outcome'] {
    if (outcome !== 'unchanged' && ++this.#written % INDEXED_AT_ONCE === 0) this.#transaction(() => this.#index.catchUp());
    return outcome;
  }

  #put({ sha256, bytes, format, sources }: DocumentRecord): number {
    const { changes } = this.#putDocument.run(sha256, bytes, format);
    const document = this.#documentOf(sha256);
    if (this.#sources.put(document, sources) || changes > 0) {
      const current = this.#current.get(document);
      if (current) this.#represent(current.agency, current.fiscalYear); // format and addresses count among renditions
    }
    return document;
  }

  #write(document: number, { codeVersion, extraction }: Omit<Reading, 'sha256'>): Comparison['outcome'] {
    const current = this.#current.get(document);
    if (current) {
      if (compare(this.#reader.read(current.reading), canonical(extraction)).outcome === 'unchanged') {
        if (current.codeVersion !== codeVersion) this.#confirm.run(this.#strings.id(codeVersion), current.reading);
        return 'unchanged';
      }
      this.#supersede.run(current.reading);
      this.#index.remove(current.reading);
    }
    const report = extraction.status === 'report' ? extraction : null;
    const agency = report && this.#agencies.rowOf(report);
    const fiscalYear = report && report.fiscalYear;
    const reading = this.#writer.write(document, codeVersion, extraction, agency);
    this.#represent(agency, fiscalYear, report && { reading, cells: report.cells });
    if (current && (current.agency !== agency || current.fiscalYear !== fiscalYear)) this.#represent(current.agency, current.fiscalYear);
    return current ? 'superseded' : 'new';
  }

  /** The cells that `extraction` would change, without writing. Against nothing stored, all cells are new. */
  diff(reading: Pick<Reading, 'sha256' | 'extraction'>): CellDiff[] {
    return this.compare(reading).cells;
  }

  /** As `diff`, with what else would change and the outcome that `writeExtraction` would have. */
  compare({ sha256, extraction }: Pick<Reading, 'sha256' | 'extraction'>): Comparison {
    return guarded(this.#db.name, () => compare(this.extractionOf(sha256), canonical(extraction)));
  }

  /** The current reading of a document, or null where there is none. */
  extractionOf(sha256: string): Extraction | null {
    return guarded(this.#db.name, () => {
      const document = this.#document.get(sha256);
      const current = document === undefined ? undefined : this.#current.get(document);
      return current ? this.#reader.read(current.reading) : null;
    });
  }

  /** The code version that made the current reading of a document; null where it has not been read. */
  codeVersionOf(sha256: string): string | null {
    return guarded(this.#db.name, () => {
      const document = this.#document.get(sha256);
      return document === undefined ? null : (this.#current.get(document)?.codeVersion ?? null);
    });
  }

  /** The code version of the current reading, and the code of the refusal that it is; null where the document has not been read. */
  versionOf(sha256: string): { codeVersion: string; refusal: string | null } | null {
    return guarded(this.#db.name, () => this.#version.get(sha256) ?? null);
  }

  /**
   * Hashes of the documents whose current reading is of this agency and year, in order; all documents without a filter.
   * Throws StoreError `unknown_agency` for an id that neither the registry nor any reading has.
   */
  documents(filter: { agencyId?: string | undefined; fiscalYear?: number | undefined } = {}): string[] {
    return guarded(this.#db.name, () => {
      const { agencyId = null, fiscalYear = null } = filter;
      if (agencyId !== null && this.#agencies.find(agencyId) === undefined) {
        throw new StoreError('unknown_agency', `no agency has the id ${agencyId}; the ids are the file names in data/agencies and the column agency_id of the view agencies`);
      }
      return this.#db
        .prepare<[{ agencyId: string | null; fiscalYear: number | null }], string>(`
          SELECT d.sha256 FROM document d LEFT JOIN reading n ON n.document = d.id AND n.current = 1 LEFT JOIN agency a ON a.id = n.agency
          WHERE (@agencyId IS NULL OR a.agency_id = @agencyId) AND (@fiscalYear IS NULL OR n.fiscal_year = @fiscalYear) ORDER BY d.sha256`)
        .pluck()
        .all({ agencyId, fiscalYear });
    });
  }

  /** Brings search index and planner's statistics up to date and folds the write-ahead log into the file; call when a run ends. */
  finish(): void {
    if (this.#index.isBehind) this.#transaction(() => this.#index.catchUp());
    guarded(this.#db.name, () => {
      this.#db.pragma('optimize');
      this.#db.pragma('wal_checkpoint(TRUNCATE)');
    });
  }

  /** Brings in line what is said of (agency, year), and of the agency: after a reading of it came or went, or was found elsewhere. */
  #represent(agency: number | null, fiscalYear: number | null, written: { reading: number; cells: readonly Cell[] } | null = null): void {
    if (agency === null) return;
    this.#agencies.refreshLevel(agency);
    if (fiscalYear !== null) this.#representation.choose(agency, fiscalYear, written);
  }

  #documentOf(sha256: string): number {
    const document = this.#document.get(sha256);
    if (document === undefined) throw new StoreError('unknown_document', `the database has no document ${sha256}; take it in with putDocument before its reading`);
    return document;
  }

  /** A transaction of its own, or a part of the caller's. */
  #transaction<T>(work: () => T): T {
    try {
      return guarded(this.#db.name, () =>
        this.#db
          .transaction(() => {
            this.#strings.begin();
            this.#keys.begin();
            return work();
          })
          .immediate(),
      );
    } catch (error) {
      this.#strings.forget();
      this.#keys.forget();
      this.#writer.forget();
      throw error;
    }
  }
}
