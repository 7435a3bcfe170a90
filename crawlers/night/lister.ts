/** Lists the columns of one source: from its first page over frames, data and further pages to the links that stand in it. */
import type { AgencyRecord } from '../../data/registry.ts';
import { columnYears } from '../discovery/column-years.ts';
import type { Request } from '../fetch/exchange.ts';
import type { ColumnOutcome, ColumnStatus } from '../journal.ts';
import { childColumns, columnsOf, vouchedBy, type Source } from '../platforms/columns.ts';
import { listWith, platformFor, understood } from '../platforms/index.ts';
import { makePage } from '../platforms/page.ts';
import type { Column, Link, Platform } from '../platforms/platform.ts';
import { isRead, keyOf, type Answer, type Visitor } from './visitor.ts';

/** A link and the column that it stands in. */
export interface ListedLink extends Link {
  source: Source;
  /** Address of the column's first page. */
  column: string;
  /** The column calls itself one of annual reports. */
  vouches: boolean;
  /** Years that the column stands for. */
  years: readonly number[];
  platform: Platform;
}

export interface Listed {
  links: ListedLink[];
  outcome: ColumnOutcome;
}

export interface ListingTask {
  agency: AgencyRecord;
  source: Source;
  /** Fiscal years to ask for where a platform lists by year, descending. */
  years: readonly number[];
  /** Whether a link was known before; a column whose first page has no news is not paged through. Absent: all pages are read. */
  isKnown?: (url: string, title: string) => boolean;
  /** Other names of a first page that is not there are tried. */
  triesOthers: boolean;
  /** Of the columns that this source leads to, those worth a look when only news are looked for. */
  watched?: ReadonlySet<string>;
}

/** Pages of data behind one column, whatever it says of itself. */
const MOST_PAGES = 12;
/** Columns that one source may lead to. */
const MOST_COLUMNS = 30;

export async function listSource(visitor: Visitor, task: ListingTask): Promise<Listed> {
  const { source, agency, years } = task;
  const run = new Run(visitor, task);
  const roots = columnsOf(source, years);
  if (roots.length === 0) {
    const detail = source.runnable ? `no fiscal year is wanted of ${source.address}` : `${source.address}: part of the address is not known yet`;
    return { links: [], outcome: { source: source.id, status: 'not_runnable', complete: false, vouched: false, links: 0, requests: 0, detail } };
  }
  const names = [agency.nameZh, ...agency.aliases.map(({ name }) => name)];
  let level: Column[] = roots;
  const depth = source.expand?.kind === 'child-nodes' || source.expand?.kind === 'menu' ? source.expand.depth : 0;
  for (let at = 0; level.length > 0; at++) {
    const below: Column[] = [];
    for (const column of level) {
      const first = await run.column(column, at === 0 || depth === 0);
      if (first === null || at >= depth) continue;
      for (const child of childColumns(first, source, names)) below.push({ ...column, url: child.url, pagesRead: 0 });
    }
    level = run.fresh(below);
  }
  return run.end();
}

class Run {
  readonly #visitor: Visitor;
  readonly #before: number;
  readonly #task: ListingTask;
  readonly #links = new Map<string, ListedLink>();
  readonly #asked = new Set<string>();
  readonly #columns = new Set<string>();
  #status: ColumnStatus | null = null;
  #complete = true;
  /** Columns found and left, since nobody watches them. */
  #passed = 0;
  #detail = '';
  #isEmpty = false;

  constructor(visitor: Visitor, task: ListingTask) {
    this.#before = visitor.requests;
    this.#visitor = visitor;
    this.#task = task;
  }

  /** Columns not listed before; when only news are looked for, those that are watched. */
  fresh(columns: readonly Column[]): Column[] {
    const { isKnown, watched } = this.#task;
    const left: Column[] = [];
    for (const column of columns) {
      if (this.#columns.has(column.url) || this.#columns.size >= MOST_COLUMNS) continue;
      this.#columns.add(column.url);
      if (isKnown === undefined || watched?.has(column.url) === true) left.push(column);
      else {
        this.#complete = false;
        this.#passed++;
      }
    }
    return left;
  }

  /** Reads a column through. @returns its first page; null where that could not be read */
  async column(column: Column, isRoot: boolean): Promise<ReturnType<typeof makePage> | null> {
    this.#columns.add(column.url);
    const platform = platformFor(this.#task.source.platform);
    const waiting: (Request & { guess?: true })[] = [{ url: column.url, kind: 'page' }];
    let first: ReturnType<typeof makePage> | null = null;
    let missing: Answer | null = null;
    const byYear = this.#task.source.expand?.kind === 'year-path';
    let vouches = this.#task.source.vouches !== null;
    for (let pages = 0; waiting.length > 0; ) {
      const { guess, ...request } = waiting.shift()!;
      const key = keyOf(request);
      if (this.#asked.has(key)) continue;
      this.#asked.add(key);
      const answer = await this.#visitor.visit(request, 'list');
      if (!isRead(answer)) {
        const others = first === null && request.url === column.url && isMissing(answer) && this.#task.triesOthers ? (platform.alternatives?.(column.url) ?? []) : [];
        waiting.push(...others.map((url) => ({ url, kind: 'page', guess: true }) as const));
        if (others.length > 0 || (byYear && first === null && isMissing(answer))) missing ??= answer;
        if (answer !== null && (missing === answer || guess === true)) continue;
        if (this.#fails(request.url, answer, first === null && isRoot)) return first;
        continue;
      }
      this.#answered = true;
      if (first === null) waiting.length = 0;
      const page = makePage(answer.url, answer.contentType, answer.body);
      first ??= page;
      const { listing, by } = listWith(platform, page, { ...column, pagesRead: pages });
      pages++;
      vouches ||= vouchedBy(listing.heading);
      this.#isEmpty ||= listing.empty;
      if (!understood(listing) && guess !== true && childColumns(page, this.#task.source).length === 0) this.#say('not_understood', `${answer.url}: no list was made out on the page`);
      const isNews = this.#add(listing.links, column, listing.heading, vouches, by);
      if (this.#task.isKnown !== undefined && listing.links.length > 0 && !isNews) {
        if (listing.next.length > 0) this.#complete = false;
        break;
      }
      // A page that brings nothing new ends the list; data behind a first page is still to come.
      if (pages > 1 && listing.links.length > 0 && !this.#grew) continue;
      if (pages >= MOST_PAGES || pages >= this.#task.source.pages + 2) {
        this.#complete = this.#complete && listing.next.length === 0;
        break;
      }
      waiting.push(...listing.next);
    }
    // A portal with a node for each year need not have one for every year.
    if (first === null && missing !== null) {
      if (byYear) this.#missing ??= { url: column.url, answer: missing };
      else this.#fails(column.url, missing, isRoot);
    }
    this.#vouched ||= vouches && first !== null;
    return first;
  }

  #grew = false;
  #vouched = false;
  #answered = false;
  #missing: { url: string; answer: Answer | null } | null = null;

  /** @returns whether a link is new to the agency */
  #add(links: readonly Link[], column: Column, heading: string, vouches: boolean, platform: Platform): boolean {
    const { source, isKnown } = this.#task;
    const years = columnYears(heading, column.url);
    this.#grew = false;
    let isNews = false;
    for (const link of links) {
      if (isKnown !== undefined && !isKnown(link.url, link.title)) isNews = true;
      if (this.#links.has(link.url)) continue;
      this.#grew = true;
      this.#links.set(link.url, { ...link, source, column: column.url, vouches, years, platform });
    }
    return isNews;
  }

  /** @returns whether that ends the column */
  #fails(url: string, answer: Answer | null, isFirst: boolean): boolean {
    if (answer === null) {
      this.#say('cut_short', 'the requests of the night were used up');
      return true;
    }
    this.#say('failed', `${answer.verdict}: ${url}${answer.reason === null ? '' : `: ${answer.reason}`}`);
    return isFirst;
  }

  /** The first trouble is kept; one in reading a page gives way to one in getting it. */
  #say(status: ColumnStatus, detail: string): void {
    this.#complete = false;
    if (this.#status !== null && (this.#status !== 'not_understood' || status === 'not_understood')) return;
    this.#status = status;
    this.#detail = detail;
  }

  end(): Listed {
    if (!this.#answered && this.#missing !== null) this.#fails(this.#missing.url, this.#missing.answer, true);
    // One year's columns, or those that are watched, are not all of them.
    const isPart = this.#task.isKnown !== undefined && /^year-/.test(this.#task.source.expand?.kind ?? '');
    const links = [...this.#links.values()];
    const status = this.#status === 'not_understood' && (links.length > 0 || this.#passed > 0) ? null : this.#status;
    const outcome: ColumnOutcome = {
      source: this.#task.source.id,
      // What leads to columns that were not looked at is none that lists nothing.
      status: status ?? (links.length > 0 || this.#passed > 0 ? 'listed' : this.#isEmpty ? 'empty' : 'not_understood'),
      complete: status === null && this.#complete && !isPart,
      vouched: this.#vouched,
      links: links.length,
      requests: this.#visitor.requests - this.#before,
      detail: status === null ? `${links.length} links in ${this.#columns.size - this.#passed} columns from ${this.#task.source.address}` : this.#detail,
    };
    return { links, outcome };
  }
}

const isMissing = (answer: Answer | null): boolean => answer?.verdict === 'gone' || answer?.verdict === 'soft_404';
