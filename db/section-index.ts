/**
 * The search index over the sections of current readings. It follows the reports a little behind: many sections at a time cost
 * a fraction of what each report's would cost alone. What is missing is known from the index itself, so a run that was killed
 * is made up for when the database is next opened for writing.
 */
import type { Statement } from 'better-sqlite3';
import type { Db } from './open.ts';
import { sectionWords } from './search.ts';

interface SectionText {
  id: number;
  heading: string | null;
  text: string;
}

/** In portions, since the texts of all reports together do not belong in memory. */
const PORTION = 500;

export class SectionIndex {
  readonly #last: Statement<[], number | null>;
  readonly #beyond: Statement<[number], SectionText>;
  readonly #add: Statement<[number, string]>;
  readonly #indexed: Statement<[number, number], SectionText>;
  readonly #remove: Statement<[number, string]>;

  constructor(db: Db) {
    this.#last = db.prepare<[], number | null>('SELECT max(id) FROM search_docsize').pluck();
    this.#beyond = db.prepare(`
      SELECT s.id, s.heading, s.text FROM section s JOIN reading n ON n.id = s.reading AND n.current = 1 WHERE s.id > ? ORDER BY s.id LIMIT ${PORTION}`);
    this.#add = db.prepare('INSERT INTO search (rowid, words) VALUES (?, ?)');
    this.#indexed = db.prepare('SELECT id, heading, text FROM section WHERE reading = ? AND id <= ?');
    this.#remove = db.prepare(`INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)`);
  }

  /** Whether sections of current readings wait to be indexed. */
  get isBehind(): boolean {
    return this.#beyond.get(this.#through()) !== undefined;
  }

  /** Indexes every section of a current reading beyond the last indexed one. Call within a transaction. */
  catchUp(): void {
    for (let portion = this.#beyond.all(this.#through()); portion.length > 0; portion = this.#beyond.all(portion.at(-1)!.id)) {
      for (const { id, heading, text } of portion) this.#add.run(id, sectionWords(heading, text));
    }
  }

  /** Takes the sections of a superseded reading out of the index; the text stays. */
  remove(reading: number): void {
    for (const { id, heading, text } of this.#indexed.all(reading, this.#through())) this.#remove.run(id, sectionWords(heading, text));
  }

  /** Sections get ascending numbers and are never deleted: up to the last in the index, those of current readings are all in it. */
  #through(): number {
    return this.#last.get() ?? 0;
  }
}
