/** Lonsun (龙讯, Anhui): the rows of a column come as a fragment from `/site/label/8888`. */
import { articleOf } from './article.ts';
import { metaOf } from './headings.ts';
import { listing, saysNothing } from './listing.ts';
import { resolve } from './page.ts';
import { dataRequest, linkedNext, pageCount, request } from './paging.ts';
import { likeness } from './recognition.ts';
import type { Mark } from './recognition.ts';
import { rowsOf } from './rows.ts';
import type { Column, Further, Page, Platform } from './platform.ts';

const MARKS: readonly Mark[] = [
  [/\/site\/label\/8888/, 0.6],
  [/labelName\s*[=:]\s*["']?publicInfoList/, 0.3],
  [/xxgk_navli|xxgk_nav_con|yxCatId/, 0.4],
];

const PAGE_SIZE = 15;

export const lonsun: Platform = {
  id: 'lonsun',
  recognise: (page) => likeness(page, MARKS, ['lonsun', 'lonsun-annual']),
  list(page, column) {
    const links = rowsOf(page);
    const fragment = /\/site\/label\/8888$/.test(new URL(page.url).pathname);
    const next = fragment ? nextFragment(page, column, links.length) : fromPage(page, column, links.length);
    return listing(page, column, { links, next, empty: links.length === 0 && saysNothing(page) });
  },
  article: (page) => articleOf(page),
};

function nextFragment(page: Page, column: Column, rows: number): Further[] {
  const url = new URL(page.url);
  const current = Number(url.searchParams.get('pageIndex') ?? 1);
  const pages = countOf(page);
  const more = pages === null ? rows >= PAGE_SIZE : current < pages;
  if (!more || rows === 0) return [];
  url.searchParams.set('pageIndex', String(current + 1));
  return [dataRequest(url.href, column)];
}

/** A column's page: the fragment of its first rows, or of the second page where it prints the first itself. */
function fromPage(page: Page, column: Column, rows: number): Further[] {
  const linked = linkedNext(page);
  if (linked !== null) return [request(linked, column)];
  const pages = countOf(page);
  if (rows > 0 && (pages ?? 1) < 2) return [];
  const known = idsOf(page, column);
  if (known === null) return [];
  const query = new URLSearchParams({
    IsAjax: '1', dataType: 'html', labelName: 'publicInfoList', siteId: known.site, pageSize: String(PAGE_SIZE), pageIndex: rows > 0 ? '2' : '1',
    action: 'list', isDate: 'true', dateFormat: 'yyyy-MM-dd', length: '80', organId: known.organ, type: '4', catIds: '', catId: known.category,
    file: /\/xxgk\/publicInfoList\w*/.exec(page.text)?.[0] ?? '/xxgk/publicInfoList_newest2020',
  });
  const url = resolve(page, `/site/label/8888?${query.toString()}`);
  return url === null ? [] : [dataRequest(url, column)];
}

/** Ids that the interface wants: from the registry, else as the page prints them. Null without site or organ. */
function idsOf(page: Page, column: Column): { site: string; organ: string; category: string } | null {
  const { parameters } = column;
  const site = parameters['siteId'] ?? (metaOf(page, 'SiteId') || /\bsiteId["']?\s{0,9}[:=]\s{0,9}["']?(\d+)/.exec(page.text)?.[1]);
  const organ = parameters['organId'] ?? /\/public\/column\/(\d+)/.exec(page.url)?.[1] ?? /\borganId["']?\s{0,9}[:=]\s{0,9}["']?(\d+)/.exec(page.text)?.[1];
  if (site === undefined || site === '' || organ === undefined) return null;
  return { site, organ, category: parameters['catId'] ?? categoryOf(page) };
}

/** The category of annual reports: of the link that bears their name; else the one that the page is about. */
function categoryOf(page: Page): string {
  for (const element of page.$('a').toArray()) {
    const anchor = page.$(element);
    if (!/年报|年度报告/.test(anchor.text()) || anchor.text().includes('网站')) continue;
    const id = /catId=(\d+)/.exec(anchor.attr('href') ?? '')?.[1] ?? anchor.attr('catid') ?? anchor.attr('data-catid');
    if (id !== undefined) return id;
  }
  return /yxCatId\s{0,9}=\s{0,9}["']?(\d+)/.exec(page.text)?.[1] ?? new URL(page.url).searchParams.get('catId') ?? '';
}

/** Pages in all: `pageCount:3` of the script, or in print. */
function countOf(page: Page): number | null {
  const scripted = /\bpageCount["']?\s{0,9}[:=]\s{0,9}["']?(\d{1,6})/.exec(page.text)?.[1];
  return scripted === undefined ? pageCount(page) : Number(scripted);
}
