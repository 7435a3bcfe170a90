/** Text that repeats, kept once: gives each text a number. */
import type { Statement } from 'better-sqlite3';
import type { Db } from './open.ts';
import { wellFormed } from './well-formed.ts';

/** So many texts are remembered at most; then the memory starts afresh (the file remembers all). */
const REMEMBERED = 50_000;

export class Strings {
  readonly #ids = new Map<string, number>();
  #last: { id: number; text: string } | undefined;
  readonly #find: Statement<[string], number>;
  readonly #text: Statement<[number], string>;
  readonly #add: Statement<[string]>;

  constructor(db: Db) {
    this.#find = db.prepare<[string], number>('SELECT id FROM string WHERE text = ?').pluck();
    this.#text = db.prepare<[number], string>('SELECT text FROM string WHERE id = ?').pluck();
    this.#add = db.prepare<[string]>('INSERT INTO string (text) VALUES (?)');
  }

  /** The number of `text`, which is added if the file does not know it. Call within a transaction. */
  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    if (this.#ids.size >= REMEMBERED) this.#ids.clear();
    const stored = wellFormed(text);
    const id = this.#find.get(stored) ?? this.#append(stored);
    this.#ids.set(text, id);
    return id;
  }

  #append(text: string): number {
    const id = Number(this.#add.run(text).lastInsertRowid);
    this.#last = { id, text };
    return id;
  }

  idOrNull(text: string | null): number | null {
    return text === null ? null : this.id(text);
  }

  /**
   * Call when a transaction begins. Numbers given in a transaction that was rolled back are not in the file, and may come to
   * stand for something else: if the last one given is gone, all are forgotten.
   */
  begin(): void {
    if (this.#last && this.#text.get(this.#last.id) !== this.#last.text) this.forget();
  }

  forget(): void {
    this.#ids.clear();
    this.#last = undefined;
  }
}
