/** Pages are read with their parts only where something is lacking, and lose nothing by it. */
import { expect, it } from 'vitest';
import type { ExtractionPool, FormattedExtraction } from '../../../extractors/pool.ts';
import type { Extraction, Report } from '../../../extractors/report.ts';
import { readDocuments } from '../../../scripts/cli/read-documents.ts';
import { syntheticAgencies, syntheticReport } from '../../db/synthetic.ts';

const [agency] = syntheticAgencies(1);
const whole = syntheticReport({ agency: agency!, fiscalYear: 2023 }).extraction;
const lacking: Report = { ...whole, problems: [{ code: 'table_missing', message: 'table 三 of the form was not found' }] };
const refused = (code: string): Extraction => ({ status: code === 'no_tables' ? 'not_a_report' : 'unreadable', code, reason: code });

/** What is made of a page that is `alone` by itself and `together` with its one part; and how often it was read. */
async function reading(alone: Extraction, together: Extraction): Promise<{ extraction: Extraction; reads: number }> {
  let reads = 0;
  const pool = { read: (_bytes: unknown, _source: unknown, parts: readonly unknown[] = []): Promise<FormattedExtraction> => {
    reads++;
    return Promise.resolve({ extraction: parts.length > 0 ? together : alone, format: 'html' });
  } } as unknown as ExtractionPool;
  const part = { sha256: 'b'.repeat(64), byteLength: 3, source: 'a.xlsx', name: null, read: () => new Uint8Array(3) };
  const page = { sha256: 'a'.repeat(64), byteLength: 3, sources: ['a.html'], parts: [part], read: () => new Uint8Array(3) };
  for await (const done of readDocuments([page], { pool, records: [], overrides: new Map() })) {
    if ('error' in done) throw done.error;
    return { extraction: done.extraction, reads };
  }
  throw new Error('nothing was read');
}

it('a page that lacks nothing is read once', async () => {
  expect(await reading(whole, lacking)).toEqual({ extraction: whole, reads: 1 });
});

it('what its parts add stands, and so does why they could not be read where it is nothing alone', async () => {
  expect(await reading(refused('no_tables'), whole)).toEqual({ extraction: whole, reads: 2 });
  expect(await reading(refused('no_tables'), refused('timeout'))).toEqual({ extraction: refused('timeout'), reads: 2 });
});

it('a part that exhausts its limits costs a page nothing that it prints itself', async () => {
  const { extraction, reads } = await reading(lacking, refused('out_of_memory'));
  expect(reads).toBe(2);
  expect(extraction).toEqual({ ...lacking, problems: [...lacking.problems, { code: 'parts_unread', message: 'the files and pictures of the page could not be read together with it (out_of_memory): out_of_memory' }] });
});
