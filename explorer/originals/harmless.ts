/**
 * Makes an archived page harmless by parsing it and keeping only what shows text: nothing that runs, leads away, sends or loads. The policy
 * under which it is served forbids the same a second time.
 */
import { load, type CheerioAPI } from 'cheerio';

export type Node = ReturnType<CheerioAPI['root']>[0]['children'][number];
export type Element = Extract<Node, { attribs: unknown }>;

/** Elements that go with all they hold. */
const GONE = new Set('script noscript template iframe frame frameset object embed applet param portal base meta link svg math canvas audio video source track map area dialog marquee bgsound noembed noframes title fencedframe'.split(' '));
/** Elements that stay as a plain box: links would nest in ours, forms send, the others react. */
const PLAIN: Readonly<Record<string, string>> = { a: 'span', form: 'div', button: 'span', label: 'span', select: 'span', option: 'span', optgroup: 'span', details: 'div', summary: 'div', slot: 'span' };
/** Attributes that say how something looks or is laid out. All others go, and with them every handler and every address. */
const KEPT = new Set('class style colspan rowspan span align valign width height border cellpadding cellspacing bgcolor color face size dir lang nowrap start reversed noshade clear frame rules cols rows hspace vspace hidden'.split(' '));

export const isElement = (node: Node): node is Element => 'attribs' in node;

/** The page as a browser parses it, as the readers see it. */
export const parsePage = (source: string): CheerioAPI => load(source);

/** Takes out of a parsed page all that is not harmless. Names and places of what stays change, so that paths must be followed before. */
export function disarm(page: CheerioAPI): void {
  const waiting: Node[] = [...page.root()[0]!.children];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'comment' || (isElement(node) && GONE.has(node.name))) page(node).remove();
    else if (isElement(node)) {
      disarmElement(node);
      waiting.push(...node.children);
    }
  }
}

function disarmElement(element: Element): void {
  const { src, type, value } = element.attribs;
  const field = element.name === 'input';
  element.name = PLAIN[element.name] ?? element.name;
  element.attribs = Object.fromEntries(Object.entries(element.attribs).filter(([name]) => KEPT.has(name)));
  if (element.name === 'img' && src !== undefined && /^data:image\/(?:png|jpeg|gif|webp|bmp);base64,/i.test(src)) element.attribs['src'] = src;
  if (field) {
    element.attribs['disabled'] = '';
    if (type !== undefined && /^(?:checkbox|radio|hidden|text)$/i.test(type)) element.attribs['type'] = type;
    if (value !== undefined) element.attribs['value'] = value;
  }
  if (element.name === 'textarea') element.attribs['disabled'] = '';
}
