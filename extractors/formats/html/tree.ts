/**
 * Builds the tree that the readers walk: cheerio parses, this says what becomes of what it finds. Cheerio's own nodes carry
 * siblings and three maps of attributes for each element, which nobody reads here and which cost a quarter of the parsing.
 */
import { load, type CheerioOptions } from 'cheerio';
import { html, type TreeAdapter, type TreeAdapterTypeMap } from 'parse5';
import type { Attribute, Element, Node } from './dom.ts';

/** Parses a page as browsers do. @returns the root, above `html` */
export function parseHtml(source: string): Element {
  return load(source, { treeAdapter: builder as unknown as NonNullable<CheerioOptions['treeAdapter']> })._root as unknown as Element;
}

type Tree = TreeAdapterTypeMap<Node, Element, Node, Element, Element, Element, Node, Node, Element, never>;
/** What parse5 asks of a tree only to write it out again. */
type Writing =
  | 'getCommentNodeContent' | 'getDocumentTypeNodeName' | 'getDocumentTypeNodePublicId' | 'getDocumentTypeNodeSystemId'
  | 'getTextNodeContent' | 'isCommentNode' | 'isElementNode' | 'isTextNode';

/** Classes, so that all nodes of a kind have one shape. */
class Built implements Element {
  readonly type: Element['type'];
  readonly name: string;
  attributes: Attribute[];
  readonly children: Node[] = [];
  parent: Element | null = null;
  readonly namespace: string;

  constructor(type: Element['type'], name: string, namespace: string, attributes: Attribute[]) {
    this.type = type;
    this.name = name;
    this.namespace = namespace;
    this.attributes = attributes;
  }
}

class BuiltText {
  readonly type = 'text';
  data: string;
  parent: Element | null = null;

  constructor(data: string) {
    this.data = data;
  }
}

class BuiltComment {
  readonly type = 'comment';
  parent: Element | null = null;
}

class Root extends Built {
  mode: ReturnType<TreeAdapter['getDocumentMode']> = html.DOCUMENT_MODE.NO_QUIRKS;

  constructor() {
    super('root', '', '', []);
  }
}

const typeOf = (name: string): Element['type'] => (name === 'script' || name === 'style' ? name : 'tag');

function insert(parent: Element, node: Node, at: number): void {
  parent.children.splice(at, 0, node);
  node.parent = parent;
}

function append(parent: Element, node: Node): void {
  parent.children.push(node);
  node.parent = parent;
}

const builder: Omit<TreeAdapter<Tree>, Writing> = {
  createDocument: () => new Root(),
  createDocumentFragment: () => new Root(),
  createElement: (name, namespace, attributes) => new Built(typeOf(name), name, namespace, attributes),
  createCommentNode: () => new BuiltComment(),
  createTextNode: (data) => new BuiltText(data),
  appendChild: append,
  insertBefore: (parent, node, reference) => {
    insert(parent, node, parent.children.indexOf(reference));
  },
  insertText: (parent, text) => {
    const last = parent.children[parent.children.length - 1];
    if (last?.type === 'text') last.data += text;
    else append(parent, new BuiltText(text));
  },
  insertTextBefore: (parent, text, reference) => {
    const at = parent.children.indexOf(reference);
    const before = parent.children[at - 1];
    if (before?.type === 'text') before.data += text;
    else insert(parent, new BuiltText(text), at);
  },
  detachNode: (node) => {
    const siblings = node.parent?.children;
    siblings?.splice(siblings.indexOf(node), 1);
    node.parent = null;
  },
  // The list may be shared by elements that the parser opened again.
  adoptAttributes: (element, more) => {
    const known = new Set(element.attributes.map(({ name }) => name));
    element.attributes = [...element.attributes, ...more.filter(({ name }) => !known.has(name))];
  },
  setTemplateContent: append,
  getTemplateContent: (template) => template.children[0] as Element,
  setDocumentType: () => undefined,
  isDocumentTypeNode: (node): node is never => node === undefined,
  setDocumentMode: (document, mode) => {
    (document as Root).mode = mode;
  },
  getDocumentMode: (document) => (document as Root).mode,
  getFirstChild: (parent) => parent.children[0] ?? null,
  getChildNodes: (parent) => parent.children,
  getParentNode: (node) => node.parent,
  getAttrList: (element) => element.attributes,
  getTagName: (element) => element.name,
  getNamespaceURI: (element) => (element as Built).namespace as ReturnType<TreeAdapter['getNamespaceURI']>,
  setNodeSourceCodeLocation: () => undefined,
  getNodeSourceCodeLocation: () => undefined,
  updateNodeSourceCodeLocation: () => undefined,
};
