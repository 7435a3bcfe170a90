/** Yunnan: the pager stands in base64 inside `<div id="pages">` and is decoded by script. */
import { articleOf } from './article.ts';
import { listing } from './listing.ts';
import { pageOf } from './page.ts';
import { linkedNext, request } from './paging.ts';
import { likeness } from './recognition.ts';
import { rowsOf } from './rows.ts';
import type { Page, Platform } from './platform.ts';

export const yunnan: Platform = {
  id: 'yunnan',
  recognise: (page) => likeness(page, [[/window\.atob\s*\(/, 0.3], [/id\s*=\s*["']?pages["'\s>]/, 0.2]], ['yunnan']),
  list(page, column) {
    const pager = pagerMarkup(page);
    const next = linkedNext(pager === null ? page : pageOf(page.url, pager));
    return listing(page, column, { links: rowsOf(page), next: next === null ? [] : [request(next, column)] });
  },
  article: (page) => articleOf(page),
};

/** The pager's markup: base64 of a form-encoded text. Null where the element holds anything else. */
function pagerMarkup(page: Page): string | null {
  const coded = page.$('#pages').first().text().replace(/\s/g, '');
  if (coded === '' || coded.length > 100_000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(coded)) return null;
  const form = Buffer.from(coded, 'base64').toString('utf8').replace(/\+/g, ' ');
  try {
    return decodeURIComponent(form);
  } catch {
    return form;
  }
}
