/** `nightly`: the whole night, unattended: crawl, read, publish a new edition of the database, report. */
import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockNight } from '../crawlers/night/lock.ts';
import type { RunReport } from '../crawlers/night/run-report.ts';
import { command, print, printJson, run, wholeNumber, type CommonOptions } from './cli/command.ts';
import { day } from './cli/day.ts';
import { EXIT, type Exit } from './cli/exit.ts';
import { Failure } from './cli/failure.ts';
import { untilNight } from './cli/next-night.ts';
import { nightPage } from './cli/night-page.ts';
import { tellReport } from './cli/night-report.ts';
import { runNight, today } from './cli/night.ts';
import { beginEdition, publishEdition } from './cli/publish.ts';

interface Options extends CommonOptions {
  agency?: string;
  year?: number;
  replica?: boolean;
  now: string;
  reports?: string;
  daemon?: boolean;
}

const program = command('nightly', 'The whole night: crawls, reads what is new, publishes a new edition of the database by one rename, and writes a report. Killed and started again, it goes on.')
  .option('--agency <id>', 'only this agency, by id or name')
  .option('--year <year>', 'fetch only reports of this fiscal year', wholeNumber(1990, 'a fiscal year'))
  .option('--replica', 'visit the replica on this machine instead of the live portals; use an archive and a database of their own')
  .option('--now <date>', 'the day that the night stands for (default: today in China)', day)
  .option('--reports <dir>', 'where the reports of the nights go (default: the folder nights beside the database)')
  .option('--daemon', 'stay, and run every night between one and two o’clock in China')
  .addHelpText('after', '\nFor systemd see scripts/systemd/. For cron: 17 1 * * * cd /path/to/gongkai && npm run -s nightly');

async function main(): Promise<Exit> {
  const options = program.opts<Options>();
  if (options.daemon === true) return daemon();
  const unlock = lockNight(options.archive);
  if (unlock === null) throw new Failure(EXIT.running, `another night is writing to the archive ${options.archive}; this one ends without doing anything`);
  try {
    mkdirSync(dirname(options.db), { recursive: true });
    const building = beginEdition(options.db, options.replica === true ? 'replica' : 'live');
    const { replica = false, json = false, now = today(), reports = join(dirname(options.db), 'nights') } = options;
    let page = '';
    const finish = (report: RunReport): void => {
      publishEdition(building, options.db);
      page = writeReport(reports, report);
    };
    const { report } = await runNight({ ...options, now, replica, db: building, finish });
    if (json) printJson({ ...report, page });
    else {
      tellReport(report);
      print(`published: ${options.db}`, `report: ${page}`);
    }
    return report.outcome === 'complete' ? EXIT.ok : EXIT.partial;
  } finally {
    unlock();
  }
}

/** Writes `DAY-NUMBER.json` and `.html`. @returns the page's path */
function writeReport(dir: string, report: RunReport): string {
  mkdirSync(dir, { recursive: true });
  const base = join(dir, `${report.night.day}-${report.night.id}`);
  for (const [path, text] of [[`${base}.json`, `${JSON.stringify(report, null, 2)}\n`], [`${base}.html`, nightPage(report)]] as const) {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  }
  return `${base}.html`;
}

/** Each night in a process of its own: what one leaves behind is no matter to the next. */
async function daemon(): Promise<Exit> {
  const stop = new AbortController();
  let child: ReturnType<typeof spawn> | null = null;
  const end = (): void => {
    stop.abort();
    child?.kill('SIGTERM');
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  const args = process.argv.slice(2).filter((it) => it !== '--daemon');
  while (!stop.signal.aborted) {
    const wait = untilNight(Date.now(), Math.random());
    print(`next night at ${new Date(Date.now() + wait).toISOString()}`);
    await sleep(wait, stop.signal);
    if (stop.signal.aborted) break;
    child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...args], { stdio: 'inherit' });
    const code = await new Promise<number | null>((resolve) => child!.once('exit', resolve).once('error', () => resolve(null)));
    child = null;
    print(`the night ended with code ${code ?? 'none'}`);
  }
  return EXIT.ok;
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });

await run(program, main);
