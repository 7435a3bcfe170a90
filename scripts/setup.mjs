// What `npm start` and `npm test` need before anything else can run. Plain Node: it runs where nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Why this Node cannot run the project, or null when it can. Node 20.19 is the first 20 with everything that the
 * pinned packages ask for; pdf-parse leaves out 21 and early 22.
 * @param {string} version such as `20.19.1`
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  return fits ? null : `Node ${version} is too old or unsupported. Install Node 20.19 or newer in line 20, or 22.12 or newer.`;
}

/**
 * Why `node_modules` under `root` does not hold what `package-lock.json` asks for, or null when it does. npm writes
 * `node_modules/.package-lock.json` last, so that an interrupted install is noticed too.
 * @param {string} root
 */
export function staleReason(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'the packages are not installed';
  const wanted = readJson(join(root, 'package-lock.json')).packages;
  const installed = readJson(installedFile).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const there = installed[path];
    if (there ? there.version !== entry.version : !entry.optional) return `${path} ${entry.version} is missing or another version`;
  }
  const extra = Object.keys(installed).find((path) => !(path in wanted));
  return extra ? `${extra} is installed but no longer wanted` : null;
}

/**
 * Why the compiled part of better-sqlite3 does not load here, or null when it does (it is compiled for one Node line).
 * @param {string} root
 */
function nativeProblem(root) {
  try {
    const Database = createRequire(join(root, 'package.json'))('better-sqlite3');
    new Database(':memory:').close();
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}

/** @param {string} root @param {string[]} args */
function npm(root, args) {
  // `npm start` passes the path of the running npm, so that no other one on the PATH is picked up.
  const own = process.env['npm_execpath'];
  const [command, before] = own && /\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []];
  const run = spawnSync(command, [...before, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (run.error || run.status !== 0) {
    console.error(`\nnpm ${args.join(' ')} failed${run.error ? ` (${run.error.message})` : ''}. Its own words stand above.`);
    console.error('better-sqlite3 is compiled here: that needs python3, make and g++ (Debian: apt-get install python3 make g++).');
    process.exit(1);
  }
}

/**
 * Ends the process with one clear line when Node is too old; installs the packages when they are missing or out of
 * date, telling so. Returns whether it installed anything.
 * @param {string} root
 */
export function ensureInstalled(root) {
  const problem = nodeProblem(process.versions.node);
  if (problem) {
    console.error(problem);
    process.exit(1);
  }
  const stale = staleReason(root);
  if (stale) {
    console.log(`Installing packages (${stale}).`);
    console.log('The first time takes about two minutes: SQLite is compiled here. This happens once.');
    npm(root, ['ci', '--no-audit', '--no-fund']);
  }
  const native = nativeProblem(root);
  if (native) {
    console.log(`Compiling SQLite for this Node (${native}).`);
    npm(root, ['rebuild', 'better-sqlite3']);
  }
  return Boolean(stale ?? native);
}
