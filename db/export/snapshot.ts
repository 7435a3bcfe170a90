/** A dated snapshot of the dataset: every format in one folder, which appears when it is complete. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, fsyncSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { codebookMarkdown } from '../codebook-page.ts';
import { guardedAsync } from '../errors.ts';
import { openDatabase, type Origin } from '../open.ts';
import { csvText } from './csv.ts';
import { csvPath, dataPackage } from './datapackage.ts';
import { datasetteMetadata } from './datasette.ts';
import { ExportFolder, type WrittenFile } from './files.ts';
import { identityOf, type Identity } from './identity.ts';
import { citationText, readmeText } from './papers.ts';
import { writeParquet } from './parquet.ts';
import { Source } from './source.ts';
import { columnsCsv, COLUMNS_PATH } from './starters/columns.ts';
import { pythonStarter } from './starters/python.ts';
import { rStarter } from './starters/r.ts';
import { stataStarter } from './starters/stata.ts';
import { tooLongForExcel, writeWorkbook, type LeftOut } from './workbook.ts';

/** In the order in which they are written. */
export const FORMATS = ['csv', 'xlsx', 'parquet', 'datapackage', 'stata', 'r', 'python', 'datasette'] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** What describes or loads the CSV files, and so comes with them. */
const OF_CSV: readonly ExportFormat[] = ['datapackage', 'stata', 'r', 'python'];

export interface SnapshotOptions {
  /** The database; it is only read. */
  db: string;
  /** Folder in which the snapshot's own folder is made. */
  to: string;
  formats: readonly ExportFormat[];
  /** The program and its version. */
  software: string;
  /** The text of the licence. */
  licence: string;
  /** Told as each piece of work begins: a table in a format, or a file. */
  onWork?: (what: string) => void;
  onPlan?: (pieces: number) => void;
}

export interface Snapshot {
  folder: string;
  date: string;
  origin: Origin;
  banner: string | null;
  formats: ExportFormat[];
  files: number;
  bytes: number;
  rows: Record<string, number>;
  leftOut: LeftOut[];
  longTexts: number;
}

/**
 * Writes a snapshot into `to/NAME`, NAME being what the database says of itself (`gongkai-2026-03-20`). Until it is complete it
 * stands in a hidden folder beside; what stood under the name before is replaced by one renaming. The same database gives the same bytes.
 * Throws StoreError where the database cannot be read, and errors of the system where the folder cannot be written.
 */
export async function writeSnapshot(options: SnapshotOptions): Promise<Snapshot> {
  const db = openDatabase(options.db, { readonly: true });
  try {
    return await guardedAsync(options.db, async () => {
      const source = new Source(db);
      const identity = identityOf(db, source, options.software);
      mkdirSync(options.to, { recursive: true });
      const place = new Place(options.to, identity.slug);
      try {
        const snapshot = await fill(source, identity, new ExportFolder(place.building), options);
        place.publish();
        return { ...snapshot, folder: place.folder };
      } finally {
        place.clear();
      }
    });
  } finally {
    db.close();
  }
}

async function fill(source: Source, identity: Identity, folder: ExportFolder, { formats, licence, onWork, onPlan }: SnapshotOptions): Promise<Snapshot> {
  const wanted = FORMATS.filter((format) => formats.includes(format) || (format === 'csv' && formats.some((it) => OF_CSV.includes(it))));
  const has = (format: ExportFormat): boolean => wanted.includes(format);
  onPlan?.(source.tables.length * (Number(has('csv')) + Number(has('parquet'))) + Number(has('xlsx')));
  if (has('csv')) {
    for (const table of source.tables) {
      onWork?.(`${table.name} as CSV`);
      folder.put(csvPath(table.name), csvText(table.columns.map(({ name }) => name), source.rows(table)));
    }
    folder.put(COLUMNS_PATH, columnsCsv(source));
  }
  const about = [
    { key: 'gongkai:origin', value: identity.origin }, { key: 'gongkai:date', value: identity.date }, { key: 'gongkai:software', value: identity.software },
    { key: 'gongkai:notice', value: identity.banner ?? identity.licence },
  ];
  if (has('parquet')) {
    for (const table of source.tables) {
      onWork?.(`${table.name} as Parquet`);
      writeParquet(source, table, folder, about);
    }
  }
  let leftOut: LeftOut[] = [];
  let longTexts = 0;
  if (has('xlsx')) {
    onWork?.('the workbook');
    leftOut = tooLongForExcel(source);
    const sink = folder.open('gongkai.xlsx');
    ({ longTexts } = await writeWorkbook(source, identity, sink, leftOut));
    sink.close();
  }
  const tables = source.tables.map(({ name }) => name);
  if (has('datapackage')) folder.put('datapackage.json', dataPackage(source, folder, identity));
  if (has('stata')) folder.put('gongkai.do', stataStarter(source, identity));
  if (has('r')) folder.put('gongkai.R', rStarter(identity, tables));
  if (has('python')) folder.put('gongkai.py', pythonStarter(identity, tables));
  if (has('datasette')) folder.put('datasette/metadata.json', datasetteMetadata(source, identity));
  folder.put('codebook.md', codebookMarkdown());
  folder.put('LICENSE', licence);
  folder.put('CITATION.cff', citationText(identity));
  folder.put('README.md', readmeText(source, identity, { formats: wanted, leftOut, longTexts }));
  folder.put('SHA256SUMS', folder.files.map(sumLine));
  const files = folder.files;
  return {
    folder: '', date: identity.date, origin: identity.origin, banner: identity.banner, formats: wanted, files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), rows: Object.fromEntries(source.tables.map((table) => [table.name, source.count(table)])), leftOut, longTexts,
  };
}

/** As `sha256sum -c` reads it. */
const sumLine = ({ sha256, path }: WrittenFile): string => `${sha256}  ${path}\n`;

/** Where a snapshot is made and where it goes. Folders of this and of killed runs are hidden, their names ending in the process's number. */
class Place {
  readonly folder: string;
  readonly building: string;
  readonly #to: string;
  readonly #replaced: string;

  constructor(to: string, name: string) {
    this.#to = to;
    this.folder = join(to, name);
    this.building = join(to, `.${name}.building.${process.pid}`);
    this.#replaced = join(to, `.${name}.replaced.${process.pid}`);
    this.#tidy(name);
    mkdirSync(this.building);
  }

  publish(): void {
    sync(this.building);
    if (existsSync(this.folder)) renameSync(this.folder, this.#replaced);
    renameSync(this.building, this.folder);
    sync(this.#to);
  }

  clear(): void {
    if (existsSync(this.#replaced) && !existsSync(this.folder)) renameSync(this.#replaced, this.folder);
    rmSync(this.building, { recursive: true, force: true });
    rmSync(this.#replaced, { recursive: true, force: true });
  }

  /** What a killed run left: an unfinished snapshot goes; a finished one that was being replaced stands again where none does. */
  #tidy(name: string): void {
    for (const left of readdirSync(this.#to)) {
      const [, what, pid] = new RegExp(`^\\.${name}\\.(building|replaced)\\.(\\d+)$`).exec(left) ?? [];
      if (what === undefined || (Number(pid) !== process.pid && isAlive(Number(pid)))) continue;
      if (what === 'replaced' && !existsSync(this.folder)) renameSync(join(this.#to, left), this.folder);
      else rmSync(join(this.#to, left), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function sync(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
