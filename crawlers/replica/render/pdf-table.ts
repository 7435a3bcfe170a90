/**
 * A table on pages: rows measured, broken over pages as word processors break them (between rows, inside a row, inside a label
 * that spans rows), each cell's lines shared out among its portions.
 */
import type { LogicalCell, LogicalTable } from '../report/layout.ts';
import { textWidth } from './pdf-writer.ts';

export interface TableMetrics {
  x: number;
  width: number;
  size: number;
  lineHeight: number;
  pad: number;
  /** Widths of the columns, as in the logical table; they are scaled to `width`. */
  widths: readonly number[];
}

/** A part of a row on one page. */
export interface Strip {
  page: number;
  top: number;
  height: number;
}

export interface Portion {
  page: number;
  box: { x: number; y: number; width: number; height: number };
  lines: string[];
  /** The cell goes on above or below, on another page. */
  openTop: boolean;
  openBottom: boolean;
}

export interface PlacedCell {
  cell: LogicalCell;
  portions: Portion[];
}

/** Where the table may draw: asks for room on the page, or for a new page. */
export interface Flow {
  page: number;
  y: number;
  bottom: number;
  newPage: () => void;
}

export interface BreakRules {
  /** Cuts a row whose label has several lines. */
  cutRow: boolean;
  repeatHeader: boolean;
}

const isLatin = (char: string): boolean => /[\x21-\x7e]/.test(char);

/** Lines of at most `width` points: words of Latin letters and digits stay together if they can. */
export function wrap(text: string, width: number, size: number): string[] {
  return text.split(/\n+/).flatMap((line) => {
    const lines: string[] = [];
    let rest = line;
    while (textWidth(rest, size) > width && rest.length > 1) {
      let cut = 1;
      while (cut < rest.length && textWidth(rest.slice(0, cut + 1), size) <= width) cut += 1;
      let word = cut;
      while (word > 0 && isLatin(rest[word - 1] ?? '') && isLatin(rest[word] ?? '')) word -= 1;
      if (word > 0) cut = word;
      lines.push(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    return [...lines, rest];
  });
}

interface Box {
  cell: LogicalCell;
  x: number;
  width: number;
  lines: string[];
  /** Strips that it covers. */
  strips: number[];
  /** Lines in the upper part, where its one row is cut. */
  cut: number | null;
}

class Placer {
  private readonly strips: Strip[] = [];
  private readonly boxes: Box[] = [];
  private readonly table: LogicalTable;
  private readonly metrics: TableMetrics;
  private readonly edges: number[];

  constructor(table: LogicalTable, metrics: TableMetrics) {
    this.table = table;
    this.metrics = metrics;
    const sum = metrics.widths.reduce((total, one) => total + one, 0);
    this.edges = metrics.widths.reduce((edges, one) => [...edges, (edges.at(-1) ?? 0) + (one / sum) * metrics.width], [metrics.x]);
  }

  private box(cell: LogicalCell): Box {
    const { size, pad } = this.metrics;
    const x = this.edges[cell.col] ?? 0;
    const width = (this.edges[cell.col + cell.colSpan] ?? 0) - x;
    return { cell, x, width, lines: wrap(cell.text, width - 2 * Math.min(pad, 2), size), strips: [], cut: null };
  }

  private heightOf(lines: number): number {
    return Math.max(1, lines) * this.metrics.lineHeight + 2 * this.metrics.pad;
  }

  private capacity(height: number): number {
    return Math.max(0, Math.floor((height - this.metrics.pad) / this.metrics.lineHeight));
  }

  /** Lays rows `from` to `to` down, opening pages as needed. */
  run(flow: Flow, rules: BreakRules, from = 0, to = this.table.rows.length): void {
    const live = new Map<LogicalCell, Box>();
    for (let r = from; r < to; r += 1) {
      const own = (this.table.rows[r] ?? []).map((cell) => this.box(cell));
      for (const box of own) {
        this.boxes.push(box);
        live.set(box.cell, box);
      }
      const single = own.filter((box) => box.cell.rowSpan === 1);
      const covering = [...live.values()].filter((box) => box.cell.row <= r && box.cell.row + box.cell.rowSpan > r);
      const closing = covering.filter((box) => box.cell.rowSpan > 1 && box.cell.row + box.cell.rowSpan - 1 === r);
      const height = Math.max(this.heightOf(1), ...single.map((box) => this.heightOf(box.lines.length)), ...closing.map((box) => this.missing(box, flow)));
      this.place(flow, rules, r, height, single, covering);
    }
  }

  /** Height that the last row of a spanning cell needs so that all its lines find room. */
  private missing(box: Box, flow: Flow): number {
    const pages = new Map<number, number>();
    for (const i of box.strips) {
      const strip = this.strips[i];
      if (strip) pages.set(strip.page, (pages.get(strip.page) ?? 0) + strip.height);
    }
    const here = pages.get(flow.page) ?? 0;
    pages.delete(flow.page);
    const elsewhere = [...pages.values()].reduce((total, height) => total + this.capacity(height), 0);
    return this.heightOf(Math.max(0, box.lines.length - elsewhere)) - here;
  }

  private place(flow: Flow, rules: BreakRules, row: number, height: number, single: Box[], covering: Box[]): void {
    const room = flow.bottom - flow.y;
    if (height <= room) return this.strip(flow, height, covering);
    const lines = Math.max(...single.map((box) => box.lines.length));
    const kept = Math.floor((room - 2 * this.metrics.pad) / this.metrics.lineHeight);
    const others = single.filter((box) => box.cell.kind === 'data').every((box) => box.lines.length <= kept);
    if (rules.cutRow && row >= this.table.headerRows && kept >= 1 && kept < lines && others && height <= this.heightOf(lines) + 0.01) {
      for (const box of single) if (box.lines.length > kept) box.cut = kept;
      this.strip(flow, this.heightOf(kept), covering);
      flow.newPage();
      this.header(flow, rules, row);
      return this.strip(flow, this.heightOf(lines - kept), covering);
    }
    flow.newPage();
    this.header(flow, rules, row);
    const again = Math.max(height, ...covering.filter((box) => box.cell.row + box.cell.rowSpan - 1 === row && box.cell.rowSpan > 1).map((box) => this.missing(box, flow)));
    this.strip(flow, again, covering);
  }

  private header(flow: Flow, rules: BreakRules, row: number): void {
    if (rules.repeatHeader && this.table.headerRows > 0 && row >= this.table.headerRows) {
      this.run(flow, { cutRow: false, repeatHeader: false }, 0, this.table.headerRows);
    }
  }

  private strip(flow: Flow, height: number, covering: readonly Box[]): void {
    this.strips.push({ page: flow.page, top: flow.y, height });
    for (const box of covering) box.strips.push(this.strips.length - 1);
    flow.y += height;
  }

  placed(): PlacedCell[] {
    return this.boxes.map((box) => ({ cell: box.cell, portions: this.portions(box) }));
  }

  private portions(box: Box): Portion[] {
    const portions: Portion[] = [];
    for (const index of box.strips) {
      const strip = this.strips[index];
      const last = portions.at(-1);
      if (!strip) continue;
      if (last && last.page === strip.page) last.box.height += strip.height;
      else portions.push({ page: strip.page, box: { x: box.x, y: strip.top, width: box.width, height: strip.height }, lines: [], openTop: portions.length > 0, openBottom: false });
    }
    let rest = [...box.lines];
    portions.forEach((portion, i) => {
      const last = i === portions.length - 1;
      portion.openBottom = !last;
      const count = last ? rest.length : (box.cut ?? this.capacity(portion.box.height));
      portion.lines = rest.slice(0, count);
      rest = rest.slice(count);
    });
    return portions;
  }
}

/** Places a table; the flow stands below it afterwards. */
export function placeTable(table: LogicalTable, metrics: TableMetrics, flow: Flow, rules: BreakRules): PlacedCell[] {
  const placer = new Placer(table, metrics);
  placer.run(flow, rules);
  return placer.placed();
}
