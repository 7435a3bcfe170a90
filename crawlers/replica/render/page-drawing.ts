/** A report drawn on pages by hand, whatever file they go into: every rule, fill, clip and page break is ours to choose. */
import { textWidth } from './pdf-writer.ts';
import type { PdfWriter } from './pdf-writer.ts';
import { layout } from '../report/layout.ts';
import type { LogicalTable } from '../report/layout.ts';
import type { ForgedReport } from '../report/model.ts';
import type { Random } from '../report/random.ts';
import { placeTable, wrap } from './pdf-table.ts';
import type { Flow, PlacedCell, Portion } from './pdf-table.ts';

/** What pages are drawn with: lengths in points, `y` downwards from the top of the page. */
export type PageWriter = Pick<PdfWriter, 'addPage' | 'text' | 'line' | 'rect' | 'clip' | 'form' | 'toBytes'>;

const TEXT_SIZE = 14;
const TABLE_SIZE = 10.5;

class Drawing {
  readonly flow: Flow;
  private readonly report: ForgedReport;
  private readonly random: Random;
  private readonly writer: PageWriter;
  private readonly width: number;
  private readonly height: number;
  private readonly left = 62;
  private readonly numbering: (page: number) => string;
  /** What is drawn on each page, in order: pages are filled one after the other, tables reach over several. */
  private readonly pages: (() => void)[][] = [];

  constructor(report: ForgedReport, random: Random, writer: PageWriter) {
    this.report = report;
    this.random = random;
    this.writer = writer;
    const wide = report.deviations.has('pdf.landscape');
    const small = report.deviations.has('pdf.small_page');
    this.width = wide ? 842 : 595;
    this.height = wide ? 595 : small ? random.int(560, 760) : 842;
    this.numbering = random.pick([(n: number) => `- ${n} -`, (n: number) => `-${n}-`, (n: number) => `— ${n} —`, (n: number) => String(n), (n: number) => `第 ${n} 页`]);
    this.flow = { page: 0, y: 0, bottom: this.height - 72, newPage: () => this.newPage() };
    this.newPage();
  }

  private has(name: string): boolean {
    return this.report.deviations.has(`pdf.${name}`);
  }

  private newPage(): void {
    this.pages.push([]);
    this.flow.page = this.pages.length - 1;
    this.flow.y = 76;
    const number = this.numbering(this.pages.length);
    const alternate = this.random.chance(0.5);
    if (this.has('running_header')) this.on(this.flow.page, () => this.writer.text(this.left, 46, 9, `${this.report.agency.name}　政府信息公开工作年度报告`));
    if (!this.has('no_page_numbers')) {
      const x = alternate ? (this.pages.length % 2 === 0 ? this.left : this.width - this.left - 40) : this.width / 2 - 10;
      this.on(this.flow.page, () => this.writer.text(x, this.height - 40, 11, number));
    }
  }

  private on(page: number, draw: () => void): void {
    this.pages[page]?.push(draw);
  }

  /** One line of text, glyph by glyph or as a whole. */
  private text(x: number, y: number, size: number, text: string): void {
    if (!this.has('glyphs')) return this.writer.text(x, y, size, text);
    let at = x;
    for (const char of text) {
      if (char.trim() !== '') this.writer.text(at, y, size, char);
      at += textWidth(char, size);
    }
  }

  prose(text: string, options: { size?: number; center?: boolean; indent?: boolean; shaded?: boolean } = {}): void {
    const size = options.size ?? TEXT_SIZE;
    const lead = size * 1.7;
    const room = this.width - 2 * this.left;
    const lines = wrap((options.indent ? '　　' : '') + text, room, size);
    for (const line of lines) {
      if (this.flow.y + lead > this.flow.bottom) this.newPage();
      const y = this.flow.y;
      const x = options.center ? (this.width - textWidth(line, size)) / 2 : this.left;
      this.on(this.flow.page, () => {
        if (options.shaded) this.writer.rect(this.left - 4, y, room + 8, lead, { fill: 0.86 });
        else if (this.has('white_rectangles')) this.writer.rect(x, y + 1, textWidth(line, size), lead - 2, { fill: 1 });
        this.text(x, y + lead * 0.7, size, line);
      });
      this.flow.y += lead;
    }
  }

  table(table: LogicalTable): void {
    const narrow = this.has('narrow_labels') && table.id === 't3';
    const size = table.id === 't4' ? 9 : TABLE_SIZE;
    const metrics = {
      x: this.left - 8, width: this.width - 2 * (this.left - 8), size, lineHeight: size * this.random.pick([1.25, 1.45, 1.7]),
      pad: this.has('borderless') || this.has('horizontal_rules') ? 6 : this.random.pick([2.5, 4, 6]),
      widths: narrow ? [4, 9, 28, ...table.widths.slice(3)] : table.widths,
    };
    this.flow.y += 4;
    const placed = placeTable(table, metrics, this.flow, { cutRow: this.has('cut_row'), repeatHeader: this.has('repeated_header') });
    this.flow.y += 12;
    const pages = new Set(placed.flatMap((one) => one.portions.map((portion) => portion.page)));
    for (const page of pages) {
      const draw = (): void => this.piece(table, placed, page, metrics);
      this.on(page, this.has('form_xobject') ? () => this.writer.form([1, 0, 0, 1, 0, 0], draw) : draw);
    }
  }

  private piece(table: LogicalTable, placed: readonly PlacedCell[], page: number, metrics: { size: number; lineHeight: number; pad: number }): void {
    const here = placed.flatMap(({ cell, portions }) => portions.filter((portion) => portion.page === page).map((portion) => ({ cell, portion })));
    const bottom = Math.max(...here.map(({ portion }) => portion.box.y + portion.box.height));
    const lastPage = Math.max(...placed.flatMap((one) => one.portions.map((portion) => portion.page)));
    if (this.has('shaded_titles')) {
      for (const { cell, portion } of here) {
        if (cell.kind === 'title') this.writer.rect(portion.box.x, portion.box.y, portion.box.width, portion.box.height, { fill: 0.8 });
      }
    }
    this.rules(here.map(({ portion }) => portion), page < lastPage && this.has('no_closing_rule') ? bottom : null);
    for (const { cell, portion } of here) {
      const left = cell.kind === 'label' || (this.has('left_aligned') && table.id.startsWith('t2'));
      const { x, y, width, height } = portion.box;
      const top = y + (height - portion.lines.length * metrics.lineHeight) / 2;
      portion.lines.forEach((line, i) => {
        if (line === '') return;
        const base = top + (i + 0.5) * metrics.lineHeight + metrics.size * 0.36;
        const at = left ? x + Math.min(metrics.pad, 2) : x + (width - textWidth(line, metrics.size)) / 2;
        const draw = (): void => {
          if (this.has('white_rectangles')) this.writer.rect(at, base - metrics.size * 0.9, textWidth(line, metrics.size), metrics.size * 1.1, { fill: 1 });
          this.text(at, base, metrics.size, line);
        };
        if (this.has('clips')) this.writer.clip(x, y, width, height, draw);
        else draw();
      });
    }
  }

  /** Draws the borders of the portions on one page; nothing along `open`. */
  private rules(portions: readonly Portion[], open: number | null): void {
    if (this.has('borderless')) return;
    const seen = new Set<string>();
    const jitter = (): number => (this.has('jitter') ? (this.random.next() - 0.5) * 0.7 : 0);
    const edge = (x0: number, y0: number, x1: number, y1: number): void => {
      const key = [x0, y0, x1, y1].map((value) => value.toFixed(1)).join(' ');
      if (seen.has(key) && !this.has('each_cell_ruled')) return;
      seen.add(key);
      const flat = Math.abs(y1 - y0) < 0.01;
      if (!flat && this.has('horizontal_rules')) return;
      if (flat && open !== null && Math.abs(y0 - open) < 0.1) return;
      for (const shift of this.has('double_rules') ? [0, 1.3] : [0]) {
        const [dx, dy] = flat ? [jitter(), shift + jitter()] : [shift + jitter(), jitter()];
        if (this.has('fills')) this.writer.rect(x0 + dx - 0.24, y0 + dy - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, { fill: 0 });
        else this.writer.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy, 0.5);
      }
    };
    for (const { box, openTop } of portions) {
      const [right, bottom] = [box.x + box.width, box.y + box.height];
      if (!(openTop && open !== null)) edge(box.x, box.y, right, box.y);
      edge(box.x, bottom, right, bottom);
      edge(box.x, box.y, box.x, bottom);
      edge(right, box.y, right, bottom);
    }
  }

  finish(): Uint8Array {
    for (const page of this.pages) {
      this.writer.addPage(this.width, this.height);
      for (const draw of page) draw();
    }
    return this.writer.toBytes();
  }

  space(points: number): void {
    this.flow.y += points;
  }

  break(): void {
    this.newPage();
  }

  get shadedHeadings(): boolean {
    return this.has('shaded_titles');
  }
}

/** Draws the report with `writer`; its deviations named `pdf.*` say how. */
export function drawReport(report: ForgedReport, random: Random, writer: PageWriter): Uint8Array {
  const drawing = new Drawing(report, random, writer);
  for (const block of layout(report)) {
    if (block.kind === 'table') drawing.table(block.table);
    else if (block.kind === 'title') {
      for (const line of block.lines) drawing.prose(line, { size: 18, center: true });
      drawing.space(12);
    } else if (block.kind === 'wrapper') {
      for (const line of block.lines) drawing.prose(line, { indent: line.length > 20 });
      drawing.break();
    } else if (block.kind === 'heading') drawing.prose(block.number + block.text, { size: 15, indent: true, shaded: drawing.shadedHeadings });
    else drawing.prose(block.text, { indent: true });
  }
  return drawing.finish();
}
