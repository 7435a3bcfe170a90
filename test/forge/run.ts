/** `npm run -s forge`: measures extraction on forged reports. Exit 0: no silent error; 1: silent errors; 2: wrong usage; 3: internal error. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { loadRegistry } from '../../data/registry.ts';
import { measure, merge, plan, total } from './harness.ts';
import type { Failure, Outcome, Tally } from './harness.ts';
import { FORMATS } from '../../crawlers/replica/report/model.ts';
import type { ForgedReport, ForgeFormat } from '../../crawlers/replica/report/model.ts';
import { closeRenderers, unavailable } from './render/index.ts';

interface Options {
  count: number;
  seed: number;
  format?: ForgeFormat;
  form?: ForgedReport['form'];
  json?: boolean;
  keep?: string;
  jobs: number;
  part?: [number, number];
}

const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
};

const program = new Command('forge')
  .description('Renders random annual reports of invented agencies to every file format and compares what is extracted with what was printed.')
  .option('--count <n>', 'documents, spread over the formats', whole, 2000)
  .option('--seed <n>', 'first seed; document i has seed N + i', whole, 1)
  .addOption(new Option('--format <name>', 'one format only').choices(FORMATS))
  .addOption(new Option('--form <id>', 'one edition only; without it, those of 2019 and 2021').choices(['stat-2014', 'ogi-2019', 'ogi-2021']))
  .option('--json', 'print one JSON object')
  .option('--keep <dir>', 'write documents with findings, and the findings, into this folder')
  .option('--jobs <n>', 'processes', whole, 1)
  .addOption(new Option('--part <k/n>', 'the share of one of several processes').argParser((text): [number, number] => {
    const [k, n] = text.split('/').map(Number);
    if (k === undefined || n === undefined || !(k >= 0 && k < n)) throw new InvalidArgumentError('expected K/N');
    return [k, n];
  }).hideHelp())
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
const options = program.parse().opts<Options>();

const formats = (options.format ? [options.format] : FORMATS).filter((format) => {
  const missing = unavailable(format);
  if (missing !== null && options.part === undefined) process.stderr.write(`skipped ${format}: ${missing}\n`);
  return missing === null;
});

function keep(folder: string, failure: Failure, bytes: Uint8Array, extension: string): void {
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `${failure.format}-${failure.seed}`);
  writeFileSync(`${name}${extension}`, bytes);
  writeFileSync(`${name}.findings.json`, `${JSON.stringify(failure, null, 1)}\n`);
}

async function own(): Promise<Outcome> {
  const seeds = plan(options.seed, options.count, formats);
  const [k, n] = options.part ?? [0, 1];
  for (const [format, all] of seeds) seeds.set(format, all.filter((_, i) => i % n === k));
  try {
    return await measure(seeds, loadRegistry(), {
      failed: (failure, rendered) => {
        if (options.keep) keep(options.keep, failure, rendered.bytes, rendered.name.slice(rendered.name.lastIndexOf('.')));
      },
      progress: (done) => {
        if (process.stderr.isTTY && options.part === undefined) process.stderr.write(`\r${done} of ${options.count}`);
      },
    }, options.form);
  } finally {
    await closeRenderers();
  }
}

const children = new Set<ChildProcess>();

/** The same command over again, once per share. */
function child(part: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const started = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1), '--json', '--part', `${part}/${options.jobs}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.add(started);
    let out = '';
    started.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    started.on('error', reject);
    started.on('exit', (code) => {
      children.delete(started);
      if (code === 0 || code === 1) resolve((JSON.parse(out) as { outcome: Outcome }).outcome);
      else reject(new Error(`forge: process ${part} of ${options.jobs} ended with code ${code}`));
    });
  });
}

const percent = (tally: Tally): string => (tally.cells === 0 ? '-' : `${((100 * tally.exact) / tally.cells).toFixed(3)} %`);

function print(outcome: Outcome): void {
  const line = (name: string, t: Tally): string =>
    [name.padEnd(16), t.documents, t.cells, percent(t), t.flagged, t.silent, t.refused, t.sectionsWrong, t.checksWrong, t.rawDiffers].map((v, i) => (i === 0 ? String(v) : String(v).padStart(10))).join('');
  const out = [['format'.padEnd(16), 'documents', 'cells', 'exact', 'flagged', 'silent', 'refused', 'sections', 'checks', 'raw'].map((v, i) => (i === 0 ? v : v.padStart(10))).join('')];
  for (const format of FORMATS) {
    const tally = outcome.tallies[format];
    if (tally) out.push(line(format, tally));
  }
  out.push(line('all', total(outcome)));
  const silent = (failure: Failure): number => failure.findings.filter((finding) => finding.verdict === 'silent').length;
  for (const failure of [...outcome.failures].sort((a, b) => silent(b) - silent(a))) {
    const [first] = [...failure.findings].sort((a, b) => b.verdict.localeCompare(a.verdict));
    out.push('', `${failure.format} seed ${failure.seed}: ${silent(failure)} silent, ${failure.findings.length - silent(failure)} flagged; ${failure.deviations.join(' ')}`);
    if (first) out.push(`  ${first.verdict} ${first.code}: printed ${first.printed}, got ${first.got}${first.note ? ` (${first.note})` : ''}`);
  }
  process.stdout.write(`${out.join('\n')}\n`);
}

try {
  const alone = options.jobs === 1 || options.part !== undefined;
  const outcome = alone ? await own() : merge(await Promise.all(Array.from({ length: options.jobs }, (_, i) => child(i))));
  if (options.json) process.stdout.write(`${JSON.stringify({ total: total(outcome), outcome })}\n`);
  else print(outcome);
  process.exitCode = total(outcome).silent > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  if (error instanceof Error && error.cause instanceof Error) process.stderr.write(`caused by ${error.cause.stack ?? error.cause.message}\n`);
  process.exitCode = 3;
  for (const other of children) other.kill();
}
