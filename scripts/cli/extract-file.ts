/** Reads one file and prints what is in it. Touches neither database nor archive. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { loadOverrides } from '../../data/overrides.ts';
import { loadRegistry } from '../../data/registry.ts';
import { ExtractionPool, type PoolOptions } from '../../extractors/pool.ts';
import type { Extraction, Report } from '../../extractors/report.ts';
import { print, printJson } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { summaryOf } from './describe-report.ts';
import { membersInPlace } from './members.ts';
import { readDocuments, type DocumentReading, type Readers } from './read-documents.ts';

/** Prints the extraction of the file at `path`, as JSON or for people. */
export async function extractFile(path: string, { json, limits }: { json: boolean; limits: Partial<PoolOptions> }): Promise<Exit> {
  const { size } = statSync(path);
  const records = loadRegistry();
  const pool = new ExtractionPool({ profiles: records, ...limits, size: 1 });
  try {
    const bytes = size > pool.maxBytes ? null : readFileSync(path);
    const sha256 = bytes === null ? '' : createHash('sha256').update(bytes).digest('hex');
    const document = { sha256, byteLength: size, sources: [basename(path)], read: () => new Uint8Array(bytes!) };
    const readers = { pool, records, overrides: loadOverrides() };
    for await (const reading of readDocuments([document], readers)) {
      if ('error' in reading) throw reading.error;
      return reading.format === 'zip' ? await tellArchive(reading, readers, json) : tell(reading, json);
    }
    return EXIT.failed;
  } finally {
    await pool.close();
  }
}

/** What the files of an archive are: the first report in full, and one line, or object, for each. */
async function tellArchive(archive: DocumentReading, readers: Readers, json: boolean): Promise<Exit> {
  const members: DocumentReading[] = [];
  const unpack = async (container: DocumentReading): Promise<void> => {
    for await (const reading of readDocuments(membersInPlace(container.document), readers)) {
      if ('error' in reading) throw reading.error;
      if (reading.format === 'zip') await unpack(reading);
      else members.push(reading);
    }
  };
  await unpack(archive);
  const report = members.find(({ extraction }) => extraction.status === 'report') ?? archive;
  const listed = members.map(({ document, format, extraction }) => ({
    name: document.sources[0]!, sha256: document.sha256, bytes: document.byteLength, format, status: extraction.status,
    ...(extraction.status !== 'report' && { code: extraction.code, reason: extraction.reason }),
  }));
  if (json) {
    printJson({ ...jsonOf(report.extraction), member: report === archive ? null : report.document.sources[0], members: listed });
    return exitOf(report.extraction);
  }
  for (const { name, bytes, format, status, reason } of listed) print(`${name}: ${bytes} bytes, ${format ?? 'no format that is read'}, ${status}${reason === undefined ? '' : `: ${reason}`}`);
  return tell(report, json);
}

function tell({ extraction }: DocumentReading, json: boolean): Exit {
  if (json) printJson(jsonOf(extraction));
  else print(...summaryOf(extraction));
  return exitOf(extraction);
}

const exitOf = (extraction: Extraction): Exit =>
  extraction.status === 'report' ? EXIT.ok : extraction.code === 'internal_error' ? EXIT.failed : EXIT.refused;

const NOTHING: Omit<Report, 'status' | 'form'> & { form: null } = {
  agency: { id: null, nameZh: null, nameEn: null, level: null, namePrinted: null },
  agencyEvidence: [], fiscalYear: null, fiscalYearEvidence: [], form: null, title: null, publishedOn: null,
  cells: [], unknown: [], sections: [], facts: [], checks: [], problems: [],
};

/** The object that `--json` prints: the same keys whether report or refusal, and the reason of a refusal. */
export const jsonOf = (extraction: Extraction): object => (extraction.status === 'report' ? extraction : { ...extraction, ...NOTHING });
