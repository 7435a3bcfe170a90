// `npm start`: installs what is missing, takes the sample documents into the database, and shows what came of it.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a command of `scripts/`; ends the process with its exit code when it fails. Returns its output where that is kept.
 * @param {string} name @param {string[]} args @param {'pipe' | 1} output
 */
function command(name, args, output) {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const run = spawnSync(process.execPath, [tsx, join(root, 'scripts', `${name}.ts`), ...args], { cwd: root, stdio: ['ignore', output, 2], encoding: 'utf8' });
  if (run.status !== 0) process.exit(run.status ?? 1);
  return run.stdout;
}

/** `--db` and `--archive` go through to both commands. */
const places = process.argv.slice(2);

ensureInstalled(root);
console.log('Taking in the sample documents of data/sample/ …');
const taken = JSON.parse(command('extract', ['--from', join('data', 'sample'), ...places, '--json'], 'pipe'));
const { new: fresh, superseded } = taken.outcomes;
if (fresh + superseded > 0) console.log(`${taken.documents} documents: ${fresh} new, ${superseded} read differently than before, ${taken.refused.length} refused.`);
else console.log(`Nothing changed: the ${taken.documents} documents are in the database as they are.`);
command('overview', places, 1);
