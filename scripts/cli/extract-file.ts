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
import { readDocuments, type DocumentReading } from './read-documents.ts';

/** Prints the extraction of the file at `path`, as JSON or for people. */
export async function extractFile(path: string, { json, limits }: { json: boolean; limits: Partial<PoolOptions> }): Promise<Exit> {
  const { size } = statSync(path);
  const records = loadRegistry();
  const pool = new ExtractionPool({ profiles: records, ...limits, size: 1 });
  try {
    const bytes = size > pool.maxBytes ? null : readFileSync(path);
    const sha256 = bytes === null ? '' : createHash('sha256').update(bytes).digest('hex');
    const document = { sha256, byteLength: size, sources: [basename(path)], read: () => bytes! };
    for await (const reading of readDocuments([document], { pool, records, overrides: loadOverrides() })) {
      if ('error' in reading) throw reading.error;
      return tell(reading, json);
    }
    return EXIT.failed;
  } finally {
    await pool.close();
  }
}

function tell({ extraction }: DocumentReading, json: boolean): Exit {
  if (json) printJson(jsonOf(extraction));
  else print(...summaryOf(extraction));
  if (extraction.status === 'report') return EXIT.ok;
  return extraction.code === 'internal_error' ? EXIT.failed : EXIT.refused;
}

const NOTHING: Omit<Report, 'status' | 'form'> & { form: null } = {
  agency: { id: null, nameZh: null, nameEn: null, level: null, namePrinted: null },
  agencyEvidence: [], fiscalYear: null, fiscalYearEvidence: [], form: null, title: null, publishedOn: null,
  cells: [], unknown: [], sections: [], facts: [], checks: [], problems: [],
};

/** The object that `--json` prints: the same keys whether report or refusal, and the reason of a refusal. */
export const jsonOf = (extraction: Extraction): object => (extraction.status === 'report' ? extraction : { ...extraction, ...NOTHING });
