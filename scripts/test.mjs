// `npm test`: installs what is missing, then types, lint and tests, and ends in one plain line that counts all of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './setup.mjs';
import { lastLine, skipLines, tally } from './test-report.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a tool of node_modules; returns its exit code. @param {string} path @param {string[]} args */
function tool(path, args) {
  const run = spawnSync(process.execPath, [join(root, 'node_modules', path), ...args], { cwd: root, stdio: ['ignore', 1, 2] });
  return run.status ?? 1;
}

/** @param {string[]} args */
function main(args) {
  ensureInstalled(root);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  /** @param {string} what @param {() => number} run */
  const step = (what, run) => {
    console.log(`\n${what}`);
    const ok = run() === 0;
    counts[ok ? 'passed' : 'failed'] += 1;
    console.log(ok ? `${what}: ok` : `${what}: failed`);
  };
  const all = args.length === 0;
  if (all) {
    step('types', () => tool('typescript/bin/tsc', ['--noEmit']) || tool('typescript/bin/tsc', ['--noEmit', '-p', 'explorer/client']));
    step('lint', () => tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0']));
  }

  console.log('\ntests');
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-test-'));
  const file = join(folder, 'counts.json');
  process.env['GONGKAI_TEST_COUNTS'] = file;
  const status = tool('vitest/vitest.mjs', ['run', ...args, '--reporter=default', '--reporter=./scripts/test-counts.mjs']);
  let results = null;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.error('The test run wrote no result: it counts as one failure.');
  }
  rmSync(folder, { recursive: true, force: true });
  const found = tally(results, status);
  counts.passed += found.passed;
  counts.failed += found.failed;
  counts.skipped += found.skipped;

  for (const line of skipLines(results, (path) => relative(root, path))) console.log(line);
  console.log(lastLine(counts));
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

main(process.argv.slice(2));
