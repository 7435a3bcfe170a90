/** Table 三 (收到和处理政府信息公开申请情况): rows by label, columns by applicant. */
import { requestCode } from '../forms/build.ts';
import { ogi2019 } from '../forms/ogi-2019.ts';
import { ogi2021 } from '../forms/ogi-2021.ts';
import { APPLICANTS } from '../forms/requests.ts';
import { arrange, type FigureRow } from './arrange.ts';
import type { Leaf } from './header.ts';
import type { Ledger } from './ledger.ts';
import { contiguous, headerRows, leavesUnder } from './request-header.ts';
import { fieldByField, joinCut, type Line } from './request-lines.ts';
import { label, type Labelled } from './request-rows.ts';
import type { Stretch } from './rows.ts';

/** Identities within one year, of either edition: each holds only for the rows that are printed. */
const IDENTITIES = [...new Map([...ogi2019.identities, ...ogi2021.identities].filter((i) => i.rule !== 'X1' && i.rule !== 'X2').map((i) => [i.id, i])).values()];

/** Stands for the columns of a table whose header is lost: its rows are known, its columns are not. */
const UNNAMED: readonly Leaf[] = APPLICANTS.map((applicant) => ({ id: applicant.id, label: '', from: 0, to: 0 }));

/** Reads the table, which may lie in several grids, into the ledger. */
export function readRequests(stretches: readonly Stretch[], ledger: Ledger): void {
  let leaves: Leaf[] | null = null;
  let leafGrid = -1;
  const printed: Line[] = [];
  for (const stretch of stretches) {
    const { rows } = stretch;
    const headers = headerRows(stretch);
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
