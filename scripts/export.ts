/** `export`: the dataset, or the archive, in forms that other programs open. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { Archive } from '../crawlers/archive.ts';
import { exportWarc, isWarcName, MAX_BYTES, type WarcExport } from '../crawlers/warc/export.ts';
import { FORMATS, writeSnapshot, type ExportFormat, type Snapshot } from '../db/export/snapshot.ts';
import { command, print, printJson, run, type CommonOptions } from './cli/command.ts';
import { EXIT, type Exit } from './cli/exit.ts';
import { Failure } from './cli/failure.ts';
import { progress, type Progress } from './cli/progress.ts';

interface Options extends CommonOptions {
  to?: string;
  only?: ExportFormat[];
  warc?: boolean;
  out: string;
  maxSize: number;
}

const ROOT = join(import.meta.dirname, '..');

const program = command('export', 'Writes the dataset as a dated snapshot: CSV, Excel, Parquet, a Frictionless data package, starters for Stata, R and Python, metadata for Datasette.\nWith --warc: the archive as WARC 1.1 files (ISO 28500), which replay tools open, with a CDXJ index beside them.')
  .option('--to <dir>', 'folder in which the snapshot gets a folder of its own (default: data/export)')
  .addOption(new Option('--only <formats>', `some formats, separated by commas: ${FORMATS.join(',')} (what describes or loads the CSV files brings them along)`).argParser(formatsOf))
  .option('--warc', 'the archive in place of the dataset')
  .option('--out <file>', 'the file to write, its name ending in .warc.gz; what stands there is replaced', 'gongkai.warc.gz')
  .addOption(new Option('--max-size <size>', 'size at which a file is followed by another, as in 500MB').default(MAX_BYTES, '1GB').argParser(sizeInBytes))
  .addHelpText('after', `
The snapshot is named for the data, not for the clock: gongkai-2026-03-20, or gongkai-replica-2026-03-20 where figures are invented. The date is the
latest day on which the database saw anything; where it knows of none, the latest date of publication. The same database gives the same bytes.
A snapshot of that name is replaced when the new one is complete, whatever formats either has; SHA256SUMS lists every file.

What --warc writes, oldest visit first; the same archive gives the same bytes, --out whatever it may be:
  warcinfo   first in every file
  response   status line, headers and body; where the same body was written before,
  revisit    that record is referred to instead; likewise for a 304
  request    method, address, Host, Referer
  metadata   verdict, reason, agency, candidate … of every visit; alone where no answer came
  resource   a file that was taken in from a folder
One file is named as --out says; several are numbered: FILE-00001.warc.gz, FILE-00002.warc.gz …
The index is FILE.cdxj. Files appear when all is written.
Exit code 7 if bodies are missing or damaged; all else is written then.`);

async function main(): Promise<Exit> {
  const options = program.opts<Options>();
  if (!options.warc) {
    const given = ['out', 'maxSize'].find((name) => program.getOptionValueSource(name) === 'cli');
    if (given !== undefined) throw new Failure(EXIT.usage, '--out and --max-size are for the archive: give --warc with them, or --to for the dataset');
    return exportDataset(options);
  }
  if (options.to !== undefined || options.only !== undefined) throw new Failure(EXIT.usage, '--warc writes the archive; --to and --only are for the dataset: run the command once for each');
  return exportArchive(options);
}

async function exportDataset({ db, to = join(ROOT, 'data', 'export'), only = [...FORMATS], json = false }: Options): Promise<Exit> {
  let shown: Progress | null = null;
  try {
    const done = await writeSnapshot({
      db, to, formats: only, software: software().replace('/', ' '), licence: readFileSync(join(ROOT, 'LICENSE'), 'utf8'),
      onPlan: (pieces) => (shown = progress('tables written', pieces)), onWork: () => shown?.step(),
    });
    (shown as Progress | null)?.done();
    if (json) printJson(done);
    else tellDataset(done);
    return EXIT.ok;
  } finally {
    (shown as Progress | null)?.done();
  }
}

function tellDataset({ folder, banner, formats, files, bytes, rows, leftOut, longTexts }: Snapshot): void {
  if (banner !== null) print(banner);
  const shown = relative(process.cwd(), folder);
  print(`${shown.startsWith('..') ? folder : shown}: ${files} files, ${bytes} bytes (${formats.join(', ')})`);
  print(`${rows['panel'] ?? 0} reports, ${rows['cells'] ?? 0} cells, ${rows['checks'] ?? 0} checks; README.md there says how to open it`);
  for (const { table, rows: count } of leftOut) print(`${table}: ${count} rows, more than a sheet of Excel; left out of the workbook, whole in the other formats`);
  if (longTexts > 0) print(`${longTexts} texts are longer than a cell of Excel; the workbook says so in their place`);
}

function formatsOf(text: string): ExportFormat[] {
  const wanted = text.split(',').map((it) => it.trim());
  const unknown = wanted.find((it) => !FORMATS.includes(it as ExportFormat));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no format ${JSON.stringify(unknown)}; there are ${FORMATS.join(', ')}.`);
  return wanted as ExportFormat[];
}

async function exportArchive({ archive: dir, out, maxSize, json = false }: Options): Promise<Exit> {
  checkOut(out);
  if (!existsSync(join(dir, 'ledger.sqlite'))) throw new Failure(EXIT.missing, `${dir}: there is no archive (no ledger.sqlite in it); name its folder with --archive`);
  const archive = Archive.open(dir);
  const stopped = stopping();
  let shown: Progress | null = null;
  try {
    const done = await exportWarc(dir, {
      out, maxBytes: maxSize, software: software(), signal: stopped, onVisit: () => shown?.step(),
      onCount: (visits) => (shown = progress('visits written', visits)),
    });
    (shown as Progress | null)?.done();
    if (done === null) throw new Failure(EXIT.notStored, `${dir}: the archive holds no visits yet; fill it with crawl, or with extract --from DIR`);
    if (json) printJson(done);
    else tell(done);
    const spoilt = [...done.missing, ...done.damaged];
    if (spoilt.length === 0) return EXIT.ok;
    throw new Failure(EXIT.damaged, `${dir}: ${done.missing.length} bodies are missing and ${done.damaged.length} are damaged (${spoilt[0]!}${spoilt.length > 1 ? ' …' : ''}); all else is written, their visits without them; restore them from a backup`);
  } finally {
    (shown as Progress | null)?.done();
    archive.close();
  }
}

/** Interrupted, the command takes its unfinished files away and then ends by the signal, as it would have without. */
function stopping(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      stop.abort(new Failure(EXIT.failed, `stopped by ${name}; nothing is written, run it again`));
      process.once('exit', () => process.kill(process.pid, name));
    });
  }
  return stop.signal;
}

/** Said before hours of work. */
function checkOut(out: string): void {
  if (!isWarcName(out)) throw new Failure(EXIT.usage, `--out ${out}: the name must end in .warc.gz`);
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory()) throw new Failure(EXIT.missing, `--out ${out}: this is a folder, a file is needed`);
  const folder = statSync(dirname(out), { throwIfNoEntry: false });
  if (!folder?.isDirectory()) throw new Failure(EXIT.missing, `--out ${out}: there is no folder ${dirname(out)}; make it first`);
}

function tell({ files, index, bytes, visits, records, stale }: WarcExport): void {
  const counts = Object.entries(records).flatMap(([type, count]) => (count > 0 ? [`${count} ${type}`] : []));
  print(`${visits} visits written (${counts.join(', ')}), ${bytes} bytes`);
  for (const file of [...files, index]) print(file === index ? `${file} (index of ${files.map((it) => basename(it)).join(', ')})` : file);
  for (const file of stale) print(`${file}: of an earlier export, no part of this one; remove it`);
}

function software(): string {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { name: string; version: string };
  return `${name}/${version}`;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };

function sizeInBytes(text: string): number {
  const [, number, unit = ''] = /^(\d{1,15})\s*([A-Z]*)$/i.exec(text.trim()) ?? [];
  const bytes = number === undefined ? NaN : Number(number) * (UNITS[unit.toUpperCase()] ?? NaN);
  if (!(bytes >= 1 && Number.isSafeInteger(bytes))) throw new InvalidArgumentError('A size is a whole number with B, KB, MB or GB: 500MB.');
  return bytes;
}

await run(program, main);
