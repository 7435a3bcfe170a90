/** Word's XML as a tree with the usual prefixes. Entities stay as written (`&amp;`), so that text can be copied out as it is. */
import { load } from 'cheerio';

export interface XmlElement {
  type: 'tag' | 'script' | 'style' | 'root';
  name: string;
  attribs: Record<string, string>;
  children: readonly XmlNode[];
  parent: XmlElement | null;
}
export type XmlNode = XmlElement | { type: 'text'; data: string; parent: XmlElement | null } | { type: 'comment' | 'directive' | 'cdata'; parent: XmlElement | null };

const usual: readonly [namespace: RegExp, prefix: string][] = [
  [/^http:\/\/(?:schemas\.openxmlformats\.org\/wordprocessingml\/2006|purl\.oclc\.org\/ooxml\/wordprocessingml)\/main$/, 'w'],
  [/^http:\/\/schemas\.openxmlformats\.org\/markup-compatibility\/2006$/, 'mc'],
  [/^http:\/\/(?:schemas\.openxmlformats\.org\/officeDocument\/2006|purl\.oclc\.org\/ooxml\/officeDocument)\/math$/, 'm'],
  [/^http:\/\/(?:schemas\.openxmlformats\.org\/drawingml\/2006|purl\.oclc\.org\/ooxml\/drawingml)\/wordprocessingDrawing$/, 'wp'],
  [/^urn:schemas-microsoft-com:vml$/, 'v'],
];

export function parseXml(source: string): XmlElement {
  return load(withUsualPrefixes(source), { xml: { decodeEntities: false } })._root as unknown as XmlElement;
}

/** Producers may choose their own prefixes (`ns0:p`); those that matter are renamed to the ones everybody uses. */
function withUsualPrefixes(source: string): string {
  let text = source;
  const opening = source.slice(0, 8192);
  for (const [, prefix, uri] of opening.matchAll(/\bxmlns(?::([\w.-]+))?="([^"]*)"/g)) {
    const proper = usual.find(([namespace]) => namespace.test(uri ?? ''))?.[1];
    if (proper === undefined || prefix === proper) continue;
    text = prefix === undefined
      ? text.replace(/<(\/?)([A-Za-z][\w.-]*)(?=[\s/>])/g, `<$1${proper}:$2`)
      : text.replace(new RegExp(`(<\\/?|\\s)${prefix}:(?=[A-Za-z])`, 'g'), `$1${proper}:`);
  }
  return text;
}

export function isElement(node: XmlNode): node is XmlElement {
  return node.type === 'tag' || node.type === 'script' || node.type === 'style';
}

/** First child element of a name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const node of element?.children ?? []) if (isElement(node) && node.name === name) return node;
  return undefined;
}

/** First element of a name anywhere below, in document order. */
export function descendant(element: XmlElement, name: string): XmlElement | undefined {
  const stack: XmlElement[] = [element];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at !== element && at.name === name) return at;
    for (let index = at.children.length - 1; index >= 0; index--) {
      const node = at.children[index]!;
      if (isElement(node)) stack.push(node);
    }
  }
  return undefined;
}

/** The `w:val` of a child element. */
export function value(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attribs['w:val'];
}

/** A switch such as `<w:vanish/>`: on unless it says otherwise. */
export function isOn(element: XmlElement | undefined, name: string): boolean {
  const found = child(element, name);
  return found !== undefined && !/^(?:0|false|off)$/.test(found.attribs['w:val'] ?? '');
}
