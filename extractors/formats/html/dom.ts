/** The parsed tree as the readers walk it, and what each element is to a reader. */

export interface TextNode {
  type: 'text';
  data: string;
  parent: Element | null;
}

export interface Attribute {
  name: string;
  value: string;
}

/** Script and style elements have types of their own, so that `tag` is always content. */
export interface Element {
  type: 'tag' | 'script' | 'style' | 'root';
  name: string;
  attributes: Attribute[];
  children: Node[];
  parent: Element | null;
}

export type Node = Element | TextNode | { type: 'comment'; parent: Element | null };

/** Value of an attribute; undefined where the element has none of that name. Elements have few: looking through them beats a map. */
export function attribute(element: Element, name: string): string | undefined {
  const { attributes } = element;
  for (let at = 0; at < attributes.length; at++) if (attributes[at]!.name === name) return attributes[at]!.value;
  return undefined;
}

export type Role =
  | 'skip' //      never text of the document
  | 'break'
  | 'rule' //      ends a paragraph, holds nothing
  | 'block' //     a paragraph of its own
  | 'container' // a block that groups blocks: a region of the page
  | 'heading'
  | 'item'
  | 'table'
  | 'link'
  | 'raised' //    sup and sub: a note's mark must not run into the number before it
  | 'struck' //    deleted text that the page still shows, struck through
  | 'meta'
  | 'field' //     an input box: what stands in it is printed
  | 'preformatted';

const named: readonly [Role, string][] = [
  ['skip', 'script style noscript template head title iframe object embed applet audio video canvas svg math select option button datalist map area img link col colgroup rt rp base frameset param source track'],
  ['break', 'br'],
  ['rule', 'hr'],
  ['block', 'p dt dd address blockquote caption legend figcaption summary dir menu tbody thead tfoot tr td th'],
  ['container', 'div section article main aside nav header footer ul ol dl form center fieldset figure details ucapcontent'],
  ['heading', 'h1 h2 h3 h4 h5 h6'],
  ['item', 'li'],
  ['table', 'table'],
  ['link', 'a'],
  ['raised', 'sup sub'],
  ['struck', 'del s strike'],
  ['meta', 'meta'],
  ['field', 'input textarea'],
  ['preformatted', 'pre xmp listing plaintext'],
];

const roles: ReadonlyMap<string, Role> = new Map(named.flatMap(([role, names]) => names.split(' ').map((name) => [name, role] as const)));

/**
 * What an element is by its name; undefined is inline and transparent (span, font, b, o:p …). The parser makes a new string
 * of every tag's name, so that looking it up costs a hash; the commonest names are told by their letters instead.
 */
export function roleOf(name: string): Role | undefined {
  const first = name.charCodeAt(0);
  switch (name.length) {
    case 1:
      return first === 112 /* p */ ? 'block' : first === 97 /* a */ ? 'link' : first === 115 /* s */ ? 'struck' : undefined;
    case 2:
      if (first === 116 /* td tr th */) return 'block';
      if (first === 98 /* br */) return 'break';
      break;
    case 4:
      if (first === 115 /* span */ && name.charCodeAt(1) === 112) return undefined;
      if (first === 102 /* font */ && name.charCodeAt(2) === 110) return undefined;
      break;
  }
  return roles.get(name);
}

/**
 * Deepest nesting that is read. Browsers flatten beyond 512 levels; pages with a few unclosed `font` elements per
 * paragraph come to some hundreds.
 */
export const maxDepth = 1000;
