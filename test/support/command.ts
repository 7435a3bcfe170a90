/** Runs a command of `scripts/` as its own process, as people and schedulers do. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './needs.ts';

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export interface Ended {
  /** Null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  /** Kill it with SIGKILL once this is true; asked every 10 ms. */
  killWhen?: () => boolean;
  /** Run through `sh -c` with this before it: `ulimit -f 200;`. */
  shellBefore?: string;
}

/** Root may write anywhere; run by root, as CI does, a command goes without that privilege: to be given as `shellBefore`. */
export const UNPRIVILEGED = process.getuid?.() === 0 ? 'set -- setpriv --inh-caps=-all --bounding-set=-all "$@";' : undefined;

/** The command line of a script of `scripts/`. */
export const commandLine = (script: string, args: readonly string[]): string[] => [process.execPath, '--import', TSX, join(root, 'scripts', `${script}.ts`), ...args];

/** Runs `scripts/SCRIPT.ts` with `args` to its end. */
export async function runCommand(script: string, args: readonly string[], { killWhen, shellBefore }: CommandOptions = {}): Promise<Ended> {
  const line = commandLine(script, args);
  const [program, ...rest] = shellBefore === undefined ? line : ['/bin/sh', '-c', `${shellBefore} exec "$@"`, 'sh', ...line];
  const child = spawn(program!, rest, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const timer = killWhen && setInterval(() => killWhen() && child.kill('SIGKILL'), 10);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(timer);
  return { code, stdout, stderr };
}

/** What the command said on stderr, without progress lines. */
export const complaints = ({ stderr }: Ended): string[] => stderr.split('\n').filter((line) => line !== '' && !/^\d+\/\d+ /.test(line));
