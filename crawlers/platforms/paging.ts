/** How a list goes on: pagers that scripts draw, pagers of links, pages that forward, frames. */
import { collapse, printedOn, resolve } from './page.ts';
import type { Column, Further, Page } from './platform.ts';

/** Where a list is, as the script of its pager says. */
export interface Pager {
  /** Pages in all. */
  count: number;
  /** This page as the script counts, and what the script calls the first. Null where it does not say. */
  current: number | null;
  first: 0 | 1;
  /** Name and extension of the list's files, where the call names them. */
  name: string | null;
  extension: string | null;
}

const CALL = /(?:createPageHTML|createPage|pageControl)\s{0,9}\(([^()]{1,300})\)/g;

/**
 * Reads a drawn pager: `createPageHTML(pages, current from 0, name, extension)`,
 * `createPageHTML(place, pages, current from 1, name, extension, rows)`, `pageControl(…)`, else the variables
 * `countPage` and `currentPage` (from 0), else 共N页. Null where a page has none of them.
 */
export function pagerOf(page: Page): Pager | null {
  for (const [, list] of page.text.matchAll(CALL)) {
    const values = list!.split(',').map((it) => it.trim());
    const numbers = values.filter((it) => /^\d{1,6}$/.test(it)).map(Number);
    // In the function's own head the parameters are names.
    if (numbers.length === 0) continue;
    const names = values.filter((it) => /^["'][\w.-]*["']$/.test(it)).map((it) => it.slice(1, -1));
    const placed = !/^\d/.test(values[0]!);
    const named = placed ? names.slice(-2) : names;
    return { count: numbers[0]!, current: numbers[1] ?? null, first: placed ? 1 : 0, name: named[0] || null, extension: named[1] || null };
  }
  const count = /\bcountPage\s{0,9}=\s{0,9}["']?(\d{1,6})/.exec(page.text)?.[1];
  if (count !== undefined) {
    const current = /\bcurrentPage\s{0,9}=\s{0,9}["']?(\d{1,6})/.exec(page.text)?.[1];
    return { count: Number(count), current: current === undefined ? null : Number(current), first: 0, name: null, extension: null };
  }
  const pages = pageCount(page);
  return pages === null ? null : { count: pages, current: null, first: 0, name: null, extension: null };
}

/** 共N页, as printed. */
export function pageCount(page: Page): number | null {
  const found = /共计?\s?(\d{1,6})\s?页|总页数\s?[:：]?\s?(\d{1,6})|第\s?\d{1,6}\s?[/／]\s?(\d{1,6})\s?页/.exec(printedOn(page));
  const count = found?.[1] ?? found?.[2] ?? found?.[3];
  return count === undefined ? null : Number(count);
}

/**
 * The number of the page that an address names: 3 for `index_3.html`, null for `index.html` or a directory.
 * @param name what stands before the number, where it is known; it may itself end in a number (`index_1234_3.shtml`)
 */
export function numberInName(url: string, name: string | null = null): { stem: string; number: number | null; extension: string } {
  const file = new URL(url).pathname.split('/').at(-1)!;
  const extension = /\.(\w{2,5})$/.exec(file)?.[1] ?? '';
  const bare = extension === '' ? file : file.slice(0, -extension.length - 1);
  if (name !== null && (bare === name || bare === '')) return { stem: name, number: null, extension };
  const match = /^(.*)_(\d{1,4})$/.exec(bare);
  return match === null ? { stem: bare, number: null, extension } : { stem: match[1]!, number: Number(match[2]), extension };
}

/** Requests for the files `name_N.extension` beside a page. */
export function filesBeside(page: Page, name: string, numbers: readonly number[], extension: string, column: Column, guess: boolean): Further[] {
  return numbers.flatMap((number) => {
    const url = resolve(page, `./${name}_${number}.${extension}`);
    return url === null ? [] : [request(url, column, guess)];
  });
}

export const request = (url: string, column: Column, guess = false): Further => ({
  url,
  kind: 'page',
  referrer: column.url,
  ...(guess && { guess }),
});

export const dataRequest = (url: string, column: Column, guess = false): Further => ({ ...request(url, column, guess), kind: 'data' });

const NEXT = /^(?:下一?页|下页|后一页|next(?:page)?)(?:[>›»→]*)$/i;

/** The link called 下一页; null where there is none, or where only a script knows where it leads. */
export function linkedNext(page: Page): string | null {
  for (const element of page.$('a[href]').toArray()) {
    const anchor = page.$(element);
    const words = [anchor.text(), anchor.attr('title') ?? ''].map((it) => it.replace(/[\s\u00a0<>›»《》[\]]/g, ''));
    if (!words.some((it) => NEXT.test(it))) continue;
    const url = resolve(page, anchor.attr('href'));
    if (url !== null && url !== page.url) return url;
  }
  return null;
}

/** A small page that sends its reader on: meta refresh, or a script of one move. Null where it does not. */
export function forwardOf(page: Page): string | null {
  const refresh = page.$('meta[http-equiv="refresh" i]').first();
  const target = /^[\d.]* ?[;,]? ?url ?= ?["']?([^"']+)/i.exec(collapse(refresh.attr('content') ?? ''))?.[1];
  const scripted = page.text.length > 2000 ? undefined : /\blocation(?:\.href)?\s*=\s*["']([^"']+)["']|\blocation\.replace\(\s*["']([^"']+)["']/.exec(page.text);
  const url = resolve(page, target ?? scripted?.[1] ?? scripted?.[2]);
  return url === page.url ? null : url;
}

/** Pages that a page shows in frames; files in viewers left out. */
export function framesOf(page: Page, selector = 'iframe, frame'): string[] {
  const found = page.$(selector).toArray().map((it) => resolve(page, page.$(it).attr('src')));
  return [...new Set(found.filter((it): it is string => it !== null && it !== page.url && !/viewer\.html|\.(?:pdf|docx?|ofd)(?:$|\?)/i.test(it)))].slice(0, 5);
}
