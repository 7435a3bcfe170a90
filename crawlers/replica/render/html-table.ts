/** A logical table as HTML markup, in the manner of one of several programs. */
import type { LogicalCell, LogicalTable } from '../report/layout.ts';
import type { Random } from '../report/random.ts';

export interface Markup {
  /** Attributes of the table element. */
  table: string;
  row: string;
  /** Attributes of a cell besides its spans. */
  cell: (cell: LogicalCell, table: LogicalTable) => string;
  /** What stands in a cell. */
  content: (cell: LogicalCell) => string;
  /** Quotes attribute values. */
  quote: string;
  upper: boolean;
  /** Leaves out the closing tags that HTML lets one leave out. */
  unclosed: boolean;
  headerTag: 'th' | 'td';
  thead: boolean;
  tbody: boolean;
  /** After the last row. */
  tail: string;
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\u00a0', '&nbsp;');

/** Lines of a cell as paragraphs and breaks; `wrap` puts one paragraph's markup around it. */
export function linesToHtml(text: string, br: string, wrap: (line: string) => string): string {
  return text.split('\n\n').map((paragraph) => wrap(paragraph.split('\n').map(escapeHtml).join(br))).join('');
}

export function tableHtml(table: LogicalTable, markup: Markup): string {
  const tag = (name: string): string => (markup.upper ? name.toUpperCase() : name);
  const close = (name: string): string => (markup.unclosed ? '' : `</${tag(name)}>`);
  const span = (name: string, value: number): string => (value === 1 ? '' : ` ${name}=${markup.quote}${value}${markup.quote}`);
  const rows = table.rows.map((cells) => {
    const inner = cells.map((cell) => {
      const name = cell.kind === 'header' || cell.kind === 'title' ? markup.headerTag : 'td';
      return `<${tag(name)}${span('colspan', cell.colSpan)}${span('rowspan', cell.rowSpan)}${markup.cell(cell, table)}>${markup.content(cell)}${close(name)}`;
    });
    return `<${tag('tr')}${markup.row}>${inner.join('\n')}${close('tr')}`;
  });
  const body = (from: number, to?: number): string => rows.slice(from, to).join('\n');
  const head = markup.thead && table.headerRows > 0 ? `<${tag('thead')}>${body(0, table.headerRows)}</${tag('thead')}>` : '';
  const rest = body(head === '' ? 0 : table.headerRows) + markup.tail;
  const wrapped = markup.tbody || head !== '' ? `<${tag('tbody')}>${rest}</${tag('tbody')}>` : rest;
  return `<${tag('table')}${markup.table}>${head}${wrapped}</${tag('table')}>`;
}

/**
 * Table 二 on five grid columns whose header and data rows span them differently, block by block: the numbers of cells agree, the
 * columns beneath do not.
 */
export function disagree(table: LogicalTable, random: Random): LogicalTable {
  if (!table.id.startsWith('t2') || table.rows.some((row) => row.length > 4)) return table;
  const three: readonly (readonly number[])[] = [[1, 1, 1, 2], [1, 1, 2, 1], [1, 2, 1, 1]];
  let pattern: readonly number[] = three[1] ?? [];
  const rows = table.rows.map((cells) => {
    if (cells[0]?.kind === 'header') pattern = random.pick(three);
    const spans = cells.length === 4 ? (cells[0]?.kind === 'header' ? three[1] ?? [] : pattern) : cells.length === 3 ? [1, 2, 2] : cells.length === 2 ? [1, 4] : [5];
    let col = 0;
    return cells.map((cell, i) => {
      const colSpan = spans[i] ?? 1;
      const placed = { ...cell, col, colSpan };
      col += colSpan;
      return placed;
    });
  });
  return { ...table, widths: [26, 15, 15, 15, 15], rows };
}

/** Splits text where a word processor starts a new run: before and after Latin letters and digits, now and then inside a number. */
export function runs(text: string, random: Random): string[] {
  const parts = text.match(/[\x20-\x7e]+|[^\x20-\x7e]+/g) ?? [];
  return parts.flatMap((part) => {
    if (!/^\d{2,}$/.test(part) || !random.chance(0.3)) return [part];
    const cut = random.int(1, part.length - 1);
    return [part.slice(0, cut), part.slice(cut)];
  });
}
