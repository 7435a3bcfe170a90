/** The text of table cells, and the rows of a table before its spans are expanded. */
import { Refusal } from '../../document.ts';
import type { GridCell, Problem } from '../../document.ts';
import { attribute, maxDepth, roleOf, type Element } from './dom.ts';
import { ListCounter } from './lists.ts';
import type { Paths } from './paths.ts';
import { collapsible, TextSink } from './sink.ts';
import { parseSpan, type SpanRow } from './table.ts';
import type { HiddenTest } from './visibility.ts';

/** A cell or table nested in a cell counts as part of the cell's text while it has at most so many cells. */
const smallTable = 4;

export interface CellOptions {
  /** White space is text (DOCX). */
  keepSpace: boolean;
  /** Tells hidden elements; null where there are none. */
  isHidden: HiddenTest | null;
}

/** `/td[3]`, kept, since every cell of every table asks for one. */
function ordinalStep(name: 'tr' | 'td' | 'th', ordinal: number): string {
  return ordinal < 256 ? (steps[name][ordinal] ??= `/${name}[${ordinal}]`) : `/${name}[${ordinal}]`;
}
const steps: Record<'tr' | 'td' | 'th', string[]> = { tr: [], td: [], th: [] };

export class CellReader {
  readonly problems: Problem[] = [];
  readonly #options: CellOptions;
  readonly #paths: Paths;
  readonly #sink: TextSink;
  #struck = false;

  constructor(options: CellOptions, paths: Paths) {
    this.#options = options;
    this.#paths = paths;
    this.#sink = new TextSink(options.keepSpace);
  }

  /**
   * Rows of a table in the order in which they are shown: head, bodies, foot. Null when a cell holds a table of its own:
   * then the outer one is layout.
   */
  rows(table: Element, depth: number): SpanRow<GridCell>[] | null {
    const { isHidden } = this.#options;
    const head: SpanRow<GridCell>[] = [];
    const body: SpanRow<GridCell>[] = [];
    const foot: SpanRow<GridCell>[] = [];
    const seen = { thead: 0, tbody: 0, tfoot: 0 };
    let group = 0;
    const base = this.#paths.of(table);
    for (const section of table.children) {
      if (section.type !== 'tag') continue;
      const name = section.name;
      if (name !== 'tbody' && name !== 'thead' && name !== 'tfoot') continue;
      const path = `${base}/${name}[${++seen[name]}]`;
      if (isHidden?.(section)) continue;
      group++;
      const rows = name === 'thead' ? head : name === 'tbody' ? body : foot;
      let ordinal = 0;
      for (const row of section.children) {
        if (row.type !== 'tag' || row.name !== 'tr') continue;
        ordinal++;
        if (isHidden?.(row)) continue;
        const cells = this.#cells(row, path + ordinalStep('tr', ordinal), depth + 2);
        if (cells === null) return null;
        rows.push({ cells, group });
      }
    }
    if (head.length === 0 && foot.length === 0) return body;
    return [...head, ...body, ...foot];
  }

  #cells(row: Element, path: string, depth: number): GridCell[] | null {
    const cells: GridCell[] = [];
    let data = 0;
    let heads = 0;
    for (const cell of row.children) {
      if (cell.type !== 'tag') continue;
      const name = cell.name;
      if (name !== 'td' && name !== 'th') continue;
      const step = name === 'td' ? ordinalStep('td', ++data) : ordinalStep('th', ++heads);
      if (this.#options.isHidden?.(cell)) continue;
      const place = path + step;
      const text = this.#text(cell, place, depth + 1);
      if (text === null) return null;
      cells.push({ text, row: 0, col: 0, rowSpan: parseSpan(attribute(cell, 'rowspan')), colSpan: parseSpan(attribute(cell, 'colspan')), place: { path: place } });
    }
    return cells;
  }

  #text(cell: Element, path: string, depth: number): string | null {
    const simple = this.#simpleText(cell);
    if (simple !== null) return simple;
    const sink = this.#sink;
    sink.reset();
    if (!this.#collect(cell, depth)) return null;
    if (sink.markerDropped) {
      sink.markerDropped = false;
      this.#report('list_number_dropped', `A list number before the figure in this cell is left out: ${sink.text}`, path);
    }
    if (this.#struck) {
      this.#struck = false;
      this.#report('struck_out', `Text that is struck out in this cell is left out; what remains is: ${sink.text}`, path);
    }
    return sink.text;
  }

  /** Most cells of a report are one word in one paragraph: `<td><p><span>0</span></p></td>`. Null for all others. */
  #simpleText(cell: Element): string | null {
    const { isHidden, keepSpace } = this.#options;
    let element = cell;
    for (let depth = 0; depth < 6; depth++) {
      const { children } = element;
      if (children.length !== 1) return children.length === 0 ? '' : null;
      const only = children[0]!;
      if (only.type === 'text') return keepSpace || !collapsible(only.data) ? only.data : null;
      if (only.type !== 'tag' || isHidden?.(only)) return null;
      const role = roleOf(only.name);
      if (role !== undefined && role !== 'block' && role !== 'container') return null;
      element = only;
    }
    return null;
  }

  /** False when a table that is more than a detail of the text is met. */
  #collect(parent: Element, depth: number): boolean {
    if (depth > maxDepth) throw tooDeep();
    const sink = this.#sink;
    const { isHidden } = this.#options;
    let list: ListCounter | null = null;
    for (const node of parent.children) {
      if (node.type === 'text') {
        sink.add(node.data);
        continue;
      }
      if (node.type !== 'tag' || isHidden?.(node)) continue;
      const role = roleOf(node.name);
      switch (role) {
        case undefined:
        case 'link':
          if (!this.#collect(node, depth + 1)) return false;
          break;
        case 'break':
          sink.lineBreak();
          break;
        case 'rule':
          sink.paragraphBreak();
          break;
        case 'raised':
          sink.add(raised(node));
          break;
        case 'struck':
          this.#struck = true;
          break;
        case 'field':
          sink.add(fieldText(node));
          break;
        case 'preformatted':
          sink.paragraphBreak();
          sink.addLines(plainText(node));
          sink.paragraphBreak();
          break;
        case 'table':
          if (!isSmall(node)) return false;
          sink.paragraphBreak();
          if (!this.#collect(node, depth + 1)) return false;
          sink.paragraphBreak();
          break;
        case 'item':
        case 'block':
        case 'container':
        case 'heading':
          sink.paragraphBreak();
          if (role === 'item') {
            list ??= new ListCounter(parent);
            const marker = list.take(node);
            if (marker !== '') sink.marker(marker);
          }
          if (!this.#collect(node, depth + 1)) return false;
          sink.paragraphBreak();
          break;
        case 'skip':
        case 'meta':
          break;
      }
    }
    return true;
  }

  #report(code: string, message: string, path: string): void {
    this.problems.push({ code, message, place: { path } });
  }
}

/** A note's mark stands raised beside a figure: 5¹ must not become 51. Digits get brackets, anything else stays. */
export function raised(element: Element): string {
  const text = plainText(element).trim();
  return /^[\d\u00b9\u00b2\u00b3\u2070-\u2079]+$/.test(text) ? `[${text.normalize('NFKC')}]` : text;
}

/** What stands in an input box; forms that were filled in on line are published with the boxes still there. */
function fieldText(element: Element): string {
  if (element.name === 'textarea') return plainText(element);
  return /^(?:text|number|tel)?$/i.test(attribute(element, 'type') ?? '') ? (attribute(element, 'value') ?? '') : '';
}

/** All text below an element, as it stands. */
export function plainText(element: Element): string {
  let text = '';
  const stack: Element['children'][number][] = [...element.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'text') text += node.data;
    else if (node.type === 'tag') {
      if (node.name === 'br') text += '\n';
      for (let at = node.children.length - 1; at >= 0; at--) stack.push(node.children[at]!);
    }
  }
  return text;
}

/** A table of a few cells that holds no further one: a detail of the cell that it stands in. */
function isSmall(table: Element): boolean {
  let cells = 0;
  let nodes = 0;
  const stack: Element[] = [table];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    for (const child of element.children) {
      if (++nodes > 200) return false;
      if (child.type !== 'tag') continue;
      if (child.name === 'table') return false;
      if ((child.name === 'td' || child.name === 'th') && ++cells > smallTable) return false;
      stack.push(child);
    }
  }
  return true;
}

export function tooDeep(): Refusal {
  return new Refusal('unreadable', 'too_deep', `Elements are nested more than ${maxDepth} deep; no report is, and the page is not read.`);
}
