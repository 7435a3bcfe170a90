/** `crawl`: visits portals, brings what is new into the archive, and reads it into the database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockNight } from '../crawlers/night/lock.ts';
import { command, printJson, run, wholeNumber, type CommonOptions } from './cli/command.ts';
import { day } from './cli/day.ts';
import { EXIT, type Exit } from './cli/exit.ts';
import { Failure } from './cli/failure.ts';
import { listNight, runNight, today } from './cli/night.ts';
import { tellReport } from './cli/night-report.ts';

interface Options extends CommonOptions {
  agency?: string;
  year?: number;
  replica?: boolean;
  now: string;
  dryRun?: boolean;
}

const program = command('crawl', 'Visits the portals of the registry, brings new and changed reports into the archive and reads them into the database.')
  .option('--agency <id>', 'only this agency, by id or name')
  .option('--year <year>', 'fetch only reports of this fiscal year', wholeNumber(1990, 'a fiscal year'))
  .option('--replica', 'visit the replica on this machine instead of the live portals; use an archive and a database of their own')
  .option('--now <date>', 'the day that the crawl stands for (default: today in China)', day, today())
  .option('--dry-run', 'list columns and judge links; fetch no report, write nothing');

async function main(): Promise<Exit> {
  const { replica = false, dryRun = false, json = false, ...options } = program.opts<Options>();
  if (dryRun) return dry({ ...options, replica }, json);
  const unlock = lockNight(options.archive);
  if (unlock === null) throw new Failure(EXIT.running, `another crawl is writing to the archive ${options.archive}; wait for it to end`);
  try {
    const { report } = await runNight({ ...options, replica });
    if (json) printJson(report);
    else tellReport(report);
    return report.outcome === 'complete' ? EXIT.ok : EXIT.partial;
  } finally {
    unlock();
  }
}

async function dry(options: Omit<Options, 'json' | 'dryRun'> & { replica: boolean }, json: boolean): Promise<Exit> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-dry-run-'));
  try {
    const listed = await listNight({ ...options, archive: folder });
    if (json) printJson(listed);
    else
      for (const { agency, nameZh, columns, links } of listed.agencies) {
        process.stdout.write(`${agency} ${nameZh}\n`);
        for (const { source, status, detail } of columns) process.stdout.write(`  ${source}: ${status}, ${detail}\n`);
        for (const { verdict, rule, year, title, url } of links) process.stdout.write(`    ${verdict} (${rule}) ${year ?? '????'} ${title} ${url}\n`);
      }
    return listed.agencies.every(({ columns }) => columns.every(({ status }) => status !== 'failed')) ? EXIT.ok : EXIT.partial;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await run(program, main);
