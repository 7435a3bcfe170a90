/** A fetched body as a page: decoded once, parsed when first asked for, with its links resolved. */
import { load } from 'cheerio';
import type { CheerioAPI } from 'cheerio';
import { declaredInMarkup, decode } from '../../extractors/formats/encoding.ts';
import type { Page } from './platform.ts';

/** An element of a page, and whatever may stand above or inside one. */
export type Element = ReturnType<ReturnType<CheerioAPI>['find']>[number];
export type Node = NonNullable<Element['parent']> | Element['children'][number];

/**
 * Makes a page of a body.
 * @param url the final address, after redirects
 * @param contentType the header's value, '' where there was none; its charset is believed less than the bytes
 */
export function makePage(url: string, contentType: string, bytes: Uint8Array): Page {
  return pageOf(url, decode(bytes, contentType === '' ? undefined : contentType, declaredInMarkup).text, contentType);
}

/** A page of a text: a fragment that stood inside another response, already decoded. */
export function pageOf(url: string, text: string, contentType = 'text/html'): Page {
  let parsed: CheerioAPI | null = null;
  return {
    url,
    contentType,
    text,
    get $() {
      parsed ??= load(isTooDeep(text) ? '' : text);
      return parsed;
    },
  };
}

/** Deeper than any page; a tree of more levels costs the parser a quadratic time, and its readers the stack. */
const DEEPEST = 1000;

/** Elements that hold nothing, or that the next of their kind closes; unclosed, they do not nest. */
const FLAT = new Set(
  'area base br col embed hr img input link meta param source track wbr p li td th tr tbody thead tfoot dd dt option optgroup colgroup caption html head body'.split(' '),
);

/** Whether elements are left open to a depth that no page has. Such a page is read as an empty one. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [, close, name] of text.matchAll(/<(\/?)([a-z][^\s/>]{0,30})/gi)) {
    if (FLAT.has(name!.toLowerCase())) continue;
    depth = close === '' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Longer ones are no links but data, or attacks. */
const LONGEST = 2048;

/**
 * Resolves what an attribute or script gives as an address: absolute http(s) without fragment, or null for anything else
 * (javascript:, mailto:, '#top', nonsense).
 */
export function resolve(page: Page, href: string | undefined): string | null {
  const text = href?.trim() ?? '';
  if (text === '' || text.startsWith('#') || text.length > LONGEST) return null;
  return absolute(text, baseOf(page));
}

const bases = new WeakMap<Page, string>();

/** What relative links of a page are relative to: `<base href>` where there is a usable one, else the page's address. */
function baseOf(page: Page): string {
  const known = bases.get(page);
  if (known !== undefined) return known;
  const base = /<base\s[^<>]*href/i.test(page.text) ? page.$('base[href]').first().attr('href') : undefined;
  const found = (base === undefined ? null : absolute(base.trim(), page.url)) ?? page.url;
  bases.set(page, found);
  return found;
}

function absolute(href: string, base: string): string | null {
  let url: URL;
  try {
    url = new URL(href, base);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  return url.href;
}

/** White space collapsed, no-break and full-width spaces included; zero-width characters dropped. */
export const collapse = (text: string): string => text.replace(/[\u200b-\u200f\ufeff]/g, '').replace(/\s+/g, ' ').trim();

const printed = new WeakMap<Page, string>();

/** All that a page prints, white space collapsed and elements apart; scripts and styles left out. */
export function printedOn(page: Page): string {
  const known = printed.get(page);
  if (known !== undefined) return known;
  const parts: string[] = [];
  const body = page.$('body').get(0);
  if (body !== undefined) collectText(body, null, parts);
  const found = collapse(parts.join(' '));
  printed.set(page, found);
  return found;
}

const UNPRINTED = new Set(['script', 'style', 'noscript', 'template']);

/** Gathers the texts within `node`, those of `except` left out. */
export function collectText(node: Node, except: Node | null, parts: string[]): void {
  if (node === except) return;
  if (node.type === 'text') parts.push(node.data);
  else if ('children' in node && !('name' in node && UNPRINTED.has(node.name))) for (const child of node.children) collectText(child, except, parts);
}
