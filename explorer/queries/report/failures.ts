/** Checks as people read them: what was held against what, and which cells a failed identity rests on. */
import { identityOf } from '../../../db/form-tables.ts';
import type { Cell, Check, Report } from '../../../extractors/report.ts';
import type { AcrossYears } from './reading.ts';

/** A term of an identity with what is printed for it; null where nothing is. */
export interface Term {
  code: string;
  value: number | null;
  sign: '+' | '−';
}

/** One identity, strict and lenient together. */
export interface Verdict {
  id: string;
  kind: 'within' | 'across' | 'prose';
  /** Status by mode; one where both come to the same. */
  status: string;
  lenient: string | null;
  relation: '=' | '>=';
  lhs: number | null;
  rhs: number | null;
  delta: number | null;
  left: Term[];
  right: Term[];
  /** What of it is the total: outlined solid; the rest dashed. */
  heads: string[];
  cells: string[];
  zh: string | null;
  en: string | null;
  note: string | null;
}

type Names = ReadonlyMap<string, { zh: string; en: string }>;

const FAILED = 'fail';

/** Whether the identity fails in either mode. */
export const failed = ({ status, lenient }: Verdict): boolean => status === FAILED || lenient === FAILED;

/** The checks of a report, and those against the year before, in the order in which they were evaluated. */
export function verdicts(report: Report, across: readonly AcrossYears[], names: Names): Verdict[] {
  const values = new Map(report.cells.map((cell) => [cell.code, cell]));
  const within = paired(report.checks).map(([strict, lenient]) => verdict(report, values, names, strict, lenient, /^N/.test(strict.id) ? 'prose' : 'within'));
  const years = paired(across.map(({ name, ...rest }) => ({ id: name, ...rest }) as unknown as Check));
  return [...within, ...years.map(([strict, lenient]) => verdict(report, values, names, strict, lenient, 'across'))];
}

/** Strict and lenient of one identity belong together; of the prose, those of one sentence about the same figures. */
function paired(checks: readonly Check[]): [Check, Check | undefined][] {
  const byId = new Map<string, Check[]>();
  for (const check of checks) {
    const key = /^N/.test(check.id) ? JSON.stringify([check.id, check.cells, check.note]) : check.id;
    byId.set(key, [...(byId.get(key) ?? []), check]);
  }
  return [...byId.values()].map((all): [Check, Check | undefined] => {
    const strict = all.find(({ mode }) => mode === 'strict') ?? all[0]!;
    return [strict, all.find((check) => check !== strict)];
  });
}

function verdict(report: Report, values: ReadonlyMap<string, Cell>, names: Names, strict: Check, lenient: Check | undefined, kind: Verdict['kind']): Verdict {
  const shown = strict.status === 'not_assessable' && lenient !== undefined && lenient.status === FAILED ? lenient : strict;
  const identity = identityOf(report.form, strict.id);
  const term = (code: string): Term => ({ code, value: values.get(code)?.value ?? null, sign: identity?.minus?.includes(code) ? '−' : '+' });
  const left = shown.cells.filter((code) => identity === undefined || identity.left.includes(code));
  const right = identity === undefined ? [] : shown.cells.filter((code) => !left.includes(code));
  return {
    id: strict.id, kind, status: strict.status, lenient: lenient === undefined || lenient.status === strict.status ? null : lenient.status,
    relation: identity?.relation ?? '=', lhs: shown.lhs, rhs: shown.rhs, delta: shown.delta, left: left.map(term), right: right.map(term),
    heads: headsOf(left, right), cells: [...new Set(shown.cells)], zh: names.get(strict.id)?.zh ?? null, en: names.get(strict.id)?.en ?? null, note: shown.note ?? null,
  };
}

/** The total is what stands alone on its side; where neither side is one figure, the sum that the form itself names, else the whole left side. */
function headsOf(left: readonly string[], right: readonly string[]): string[] {
  if (left.length === 1) return [...left];
  const named = [...left, ...right].filter((code) => /\.total(?:@|$)/.test(code));
  return named.length > 0 ? named : [...left];
}

/** Code → how it is outlined, over these verdicts. */
export function outlines(broken: readonly Verdict[]): Map<string, 'head' | 'part'> {
  const found = new Map<string, 'head' | 'part'>();
  for (const { cells, heads } of broken) for (const code of cells) if (heads.includes(code) || !found.has(code)) found.set(code, heads.includes(code) ? 'head' : 'part');
  return found;
}
