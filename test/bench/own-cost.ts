/**
 * What our reading adds to what the library under it needs anyway. The library alone, our reader and the whole extraction
 * take turns on the same document, so that whatever else the machine does falls on all; a document counts with the ratio of
 * its medians, a format with the median of its documents.
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
import { median, skipped, time } from './row.ts';
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

const BARE: Record<Exclude<Format, 'text'>, { name: string; run: (bytes: Uint8Array) => unknown }> = {
  html: { name: 'cheerio.load', run: (bytes) => cheerio.load(Buffer.from(bytes)) },
  pdf: { name: 'pdf.js text and operators', run: pdfJs },
  docx: { name: 'mammoth.convertToHtml', run: (bytes) => mammoth.convertToHtml({ buffer: Buffer.from(bytes) }) },
};

/** At least this many turns, and as many more as fit the time. */
const TURNS = 5;
const MS_PER_DOCUMENT = 1500;

async function ratios(document: BenchDocument, bare: (bytes: Uint8Array) => unknown): Promise<{ reader: number; whole: number }> {
  const profiles = loadRegistry();
  const { bytes, name } = document;
  const contestants = [
    () => bare(bytes),
    () => readDocument(bytes, { name }).catch(() => null),
    () => extract(bytes, profiles, { name }),
  ];
  const times: number[][] = contestants.map(() => []);
  for (const run of contestants) await run();
  const end = performance.now() + MS_PER_DOCUMENT;
  for (let turn = 0; turn < TURNS || performance.now() < end; turn += 1) {
    for (let i = 0; i < contestants.length; i += 1) {
      const which = (i + turn) % contestants.length;
      times[which]!.push(await time(contestants[which]!));
    }
  }
  const [library, reader, whole] = times.map(median) as [number, number, number];
  return { reader: reader / library, whole: whole / library };
}

/** One line for the reader and one for the whole extraction of each format that has a library under it. */
export async function ownCost(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [format, { name, run }] of Object.entries(BARE)) {
    const documents = allDocuments().filter((document) => document.format === format);
    const found: { reader: number; whole: number }[] = [];
    for (const document of documents) {
      try {
        found.push(await ratios(document, run));
      } catch {
        // What the library itself refuses has no ratio (a truncated PDF).
      }
    }
    if (found.length === 0) {
      rows.push(skipped(`${format}: time over ${name}`, 'no documents'));
      continue;
    }
    for (const part of ['reader', 'whole'] as const) {
      const ratio = median(found.map((each) => each[part]));
      rows.push({
        what: `${format}: ${part === 'reader' ? 'reading' : 'reading, cells and checks'}, over ${name}`,
        asked: '≤ 1.30',
        reached: ratio.toFixed(2),
        met: ratio <= 1.3,
        note: `${found.length} documents, median`,
      });
    }
  }
  return rows;
}
