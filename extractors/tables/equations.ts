/** The identities of the form as equations over the figures that a report prints, for what was recognised on a scan. */
import type { Identity } from '../forms/form.ts';
import type { Cell } from '../report.ts';

export interface Equation {
  /** By code, with its sign: the signed sum is 0 where the identity holds. */
  signs: ReadonlyMap<string, number>;
  /** Parts of a sum whose row or column the table does not print at all: they add nothing, if the equation then holds. */
  unprinted: ReadonlySet<string>;
}

export type Values = ReadonlyMap<string, number>;

/** Identities within one report, between figures of which some are printed. */
export function equationsOf(identities: readonly Identity[], cells: readonly Cell[]): Equation[] {
  const printed = new Set(cells.flatMap(({ place, code }) => (place === null ? [] : [code])));
  const rows = new Set([...printed].map((code) => code.split('@')[0]));
  const columns = new Set([...printed].flatMap((code) => code.split('@').slice(1)));
  const isUnprinted = (code: string): boolean => {
    const [row, column] = code.split('@');
    return column !== undefined && (!rows.has(row) || !columns.has(column));
  };
  return identities.filter(({ relation, previous }) => relation === '=' && !previous).flatMap((identity) => {
    const groups = identity.either ?? [];
    const either = groups.find((group) => group.some((code) => printed.has(code))) ?? groups[0] ?? [];
    const signs = new Map<string, number>();
    for (const code of [...identity.left, ...(identity.minus ?? [])]) signs.set(code, 1);
    for (const code of [...identity.right, ...either]) signs.set(code, -1);
    const codes = [...signs.keys()];
    // A sum that is not printed confirms nothing of its parts.
    const parts = identity.left.length === 1 ? codes.filter((code) => !identity.left.includes(code)) : [];
    return codes.some((code) => printed.has(code)) ? [{ signs, unprinted: new Set(parts.filter(isUnprinted)) }] : [];
  });
}

/** The equations that each figure stands in. */
export function standing(equations: readonly Equation[]): Map<string, Equation[]> {
  const out = new Map<string, Equation[]>();
  for (const equation of equations) for (const code of equation.signs.keys()) out.set(code, [...(out.get(code) ?? []), equation]);
  return out;
}

/** Left side less right side; undefined where a figure is not known, or where it fails and a row or column is not printed. */
export function restOf({ signs, unprinted }: Equation, known: Values, without?: string): number | undefined {
  let rest = 0;
  for (const [code, sign] of signs) {
    if (code === without || unprinted.has(code)) continue;
    const value = known.get(code);
    if (value === undefined) return undefined;
    rest += sign * value;
  }
  if (Math.abs(rest) < 1e-6) return 0;
  return unprinted.size > 0 && without === undefined ? undefined : rest;
}

/** What the figure has to be for the equation to hold; undefined where another is not known. */
export function impliedBy(equation: Equation, code: string, known: Values): number | undefined {
  const rest = restOf(equation, known, code);
  return rest === undefined ? undefined : 0 - rest / equation.signs.get(code)!;
}
