/** What a CMS family must tell us; all of it pure, from pages already fetched. */
import type { CheerioAPI } from 'cheerio';
import type { Request } from '../fetch/exchange.ts';

/** A page or data response, decoded. */
export interface Page {
  /** Final address; relative links are resolved against it, or against `<base href>`. */
  url: string;
  contentType: string;
  text: string;
  /** Parsed when first asked for. */
  readonly $: CheerioAPI;
}

/** A row of a list: a link that may be a report. */
export interface Link {
  url: string;
  /** The full title: an attribute `title` before a shortened text. White space collapsed. */
  title: string;
  /** Day printed in the row or, failing that, in the address; ISO, null where neither has one. */
  date: string | null;
  /** Files that the list itself offers with the row (lists that come as JSON). */
  attachments?: Attachment[];
}

/** A column being listed: what the registry says, and how far the listing is. */
export interface Column {
  /** Address of the column's first page. */
  url: string;
  /** Ids that a platform's interface wants and a page may not print (registry: `parameters`). */
  parameters: Readonly<Record<string, string>>;
  /** Pages of this column read so far, this one not counted. */
  pagesRead: number;
  /** Fiscal years wanted where the platform lists by year; descending. */
  years: readonly number[];
}

/** A further request of a column. */
export interface Further extends Request {
  /** Tried without a sign that it is there: its absence says nothing about the column. */
  guess?: true;
}

export interface Listing {
  links: Link[];
  /** What to fetch for more rows of the same column, in order: a frame, a data interface, the following page, pages by year. */
  next: Further[];
  /** The column's own words for itself: breadcrumb, or title of the page; '' where it has none. */
  heading: string;
  /** The list says that it is empty, as opposed to not being understood. */
  empty: boolean;
}

/** An article or file offered on a page. */
export interface Attachment {
  url: string;
  /** Name by which the page offers it; '' where it only embeds it. */
  name: string;
}

export interface Article {
  title: string;
  /** ISO day of publication; null where the page prints none. */
  publishedOn: string | null;
  attachments: Attachment[];
  /** Characters of running text. */
  textLength: number;
  /** The running text, lines kept apart. */
  text: string;
  /** Pictures in the text (a report published as pictures). */
  images: string[];
  /** Pages framed in the text. */
  frames: string[];
}

export interface Platform {
  /** As in the registry: `trs`, `hanweb` … */
  id: string;
  /** How sure it is that a page comes from this family, by markup and address: 0 (no) to 1. */
  recognise(page: Page): number;
  /** Reads one response of a column. Must end: the caller bounds pages and drops requests made before. */
  list(page: Page, column: Column): Listing;
  /** Reads a page as an article; null where it is none (an index, a stub). */
  article(page: Page): Article | null;
  /** Other addresses that a column's first page may have, for when the one in the registry is gone; in order. */
  alternatives?(url: string): string[];
}
