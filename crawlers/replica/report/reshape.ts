/** Tables as they come out of copying and pasting: cut in two, their merges lost, a remark below. */
import type { LogicalCell, LogicalTable } from './layout.ts';

/** Two tables, the second without a header. Labels that span the cut stand in the first, or in both. */
export function cutInTwo(table: LogicalTable, at: number, repeatLabels: boolean): LogicalTable[] {
  const upper = table.rows.slice(0, at).map((cells) => cells.map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan, at - cell.row) })));
  const lower = table.rows.slice(at).map((cells) => cells.map((cell) => ({ ...cell, row: cell.row - at })));
  const over = table.rows.slice(0, at).flat().filter((cell) => cell.row + cell.rowSpan > at);
  const carried = over.map((cell): LogicalCell => ({ ...cell, row: 0, rowSpan: cell.row + cell.rowSpan - at, text: repeatLabels ? cell.text : '' }));
  lower[0] = [...carried, ...(lower[0] ?? [])].sort((a, b) => a.col - b.col);
  return [{ ...table, rows: upper }, { ...table, id: `${table.id}.rest`, headerRows: 0, rows: lower }];
}

/** Labels over several rows become one cell each row, empty but for the first. */
export function unmerged(table: LogicalTable): LogicalTable {
  const rows = table.rows.map((cells) => cells.map((cell) => ({ ...cell })));
  for (const cell of rows.flat()) {
    if (cell.kind !== 'label' || cell.rowSpan === 1) continue;
    for (let r = cell.row + 1; r < cell.row + cell.rowSpan; r += 1) rows[r]?.push({ ...cell, row: r, rowSpan: 1, text: '' });
    cell.rowSpan = 1;
  }
  return { ...table, rows: rows.map((cells) => cells.sort((a, b) => a.col - b.col)) };
}

/** Applicants down and results across: rows and columns exchanged. */
export function onItsSide(table: LogicalTable): LogicalTable {
  const rows = table.widths.map((): LogicalCell[] => []);
  const across = table.rows.length;
  for (const cell of table.rows.flat()) rows[cell.col]?.push({ ...cell, row: cell.col, col: cell.row, rowSpan: cell.colSpan, colSpan: cell.rowSpan });
  return { ...table, widths: new Array<number>(across).fill(1), headerRows: 0, rows: rows.map((cells) => cells.sort((a, b) => a.col - b.col)) };
}

/** A remark in a last row of its own, across all columns. */
export function withNote(table: LogicalTable, text: string): LogicalTable {
  const cell: LogicalCell = { text, row: table.rows.length, col: 0, rowSpan: 1, colSpan: table.widths.length, kind: 'title', code: null };
  return { ...table, rows: [...table.rows, [cell]] };
}
