/** Grids and documents by hand, for tests of what comes after the readers. */
import type { Block, Document, Grid, GridCell } from '../../extractors/document.ts';

/** A cell: its text, or text with spans. */
export type CellSpec = string | { text: string; rowSpan?: number; colSpan?: number };

/** A ruled grid; spanned positions are left out of the rows, as in HTML. */
export function ruled(rows: readonly (readonly CellSpec[])[], options: { table?: number; seams?: number[] } = {}): Grid {
  const taken = new Set<string>();
  const cells: GridCell[] = [];
  let cols = 0;
  rows.forEach((row, r) => {
    let c = 0;
    for (const spec of row) {
      while (taken.has(`${r},${c}`)) c++;
      const { text, rowSpan = 1, colSpan = 1 } = typeof spec === 'string' ? { text: spec } : spec;
      for (let i = 0; i < rowSpan; i++) for (let j = 0; j < colSpan; j++) taken.add(`${r + i},${c + j}`);
      cells.push({ text, row: r, col: c, rowSpan, colSpan, place: { path: `/table/tr[${r + 1}]/td[${c + 1}]` } });
      c += colSpan;
      cols = Math.max(cols, c);
    }
  });
  return { kind: 'grid', table: options.table ?? 0, rows: rows.length, cols, cells, columns: 'spans', seams: options.seams ?? [], place: { path: '/table' } };
}

/** A grid of a text archive: only the order of the fields is known. A seam stands before every row that follows a null. */
export function ordered(rows: readonly (readonly string[] | null)[], table = 0): Grid {
  const cells: GridCell[] = [];
  const seams: number[] = [];
  let r = 0;
  let cols = 0;
  for (const row of rows) {
    if (row === null) {
      seams.push(r);
      continue;
    }
    row.forEach((text, c) => cells.push({ text, row: r, col: c, rowSpan: 1, colSpan: 1, place: { line: r + 1, start: c, end: c + text.length } }));
    cols = Math.max(cols, row.length);
    r++;
  }
  return { kind: 'grid', table, rows: r, cols, cells, columns: 'order', seams, place: { line: 1 } };
}

/** A line of tab-separated fields. */
export const fields = (line: string): string[] => line.split('\t');

export function documentOf(...blocks: Block[]): Document {
  return { format: 'html', title: null, meta: {}, blocks, problems: [] };
}
