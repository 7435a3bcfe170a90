/** Puts the drafts of a walk together as blocks: splits glued headings, numbers the grids. */
import type { Block } from '../../document.ts';
import { headingOf } from '../headings.ts';
import { trim } from '../space.ts';
import { metadataLines } from './metadata.ts';
import type { Draft } from './walk.ts';

/** Blocks of the drafts that `keep` says to keep; `meta` takes up what a metadata table says. */
export function assemble(drafts: readonly Draft[], keep: readonly boolean[] | null, meta: Record<string, string>): Block[] {
  const blocks: Block[] = [];
  let table = 0;
  for (let at = 0; at < drafts.length; at++) {
    const { grid, text, level, place } = drafts[at]!;
    if (keep !== null && !keep[at]) {
      keepHost(text, meta);
      continue;
    }
    if (grid === null) {
      addText(blocks, text, level, place);
      continue;
    }
    const lines = metadataLines(grid, meta);
    if (lines !== null) blocks.push(...lines);
    else {
      grid.table = table++;
      blocks.push(grid);
    }
  }
  return blocks;
}

const host = /(主办单位|主办|版权所有)[\s\u00a0\u3000]*[:：][\s\u00a0\u3000]*([^\s\u00a0\u3000，。；|©]{3,40})/;

/** Whose site it is says the footer, which itself is no part of the report. */
function keepHost(text: string, meta: Record<string, string>): void {
  const found = host.exec(text);
  if (found !== null && !(found[1]! in meta)) meta[found[1]!] = found[2]!;
}

/** A paragraph, or several where its lines are headings or blank lines stand between them. */
function addText(blocks: Block[], text: string, level: number, place: Draft['place']): void {
  if (!text.includes('\n')) {
    addLine(blocks, text, level, place);
    return;
  }
  let open = '';
  for (const line of text.split('\n')) {
    const blank = trim(line) === '';
    if (blank || (level === 0 && headingOf(line) !== null)) {
      addLine(blocks, open, level, place);
      open = '';
      if (!blank) addLine(blocks, line, level, place);
    } else {
      open = open === '' ? line : `${open}\n${line}`;
    }
  }
  addLine(blocks, open, level, place);
}

function addLine(blocks: Block[], raw: string, level: number, place: Draft['place']): void {
  const text = trim(raw);
  if (text === '') return;
  const heading = headingOf(text);
  if (heading !== null) blocks.push({ kind: 'heading', level: heading.level, text, place });
  else if (level > 0 && text.length <= 120) blocks.push({ kind: 'heading', level, text, place });
  else blocks.push({ kind: 'paragraph', text, place });
}
