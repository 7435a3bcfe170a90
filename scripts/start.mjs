// `npm start`: installs what is missing, runs a whole night against the replica of the portals, and shows what came of it.
import { spawnSync } from 'node:child_process';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The day on which the replica stands: all its portals have published by then, some have changed or removed a report. */
const DAY = '2026-03-20';
/** The exit code of a night in which some portal could not be had (scripts/cli/exit.ts). */
const PARTIAL = 14;

/**
 * Runs a command of `scripts/`; ends the process with its exit code when it fails. Returns its output where that is kept.
 * @param {string} name @param {string[]} args @param {'pipe' | 1} output @param {number[]} fine exit codes that are no failure
 */
function command(name, args, output, fine = [0]) {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const run = spawnSync(process.execPath, [tsx, '--single-threaded', join(root, 'scripts', `${name}.ts`), ...args], { cwd: root, stdio: ['ignore', output, 2], encoding: 'utf8' });
  if (!fine.includes(run.status ?? 1)) process.exit(run.status ?? 1);
  return run.stdout;
}

/** `--db` and `--archive` go through to both commands. Live and replica never mix, so the replica has places of its own. */
const given = process.argv.slice(2);
/** @param {string} option @param {string} path */
const at = (option, path) => (given.includes(option) ? [] : [option, join(root, 'data', 'replica', path)]);
const db = [...at('--db', 'gongkai.sqlite'), ...given.filter((_, i) => given[i] === '--db' || given[i - 1] === '--db')];
const archive = [...at('--archive', 'archive'), ...given.filter((_, i) => given[i] === '--archive' || given[i - 1] === '--archive')];

ensureInstalled(root);
console.log(`One night against the replica of the portals, as they stand on ${DAY}. Nothing is sent off this machine.`);
const night = JSON.parse(command('nightly', ['--replica', '--now', DAY, ...db, ...archive, '--json'], 'pipe', [0, PARTIAL]));
console.log(`${night.agencies} agencies visited with ${night.requests} requests: ${night.newBodies} documents new, ${night.changed.length} reports changed, ${night.removed.length} removed; ${night.failed.length + night.blocked.length} addresses failed or refused, as some are made to.`);
console.log(`The night's report: ${relative(process.cwd(), night.page)}`);
command('overview', db, 1);
