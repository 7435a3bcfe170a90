/** The statistics table of 2014 to 2018, measured on forged reports in every format: no silent error, and at least 99.5 % of the cells exactly as printed. */
import { afterAll, describe, expect, it } from 'vitest';
import { loadRegistry } from '../../data/registry.ts';
import { measure, plan } from '../forge/harness.ts';
import { FORMATS } from '../../crawlers/replica/report/model.ts';
import { closeRenderers, unavailable } from '../forge/render/index.ts';

const COUNT = 90;
const SEED = 30_000;
const seeds = plan(SEED, COUNT, FORMATS);

describe('forged statistics tables', () => {
  let cells = 0;
  let exact = 0;

  for (const format of FORMATS) {
    const missing = unavailable(format);
    const documents = seeds.get(format) ?? [];
    it.skipIf(missing !== null)(`${format}: ${documents.length} documents${missing === null ? '' : ` [skipped: ${missing}]`}`, async () => {
      const outcome = await measure(new Map([[format, documents]]), loadRegistry(), {}, 'stat-2014');
      const tally = outcome.tallies[format];
      expect(tally?.documents).toBe(documents.length);
      cells += tally?.cells ?? 0;
      exact += tally?.exact ?? 0;
      const silent = outcome.failures.flatMap(({ seed, deviations, findings }) => findings.filter(({ verdict }) => verdict === 'silent').map(({ code, printed, got }) => `${format} seed ${seed} ${code}: printed ${printed}, got ${got} [${deviations.join(' ')}]`));
      expect(silent).toEqual([]);
      expect(tally?.checksWrong).toBe(0);
    });
  }

  it('at least 99.5 % of all cells are exact', () => {
    expect(cells).toBeGreaterThan(0);
    expect(exact / cells).toBeGreaterThanOrEqual(0.995);
  });

  afterAll(closeRenderers);
});
