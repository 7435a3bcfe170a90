/**
 * Does the prose agree with the tables? Every check is between facts that the prose states plainly and figures that a table prints:
 * `pass` confirmed, `explained` by another way of counting, `fail` contradicted. The note quotes the sentence; `cells` name the figures.
 */
import type { Check, Fact } from '../../report.ts';
import { fees } from './fees.ts';
import { remedies } from './remedies.ts';
import { channelsAddUp, outcomes, requestsReceived } from './requests.ts';
import { shares } from './shares.ts';
import type { Cells } from './values.ts';

/**
 * N1 to N6 on a report's facts and its cells by code: for each a strict row (printed numbers alone) and a lenient one (blank, dash and
 * words for none as zero); nothing where the prose makes no such statement.
 */
export function narrativeChecks(facts: readonly Fact[], cells: Cells): Check[] {
  if (facts.length === 0) return [];
  const received = requestsReceived(facts, cells);
  return [...received, ...outcomes(facts, cells, received), ...channelsAddUp(facts), ...remedies(facts, cells), ...shares(facts, cells), ...fees(facts, cells)];
}
