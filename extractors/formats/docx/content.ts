/** What stands in a run or a drawing, and how it is written out again. */
import type { Look } from './styles.ts';
import { child, isElement, value, type XmlElement } from './xml.ts';

/** What Word understands since 2010, by the prefixes that everybody uses: a rendition that requires no more is the one shown. */
const UNDERSTOOD = /^(?:wp[sgci]|wp14|w1[0-9]\w*|wp15|a14|v|w|wp|pic|m|o|r|c14|cx\d?|aink|am3d|sl)$/;

/** The rendition that is read: the first that Word can show, else what stands in for all of them. */
export function chosen(alternate: XmlElement): XmlElement {
  const renditions = alternate.children.filter(isElement);
  const isShown = ({ name, attribs }: XmlElement): boolean => name !== 'mc:Choice' || (attribs['Requires'] ?? '').split(/\s+/).every((prefix) => prefix === '' || UNDERSTOOD.test(prefix));
  return renditions.find(isShown) ?? renditions[0] ?? alternate;
}

/** Whether the drawing that holds a text box floats, rather than standing in the line like a character. */
export function isFloating(box: XmlElement): boolean {
  for (let at = box.parent; at !== null; at = at.parent) {
    if (at.name === 'wp:inline') return false;
    if (at.name === 'wp:anchor') return true;
    const style = at.attribs['style'];
    if (at.name.startsWith('v:') && style !== undefined && /position\s*:\s*absolute/.test(style)) return true;
    if (at.name === 'w:p') return false;
  }
  return false;
}

/** Without `xml:space="preserve"` white space at the ends is layout of the XML. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const node of element.children) if (node.type === 'text') text += node.data;
  return element.attribs['xml:space'] === 'preserve' ? text : text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

export function mathText(element: XmlElement): string {
  return element.children.map((node) => (isElement(node) ? (node.name === 'm:t' ? textOf(node) : mathText(node)) : '')).join('');
}

export function selfClosing({ name, attribs }: XmlElement): string {
  return `<${name}${Object.entries(attribs).map(([key, text]) => ` ${key}="${text}"`).join('')}/>`;
}

/** What the renderer must know of a run: raised and lowered characters, and text struck out. */
export function runProperties({ isStruck, height }: Look): string {
  if (!isStruck && height === undefined) return '';
  return `<w:rPr>${isStruck ? '<w:strike/>' : ''}${height === undefined ? '' : `<w:vertAlign w:val="${height}"/>`}</w:rPr>`;
}

/** What a list to choose from prints: the entry chosen, else the one that was meant to be, else the first (ECMA-376 part 1, 17.16.9). */
export function chosenEntry(data: XmlElement | undefined): string {
  const list = child(child(data, 'w:ffData'), 'w:ddList');
  const entries = (list?.children ?? []).filter(isElement).filter(({ name }) => name === 'w:listEntry');
  return entries[Number(value(list, 'w:result') ?? value(list, 'w:default') ?? 0)]?.attribs['w:val'] ?? '';
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
