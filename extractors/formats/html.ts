/** Reads HTML: a portal's page, an article's fragment, Word's web export. */
import type { Document, Format, Problem } from '../document.ts';
import { decode, declaredInMarkup } from './encoding.ts';
import { findArticle } from './html/article.ts';
import { assemble } from './html/assemble.ts';
import { plainText } from './html/cells.ts';
import type { Element } from './html/dom.ts';
import { parseHtml } from './html/tree.ts';
import { hiddenTest } from './html/visibility.ts';
import { Walk } from './html/walk.ts';

export interface ReadHints {
  /** Content-Type of the HTTP response: its charset is heard before the page's own. */
  contentType?: string;
  /** File name or URL; no reader decides by it. */
  name?: string;
}

/**
 * Reads a page. Places are XPaths on the page as a browser parses it. `meta` holds the page's meta elements by name.
 * @throws Refusal `too_deep`, `too_large`
 */
export function readHtml(bytes: Uint8Array, hints: ReadHints = {}): Document {
  const { text, problems } = decode(bytes, hints.contentType, declaredInMarkup);
  return readMarkup(text, { format: 'html', keepSpace: false, chrome: true }, problems);
}

export interface MarkupOptions {
  format: Format;
  /** White space in text is text. */
  keepSpace: boolean;
  /** The markup may surround the report with a portal's page. */
  chrome: boolean;
}

/**
 * Reads markup that is text already (DOCX comes this way, too).
 */
export function readMarkup(source: string, options: MarkupOptions, problems: Problem[] = []): Document {
  const html = htmlElement(parseHtml(source));
  const body = childOf(html, 'body') ?? childOf(html, 'frameset') ?? html;
  const walk = new Walk(body, { keepSpace: options.keepSpace, isHidden: hiddenTest(source) });
  const head = childOf(html, 'head');
  let title: string | null = null;
  for (const node of head?.children ?? []) {
    if (node.type !== 'tag') continue;
    if (node.name === 'meta') walk.addMeta(node);
    else if (node.name === 'title') title ??= plainText(node).replace(/\s+/g, ' ').trim();
  }
  const root = walk.run();
  const keep = options.chrome && root.inner.length > 0 ? findArticle(root, walk.drafts) : null;
  const blocks = assemble(walk.drafts, keep, walk.meta);
  return { format: options.format, title: title === '' ? null : title, meta: walk.meta, blocks, problems: [...problems, ...walk.problems] };
}

function htmlElement(root: Element): Element {
  return childOf(root, 'html') ?? root;
}

function childOf(parent: Element, name: string): Element | undefined {
  for (const child of parent.children) if (child.type === 'tag' && child.name === name) return child;
  return undefined;
}
