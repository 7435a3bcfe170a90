// What `npm test` says at its end, from the JSON that vitest writes. Plain functions, apart from what runs the tools.

/**
 * @typedef {{ status: string, ancestorTitles: string[], title: string }} OneTest
 * @typedef {{ name: string, status: string, assertionResults: OneTest[] }} TestFile
 * @typedef {{ testResults: TestFile[] }} Results
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Counts the tests. A file that could not even be loaded counts as one failure, and so does a run that ended badly
 * (`status` not 0) although no test failed, or that left no results.
 * @param {Results | null} results
 * @param {number} status exit code of the run
 * @returns {Counts}
 */
export function tally(results, status) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of results?.testResults ?? []) {
    let failedHere = 0;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') failedHere += 1;
      else counts.skipped += 1;
    }
    if (file.status === 'failed' && failedHere === 0) failedHere = 1;
    counts.failed += failedHere;
  }
  if (counts.failed === 0 && (status !== 0 || results === null)) counts.failed = 1;
  return counts;
}

/**
 * One line per reason for skipping. A test says why in its own or its group's title: `[skipped: no Chromium]`.
 * @param {Results | null} results
 * @param {(path: string) => string} shorten
 */
export function skipLines(results, shorten) {
  /** @type {Map<string, { tests: number, files: Set<string> }>} */
  const reasons = new Map();
  for (const file of results?.testResults ?? []) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed' || test.status === 'failed') continue;
      const key = /\[skipped: ([^\]]+)\]/.exec([...test.ancestorTitles, test.title].join(' '))?.[1] ?? 'no reason stated';
      const seen = reasons.get(key) ?? { tests: 0, files: new Set() };
      seen.tests += 1;
      seen.files.add(shorten(file.name));
      reasons.set(key, seen);
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
