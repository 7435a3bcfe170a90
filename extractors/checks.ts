/**
 * Does the agency's own arithmetic hold? Each identity of the form is evaluated twice: strictly, on printed numbers
 * alone, and leniently, with blanks, dashes and words for none as zero. Nothing is ever repaired from an identity.
 */
import { forms } from './forms/index.ts';
import type { Identity } from './forms/form.ts';
import type { Cell, Check, CheckMode, FormId } from './report.ts';

type Cells = ReadonlyMap<string, Cell>;

/** Identities of one report: I1 to I4 and I6. Identities of which nothing is printed give no row. */
export function checkReport(form: FormId, cells: Cells): Check[] {
  return evaluateAll(forms[form].identities.filter((identity) => !identity.previous), cells, undefined);
}

/**
 * Identities across two years (X1, X2): `previous` is last year's report of the same agency. Only identities whose
 * figures both editions print are evaluated.
 */
export function checkYears(form: FormId, cells: Cells, previous: Cells): Check[] {
  return evaluateAll(forms[form].identities.filter((identity) => identity.previous), cells, previous);
}

function evaluateAll(identities: readonly Identity[], cells: Cells, previous: Cells | undefined): Check[] {
  const checks: Check[] = [];
  for (const identity of identities) {
    const strict = evaluate(identity, 'strict', cells, previous);
    if (!strict) continue;
    checks.push(strict);
    const lenient = strict.status === 'not_assessable' ? evaluate(identity, 'lenient', cells, previous) : { ...strict, mode: 'lenient' as const };
    if (lenient) checks.push(lenient);
  }
  return checks;
}

interface Sum {
  value: number | undefined;
  codes: string[];
  /** Any of the figures is printed as a number. */
  printed: boolean;
}

function evaluate(identity: Identity, mode: CheckMode, cells: Cells, previous: Cells | undefined): Check | null {
  const left = sum(identity.left, cells, mode);
  const plus = sum(identity.right, cells, mode);
  const minus = sum(identity.minus ?? [], cells, mode);
  const before = sum(identity.previous ?? [], previous ?? new Map(), mode);
  const either = identity.either ? pick(identity.either, cells, mode) : { value: 0, codes: [], printed: false };
  const codes = [...left.codes, ...plus.codes, ...either.codes, ...minus.codes, ...before.codes];
  if (!left.printed && !plus.printed && !minus.printed && !before.printed && !either.printed) {
    const anything = codes.some((code) => cells.get(code)?.state !== undefined && cells.get(code)?.state !== 'absent');
    return anything ? { id: identity.id, mode, status: 'not_assessable', lhs: null, rhs: null, delta: null, cells: codes } : null;
  }
  const lhs = left.value;
  const parts = [plus.value, minus.value, before.value, either.value];
  if (lhs === undefined || parts.some((part) => part === undefined)) {
    return { id: identity.id, mode, status: 'not_assessable', lhs: lhs ?? null, rhs: null, delta: null, cells: codes };
  }
  const rhs = exact((plus.value ?? 0) - (minus.value ?? 0) + (before.value ?? 0) + (either.value ?? 0));
  const delta = exact(lhs - rhs);
  const holds = identity.relation === '=' ? delta === 0 : delta >= 0;
  const rightPrinted = plus.printed || minus.printed || before.printed || either.printed;
  if (!holds && identity.relation === '=' && !(left.printed && rightPrinted)) {
    // A side left blank altogether, against figures on the other, is not filled in rather than zero.
    return { id: identity.id, mode, status: 'not_assessable', lhs, rhs, delta: null, cells: codes };
  }
  return { id: identity.id, mode, status: holds ? (mode === 'strict' ? 'pass' : 'pass_lenient') : 'fail', lhs, rhs, delta, cells: codes };
}

/** The alternative that the report prints; the first one where it prints none. */
function pick(groups: readonly (readonly string[])[], cells: Cells, mode: CheckMode): Sum {
  const printed = groups.find((group) => group.some((code) => (cells.get(code)?.state ?? 'absent') !== 'absent'));
  return sum(printed ?? groups[0] ?? [], cells, mode);
}

function sum(codes: readonly string[], cells: Cells, mode: CheckMode): Sum {
  let value: number | undefined = 0;
  let printed = false;
  for (const code of codes) {
    const cell = cells.get(code);
    if (cell && cell.value !== null) {
      printed = true;
      if (value !== undefined) value += cell.value;
    } else if (!(mode === 'lenient' && cell && (cell.state === 'blank' || cell.state === 'none_word' || cell.state === 'dash'))) value = undefined;
  }
  return { value: value === undefined ? undefined : exact(value), codes: [...codes], printed };
}

/** Sums of decimals without the binary remainder (0.1 + 0.2). */
const exact = (value: number): number => (Number.isInteger(value) ? value : Number(value.toFixed(6)));
