/** OFD (GB/T 33190-2016), the national format for fixed pages: text and drawn rules, put together as those of a PDF are. */
import type { Document, Problem } from '../document.ts';
import { openOfd } from './ofd/package.ts';
import { fullBudget, paintPage } from './ofd/paint.ts';
import { blocksOfPages } from './pdf/assemble.ts';
import type { Page } from './pdf/page.ts';

/**
 * Reads an OFD file. Places are pages (from 1) with boxes in points from the page's top-left corner.
 * @throws Refusal `truncated`, `encrypted`, `too_large`, `too_deep`, `too_complex`, `unsafe_xml`, `wrong_type`, `needs_ocr`
 */
export function readOfd(bytes: Uint8Array): Document {
  const { pages, problems, title, meta } = paintOfd(bytes);
  return { format: 'ofd', title, meta, blocks: blocksOfPages(pages, problems), problems };
}

/** The pages as they look, and what was noticed while painting them. @throws Refusal as `readOfd` */
export function paintOfd(bytes: Uint8Array): { pages: Page[]; problems: Problem[]; title: string | null; meta: Record<string, string> } {
  const { documents, title, meta } = openOfd(bytes);
  const pages: Page[] = [];
  const problems: Problem[] = [];
  const budget = fullBudget();
  for (const { pages: sheets, resources } of documents) {
    for (const sheet of sheets) {
      const number = pages.length + 1;
      const { page, unplaced } = paintPage(number, sheet, resources, budget);
      pages.push(page);
      const note = (code: string, message: string): void => void problems.push({ code, message, place: { page: number } });
      if (unplaced > 0) note('text_without_offsets', `${unplaced} characters have no place of their own in the file; they are taken to follow each other`);
      if (page.hidden > 0) note('hidden_text', `${page.hidden} characters are invisible or outside what is shown of the page; they were left out`);
    }
  }
  return { pages, problems, title, meta };
}
