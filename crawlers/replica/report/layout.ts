/** From what a report prints to blocks and tables with spans: the one form that all renderers draw. */
import { statisticTables } from './statistics.ts';
import { cutInTwo, onItsSide, unmerged, withNote } from './reshape.ts';
import type { Block, DisputeTable, ForgedReport, RequestNode, RequestTable, TableName } from './model.ts';

export interface LogicalCell {
  /** `\n` breaks a line, `\n\n` a paragraph. */
  text: string;
  row: number;
  col: number;
  rowSpan: number;
  colSpan: number;
  kind: 'title' | 'header' | 'label' | 'data';
  code: string | null;
}

export interface LogicalTable {
  id: string;
  /** Relative column widths; their number is the number of columns. */
  widths: number[];
  headerRows: number;
  /** A cell that spans stands once, in its first row. */
  rows: LogicalCell[][];
}

export type LogicalBlock =
  | { kind: 'title'; lines: string[] }
  | { kind: 'wrapper'; lines: string[] }
  | { kind: 'heading'; number: string; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'table'; table: LogicalTable };

/** Gathers cells row by row. */
class Sheet {
  readonly rows: LogicalCell[][] = [];

  start(): void {
    this.rows.push([]);
  }

  put(kind: LogicalCell['kind'], text: string, col: number, colSpan = 1, rowSpan = 1, code: string | null = null): void {
    if (this.rows.length === 0) this.start();
    this.rows.at(-1)?.push({ text, row: this.rows.length - 1, col, rowSpan, colSpan, kind, code });
  }
}

/** Columns of figures in table 二. With `even`, two figures share the width of three in halves; else one takes what is left. */
function figureColumns(blocks: readonly Block[], even: boolean): number {
  const counts = [...new Set(blocks.map((block) => block.headers.length))];
  const widest = Math.max(...counts);
  return even && counts.length > 1 ? counts.reduce((product, count) => (product % count === 0 ? product : product * count), 1) : widest;
}

function blocksTable(id: string, blocks: readonly Block[], withTitles: boolean, even: boolean): LogicalTable {
  const sheet = new Sheet();
  const figures = figureColumns(blocks, even);
  for (const block of blocks) {
    if (withTitles) {
      sheet.start();
      sheet.put('title', block.title, 0, figures + 1);
    }
    const width = (count: number, i: number): [start: number, span: number] => {
      const start = Math.floor((i * figures) / count);
      return [start + 1, Math.floor(((i + 1) * figures) / count) - start];
    };
    sheet.start();
    sheet.put('header', block.corner, 0);
    block.headers.forEach((header, i) => {
      const [col, span] = width(block.headers.length, i);
      sheet.put('header', header.text, col, span);
    });
    for (const row of block.rows) {
      sheet.start();
      sheet.put('label', row.label, 0);
      row.cells.forEach((cell, i) => {
        const [col, span] = width(row.cells.length, i);
        sheet.put('data', cell.text, col, span, 1, cell.code);
      });
    }
  }
  return { id, widths: [26, ...new Array<number>(figures).fill(60 / figures)], headerRows: 0, rows: sheet.rows };
}

const LABEL_COLUMNS = 3;

const depthOf = (node: RequestNode): number => (node.children ?? []).reduce((rows, child) => rows + depthOf(child), node.cells ? 1 : 0);

function requestTable(table: RequestTable, totalOnTop: boolean): LogicalTable {
  const sheet = new Sheet();
  const figures = table.columns.length;
  sheet.start();
  sheet.put('header', table.corner, 0, LABEL_COLUMNS, 3);
  const top = totalOnTop ? table.columns.at(-1) : undefined;
  sheet.put('header', table.all, LABEL_COLUMNS, top ? figures - 1 : figures);
  if (top) sheet.put('header', top.text, LABEL_COLUMNS + figures - 1, 1, 3);
  sheet.start();
  const organisations = table.columns.filter((column) => column.org).length;
  let opened = false;
  table.columns.forEach((column, i) => {
    if (column === top) return;
    if (!column.org) sheet.put('header', column.text, LABEL_COLUMNS + i, 1, 2);
    else if (!opened) {
      opened = true;
      sheet.put('header', table.organisations, LABEL_COLUMNS + i, organisations);
    }
  });
  sheet.start();
  table.columns.forEach((column, i) => {
    if (column.org) sheet.put('header', column.text, LABEL_COLUMNS + i);
  });
  let pending = false;
  const walk = (node: RequestNode, level: number): void => {
    if (!pending) sheet.start();
    pending = false;
    if (node.cells) {
      sheet.put('label', node.label, level, LABEL_COLUMNS - level);
      node.cells.forEach((cell, i) => sheet.put('data', cell.text, LABEL_COLUMNS + i, 1, 1, cell.code));
      return;
    }
    sheet.put('label', node.label, level, 1, depthOf(node));
    pending = true;
    for (const child of node.children ?? []) walk(child, level + 1);
  };
  for (const node of table.rows) walk(node, 0);
  return { id: 't3', widths: [7, 10, 30, ...new Array<number>(figures).fill(8)], headerRows: 3, rows: sheet.rows };
}

function disputeTable(table: DisputeTable): LogicalTable {
  const sheet = new Sheet();
  const [review, ...litigation] = table.venues;
  const starts = table.venues.map((_, i) => table.venues.slice(0, i).reduce((sum, venue) => sum + venue.columns.length, 0));
  const columns = table.venues.reduce((sum, venue) => sum + venue.columns.length, 0);
  const first = review?.columns.length ?? 0;
  sheet.start();
  if (review) sheet.put('header', review.label, 0, first);
  sheet.put('header', table.litigation, first, columns - first);
  sheet.start();
  review?.columns.forEach((column, i) => sheet.put('header', column.text, i, 1, 2));
  litigation.forEach((venue, i) => sheet.put('header', venue.label, starts[i + 1] ?? 0, venue.columns.length));
  sheet.start();
  litigation.forEach((venue, i) => venue.columns.forEach((column, j) => sheet.put('header', column.text, (starts[i + 1] ?? 0) + j)));
  sheet.start();
  table.venues.forEach((venue, i) => venue.cells.forEach((cell, j) => sheet.put('data', cell.text, (starts[i] ?? 0) + j, 1, 1, cell.code)));
  return { id: 't4', widths: new Array<number>(columns).fill(6), headerRows: 3, rows: sheet.rows };
}

function requestTables(report: ForgedReport): LogicalTable[] {
  if (!report.t3) return [];
  const has = (deviation: string): boolean => report.deviations.has(deviation);
  let table = requestTable(report.t3, has('t3.total_on_top'));
  if (report.t3.note !== null) table = withNote(table, report.t3.note);
  if (has('t3.unmerged')) table = unmerged(table);
  if (has('t3.on_its_side')) table = onItsSide(table);
  return report.t3.cutAt === null ? [table] : cutInTwo(table, Math.min(report.t3.cutAt, table.rows.length - 1), has('t3.cut_repeats_labels'));
}

function tables(report: ForgedReport, name: TableName): LogicalBlock[] {
  if (name === 't3') return requestTables(report).map((table) => ({ kind: 'table', table }));
  if (name === 't0') return report.t0 ? statisticTables(report.t0).map((table) => ({ kind: 'table', table })) : [];
  if (name === 't4') return report.t4 ? [{ kind: 'table', table: disputeTable(report.t4) }] : [];
  const even = report.deviations.has('t2.sixths');
  const outside = report.deviations.has('t2.titles_outside');
  if (!outside && !report.deviations.has('t2.split')) return [{ kind: 'table', table: blocksTable('t2', report.t2, true, even) }];
  return report.t2.flatMap((block): LogicalBlock[] => [
    ...(outside ? [{ kind: 'paragraph' as const, text: block.title }] : []),
    { kind: 'table', table: blocksTable(`t2.${block.id}`, [block], !outside, even) },
  ]);
}

/** The whole report in reading order. */
export function layout(report: ForgedReport): LogicalBlock[] {
  const paragraphs = (lines: readonly string[]): LogicalBlock[] => lines.map((text) => ({ kind: 'paragraph', text }));
  return [
    ...(report.wrapper.length > 0 ? [{ kind: 'wrapper' as const, lines: report.wrapper }] : []),
    { kind: 'title', lines: report.titleLines },
    ...paragraphs(report.preface),
    ...report.sections.flatMap((section): LogicalBlock[] => [
      { kind: 'heading', number: section.number, text: section.heading },
      ...section.body.flatMap((part) => (typeof part === 'string' ? paragraphs([part]) : tables(report, part.table))),
    ]),
    ...paragraphs(report.tail),
  ];
}

/** Fills the grid: every position names the cell that covers it. */
export function expand(table: LogicalTable): (LogicalCell | undefined)[][] {
  const grid = table.rows.map(() => new Array<LogicalCell | undefined>(table.widths.length).fill(undefined));
  for (const cell of table.rows.flat()) {
    for (let r = cell.row; r < cell.row + cell.rowSpan; r += 1) {
      for (let c = cell.col; c < cell.col + cell.colSpan; c += 1) {
        const line = grid[r];
        if (line && c < line.length) line[c] = cell;
      }
    }
  }
  return grid;
}
