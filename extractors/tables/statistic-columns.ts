/** Columns of the statistics table: which hold labels, units and the year's figure, once or in two halves side by side. */
import type { GridCell } from '../document.ts';
import { isBlank, squeeze } from '../normalise.ts';
import { headerColumns } from './header.ts';
import type { GridRows } from './rows.ts';
import { isFigureText } from './seams.ts';
import { columnRole, statisticLabel, type ColumnRole } from './statistic-labels.ts';
import { headedFields } from './statistic-padding.ts';

/** A column, or a field of each row where only the order of fields is known. */
export interface Column {
  /** `unknown`: its header names nothing that the form has. */
  role: ColumnRole | 'unknown';
  label: string;
  /** Grid columns [from, to), or fields of the header's row. */
  from: number;
  to: number;
  year: number | null;
}

/** One half of a table whose halves stand side by side, or the whole of any other. */
export interface Half {
  from: number;
  to: number;
  columns: readonly Column[];
  /** The column of the year's figure; null where the header leaves that open. */
  value: Column | null;
}

export interface Layout {
  /** Rows of the header, at the top or repeated. */
  headers: ReadonlySet<number>;
  halves: readonly Half[];
  /** Fields of the header's row, without blank ones that pad it. */
  fields: number;
}

/**
 * A header names the labels' column and at least one more, beside it or in the rows that the labels' heading reaches down to. Where
 * the labels' column has another name or none, every other heading of the row is known.
 */
export function isStatisticHeader(rows: GridRows, row: number): boolean {
  const cells = rows.rows[row] ?? [];
  const corner = cornerOf(cells);
  if (!corner) return false;
  const roles = rows.rows.slice(row, row + corner.rowSpan).flat().map((cell) => columnRole(cell.text)?.role);
  return roles.includes('unit') || roles.includes('value') || roles.includes('cumulative') || (roles.includes('other') && !roles.includes(undefined));
}

function cornerOf(cells: readonly GridCell[]): GridCell | undefined {
  const named = cells.find((cell) => columnRole(cell.text)?.role === 'label');
  if (named) return named;
  const [corner, ...others] = cells.filter((cell) => columnRole(cell.text)?.role !== 'ordinal');
  if (!corner || columnRole(corner.text) !== null || statisticLabel(corner.text) !== null || isFigureText(corner.text)) return undefined;
  const headings = others.filter((cell) => !isBlank(cell.text));
  const roles = headings.map((cell) => columnRole(cell.text)?.role ?? null);
  const isTelling = roles.includes('unit') || roles.includes('cumulative') || headings.filter((cell) => !/^\d*$/.test(squeeze(cell.text))).length > 1;
  return isTelling && !roles.includes(null) ? corner : undefined;
}

/** The columns, that of the corner holding labels whatever its name. */
function withLabels(columns: readonly Column[], corner: GridCell): Column[] {
  const at = columns.some(({ role }) => role === 'label') ? -1 : columns.findIndex(({ role, label }) => role === 'unknown' && label === corner.text.trim());
  return columns.map((column, i) => (i === at ? { ...column, role: 'label' } : column));
}

/**
 * The columns by the grid's own header; null where it has none. `unruled`: columns are those of aligned words, so that one without
 * a heading is a gap.
 */
export function layoutOf(rows: GridRows, fiscalYear: number | null, unruled = false): Layout | null {
  const starts = rows.rows.flatMap((_, r) => (isStatisticHeader(rows, r) ? [r] : []));
  const [first] = starts;
  if (first === undefined) return null;
  const corner = cornerOf(rows.rows[first]!)!;
  const depth = corner.rowSpan;
  const stacked = Array.from({ length: depth }, (_, i) => first + i);
  // 统计数 over 本年度 and 历年累计; a page break between them leaves a blank row.
  const isBlankRow = (rows.rows[first + 1] ?? []).length > 0 && rows.rows[first + 1]!.every((cell) => isBlank(cell.text));
  const under = first + (isBlankRow ? 2 : 1);
  const second = rows.rows[under] ?? [];
  if (depth === 1 && second.some((cell) => columnRole(cell.text) !== null) && second.every((cell) => isBlank(cell.text) || columnRole(cell.text) !== null)) {
    for (let row = first + 1; row <= under; row++) stacked.push(row);
  }
  const headers = new Set(starts.flatMap((start) => stacked.map((row) => start + row - first)));
  const lowest = rows.rows[stacked.at(-1)!] ?? [];
  if (rows.grid.columns === 'order') {
    const fields = headedFields(lowest, rows);
    return { headers, halves: halvesOf(withLabels(byOrder(rows, stacked), corner).filter(({ from }) => from < fields), fiscalYear), fields };
  }
  const columns = withLabels(byGeometry(rows, stacked), corner);
  return { headers, halves: halvesOf(unruled ? columns.filter(({ label }) => label !== '') : columns, fiscalYear), fields: lowest.length };
}

function byGeometry(rows: GridRows, headers: readonly number[]): Column[] {
  return headerColumns(rows, headers, 0).map(({ from, to, stack }) => {
    const named = stack.map((cell) => columnRole(cell.text)).filter((it) => it !== null);
    // 数量 under 历年累计 is no figure of the year.
    const role = named.find((it) => it.role === 'cumulative' || it.role === 'other') ?? named.at(-1);
    return { role: role?.role ?? 'unknown', label: stack.map((cell) => cell.text.trim()).join(' '), from, to, year: named.findLast(({ year }) => year !== null)?.year ?? null };
  });
}

function byOrder(rows: GridRows, headers: readonly number[]): Column[] {
  return fieldsOf(rows, headers).map((cell, at) => {
    const named = columnRole(cell.text);
    return { role: named?.role ?? 'unknown', label: cell.text.trim(), from: at, to: at + 1, year: named?.year ?? null };
  });
}

/** The header's fields: of two rows the lower one, and the upper one's where the lower has none. */
function fieldsOf(rows: GridRows, headers: readonly number[]): readonly GridCell[] {
  const [upper = [], lower] = headers.map((r) => rows.rows[r] ?? []);
  if (!lower) return upper;
  if (upper.length === lower.length) return lower.map((cell, i) => (isBlank(cell.text) ? upper[i]! : cell));
  // A field over several is one in its own row.
  let at = 0;
  const fields = lower.map((cell, i) => {
    const under = !isBlank(cell.text);
    if (!under || isBlank(lower[i + 1]?.text ?? '')) at++;
    return under ? cell : upper[at - 1];
  });
  return at === upper.length ? fields.filter((cell) => cell !== undefined) : [];
}

function halvesOf(columns: readonly Column[], fiscalYear: number | null): Half[] {
  const groups: Column[][] = [];
  let open: Column[] | null = null;
  let pending: Column[] = [];
  for (const column of columns) {
    const role: Column['role'] = open !== null && column.role === 'unknown' && column.label === '' && open.at(-1)?.role === 'label' ? 'label' : column.role;
    if (role === 'label' && open?.at(-1)?.role !== 'label') groups.push((open = [...pending, { ...column, role }]));
    else if (role === 'ordinal') pending = [column];
    else open?.push({ ...column, role });
    if (role !== 'ordinal') pending = [];
  }
  return groups.map((group) => ({ from: group[0]!.from, to: group.at(-1)!.to, columns: group, value: valueOf(group, fiscalYear) }));
}

/** The one column of the year's figures: that of the report's year, or of the last one where that is not known; none where two columns could be it. */
function valueOf(columns: readonly Column[], fiscalYear: number | null): Column | null {
  const values = columns.filter((column) => column.role === 'value');
  if (values.length > 0) {
    const wanted = fiscalYear ?? Math.max(...values.map(({ year }) => year ?? 0));
    const isOfYear = ({ year, label }: Column): boolean => (year ?? (values.length === 1 || /[本当]年/.test(squeeze(label)) ? wanted : 0)) === wanted;
    const [only, ...more] = values.filter(isOfYear);
    return only && more.length === 0 && values.every((column) => column === only || column.year !== null) ? only : null;
  }
  // A column without any heading, where the form has but one.
  const [only, ...more] = columns.filter((column) => column.role !== 'label' && column.role !== 'unit' && column.role !== 'ordinal');
  return only?.role === 'unknown' && only.label === '' && more.length === 0 ? only : null;
}
