// What `npm test` says at its end, from what the reporter beside this file has written.

/**
 * @typedef {{ file: string, state: string, tests: { state: string, name: string }[] }} TestFile
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Counts the tests. A file that could not even be loaded counts as one failure, and so does a run that ended badly
 * (`status` not 0) although no test failed, or that left no results.
 * @param {TestFile[] | null} files
 * @param {number} status exit code of the run
 * @returns {Counts}
 */
export function tally(files, status) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { state, tests } of files ?? []) {
    const failed = tests.filter((test) => test.state === 'failed').length;
    const passed = tests.filter((test) => test.state === 'passed').length;
    counts.passed += passed;
    counts.skipped += tests.length - passed - failed;
    counts.failed += state === 'failed' ? Math.max(1, failed) : failed;
  }
  if (counts.failed === 0 && (status !== 0 || files === null)) counts.failed = 1;
  return counts;
}

/**
 * One line per reason for skipping. A test says why in its own or its group's title: `[skipped: no Chromium]`.
 * @param {TestFile[] | null} results
 * @param {(path: string) => string} shorten
 */
export function skipLines(results, shorten) {
  /** @type {Map<string, { tests: number, files: Set<string> }>} */
  const reasons = new Map();
  for (const { file, tests } of results ?? []) {
    for (const { state, name } of tests) {
      if (state === 'passed' || state === 'failed') continue;
      const reason = /\[skipped: ([^\]]+)\]/.exec(name)?.[1] ?? 'no reason stated';
      const seen = reasons.get(reason) ?? { tests: 0, files: new Set() };
      seen.tests += 1;
      seen.files.add(shorten(file));
      reasons.set(reason, seen);
    }
  }
  return [...reasons].map(
    ([reason, { tests, files }]) => `skipped: ${tests} ${tests === 1 ? 'test' : 'tests'} in ${[...files].sort().join(', ')}: ${reason}`,
  );
}

/** The last line of `npm test`. @param {Counts} counts */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
