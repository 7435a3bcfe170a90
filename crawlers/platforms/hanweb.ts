/** Hanweb JCMS and jpaas (大汉): lists in XML inside a script, fed by `dataproxy.jsp`; in arrays; in views with a query. */
import { articleOf } from './article.ts';
import { firstDay } from './days.ts';
import { annualView, isAnnualView } from './hanweb-annual.ts';
import { datastoresOf, furtherGroups } from './hanweb-datastore.ts';
import { itself, listing } from './listing.ts';
import { collapse, pageOf, resolve } from './page.ts';
import { linkedNext, pageCount, request } from './paging.ts';
import { likeness } from './recognition.ts';
import type { Mark } from './recognition.ts';
import { rowsOf, titleOf } from './rows.ts';
import type { Column, Further, Link, Page, Platform } from './platform.ts';

const MARKS: readonly Mark[] = [
  [/<datastore>/i, 0.6],
  [/dataproxy\.jsp/, 0.4],
  [/\/module\/(?:download\/downfile|jslib|web\/|xxgk\/)/, 0.4],
  [/\/col\/col\d+\/index\.html/, 0.2],
  [/\burls\[\w+\]\s*=.{0,300}\bheaders\[\w+\]\s*=/s, 0.5],
];

const BODIES = ['#zoom', '.artile_zw', '.bt-article-y', '.main-txt'];

export const hanweb: Platform = {
  id: 'hanweb',
  recognise: (page) => likeness(page, MARKS, ['hanweb', 'hanweb-new', 'hanweb-annual']),
  list(page, column) {
    if (isAnnualView(page.url)) return annualView(page, column, read);
    const stores = datastoresOf(page);
    if (stores.length === 0) {
      const links = [...arrayRows(page), ...attributeRows(page), ...rowsOf(page)];
      return listing(page, column, { links, next: following(page, column) }, read);
    }
    const links = stores.flatMap((it) => it.records.flatMap((record) => rowsOf(pageOf(page.url, record))));
    // Rows of the page itself (sidebars) are no rows of the store.
    const next = furtherGroups(page, column, stores);
    return listing(page, column, { links, next, empty: stores.every((it) => it.total === 0) }, read);
  },
  article: (page) => read(page),
};

function read(page: Page): ReturnType<Platform['article']> {
  // A year without a report is answered with the view's bare frame.
  if (isAnnualView(page.url) && itself(page, body) === null) return null;
  return body(page);
}

const body = (page: Page): ReturnType<Platform['article']> => articleOf(page, { body: BODIES });

const ASSIGNED = /\b([a-z_]\w*)\[(\w+)\]\s*=\s*(["'])((?:\\.|(?!\3)[^\\\n])*)\3/gi;

/** Beijing's lists: `urls[i] = '…'; headers[i] = "…"; year[i] = '…'; xkrq[i] = '…';`, a row for each address. */
function arrayRows(page: Page): Link[] {
  if (!/\burls\[\w+\]/.test(page.text)) return [];
  const found: Link[] = [];
  let row: Link | null = null;
  for (const [, name, , , quoted] of page.text.matchAll(ASSIGNED)) {
    const value = quoted!.replace(/\\(.)/g, '$1');
    if (name === 'urls') {
      const url = resolve(page, value);
      row = url === null ? null : { url, title: '', date: null };
      if (row !== null) found.push(row);
    } else if (row !== null && name === 'headers') row.title = collapse(pageOf(page.url, value).$('body').text());
    else if (row !== null) row.date ??= firstDay(value);
  }
  return found;
}

/** Disclosure lists (`subjectinfo.jsp`) keep name, number and day in attributes of the link. */
function attributeRows(page: Page): Link[] {
  const found: Link[] = [];
  for (const element of page.$('a[mc][href]').toArray()) {
    const anchor = page.$(element);
    const url = resolve(page, anchor.attr('href'));
    if (url !== null) found.push({ url, title: collapse(anchor.attr('mc') ?? '') || titleOf(anchor), date: firstDay(anchor.attr('rq') ?? '') });
  }
  return found;
}

/** The page that follows: linked, or the next `currpage` of a view. `pageNum` of a column is the browser's own affair. */
function following(page: Page, column: Column): Further[] {
  const linked = linkedNext(page);
  if (linked !== null && !/[?&]pageNum=/.test(linked)) return [request(linked, column)];
  const url = new URL(page.url);
  const current = Number(url.searchParams.get('currpage') ?? NaN);
  if (!(current >= 1 && current < (pageCount(page) ?? 0))) return [];
  url.searchParams.set('currpage', String(current + 1));
  return [request(url.href, column)];
}
