/**
 * The archive: bytes once fetched, kept for ever. A body stands once, under its SHA-256, in `objects/ab/cdef…`; the
 * ledger (`ledger.sqlite`) says where each came from and when, and keeps the journal of the nights.
 */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from './archive-error.ts';
import { Journal } from './journal.ts';
import { Ledger, type NightVisit, type Visit, type VisitRow } from './ledger.ts';
import { Objects, type Staged } from './objects.ts';
import { partsOfPages, type ArchivedPart } from './parts.ts';

export { ArchiveError };

/** One document of the archive and where it was found: addresses before file names, each in the order of the first visit. */
export interface ArchivedDocument {
  sha256: string;
  bytes: number;
  sources: string[];
  /** Names that links and headers gave it, and the day of the first night that met each. */
  names: { name: string; day: string | null }[];
  /** Each time a source came to show it: the day of that night; null for what was taken in from a folder. */
  appearances: { source: string; day: string | null }[];
  /** Of a page: the files, frames and pictures that were fetched for its sake, in its order. */
  parts: ArchivedPart[];
}

/** What a sweep over the archive found wrong. Nothing is repaired and nothing is deleted. */
export interface ArchiveFindings {
  /** Bodies that no visit speaks of. Taking the same bytes in again heals them. */
  orphans: string[];
  /** Visits whose body is gone. */
  missing: string[];
  /** Bodies whose bytes no longer hash to their name. */
  damaged: string[];
  /** Unfinished temporary files of runs that were killed. */
  leftovers: string[];
}

export class Archive {
  readonly dir: string;
  readonly #objects: Objects;
  readonly #ledger: Ledger;
  #journal: Journal | null = null;

  private constructor(dir: string, objects: Objects, ledger: Ledger) {
    this.dir = dir;
    this.#objects = objects;
    this.#ledger = ledger;
  }

  /** Opens the archive in `dir`, creating it where there is none. Throws ArchiveError or a file-system error. */
  static open(dir: string): Archive {
    mkdirSync(dir, { recursive: true });
    const ledger = Ledger.open(join(dir, 'ledger.sqlite'));
    const objects = new Objects(dir);
    objects.recover((sha256) => ledger.knows(sha256));
    return new Archive(dir, objects, ledger);
  }

  /**
   * Keeps `bytes` and where they came from. Returns once both are durable. The same bytes from the same source a
   * second time change nothing; `isNew` tells whether the archive knew the document before.
   */
  put(bytes: Uint8Array, visit: Visit): { sha256: string; isNew: boolean } {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { sha256, isNew: this.#keep(this.#objects.stage(sha256, bytes), () => this.#ledger.record(visit, sha256, bytes.byteLength)) };
  }

  /** As `put`, for a file of any size: it is copied in pieces and never held in memory. */
  putFile(path: string, visit: Visit): { sha256: string; isNew: boolean } {
    const staged = this.#objects.stageFile(path);
    const { sha256, bytes } = staged;
    return { sha256, isNew: this.#keep(staged, () => this.#ledger.record(visit, sha256, bytes)) };
  }

  /**
   * Keeps what a night's request came to, with its body if it has one; `same` names the body that a server says is unchanged. A
   * second answer to the same request of the night is not kept.
   */
  putVisit(body: Uint8Array | null, visit: NightVisit, same: string | null = null): void {
    if (body === null) {
      this.#ledger.recordVisit(visit, same, same === null ? 0 : (this.#objects.size(same) ?? 0));
      return;
    }
    const sha256 = createHash('sha256').update(body).digest('hex');
    this.#keep(this.#objects.stage(sha256, body), () => this.#ledger.recordVisit(visit, sha256, body.byteLength));
  }

  #keep<T>(staged: Staged | null, record: () => T): T {
    let result: T;
    try {
      result = record();
    } catch (error) {
      throw staged === null ? error : this.#objects.drop(staged.path, error);
    }
    if (staged !== null) this.#objects.settle(staged);
    return result;
  }

  /** The bytes of a document. Throws ArchiveError `missing`, or `damaged` when they no longer hash to their name. */
  get(sha256: string): Uint8Array {
    const bytes = this.#objects.read(sha256);
    if (bytes === null) throw new ArchiveError('missing', `the archive ${this.dir} has no document ${sha256}`);
    const actual = createHash('sha256').update(bytes).digest('hex');
    if (actual !== sha256) {
      throw new ArchiveError('damaged', `${this.#objects.path(sha256)} is damaged: its ${bytes.byteLength} bytes hash to ${actual}; take the document in again to mend it`);
    }
    return bytes;
  }

  /** Whether the archive holds the document: its body and at least one visit. */
  has(sha256: string): boolean {
    return this.#ledger.knows(sha256) && this.#objects.size(sha256) !== null;
  }

  /** Every document that a visit speaks of, in the order of its hash: the same whatever the order of arrival. */
  list(): Iterable<ArchivedDocument> {
    const parts = partsOfPages(this.#ledger.db);
    return this.#ledger.documents().map((document) => ({ ...document, parts: parts.get(document.sha256) ?? [] }));
  }

  /** One document by its hash, or undefined. */
  find(sha256: string): ArchivedDocument | undefined {
    const document = this.#ledger.document(sha256);
    return document && { ...document, parts: partsOfPages(this.#ledger.db, sha256).get(sha256) ?? [] };
  }

  /** The document that was last taken in from a folder under this name. */
  taken(source: string): { sha256: string; bytes: number } | undefined {
    return this.#ledger.taken(source);
  }

  /** The visits of a document, oldest first. */
  visits(sha256: string): VisitRow[] {
    return this.#ledger.visits(sha256);
  }

  /**
   * Compares bodies with ledger. With `hash`, every body is read and hashed (minutes for a large archive); without, only
   * presence and length are compared.
   */
  verify({ hash = true }: { hash?: boolean } = {}): ArchiveFindings {
    const found: ArchiveFindings = { orphans: [], missing: [], damaged: [], leftovers: this.#objects.leftovers() };
    for (const { sha256, bytes } of this.#ledger.bodies()) {
      const size = this.#objects.size(sha256);
      if (size === null) found.missing.push(sha256);
      else if (size !== bytes || (hash && this.#objects.hash(sha256) !== sha256)) found.damaged.push(sha256);
    }
    for (const sha256 of this.#objects.names()) {
      if (!this.#ledger.knows(sha256)) found.orphans.push(sha256);
    }
    return found;
  }

  /** What the nights asked, found and concluded. */
  get journal(): Journal {
    return (this.#journal ??= new Journal(this.#ledger.db));
  }

  close(): void {
    this.#ledger.close();
  }
}
