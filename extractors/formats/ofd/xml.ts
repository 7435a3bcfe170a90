/** OFD's XML as elements by their local names: every producer writes a prefix of its own, or none. */
import { load } from 'cheerio';
import { Refusal } from '../../document.ts';
import type { Matrix } from '../pdf/geometry.ts';

export interface XmlElement {
  type: 'tag' | 'script' | 'style' | 'root';
  name: string;
  attribs: Record<string, string>;
  children: readonly XmlNode[];
}
type XmlNode = XmlElement | { type: 'text'; data: string } | { type: 'cdata'; children: readonly XmlNode[] } | { type: 'comment' | 'directive' };

/** @throws Refusal `truncated` when the part ends before its root element does. */
export function parseXml(source: string, name: string): XmlElement {
  const text = source.trimEnd();
  const root = (load(text, { xml: true })._root as unknown as XmlElement).children.find(isElement);
  const end = root && (text.endsWith(`</${root.name}>`) || (root.children.length === 0 && text.endsWith('/>')) || /<!--[\s\S]*-->$/.test(text));
  if (!root || !end) throw new Refusal('unreadable', 'truncated', `${name} in the OFD file ends before it is complete.`);
  return root;
}

const isElement = (node: XmlNode): node is XmlElement => node.type === 'tag' || node.type === 'script' || node.type === 'style';

export const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1);

/** Child elements, of one name or all. */
export const childrenOf = (element: XmlElement | undefined, name?: string): XmlElement[] =>
  (element?.children ?? []).filter((node): node is XmlElement => isElement(node) && (name === undefined || localName(node) === name));

/** First child element of a name; of several names, down the path. */
export function childOf(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let at = element;
  for (const name of path) at = childrenOf(at, name)[0];
  return at;
}

/** The characters in an element, not those of elements in it. */
export function textOf(element: XmlElement | undefined): string {
  let text = '';
  for (const node of element?.children ?? []) {
    if (node.type === 'text') text += node.data;
    else if (node.type === 'cdata') for (const part of node.children) if (part.type === 'text') text += part.data;
  }
  return text;
}

/** Numbers of an array such as `0 0 210 297`; what is none is left out. */
export const numbersOf = (text: string | undefined): number[] => (text ?? '').trim().split(/[\s,]+/).filter((part) => part !== '').map(Number).filter(Number.isFinite);

export function numberOf(text: string | undefined, otherwise: number): number {
  const [value] = numbersOf(text);
  return value ?? otherwise;
}

/** x y width height as [left, top, width, height]; undefined where there are not four numbers. */
export function rectangleOf(text: string | undefined): readonly [number, number, number, number] | undefined {
  const [x, y, width, height] = numbersOf(text);
  return height === undefined ? undefined : [x!, y!, width!, height];
}

export function matrixOf(text: string | undefined): Matrix | undefined {
  const [a, b, c, d, e, f] = numbersOf(text);
  return f === undefined ? undefined : [a!, b!, c!, d!, e!, f];
}

export const isFalse = (text: string | undefined): boolean => text === 'false' || text === '0';
export const isTrue = (text: string | undefined): boolean => text === 'true' || text === '1';
