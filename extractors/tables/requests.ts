/** Table 三 (收到和处理政府信息公开申请情况): rows by label, columns by applicant. */
import { requestCode } from '../forms/build.ts';
import { ogi2019 } from '../forms/ogi-2019.ts';
import { ogi2021 } from '../forms/ogi-2021.ts';
import { APPLICANTS } from '../forms/requests.ts';
import { isBlank } from '../normalise.ts';
import { arrange, type FigureRow } from './arrange.ts';
import type { Leaf } from './header.ts';
import type { Ledger } from './ledger.ts';
import { contiguous, headerRows, leavesUnder } from './request-header.ts';
import { fieldByField, joinCut, type Columns, type Line } from './request-lines.ts';
import { label, type Labelled } from './request-rows.ts';
import type { Stretch } from './rows.ts';

/** Identities within one year, of either edition: each holds only for the rows that are printed. */
const IDENTITIES = [...new Map([...ogi2019.identities, ...ogi2021.identities].filter((i) => i.rule !== 'X1' && i.rule !== 'X2').map((i) => [i.id, i])).values()];

/** Stands for the columns of a table whose header is lost: its rows are known, its columns are not. */
const UNNAMED: readonly Leaf[] = APPLICANTS.map((applicant) => ({ id: applicant.id, label: '', from: 0, to: 0 }));

/** Reads the table, which may lie in several grids, into the ledger. */
export function readRequests(stretches: readonly Stretch[], ledger: Ledger): void {
  const lines = joinCut(linesUnderHeaders(stretches, ledger));
  const found = label(lines, ledger);
  const figures: FigureRow[] = [];
  for (const line of lines) {
    const row = found.get(line);
    if (row) figures.push(figureRow(line, row));
  }
  arrange(figures, IDENTITIES, ledger);
}

/** The lines below each header, with its columns. A page break, or a header printed again, begins a new piece. */
function linesUnderHeaders(stretches: readonly Stretch[], ledger: Ledger): Line[] {
  const lines: Line[] = [];
  let columns: Columns = { leaves: UNNAMED, geometric: false };
  for (const stretch of stretches) {
    const { rows } = stretch;
    const headers = headerRows(stretch);
    const order = rows.grid.columns === 'order';
    // Columns carried over from another grid are known by their order alone.
    columns = { ...columns, geometric: false };
    let piece = 0;
    let mine: Line[] = [];
    let fields: number[] = [];
    for (let r = stretch.from; r < stretch.to; r++) {
      if (rows.isSeam(r)) piece++;
      const run = headers[0] === r ? contiguous(headers) : [];
      if (run.length > 0) {
        if (order) fieldByField(mine, columns.leaves, fields);
        headers.splice(0, run.length);
        piece++;
        const own = leavesUnder(rows, run, ledger);
        if (own) [columns, mine] = [{ leaves: own, geometric: !order, piece: `${rows.grid.table}/${piece}` }, []];
        fields = own ? run.map((row) => rows.rows[row]?.length ?? 0) : fields;
        r = (run.at(-1) ?? r);
        continue;
      }
      const cells = rows.rows[r] ?? [];
      if (cells.length === 0) continue;
      const line = { rows, row: r, cells, piece: `${rows.grid.table}/${piece}`, continued: rows.isContinued(r), columns };
      mine.push(line);
      lines.push(line);
    }
    if (order) fieldByField(mine, columns.leaves, fields);
  }
  if (lines.some((line) => line.columns.leaves === UNNAMED)) {
    ledger.problem('no_column_header', 'table 三 without a header that names its columns: what stands there cannot be attributed');
  }
  return lines;
}

function figureRow(line: Line, row: Labelled): FigureRow {
  const { leaves, geometric } = line.columns;
  const firstCol = leaves[0]?.from ?? 0;
  const after = line.cells.slice(row.index + 1);
  // By geometry the figures begin under the first column; blank label columns in between are none of them.
  const strays = after.some((cell) => cell.col < firstCol && !isBlank(cell.text));
  const byColumn = geometric && !strays ? after.filter((cell) => cell.col >= firstCol) : after;
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
    headed: line.columns.piece === line.piece,
    depth: row.index + 1,
    continued: line.continued,
    ...(leaves === UNNAMED ? { hopeless: 'no header names the columns' } : {}),
    ...(row.swallowed === undefined ? {} : { swallowed: row.swallowed }),
    ...(row.note === undefined ? {} : { note: row.note }),
  };
}
