/**
 * What our reading adds to what the library under it needs anyway, in processor time. The library alone, our reader and the
 * whole extraction take turns on the same document; a document counts with the ratio of its medians, a format with the median
 * of its documents. What is asked is asked of the reader; cells, checks, attribution and prose have no library to stand beside.
 */
import * as cheerio from 'cheerio';
import mammoth from 'mammoth';
import type { Format } from '../../extractors/document.ts';
import { extract } from '../../extractors/extract.ts';
import { readDocument } from '../../extractors/formats/index.ts';
import { openPdf } from '../../extractors/formats/pdf/open.ts';
import { loadRegistry } from '../../data/registry.ts';
import { allDocuments } from './documents.ts';
import type { BenchDocument } from './documents.ts';
import { median, processorTime, skipped } from './row.ts';
import type { Row } from './row.ts';

/** pdf.js with the options that we open files with: its defaults are slower and would flatter us. */
async function pdfJs(bytes: Uint8Array): Promise<void> {
  const { proxy, pages, close } = await openPdf(bytes, false);
  for (let number = 1; number <= pages; number += 1) {
    const page = await proxy.getPage(number);
    await page.getTextContent();
    await page.getOperatorList();
  }
  await close();
}

const BARE: Partial<Record<Format, { name: string; run: (bytes: Uint8Array) => unknown }>> = {
  html: { name: 'cheerio.load', run: (bytes) => cheerio.load(Buffer.from(bytes)) },
  pdf: { name: 'pdf.js text and operators', run: pdfJs },
  docx: { name: 'mammoth.convertToHtml', run: (bytes) => mammoth.convertToHtml({ buffer: Buffer.from(bytes) }) },
};

/** Turns over all documents of a format before anything is measured, so that the code is compiled. */
const WARM_UP = 5;
/** At least this many turns, and as many more as fit the time. */
const TURNS = 7;
const MS_PER_DOCUMENT = 1500;

type Bare = (bytes: Uint8Array) => unknown;
const profiles = loadRegistry();

const contestantsFor = ({ bytes, name }: BenchDocument, bare: Bare): (() => unknown)[] => [
  () => bare(bytes),
  () => readDocument(bytes, { name }).catch(() => null),
  () => extract(bytes, profiles, { name }),
];

/** What the library itself refuses has no ratio (a truncated PDF). */
async function readable(documents: readonly BenchDocument[], bare: Bare): Promise<BenchDocument[]> {
  const left: BenchDocument[] = [];
  for (const document of documents) {
    try {
      await bare(document.bytes);
      left.push(document);
    } catch {
      continue;
    }
  }
  return left;
}

async function ratios(document: BenchDocument, bare: Bare): Promise<{ reader: number; whole: number }> {
  const contestants = contestantsFor(document, bare);
  const times: number[][] = contestants.map(() => []);
  const end = performance.now() + MS_PER_DOCUMENT;
  for (let turn = 0; turn < TURNS || performance.now() < end; turn += 1) {
    for (let i = 0; i < contestants.length; i += 1) {
      const which = (i + turn) % contestants.length;
      times[which]!.push(await processorTime(contestants[which]!));
    }
  }
  const [library, reader, whole] = times.map(median) as [number, number, number];
  return { reader: reader / library, whole: whole / library };
}

/** One line for the reader and one for the whole extraction of each format that has a library under it. */
export async function ownCost(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [format, { name, run }] of Object.entries(BARE)) {
    const documents = await readable(allDocuments().filter((document) => document.format === format), run);
    for (let turn = 0; turn < WARM_UP; turn += 1) {
      for (const document of documents) for (const contestant of contestantsFor(document, run)) await contestant();
    }
    const found: { reader: number; whole: number }[] = [];
    for (const document of documents) found.push(await ratios(document, run));
    if (found.length === 0) {
      rows.push(skipped(`${format}: time over ${name}`, 'no documents'));
      continue;
    }
    const [reader, whole] = (['reader', 'whole'] as const).map((part) => median(found.map((each) => each[part]))) as [number, number];
    const note = `${found.length} documents, median of their ratios`;
    rows.push(
      { what: `${format}: reading, over ${name}`, asked: '≤ 1.30', reached: reader.toFixed(2), met: reader <= 1.3, note },
      { what: `${format}: the whole extraction, over ${name}`, asked: null, reached: whole.toFixed(2), met: null, note },
    );
  }
  return rows;
}
