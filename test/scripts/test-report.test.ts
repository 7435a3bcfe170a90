import { describe, expect, it } from 'vitest';
import { lastLine, skipLines, tally } from '../../scripts/test-report.mjs';

const one = (state: string, name = 'a group > does it') => ({ state, name });
const file = (state: string, ...tests: ReturnType<typeof one>[]) => ({ file: '/r/test/x.test.ts', state, tests });
const shorten = (path: string) => path.replace('/r/', '');

describe('the count at the end of npm test', () => {
  it('counts passed, failed and skipped tests', () => {
    expect(tally([file('failed', one('passed'), one('failed'), one('skipped')), file('passed', one('passed'))], 1)).toEqual({ passed: 2, failed: 1, skipped: 1 });
  });
  it('counts a file that could not be loaded, a run that ended badly and a run without results as a failure', () => {
    expect(tally([file('failed'), file('passed', one('passed'))], 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(tally([file('passed', one('passed'))], 1).failed).toBe(1);
    expect(tally(null, 0).failed).toBe(1);
    expect(tally([file('passed', one('passed'))], 0).failed).toBe(0);
  });
  it('ends in a plain line, naming skipped tests only when there are any', () => {
    expect(lastLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(lastLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
  });
});

describe('the lines about skipped tests', () => {
  it('are one per reason, with the number of tests and their files', () => {
    const results = [
      file('passed', one('skipped', 'PDF [skipped: no Chromium] > prints'), one('skipped', 'prints again [skipped: no Chromium]'), one('passed')),
      { ...file('passed', one('pending')), file: '/r/test/y.test.ts' },
    ];
    expect(skipLines(results, shorten)).toEqual([
      'skipped: 2 tests in test/x.test.ts: no Chromium',
      'skipped: 1 test in test/y.test.ts: no reason stated',
    ]);
    expect(skipLines(null, shorten)).toEqual([]);
  });
});
