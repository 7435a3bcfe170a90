/** VSB (博达 WebberPlus): static lists that count down, `reports.htm, reports/2.htm, reports/1.htm`; files behind `download.jsp`. */
import { articleOf } from './article.ts';
import { listing } from './listing.ts';
import { collapse, resolve } from './page.ts';
import { linkedNext, pageCount, request } from './paging.ts';
import { likeness } from './recognition.ts';
import type { Mark } from './recognition.ts';
import { rowsOf } from './rows.ts';
import type { Column, Further, Page, Platform } from './platform.ts';

const MARKS: readonly Mark[] = [
  [/vsb_content|v_news_content|showVsbpdfIframe|_vsb\w*\.(?:css|js)/, 0.5],
  [/\/system\/_content\/download\.jsp|_showDynClicks|virtual_attach_file\.vsb/, 0.5],
  [/\/system\/resource\/js\//, 0.3],
];

export const vsb: Platform = {
  id: 'vsb',
  recognise: (page) => likeness(page, MARKS, ['vsb', 'vsb-egovinfo']),
  list: (page, column) => listing(page, column, { links: rowsOf(page), next: following(page, column) }),
  article: (page) => articleOf(page, { body: ['#vsb_content', '[id^=vsb_content]', '.v_news_content'] }),
};

/** The linked page; else counted down: of N pages the second is N-1, the last 1. */
function following(page: Page, column: Column): Further[] {
  const linked = linkedNext(page);
  if (linked !== null) return [request(linked, column)];
  const path = new URL(page.url).pathname;
  const within = /\/(\d{1,4})\.html?$/.exec(path)?.[1];
  if (within !== undefined) return at(page, column, `./${Number(within) - 1}.htm`, Number(within) - 1);
  const pages = pageCount(page) ?? fractionOf(page);
  const name = /([^/]+)\.html?$/.exec(path)?.[1];
  return pages === null || name === undefined ? [] : at(page, column, `./${name}/${pages - 1}.htm`, pages - 1);
}

function at(page: Page, column: Column, href: string, number: number): Further[] {
  const url = resolve(page, href);
  return url === null || number < 1 ? [] : [request(url, column)];
}

/** Pages in all, of a pager that prints `1/3`. */
function fractionOf(page: Page): number | null {
  for (const element of page.$('[id*=fanye], [class*=pb_sys], [class*=p_pages], [class*=page]').toArray()) {
    const count = /(?:^|\D)1\s?\/\s?(\d{1,4})(?:\D|$)/.exec(collapse(page.$(element).text()))?.[1];
    if (count !== undefined) return Number(count);
  }
  return null;
}
