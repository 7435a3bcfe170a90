/** The corpus against its gold, through the command that others use. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { corpus, root } from '../support/needs.ts';
import { skipped } from './row.ts';
import type { Row } from './row.ts';

interface Totals {
  reports: number;
  cells: number;
  exact: number;
  silent: number;
  negatives: number;
  negativesRefused: number;
}

export function exactness(): Row[] {
  const what = 'corpus: cells exact';
  if (corpus === null) return [skipped(what, 'the corpus is not beside the project')];
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const run = spawnSync(process.execPath, [tsx, join(root, 'scripts', 'verify.ts'), '--gold', join(corpus, 'gold'), '--corpus', corpus, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (run.stdout === '') throw new Error(`verify gave no result: ${run.stderr.trim()}`);
  const { reports, cells, exact, silent, negatives, negativesRefused } = JSON.parse(run.stdout) as Totals;
  return [
    { what, asked: 'all', reached: `${exact} of ${cells}`, met: exact === cells, note: `${reports} reports with gold` },
    { what: 'corpus: silent errors', asked: '0', reached: String(silent), met: silent === 0 },
    { what: 'corpus: what is no report, refused', asked: 'all', reached: `${negativesRefused} of ${negatives}`, met: negatives === negativesRefused },
  ];
}
