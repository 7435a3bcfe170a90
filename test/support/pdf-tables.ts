/** Tables drawn on the pages of a test document, in the ways in which real producers draw them. */
import type { Document, Grid } from '../../extractors/document.ts';
import { isGrid } from '../../extractors/document.ts';
import { textWidth, type PdfWriter } from '../../crawlers/replica/render/pdf-writer.ts';

/** A cell: its text (`\n` breaks a line), or text with spans. Spanned positions are left out of the rows. */
export type Cell = string | { text: string; rowSpan?: number; colSpan?: number };

export type Rules = 'lines' | 'fills' | 'boxes' | 'double' | 'none' | 'level';

export interface TableStyle {
  x?: number;
  y?: number;
  widths: readonly number[];
  height?: number;
  size?: number;
  rules?: Rules;
  /** Sides of the table that are not ruled. */
  open?: readonly ('top' | 'bottom' | 'left' | 'right')[];
  /** Free space between cells that are boxes of their own. */
  spacing?: number;
}

interface Placed {
  text: string;
  row: number;
  col: number;
  rowSpan: number;
  colSpan: number;
}

/** Spans expanded into grid coordinates. */
export function place(rows: readonly (readonly Cell[])[]): Placed[] {
  const taken = new Set<string>();
  return rows.flatMap((cells, row) => {
    let col = 0;
    return cells.map((cell): Placed => {
      while (taken.has(`${row},${col}`)) col++;
      const { text, rowSpan = 1, colSpan = 1 } = typeof cell === 'string' ? { text: cell } : cell;
      for (let r = row; r < row + rowSpan; r++) for (let c = col; c < col + colSpan; c++) taken.add(`${r},${c}`);
      const placed = { text, row, col, rowSpan, colSpan };
      col += colSpan;
      return placed;
    });
  });
}

/** Draws a table. @returns its lower edge. */
export function drawTable(writer: PdfWriter, rows: readonly (readonly Cell[])[], style: TableStyle): number {
  const { x = 60, y = 80, widths, height = 24, size = 10, rules = 'lines', open = [], spacing = 3 } = style;
  const xs = widths.reduce<number[]>((edges, width) => [...edges, edges.at(-1)! + width], [x]);
  const bottom = y + rows.length * height;
  const right = xs.at(-1)!;
  const line = (x0: number, y0: number, x1: number, y1: number): void => {
    const level = y0 === y1;
    if (rules === 'none' || (rules === 'level' && !level)) return;
    if (level ? (y0 === y && open.includes('top')) || (y0 === bottom && open.includes('bottom')) : (x0 === x && open.includes('left')) || (x0 === right && open.includes('right'))) return;
    for (const shift of rules === 'double' ? [0, 1.5] : [0]) {
      const [dx, dy] = level ? [0, shift] : [shift, 0];
      if (rules === 'fills') writer.rect(x0 - 0.25, y0 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, { fill: 0 });
      else writer.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy, 0.5);
    }
  };
  for (const { text, row, col, rowSpan, colSpan } of place(rows)) {
    const [x0, x1, y0, y1] = [xs[col]!, xs[col + colSpan]!, y + row * height, y + (row + rowSpan) * height];
    if (rules === 'boxes') writer.rect(x0 + spacing / 2, y0 + spacing / 2, x1 - x0 - spacing, y1 - y0 - spacing, { stroke: 0 });
    else {
      line(x0, y0, x1, y0);
      line(x0, y1, x1, y1);
      line(x0, y0, x0, y1);
      line(x1, y0, x1, y1);
    }
    const lines = text.split('\n');
    const pitch = size * 1.3;
    lines.forEach((part, i) => {
      const base = (y0 + y1) / 2 + (i - (lines.length - 1) / 2) * pitch + size * 0.36;
      writer.text((x0 + x1) / 2 - textWidth(part, size) / 2, base, size, part);
    });
  }
  return bottom;
}

export const gridsOf = (document: Document): Grid[] => document.blocks.filter(isGrid);

/** A grid as rows of texts: every position shows the cell that covers it. */
export function textsOf(grid: Grid): string[][] {
  const rows = Array.from({ length: grid.rows }, () => new Array<string>(grid.cols).fill('∅'));
  for (const { text, row, col, rowSpan, colSpan } of grid.cells) {
    for (let r = row; r < row + rowSpan; r++) for (let c = col; c < col + colSpan; c++) rows[r]![c] = text;
  }
  return rows;
}

/** The same of what was drawn. */
export function drawnTexts(rows: readonly (readonly Cell[])[]): string[][] {
  const placed = place(rows);
  const cols = Math.max(...placed.map(({ col, colSpan }) => col + colSpan));
  const out = rows.map(() => new Array<string>(cols).fill('∅'));
  for (const { text, row, col, rowSpan, colSpan } of placed) {
    for (let r = row; r < row + rowSpan; r++) for (let c = col; c < col + colSpan; c++) out[r]![c] = text;
  }
  return out;
}
