/** One walk over the parsed page: paragraphs, headings and grids in reading order, and the regions that hold them. */
import type { Grid, GridCell, Place, Problem } from '../../document.ts';
import { Refusal } from '../../document.ts';
import { CellReader, plainText, raised, tooDeep, type CellOptions } from './cells.ts';
import { attribute, maxDepth, roleOf, type Element } from './dom.ts';
import { bands, isLayout } from './layout.ts';
import { ListCounter } from './lists.ts';
import { Paths } from './paths.ts';
import { TextSink } from './sink.ts';
import { expandSpans, type Layout, type SpanRow } from './table.ts';
import { textBlocks } from '../text/blocks.ts';
import type { HiddenTest } from './visibility.ts';

/** A stretch of text or a grid, before it is known whether it belongs to the article. */
export interface Draft {
  text: string;
  /** Level of the heading element (h1 … h6) that holds it; 0 for none. */
  level: number;
  /** Characters of the text that are links. */
  linked: number;
  place: Place;
  grid: Grid | null;
}

/** A block that groups blocks, with the drafts [from, to) that stand in it. */
export interface Region {
  element: Element;
  from: number;
  to: number;
  inner: Region[];
}

/** Slots of all grids of a document. */
const maxSlots = 400_000;

export class Walk {
  readonly drafts: Draft[] = [];
  readonly problems: Problem[] = [];
  readonly meta: Record<string, string> = {};
  readonly paths = new Paths();
  readonly #isHidden: HiddenTest | null;
  readonly #sink: TextSink;
  readonly #cells: CellReader;
  /** The block that the text being collected stands in. */
  #owner: Element;
  #level = 0;
  #region: Region;
  #linked = 0;
  /** Where in the text the open link began; −1 outside links. */
  #linkFrom = -1;
  #slots = 0;

  constructor(body: Element, options: CellOptions) {
    this.#isHidden = options.isHidden;
    this.#sink = new TextSink(options.keepSpace);
    this.#cells = new CellReader(options, this.paths);
    this.#owner = body;
    this.#region = { element: body, from: 0, to: 0, inner: [] };
  }

  /** Walks the body. @throws Refusal `too_deep`, `too_large` */
  run(): Region {
    const root = this.#region;
    this.#flow(root.element, 0);
    this.#flush();
    root.to = this.drafts.length;
    this.problems.push(...this.#cells.problems);
    return root;
  }

  #flow(parent: Element, depth: number): void {
    if (depth > maxDepth) throw tooDeep();
    const sink = this.#sink;
    let list: ListCounter | null = null;
    for (const node of parent.children) {
      if (node.type === 'text') {
        sink.add(node.data);
        continue;
      }
      if (node.type !== 'tag' || this.#isHidden?.(node)) continue;
      const role = roleOf(node.name);
      switch (role) {
        case undefined:
          this.#flow(node, depth + 1);
          break;
        case 'link':
          this.#link(node, depth + 1);
          break;
        case 'break':
          sink.lineBreak();
          break;
        case 'rule':
          this.#flush();
          break;
        case 'raised':
          sink.add(raised(node));
          break;
        case 'struck':
          this.problems.push({ code: 'struck_out', message: `Text that is struck out is left out: ${plainText(node)}`, place: { path: this.paths.of(node) } });
          break;
        case 'item':
          list ??= new ListCounter(parent);
          this.#block(node, depth + 1, list.take(node));
          break;
        case 'block':
        case 'heading':
          this.#block(node, depth + 1, '');
          break;
        case 'container':
          this.#container(node, depth + 1);
          break;
        case 'preformatted':
          this.#preformatted(node);
          break;
        case 'table':
          this.#table(node, depth + 1);
          break;
        case 'meta':
          this.addMeta(node);
          break;
        case 'skip':
        case 'field': // outside tables: the page's search box
          break;
      }
    }
  }

  /** Keeps `name`/`content`; the first of a name counts. */
  addMeta(element: Element): void {
    const name = attribute(element, 'name');
    const content = attribute(element, 'content');
    if (!name || content === undefined || name in this.meta || name === '__proto__') return;
    this.meta[name] = content.trim();
  }

  #link(element: Element, depth: number): void {
    const outer = this.#linkFrom;
    if (outer < 0) this.#linkFrom = this.#sink.text.length;
    this.#flow(element, depth);
    if (outer < 0) {
      this.#linked += this.#sink.text.length - this.#linkFrom;
      this.#linkFrom = -1;
    }
  }

  #block(element: Element, depth: number, marker: string): void {
    this.#flush();
    const owner = this.#owner;
    const level = this.#level;
    this.#owner = element;
    if (element.name.length === 2 && element.name.startsWith('h')) this.#level = Number(element.name[1]);
    if (marker !== '') this.#sink.marker(marker);
    this.#flow(element, depth);
    this.#flush();
    this.#owner = owner;
    this.#level = level;
  }

  #container(element: Element, depth: number): void {
    this.#flush();
    const outer = this.#region;
    const region: Region = { element, from: this.drafts.length, to: 0, inner: [] };
    this.#region = region;
    this.#block(element, depth, '');
    region.to = this.drafts.length;
    this.#region = outer;
    if (region.to > region.from) outer.inner.push(region);
  }

  #preformatted(element: Element): void {
    this.#flush();
    const text = plainText(element);
    if (text.includes('\t')) {
      // A text archive shown as a page.
      const path = this.paths.of(element);
      for (const block of textBlocks(text)) {
        if (block.kind === 'grid') this.#push('', 0, 0, { path }, { ...block, place: { path, ...block.place }, cells: block.cells.map((cell) => ({ ...cell, place: { path, ...cell.place } })) });
        else this.#push(block.text, block.kind === 'heading' ? block.level : 0, 0, { path, ...block.place }, null);
      }
      return;
    }
    const owner = this.#owner;
    this.#owner = element;
    this.#sink.addLines(text);
    this.#flush();
    this.#owner = owner;
  }

  #table(table: Element, depth: number): void {
    this.#flush();
    for (const child of table.children) {
      if (child.type === 'tag' && child.name === 'caption' && !this.#isHidden?.(child)) this.#block(child, depth + 1, '');
    }
    const rows = this.#cells.rows(table, depth);
    if (rows === null || isLayout(rows)) this.#layoutTable(table, depth);
    else this.#grids(rows, this.paths.of(table));
  }

  /** A table that only lays out: its cells are regions, one after the other. */
  #layoutTable(table: Element, depth: number): void {
    const outer = this.#region;
    const region: Region = { element: table, from: this.drafts.length, to: 0, inner: [] };
    this.#region = region;
    for (const section of table.children) {
      if (section.type !== 'tag' || section.name === 'caption' || this.#isHidden?.(section)) continue;
      for (const row of section.children) {
        if (row.type !== 'tag' || this.#isHidden?.(row)) continue;
        for (const cell of row.children) {
          if (cell.type === 'tag' && !this.#isHidden?.(cell)) this.#container(cell, depth + 3);
        }
      }
    }
    region.to = this.drafts.length;
    this.#region = outer;
    if (region.to > region.from) outer.inner.push(region);
  }

  #grids(rows: SpanRow<GridCell>[], path: string): void {
    if (rows.length === 0) return;
    const layout = expandSpans(rows);
    this.#slots += layout.rows * layout.cols;
    if (this.#slots > maxSlots) {
      throw new Refusal('unreadable', 'too_large', `The tables of the document have more than ${maxSlots} slots together; no report has, and they are not read.`);
    }
    for (const band of bands(layout)) {
      if (band.kind === 'prose') this.#push(band.cell.text, 0, 0, band.cell.place, null);
      else this.#push('', 0, 0, { path }, gridOf(layout, band.from, band.to, path));
    }
  }

  #flush(): void {
    const sink = this.#sink;
    if (sink.text !== '') {
      const linked = this.#linked + (this.#linkFrom >= 0 ? sink.text.length - this.#linkFrom : 0);
      this.#push(sink.text, this.#level, linked, { path: this.paths.of(this.#owner) }, null);
    }
    sink.reset();
    this.#linked = 0;
    if (this.#linkFrom > 0) this.#linkFrom = 0;
  }

  #push(text: string, level: number, linked: number, place: Place, grid: Grid | null): void {
    this.drafts.push({ text, level, linked, place, grid });
  }
}

/** The rows [from, to) of a layout as a grid of its own. `table` is numbered when the document is put together. */
function gridOf(layout: Layout<GridCell>, from: number, to: number, path: string): Grid {
  let { cells } = layout;
  if (to - from < layout.rows) {
    cells = cells.filter((cell) => cell.row >= from && cell.row < to);
    for (const cell of cells) cell.row -= from;
  }
  return { kind: 'grid', table: 0, rows: to - from, cols: layout.cols, cells, columns: 'spans', seams: [], place: { path } };
}
