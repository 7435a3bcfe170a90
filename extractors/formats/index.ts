/** Any document's bytes → the document model: by content, never by name. A new format is one file here and one line below. */
import { Refusal, type Document, type Format } from '../document.ts';
import { sniff } from './sniff.ts';

export { sniff };

export interface ReadHints {
  contentType?: string;
  name?: string;
}

type Reader = (bytes: Uint8Array, hints: ReadHints) => Document | Promise<Document>;

/** Loaded when first needed: pdf.js alone takes longer to load than most pages to read. */
const READERS: Record<Format, () => Promise<Reader>> = {
  html: async () => (await import('./html.ts')).readHtml,
  pdf: async () => (await import('./pdf.ts')).readPdf,
  docx: async () => (await import('./docx.ts')).readDocx,
  text: async () => (await import('./text.ts')).readText,
};

const loaded = new Map<Format, Reader>();

/**
 * Reads a document. The bytes are not modified.
 * @throws Refusal when they are of no supported format or cannot be read
 */
export async function readDocument(bytes: Uint8Array, hints: ReadHints = {}): Promise<Document> {
  const found = sniff(bytes);
  if (found.format === null) throw new Refusal('unreadable', found.code, found.reason);
  const { format } = found;
  const read = loaded.get(format) ?? (await READERS[format]());
  loaded.set(format, read);
  return read(bytes, hints);
}
