/** Which of the readings of a figure was printed: those under which most equations hold, where no other choice is as good. */
import { impliedBy, restOf, type Equation, type Values } from './equations.ts';

/** So many choices of figures that hang together are tried. */
const MOST_CHOICES = 20_000;
const NEEDED = 2;

/**
 * Chooses among readings.
 * @param known figures of one reading
 * @param doubts figures of several, by code
 * @returns the choices that are the only best ones; what cannot be told is left out
 */
export function choose(known: Values, doubts: ReadonlyMap<string, readonly number[]>, standsIn: ReadonlyMap<string, readonly Equation[]>): Map<string, number> {
  const chosen = new Map<string, number>();
  const open = new Map([...doubts].filter(([code, readings]) => readings.length > 0 && !known.has(code)));
  const all = new Map(known);
  // Two equations that ask for the same reading leave nothing to try.
  for (let found = true; found; ) {
    found = false;
    for (const [code, readings] of open) {
      const implied = (standsIn.get(code) ?? []).flatMap((equation) => impliedBy(equation, code, all) ?? []);
      const [first] = implied;
      if (implied.length < NEEDED || implied.some((value) => value !== first) || !readings.includes(first!)) continue;
      chosen.set(code, first!);
      all.set(code, first!);
      open.delete(code);
      found = true;
    }
  }
  for (const group of groupsOf([...open.keys()], standsIn)) for (const [code, value] of best(group, open, all, standsIn)) chosen.set(code, value);
  return chosen;
}

/** Figures that hang together by equations. */
function groupsOf(codes: readonly string[], standsIn: ReadonlyMap<string, readonly Equation[]>): string[][] {
  const left = new Set(codes);
  const groups: string[][] = [];
  for (const start of codes) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (let at = 0; at < group.length; at++) {
      for (const { signs } of standsIn.get(group[at]!) ?? []) {
        for (const code of signs.keys()) if (left.delete(code)) group.push(code);
      }
    }
    groups.push(group);
  }
  return groups;
}

/** What all the choices agree on under which most equations hold. */
function best(group: readonly string[], open: ReadonlyMap<string, readonly number[]>, known: Values, standsIn: ReadonlyMap<string, readonly Equation[]>): Map<string, number> {
  const choices = group.reduce((product, code) => product * open.get(code)!.length, 1);
  if (choices > MOST_CHOICES) return new Map();
  const equations = [...new Set(group.flatMap((code) => standsIn.get(code) ?? []))];
  const values = new Map(known);
  let most = 0;
  let agreed: Map<string, number> | null = null;
  for (let choice = 0; choice < choices; choice++) {
    let rest = choice;
    for (const code of group) {
      const readings = open.get(code)!;
      values.set(code, readings[rest % readings.length]!);
      rest = Math.floor(rest / readings.length);
    }
    const holding = equations.filter((equation) => restOf(equation, values) === 0).length;
    if (holding < most || holding === 0) continue;
    const here = new Map(group.map((code) => [code, values.get(code)!]));
    if (holding > most || agreed === null) [most, agreed] = [holding, here];
    else for (const [code, value] of agreed) if (here.get(code) !== value) agreed.delete(code);
  }
  return agreed ?? new Map<string, number>();
}
