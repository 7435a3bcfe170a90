/**
 * Does the prose agree with the tables? N1: the requests it says were received. N4: that there were no reviews and no
 * lawsuits. Only sentences that say so plainly are used; where there is none, there is no check.
 */
import type { Cell, Check, CheckMode } from '../report.ts';
import type { Section } from '../report.ts';
import { noRemedies, receivedCounts } from './claims.ts';
import type { Received } from './claims.ts';

type Cells = ReadonlyMap<string, Cell>;

const NEW = 't3.new@total';
const NOT_PROCESSED = ['petition', 'duplicate', 'publication', 'excessive', 'reconfirm'].map((reason) => `t3.result.not_processed.${reason}@total`);

/** What a number of requests "received" may mean, the plain meaning first. */
const READINGS: readonly { name: string; plus: readonly string[]; minus?: readonly string[] }[] = [
  { name: 'new', plus: [NEW] },
  { name: 'new + carry_in', plus: [NEW, 't3.carry_in@total'] },
  { name: 'result.total', plus: ['t3.result.total@total'] },
  { name: 'result.total - not_processed', plus: ['t3.result.total@total'], minus: NOT_PROCESSED },
];

const VENUES = {
  review: ['t4.review.total'],
  litigation: ['t4.litigation.direct.total', 't4.litigation.after_review.total'],
} as const;

/**
 * N1 and N4 on a report's prose and its cells by code: for each a strict row (printed numbers alone) and a lenient one
 * (blank, dash and words for none as zero); nothing where the prose makes no such statement.
 */
export function narrativeChecks(sections: readonly Section[], cells: Cells): Check[] {
  return [...requestsReceived(receivedCounts(sections), cells), ...nothingPending(noRemedies(sections), cells)];
}

/** Both modes of a check; the lenient one is evaluated only where the strict one cannot be. */
function bothModes(evaluate: (mode: CheckMode) => Check): Check[] {
  const strict = evaluate('strict');
  if (strict.status !== 'not_assessable') return [strict, { ...strict, mode: 'lenient' }];
  const lenient = evaluate('lenient');
  return [strict, lenient.status === 'pass' ? { ...lenient, status: 'pass_lenient' } : lenient];
}

function requestsReceived(claims: readonly Received[], cells: Cells): Check[] {
  if (claims.length === 0) return [];
  return bothModes((mode) => {
    const checks = claims.map((claim) => compare(claim, mode, cells));
    for (const status of ['pass', 'explained', 'fail', 'not_assessable']) {
      const found = checks.find((it) => it.status === status);
      if (found) return found;
    }
    return checks[0]!;
  });
}

function compare(claim: Received, mode: CheckMode, cells: Cells): Check {
  const lhs = claim.count;
  const base = { id: 'N1', mode, lhs, note: claim.sentence };
  const values = READINGS.map((it) => difference(it.plus, it.minus ?? [], mode, cells));
  const matched = READINGS.filter((_, i) => values[i] === lhs);
  const [reading] = matched;
  if (reading) {
    const codes = [...reading.plus, ...(reading.minus ?? [])];
    const result = { ...base, rhs: lhs, delta: 0, cells: codes };
    if (reading.name === 'new') return { ...result, status: 'pass' };
    return { ...result, status: 'explained', note: `${claim.sentence} [= ${matched.map((it) => it.name).join('; = ')}]` };
  }
  const rhs = values[0] ?? null;
  const delta = rhs === null ? null : lhs - rhs;
  // A number may fail only where every reading could be tried and the sentence speaks of this organ's own requests alone.
  const certain = claim.plain && values.every((it) => it !== null);
  return { ...base, status: certain ? 'fail' : 'not_assessable', rhs, delta, cells: [NEW] };
}

function nothingPending(claim: ReturnType<typeof noRemedies>, cells: Cells): Check[] {
  if (!claim) return [];
  const codes = [...(claim.review ? VENUES.review : []), ...(claim.litigation ? VENUES.litigation : [])];
  return bothModes((mode) => {
    const rhs = difference(codes, [], mode, cells);
    const base = { id: 'N4', mode, lhs: 0, rhs, cells: codes, note: claim.sentence };
    if (rhs === null) return { ...base, status: 'not_assessable', delta: null };
    return { ...base, status: rhs === 0 ? 'pass' : 'fail', delta: 0 - rhs };
  });
}

/** Sum of some cells less that of others; null where one has no value in this mode. */
function difference(plus: readonly string[], minus: readonly string[], mode: CheckMode, cells: Cells): number | null {
  let total = 0;
  for (const [codes, sign] of [[plus, 1], [minus, -1]] as const) {
    for (const code of codes) {
      const value = valueOf(cells.get(code), mode);
      if (value === null) return null;
      total += sign * value;
    }
  }
  return total;
}

function valueOf(cell: Cell | undefined, mode: CheckMode): number | null {
  if (!cell) return null;
  if (cell.value !== null) return cell.value;
  const none = cell.state === 'blank' || cell.state === 'none_word' || cell.state === 'dash';
  return mode === 'lenient' && none ? 0 : null;
}
