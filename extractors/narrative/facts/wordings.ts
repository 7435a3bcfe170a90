/** Which wordings are worth trying on a number: those counted in its unit, and that can end as one of its phrases ends. */
import { canEndIn, endingsOf, type Endings } from './endings.ts';
import type { Indicator, Wording } from './indicator.ts';
import { INDICATORS } from './indicators/index.ts';

export interface Candidate {
  indicator: Indicator;
  wording: Wording;
  /** Index of the wording. */
  at: number;
  /** In which it is tried. */
  turn: number;
  endings: Endings;
}

interface OfUnit {
  list: readonly Candidate[];
  /** By the last two signs of a phrase, or the last where what stands before it makes no difference; filled as phrases come. */
  known: Map<string, readonly Candidate[]>;
}

let all: readonly Candidate[] | undefined;
/** Pairs that some wording can end in; of others only the last sign counts. */
const pairs = new Set<string>();
const signs = new Set<string>();
const units = new Map<string, OfUnit>();

function everyWording(): readonly Candidate[] {
  const list = INDICATORS.flatMap((indicator) => indicator.wordings.map((wording, at) => ({ indicator, wording, at }))).map((it, turn) => ({ ...it, turn, endings: endingsOf(it.wording.phrase) }));
  for (const { endings } of list) {
    for (const pair of endings.pairs) pairs.add(pair);
    for (const sign of endings.signs) signs.add(sign);
  }
  return list;
}

function ofUnit(unit: string): OfUnit {
  let found = units.get(unit);
  if (found === undefined) {
    all ??= everyWording();
    const name = unit === '' ? '-' : unit;
    found = { list: all.filter(({ indicator, wording }) => (wording.counted ?? indicator.counted).split(' ').includes(name)), known: new Map() };
    units.set(unit, found);
  }
  return found;
}

/** The wordings, in the order in which they are tried; no other fits any of the phrases. */
export function wordingsFor(unit: string, phrases: readonly string[]): readonly Candidate[] {
  const { list, known } = ofUnit(unit);
  let found: readonly Candidate[] | undefined;
  for (const phrase of phrases) {
    const pair = phrase.slice(-2);
    const sign = phrase.slice(-1);
    const ending = pairs.has(pair) ? pair : signs.has(sign) ? sign : '';
    let fitting = known.get(ending);
    if (fitting === undefined) known.set(ending, (fitting = list.filter(({ endings }) => canEndIn(ending, endings))));
    found = found === undefined || found === fitting ? fitting : merged(found, fitting);
  }
  return found ?? [];
}

function merged(a: readonly Candidate[], b: readonly Candidate[]): readonly Candidate[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  return [...new Set([...a, ...b])].sort((x, y) => x.turn - y.turn);
}
