/** What the bench reads: the corpus where it is, the samples, forged reports of the formats that need no other program. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Format } from '../../extractors/document.ts';
import { corpus, root } from '../support/needs.ts';

export interface BenchDocument {
  name: string;
  format: Format;
  bytes: Uint8Array;
}

const FORMATS: Record<string, Format> = { '.html': 'html', '.pdf': 'pdf', '.docx': 'docx', '.txt': 'text' };

function folder(path: string): BenchDocument[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) in FORMATS)
    .map(({ name }) => ({ name, format: FORMATS[extname(name)]!, bytes: new Uint8Array(readFileSync(join(path, name))) }));
}

/** The real documents, or none where the corpus is missing. */
export function corpusDocuments(): BenchDocument[] {
  const here = corpus;
  return here === null ? [] : ['seeds', 'files', 'negative'].flatMap((name) => folder(join(here, name)));
}

export const sampleDocuments = (): BenchDocument[] => folder(join(root, 'data', 'sample'));

/** Corpus and samples. */
export const allDocuments = (): BenchDocument[] => [...corpusDocuments(), ...sampleDocuments()];
