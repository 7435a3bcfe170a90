/** Every document format that is read, behind one door. A new format is one reader and one line here. */
import { Refusal, type Document, type Format } from '../document.ts';
import type { ReadHints } from './html.ts';
import type { Ocr } from './scan/ocr.ts';
import { sniff } from './sniff.ts';

export { sniff, type Sniffed } from './sniff.ts';
export type { ReadHints } from './html.ts';

type Reader = (bytes: Uint8Array, hints: ReadHints, ocr?: Ocr) => Document | Promise<Document>;

/** Loaded when first needed: pdf.js alone costs more than reading a page. */
const readers: Readonly<Record<Format, () => Promise<Reader>>> = {
  html: async () => (await import('./html.ts')).readHtml,
  pdf: async () => {
    const { readPdf } = await import('./pdf.ts');
    return (bytes, _, ocr) => readPdf(bytes, ocr);
  },
  docx: async () => (await import('./docx.ts')).readDocx,
  doc: async () => (await import('./doc.ts')).readDoc,
  rtf: async () => (await import('./rtf.ts')).readRtf,
  xlsx: async () => (await import('./xlsx.ts')).readXlsx,
  xls: async () => (await import('./xls.ts')).readXls,
  ofd: async () => (await import('./ofd.ts')).readOfd,
  zip: async () => (await import('./archive.ts')).refuseArchive,
  png: async () => {
    const { readImage } = await import('./image.ts');
    return (bytes, _, ocr) => readImage(bytes, 'png', ocr);
  },
  jpeg: async () => {
    const { readImage } = await import('./image.ts');
    return (bytes, _, ocr) => readImage(bytes, 'jpeg', ocr);
  },
  text: async () => (await import('./text.ts')).readText,
};

const loaded: Partial<Record<Format, Reader>> = {};

/**
 * Reads a document. Its format is told by its bytes; `hints` only helps with the encoding of HTML and text. `ocr` reads scans; without it
 * they are refused with `needs_ocr`.
 * @throws Refusal `unreadable` with a code: `empty`, `truncated`, `encrypted`, `wrong_type`, `too_large`, `too_deep` …
 */
export async function readDocument(bytes: Uint8Array, hints: ReadHints = {}, ocr?: Ocr): Promise<Document> {
  const sniffed = sniff(bytes);
  if (sniffed.format === null) throw new Refusal('unreadable', sniffed.code, sniffed.reason);
  const reader = (loaded[sniffed.format] ??= await readers[sniffed.format]());
  return reader(bytes, hints, ocr);
}
