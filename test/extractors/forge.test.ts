/** Extraction measured on 200 forged reports: no silent error, and at least 99.5 % of the cells exactly as printed. */
import { afterAll, describe, expect, it } from 'vitest';
import { loadRegistry } from '../../data/registry.ts';
import { measure, plan } from '../forge/harness.ts';
import type { Outcome } from '../forge/harness.ts';
import { FORMATS } from '../../crawlers/replica/report/model.ts';
import { closeRenderers, unavailable } from '../forge/render/index.ts';

const COUNT = 200;
const SEED = 20_000;
const seeds = plan(SEED, COUNT, FORMATS);

/** The findings that matter, short enough for a failing test's message. */
function explain(outcome: Outcome): string[] {
  return outcome.failures.flatMap(({ format, seed, deviations, findings }) => {
    const silent = findings.filter((finding) => finding.verdict === 'silent');
    return silent.slice(0, 2).map(({ code, printed, got }) => `${format} seed ${seed} ${code}: printed ${printed}, got ${got} [${deviations.join(' ')}]`);
  });
}

describe('forged reports', () => {
  let cells = 0;
  let exact = 0;

  for (const format of FORMATS) {
    const missing = unavailable(format);
    const documents = seeds.get(format) ?? [];
    it.skipIf(missing !== null)(`${format}: ${documents.length} documents${missing === null ? '' : ` [skipped: ${missing}]`}`, async () => {
      const outcome = await measure(new Map([[format, documents]]), loadRegistry());
      const tally = outcome.tallies[format];
      expect(tally?.documents).toBe(documents.length);
      cells += tally?.cells ?? 0;
      exact += tally?.exact ?? 0;
      expect(explain(outcome)).toEqual([]);
      expect(tally?.silent).toBe(0);
    });
  }

  it('at least 99.5 % of all cells are exact', () => {
    expect(cells).toBeGreaterThan(0);
    expect(exact / cells).toBeGreaterThanOrEqual(0.995);
  });

  afterAll(closeRenderers);
});
