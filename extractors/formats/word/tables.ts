/** A Word table as HTML: columns from the edges of all its rows, merged cells as spans. */
import type { CellShape } from './paragraph.ts';

export interface WordRow {
  /** The markup of each cell, in order. */
  cells: readonly string[];
  /** Null where the row does not say how its cells stand. */
  shape: readonly CellShape[] | null;
}

/** Stands for grid columns in which a row has no cell; the reader takes it away again. */
export const NO_CELL = '\ue000';

/** Edges nearer than this (twips; a twentieth of a point each) are one: rows of one table differ by a pixel or two. */
const NEAR = 60;

interface Placed {
  col: number;
  span: number;
  rows: number;
  vertical: CellShape['vertical'];
  markup: string;
}

/** One table. Where no row says how its cells stand it is written cell by cell; where one among others does not, that row is one cell: no column is known to own what it holds. */
export function tableMarkup(rows: readonly WordRow[]): string {
  const fitted = rows.map(fit);
  const isShaped = ({ cells, shape }: WordRow): boolean => shape !== null && shape.length === cells.length;
  const lines = fitted.some(isShaped) ? placed(whole(fitted, isShaped)) : rows.map(({ cells }) => cells.map((markup, col): Placed => ({ col, span: 1, rows: 1, vertical: 'none', markup })));
  return `<table>${lines.map(rowMarkup(lines)).join('')}</table>`;
}

/** The rows with those that say nothing of their cells as one cell over all columns. */
function whole(rows: readonly WordRow[], isShaped: (row: WordRow) => boolean): WordRow[] {
  const edges = rows.filter(isShaped).flatMap(({ shape }) => shape!.flatMap(({ left, right }) => [left, right]));
  const [left, right] = [edges.reduce((a, b) => Math.min(a, b)), edges.reduce((a, b) => Math.max(a, b))];
  return rows.map((row) => (isShaped(row) ? row : { cells: [row.cells.join('')], shape: [{ left, right, vertical: 'none', isRest: false }] }));
}

/** Cells that the row's definition has and its text lacks are empty; empty ones behind the last that it has are none. */
function fit(row: WordRow): WordRow {
  const { cells, shape } = row;
  if (shape === null || cells.length === shape.length) return row;
  if (cells.length < shape.length) return { cells: [...cells, ...Array<string>(shape.length - cells.length).fill('')], shape };
  return cells.slice(shape.length).every((markup) => /^(?:<[^>]*>|\s)*$/.test(markup)) ? { cells: cells.slice(0, shape.length), shape } : row;
}

const rowMarkup = (lines: readonly Placed[][]) => (line: readonly Placed[], at: number): string => {
  let out = '';
  let next = 0;
  // Columns that a cell from above covers need no filler.
  const covered = (col: number): Placed | undefined =>
    lines.slice(0, at).flatMap((above, y) => above.filter((cell) => cell.vertical === 'start' && y + cell.rows > at)).find((cell) => cell.col <= col && col < cell.col + cell.span);
  for (const cell of line) {
    for (; next < cell.col; next += covered(next)?.span ?? 1) if (covered(next) === undefined) out += `<td>${NO_CELL}</td>`;
    if (cell.vertical !== 'rest') {
      out += `<td${cell.span > 1 ? ` colspan="${cell.span}"` : ''}${cell.rows > 1 ? ` rowspan="${cell.rows}"` : ''}>${cell.markup}</td>`;
    }
    next = cell.col + cell.span;
  }
  return `<tr>${out}</tr>`;
};

function placed(rows: readonly WordRow[]): Placed[][] {
  const column = columnsOf(rows);
  const lines = rows.map(({ cells, shape }) => {
    const line: Placed[] = [];
    shape!.forEach(({ left, right, vertical, isRest }, n) => {
      const [from, to] = [column(left), column(right)];
      const before = line.at(-1);
      if (isRest && before !== undefined) before.span = Math.max(before.span, to - before.col);
      else line.push({ col: from, span: Math.max(1, to - from), rows: 1, vertical, markup: cells[n]! });
    });
    return line;
  });
  for (const [y, line] of lines.entries()) for (const cell of line) if (cell.vertical !== 'none') joinBelow(lines, y, cell);
  return lines;
}

/** A cell that begins several rows covers those below in which its rest stands in the same columns. A rest without a beginning is a cell of its own. */
function joinBelow(lines: readonly Placed[][], y: number, cell: Placed): void {
  if (cell.vertical === 'rest') {
    const above = lines.slice(0, y).some((line, at) => line.some((other) => other.vertical === 'start' && other.col === cell.col && other.span === cell.span && at + other.rows > y));
    if (!above) cell.vertical = 'none';
    return;
  }
  const rest = (line: readonly Placed[] | undefined): boolean => line?.some((other) => other.vertical === 'rest' && other.col === cell.col && other.span === cell.span) ?? false;
  while (rest(lines[y + cell.rows])) cell.rows++;
}

/** Which column begins at an edge: edges of all rows in order, those that lie together taken as one. */
function columnsOf(rows: readonly WordRow[]): (edge: number) => number {
  const edges = [...new Set(rows.flatMap(({ shape }) => shape!.flatMap(({ left, right }) => [left, right])))].sort((a, b) => a - b);
  const starts: number[] = [];
  let group = -Infinity;
  const columns = new Map<number, number>();
  for (const edge of edges) {
    if (edge - group > NEAR) {
      starts.push(edge);
      group = edge;
    }
    columns.set(edge, starts.length - 1);
  }
  return (edge) => columns.get(edge)!;
}
