/** Reads plain text: archives of reports whose pages and files are gone. */
import type { Document } from '../document.ts';
import { decode } from './encoding.ts';
import type { ReadHints } from './html.ts';
import { textBlocks } from './text/blocks.ts';

/**
 * Reads a text. Places are line and [start, end) within it. Grids know the order of their cells only (`columns: 'order'`);
 * every field is a cell, also the empty ones at a row's end. A `seam` is a row that follows an interruption.
 */
export function readText(bytes: Uint8Array, hints: ReadHints = {}): Document {
  const { text, problems } = decode(bytes, hints.contentType);
  return { format: 'text', title: null, meta: {}, blocks: textBlocks(text), problems };
}
