/** NFCMS (Guangdong): static lists `index.html, index_2.html …`, counted from 1. */
import { articleOf } from './article.ts';
import { listing } from './listing.ts';
import { filesBeside, linkedNext, numberInName, pagerOf, request } from './paging.ts';
import { likeness } from './recognition.ts';
import type { Mark } from './recognition.ts';
import { rowsOf } from './rows.ts';
import type { Column, Further, Page, Platform } from './platform.ts';

const MARKS: readonly Mark[] = [
  [/NFCMS_(?:SITE|POST|CATEGORY)_ID/, 0.7],
  [/news_cont_d_wrap|tyxxy_main|tyxxy_fj/, 0.4],
];

export const nfcms: Platform = {
  id: 'nfcms',
  recognise: (page) => likeness(page, MARKS, ['nfcms']),
  list: (page, column) => listing(page, column, { links: rowsOf(page), next: following(page, column) }),
  article: (page) => articleOf(page, { body: ['.news_cont_d_wrap', '.tyxxy_main'] }),
};

function following(page: Page, column: Column): Further[] {
  const linked = linkedNext(page);
  if (linked !== null) return [request(linked, column)];
  const pager = pagerOf(page);
  const { stem, number, extension } = numberInName(page.url, pager?.name ?? null);
  const next = (number ?? 1) + 1;
  if (pager === null || next > pager.count) return [];
  return filesBeside(page, stem || 'index', [next], extension || 'html', column, false);
}
