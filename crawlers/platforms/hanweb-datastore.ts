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

/** The datastores of a page. A script is raw text to a parser of HTML, so they are cut out of the text. */
export function datastoresOf(page: Page): Datastore[] {
  return between(page.text, 'datastore', true).map((inner) => {
    const group = between(inner, 'nextgroup')[0];
    const total = between(inner, 'totalrecord')[0]?.trim() ?? '';
    return {
      records: between(inner, 'record').map(unwrapped),
      nextGroup: group === undefined ? null : (pageOf(page.url, unwrapped(group)).$('a[href]').first().attr('href') ?? null),
      total: /^\d{1,9}$/.test(total) ? Number(total) : null,
    };
  });
}

/**
 * What stands between the tags of each element called `name`; elements do not nest. Linear in the text.
 * @param torn also the last one that is not closed
 */
function between(text: string, name: string, torn = false): string[] {
  const lower = text.toLowerCase();
  const found: string[] = [];
  const open = `<${name}>`;
  for (let start = lower.indexOf(open); start >= 0; ) {
    const from = start + open.length;
    const end = lower.indexOf(`</${name}>`, from);
    if (end < 0) {
      if (torn) found.push(text.slice(from));
      break;
    }
    found.push(text.slice(from, end));
    start = lower.indexOf(open, end);
  }
  return found;
}

/** The content of an element, out of its CDATA section where it has one. */
function unwrapped(inner: string): string {
  const start = inner.indexOf('<![CDATA[');
  const end = inner.lastIndexOf(']]>');
  return start >= 0 && end > start ? inner.slice(start + '<![CDATA['.length, end) : inner;
}

/** What the proxy hands out at a time. */
const GROUP_SIZE = 45;
const PER_PAGE = 15;

/** Fewer rows than any site puts on a page: where the store does not count them, there are no others. */
const FEWEST = 10;

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
    const rows = store.records.length;
    const complete = store.total === null ? rows > 0 && rows < FEWEST : rows >= store.total;
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
  // Rows in hand and none promised: the proxy may well be dead.
  const guess = store.total === null && store.records.length > 0;
  const last = Math.min(store.total ?? store.records.length + GROUP_SIZE, store.records.length + MOST_GROUPS * GROUP_SIZE);
  for (let start = store.records.length + 1; start <= last; start += GROUP_SIZE) {
    const end = Math.min(start + GROUP_SIZE - 1, last);
    found.push({ ...dataRequest(`${proxy}?startrecord=${start}&endrecord=${end}&perpage=${PER_PAGE}`, column, guess), method: 'POST', body: form.toString() });
  }
  return found;
}
