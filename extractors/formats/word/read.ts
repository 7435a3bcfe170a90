/** Reads the HTML that a Word document was written as. */
import type { Document, Format, Problem } from '../../document.ts';
import { readMarkup } from '../html.ts';
import { NO_CELL } from './tables.ts';

export function readWordMarkup(markup: string, format: Format, problems: Problem[] = []): Document {
  const document = readMarkup(markup, { format, keepSpace: true, chrome: false }, problems);
  for (const block of document.blocks) if (block.kind === 'grid') block.cells = block.cells.filter(({ text }) => text !== NO_CELL);
  return document;
}
