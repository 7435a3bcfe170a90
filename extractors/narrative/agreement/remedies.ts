/** N4: reviews and lawsuits. That there were none must be what table 四 prints; a number of them may count filings instead of decisions. */
import type { Check, Fact } from '../../report.ts';
import { quoteOf } from './requests.ts';
import { best, bothModes, difference, isExact, type Cells } from './values.ts';

const VENUES = [
  ['n.review.count', 'review', ['t4.review.total']],
  ['n.litigation.count', 'litigation', ['t4.litigation.direct.total', 't4.litigation.after_review.total']],
] as const;

/** One check for all that the prose denies, one for each number it gives. */
export function remedies(facts: readonly Fact[], cells: Cells): Check[] {
  const exact = facts.filter(isExact);
  const denied = VENUES.map(([code, , codes]) => ({ codes, facts: exact.filter((fact) => fact.code === code && fact.value === 0) })).filter((it) => it.facts.length > 0);
  const counted = VENUES.flatMap(([code, name, codes]) => {
    const claims = exact.filter((fact) => fact.code === code && fact.value !== 0);
    return claims.length === 0 ? [] : bothModes((mode) => best(claims.map((fact) => numbered(`N4:${name}`, fact, codes, mode, cells))));
  });
  if (denied.length === 0) return counted;
  const codes = denied.flatMap((it) => it.codes);
  const sentences = new Set(denied.flatMap((it) => it.facts).sort((a, b) => a.section - b.section || a.start - b.start).map(quoteOf));
  const plain = denied.every((it) => it.facts.some((fact) => fact.scope === 'own'));
  const none = bothModes((mode) => {
    const rhs = difference(codes, [], mode, cells);
    const base = { id: 'N4', mode, lhs: 0, rhs, cells: codes, note: [...sentences].join('; ') };
    if (rhs === null) return { ...base, status: 'not_assessable', delta: null };
    return { ...base, status: rhs === 0 ? 'pass' : plain ? 'fail' : 'not_assessable', delta: 0 - rhs };
  });
  return [...none, ...counted];
}

function numbered(id: string, fact: Fact & { value: number }, codes: readonly string[], mode: Check['mode'], cells: Cells): Check {
  const rhs = difference(codes, [], mode, cells);
  const agrees = rhs === fact.value;
  return { id, mode, status: agrees ? 'pass' : 'not_assessable', lhs: fact.value, rhs, delta: rhs === null ? null : fact.value - rhs, cells: [...codes], note: quoteOf(fact) };
}
