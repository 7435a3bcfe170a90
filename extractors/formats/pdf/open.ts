/** Opens PDF bytes with pdf-parse, gives their metadata and the pdf.js document behind it, or one clear refusal. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InvalidPDFException, PasswordException, PDFParse, VerbosityLevel } from 'pdf-parse';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { Refusal } from '../../document.ts';

/** More pages than any such report has; the longest met in the wild run to a few dozen. */
const MAX_PAGES = 500;
/** Pictures carry no text that we read, and decoding a scan costs a second a page; tiny ones may be drawn rules. */
const MAX_IMAGE_PIXELS = 4096;
/** The end of a PDF names its cross-reference table; portals append up to a few kilobytes of page trailer behind it. */
const TAIL_BYTES = 8192;

/** NUL and white space, with which some servers fill up a file. */
const PADDING: ReadonlySet<number> = new Set([0, 9, 10, 13, 32]);

const assets = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/**
 * pdf.js registers fonts with a DOM, or else builds an outline of every glyph for its canvas, which takes as long as all the
 * rest. This stands in for the DOM: fonts are "registered" with nobody, and no outline is built.
 */
const style = { sheet: { cssRules: [], insertRule: () => 0 }, remove: () => undefined };
const noDom = {
  createElement: () => style,
  documentElement: { getElementsByTagName: () => [{ append: () => undefined }] },
} as never;

export interface OpenPdf {
  proxy: PDFDocumentProxy;
  pages: number;
  title: string | null;
  meta: Record<string, string>;
  /** Frees everything the file holds; must be called. */
  close(): Promise<void>;
}

/**
 * @param bytes of the file; they are copied, because pdf.js detaches what it is given.
 * @param strict stop at the first damaged object (pdf.js otherwise skips it without a word).
 * @throws Refusal when the file cannot be opened.
 */
export async function openPdf(bytes: Uint8Array, strict: boolean): Promise<OpenPdf> {
  refuseByBytes(bytes);
  const parser = new PDFParse({
    data: new Uint8Array(bytes),
    // Fonts that are not embedded (STSong-Light with UniGB-UCS2-H) yield empty text without these.
    cMapUrl: join(assets, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(assets, 'standard_fonts/'),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: false,
    ownerDocument: noDom,
    isOffscreenCanvasSupported: false,
    maxImageSize: MAX_IMAGE_PIXELS,
    stopAtErrors: strict,
    enableXfa: false,
  });
  const close = (): Promise<void> => parser.destroy();
  try {
    const { title, meta } = await metadata(parser);
    const proxy = loaded(parser);
    if (proxy.numPages > MAX_PAGES) {
      throw new Refusal('unreadable', 'too_large', `PDF with ${proxy.numPages} pages: at most ${MAX_PAGES} are read; cut the report out of the volume`);
    }
    return { proxy, pages: proxy.numPages, title, meta, close };
  } catch (error) {
    await close();
    throw refusalOf(error);
  }
}

/** Loads the file and reads its information dictionary. A broken outline or label tree does not make the text unreadable. */
async function metadata(parser: PDFParse): Promise<{ title: string | null; meta: Record<string, string> }> {
  try {
    const { info } = await parser.getInfo();
    const meta: Record<string, string> = {};
    for (const [name, value] of Object.entries((info ?? {}) as Record<string, unknown>)) {
      if (typeof value === 'string' && value.trim() !== '') meta[name] = value;
    }
    return { title: meta.Title?.trim() || null, meta };
  } catch (error) {
    if (documentOf(parser)) return { title: null, meta: {} };
    throw error;
  }
}

/**
 * The pdf.js document that pdf-parse has opened. `doc` is private in its type declarations only; taking it from there parses
 * the file once instead of twice and keeps one copy of pdf.js. The version is pinned, and a test fails when the field moves.
 */
const documentOf = (parser: PDFParse): PDFDocumentProxy | undefined => (parser as unknown as { doc?: PDFDocumentProxy }).doc;

function loaded(parser: PDFParse): PDFDocumentProxy {
  const proxy = documentOf(parser);
  if (!proxy) throw new Error('pdf-parse no longer keeps its document in `doc`: see formats/pdf/open.ts');
  return proxy;
}

function refuseByBytes(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Refusal('unreadable', 'empty', 'empty file: fetch it again');
  const latin1 = (from: number, to: number): string => Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
  const head = latin1(0, Math.min(bytes.length, 1024));
  if (!head.includes('%PDF-')) throw new Refusal('unreadable', 'wrong_type', 'not a PDF: the first kilobyte has no %PDF- mark');
  const linearised = /\/Linearized\b[^>]*?\/L\s+(\d+)/.exec(head);
  let end = bytes.length;
  while (end > 0 && PADDING.has(bytes[end - 1]!)) end--;
  const tail = latin1(Math.max(0, end - TAIL_BYTES), end);
  if (!/startxref|%%EOF/.test(tail) || (linearised && Number(linearised[1]) > bytes.length)) {
    throw new Refusal('unreadable', 'truncated', `truncated PDF: ${bytes.length} bytes and no end mark; fetch it again`);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof PasswordException) {
    return new Refusal('unreadable', 'encrypted', 'encrypted PDF: it asks for a password to open');
  }
  if (error instanceof InvalidPDFException) {
    return new Refusal('unreadable', 'corrupt', `corrupt PDF: ${error.message}`);
  }
  if (error instanceof Refusal) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal('unreadable', 'corrupt', `the PDF cannot be opened: ${message}`);
}
