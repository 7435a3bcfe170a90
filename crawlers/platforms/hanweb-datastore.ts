/** Hanweb's datastore: XML with rows in CDATA, inside a script of the page or as the answer of `dataproxy.jsp`. */
import { textOf } from './script-values.ts';
import { pageOf, resolve } from './page.ts';
import { dataRequest } from './paging.ts';
import type { Column, Further, Page } from './platform.ts';

export interface Datastore {
  /** Markup of the rows. */
  records: string[];
  /** The link to the next group, as it stands there; null where there is none. */
  nextGroup: string | null;
  /** Rows in all, where it says so. */
  total: number | null;
}

const STORE = /<datastore>([^]*?)(?:<\/datastore>|$)/gi;
const RECORD = /<record>\s*(?:<!\[CDATA\[([^]*?)\]\]>|([^]*?))\s*<\/record>/gi;
const GROUP = /<nextgroup>\s*(?:<!\[CDATA\[([^]*?)\]\]>|([^]*?))\s*<\/nextgroup>/i;
const TOTAL = /<totalrecord>\s*(\d{1,9})\s*<\/totalrecord>/i;

/** The datastores of a page. A script is raw text to a parser of HTML, so they are cut out of the text. */
export function datastoresOf(page: Page): Datastore[] {
  return [...page.text.matchAll(STORE)].map(([, inner]) => {
    const group = GROUP.exec(inner!);
    const markup = group?.[1] ?? group?.[2];
    const total = TOTAL.exec(inner!)?.[1];
    return {
      records: [...inner!.matchAll(RECORD)].map((it) => it[1] ?? it[2]!),
      nextGroup: markup === undefined ? null : (pageOf(page.url, markup).$('a[href]').first().attr('href') ?? null),
      total: total === undefined ? null : Number(total),
    };
  });
}

/** What the proxy hands out at a time. */
const GROUP_SIZE = 45;
const PER_PAGE = 15;

/** More than a column of annual reports needs. */
const MOST_GROUPS = 9;

/**
 * Requests for the rows that a page does not hold: the group that the store links to, else, from the column's own page, every
 * group that its form asks the proxy for. An answer of the proxy without rows leads no further.
 */
export function furtherGroups(page: Page, column: Column, stores: readonly Datastore[]): Further[] {
  return stores.flatMap((store) => {
    if (store.nextGroup !== null) {
      const url = resolve(page, store.nextGroup);
      const done = store.records.length === 0 && isProxy(page.url);
      return url === null || done ? [] : [dataRequest(url, column)];
    }
    const complete = store.total !== null && store.records.length >= store.total;
    return complete || isProxy(page.url) ? [] : asked(page, column, store);
  });
}

const isProxy = (url: string): boolean => /dataproxy\.jsp$/i.test(new URL(url).pathname);

const FORM = ['col', 'appid', 'webid', 'path', 'columnid', 'sourceContentType', 'unitid', 'webname', 'permissiontype'] as const;
const USUAL: Readonly<Record<string, string>> = { col: '1', appid: '1', path: '/', sourceContentType: '1', permissiontype: '0' };

/** The form that the page's script sends to the proxy; nothing where an id in it is neither printed nor in the registry. */
function asked(page: Page, column: Column, store: Datastore): Further[] {
  const form = new URLSearchParams();
  for (const key of FORM) {
    const value = column.parameters[key] ?? (textOf(page.text, key) || USUAL[key]);
    if (value !== undefined) form.set(key, value);
    else if (key !== 'webname') return [];
  }
  const proxy = resolve(page, /["'(]([^"'()\s<>]*dataproxy\.jsp)/.exec(page.text)?.[1] ?? '/module/web/jpage/dataproxy.jsp');
  if (proxy === null) return [];
  const found: Further[] = [];
  const last = Math.min(store.total ?? store.records.length + GROUP_SIZE, store.records.length + MOST_GROUPS * GROUP_SIZE);
  for (let start = store.records.length + 1; start <= last; start += GROUP_SIZE) {
    const end = Math.min(start + GROUP_SIZE - 1, last);
    found.push({ ...dataRequest(`${proxy}?startrecord=${start}&endrecord=${end}&perpage=${PER_PAGE}`, column), method: 'POST', body: form.toString() });
  }
  return found;
}
