/** Table 三 (收到和处理政府信息公开申请情况): rows by label, columns by applicant. */
import type { GridCell } from '../document.ts';
import { requestCode } from '../forms/build.ts';
import { ogi2019 } from '../forms/ogi-2019.ts';
import { ogi2021 } from '../forms/ogi-2021.ts';
import { APPLICANTS, OTHER, OTHER_2021 } from '../forms/requests.ts';
import { isBlank } from '../normalise.ts';
import { arrange, type FigureRow } from './arrange.ts';
import { headerColumns, type Leaf } from './header.ts';
import { applicantHeader, isMiscLabel, isOtherLabel, isTellingApplicant, nearRequestLabel, requestLabel, type RequestLabel } from './labels.ts';
import type { Ledger } from './ledger.ts';
import { rowIsBlank, type GridRows } from './rows.ts';
import { isFigureText } from './seams.ts';

/** Rows [from, to) of a grid that belong to the table. */
export interface Stretch {
  rows: GridRows;
  from: number;
  to: number;
}

/** Identities within one year, of either edition: each holds only for the rows that are printed. */
const IDENTITIES = [...new Map([...ogi2019.identities, ...ogi2021.identities].filter((i) => i.rule !== 'X1' && i.rule !== 'X2').map((i) => [i.id, i])).values()];

/** Labels stand in the first columns: （一）, the group and the numbered reason. */
const LABEL_CELLS = 4;

/** True when a row heads table 三: it names applicants. */
export function isRequestHeader(cells: readonly GridCell[]): boolean {
  let telling = 0;
  for (const cell of cells) {
    const header = applicantHeader(cell.text);
    if (header?.kind === 'span' && header.id === 'corner') return true;
    if (isTellingApplicant(header)) telling++;
  }
  return telling >= 2 || (telling === 1 && cells.length <= 3);
}

/** The deepest label among the first cells of a row, and how many cells it takes up to there. */
export function leadingLabel(cells: readonly GridCell[]): { label: RequestLabel; index: number } | null {
  let found: { label: RequestLabel; index: number } | null = null;
  for (let i = 0; i < Math.min(LABEL_CELLS, cells.length); i++) {
    const text = cells[i]?.text ?? '';
    // A number before any label is a running number (序号); after one it is the first figure.
    if (found && /^[\s\d.,+-]*$/.test(text) && !isBlank(text)) break;
    const recognised = requestLabel(text);
    if (recognised && (!isMiscLabel(recognised.spec) || i <= 2)) found = { label: recognised.spec, index: i };
    // 其他处理 heads sub-rows: beside a label that is not recognised it is only their parent.
    else if (found && isOtherLabel(found.label) && !isBlank(text) && !isFigure(cells[i] as GridCell)) return null;
  }
  return found;
}

interface Line {
  rows: GridRows;
  row: number;
  cells: GridCell[];
  /** Rows between two page breaks share it. */
  piece: string;
  continued: boolean;
  columns: Columns;
}

interface Columns {
  leaves: readonly Leaf[];
  /** The leaves' columns are those of the line's own grid. */
  geometric: boolean;
}

/** Stands for the columns of a table whose header is lost: its rows are known, its columns are not. */
const UNNAMED: readonly Leaf[] = APPLICANTS.map((applicant) => ({ id: applicant.id, label: '', from: 0, to: 0 }));

/** Reads the table, which may lie in several grids, into the ledger. */
export function readRequests(stretches: readonly Stretch[], ledger: Ledger): void {
  let leaves: Leaf[] | null = null;
  let leafGrid = -1;
  const printed: Line[] = [];
  for (const stretch of stretches) {
    const { rows } = stretch;
    const headers: number[] = [];
    for (let r = stretch.from; r < stretch.to; r++) {
      const cells = rows.rows[r] ?? [];
      if (isRequestHeader(cells) || (headers.at(-1) === r - 1 && headers.length > 0 && isHeaderRest(cells))) headers.push(r);
    }
    const first = contiguous(headers);
    if (first.length > 0) {
      const own = leavesUnder(rows, first, ledger);
      if (own) [leaves, leafGrid] = [own, rows.grid.table];
    }
    const headerSet = new Set(headers);
    let piece = 0;
    const mine: Omit<Line, 'columns'>[] = [];
    for (let r = stretch.from; r < stretch.to; r++) {
      if (rows.isSeam(r)) piece++;
      const cells = rows.rows[r] ?? [];
      if (headerSet.has(r) || cells.length === 0) continue;
      mine.push({ rows, row: r, cells, piece: `${rows.grid.table}/${piece}`, continued: rows.isContinued(r) });
    }
    if (!leaves) {
      if (mine.length > 0) ledger.problem('no_column_header', 'table 三 without a header that names its columns: nothing in it can be attributed');
      printed.push(...mine.map((line) => ({ ...line, columns: { leaves: UNNAMED, geometric: false } })));
      continue;
    }
    const own = leafGrid === rows.grid.table;
    const regular = rows.grid.columns === 'order' && own ? fieldByField(mine, leaves, first.map((r) => rows.rows[r]?.length ?? 0)) : new Set<number>();
    for (const line of mine) {
      const geometric = own && (rows.grid.columns === 'spans' || regular.has(line.row));
      printed.push({ ...line, columns: { leaves, geometric } });
    }
  }
  const lines = joinCut(printed);
  const found = label(lines, ledger);
  const figures: FigureRow[] = [];
  for (const line of lines) {
    const row = found.get(line);
    if (row) figures.push(figureRow(line, row));
  }
  arrange(figures, IDENTITIES, ledger);
}

/**
 * Lines of a text archive in which fields are columns: header and rows have the same number of fields, the names of the
 * columns stand in rising fields, and every label stands in the field that its depth asks for. Page breaks shift labels
 * to the front and squeeze the fields between a short label and its figures; so a piece is trusted only if one of its rows
 * of full depth stands right, and its short labels only beside the header or a short row that is full of figures.
 */
function fieldByField(lines: readonly Omit<Line, 'columns'>[], leaves: readonly Leaf[], headerFields: readonly number[]): Set<number> {
  const fields = headerFields[0] ?? 0;
  const first = leaves[0]?.from ?? 0;
  const rising = leaves.every((leaf, i) => i === 0 || leaf.from > (leaves[i - 1]?.from ?? 0));
  if (!rising || first === 0 || headerFields.some((n) => n !== fields)) return new Set();
  const pieces = new Set(lines.map((line) => line.piece));
  const judged = new Set<string>();
  const short = new Set<string>([lines[0]?.piece ?? '']);
  const shallow = new Set<object>();
  const right = lines.filter((line) => {
    if (line.cells.length !== fields) pieces.delete(line.piece);
    const lead = leadingLabel(line.cells);
    if (lead?.label.kind !== 'row') return false;
    const { role, group } = lead.label.row;
    const stands = lead.index === (role === 'input' ? 0 : group === null ? Math.max(0, first - 2) : first - 1);
    if (stands && group !== null) judged.add(line.piece);
    if (group === null) {
      shallow.add(line);
      if (stands && leaves.every((leaf) => !isBlank(line.cells[leaf.from]?.text ?? ''))) short.add(line.piece);
    }
    return stands;
  });
  const trusted = right.filter((line) => pieces.has(line.piece) && judged.has(line.piece) && (!shallow.has(line) || short.has(line.piece)));
  return new Set(trusted.map((line) => line.row));
}

/** A header's further rows: blank, or several names of columns and nothing else. */
function isHeaderRest(cells: readonly GridCell[]): boolean {
  const names = cells.filter((cell) => !isBlank(cell.text));
  return names.length !== 1 && names.every((cell) => applicantHeader(cell.text) !== null || /计$/.test(cell.text.trim()));
}

/** The first run of neighbouring rows. */
function contiguous(rows: readonly number[]): number[] {
  return rows.filter((row, i) => row === (rows[0] ?? 0) + i);
}

function leavesUnder(rows: GridRows, headers: readonly number[], ledger: Ledger): Leaf[] | null {
  const leaves = rows.grid.columns === 'spans' ? leavesByColumn(rows, headers) : leavesByOrder(rows, headers);
  const ids = leaves.flatMap((leaf) => (leaf.id === null ? [] : [leaf.id]));
  if (new Set(ids).size !== ids.length) {
    ledger.problem('header_unclear', `table 三 names a column twice: ${ids.join('、')}`);
    return null;
  }
  if (ids.length < 3) return null;
  const missing = APPLICANTS.filter((applicant) => !ids.includes(applicant.id));
  if (missing.length > 0) ledger.problem('column_missing', `table 三 has no column ${missing.map((a) => a.zh).join('、')}`);
  return leaves;
}

function leavesByColumn(rows: GridRows, headers: readonly number[]): Leaf[] {
  // Labels end where the first applicant's column begins; the corner cell may be missing or narrower.
  let first = rows.grid.cols;
  for (const r of headers) {
    for (const cell of rows.rows[r] ?? []) {
      const header = applicantHeader(cell.text);
      if (header && !(header.kind === 'span' && header.id === 'corner')) first = Math.min(first, cell.col);
    }
  }
  return headerColumns(rows, headers, first).map(({ from, to, stack }) => {
    const lowest = stack.at(-1);
    const header = lowest ? applicantHeader(lowest.text) : null;
    return { id: header?.kind === 'applicant' ? header.id : null, label: stack.map((cell) => cell.text.trim()).join(' '), from, to };
  });
}

/**
 * Only the order of the header cells is known: the organisations' own row takes the place of their common heading.
 * `from` is the field that the name stands in; it means something only where the rows are laid out field by field.
 */
function leavesByOrder(rows: GridRows, headers: readonly number[]): Leaf[] {
  const before: Leaf[] = [];
  const under: Leaf[] = [];
  const after: Leaf[] = [];
  let opened = false;
  let openedRow = -1;
  for (const r of headers) {
    for (const cell of rows.rows[r] ?? []) {
      if (isBlank(cell.text)) continue;
      const header = applicantHeader(cell.text);
      if (header?.kind === 'span') {
        if (header.id === 'organisations') [opened, openedRow] = [true, r];
        continue;
      }
      const leaf = { id: header?.id ?? null, label: cell.text.trim(), from: cell.col, to: cell.col + 1 };
      if (leaf.id === 'total') after.push(leaf);
      else if (opened && r > openedRow) under.push(leaf);
      else if (opened) after.unshift(leaf);
      else before.push(leaf);
    }
  }
  return [...before, ...under, ...after];
}

/**
 * Joins, in text archives, what a page break or a blank line has cut: a label in two halves, or a label and its figures.
 * Ruled grids have been mended before (`seams.ts`), where columns tell which halves belong together.
 */
function joinCut(lines: Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    if (rowIsBlank(line.cells)) continue;
    const upper = joined.at(-1);
    const merged = upper && line.rows.grid.columns === 'order' ? merge(upper, line) : null;
    if (merged) joined[joined.length - 1] = merged;
    else joined.push(line);
  }
  return joined;
}

const isFigure = (cell: GridCell): boolean => isFigureText(cell.text);

function merge(upper: Line, lower: Line): Line | null {
  const cut = lower.piece !== upper.piece;
  const upperText = labelCell(upper);
  const lowerText = labelCell(lower);
  const upperLabel = upperText ? (requestLabel(upperText.text)?.spec ?? null) : null;
  const lowerLabel = lowerText ? (requestLabel(lowerText.text)?.spec ?? null) : null;
  if (!lowerText) {
    // Figures without a label belong to the label above, if that has none; what a page break cut off may be anything.
    const taken = upper.cells.some(isFigure);
    if (upperLabel?.kind !== 'row' || (taken && !cut)) return null;
    return { ...upper, cells: joinCells(upper, lower), continued: true };
  }
  if (!cut || !upperText || (upperLabel && lowerLabel)) return null;
  const whole = requestLabel(upperText.text + lowerText.text);
  if (whole?.how !== 'exact' || (lowerLabel && whole.spec !== lowerLabel)) return null;
  return { ...upper, cells: joinCells(upper, lower), continued: true };
}

/** The deepest label cell of a line: the last cell that is neither blank nor a figure. */
const labelCell = (line: Line): GridCell | undefined => line.cells.findLast((cell) => !isBlank(cell.text) && !isFigure(cell));

/** Labels of both halves, then the figures. Digits above and below the cut stay a paragraph apart: they are not one number. */
function joinCells(upper: Line, lower: Line): GridCell[] {
  const upperText = labelCell(upper);
  const lowerText = labelCell(lower);
  const labels = upper.cells.slice(0, upperText ? upper.cells.indexOf(upperText) + 1 : 0);
  const last = labels.at(-1);
  if (lowerText && last) labels[labels.length - 1] = { ...last, text: last.text + lowerText.text };
  const upperRest = upper.cells.slice(labels.length);
  const lowerRest = lowerText ? lower.cells.slice(lower.cells.indexOf(lowerText) + 1) : lower.cells;
  if (upperRest.every((cell) => isBlank(cell.text))) return [...labels, ...lowerRest];
  if (lowerRest.every((cell) => isBlank(cell.text))) return [...labels, ...upperRest];
  return [...labels, ...upperRest.map((cell, i) => ({ ...cell, text: `${cell.text}\n\n${lowerRest[i]?.text ?? ''}` }))];
}

interface Labelled {
  id: string;
  text: string;
  index: number;
  note?: string;
}

/** Which row of the form each line is. Near misses come last and only where no other line claims the row. */
function label(lines: readonly Line[], ledger: Ledger): Map<Line, Labelled> {
  const found = new Map<Line, Labelled>();
  const claimed = new Set<string>();
  const rest: Line[] = [];
  let other: Line | null = null;
  for (const line of lines) {
    const lead = leadingLabel(line.cells);
    const text = lead ? (line.cells[lead.index]?.text ?? '') : '';
    if (!lead) {
      rest.push(line);
      continue;
    }
    if (lead.label.kind === 'group') {
      if (line.cells.slice(lead.index + 1).some(isFigure)) rest.push(line);
      continue;
    }
    const { row } = lead.label;
    if (isOtherLabel(lead.label)) other = line;
    if (isOtherLabel(lead.label) && !line.cells.slice(lead.index + 1).some((cell) => !isBlank(cell.text))) {
      // 其他处理 alone in its row heads the sub-rows, if these follow; a blank row of its own otherwise.
      const next = lines[lines.indexOf(line) + 1];
      const nextLabel = next ? leadingLabel(next.cells) : null;
      if (nextLabel?.label.kind === 'row' && OTHER_2021.some((sub) => nextLabel.label.kind === 'row' && sub.id === nextLabel.label.row.id)) continue;
    }
    found.set(line, { id: row.id, text, index: lead.index });
    claimed.add(row.id);
    if (row.id === OTHER.id) continue;
    if (OTHER_2021.some((sub) => sub.id === row.id)) ledger.vote('ogi-2021');
  }
  if (other && found.get(other)?.id === OTHER.id) ledger.vote('ogi-2019');
  for (const line of rest) {
    const slip = slipOf(line, claimed);
    if (slip) {
      found.set(line, { id: slip.id, text: slip.text, index: slip.index, note: 'label with a slip, accepted as the only near one' });
      claimed.add(slip.id);
      ledger.problem('label_typo', `“${slip.text.trim()}” is read as ${slip.zh}`, place(line, slip.index));
      continue;
    }
    const first = line.cells.find((cell) => !isBlank(cell.text));
    ledger.keepUnknown('row', first?.text ?? '', line.rows.grid, line.cells);
    if (line.cells.some(isFigure)) ledger.problem('row_unknown', `table 三: the form has no row “${(first?.text ?? '').trim()}”`, place(line, 0));
  }
  return found;
}

function slipOf(line: Line, claimed: ReadonlySet<string>): { id: string; zh: string; text: string; index: number } | null {
  for (let i = Math.min(LABEL_CELLS, line.cells.length) - 1; i >= 0; i--) {
    const text = line.cells[i]?.text ?? '';
    if (isBlank(text) || isFigure(line.cells[i] as GridCell)) continue;
    const slip = nearRequestLabel(text);
    if (slip?.kind === 'row' && !claimed.has(slip.row.id)) return { id: slip.row.id, zh: slip.row.zh, text, index: i };
  }
  return null;
}

const place = (line: Line, index: number) => {
  const cell = line.cells[index];
  return cell ? { table: line.rows.grid.table, row: cell.row, col: cell.col, ...cell.place } : undefined;
};

function figureRow(line: Line, row: Labelled): FigureRow {
  const { leaves, geometric } = line.columns;
  const firstCol = leaves[0]?.from ?? 0;
  const after = line.cells.slice(row.index + 1);
  // By geometry the figures begin under the first column; blank label columns in between are none of them.
  const byColumn = geometric ? line.cells.filter((cell, i) => i > row.index && cell.col >= firstCol) : after;
  return {
    grid: line.rows.grid,
    rows: line.rows,
    row: line.continued && line.rows.grid.columns === 'order' ? -1 : line.row,
    cells: geometric && byColumn.length >= Math.min(after.length, leaves.length) ? byColumn : after,
    leaves,
    codes: leaves.map((leaf) => (leaf.id === null ? null : requestCode(row.id, leaf.id))),
    label: row.text.trim(),
    geometric,
    piece: line.piece,
    depth: row.index + 1,
    continued: line.continued,
    ...(leaves === UNNAMED ? { hopeless: 'no header names the columns' } : {}),
    ...(row.note === undefined ? {} : { note: row.note }),
  };
}
