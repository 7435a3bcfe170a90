/** Figures of the tables as the prose is held against them. */
import type { Cell, Check, CheckMode, Fact } from '../../report.ts';

export type Cells = ReadonlyMap<string, Cell>;

const APPLICANTS = ['natural_person', 'org.commercial', 'org.research', 'org.public_interest', 'org.legal_service', 'org.other'];

/** The value of a cell in a mode; of an empty total the sum of what its row prints, where it prints anything. Null where it has none. */
function valueOf(code: string, mode: CheckMode, cells: Cells): number | null {
  const cell = cells.get(code);
  if (!cell) return null;
  if (cell.value !== null) return cell.value;
  const none = cell.state === 'blank' || cell.state === 'none_word' || cell.state === 'dash';
  if (!none) return null;
  if (code.endsWith('@total')) {
    const row = APPLICANTS.map((applicant) => cells.get(code.replace('@total', `@${applicant}`)));
    if (row.some((it) => it?.state === 'ambiguous')) return null;
    const printed = row.filter((it) => it?.value !== null && it?.value !== undefined);
    if (printed.length === row.length || (mode === 'lenient' && printed.length > 0)) return printed.reduce((sum, it) => sum + it!.value!, 0);
  }
  return mode === 'lenient' ? 0 : null;
}

/** Sum of some cells less that of others; null where one has no value in this mode. */
export function difference(plus: readonly string[], minus: readonly string[], mode: CheckMode, cells: Cells): number | null {
  const sum = sumOf(plus, mode, cells);
  const less = sum === null ? null : sumOf(minus, mode, cells);
  return sum === null || less === null ? null : sum - less;
}

function sumOf(codes: readonly string[], mode: CheckMode, cells: Cells): number | null {
  let total = 0;
  for (const code of codes) {
    const value = valueOf(code, mode, cells);
    if (value === null) return null;
    total += value;
  }
  return total;
}

/** Both modes of a check; the lenient one is evaluated only where the strict one cannot be. */
export function bothModes(evaluate: (mode: CheckMode) => Check): Check[] {
  const strict = evaluate('strict');
  if (strict.status !== 'not_assessable') return [strict, { ...strict, mode: 'lenient' }];
  const lenient = evaluate('lenient');
  return [strict, lenient.status === 'pass' ? { ...lenient, status: 'pass_lenient' } : lenient];
}

/** Of several statements of one thing the check that speaks best for the prose. */
export function best(checks: readonly Check[]): Check {
  for (const status of ['pass', 'explained', 'fail', 'not_assessable']) {
    const found = checks.find((it) => it.status === status);
    if (found) return found;
  }
  return checks[0]!;
}

/** A number of this year that is printed exactly. */
export const isExact = (fact: Fact): fact is Fact & { value: number } => fact.value !== null && !fact.approximate && fact.period === 'year';
