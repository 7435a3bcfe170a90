/** Puts a listing together: what all families share once rows and further pages are known. */
import { articleOf } from './article.ts';
import { headingOf } from './headings.ts';
import { forwardOf, framesOf, linkedNext, pagerOf, request } from './paging.ts';
import { printedOn } from './page.ts';
import { distinct, rowsOf } from './rows.ts';
import type { Article, Column, Further, Link, Listing, Page } from './platform.ts';

export interface Parts {
  links: Link[];
  next?: Further[];
  /** Data that says outright how many rows there are. */
  empty?: boolean;
  heading?: string;
}

/** A column's own words that nothing stands in it. */
const NOTHING = /暂无(?:相关|任何)?(?:信息|数据|内容|记录|文件|文章|资料|结果)|没有(?:找到|查询到|检索到)?(?:符合条件的|相关|任何)?(?:信息|数据|内容|记录|结果)|共计?\s?0\s?(?:条|页|篇)|(?:总|共有?)\s?0\s?(?:条|篇)/;

/**
 * A listing of `parts`. A page that reads like a report is a row itself. A page without rows and without further requests is looked at once more: it may forward, hold its list in
 * a frame, be itself the article of a column with a single document, or say that the column is empty. Otherwise `empty` is
 * false, and the listing says that nothing was understood.
 */
export function listing(page: Page, column: Column, parts: Parts, read: (page: Page) => Article | null = articleOf): Listing {
  const links = distinct(parts.links);
  const next = (parts.next ?? []).filter((it) => it.url !== page.url || it.method === 'POST');
  const heading = parts.heading ?? headingOf(page);
  const report = readsLikeReport(page.text) ? itself(page, read) : null;
  if (report !== null && report.url !== links[0]?.url) return { links: distinct([report, ...links]), next, heading, empty: false };
  if (links.length > 0 || next.length > 0 || parts.empty === true) return { links, next, heading, empty: links.length === 0 && parts.empty === true };
  const forward = forwardOf(page);
  if (forward !== null) return { links, next: [request(forward, column)], heading, empty: false };
  const own = itself(page, read);
  if (own !== null) return { links: [own], next, heading, empty: false };
  const frames = framesOf(page);
  if (frames.length > 0) return { links, next: frames.map((it) => request(it, column)), heading, empty: false };
  return { links, next, heading, empty: saysNothing(page) };
}

/** Words of the national form's headings, in their order. */
const HEADINGS = ['总体情况', '主动公开', '申请', '复议'];

/** Between two headings there is a text. */
const APART = 100;

/** Whether a page reads like a report: the index of a column of a single document, whatever links stand beside it. */
function readsLikeReport(text: string): boolean {
  let from = 0;
  for (const heading of HEADINGS) {
    const found = text.indexOf(heading, from);
    if (found < 0) return false;
    from = found + heading.length + APART;
  }
  return true;
}

/** Characters of text that a column's index must hold to be taken for the document itself, where it offers no file. */
const WHOLE = 300;

/** The page as the one row of its column, where it is an article. */
export function itself(page: Page, read: (page: Page) => Article | null = articleOf): Link | null {
  const article = read(page);
  if (article === null || (article.textLength < WHOLE && article.attachments.length === 0 && article.images.length === 0)) return null;
  return { url: page.url, title: article.title, date: article.publishedOn };
}

/** Whether a page without rows says that there are none: in words, or by a pager of no pages. */
export function saysNothing(page: Page): boolean {
  return NOTHING.test(printedOn(page)) || pagerOf(page)?.count === 0;
}

/** How most families list: rows of links, and a link to the next page. */
export function plainListing(page: Page, column: Column, read?: (page: Page) => Article | null): Listing {
  const url = linkedNext(page);
  return listing(page, column, { links: rowsOf(page), next: url === null ? [] : [request(url, column)] }, read);
}
