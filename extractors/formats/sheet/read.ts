/** Reads the HTML that a workbook was written as. */
import type { Document, Format } from '../../document.ts';
import { readMarkup } from '../html.ts';
import { UNKNOWN } from './printed.ts';

export function readSheets(markup: string, format: Format): Document {
  const document = readMarkup(markup, { format, keepSpace: true, chrome: false });
  for (const block of document.blocks) {
    if (block.kind !== 'grid') continue;
    for (const { text, place } of block.cells) {
      if (text.includes(UNKNOWN)) document.problems.push({ code: 'display_unknown', message: 'What this cell prints is not in the file: a formula that was never calculated, a number wider than its column, or a format that writes digits in another way.', place });
    }
  }
  return document;
}
