/** UCAP (开普): static lists under several names, and the same rows as JSON by the column's `channelid`. */
import { articleOf } from './article.ts';
import { isFile } from './addresses.ts';
import { dayOfEpoch, firstDay } from './days.ts';
import { metaOf } from './headings.ts';
import { listing, saysNothing } from './listing.ts';
import { collapse, pageOf, resolve } from './page.ts';
import { dataRequest, linkedNext, pageCount, request } from './paging.ts';
import { likeness } from './recognition.ts';
import type { Mark } from './recognition.ts';
import { rowsOf } from './rows.ts';
import { at, jsonOf } from './script-values.ts';
import type { Attachment, Column, Further, Link, Listing, Page, Platform } from './platform.ts';

const MARKS: readonly Mark[] = [
  [/<ucap(?:title|content)\b/i, 0.8],
  [/UCAP-CONTENT|#PAGE_BREAK#/, 0.4],
  [/<meta\s[^<>]*name\s*=\s*["']?channelid/i, 0.5],
  [/\/(?:common\/search|searchList)\//, 0.3],
];

/** Names of a column's first page, where its directory itself does not answer. */
const FIRST_PAGES = ['common_list.shtml', 'list.shtml', 'list_ft.shtml', 'zfxxgk_zdgk.shtml', 'column-index-1.shtml'];

export const ucap: Platform = {
  id: 'ucap',
  recognise: (page) => likeness(page, MARKS, ['ucap', 'schex']),
  list(page, column) {
    const data = jsonOf(page.text);
    if (data !== undefined) return fromJson(page, column, data);
    const links = rowsOf(page);
    return listing(page, column, { links, next: following(page, column, links.length) });
  },
  article: (page) => articleOf(page, { body: ['ucapcontent', '#UCAP-CONTENT'] }),
  alternatives: (url) => (url.endsWith('/') ? FIRST_PAGES.map((it) => url + it) : []),
};

/** The linked page; else the interface: what a page without rows is filled from, and a guess where rows stand on the page. */
function following(page: Page, column: Column, rows: number): Further[] {
  const linked = linkedNext(page);
  if (linked !== null) return [request(linked, column)];
  const channel = column.parameters['channelId'] ?? metaOf(page, 'channelid');
  if (!/^[\w-]{1,64}$/.test(channel)) return [];
  if (rows === 0 ? saysNothing(page) : pageCount(page) === 1) return [];
  const asked = page.text.includes('/searchList/') ? searchList(channel) : commonSearch(channel);
  const url = resolve(page, asked);
  return url === null ? [] : [dataRequest(url, column, rows > 0)];
}

const commonSearch = (channel: string): string => `/common/search/${channel}?page=1&_pageSize=15&_isAgg=true&_isJson=true&_template=index`;
const searchList = (channel: string): string => `/searchList/${channel}?_isAgg=true&_isJson=true&_pageSize=15&_template=index&_rangeTimeGte=&_channelName=&page=1`;

function fromJson(page: Page, column: Column, json: unknown): Listing {
  const data = at(json, 'data');
  const results = at(data, 'results');
  const rows = Array.isArray(results) ? results : [];
  const total = numberOf(at(data, 'total'));
  const links = rows.flatMap((row) => rowOf(page, row));
  return { ...listing(page, column, { links, next: nextOf(page, column, data, rows.length, total), heading: textAt(data, 'channelName'), empty: Array.isArray(results) && rows.length === 0 && total === 0 }) };
}

function nextOf(page: Page, column: Column, data: unknown, rows: number, total: number | null): Further[] {
  const url = new URL(page.url);
  const current = numberOf(at(data, 'page')) ?? Number(url.searchParams.get('page') ?? 1);
  const size = numberOf(at(data, 'rows')) ?? (Number(url.searchParams.get('_pageSize')) || rows);
  if (rows === 0 || total === null || current * size >= total) return [];
  url.searchParams.set('page', String(current + 1));
  return [dataRequest(url.href, column)];
}

function rowOf(page: Page, row: unknown): Link[] {
  const files = filesOf(page, at(row, 'resList'));
  // Without a page of its own a row is its file.
  const url = resolve(page, textAt(row, 'url')) ?? files[0]?.url ?? null;
  if (url === null) return [];
  const title = collapse(pageOf(page.url, textAt(row, 'title')).$('body').text());
  const printed = textAt(row, 'publishedTimeStr');
  const date = firstDay(printed) ?? dayOfEpoch(numberOf(at(row, 'publishedTime')) ?? 0);
  return [{ url, title, date, ...(files.length > 0 && { attachments: files }) }];
}

function filesOf(page: Page, list: unknown): Attachment[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((it: unknown) => {
    const url = resolve(page, textAt(it, 'url') || textAt(it, 'filePath') || textAt(it, 'path'));
    return url === null || !isFile(url) ? [] : [{ url, name: collapse(textAt(it, 'name') || textAt(it, 'fileName') || textAt(it, 'title')) }];
  });
}

function textAt(value: unknown, key: string): string {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
