/** Text as converters give it for PDF files: rows with tabs between fields, each page's piece of a table converted by itself. */
import { expand, layout } from '../layout.ts';
import type { LogicalCell, LogicalTable } from '../layout.ts';
import type { ForgedReport, Truth } from '../model.ts';
import { Random } from '../random.ts';
import { APPLICANTS } from '../template.ts';
import { loseColumn } from './lost-column.ts';
import { cloneTruth, utf8 } from './rendered.ts';
import type { Rendered } from './rendered.ts';

interface Context {
  report: ForgedReport;
  random: Random;
  truth: Map<string, Truth>;
  /** A column that vanishes from the second piece of table 三. */
  lost: number | null;
}

const flat = (text: string): string => text.replace(/\n+/g, ' ');
const isBlank = (cell: LogicalCell): boolean => cell.text.trim() === '';
const dataOf = (cells: readonly LogicalCell[]): LogicalCell[] => cells.filter((cell) => cell.kind === 'data');

/** Null with a reason is as right as the value: which column a blank row's figures stand in can just be told. */
function loosen(context: Context, cells: readonly LogicalCell[]): void {
  if (!dataOf(cells).some(isBlank)) return;
  for (const cell of dataOf(cells)) {
    const fact = cell.code === null ? undefined : context.truth.get(cell.code);
    if (fact) fact.lenient = true;
  }
}

/** Rows `from` to `to` of a table as lines of fields. Column borders that no cell of the piece shows do not exist there. */
function piece(context: Context, table: LogicalTable, from: number, to: number, first: boolean): string[][] {
  const { report, random } = context;
  const grid = expand(table).slice(from, to);
  const starts = table.widths.map((_, col) => table.rows.slice(from, to).flat().some((cell) => cell.col === col));
  const columns = starts.flatMap((used, col) => (used ? [col] : []));
  const big = table.id === 't3';
  const compact = big && report.deviations.has('text.compact') && columns.length > 8 && random.chance(0.6);
  const lost = big && !first && context.lost !== null ? table.widths.length - APPLICANTS.length + context.lost : null;
  const width = columns.length;
  const lines = grid.map((line, r) => {
    const own = table.rows[from + r] ?? [];
    const used = columns.filter((col) => col !== lost);
    const fields = used.map((col) => {
      const cell = line[col];
      return cell && cell.col === col && (cell.row === from + r || (r === 0 && first && cell.row === from)) ? flat(cell.text) : '';
    });
    const label = own.find((cell) => cell.kind === 'label' && cell.colSpan > 1) ?? (own[0]?.kind === 'header' && own[0].colSpan > 1 ? own[0] : undefined);
    const spread = label ?? (own.every((cell) => cell.kind === 'header') && from + r < table.headerRows ? table.rows[0]?.[0] : undefined);
    if (compact && spread && spread.colSpan > 1) {
      // One of the fields that the label spans is dropped, and the line padded at its end.
      const at = used.indexOf(spread.col) + 1;
      if (fields[at] === '') {
        fields.splice(at, 1);
        fields.push('');
        loosen(context, own);
      }
    }
    if (!first && big) shiftRow(context, own, fields, r, lost !== null);
    return fields;
  });
  if (report.deviations.has('text.padded') && random.chance(0.5)) for (const line of lines) line.push('');
  if (lost !== null && random.chance(0.3)) {
    for (const [r, line] of lines.entries()) {
      while (line.length < width) line.push('');
      for (const cell of dataOf(table.rows[from + r] ?? [])) {
        const fact = cell.code === null ? undefined : context.truth.get(cell.code);
        if (fact && !fact.undecidable) fact.lenient = true;
      }
    }
  }
  return lines;
}

/** What happens to rows just after a page break: the label moves to the front, or an empty cell slips in. */
function shiftRow(context: Context, own: LogicalCell[], fields: string[], r: number, narrow: boolean): void {
  const { report, random } = context;
  const at = fields.findIndex((field) => field !== '');
  const leaf = own.find((cell) => cell.kind === 'label');
  if (!leaf || narrow) return;
  if (report.deviations.has('text.label_first') && own.filter((cell) => cell.kind === 'label').length === 1 && leaf.col > 0 && r < 3) {
    fields.splice(0, at);
    fields.splice(1, 0, '');
    while (fields.length < 10) fields.push('');
    loosen(context, own);
  } else if (report.deviations.has('text.extra_cell') && random.chance(0.2)) {
    const last = own.filter((cell) => cell.kind === 'label').at(-1);
    const index = last ? fields.indexOf(flat(last.text)) : -1;
    if (index < 0) return;
    fields.splice(index + 1, 0, '');
    loosen(context, own);
  }
}

/** Where a table may be cut: after its headers, anywhere between two rows. */
function cutRow(table: LogicalTable, random: Random): number | null {
  const low = table.id === 't3' ? table.headerRows + 1 : Math.max(1, table.headerRows);
  return table.rows.length - 1 < low ? null : random.int(low, table.rows.length - 1);
}

/** Cuts the label of a group that runs over the page break, or of the row before it: its second half opens the next page. */
function cutLabel(context: Context, table: LogicalTable, at: number, upper: string[][], lower: string[][]): void {
  const { report, random } = context;
  const below = lower[0];
  if (!below) return;
  const spans = table.rows.flat().filter((cell) => cell.kind === 'label' && cell.row < at && cell.row + cell.rowSpan > at);
  const group = spans.at(-1);
  if (group && group.text.length > 3 && report.deviations.has('text.cut_label')) {
    const text = flat(group.text);
    const line = upper[group.row - (at - upper.length)];
    const index = line?.indexOf(text) ?? -1;
    if (!line || index < 0 || below[index] !== '') return;
    const cut = random.int(2, text.length - 1);
    line[index] = text.slice(0, cut);
    below[index] = text.slice(cut);
    return;
  }
  const last = table.rows[at - 1]?.filter((cell) => cell.kind === 'label').at(-1);
  const line = upper.at(-1);
  if (!last || !line || last.text.length < 10 || !report.deviations.has('text.cut_row')) return;
  const text = flat(last.text);
  const index = line.indexOf(text);
  if (index < 0) return;
  const cut = random.int(4, text.length - 2);
  line[index] = text.slice(0, cut);
  lower.unshift(line.map((_, i) => (i === index ? text.slice(cut) : '')));
}

function tableLines(context: Context, table: LogicalTable): string[] {
  const { report, random } = context;
  const broken = report.deviations.has('text.page_break') && (table.id === 't3' || random.chance(0.25));
  const at = broken ? cutRow(table, random) : null;
  if (at === null) return piece(context, table, 0, table.rows.length, true).map((line) => line.join('\t'));
  if (report.deviations.has('text.lost_column') && table.id === 't3') context.lost = chooseLost(context, table, at);
  const upper = piece(context, table, 0, at, true);
  const lower = piece(context, table, at, table.rows.length, false);
  const repeated = report.deviations.has('text.repeated_header') && table.headerRows > 0 && context.lost === null;
  if (repeated) lower.unshift(...piece(context, table, 0, table.headerRows, true));
  else cutLabel(context, table, at, upper, lower);
  const page = report.deviations.has('text.page_number') ? ['', random.pick(['- 3 -', '—4—', '3', '-4-'])] : [];
  const gap = random.chance(0.85) || page.length > 0 ? [''] : [];
  return [...upper.map((line) => line.join('\t')), ...page, ...gap, ...lower.map((line) => line.join('\t'))];
}

/** A column that is blank in every row after the cut, if the arithmetic then still says anything. */
function chooseLost(context: Context, table: LogicalTable, at: number): number | null {
  const { report, truth, random } = context;
  if (report.broken.length > 0 || report.deviations.has('text.compact') || report.deviations.has('text.extra_cell')) return null;
  const data = table.rows.slice(at).map(dataOf);
  const ids = new Set(data.flatMap((cells) => cells.flatMap((cell) => (cell.code ? [cell.code.slice(3, cell.code.indexOf('@'))] : []))));
  const blank = APPLICANTS.map((_, c) => c).filter((c) => c < APPLICANTS.length - 1 && data.every((cells) => cells[c] && isBlank(cells[c])));
  if (blank.length === 0 || data.some((cells) => cells.length !== APPLICANTS.length)) return null;
  const lost = random.pick(blank);
  return loseColumn(report, truth, ids, lost) ? lost : null;
}

/** Breaks a paragraph where a page ended. */
function hardBreak(text: string, random: Random): string {
  if (text.length < 40 || !random.chance(0.3)) return text;
  const cut = random.int(15, text.length - 10);
  return `${text.slice(0, cut)}\n\n${text.slice(cut)}`;
}

/** Characters that a PDF font may share with the radical of the same shape, which is then what a copy yields. */
const RADICALS = new Map([...'一二人八入力十又口土士大女子小山工己干心手文方日月木止水火生用白目示立老而自至色行西言走足身里金非面食高'].map((char) => [char, char] as const)
  .flatMap(([char]) => {
    for (let code = 0x2f00; code <= 0x2fd5; code += 1) {
      const radical = String.fromCharCode(code);
      if (radical.normalize('NFKC') === char) return [[char, radical] as const];
    }
    return [];
  }));

const radicals = (text: string): string => [...text].map((char) => RADICALS.get(char) ?? char).join('');

/** Renders to the dialect of the PDF-derived archives. */
export function renderTextRows(report: ForgedReport): Rendered {
  const random = new Random(`${report.seed}/text-rows`);
  const context: Context = { report, random, truth: cloneTruth(report.truth), lost: null };
  const parts: string[] = random.chance(0.5) ? ['', ''] : [];
  for (const block of layout(report)) {
    if (block.kind === 'table') parts.push(tableLines(context, block.table).join('\n'));
    else if (block.kind === 'title' || block.kind === 'wrapper') parts.push(...block.lines);
    else if (block.kind === 'heading') parts.push(block.number + block.text);
    else parts.push(report.deviations.has('text.hard_breaks') ? hardBreak(block.text, random) : block.text);
  }
  const text = report.deviations.has('text.kangxi_radicals') ? radicals(parts.join('\n\n')) : parts.join('\n\n');
  return { bytes: utf8(`${text}\n`), name: `${report.seed}.txt`, contentType: 'text/plain', truth: context.truth };
}
