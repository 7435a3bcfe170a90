/**
 * Rewrites document.xml to what mammoth renders faithfully: text, paragraphs and merged cells, and nothing else. What
 * mammoth drops, doubles or puts in the wrong place (libraries.md §2.5 and its body-reader) is settled here: automatic
 * numbers, `gridBefore`, `hMerge`, text boxes, fields, hidden text, deleted paragraph marks before the end of a cell.
 */
import { Refusal, type Problem } from '../../document.ts';
import { chosen, chosenEntry, escapeXml, isFloating, mathText, runProperties, selfClosing, textOf } from './content.ts';
import type { Numbering } from './numbering.ts';
import type { Styles } from './styles.ts';
import { child, isElement, isOn, value, type XmlElement } from './xml.ts';

/** Stands for grid columns that a row skips (`gridBefore`): the reader takes its cell away again. */
export const skippedCell = '\ue000';

/** Stands for what Word prints and the file does not say. */
const UNKNOWN = '\ufffd';

/** A body nests its tables three elements a level; Word itself stops at 63 levels of tables. */
const maxDepth = 400;

type Role = 'unwrap' | 'run' | 'text' | 'keep' | 'box' | 'math' | 'alternate' | 'field' | 'instruction' | 'break' | 'drop';

const rolesByName: readonly [Role, string][] = [
  ['run', 'w:r'],
  ['text', 'w:t'],
  ['keep', 'w:tab w:noBreakHyphen w:softHyphen w:sym w:footnoteReference w:endnoteReference'],
  ['box', 'w:drawing w:pict w:object'],
  ['math', 'm:oMath m:oMathPara'],
  ['alternate', 'mc:AlternateContent'],
  ['field', 'w:fldChar'],
  ['instruction', 'w:instrText'],
  ['break', 'w:br w:cr w:ptab'],
  [
    'drop',
    'w:del w:moveFrom w:pPr w:rPr w:sdtPr w:sdtEndPr w:smartTagPr w:customXmlPr w:delText w:delInstrText w:commentReference w:annotationRef w:footnoteRef w:endnoteRef w:rubyPr w:rt w:lastRenderedPageBreak w:proofErr w:bookmarkStart w:bookmarkEnd w:sectPr w:fldData w:ffData w:pgNum',
  ],
];
const roles: ReadonlyMap<string, Role> = new Map(rolesByName.flatMap(([role, names]) => names.split(' ').map((name) => [name, role] as const)));

/** A text box: its paragraphs, and whether it floats anywhere on the page or stands in the line like a character. */
interface Box {
  floating: boolean;
  markup: string;
}

/** A field: which part of it is being read, and what it prints where it has no result. */
interface Field {
  part: 'instruction' | 'result';
  chosen: string;
  /** Of its instruction: Word calculates what the file has no result of. */
  isFormula: boolean;
  hasResult: boolean;
}

interface Inline {
  text: string;
  /** Text boxes anchored here. */
  boxes: Box[];
}

export class BodyWriter {
  readonly problems: Problem[] = [];
  readonly #numbering: Numbering;
  readonly #styles: Styles;
  /** Notes that the file holds; a mark of any other says nothing. */
  readonly #notes: ReadonlySet<string>;
  /** The style of the paragraph being read. */
  #paragraphStyle: string | undefined;
  readonly #fields: Field[] = [];
  /** Text boxes of a table that are in no cell of it; they follow it. */
  #afterTable = '';
  /** Text boxes met in the cell being written; null outside tables. */
  #cellBoxes: Box[] | null = null;

  /** @param notes ids of the notes in the file: `w:footnoteReference 2` */
  constructor(numbering: Numbering, styles: Styles, notes: ReadonlySet<string>) {
    this.#numbering = numbering;
    this.#styles = styles;
    this.#notes = notes;
  }

  /** The whole part, from the element that holds the body. @throws Refusal `too_deep` */
  write(root: XmlElement): string {
    const body = child(child(root, 'w:document'), 'w:body');
    if (body === undefined) throw new Refusal('unreadable', 'wrong_type', 'The Word file has a document without a body.');
    const namespaces =
      'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
    return `<?xml version="1.0" encoding="UTF-8"?><w:document ${namespaces}><w:body>${this.#blocks(body, 0)}</w:body></w:document>`;
  }

  /** Paragraphs and tables of a body, a cell or a text box. */
  #blocks(parent: XmlElement, depth: number): string {
    let out = '';
    let carried: Inline = { text: '', boxes: [] };
    const elements = this.#flatten(parent, depth);
    for (const [at, element] of elements.entries()) {
      if (element.name === 'w:tbl') {
        out += this.#table(element, depth + 1);
        continue;
      }
      const inline = this.#paragraph(element, depth + 1);
      const text = carried.text + inline.text;
      const boxes = [...carried.boxes, ...inline.boxes];
      // A deleted paragraph mark joins the paragraph to the next one, but never across the end of a cell.
      if (isOn(child(child(element, 'w:pPr'), 'w:rPr'), 'w:del') && elements[at + 1]?.name === 'w:p') {
        carried = { text, boxes };
        continue;
      }
      carried = { text: '', boxes: [] };
      out += `<w:p>${this.#style(element)}${text}</w:p>${this.#place(boxes)}`;
    }
    return out;
  }

  /** Block elements below any wrappers (content controls, insertions, custom XML). */
  #flatten(parent: XmlElement, depth: number): XmlElement[] {
    if (depth > maxDepth) throw tooDeep();
    const elements: XmlElement[] = [];
    for (const node of parent.children) {
      if (!isElement(node)) continue;
      if (node.name === 'w:p' || node.name === 'w:tbl') elements.push(node);
      else if (node.name === 'mc:AlternateContent') elements.push(...this.#flatten(chosen(node), depth + 1));
      else if (roles.get(node.name) !== 'drop' && !/Pr$/.test(node.name)) elements.push(...this.#flatten(node, depth + 1));
    }
    return elements;
  }

  /** Only styles that mark headings change what mammoth renders. */
  #style(paragraph: XmlElement): string {
    const style = value(child(paragraph, 'w:pPr'), 'w:pStyle');
    return style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  }

  #paragraph(element: XmlElement, depth: number): Inline {
    const inline: Inline = { text: '', boxes: [] };
    const outer = this.#paragraphStyle;
    this.#paragraphStyle = value(child(element, 'w:pPr'), 'w:pStyle');
    this.#inline(element, inline, depth);
    this.#paragraphStyle = outer;
    // Signs stand raised or lowered only beside others that do not.
    if (!/<w:r>(?!<w:rPr>(?:<w:strike\/>)?<w:vertAlign)/.test(inline.text)) inline.text = inline.text.replaceAll(/<w:vertAlign [^<>]*>/g, '');
    const label = this.#numbering.label(child(element, 'w:pPr'));
    if (label === '') return inline;
    const figure = /^[\d０-９]/.test(plain(inline.text));
    if (this.#cellBoxes !== null && (figure || isBlank(inline.text))) {
      this.problems.push({ code: 'list_number_dropped', message: `The automatic number ${label} in a table cell with ${figure ? 'a figure' : 'no text'} is left out.` });
    } else {
      inline.text = `<w:r><w:t>${escapeXml(label)}${figure ? ' ' : ''}</w:t></w:r>${inline.text}`;
    }
    return inline;
  }

  #inline(parent: XmlElement, inline: Inline, depth: number): void {
    if (depth > maxDepth) throw tooDeep();
    for (const node of parent.children) {
      if (!isElement(node)) continue;
      switch (roles.get(node.name)) {
        case 'run':
          this.#run(node, inline, depth + 1);
          break;
        case 'alternate':
          this.#inline(chosen(node), inline, depth + 1);
          break;
        case 'math':
          if (!this.#inInstruction()) inline.text += `<w:r><w:t>${mathText(node)}</w:t></w:r>`;
          break;
        case 'box':
          this.#boxes(node, inline, depth + 1);
          break;
        case 'drop':
          break;
        default:
          this.#inline(node, inline, depth + 1);
      }
    }
  }

  #run(run: XmlElement, inline: Inline, depth: number): void {
    const properties = child(run, 'w:rPr');
    const look = this.#styles.look(properties, this.#paragraphStyle);
    if (look.isHidden) return;
    let content = '';
    for (const node of this.#runContent(run, depth)) {
      switch (roles.get(node.name)) {
        case 'text':
          content += this.#inInstruction() ? '' : `<w:t>${look.isSymbols ? textOf(node).replaceAll(/&[^;]*;|[0-9]/g, UNKNOWN) : textOf(node)}</w:t>`;
          break;
        case 'keep':
          content += this.#inInstruction() || (/Reference$/.test(node.name) && !this.#notes.has(`${node.name} ${node.attribs['w:id']}`)) ? '' : selfClosing(node);
          break;
        case 'break':
          content += node.name === 'w:ptab' ? '<w:tab/>' : '<w:br/>';
          break;
        case 'field':
          content += this.#field(node);
          break;
        case 'box':
          this.#boxes(node, inline, depth);
          break;
        case 'instruction':
          if (this.#fields.at(-1)?.part === 'instruction' && /^\s*=/.test(textOf(node))) this.#fields.at(-1)!.isFormula = true;
          break;
        case 'math':
          content += this.#inInstruction() ? '' : `<w:t>${mathText(node)}</w:t>`;
          break;
        default:
      }
    }
    if (content !== '') inline.text += `<w:r>${runProperties(look)}${content}</w:r>`;
  }

  /** Elements of a run, below wrappers such as AlternateContent and ruby. */
  #runContent(run: XmlElement, depth: number): XmlElement[] {
    if (depth > maxDepth) throw tooDeep();
    return run.children.flatMap((node): XmlElement[] => {
      if (!isElement(node)) return [];
      const role = roles.get(node.name);
      if (role === 'drop') return [];
      if (role === 'alternate') return this.#runContent(chosen(node), depth + 1);
      return role === undefined || role === 'run' ? this.#runContent(node, depth + 1) : [node];
    });
  }

  /** Follows the parts of fields. @returns what a field prints that ends without a result */
  #field(mark: XmlElement): string {
    const type = mark.attribs['w:fldCharType'];
    const field = this.#fields.at(-1);
    if (type === 'begin') this.#fields.push({ part: 'instruction', chosen: chosenEntry(mark), isFormula: false, hasResult: false });
    else if (type === 'separate' && field !== undefined) Object.assign(field, { part: 'result', hasResult: true });
    else if (type === 'end' && field !== undefined) {
      this.#fields.pop();
      const printed = field.hasResult ? '' : field.chosen !== '' ? field.chosen : field.isFormula ? UNKNOWN : '';
      if (printed !== '' && !this.#inInstruction()) return `<w:t>${printed}</w:t>`;
    }
    return '';
  }

  #inInstruction(): boolean {
    return this.#fields.some(({ part }) => part === 'instruction');
  }

  /** Text boxes within a drawing, each once, however many renditions of it there are. */
  #boxes(drawing: XmlElement, inline: Inline, depth: number): void {
    if (depth > maxDepth) throw tooDeep();
    for (const node of drawing.children) {
      if (!isElement(node)) continue;
      if (node.name === 'w:txbxContent') inline.boxes.push({ floating: isFloating(node), markup: this.#blocks(node, depth + 1) });
      else this.#boxes(node.name === 'mc:AlternateContent' ? chosen(node) : node, inline, depth + 1);
    }
  }

  /** Outside tables boxes follow their paragraph. */
  #place(boxes: Box[]): string {
    if (this.#cellBoxes === null) return boxes.map(({ markup }) => markup).join('');
    this.#cellBoxes.push(...boxes);
    return '';
  }

  /**
   * The content of a cell. A box that stands in the line of an otherwise empty cell is what the cell says; any other is a
   * note beside the table, since no cell is known to own it.
   */
  #cellContent(element: XmlElement, depth: number): string {
    const outer = this.#cellBoxes;
    const boxes: Box[] = [];
    this.#cellBoxes = boxes;
    let content = this.#blocks(element, depth);
    this.#cellBoxes = outer;
    const empty = isBlank(content);
    for (const { floating, markup } of boxes) {
      if (empty && !floating) {
        content += markup;
        continue;
      }
      this.#afterTable += markup;
      if (!isBlank(markup)) {
        this.problems.push({ code: 'text_box_over_table', message: `A text box stands over a cell of a table; its text follows the table: ${plain(markup).slice(0, 80)}` });
      }
    }
    return content;
  }

  #table(table: XmlElement, depth: number): string {
    const rows = rowsOf(table, 'w:tr', depth).map((row) => this.#row(row, depth + 1)).join('');
    let out = rows === '' ? '' : `<w:tbl>${rows}</w:tbl>`;
    if (this.#cellBoxes === null && this.#afterTable !== '') {
      out += this.#afterTable;
      this.#afterTable = '';
    }
    return out;
  }

  #row(row: XmlElement, depth: number): string {
    const properties = child(row, 'w:trPr');
    if (isOn(properties, 'w:del') || isOn(properties, 'w:hidden')) return '';
    const skipped = Number(value(properties, 'w:gridBefore') ?? 0);
    let out = skipped > 0 ? cell(skipped, '', `<w:p><w:r><w:t>${skippedCell}</w:t></w:r></w:p>`) : '';
    let open: { span: number; merge: string; content: string } | null = null;
    const close = (): void => {
      if (open !== null) out += cell(open.span, open.merge, open.content);
    };
    for (const element of rowsOf(row, 'w:tc', depth)) {
      const own = child(element, 'w:tcPr');
      const across = child(own, 'w:hMerge');
      const span = Math.max(1, Number.parseInt(value(own, 'w:gridSpan') ?? '1', 10) || 1);
      const content = this.#cellContent(element, depth + 1);
      if (across !== undefined && across.attribs['w:val'] !== 'restart' && open !== null) {
        // The older way to merge cells side by side: each continuing cell belongs to the one before.
        const merged: { span: number; merge: string; content: string } = open;
        merged.span += span;
        if (!isBlank(content)) merged.content += content;
        continue;
      }
      close();
      open = { span, merge: verticalMerge(own), content };
    }
    close();
    return `<w:tr>${out}</w:tr>`;
  }
}

const plain = (markup: string): string => markup.replace(/<[^>]*>/g, '').trim();
const isBlank = (markup: string): boolean => /^[\s\u00a0\u3000]*$/.test(plain(markup));

function cell(span: number, merge: string, content: string): string {
  const gridSpan = span > 1 ? `<w:gridSpan w:val="${span}"/>` : '';
  const properties = gridSpan === '' && merge === '' ? '' : `<w:tcPr>${gridSpan}${merge}</w:tcPr>`;
  return `<w:tc>${properties}${content === '' ? '<w:p/>' : content}</w:tc>`;
}

function verticalMerge(properties: XmlElement | undefined): string {
  const merge = child(properties, 'w:vMerge');
  if (merge === undefined) return '';
  return merge.attribs['w:val'] === 'restart' ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
}

/** Rows of a table or cells of a row, below wrappers. */
function rowsOf(parent: XmlElement, name: 'w:tr' | 'w:tc', depth: number): XmlElement[] {
  if (depth > maxDepth) throw tooDeep();
  return parent.children.flatMap((node): XmlElement[] => {
    if (!isElement(node) || /Pr$|Grid$/.test(node.name) || node.name === 'w:del') return [];
    return node.name === name ? [node] : rowsOf(node, name, depth + 1);
  });
}

function tooDeep(): Refusal {
  return new Refusal('unreadable', 'too_deep', `The Word file nests elements more than ${maxDepth} deep; no report does, and it is not read.`);
}
