/**
 * The form's arithmetic as a decoder. Rows whose cells can be arranged in several ways are tried in all of them;
 * what every arrangement that satisfies the identities agrees on is the reading, the rest stays unknown.
 */
import type { Identity } from '../forms/form.ts';

/** The value that counts in the arithmetic: blanks and words for none are 0, undefined cannot be assessed. */
export type Lenient = number | undefined;

export interface Option {
  /** By code. */
  values: ReadonlyMap<string, Lenient>;
  /** Rows with the same `group` must agree on `lost`. */
  lost: string;
}

export interface OpenRow {
  group: string;
  options: readonly Option[];
}

/** No more combinations than this are tried; beyond it the rows stay open. */
const MOST_COMBINATIONS = 20_000;

/**
 * Indexes of the options that survive, per row, or null when none does or there are too many to try.
 * `known` holds the values of rows that are certain.
 */
export function solve(rows: readonly OpenRow[], known: ReadonlyMap<string, Lenient>, identities: readonly Identity[]): number[][] | null {
  const own = rows.map((row) => identities.filter((identity) => termsOf(identity).every((code) => row.options[0]?.values.has(code))));
  const fitting = rows.map((row, i) =>
    [...row.options.keys()].filter((o) => (own[i] ?? []).every((identity) => holds(identity, (code) => row.options[o]?.values.get(code)) !== false)),
  );
  if (fitting.some((options) => options.length === 0)) return null;
  const involved = new Set(rows.flatMap((row) => [...(row.options[0]?.values.keys() ?? [])]));
  const shared = identities.filter((identity) => !own.flat().includes(identity) && termsOf(identity).some((code) => involved.has(code)));

  const survivors: Set<number>[] = rows.map(() => new Set<number>());
  const groups = [...new Set(rows.map((row) => row.group))];
  let budget = MOST_COMBINATIONS;
  const chosen: number[] = rows.map(() => -1);

  const valueOf = (code: string): Lenient => {
    for (let i = 0; i < rows.length; i++) {
      const option = rows[i]?.options[chosen[i] ?? -1];
      if (option?.values.has(code)) return option.values.get(code);
    }
    return known.get(code);
  };
  const tryRow = (i: number, lostByGroup: ReadonlyMap<string, string>): boolean => {
    if (budget-- <= 0) return false;
    if (i === rows.length) {
      if (shared.every((identity) => holds(identity, valueOf) !== false)) chosen.forEach((o, r) => survivors[r]?.add(o));
      return true;
    }
    const row = rows[i];
    if (!row) return false;
    // Options that count the same in the arithmetic are tried once and survive together.
    const seen = new Map<string, number[]>();
    for (const o of fitting[i] ?? []) {
      if (lostByGroup.has(row.group) && row.options[o]?.lost !== lostByGroup.get(row.group)) continue;
      const key = [...(row.options[o]?.values.values() ?? [])].join(',');
      const same = seen.get(key);
      if (same) same.push(o);
      else seen.set(key, [o]);
    }
    for (const same of seen.values()) {
      const first = same[0] ?? -1;
      chosen[i] = first;
      if (!tryRow(i + 1, lostByGroup)) return false;
      if (survivors[i]?.has(first)) for (const o of same) survivors[i]?.add(o);
    }
    return true;
  };
  // A piece of the table that lost a column lost the same one in each of its rows.
  const tryGroup = (g: number, lostByGroup: Map<string, string>): boolean => {
    const group = groups[g];
    if (group === undefined) return tryRow(0, lostByGroup);
    const members = rows.flatMap((row, i) => (row.group === group ? [i] : []));
    const kinds = members.map((i) => new Set((fitting[i] ?? []).map((o) => rows[i]?.options[o]?.lost ?? '')));
    const common = [...(kinds[0] ?? [])].filter((lost) => kinds.every((kind) => kind.has(lost)));
    return common.every((lost) => tryGroup(g + 1, new Map([...lostByGroup, [group, lost]])));
  };
  const complete = tryGroup(0, new Map());
  if (!complete || survivors.some((options) => options.size === 0)) return null;
  return survivors.map((options) => [...options].sort((a, b) => a - b));
}

const termsOf = (identity: Identity): string[] => [...identity.left, ...identity.right, ...(identity.minus ?? []), ...(identity.either?.flat() ?? [])];

/** True or false where every term is known, undefined where one is not. */
function holds(identity: Identity, valueOf: (code: string) => Lenient): boolean | undefined {
  if (identity.previous) return undefined;
  const sum = (codes: readonly string[]): Lenient => {
    let total = 0;
    for (const code of codes) {
      const value = valueOf(code);
      if (value === undefined) return undefined;
      total += value;
    }
    return total;
  };
  const left = sum(identity.left);
  const either = identity.either ? identity.either.map(sum).find((value) => value !== undefined) : 0;
  const right = sum(identity.right);
  const minus = sum(identity.minus ?? []);
  if (left === undefined || right === undefined || minus === undefined || either === undefined) return undefined;
  const rhs = right - minus + either;
  return identity.relation === '=' ? left === rhs : left >= rhs;
}
