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

/**
 * SQL: the order of renditions `n` (with their document `d`), best first. Most complete and most consistent, then surest,
 * then latest published (agencies put corrections beside the first version), then the format that keeps most structure.
 * The hash ends every tie, so that the order never depends on what came first.
 */
export const BEST_FIRST = `
  n.values_read + n.blanks + n.words - 10 * n.identities_failed DESC, n.ambiguous, n.inferred, n.sections DESC, n.published_on DESC,
  CASE d.format WHEN 'html' THEN 0 WHEN 'docx' THEN 1 WHEN 'pdf' THEN 2 ELSE 3 END, d.sha256`;
