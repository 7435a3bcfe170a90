/** What is evaluated (identity, mode, codes) repeats in every report of an edition: kept once, with a number. */
import type { Statement } from 'better-sqlite3';
import type { Check } from '../extractors/report.ts';
import type { Db } from './open.ts';

type Key = Pick<Check, 'id' | 'mode' | 'cells'>;

/** So many keys of one identity are remembered at most. */
const REMEMBERED = 100;

interface Known {
  cells: readonly string[];
  id: number;
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((code, i) => code === b[i]);

export class CheckKeys {
  /** By mode, then identity: editions and the printed alternative make a few lists of codes each. */
  readonly #known: Record<Key['mode'], Map<string, Known[]>> = { strict: new Map(), lenient: new Map() };
  #last: { id: number; codes: string } | undefined;
  readonly #find: Statement<[string, string, string], number>;
  readonly #codes: Statement<[number], string>;
  readonly #add: Statement<[string, string, string]>;

  constructor(db: Db) {
    this.#find = db.prepare<[string, string, string], number>('SELECT id FROM check_key WHERE name = ? AND mode = ? AND cells = ?').pluck();
    this.#codes = db.prepare<[number], string>('SELECT cells FROM check_key WHERE id = ?').pluck();
    this.#add = db.prepare<[string, string, string]>('INSERT INTO check_key (name, mode, cells) VALUES (?, ?, ?)');
  }

  /** Call within a transaction. */
  id({ id: name, mode, cells }: Key): number {
    let known = this.#known[mode].get(name);
    if (known === undefined || known.length >= REMEMBERED) this.#known[mode].set(name, (known = []));
    const found = known.find((key) => same(key.cells, cells));
    if (found) return found.id;
    const codes = JSON.stringify(cells);
    const id = this.#find.get(name, mode, codes) ?? this.#append(name, mode, codes);
    known.push({ cells, id });
    return id;
  }

  #append(name: string, mode: Key['mode'], codes: string): number {
    const id = Number(this.#add.run(name, mode, codes).lastInsertRowid);
    this.#last = { id, codes };
    return id;
  }

  /** Call when a transaction begins: as `Strings.begin`. */
  begin(): void {
    if (this.#last && this.#codes.get(this.#last.id) !== this.#last.codes) this.forget();
  }

  forget(): void {
    for (const keys of Object.values(this.#known)) keys.clear();
    this.#last = undefined;
  }
}
