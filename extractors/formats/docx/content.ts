/** What stands in a run or a drawing, and how it is written out again. */
import { isElement, isOn, value, type XmlElement } from './xml.ts';

/** The rendition that is read: the first with text in it (drawings carry a modern one and a fallback). */
export function chosen(alternate: XmlElement): XmlElement {
  const renditions = alternate.children.filter(isElement);
  return renditions.find(holdsText) ?? renditions[0] ?? alternate;
}

function holdsText(element: XmlElement): boolean {
  const stack: XmlElement[] = [element];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at.name === 'w:t' || at.name === 'm:t') return true;
    for (const node of at.children) if (isElement(node)) stack.push(node);
  }
  return false;
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

/** What the renderer must know of a run: raised characters, and text struck out. */
export function runProperties(properties: XmlElement | undefined): string {
  if (properties === undefined) return '';
  const struck = isOn(properties, 'w:strike') || isOn(properties, 'w:dstrike');
  const raised = value(properties, 'w:vertAlign') === 'superscript';
  if (!struck && !raised) return '';
  return `<w:rPr>${struck ? '<w:strike/>' : ''}${raised ? '<w:vertAlign w:val="superscript"/>' : ''}</w:rPr>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
