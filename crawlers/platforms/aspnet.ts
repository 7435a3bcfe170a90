/** ASP.NET WebForms: the next page is asked for by sending the page's form back, `__VIEWSTATE` and all. */
import { articleOf } from './article.ts';
import { listing } from './listing.ts';
import { resolve } from './page.ts';
import { linkedNext, request } from './paging.ts';
import { likeness } from './recognition.ts';
import { rowsOf } from './rows.ts';
import type { Column, Further, Page, Platform } from './platform.ts';

export const aspnet: Platform = {
  id: 'aspnet',
  recognise: (page) => likeness(page, [[/name\s*=\s*["']__VIEWSTATE/, 0.6], [/__doPostBack\s*\(/, 0.2]], []),
  list(page, column) {
    const linked = linkedNext(page);
    const posted = linked === null ? postBack(page, column) : null;
    const next = linked !== null ? [request(linked, column)] : posted !== null ? [posted] : [];
    return listing(page, column, { links: rowsOf(page), next });
  },
  article: (page) => articleOf(page),
};

const CALL = /__doPostBack\(\s*'([^']{1,200})'\s*,\s*'([^']{0,200})'\s*\)/;

/** The form as the link 下一页 would send it. */
function postBack(page: Page, column: Column): Further | null {
  const { $ } = page;
  for (const element of $('a[href*="__doPostBack"], a[onclick*="__doPostBack"]').toArray()) {
    const anchor = $(element);
    if (!/下一?页/.test(anchor.text() + (anchor.attr('title') ?? ''))) continue;
    const call = CALL.exec(`${anchor.attr('href') ?? ''} ${anchor.attr('onclick') ?? ''}`);
    if (call === null) continue;
    const form = anchor.closest('form');
    const fields = new URLSearchParams();
    for (const input of (form.length > 0 ? form : $('body')).find('input[type=hidden][name]').toArray()) fields.set(input.attribs['name']!, input.attribs['value'] ?? '');
    fields.set('__EVENTTARGET', call[1]!);
    fields.set('__EVENTARGUMENT', call[2]!);
    const url = resolve(page, form.attr('action')) ?? page.url;
    return { ...request(url, column), method: 'POST', body: fields.toString() };
  }
  return null;
}
