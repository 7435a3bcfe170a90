/** PDF bytes to the document model: pages painted by pdf.js's operators, then put together (`pdf/assemble.ts`). */
import type { Document, Problem } from '../document.ts';
import { Refusal } from '../document.ts';
import { blocksOfPages } from './pdf/assemble.ts';
import { openPdf, type OpenPdf } from './pdf/open.ts';
import { readPage, type Page } from './pdf/page.ts';
import type { Ocr } from './scan/ocr.ts';

/**
 * Reads a PDF. Places are pages (from 1) with boxes in points from the page's top-left corner as displayed.
 * @param bytes of the file; the caller keeps them intact.
 * @param ocr reads pages without text, which are refused otherwise.
 * @throws Refusal (`unreadable`): `empty`, `wrong_type`, `truncated`, `corrupt`, `encrypted`, `too_large`, `needs_ocr`, `not_recognised`.
 */
export async function readPdf(bytes: Uint8Array, ocr?: Ocr): Promise<Document> {
  const { pages, problems, title, meta } = await readPages(bytes);
  if (ocr && pages.every(({ glyphs }) => glyphs.every(({ text }) => text.trim() === ''))) {
    const { readScannedPdf } = await import('./pdf/scan.ts');
    return { ...(await readScannedPdf(bytes, ocr)), title, meta };
  }
  return { format: 'pdf', title, meta, blocks: blocksOfPages(pages, problems), problems };
}

/**
 * Reads strictly first: pdf.js otherwise skips what is damaged without a word. A file that fails so is read again leniently
 * and says so. (A large picture counts as a failure for pdf.js, because none is decoded here.)
 */
async function readPages(bytes: Uint8Array): Promise<Pick<OpenPdf, 'title' | 'meta'> & { pages: Page[]; problems: Problem[] }> {
  try {
    return await readAll(bytes, true, []);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const harmless = message.includes('Image exceeded maximum allowed size');
    return readAll(bytes, false, harmless ? [] : [{ code: 'pdf_damaged', message: `parts of the PDF are damaged and were left out: ${message}` }]);
  }
}

async function readAll(bytes: Uint8Array, strict: boolean, problems: Problem[]): Promise<Pick<OpenPdf, 'title' | 'meta'> & { pages: Page[]; problems: Problem[] }> {
  const pdf = await openPdf(bytes, strict);
  try {
    const pages: Page[] = [];
    for (let number = 1; number <= pdf.pages; number++) {
      try {
        pages.push(await readPage(pdf.proxy, number));
      } catch (error) {
        if (strict) throw error;
        const message = error instanceof Error ? error.message : String(error);
        throw new Refusal('unreadable', 'corrupt', `corrupt PDF: page ${number} of ${pdf.pages} cannot be read (${message})`);
      }
    }
    return { pages, problems, title: pdf.title, meta: pdf.meta };
  } finally {
    await pdf.close();
  }
}
