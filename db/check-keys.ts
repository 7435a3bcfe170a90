/** What is evaluated (identity, mode, codes) repeats in every report of an edition: kept once, with a number. */
import type { Statement } from 'better-sqlite3';
import type { Check } from '../extractors/report.ts';
import type { Db } from './open.ts';

/** `both`: strict and lenient come to the same, as they do wherever nothing is blank. */
type StoredMode = Check['mode'] | 'both';

type Key = Pick<Check, 'id' | 'cells'> & { mode: StoredMode };

export interface StoredCheck extends Omit<Check, 'mode'> {
  mode: StoredMode;
}

/** A strict check and the lenient one after it as one, where they differ in nothing else. */
export function pairUp(checks: readonly Check[]): StoredCheck[] {
  const stored: StoredCheck[] = [];
  for (let i = 0; i < checks.length; i++) {
    const [check, next] = [checks[i]!, checks[i + 1]];
    const paired = check.mode === 'strict' && next?.mode === 'lenient' && check.id === next.id && check.status === next.status && check.lhs === next.lhs
      && check.rhs === next.rhs && check.delta === next.delta && check.note === next.note && same(check.cells, next.cells);
    stored.push(paired ? { ...check, mode: 'both' } : check);
    if (paired) i += 1;
  }
  return stored;
}

/** The checks that `pairUp` made of them. */
export const pullApart = (stored: readonly StoredCheck[]): Check[] =>
  stored.flatMap((check): Check[] => (check.mode === 'both' ? (['strict', 'lenient'] as const).map((mode) => ({ ...check, mode })) : [check as Check]));

/** So many keys of one identity are remembered at most. */
const REMEMBERED = 100;

interface Known {
  cells: readonly string[];
  id: number;
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((code, i) => code === b[i]);

export class CheckKeys {
  /** By mode, then identity: editions and the printed alternative make a few lists of codes each. */
  readonly #known: Record<Key['mode'], Map<string, Known[]>> = { strict: new Map(), lenient: new Map(), both: new Map() };
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
