// `npm start`: installs what is missing, takes the sample documents into the database, and shows what came of it.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a command of `scripts/`; ends the process with its exit code when it fails. @param {string} name @param {string[]} args */
function command(name, ...args) {
  const run = spawnSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'scripts', `${name}.ts`), ...args], {
    cwd: root,
    stdio: ['ignore', 1, 2],
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

/** `--db` and `--archive` go through to both commands. */
const places = process.argv.slice(2);

ensureInstalled(root);
console.log('Taking in the sample documents of data/sample/.');
command('extract', '--from', join('data', 'sample'), ...places);
command('overview', ...places);
