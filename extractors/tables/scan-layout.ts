/**
 * The labels of tables 三 and 四 on a scan, by the layout of the form: a header or a row whose label was not recognised is known
 * by its place among those that were. It stays a supposition until the arithmetic confirms the figures under it.
 */
import { isGrid, type Document, type Grid, type GridCell } from '../document.ts';
import { OUTCOMES, VENUES } from '../forms/disputes.ts';
import { ogi2019 } from '../forms/ogi-2019.ts';
import { ogi2021 } from '../forms/ogi-2021.ts';
import { APPLICANT_HEADERS, APPLICANTS } from '../forms/requests.ts';
import { isBlank } from '../normalise.ts';
import { inOrder, likeness, type Variants } from './order.ts';

const ROWS: readonly (readonly Variants[])[] = [ogi2021, ogi2019].map((form) => form.requestRows.map(({ labels }) => labels));
const COLUMNS: readonly Variants[] = APPLICANTS.map(({ labels }) => labels);
/** Names of columns that stand in no other table. */
const TELLING: readonly Variants[] = [...COLUMNS.slice(0, 5), APPLICANT_HEADERS.organisations, APPLICANT_HEADERS.all];
/** What reports add between the columns of the form. */
const SUBTOTAL: Variants = ['小计', '法人小计', '组织小计', '法人或其他组织小计'];
const CORNER: Variants = APPLICANT_HEADERS.corner;
const OUTCOME_COLUMNS: readonly Variants[] = VENUES.flatMap(() => OUTCOMES.map(({ labels }) => labels));
const OUTCOME_NAMES: readonly Variants[] = OUTCOMES.slice(0, -1).map(({ labels }) => labels);
const VENUE_NAMES: readonly Variants[] = VENUES.map(({ labels }) => labels);

const ALIKE = 0.6;
/** So many names of columns in one row are a header. */
const HEADED = 2;
/** So many labels of rows in one grid are table 三. */
const LABELLED = 3;

/** What stands where a figure belongs, recognised or not. */
const isFigure = ({ text, readings }: GridCell): boolean => readings !== undefined || text === '\ufffd' || /^[\d.,-]+\p{L}?$/u.test(text);
const isAlike = (text: string, names: readonly Variants[]): boolean => names.some((name) => likeness(text, name) >= ALIKE);

/** A grid by rows, its cells free to be changed. */
interface Sheet {
  cells: GridCell[];
  rows: GridCell[][];
  cols: number;
  seams: ReadonlySet<number>;
}

/** The document with the labels written out that the layout tells. */
export function withLayoutLabels(document: Document): Document {
  const grids = new Map<Grid, Sheet>();
  for (const grid of document.blocks.filter(isGrid)) {
    const cells = grid.cells.map((cell) => ({ ...cell }));
    grids.set(grid, { cells, cols: grid.cols, seams: new Set(grid.seams), rows: Array.from({ length: grid.rows }, (_, row) => cells.filter((cell) => cell.row === row)) });
  }
  let lines: Line[] = [];
  for (const sheet of grids.values()) {
    const disputes = disputeHeader(sheet);
    const requests = requestLines(sheet, disputes ?? sheet.rows.length, lines.length > 0);
    if (disputes !== null) nameOutcomes(sheet, disputes);
    if (requests.starts && lines.length > 0) {
      nameRows(lines);
      lines = [];
    }
    lines.push(...requests.lines);
  }
  nameRows(lines);
  return { ...document, blocks: document.blocks.map((block) => (isGrid(block) ? { ...block, cells: grids.get(block)!.cells } : block)) };
}

// ── Table 三 ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** A row of table 三: its label, in one cell or in two that a page break has parted. */
interface Line {
  cell: GridCell;
  text: string;
  rest: GridCell[];
}

const isRequestHeader = (cells: readonly GridCell[]): boolean => {
  const named = cells.filter(({ text }) => isAlike(text, TELLING));
  return named.length >= HEADED || (named.length === 1 && (cells.length <= 3 || cells.some(({ text }) => likeness(text, CORNER) >= ALIKE)));
};

function requestLines(sheet: Sheet, end: number, open: boolean): { lines: Line[]; starts: boolean } {
  const headers = sheet.rows.slice(0, end).flatMap((cells, row) => (isRequestHeader(cells) ? [row] : []));
  let first = -1;
  let from = 0;
  for (let k = 0; k < headers.length; ) {
    const run = headers.slice(k).filter((row, i) => row === headers[k]! + i);
    const named = nameColumns(sheet, run);
    if (named !== null) first = named;
    if (k === 0 && !open) from = run[0]!;
    k += run.length;
  }
  const lines: Line[] = [];
  let labelled = 0;
  for (let row = from; row < end; row++) {
    const cells = sheet.rows[row]!;
    if (headers.includes(row)) continue;
    const line = lineOf(cells, first);
    if (line === null) continue;
    const last = lines.at(-1);
    if (last && cutFrom(sheet, row, headers) && joins(last, line, cells)) {
      last.text += line.text;
      last.rest.push(line.cell);
      continue;
    }
    lines.push(line);
    if (ROWS.some((labels) => isAlike(line.text, labels))) labelled++;
  }
  const mine = headers.length > 0 || labelled >= LABELLED || (open && labelled > 0);
  return { lines: mine ? lines : [], starts: headers.length > 0 && !open };
}

/** The deepest label of a row. Without a header, labels are what stands before the figures. */
function lineOf(cells: readonly GridCell[], first: number): Line | null {
  const figures = cells.findIndex((cell) => isFigure(cell) && (first < 0 || cell.col >= first));
  const before = first >= 0 ? cells.filter(({ col }) => col < first) : figures < 0 ? cells : cells.slice(0, figures);
  const cell = before.findLast(({ text }) => !isBlank(text));
  if (!cell || before.length === cells.length) return null;
  return { cell, text: cell.text === '\ufffd' ? '' : cell.text, rest: [] };
}

/** Whether a page break lies above the row, headers that are printed again aside. */
const cutFrom = (sheet: Sheet, row: number, headers: readonly number[]): boolean => {
  let at = row;
  while (!sheet.seams.has(at) && headers.includes(at - 1)) at--;
  return sheet.seams.has(at);
};

/** Whether the text below a page break completes the label above it. */
function joins(upper: Line, lower: Line, cells: readonly GridCell[]): boolean {
  if (cells.some((cell) => cell.col > lower.cell.col && isFigure(cell) && !isBlank(cell.text))) return false;
  const best = (text: string): number => Math.max(...ROWS.flatMap((labels) => labels.map((label) => likeness(text, label))));
  return best(upper.text + lower.text) > Math.max(best(upper.text), best(lower.text));
}

/** Writes the applicants over the columns; the column in which they begin, or null where they are not told. */
function nameColumns(sheet: Sheet, run: readonly number[]): number | null {
  const cells = run.flatMap((row) => sheet.rows[row]!);
  const named = cells.filter(({ text }) => isAlike(text, [...TELLING, ...COLUMNS]));
  const corner = cells.find(({ row, col, rowSpan, colSpan }) => row === run[0] && col === 0 && rowSpan === run.length && colSpan < sheet.cols);
  const first = Math.min(...named.map(({ col }) => col), ...(corner && !isAlike(corner.text, TELLING) ? [corner.colSpan] : []));
  const leaves = lowest(cells, first, sheet.cols);
  const { labels } = inOrder(leaves.map(({ text }) => text), COLUMNS, SUBTOTAL);
  leaves.forEach((cell, i) => {
    const label = labels[i];
    if (label !== null && label !== undefined) cell.text = COLUMNS[label]![0]!;
  });
  return Number.isFinite(first) ? first : null;
}

/**
 * The lowest header cell over each column, from left to right. A cell that also lies over columns with names of their own names
 * none: a page break has parted it from the name below, or two names have run together in it.
 */
function lowest(cells: readonly GridCell[], first: number, cols: number): GridCell[] {
  const over = (col: number): GridCell[] => cells.filter((cell) => cell.col <= col && col < cell.col + cell.colSpan);
  const named = Array.from({ length: cols }, (_, col) => over(col).findLast(({ text }) => !isBlank(text)));
  const out: GridCell[] = [];
  for (let col = first; col < cols; col++) {
    const cell = named[col];
    const parted = cell && named.slice(cell.col, cell.col + cell.colSpan).some((other) => other !== cell);
    const leaf = parted ? (over(col).findLast((other) => other.row > cell.row && other.colSpan === 1) ?? cell) : cell;
    if (leaf && out.at(-1) !== leaf) out.push(leaf);
  }
  return out;
}

/** Writes the rows' labels, by the edition that explains more of them. */
function nameRows(lines: readonly Line[]): void {
  const texts = lines.map(({ text }) => text);
  const laid = ROWS.map((rows) => ({ rows, ...inOrder(texts, rows) })).map((one) => ({ ...one, known: one.labels.filter((label) => label !== null).length }));
  laid.sort((a, b) => b.known - a.known || b.score - a.score);
  const [best] = laid;
  lines.forEach(({ cell, rest }, i) => {
    const label = best?.labels[i];
    if (label === null || label === undefined) return;
    cell.text = best!.rows[label]![0]!;
    for (const other of rest) other.text = '';
  });
}

// ── Table 四 ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** The first row of table 四's header in the sheet, or null. */
function disputeHeader(sheet: Sheet): number | null {
  const row = sheet.rows.findIndex((cells) => cells.filter(({ text }) => isAlike(text, OUTCOME_NAMES)).length >= HEADED);
  if (row < 0) return null;
  const above = sheet.rows[row - 1];
  return above?.some(({ text }) => isAlike(text, VENUE_NAMES)) && !above.some(isFigure) ? row - 1 : row;
}

/** Writes outcomes and venues where the header has as many columns as the form. */
function nameOutcomes(sheet: Sheet, from: number): void {
  let to = from;
  while (to < sheet.rows.length && to - from < 4 && sheet.rows[to]!.some(({ text }) => isAlike(text, [...OUTCOME_NAMES, ...VENUE_NAMES]))) to++;
  const cells = sheet.rows.slice(from, to).flat();
  const leaves = lowest(cells, 0, sheet.cols);
  if (leaves.length !== OUTCOME_COLUMNS.length) return;
  const { labels } = inOrder(leaves.map(({ text }) => text), OUTCOME_COLUMNS);
  if (labels.some((label, i) => label !== i)) return;
  leaves.forEach((cell, i) => (cell.text = OUTCOME_COLUMNS[i]![0]!));
  const venues = VENUE_NAMES.map((_, i) => {
    const [first, last] = [leaves[i * OUTCOMES.length]!, leaves[(i + 1) * OUTCOMES.length - 1]!];
    return cells.findLast((cell) => !leaves.includes(cell) && cell.col === first.col && cell.col + cell.colSpan === last.col + last.colSpan);
  });
  const named = venues.flatMap((cell, i) => (cell ? [{ cell, label: i }] : []));
  if (named.length < VENUE_NAMES.length || !named.some(({ cell, label }) => likeness(cell.text, VENUE_NAMES[label]!) >= ALIKE)) return;
  const laid = inOrder(named.map(({ cell }) => cell.text), VENUE_NAMES);
  named.forEach(({ cell }, i) => {
    if (laid.labels[i] === i) cell.text = VENUE_NAMES[i]![0]!;
  });
}
