/** Text as converters give it for PDF files: rows with tabs between fields, each page's piece of a table converted by itself. */
import { expand, layout } from '../../../crawlers/replica/report/layout.ts';
import type { LogicalCell, LogicalTable } from '../../../crawlers/replica/report/layout.ts';
import type { ForgedReport, Truth } from '../../../crawlers/replica/report/model.ts';
import { Random } from '../../../crawlers/replica/report/random.ts';
import { APPLICANTS } from '../../../crawlers/replica/report/template.ts';
import { loseColumn } from './lost-column.ts';
import { cloneTruth, utf8 } from '../../../crawlers/replica/render/rendered.ts';
import type { Rendered } from '../../../crawlers/replica/render/rendered.ts';

interface Context {
  report: ForgedReport;
  random: Random;
  truth: Map<string, Truth>;
}

/** Label columns of table 三. */
const LABELS = 3;

const flat = (text: string): string => text.replace(/\n+/g, ' ');
const isBlank = (cell: LogicalCell): boolean => cell.text.trim() === '';
const dataOf = (cells: readonly LogicalCell[]): LogicalCell[] => cells.filter((cell) => cell.kind === 'data');

/** All figures printed, or none: shifting such a row by a field leaves no doubt about its figures. */
const settled = (cells: readonly LogicalCell[]): boolean => {
  const blanks = dataOf(cells).filter(isBlank).length;
  return blanks === 0 || blanks === dataOf(cells).length;
};

/** Null with a reason is as right as the value: which column a blank row's figures stand in can just be told. */
function loosen(context: Context, cells: readonly LogicalCell[]): void {
  if (!dataOf(cells).some(isBlank)) return;
  for (const cell of dataOf(cells)) {
    const fact = cell.code === null ? undefined : context.truth.get(cell.code);
    if (fact) fact.lenient = true;
  }
}

/**
 * The rows of one page as lines of fields. Column borders that no cell of the piece shows do not exist there. `lost`: the data
 * column that has vanished from it.
 */
function piece(context: Context, table: LogicalTable, rows: readonly number[], lost: number | null): string[][] {
  const { report, random } = context;
  const whole = expand(table);
  const cells = rows.flatMap((r) => table.rows[r] ?? []);
  const columns = table.widths.flatMap((_, col) => (cells.some((cell) => cell.col === col) && col !== lost ? [col] : []));
  const big = table.id === 't3';
  const headed = rows[0] === 0;
  // Where a header stands above them, rows and header move together.
  const movable = headed || rows.every((r) => settled(table.rows[r] ?? []));
  const compact = big && report.deviations.has('text.compact') && columns.length > 8 && movable && random.chance(0.6);
  const padded = report.deviations.has('text.padded') && random.chance(0.5);
  let data = 0;
  return rows.map((r) => {
    const own = table.rows[r] ?? [];
    const fields = columns.map((col) => {
      const cell = whole[r]?.[col];
      return cell && cell.col === col && cell.row === r ? flat(cell.text) : '';
    });
    if (compact && compressed(table, r, own, columns, fields)) loosen(context, own);
    if (big && !headed) shiftRow(context, own, fields, (data += 1), lost !== null);
    if (padded) fields.push('');
    // Without a header on the page, only arithmetic tells where the figures of a row with spare fields begin.
    const label = Math.max(...own.filter((cell) => cell.kind === 'label').map((cell) => fields.indexOf(flat(cell.text))));
    const spare = fields.length - 1 - label - (dataOf(own).length - (lost === null ? 0 : 1));
    if (!headed && spare > 0) loosen(context, own);
    return fields;
  });
}

/** Drops one of the fields that a wide label spans, and pads the line at its end. False if the row has no wide label. */
function compressed(table: LogicalTable, r: number, own: readonly LogicalCell[], columns: readonly number[], fields: string[]): boolean {
  const header = r < table.headerRows ? table.rows[0]?.[0] : undefined;
  const wide = header ?? own.find((cell) => cell.kind === 'label' && cell.colSpan > 1);
  const at = wide && wide.colSpan > 1 ? columns.indexOf(wide.col) + 1 : 0;
  if (at === 0 || fields[at] !== '') return false;
  fields.splice(at, 1);
  fields.push('');
  return true;
}

/** What happens to rows just after a page break: the label moves to the front, or an empty cell slips in. */
function shiftRow(context: Context, own: LogicalCell[], fields: string[], nth: number, narrow: boolean): void {
  const { report, random } = context;
  const at = fields.findIndex((field) => field !== '');
  const leaf = own.find((cell) => cell.kind === 'label');
  if (!leaf || narrow || !settled(own)) return;
  if (report.deviations.has('text.label_first') && own.filter((cell) => cell.kind === 'label').length === 1 && leaf.col > 0 && nth <= 3) {
    fields.splice(0, at);
    fields.splice(1, 0, '');
    while (fields.length < 10) fields.push('');
  } else if (report.deviations.has('text.extra_cell') && random.chance(0.2)) {
    const last = own.filter((cell) => cell.kind === 'label').at(-1);
    const index = last ? fields.indexOf(flat(last.text)) : -1;
    if (index < 0) return;
    fields.splice(index + 1, 0, '');
  }
}

/** Where a table may be cut: after its headers, anywhere between two rows. */
function cutRow(table: LogicalTable, random: Random): number | null {
  const low = table.id === 't3' ? table.headerRows + 1 : Math.max(1, table.headerRows);
  return table.rows.length - 1 < low ? null : random.int(low, table.rows.length - 1);
}

/** Cuts the label of a group that runs over the page break, or of the row before it: its second half opens the next page. False if nothing was cut. */
function cutLabel(context: Context, table: LogicalTable, at: number, upper: string[][], lower: string[][]): boolean {
  const { report, random } = context;
  const below = lower[0];
  if (!below) return false;
  const spans = table.rows.flat().filter((cell) => cell.kind === 'label' && cell.row < at && cell.row + cell.rowSpan > at);
  const group = spans.at(-1);
  if (group && group.text.length > 3 && report.deviations.has('text.cut_label')) {
    const text = flat(group.text);
    const line = upper[group.row - (at - upper.length)];
    const index = line?.indexOf(text) ?? -1;
    if (!line || index < 0 || below[index] !== '') return false;
    const cut = random.int(2, text.length - 1);
    line[index] = text.slice(0, cut);
    below[index] = text.slice(cut);
    return true;
  }
  const labels = table.rows[at - 1]?.filter((cell) => cell.kind === 'label');
  // Units stand behind the labels of the statistics table.
  const last = table.id === 't0' ? labels?.findLast((cell) => cell.text.length >= 10) : labels?.at(-1);
  const line = upper.at(-1);
  if (!last || !line || last.text.length < 10 || !report.deviations.has('text.cut_row')) return false;
  const text = flat(last.text);
  const index = line.indexOf(text);
  if (index < 0) return false;
  const cut = random.int(4, text.length - 2);
  line[index] = text.slice(0, cut);
  lower.unshift(line.map((_, i) => (i === index ? text.slice(cut) : '')));
  return true;
}

function tableLines(context: Context, table: LogicalTable): string[] {
  const { report, random } = context;
  const rows = table.rows.map((_, r) => r);
  const broken = report.deviations.has('text.page_break') && (table.id === 't3' || random.chance(0.25));
  const at = broken ? cutRow(table, random) : null;
  if (at === null) return piece(context, table, rows, null).map((line) => line.join('\t'));
  const lost = report.deviations.has('text.lost_column') && table.id === 't3' ? chooseLost(context, table, at) : null;
  const repeated = report.deviations.has('text.repeated_header') && table.headerRows > 0 && lost === null;
  const upper = piece(context, table, rows.slice(0, at), null);
  const lower = piece(context, table, [...(repeated ? rows.slice(0, table.headerRows) : []), ...rows.slice(at)], lost === null ? null : lost + LABELS);
  const cut = !repeated && cutLabel(context, table, at, upper, lower);
  const page = report.deviations.has('text.page_number') ? ['', random.pick(['- 3 -', '—4—', '3', '-4-'])] : [];
  const gap = random.chance(0.85) || cut || page.length > 0 ? [''] : [];
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
  const context: Context = { report, random, truth: cloneTruth(report.truth) };
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
