/** Reads many documents into the database: a folder that is taken in, or what the archive holds. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Archive, type ArchiveFindings } from '../../crawlers/archive.ts';
import { loadOverrides } from '../../data/overrides.ts';
import { loadRegistry } from '../../data/registry.ts';
import { openDatabase, type Db, type Origin } from '../../db/open.ts';
import { Store, type Comparison } from '../../db/store.ts';
import { ExtractionPool, type PoolOptions } from '../../extractors/pool.ts';
import { EXIT, type Exit } from './exit.ts';
import { Failure, explain, isFatal } from './failure.ts';
import { findAgency, knownAgencies } from './find-agency.ts';
import { beside, filesOf, fromArchive, lookAt, readable, foundAt, takeIn, type ReadableDocument } from './intake.ts';
import { withFolderParts } from './folder-parts.ts';
import { membersInPlace, takeMembersIn } from './members.ts';
import { progress } from './progress.ts';
import { putCoverage } from './put-coverage.ts';
import { readDocuments, versionOf, type DocumentReading, type Readers } from './read-documents.ts';
import { RunSummary } from './run-summary.ts';
import { isOutdated, ocrEngine, stamped, unreads } from './scans.ts';

export interface RunOptions {
  db: string;
  archive: string;
  /** Folder to take in first; then only its documents are read. */
  from?: string;
  agency?: string;
  year?: number;
  /** Read again what has not changed, too. */
  all: boolean;
  /** Compare with what is stored, write nothing. */
  dryRun: boolean;
  json: boolean;
  limits: Partial<PoolOptions>;
}

/** One document's failure never ends the run; a database or archive that cannot be written does. */
export async function extractRun(options: RunOptions): Promise<Exit> {
  const records = loadRegistry();
  const overrides = loadOverrides();
  const agencyId = options.agency === undefined ? undefined : findAgency(options.agency, knownAgencies(records)).id ?? undefined;
  const files = options.from === undefined ? null : filesOf(options.from, [options.archive, options.db]);
  if (files === null && !existsSync(options.archive)) {
    throw new Failure(EXIT.missing, `there is no archive at ${options.archive}; take documents in with extract --from DIR`);
  }
  const db = open(options, originOfArchive(options.archive));
  const archive = options.dryRun && files !== null ? null : Archive.open(options.archive);
  const pool = new ExtractionPool({ profiles: records, ...options.limits });
  const summary = new RunSummary(options.dryRun);
  try {
    const store = db && new Store(db);
    if (db && !options.dryRun) store?.syncAgencies(records);
    if (archive) for (const line of warnings(archive.verify({ hash: false }))) process.stderr.write(`archive: ${line}\n`);
    const found =
      files !== null ? gather(archive, options.from!, files, summary)
      : store && (agencyId !== undefined || options.year !== undefined) ? store.documents({ agencyId, fiscalYear: options.year }).map((sha256) => fromArchive(archive!, sha256))
      : [...archive!.list()].map((document) => readable(archive!, document));
    const bySource = new Map(archive === null ? found.map((document) => [document.sources[0], document]) : []);
    const documents = found.map((document) => (archive === null ? withFolderParts(document, (source) => bySource.get(source)) : beside(archive, document)));
    summary.documents = documents.length;
    const readers = { pool, records, overrides };
    if (db && store && archive && !options.dryRun) await readInto({ db, store, archive, readers, all: options.all }, documents, summary);
    else {
      await readWithMembers(documents, (found) => (options.all ? [...found] : outdated(found, store, readers)), readers, (reading) => {
        summary.compared(reading, store?.compare({ sha256: reading.document.sha256, extraction: reading.extraction }));
        return reading.format === 'zip' ? membersInPlace(reading.document) : [];
      }, summary);
    }
    for (const { document, file } of overrides.values()) {
      if (archive && !archive.has(document)) summary.idle.push(`${file}: the archive has no document ${document}`);
    }
    if (db && store && !options.dryRun) {
      if (archive) putCoverage(archive, db, store, records);
      store.finish();
    }
    summary.print(options.json);
    return summary.exit;
  } finally {
    await pool.close();
    archive?.close();
    db?.close();
  }
}

/** Whether an archive holds nights of the replica; null where there is none, or none with nights. Makes nothing. */
function originOfArchive(dir: string): Origin | null {
  if (!existsSync(join(dir, 'ledger.sqlite'))) return null;
  const archive = Archive.open(dir);
  try {
    return archive.journal.origin();
  } finally {
    archive.close();
  }
}

export interface Target {
  db: Db;
  store: Store;
  archive: Archive;
  readers: Readers;
  /** Read again what has not changed, too. */
  all: boolean;
}

/**
 * Reads into the database what it does not hold as the present code, registry and overrides read it; what is in archives, too. The members of an
 * archive are kept before its reading is, so that a run that is killed in between unpacks it again.
 */
export async function readInto({ db, store, archive, readers, all }: Target, documents: readonly ReadableDocument[], summary: RunSummary): Promise<void> {
  const version = versionOf(readers);
  const engine = ocrEngine();
  const choose = (given: readonly ReadableDocument[]): ReadableDocument[] => {
    const found = new Map<string, ReadableDocument>();
    for (let at = given; at.length > 0; at = foundElsewhere(db, at).flatMap((container) => takeMembersIn(archive, container))) {
      for (const document of at) found.set(document.sha256, document);
    }
    addSources(db, store, [...found.values()]);
    return all ? [...found.values()] : outdated([...found.values()], store, readers);
  };
  await readWithMembers(documents, choose, readers, (reading) => {
    const members = reading.format === 'zip' ? takeMembersIn(archive, reading.document) : [];
    // What an engine has read is not given up because this machine has none.
    const kept = unreads(store.versionOf(reading.document.sha256), reading.extraction);
    summary.stored(reading, kept ? 'unchanged' : write(store, reading, stamped(version(reading.document), reading.extraction, engine)));
    return members;
  }, summary);
}

/** Archives that were read before and have since been met at a further place, under which their members are to be known as well. */
function foundElsewhere(db: Db, documents: readonly ReadableDocument[]): ReadableDocument[] {
  const known = db.prepare<[string], string>(`SELECT s.source FROM document d JOIN document_source s ON s.document = d.id WHERE d.sha256 = ? AND d.format = 'zip'`).pluck();
  return documents.filter(({ sha256, sources }) => {
    const before = known.all(sha256);
    return before.length > 0 && sources.some((source) => !before.includes(source));
  });
}

/** Reads what `choose` picks, then what `use` says was found in it. */
async function readWithMembers(
  documents: readonly ReadableDocument[], choose: (found: readonly ReadableDocument[]) => ReadableDocument[], readers: Readers,
  use: (reading: DocumentReading) => readonly ReadableDocument[], summary: RunSummary,
): Promise<void> {
  const read = new Set<string>();
  const met = new Set(documents.map(({ sha256 }) => sha256));
  for (let found = documents; found.length > 0; ) {
    const members = new Map<string, ReadableDocument>();
    const chosen = choose(found).filter(({ sha256 }) => !read.has(sha256));
    for (const { sha256 } of chosen) read.add(sha256);
    await readAll(chosen, readers, (reading) => use(reading).forEach((member) => members.set(member.sha256, member)), summary);
    found = [...members.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
    summary.documents += found.filter(({ sha256 }) => !met.has(sha256)).length;
    for (const { sha256 } of found) met.add(sha256);
  }
}

function outdated(documents: readonly ReadableDocument[], store: Store | null, readers: Readers): ReadableDocument[] {
  const version = versionOf(readers);
  const engine = ocrEngine();
  return documents.filter((document) => isOutdated(store?.versionOf(document.sha256) ?? null, version(document), engine));
}

/** For a dry run the database is only read, and need not exist. */
function open({ db, dryRun, agency, year }: RunOptions, origin: Origin | null): Db | null {
  if (dryRun && !existsSync(db)) return null;
  return openDatabase(db, { readonly: dryRun || ((agency !== undefined || year !== undefined) && !existsSync(db)), ...(origin !== null && { origin }) });
}

function gather(archive: Archive | null, dir: string, files: readonly string[], summary: RunSummary): ReadableDocument[] {
  const found = new Map<string, ReadableDocument>();
  const shown = progress('files taken in', files.length);
  for (const source of files) {
    const taken = archive === null ? lookAt(dir, source) : takeIn(archive, dir, source);
    if ('error' in taken) summary.failed(source, explain(taken.error));
    else if ('read' in taken) found.set(taken.sha256, taken);
    else {
      summary.takenIn(taken.isNew);
      found.set(taken.sha256, fromArchive(archive!, taken.sha256));
    }
    shown.step();
  }
  shown.done();
  return [...found.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

async function readAll(documents: readonly ReadableDocument[], readers: Readers, use: (reading: DocumentReading) => void, summary: RunSummary): Promise<void> {
  const shown = progress('documents read', documents.length);
  try {
    for await (const reading of readDocuments(documents, readers)) {
      try {
        if ('error' in reading) throw reading.error;
        use(reading);
      } catch (error) {
        if (isFatal(error)) throw error;
        summary.failed(reading.document.sources[0] ?? reading.document.sha256, explain(error));
      }
      shown.step();
    }
  } finally {
    shown.done();
  }
}

const write = (store: Store, { document, format, extraction }: DocumentReading, codeVersion: string): Comparison['outcome'] =>
  store.takeIn({ sha256: document.sha256, bytes: document.byteLength, format, sources: foundAt(document) }, { codeVersion, extraction });

/** Documents that need no reading may still have been found at further places, or again. */
function addSources(db: Db, store: Store, documents: readonly ReadableDocument[]): void {
  const format = db.prepare<[string], { format: DocumentReading['format'] }>('SELECT format FROM documents WHERE sha256 = ?');
  for (const document of documents) {
    const stored = format.get(document.sha256);
    if (stored) store.putDocument({ sha256: document.sha256, bytes: document.byteLength, format: stored.format, sources: foundAt(document) });
  }
}

function warnings({ orphans, missing, damaged, leftovers }: ArchiveFindings): string[] {
  return [
    ...orphans.map((sha256) => `${sha256} has no visit: an earlier run was killed; take the document in again`),
    ...missing.map((sha256) => `${sha256} is in the ledger, but its bytes are gone; take the document in again`),
    ...damaged.map((sha256) => `${sha256} is damaged; take the document in again`),
    ...(leftovers.length > 0 ? [`${leftovers.length} unfinished temporary files of killed runs in tmp/; they may be deleted while nothing runs`] : []),
  ];
}
