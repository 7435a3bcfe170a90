/** Table 二 (主动公开政府信息情况): blocks by their item of article 20, rows by label, columns by measure. */
import type { GridCell } from '../document.ts';
import { blockCode } from '../forms/build.ts';
import { ogi2019 } from '../forms/ogi-2019.ts';
import { figure } from '../forms/index.ts';
import { isBlank } from '../normalise.ts';
import type { FormId } from '../report.ts';
import { arrange, type FigureRow } from './arrange.ts';
import { headerUnit } from './figure-text.ts';
import { headerColumns } from './header.ts';
import { blockItem, blockMeasure, blockRow, isContentHeader, isMeasure, type BlockRow, type Measure, type Recognised } from './labels.ts';
import type { Ledger } from './ledger.ts';
import { publishedLines, type PublishedLine } from './published-lines.ts';
import { placeOf, type GridRows, type Stretch } from './rows.ts';

const SOFT = ogi2019.identities.filter((identity) => identity.rule === 'I6');

/** True when a row opens a block or heads its columns. */
export function isBlockHeader(cells: readonly GridCell[]): boolean {
  return cells.some((cell) => blockItem(cell.text) !== null || isContentHeader(cell.text)) || isMeasureRow(cells);
}

const isMeasureRow = (cells: readonly GridCell[]): boolean => cells.some((cell) => isMeasure(cell.text)) && !cells.some((cell) => blockRow(cell.text));

interface Column {
  text: string;
  from: number;
  to: number;
  table: number;
  /** Fields of the header row, in text archives: rows with as many have their figures under the names. */
  fields: number;
  /** Rows between two page breaks share it. */
  piece: string;
}

export function readPublished(stretches: readonly Stretch[], ledger: Ledger): void {
  let item: string | null = null;
  let columns: Column[] = [];
  const figures: FigureRow[] = [];
  for (const line of publishedLines(stretches)) {
    const { rows, cells } = line;
    const opens = cells.map((cell) => blockItem(cell.text)).find((id) => id !== null);
    if (opens) {
      // Without rules the title may have come to stand in the blank corner of the header below it.
      [item, columns] = [opens, isMeasureRow(cells) ? columnsOf(line) : []];
      continue;
    }
    if (cells.some((cell) => isContentHeader(cell.text)) || isMeasureRow(cells)) {
      columns = columnsOf(line);
      continue;
    }
    const labelled = labelOf(cells);
    if (!labelled) {
      unknownRow(rows, cells, ledger);
      continue;
    }
    if (item !== null && labelled.found.spec.block !== item) {
      // 行政处罚 under the wrong item: the label decides, the heading is reported.
      ledger.problem('block_mismatch', `“${labelled.cell.text.trim()}” stands under another item of article 20`, placeOf(rows.grid, labelled.cell));
    }
    const row = figureRow(line, labelled, columns, ledger);
    if (row) figures.push(row);
  }
  arrange(figures, SOFT, ledger);
}

function columnsOf({ rows, row, cells, piece }: PublishedLine): Column[] {
  if (rows.grid.columns === 'spans') {
    const start = cells.find((cell) => isContentHeader(cell.text));
    const first = start ? start.col + start.colSpan : (cells.find((cell) => isMeasure(cell.text))?.col ?? 0);
    return headerColumns(rows, [row], first).map(({ from, to, stack }) => ({ text: stack.at(-1)?.text ?? '', from, to, table: rows.grid.table, fields: 0, piece }));
  }
  const start = cells.findIndex((cell) => isContentHeader(cell.text));
  const own = start >= 0 ? cells.slice(start + 1) : cells.slice(cells.findIndex((cell) => isMeasure(cell.text)));
  return own.map((cell) => ({ text: cell.text, from: cell.col, to: cell.col + 1, table: rows.grid.table, fields: cells.length, piece }));
}

interface Label {
  found: Recognised<BlockRow>;
  cell: GridCell;
  index: number;
}

function labelOf(cells: readonly GridCell[]): Label | null {
  const index = cells.findIndex((cell) => !isBlank(cell.text));
  const cell = cells[index];
  const found = cell ? blockRow(cell.text) : null;
  return cell && found ? { found, cell, index } : null;
}

function unknownRow(rows: GridRows, cells: readonly GridCell[], ledger: Ledger): void {
  const first = cells.find((cell) => !isBlank(cell.text));
  if (!first) return;
  ledger.keepUnknown('row', first.text, rows.grid, cells);
  if (cells.length > 1) ledger.problem('row_unknown', `table 二: the form has no row “${first.text.trim().slice(0, 60)}”`, placeOf(rows.grid, first));
}

function figureRow(line: PublishedLine, label: Label, columns: readonly Column[], ledger: Ledger): FigureRow | null {
  const { rows, cells, piece } = line;
  const { block, row } = label.found.spec;
  if (label.found.how === 'near') ledger.problem('label_typo', `“${label.cell.text.trim()}” is read as ${row.zh}`, placeOf(rows.grid, label.cell));
  const after = cells.slice(label.index + 1);
  if (columns.length === 0) {
    ledger.keepUnknown('row', label.cell.text, rows.grid, cells);
    ledger.problem('no_column_header', `table 二: “${label.cell.text.trim()}” has no header that names its columns`, placeOf(rows.grid, label.cell));
    return null;
  }
  const measures = columns.map((column) => (isBlank(column.text) ? null : blockMeasure(block, column.text)));
  const order = rows.grid.columns === 'order';
  const byField = order && standsUnder(columns, cells, piece);
  const kept = order && !byField ? named(columns) : [...columns.keys()];
  for (const i of kept) {
    const measure = measures[i];
    if (measure) note(measure, columns[i]?.text ?? '', ledger);
  }
  return {
    grid: rows.grid, rows, row: line.row,
    cells: order ? after : after.filter((cell) => cell.col + cell.colSpan > label.cell.col + label.cell.colSpan),
    leaves: kept.map((i) => ({ id: measures[i]?.spec.spec.id ?? null, label: (columns[i]?.text ?? '').trim(), from: columns[i]?.from ?? 0, to: columns[i]?.to ?? 0 })),
    codes: kept.map((i) => codeOf(block, row.id, measures[i] ?? null)),
    label: label.cell.text.trim(),
    geometric: columns[0]?.table === rows.grid.table && (!order || byField),
    ...(order && columns[0]?.piece !== piece ? { loose: true } : {}),
    piece, depth: 1, continued: line.continued,
    headerUnits: kept.map((i) => headerUnit(columns[i]?.text ?? '')),
    unitPrinted: kept.map((i) => measures[i]?.spec.spec.unitPrinted ?? false),
    ...(label.found.how === 'near' ? { note: 'label with a slip, accepted as the only near one' } : {}),
  };
}

/**
 * True where the figures of a text archive's row stand under the names of their columns: as many fields as the header has, and
 * none of them filled under a field without a name. Beyond a page break the blank fields between the names may lie elsewhere.
 */
function standsUnder(columns: readonly Column[], cells: readonly GridCell[], piece: string): boolean {
  const [first] = columns;
  if (!first || first.fields !== cells.length) return false;
  for (const column of columns) {
    if (isBlank(column.text) && (first.piece !== piece || !isBlank(cells[column.from]?.text ?? ''))) return false;
  }
  return true;
}

/** Text archives pad header rows with blank fields: only the named ones are columns. */
const named = (columns: readonly Column[]): number[] => [...columns.keys()].filter((i) => !isBlank(columns[i]?.text ?? ''));

function codeOf(block: string, row: string, measure: Recognised<Measure> | null): string | null {
  if (!measure) return null;
  const code = blockCode(block, row, measure.spec.spec.id);
  return figure(code) ? code : null;
}

/** Which editions print this header, and what was unusual about it. */
function note(measure: Recognised<Measure>, text: string, ledger: Ledger): void {
  if (measure.spec.editions.length === 1) ledger.vote(measure.spec.editions[0] as FormId);
  if (measure.how === 'near') ledger.problem('label_typo', `column “${text.trim()}” is read as ${measure.spec.spec.zh}`);
  if (/预算/.test(text) && measure.spec.spec.id === 'amount') {
    ledger.problem('header_variant', `column “${text.trim()}” names a budget, where the form asks for the total amount`);
  }
}
