/** Reads documents in worker threads and hands the readings on in the order of the documents. */
import { createHash } from 'node:crypto';
import type { AgencyRecord } from '../../data/registry.ts';
import { overrideVersion, type Override } from '../../data/overrides.ts';
import type { SourceHints } from '../../extractors/attribution/profile.ts';
import { baseName, IN_ARCHIVE } from '../../extractors/contained.ts';
import type { Format } from '../../extractors/document.ts';
import { lacks } from '../../extractors/page-parts.ts';
import type { ExtractionPool, FormattedExtraction, PartBytes } from '../../extractors/pool.ts';
import type { Extraction } from '../../extractors/report.ts';
import { applyOverride } from './apply-override.ts';
import { codeVersion, registryVersion } from './code-version.ts';
import type { PagePart, ReadableDocument } from './intake.ts';

/** What readings are made with. */
export interface Readers {
  pool: ExtractionPool;
  records: readonly AgencyRecord[];
  overrides: ReadonlyMap<string, Override>;
}

export interface DocumentReading {
  document: ReadableDocument;
  extraction: Extraction;
  format: Format | null;
  /** Overrides that had no effect, each a sentence. */
  idle: string[];
}

/** A document whose bytes could not be had. */
export interface FailedReading {
  document: ReadableDocument;
  error: unknown;
}

/** Readings waiting for one before them; enough that a slow document does not idle the other threads at once. */
const AHEAD = 64;

const isUrl = (source: string | undefined): boolean => source !== undefined && /^https?:\/\//i.test(source);

/** What is told to the extractors about where a document came from: its first address and the first name it had there, else its first file name. */
export function hintsOf({ sources: [first], names: [named] = [] }: Pick<ReadableDocument, 'sources' | 'names'>): SourceHints {
  if (first === undefined) return {};
  if (first.includes(IN_ARCHIVE)) return { ...(isUrl(first) && { url: first }), name: baseName(first) };
  return isUrl(first) ? { url: first, ...(named && { name: named.name }) } : { name: first.slice(first.lastIndexOf('/') + 1) };
}

/** Changes whenever a page shows or offers something else. */
const partsVersion = (parts: readonly PagePart[]): string =>
  createHash('sha256').update(parts.map(({ sha256, source, name }) => `${sha256} ${source} ${name ?? ''}`).join('\n')).digest('hex').slice(0, 8);

/**
 * Names all that a document's reading depends on besides its bytes: code, registry, the kind of hint, its parts, its override. While this
 * stays the same, reading it again gives the same. (Of each kind of hint the first one stands for ever.)
 */
export function versionOf({ records, overrides }: Pick<Readers, 'records' | 'overrides'>): (document: ReadableDocument) => string {
  const common = `${codeVersion()}-${registryVersion(records)}`;
  return ({ sha256, sources, names = [], parts = [] }) => {
    const override = overrides.get(sha256);
    return `${common}${isUrl(sources[0]) ? `-url${names.length > 0 ? '-name' : ''}` : ''}${parts.length > 0 ? `-${partsVersion(parts)}` : ''}${override ? `-${overrideVersion(override)}` : ''}`;
  };
}

/** A part that exhausts time or memory costs a page nothing that it prints itself. */
function either(alone: FormattedExtraction, together: FormattedExtraction): FormattedExtraction {
  if (alone.extraction.status !== 'report' || together.extraction.status === 'report') return together;
  const { code, reason } = together.extraction;
  return { ...alone, extraction: { ...alone.extraction, problems: [...alone.extraction.problems, { code: 'parts_unread', message: `the files and pictures of the page could not be read together with it (${code}): ${reason}` }] } };
}

const partOf = ({ sha256, byteLength, source, name, read }: PagePart): PartBytes => ({
  sha256, byteLength, source: { ...(isUrl(source) && { url: source }), name: name ?? baseName(source) }, read,
});

/** Reads all; yields in the order given, whichever thread is done first, so that a database is built the same every time. */
export async function* readDocuments(documents: Iterable<ReadableDocument>, readers: Readers): AsyncGenerator<DocumentReading | FailedReading> {
  const waiting: Promise<DocumentReading | FailedReading>[] = [];
  for (const document of documents) {
    waiting.push(readOne(document, readers).catch((error: unknown) => ({ document, error })));
    if (waiting.length >= AHEAD) yield await waiting.shift()!;
  }
  for (const reading of waiting) yield await reading;
}

async function readOne(document: ReadableDocument, { pool, records, overrides }: Readers): Promise<DocumentReading> {
  const alone = await pool.read(document, hintsOf(document));
  const parts = document.parts ?? [];
  const { extraction, format } = parts.length > 0 && lacks(alone.extraction) ? either(alone, await pool.read(document, hintsOf(document), parts.map(partOf))) : alone;
  const override = overrides.get(document.sha256);
  return { document, format, ...(override ? applyOverride(extraction, override, records) : { extraction, idle: [] }) };
}
