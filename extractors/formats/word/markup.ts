/** Writes paragraphs as HTML: what the places of Word 97 and RTF documents speak of. */
import type { WordParagraph } from './paragraph.ts';
import { tableMarkup, type WordRow } from './tables.ts';

/** A table being written: rows that have ended, cells of the row that has not, and what stands in the cell so far. */
interface Open {
  rows: WordRow[];
  cells: string[];
  cell: string;
}

/** Word itself stops here. */
const DEEPEST = 63;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');

/** The body's markup. Tables that follow each other without a paragraph between are one, as Word shows them. */
export function markupOf(paragraphs: Iterable<WordParagraph>): string {
  let out = '';
  const open: Open[] = [];
  const write = (markup: string): void => {
    const table = open.at(-1);
    if (table === undefined) out += markup;
    else table.cell += markup;
  };
  const close = (): void => {
    const { rows, cells, cell } = open.pop()!;
    // Cells whose row never ended: the file is cut off there, and what they hold is kept.
    if (cells.length > 0 || cell !== '') rows.push({ cells: [...cells, ...(cell === '' ? [] : [cell])], shape: null });
    if (rows.length > 0) write(tableMarkup(rows));
  };
  for (const { text, heading, depth, ends, shape } of paragraphs) {
    const wanted = Math.min(depth, DEEPEST);
    while (open.length > wanted) close();
    while (open.length < wanted) open.push({ rows: [], cells: [], cell: '' });
    const table = open.at(-1);
    if (ends === 'row' && table !== undefined) {
      table.rows.push({ cells: table.cells, shape });
      table.cells = [];
      table.cell = '';
      continue;
    }
    const tag = heading > 0 ? `h${heading}` : 'p';
    write(`<${tag}>${escaped(text)}</${tag}>`);
    if (ends === 'cell' && table !== undefined) {
      table.cells.push(table.cell);
      table.cell = '';
    }
  }
  while (open.length > 0) close();
  return out;
}
