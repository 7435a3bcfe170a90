/** What a finding about the prose rests on: the numbers with their sentences and places, and where the figures stand that they are held against. */
import type { Statement } from 'better-sqlite3';
import { narrativeRule } from './narrative-rules.ts';
import type { Db } from './open.ts';

/** A number as the prose gives it. */
export interface Said {
  code: string;
  value: number | null;
  raw: string;
  sentence: string;
  /** Number and heading of the section, as printed; null where the text stands before the first. */
  section: string | null;
  place: unknown;
}

interface FactRow extends Omit<Said, 'section' | 'place'> {
  number: string | null;
  heading: string | null;
  place: string;
}

/** Letters and digits alone: a check quotes its sentences without white space, with signs made alike. */
const lettersOf = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');

export class ProseEvidence {
  readonly #facts: Statement<[number], FactRow>;
  readonly #places: Statement<[string, number], [code: string, place: string | null]>;

  constructor(db: Db) {
    const first = (column: string): string => `(SELECT p.${column} FROM fact p WHERE p.reading = f.reading AND p.ordinal <= f.ordinal AND p.${column} IS NOT NULL ORDER BY p.ordinal DESC LIMIT 1)`;
    this.#facts = db.prepare(`
      SELECT k.code, f.value, f.raw, ${first('sentence')} AS sentence, ${first('place')} AS place, s.number, s.heading
      FROM fact f JOIN code k ON k.id = f.code LEFT JOIN section s ON s.reading = f.reading AND s.ordinal = f.section WHERE f.reading = ? ORDER BY f.ordinal`);
    this.#places = db.prepare<[string, number], [string, string | null]>('SELECT c.code, c.place FROM json_each(?) j CROSS JOIN reading_cells c ON c.code = j.value WHERE c.reading = ? ORDER BY j.key').raw();
  }

  /** Numbers of the check's indicators in the sentences that it quotes, and the places of its cells; empty where nothing is known of them. */
  of(reading: number, check: { name: string; note: string | null }, codes: readonly string[]): { said: Said[]; places: Record<string, unknown> } {
    const indicators = narrativeRule(check.name)?.indicators ?? [];
    const quoted = lettersOf(check.note ?? '');
    const said = indicators.length === 0 || quoted === '' ? [] : this.#facts.all(reading).filter((it) => indicators.includes(it.code) && quoted.includes(lettersOf(it.sentence)));
    const places = codes.length === 0 ? [] : this.#places.all(JSON.stringify(codes), reading);
    return {
      said: said.map(({ number, heading, place, ...it }) => ({ ...it, section: heading === null ? null : [number, heading].filter((part) => part !== null).join('、'), place: JSON.parse(place) as unknown })),
      places: Object.fromEntries(places.filter(([, place]) => place !== null).map(([code, place]) => [code, JSON.parse(place!) as unknown])),
    };
  }
}
