/** Scanned pages to the document model: figures read cell by cell, words line by line, and put together like pages of a PDF. */
import type { Box, Document, Format, Problem } from '../document.ts';
import { isGrid, Refusal } from '../document.ts';
import { blocksOfPages } from './pdf/assemble.ts';
import { holds } from './pdf/geometry.ts';
import { INSTALL_OCR, type Ocr } from './scan/ocr.ts';
import { readScannedPage, type ReadScan, type ScannedPage } from './scan/page.ts';

/** More pages are no report; each takes seconds. */
const MAX_SCANNED_PAGES = 40;
/** Pictures with more pixels are posters, or bombs. */
export const MAX_PIXELS = 60_000_000;

/** Refuses what cannot be read without OCR, with what to do about it. `what` is a sentence's beginning: `scan: none of …`. */
export const needsOcr = (what: string): Refusal =>
  new Refusal('unreadable', 'needs_ocr', `${what}; needs OCR: ${INSTALL_OCR}`);

/**
 * Reads scanned pages. Places are boxes in points; pages without a resolution of their own count as A4 pages.
 * @throws Refusal `too_large`, `not_recognised` when no character is
 */
export async function readScan(pages: readonly (() => Promise<ScannedPage>)[], format: Format, ocr: Ocr): Promise<Document> {
  if (pages.length > MAX_SCANNED_PAGES) throw new Refusal('unreadable', 'too_large', `scan with ${pages.length} pages: at most ${MAX_SCANNED_PAGES} are read`);
  const problems: Problem[] = [{ code: 'read_by_ocr', message: `a scan, read by ${ocr.id}: figures stand where the form's arithmetic confirms them; numbers in the prose are left out` }];
  const read: ReadScan[] = [];
  for (const [i, page] of pages.entries()) read.push(readScannedPage(await page(), i + 1, ocr));
  if (read.every(({ page }) => page.glyphs.length === 0)) throw new Refusal('unreadable', 'not_recognised', `scan: nothing is recognised on its ${pages.length} page(s) by ${ocr.id}`);
  const blocks = blocksOfPages(read.map(({ page }) => page), problems);
  const cells = blocks.filter(isGrid).flatMap((grid) => grid.cells);
  read.forEach(({ doubts }, i) => {
    for (const { box, readings } of doubts) {
      const cell = cells.find(({ place }) => place.page === i + 1 && place.box && holds(place.box, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2));
      if (cell) cell.readings = readings;
    }
  });
  // What was read from a page that lay askew is outlined on the page as it is.
  const turn = (page: number | undefined, box: Box | undefined): Box | undefined => {
    const from = page === undefined ? undefined : read[page - 1];
    return from && box && from.skew !== 0 ? askew(box, -from.skew, from.page.width, from.page.height) : box;
  };
  for (const place of [...blocks.map((block) => block.place), ...cells.map((cell) => cell.place)]) {
    const box = turn(place.page, place.box);
    if (box) place.box = box;
  }
  return { format, title: null, meta: {}, blocks, problems, ocr: ocr.id };
}

/** The box around a box after the page is turned back. */
function askew([x0, y0, x1, y1]: Box, radians: number, width: number, height: number): Box {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const corners = [[x0, y0], [x1, y0], [x0, y1], [x1, y1]].map(([x, y]) => [
    (x! - width / 2) * cos - (y! - height / 2) * sin + width / 2, (x! - width / 2) * sin + (y! - height / 2) * cos + height / 2,
  ]);
  const round = (value: number): number => Math.round(value * 100) / 100;
  const [xs, ys] = [corners.map(([x]) => x!), corners.map(([, y]) => y!)];
  return [round(Math.min(...xs)), round(Math.min(...ys)), round(Math.max(...xs)), round(Math.max(...ys))];
}
