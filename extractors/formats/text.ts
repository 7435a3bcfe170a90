/** Reads plain text: archives of reports whose pages and files are gone. */
import type { Block, Document } from '../document.ts';
import { decode } from './encoding.ts';
import type { ReadHints } from './html.ts';
import { linesOf } from './text/lines.ts';
import { proseOf } from './text/paragraphs.ts';
import { gridOf, leadsRows, regionAt } from './text/tables.ts';

/**
 * Reads a text. Places are line and [start, end) within it. Grids know the order of their cells only (`columns: 'order'`);
 * every field is a cell, also the empty ones at a row's end. A `seam` is a row that follows an interruption.
 */
export function readText(bytes: Uint8Array, hints: ReadHints = {}): Document {
  const { text, problems } = decode(bytes, hints.contentType);
  const lines = linesOf(text);
  const blocks: Block[] = [];
  let table = 0;
  let prose = 0;
  for (let at = 0; at < lines.length; ) {
    const begins = lines[at]!.kind === 'tabbed' || (lines[at]!.kind === 'prose' && lines[at + 1]?.kind === 'tabbed' && leadsRows(lines, at));
    if (!begins) {
      at++;
      continue;
    }
    const region = regionAt(lines, at);
    const grid = gridOf(lines, region);
    if (grid !== null) {
      blocks.push(...proseOf(lines.slice(prose, at)));
      grid.table = table++;
      blocks.push(grid);
      prose = region.to;
    } else {
      // Tabs that a page break left in the prose: no table, and no end of the sentence either.
      for (let blank = at; blank < region.to; blank++) if (lines[blank]!.kind === 'tabbed') lines[blank]!.kind = 'blank';
    }
    at = region.to;
  }
  blocks.push(...proseOf(lines.slice(prose)));
  return { format: 'text', title: null, meta: {}, blocks, problems };
}
