/** Table 四 (行政复议、行政诉讼): three blocks of five outcomes, one row of figures. */
import type { GridCell } from '../document.ts';
import { disputeCode } from '../forms/build.ts';
import { OUTCOMES, VENUES } from '../forms/disputes.ts';
import { ogi2021 } from '../forms/ogi-2021.ts';
import { isBlank } from '../normalise.ts';
import { arrange, type FigureRow } from './arrange.ts';
import { headerColumns, type Leaf } from './header.ts';
import { disputeHeader } from './labels.ts';
import type { Ledger } from './ledger.ts';
import { placeOf, rowIsBlank, type GridRows, type Stretch } from './rows.ts';

const IDENTITIES = ogi2021.identities.filter((identity) => identity.rule === 'I4');

/** True when a row heads table 四: it names venues or outcomes and holds no figure. */
export function isDisputeHeader(cells: readonly GridCell[]): boolean {
  let outcomes = 0;
  let venues = 0;
  for (const cell of cells) {
    if (isBlank(cell.text)) continue;
    const header = disputeHeader(cell.text);
    if (header === null && /\d/.test(cell.text)) return false;
    if (header?.kind === 'outcome') outcomes++;
    else if (header) venues++;
  }
  return venues > 0 || outcomes >= 3;
}

interface DisputeLeaf extends Leaf {
  venue: string | null;
}

export function readDisputes(stretches: readonly Stretch[], ledger: Ledger): void {
  const figures: FigureRow[] = [];
  let leaves: DisputeLeaf[] = [];
  let leafTable = -1;
  let seen = 0;
  for (const { rows, from, to } of stretches) {
    const headers: number[] = [];
    for (let r = from; r < to; r++) if (isDisputeHeader(rows.rows[r] ?? [])) headers.push(r);
    if (headers.length > 0) {
      const own = rows.grid.columns === 'spans' ? leavesByColumn(rows, headers) : leavesByOrder(rows, firstHeader(rows, headers));
      if (own.some((leaf) => leaf.id !== null)) [leaves, leafTable] = [own, rows.grid.table];
    }
    for (let r = from; r < to; r++) {
      const cells = rows.rows[r] ?? [];
      if (headers.includes(r) || (rowIsBlank(cells) && seen > 0) || cells.length === 0) continue;
      if (leaves.length === 0) {
        if (!rowIsBlank(cells)) ledger.keepUnknown('row', cells[0]?.text ?? '', rows.grid, cells);
        continue;
      }
      const known = leaves.filter((leaf) => leaf.id !== null).length;
      if (seen > 0 || (cells.length < known - 2 && !rowIsBlank(cells))) {
        ledger.keepUnknown('row', cells[0]?.text ?? '', rows.grid, cells);
        const first = cells[0];
        ledger.problem('row_unknown', 'table 四: a row that is not the row of figures', first ? placeOf(rows.grid, first) : undefined);
        continue;
      }
      if (rowIsBlank(cells) && hasFigures(rows, r + 1, to, headers)) continue;
      seen++;
      figures.push({
        grid: rows.grid, rows, row: r, cells, leaves,
        codes: leaves.map((leaf) => (leaf.id === null || leaf.venue === null ? null : disputeCode(leaf.venue, leaf.id))),
        label: '', geometric: rows.grid.columns === 'spans' && leafTable === rows.grid.table,
        piece: `${rows.grid.table}`, depth: 0, continued: false,
      });
    }
  }
  const codes = leaves.flatMap((leaf) => (leaf.venue && leaf.id ? [`${leaf.venue}.${leaf.id}`] : []));
  if (new Set(codes).size !== codes.length) {
    ledger.problem('header_unclear', 'table 四 names a column twice: nothing in it can be attributed');
    for (const row of figures) ledger.keepUnknown('row', '', row.grid, row.cells);
    return;
  }
  arrange(figures, IDENTITIES, ledger);
}

/** The first run of header rows, up to where a page break makes the header start again. */
function firstHeader(rows: GridRows, headers: readonly number[]): number[] {
  const textOf = (row: number): string => (rows.rows[row] ?? []).filter((cell) => !isBlank(cell.text)).map((cell) => cell.text).join('\t');
  const first = headers[0] ?? 0;
  const end = headers.findIndex((r, i) => r !== first + i || (i > 0 && textOf(r) === textOf(first)));
  return headers.slice(0, end < 0 ? headers.length : end);
}

const hasFigures = (rows: GridRows, from: number, to: number, headers: readonly number[]): boolean => {
  for (let r = from; r < to; r++) if (!headers.includes(r) && !rowIsBlank(rows.rows[r] ?? [])) return true;
  return false;
};

function leavesByColumn(rows: GridRows, headers: readonly number[]): DisputeLeaf[] {
  return headerColumns(rows, headers, 0).map(({ from, to, stack }) => {
    const read = stack.map((cell) => disputeHeader(cell.text));
    const venue = read.findLast((header) => header?.kind === 'venue');
    // Without rules a name on two lines may be two cells: 结果纠 | 正.
    const outcome = read.at(-1) ?? (stack.length > 1 ? disputeHeader(stack.slice(-2).map((cell) => cell.text).join('')) : null);
    return {
      id: outcome?.kind === 'outcome' ? outcome.id : null,
      venue: venue?.kind === 'venue' ? venue.id : null,
      label: stack.map((cell) => cell.text.trim()).join(' '),
      from, to,
    };
  });
}

/** Outcomes in reading order: each full round of five belongs to the next venue that the header names. */
function leavesByOrder(rows: GridRows, headers: readonly number[]): DisputeLeaf[] {
  const cells = headers.flatMap((r) => rows.rows[r] ?? []);
  const named = VENUES.filter((venue) => cells.some((cell) => { const h = disputeHeader(cell.text); return h?.kind === 'venue' && h.id === venue.id; }));
  const outcomes = cells.flatMap((cell) => {
    const header = disputeHeader(cell.text);
    return header?.kind === 'outcome' ? [{ id: header.id, label: cell.text.trim() }] : [];
  });
  const rounds = OUTCOMES.length;
  const complete = outcomes.length === named.length * rounds && outcomes.every((o, i) => o.id === OUTCOMES[i % rounds]?.id);
  if (!complete) return [];
  return outcomes.map((o, i) => {
    const venue = named[Math.floor(i / rounds)];
    return { id: o.id, venue: venue?.id ?? null, label: `${venue?.zh ?? ''} ${o.label}`, from: 0, to: 0 };
  });
}
