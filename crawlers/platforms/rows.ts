/** Rows of a list, whatever its markup: links of articles and files, with their full titles and days. */
import type { Cheerio } from 'cheerio';
import { dayOfAddress, dialectOf, isFile } from './addresses.ts';
import { firstDay, withoutDays } from './days.ts';
import { collapse, collectText, resolve } from './page.ts';
import type { Element, Node } from './page.ts';
import type { Link, Page } from './platform.ts';

/** A link that is no article by its address, but is named like a report of a year (a year's node, a view with a query). */
function isNamedLikeReport(title: string): boolean {
  if (title.length > LONGEST_TITLE) return false;
  const subject = title.indexOf('信息公开');
  return subject >= 0 && /20\d{2}/.test(title) && /年报|报告/.test(title.slice(subject));
}

const LONGEST_TITLE = 300;

interface Anchor {
  url: string;
  element: Element;
}

/**
 * The rows of a page in order of print, each address once. A row is an anchor whose address has the shape of an article or
 * a file, or whose text names a report and a year.
 */
export function rowsOf(page: Page): Link[] {
  const anchors = articleAnchors(page);
  const within = neighbours(anchors);
  const rows = new Map<string, Link>();
  for (const anchor of anchors) {
    const title = titleOf(page.$(anchor.element));
    const known = rows.get(anchor.url);
    if (known === undefined) rows.set(anchor.url, { url: anchor.url, title, date: dayOfRow(page, anchor, within) ?? dayOfAddress(anchor.url) });
    else if (known.title === '') known.title = title;
  }
  return [...rows.values()].filter((it) => it.title !== '');
}

function articleAnchors(page: Page): Anchor[] {
  const { $ } = page;
  const found: Anchor[] = [];
  for (const element of $('a[href]').toArray()) {
    const url = resolve(page, element.attribs['href']);
    if (url === null) continue;
    const fits = dialectOf(url) !== null || isFile(url) || (url !== page.url && isNamedLikeReport(titleOf($(element))));
    if (fits) found.push({ url, element });
  }
  return found;
}

/**
 * The title that an anchor bears: its attribute `title` where the text is a shortened form of it or empty, else the text,
 * without the day and the bullet that some templates print inside the link.
 */
export function titleOf(anchor: Cheerio<Element>): string {
  const printed = collapse(withoutDays(anchor.text())).replace(/^[·•▪■◆●>\-\s]+/, '');
  const full = collapse(anchor.attr('title') ?? '');
  const text = printed === '' ? collapse(anchor.find('img[alt]').first().attr('alt') ?? '') : printed;
  if (full === '') return text;
  const stem = text.replace(/(?:\.{2,}|…+)$/, '').trim();
  if (stem !== text || full.replace(/\s/g, '').includes(stem.replace(/\s/g, ''))) return full;
  return text.length >= full.length ? text : full;
}

/** For each element around anchors, whether more than one address stands in it. */
function neighbours(anchors: readonly Anchor[]): ReadonlyMap<Node, string | null> {
  const only = new Map<Node, string | null>();
  for (const { url, element } of anchors) {
    for (let node: Node | null = element; node !== null; node = node.parent) {
      const other = only.get(node);
      if (other === null) break;
      only.set(node, other === undefined || other === url ? url : null);
    }
  }
  return only;
}

const ROW = new Set(['li', 'tr', 'dd', 'dl']);

/** How far above an anchor its row may be, where no li, tr or dd says so. */
const CLIMB = 3;

/** The day printed beside an anchor: in its li, tr or dd, or in the widest element near it that holds no other article. */
function dayOfRow(page: Page, anchor: Anchor, within: ReadonlyMap<Node, string | null>): string | null {
  let row: Node = anchor.element;
  let steps = 0;
  for (let node = anchor.element.parent; node !== null && within.get(node) === anchor.url; node = node.parent) {
    if ('name' in node && (node.name === 'body' || node.name === 'html')) break;
    const marked = 'name' in node && ROW.has(node.name);
    if (!marked && ++steps > CLIMB) break;
    row = node;
    if (marked) break;
  }
  const parts: string[] = [];
  collectText(row, anchor.element, parts);
  return firstDay(parts.join(' ')) ?? firstDay(page.$(anchor.element).text());
}

/** Rows of links that the caller puts together itself: each address once, unnamed ones dropped. */
export function distinct(links: readonly Link[]): Link[] {
  const seen = new Set<string>();
  return links.filter((it) => it.title !== '' && !seen.has(it.url) && seen.add(it.url));
}
