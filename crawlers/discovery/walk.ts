/** A bounded walk over an unknown portal, best links first, in search of its column of annual reports. */
import type { Access, Fetcher, Verdict } from '../fetch/exchange.ts';
import { dialectOf, isFile } from '../platforms/addresses.ts';
import { vouchedBy } from '../platforms/columns.ts';
import { metaOf } from '../platforms/headings.ts';
import { makePage, resolve } from '../platforms/page.ts';
import type { Link, Page } from '../platforms/platform.ts';
import { titleOf } from '../platforms/rows.ts';
import { scoreLink, type Score } from './scores.ts';
import { judgeTitle } from './title.ts';

/** What a page looks like to the platforms. */
export interface Recognition {
  /** Id of the platform; null where none is sure. */
  family: string | null;
  /** 0 to 1. */
  certainty: number;
  /** Rows of the page read as a list. */
  links: readonly Link[];
  heading: string;
}

export interface Visited {
  url: string;
  depth: number;
  score: number;
  verdict: Verdict;
  reason: string | null;
}

/** A row that reads like an annual report. */
export interface FoundReport {
  title: string;
  url: string;
  year: number | null;
}

export interface FoundColumn extends Score {
  url: string;
  /** Text of the link that led here; '' for the pages at which the walk begins. */
  linkedAs: string;
  heading: string;
  /** The heading says 年报. */
  vouches: boolean;
  family: string | null;
  reports: FoundReport[];
  /** Rows in all. */
  rows: number;
}

export interface Walk {
  host: string;
  start: string;
  visited: Visited[];
  /** Best first. */
  columns: FoundColumn[];
  platform: { family: string; certainty: number; pages: number } | null;
  siteName: string;
  /** `SiteIDCode` of the portal's pages: its first six digits name the place. */
  siteIdCode: string;
  /** Promising links to other hosts, which were not contacted. */
  elsewhere: { url: string; text: string }[];
}

/** Where portals keep what they must publish. */
const ENTRANCES = ['/', '/zfxxgk/', '/zwgk/', '/gkmlpt/index'];
const MOST_PAGES = 40;
const MOST_DEPTH = 4;
/** What is given first is looked at first; the usual entrances come before links that promise less. */
const GIVEN = 20;
const ENTRANCE = 4;
/** A page is shown as a column from this score on, even if it lists nothing that could be read. */
const PROMISING = 10;
const MOST_ELSEWHERE = 20;

interface Waiting extends Score {
  url: string;
  depth: number;
  linkedAs: string;
}

/** What the walk must be told about platforms. */
export interface Platforms {
  recognise(page: Page): Recognition;
  /** Where else a column's first page may stand, for when its address is gone. */
  alternatives(url: string): readonly string[];
}

/**
 * Walks from `start` over its own host alone: at most 40 pages, at most 4 links deep. Says what it found and proposes nothing.
 * The same answers give the same walk.
 */
export async function walk(start: string, fetcher: Fetcher, { recognise, alternatives }: Platforms): Promise<Walk> {
  const { hostname: host, origin } = new URL(start);
  const access: Access = { agency: `probe:${host}`, hosts: new Set([host]), http: { render: 'auto', tls: 'standard', ipFamily: 0 } };
  const found: Walk = { host, start, visited: [], columns: [], platform: null, siteName: '', siteIdCode: '', elsewhere: [] };
  const families = new Map<string, { certainty: number; pages: number }>();
  const known = new Set<string>();
  /** Final addresses: several may lead to one. */
  const read = new Set<string>();
  const waiting: Waiting[] = [];
  const add = (it: Waiting): void => {
    if (known.has(keyOf(it.url)) || it.depth > MOST_DEPTH) return;
    known.add(keyOf(it.url));
    waiting.push(it);
  };
  add({ url: start, depth: 0, score: GIVEN, reasons: [], linkedAs: '' });
  for (const path of ENTRANCES) add({ url: origin + path, depth: 0, score: ENTRANCE, reasons: [], linkedAs: '' });

  while (waiting.length > 0 && found.visited.length < MOST_PAGES) {
    const next = takeBest(waiting);
    const { verdict, reason, url, body, headers } = await fetcher.fetch({ url: next.url, kind: 'page' }, access);
    found.visited.push({ url: next.url, depth: next.depth, score: next.score, verdict, reason });
    if (verdict === 'gone' && next.score >= PROMISING) for (const other of alternatives(next.url)) if (access.hosts.has(new URL(other).hostname)) add({ ...next, url: other, score: next.score - 1 });
    if (verdict !== 'ok' || body === null || read.has(keyOf(url))) continue;
    known.add(keyOf(url));
    read.add(keyOf(url));
    const page = makePage(url, headers['content-type'] ?? '', body);
    const seen = recognise(page);
    if (seen.family !== null) {
      const before = families.get(seen.family) ?? { certainty: 0, pages: 0 };
      families.set(seen.family, { certainty: Math.max(before.certainty, seen.certainty), pages: before.pages + 1 });
    }
    found.siteName ||= metaOf(page, 'SiteName');
    found.siteIdCode ||= metaOf(page, 'SiteIDCode');
    const column = columnOf(page, next, seen);
    const first = column && found.columns.find((it) => isFurtherPage(column, it));
    if (first) fold(column, first);
    else if (column) found.columns.push(column);
    for (const link of linksOf(page, next)) {
      const depth = next.depth + 1;
      if (!access.hosts.has(new URL(link.url).hostname)) noteElsewhere(found, link);
      else if (link.frame) add({ ...next, url: link.url, depth, score: next.score - 1 });
      else {
        const scored = scoreLink(link, access.hosts);
        if (scored.score > 0) add({ ...scored, url: link.url, depth, linkedAs: link.text });
      }
    }
  }
  // A report that stands on an address like a column's was read as one.
  const reports = new Set(found.columns.flatMap((column) => column.reports.map(({ url }) => url).filter((url) => url !== column.url)));
  found.columns = found.columns.filter(({ url }) => !reports.has(url)).sort(byPromise);
  const [surest] = [...families].sort(([a, left], [b, right]) => right.pages * right.certainty - left.pages * left.certainty || (a < b ? -1 : 1));
  if (surest) found.platform = { family: surest[0], ...surest[1] };
  return found;
}

/** The one with the most points; of equals the one found first. */
function takeBest(waiting: Waiting[]): Waiting {
  const best = waiting.reduce((a, b) => (b.score > a.score ? b : a));
  waiting.splice(waiting.indexOf(best), 1);
  return best;
}

/** One page under two spellings: http and https, with and without the index file. */
const keyOf = (url: string): string => url.replace(/^https?:/, '').replace(/\/index\.s?html?$/, '/');

function columnOf(page: Page, { score, reasons, linkedAs, depth }: Waiting, seen: Recognition): FoundColumn | null {
  const vouches = vouchedBy(seen.heading);
  const reports = seen.links.flatMap(({ title, url }) => {
    const { verdict, rule, year } = judgeTitle(title, { agency: null, portal: null, columnVouches: vouches });
    return verdict === 'accepted' || rule === 'cut_off' || rule === 'picture_rendition' ? [{ title, url, year }] : [];
  });
  const promising = depth > 0 && score >= PROMISING;
  if (reports.length === 0 && !promising && !vouches) return null;
  return { url: page.url, linkedAs, heading: seen.heading, vouches, family: seen.family, reports, rows: seen.links.length, score: depth > 0 ? score : 0, reasons };
}

const stemOf = (url: string): string => keyOf(url).replace(/\/$|\.\w+$/, '');

/** Page 2 of a column is no column of its own: index_1.html, zfxxgknb/2.htm, ?page=2 under the same heading. */
const isFurtherPage = (page: FoundColumn, column: FoundColumn): boolean =>
  page.heading === column.heading && /[_/=]\d{1,2}(?:\.s?html?)?$/.test(page.url) && !/\/20\d\d\/?$/.test(page.url) && stemOf(page.url).startsWith(stemOf(column.url).replace(/\?.*$/, ''));

function fold(page: FoundColumn, column: FoundColumn): void {
  column.rows += page.rows;
  for (const report of page.reports) if (!column.reports.some(({ url }) => url === report.url)) column.reports.push(report);
}

/** First what calls itself so, then what lists more reports, then what was promised more. */
function byPromise(a: FoundColumn, b: FoundColumn): number {
  const listing = (it: FoundColumn): number => (it.reports.length > 0 ? 1 : 0);
  return listing(b) - listing(a) || Number(b.vouches) - Number(a.vouches) || b.reports.length - a.reports.length || b.score - a.score || (a.url < b.url ? -1 : 1);
}

interface Way {
  url: string;
  text: string;
  frame: boolean;
}

/** Links that may lead to a column, and frames that may hold one. Articles and files lead nowhere. */
function linksOf(page: Page, { url: asked }: Waiting): Way[] {
  const { $ } = page;
  const ways: Way[] = [];
  const add = (href: string | undefined, text: string, frame: boolean): void => {
    const url = resolve(page, href);
    if (url === null || url === asked || isFile(url)) return;
    const dialect = dialectOf(url);
    // A number and an index is how some portals name their columns, too.
    if (dialect === null || dialect.id === 'numid') ways.push({ url, text, frame });
  };
  for (const element of $('iframe[src], frame[src]').toArray()) add(element.attribs['src'], '', true);
  for (const element of $('a[href], area[href]').toArray()) add(element.attribs['href'], titleOf($(element)), false);
  return ways;
}

function noteElsewhere({ elsewhere }: Walk, { url, text }: Way): void {
  if (elsewhere.length >= MOST_ELSEWHERE || elsewhere.some((it) => it.url === url)) return;
  if (scoreLink({ text, url }, new Set([new URL(url).hostname])).score > ENTRANCE) elsewhere.push({ url, text });
}
