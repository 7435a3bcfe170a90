/** The header of table 三: which of its rows it takes and which applicant each column is. */
import type { GridCell } from '../document.ts';
import { APPLICANTS } from '../forms/requests.ts';
import { isBlank } from '../normalise.ts';
import { headerColumns, type Leaf } from './header.ts';
import { applicantHeader, isTellingApplicant } from './labels.ts';
import type { Ledger } from './ledger.ts';
import type { GridRows, Stretch } from './rows.ts';

/** True when a row heads table 三: it names applicants. */
export function isRequestHeader(cells: readonly GridCell[]): boolean {
  let telling = 0;
  for (const cell of cells) {
    const header = applicantHeader(cell.text);
    if (header?.kind === 'span') return true;
    if (isTellingApplicant(header)) telling++;
  }
  return telling >= 2 || (telling === 1 && cells.length <= 3);
}

/** All header rows of a stretch, repeated ones included. */
export function headerRows({ rows, from, to }: Stretch): number[] {
  const headers: number[] = [];
  for (let r = from; r < to; r++) {
    const cells = rows.rows[r] ?? [];
    if (isRequestHeader(cells) || (headers.length > 0 && headers.at(-1) === r - 1 && isHeaderRest(cells))) headers.push(r);
  }
  return headers;
}

/** A header's further rows: blank, or several names of columns and nothing else. */
function isHeaderRest(cells: readonly GridCell[]): boolean {
  const names = cells.filter((cell) => !isBlank(cell.text));
  return names.length !== 1 && names.every((cell) => applicantHeader(cell.text) !== null || /计$/.test(cell.text.trim()));
}

/** The first run of neighbouring rows. */
export function contiguous(rows: readonly number[]): number[] {
  return rows.filter((row, i) => row === (rows[0] ?? 0) + i);
}

/** The columns under the header rows; null, and reported, where they cannot be told apart. */
export function leavesUnder(rows: GridRows, headers: readonly number[], ledger: Ledger): Leaf[] | null {
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
    const cells = rows.rows[r] ?? [];
    // Whatever stands before the first known name heads the labels.
    const start = cells.findIndex((cell) => applicantHeader(cell.text) !== null);
    for (const cell of cells.slice(Math.max(0, start))) {
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

