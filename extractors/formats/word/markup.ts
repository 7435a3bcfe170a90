/** Writes paragraphs as HTML: what the places of Word 97 and RTF documents speak of. */
import { Refusal, type Problem } from '../../document.ts';
import type { Look, WordParagraph, WordRun } from './paragraph.ts';
import { tableMarkup, type WordRow } from './tables.ts';

/** A table being written: rows that have ended, cells of the row that has not, and what stands in the cell so far. */
interface Open {
  rows: WordRow[];
  cells: string[];
  cell: string;
}

/** No report has so many in all its tables. */
const MOST_CELLS = 200_000;
/** Word itself stops here. */
const DEEPEST = 63;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');

const TAGS: Readonly<Record<Exclude<Look, 'plain'>, string>> = { struck: 's', raised: 'sup', lowered: 'sub' };

/** Signs stand raised or lowered only beside others that do not. */
function runsMarkup(runs: readonly WordRun[]): string {
  const isNote = runs.some(({ look, text }) => look === 'plain' && text.trim() !== '');
  return runs.map(({ text, look }) => (look === 'plain' || (look !== 'struck' && !isNote) ? escaped(text) : `<${TAGS[look]}>${escaped(text)}</${TAGS[look]}>`)).join('');
}

/** The number of a list is printed before a label; before a figure it would be read into it: 1. 5 is not 1.5. */
function markerOf({ marker, runs, depth }: WordParagraph, problems: Problem[]): string {
  if (marker === '' || depth === 0) return marker;
  const text = runs.map((run) => run.text).join('').trim();
  if (text !== '' && !/^[\d０-９]/.test(text)) return marker;
  problems.push({ code: 'list_number_dropped', message: `The automatic number ${marker.trim()} in a table cell with ${text === '' ? 'no text' : 'a figure'} is left out.` });
  return '';
}

/** The body's markup. Tables that follow each other without a paragraph between are one, as Word shows them. */
export function markupOf(paragraphs: Iterable<WordParagraph>, problems: Problem[] = []): string {
  let out = '';
  const open: Open[] = [];
  let cells = 0;
  const count = (more: number): void => {
    cells += more;
    if (cells > MOST_CELLS) throw new Refusal('unreadable', 'too_large', `The document’s tables have more than ${MOST_CELLS} cells; no report has so many.`);
  };
  const write = (markup: string): void => {
    const table = open.at(-1);
    if (table === undefined) out += markup;
    else table.cell += markup;
  };
  const close = (): void => {
    const { rows, cells: held, cell } = open.pop()!;
    // Cells whose row never ended: the file is cut off there, and what they hold is kept.
    if (held.length > 0 || cell !== '') rows.push({ cells: [...held, ...(cell === '' ? [] : [cell])], shape: null });
    if (rows.length > 0) write(tableMarkup(rows));
  };
  for (const paragraph of paragraphs) {
    const { runs, heading, depth, ends, shape } = paragraph;
    const wanted = Math.min(depth, DEEPEST);
    while (open.length > wanted) close();
    while (open.length < wanted) open.push({ rows: [], cells: [], cell: '' });
    const table = open.at(-1);
    if (ends === 'row' && table !== undefined) {
      count(shape?.length ?? 0);
      table.rows.push({ cells: table.cells, shape });
      table.cells = [];
      table.cell = '';
      continue;
    }
    const tag = heading > 0 ? `h${heading}` : 'p';
    write(`<${tag}>${escaped(markerOf(paragraph, problems))}${runsMarkup(runs)}</${tag}>`);
    if (ends === 'cell' && table !== undefined) {
      count(1);
      table.cells.push(table.cell);
      table.cell = '';
    }
  }
  while (open.length > 0) close();
  return out;
}
