/** The sheets of an Office Open XML workbook. ECMA-376 part 1, chapter 18. */
import { Refusal } from '../../document.ts';
import { child, isElement, parseXml, type XmlElement } from '../docx/xml.ts';
import { openParts, type Parts } from '../ooxml.ts';
import { isGeneral, printed, printedText, UNKNOWN, type NumberFormat } from '../sheet/printed.ts';
import { isMerge, MOST_CELLS, MOST_MERGES, USUAL_WIDTH, type Merge, type Sheet, type SheetCell } from '../sheet/sheet.ts';

interface Styles {
  /** The number format of each cell style. */
  formats: NumberFormat[];
  /** Cell styles that strike out what stands in the cell. */
  struck: ReadonlySet<number>;
  date1904: boolean;
  strings: string[];
}

const elements = (parent: XmlElement | undefined, name: string): XmlElement[] => (parent?.children ?? []).filter(isElement).filter((element) => element.name === name);

/** The part's root element, prefixes taken away: producers choose their own. */
function rootOf(source: string | null): XmlElement | undefined {
  if (source === null) return undefined;
  return parseXml(source.replaceAll(/<(\/?)[\w.-]+:(?=[A-Za-z])/g, '<$1')).children.find(isElement);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decoded = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return entities[name]!;
    const code = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  }).replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Text of <t> elements, also in runs; what is struck out and the reading aid of phonetic runs are none of it. */
function textOf(element: XmlElement | undefined): string {
  return (element?.children ?? []).map((node) => {
    if (!isElement(node)) return '';
    if (node.name === 't') return decoded(node.children.map((inner) => (inner.type === 'text' ? inner.data : '')).join(''));
    if (node.name !== 'r') return '';
    const look = child(node, 'rPr');
    if (isOn(child(look, 'strike'))) return '';
    const text = textOf(node);
    // A note's mark stands raised or lowered beside a figure: 5¹ must not become 51.
    return /^(?:super|sub)script$/.test(child(look, 'vertAlign')?.attribs['val'] ?? '') && /^\s*\d+\s*$/.test(text) ? `[${text.trim()}]` : text;
  }).join('');
}

const isOn = (element: XmlElement | undefined): boolean => element !== undefined && !/^(?:0|false)$/.test(element.attribs['val'] ?? '');

/** All sheets that are shown, in their order. @throws Refusal `truncated`, `encrypted`, `too_large`, `unsafe_xml` */
export function workbookSheets(bytes: Uint8Array): Sheet[] {
  const { part } = openParts(bytes, 'workbook');
  const workbook = rootOf(part('xl/workbook.xml'));
  if (workbook === undefined) throw new Refusal('unreadable', 'truncated', 'The workbook has no list of its sheets (xl/workbook.xml).');
  const targets = new Map(elements(rootOf(part('xl/_rels/workbook.xml.rels')), 'Relationship').map(({ attribs }) => [attribs['Id'], attribs['Target']]));
  const styles = stylesOf(part, workbook);
  return elements(child(workbook, 'sheets'), 'sheet')
    .filter(({ attribs }) => (attribs['state'] ?? 'visible') === 'visible')
    .flatMap(({ attribs }): Sheet[] => {
      const target = targets.get(attribs['r:id'] ?? Object.entries(attribs).find(([name]) => name.endsWith(':id'))?.[1] ?? '');
      const source = target === undefined ? null : part(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      return source === null ? [] : [sheetOf(decoded(attribs['name'] ?? ''), source, styles)];
    });
}

function stylesOf(part: Parts['part'], workbook: XmlElement): Styles {
  const styles = rootOf(part('xl/styles.xml'));
  const own = new Map(elements(styles && child(styles, 'numFmts'), 'numFmt').map(({ attribs }) => [Number(attribs['numFmtId']), decoded(attribs['formatCode'] ?? '')]));
  const xfs = elements(styles && child(styles, 'cellXfs'), 'xf');
  const struckFonts = new Set(elements(styles && child(styles, 'fonts'), 'font').flatMap((font, n) => (isOn(child(font, 'strike')) ? [String(n)] : [])));
  return {
    struck: new Set(xfs.flatMap(({ attribs }, n) => (struckFonts.has(attribs['fontId'] ?? '') ? [n] : []))),
    formats: xfs.map(({ attribs }) => own.get(Number(attribs['numFmtId'])) ?? Number(attribs['numFmtId'] ?? 0)),
    date1904: /^(?:1|true)$/.test(child(workbook, 'workbookPr')?.attribs['date1904'] ?? ''),
    strings: elements(rootOf(part('xl/sharedStrings.xml')), 'si').map(textOf),
  };
}

function sheetOf(name: string, source: string, styles: Styles): Sheet {
  const root = rootOf(source);
  const cells: SheetCell[] = [];
  const hiddenRows = new Set<number>();
  let row = -1;
  for (const line of elements(root && child(root, 'sheetData'), 'row')) {
    row = line.attribs['r'] === undefined ? row + 1 : Number(line.attribs['r']) - 1;
    if (isTrue(line.attribs['hidden']) || Number(line.attribs['ht'] ?? 1) === 0) hiddenRows.add(row);
    let col = -1;
    for (const cell of elements(line, 'c')) {
      col = cell.attribs['r'] === undefined ? col + 1 : reference(cell.attribs['r']).col;
      cells.push({ row, col, ...shown(cell, styles) });
      if (cells.length > MOST_CELLS) throw new Refusal('unreadable', 'too_large', `The workbook’s sheet ${name} has more than ${MOST_CELLS} cells; no report has.`);
    }
  }
  const hiddenCols = new Set<number>();
  const widths = new Map<number, number>();
  for (const { attribs } of elements(root && child(root, 'cols'), 'col')) {
    const width = Number(attribs['width'] ?? USUAL_WIDTH);
    for (let col = Number(attribs['min']) - 1; col < Math.min(Number(attribs['max']), 16384); col++) {
      widths.set(col, width);
      if (isTrue(attribs['hidden']) || width === 0) hiddenCols.add(col);
    }
  }
  const [view] = elements(root && child(root, 'sheetViews'), 'sheetView');
  const format = root && child(root, 'sheetFormatPr')?.attribs;
  const merges = elements(root && child(root, 'mergeCells'), 'mergeCell').slice(0, MOST_MERGES).flatMap(({ attribs }) => mergeOf(attribs['ref'] ?? ''));
  return {
    name, cells, merges, hiddenRows, hiddenCols, widths, width: Number(format?.['defaultColWidth'] ?? format?.['baseColWidth'] ?? USUAL_WIDTH),
    view: { hidesZeros: /^(?:0|false)$/.test(view?.attribs['showZeros'] ?? ''), showsFormulas: isTrue(view?.attribs['showFormulas']) },
  };
}

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

function shown(cell: XmlElement, styles: Styles): Pick<SheetCell, 'text' | 'number' | 'isFormula'> {
  const type = cell.attribs['t'] ?? 'n';
  const style = Number(cell.attribs['s'] ?? 0);
  const format = styles.formats[style] ?? 0;
  const held = child(cell, 'v')?.children.map((node) => (node.type === 'text' ? node.data : '')).join('') ?? '';
  const isFormula = child(cell, 'f') !== undefined;
  if (styles.struck.has(style)) return { text: '' };
  if (type === 'inlineStr') return { text: printedText(textOf(child(cell, 'is')), format) };
  // A formula that was never calculated: the program that opens the workbook does so.
  if (held === '') return { text: isFormula && type !== 'str' ? UNKNOWN : '', isFormula };
  if (type === 's') return { text: printedText(styles.strings[Number(held)] ?? '', format) };
  if (type === 'b') return { text: held === '1' ? 'TRUE' : 'FALSE', isFormula };
  if (type === 'str') return { text: printedText(decoded(held), format), isFormula };
  if (type === 'e' || type === 'd') return { text: decoded(held), isFormula };
  const value = Number(held);
  return { text: printed(value, format, styles.date1904), isFormula, number: { isZero: value === 0, isFitted: isGeneral(format) && !Number.isInteger(value) } };
}

/** `AB12` → its row and column, 0-based. */
function reference(text: string): { row: number; col: number } {
  const [, letters = 'A', digits = '1'] = /^([A-Z]{1,3})(\d{1,7})$/.exec(text) ?? [];
  return { row: Number(digits) - 1, col: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
}

function mergeOf(text: string): Merge[] {
  const [from, to] = text.split(':').map(reference);
  if (from === undefined || to === undefined) return [];
  const merge = { top: from.row, left: from.col, bottom: to.row, right: to.col };
  return isMerge(merge) ? [merge] : [];
}
