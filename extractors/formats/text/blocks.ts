/** Blocks of a text: grids where lines have tabs, prose between them. */
import type { Block } from '../../document.ts';
import { linesOf } from './lines.ts';
import { proseOf } from './paragraphs.ts';
import { gridOf, leadsRows, regionAt } from './tables.ts';

/** Reads decoded text. Places are line and [start, end) within it. */
export function textBlocks(text: string): Block[] {
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
  return blocks;
}
