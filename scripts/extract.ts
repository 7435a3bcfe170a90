/** `extract`: one file to its figures, a folder into archive and database, or the archive read again. */
import { Option } from 'commander';
import { command, run, wholeNumber, type CommonOptions } from './cli/command.ts';
import { EXIT, type Exit } from './cli/exit.ts';
import { extractFile } from './cli/extract-file.ts';
import { extractRun } from './cli/extract-run.ts';
import { Failure } from './cli/failure.ts';

interface Options extends CommonOptions {
  file?: string;
  from?: string;
  agency?: string;
  year?: number;
  all?: boolean;
  changed?: boolean;
  dryRun?: boolean;
  workers?: number;
  timeout?: number;
}

const program = command('extract', 'Reads reports: one file to its figures (--file), a folder into archive and database (--from), or the archive again.')
  .addOption(new Option('--file <path>', 'read this file and print what is in it; touches no database').conflicts(['from', 'agency', 'year', 'all', 'changed', 'dryRun']))
  .addOption(new Option('--from <dir>', 'take in every document of this folder, then read what is new or changed').conflicts(['agency', 'year']))
  .option('--agency <id>', 'read the documents of this agency again')
  .option('--year <year>', 'read the documents of this fiscal year again', wholeNumber(1949, 'a year'))
  .addOption(new Option('--all', 'read also what has not changed').conflicts('changed'))
  .option('--changed', 'read only new documents and those read by other code (the default)')
  .option('--dry-run', 'print how cells would differ from what is stored; write nothing')
  .option('--workers <n>', 'threads (default: the processors of the machine)', wholeNumber(1, 'the number of threads'))
  .option('--timeout <seconds>', 'longest time for one document (default: 60)', wholeNumber(1, 'the time'));

function main(): Exit | Promise<Exit> {
  const { file, from, agency, year, all, changed, dryRun, workers, timeout, db, archive, json } = program.opts<Options>();
  const limits = { ...(workers && { size: workers }), ...(timeout && { timeoutMs: timeout * 1000 }) };
  if (file !== undefined) return extractFile(file, { json: json ?? false, limits });
  if (from === undefined && agency === undefined && year === undefined && !all && !changed) {
    throw new Failure(EXIT.usage, 'say what to read: --file PATH, --from DIR, --agency ID, --year Y, --all or --changed');
  }
  return extractRun({ db, archive, all: all ?? false, dryRun: dryRun ?? false, json: json ?? false, limits, ...(from !== undefined && { from }), ...(agency !== undefined && { agency }), ...(year !== undefined && { year }) });
}


await run(program, main);
