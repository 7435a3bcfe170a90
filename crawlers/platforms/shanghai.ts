/** Shanghai, and `iList.jsp` of the older disclosure database, whose pager forgets the file's name. */
import { articleOf } from './article.ts';
import { listing } from './listing.ts';
import { linkedNext, request } from './paging.ts';
import { likeness } from './recognition.ts';
import { rowsOf } from './rows.ts';
import type { Page, Platform } from './platform.ts';

export const shanghai: Platform = {
  id: 'shanghai',
  recognise: (page) => likeness(page, [[/iList\.jsp\?/, 0.5], [/id\s*=\s*["']ivs_content/, 0.5]], ['shanghai']),
  list(page, column) {
    const next = linkedNext(page);
    return listing(page, column, { links: rowsOf(page), next: next === null ? [] : [request(withFile(page, next), column)] });
  },
  article: (page) => articleOf(page, { body: ['#ivs_content', '.Article_content'] }),
};

/** `/info/?cur_page=2`, as the link comes out relative to the directory, belongs to the list that it stands on. */
function withFile(page: Page, next: string): string {
  const here = new URL(page.url);
  const url = new URL(next);
  if (url.search === '' || !url.pathname.endsWith('/') || !/\.\w+$/.test(here.pathname)) return next;
  url.pathname = here.pathname;
  return url.href;
}
