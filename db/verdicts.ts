/** What is counted about one reading: how much was read, how surely, and whether the agency's arithmetic holds. */
import { EDITIONS } from '../extractors/forms/index.ts';
import type { CellState, Report } from '../extractors/report.ts';
import { stateId, STATES } from './words.ts';

const IDENTITIES = new Set(EDITIONS.flatMap((form) => form.identities.map((identity) => identity.id)));

export interface Verdicts {
  /** Printed numbers, zeros among them. */
  valuesRead: number;
  blanks: number;
  /** 无, dashes, words. */
  words: number;
  ambiguous: number;
  absent: number;
  inferred: number;
  sections: number;
  /** Identities that could be evaluated, and those that fail, strictly or leniently; each counted once. */
  identitiesAssessed: number;
  identitiesFailed: number;
  /** Narrative checks that fail. */
  narrativeFailed: number;
}

export function verdictsOf(report: Report): Verdicts {
  const counts = STATES.map(() => 0);
  let inferred = 0;
  for (const cell of report.cells) {
    counts[stateId(cell.state)]! += 1;
    if (cell.alignment === 'inferred') inferred += 1;
  }
  const count = (...states: CellState[]): number => states.reduce((sum, state) => sum + counts[stateId(state)]!, 0);
  const assessed = new Set<string>();
  const failed = new Set<string>();
  for (const check of report.checks) {
    if (check.status !== 'not_assessable') assessed.add(check.id);
    if (check.status === 'fail') failed.add(check.id);
  }
  const identitiesFailed = [...failed].filter((id) => IDENTITIES.has(id)).length;
  return {
    valuesRead: count('zero', 'number'),
    blanks: count('blank'),
    words: count('none_word', 'dash', 'text'),
    ambiguous: count('ambiguous'),
    absent: count('absent', 'not_in_template'),
    inferred,
    sections: report.sections.length,
    identitiesAssessed: [...assessed].filter((id) => IDENTITIES.has(id)).length,
    identitiesFailed,
    narrativeFailed: failed.size - identitiesFailed,
  };
}
