/** N6: fees in 元 against table 二 in 万元. Only 行政事业性收费 is the table's figure; 信息处理费 is another fee and cannot contradict it. */
import type { Check, Fact } from '../../report.ts';
import { quoteOf } from './requests.ts';
import { bothModes, difference, isExact, type Cells } from './values.ts';

const AMOUNT = 't2.a20_8.fee.amount';

export function fees(facts: readonly Fact[], cells: Cells): Check[] {
  if (!cells.has(AMOUNT)) return [];
  const claims = facts.filter(isExact);
  const fact = claims.find((it) => it.code === 'n.fee.administrative') ?? claims.find((it) => it.code === 'n.fee.amount_collected' && it.value > 0);
  if (!fact) return [];
  const own = fact.code === 'n.fee.administrative';
  return bothModes((mode) => {
    const rhs = difference([AMOUNT], [], mode, cells);
    const lhs = Number((fact.value / 10_000).toFixed(6));
    const note = own ? quoteOf(fact) : `${quoteOf(fact)} [信息处理费]`;
    const base = { id: 'N6', mode, lhs, rhs, delta: rhs === null ? null : Number((lhs - rhs).toFixed(6)), cells: [AMOUNT], note };
    // The table may round to fewer places than the prose.
    const agrees = rhs !== null && Math.abs(lhs - rhs) <= 0.5 * 10 ** -placesOf(rhs);
    return { ...base, status: agrees && (own || lhs === rhs) ? 'pass' : own && rhs !== null && fact.scope === 'own' ? 'fail' : 'not_assessable' };
  });
}

const placesOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;
