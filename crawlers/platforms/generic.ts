/** What is not known by family, and columns that are their own single document. */
import { articleOf } from './article.ts';
import { itself, listing, plainListing } from './listing.ts';
import { rowsOf } from './rows.ts';
import type { Platform } from './platform.ts';

/** Rows of links and a linked next page: right for most static portals. */
export const generic: Platform = {
  id: 'generic',
  // Anything may be it; any family that knows the page better comes first.
  recognise: () => 0.05,
  list: (page, column) => plainListing(page, column),
  article: (page) => articleOf(page),
};

/** The column's index page is the report; links beside it are kept. */
export const singleDocument: Platform = {
  id: 'single-document',
  recognise: () => 0,
  list(page, column) {
    const own = itself(page);
    return listing(page, column, { links: own === null ? rowsOf(page) : [own, ...rowsOf(page)] });
  },
  article: (page) => articleOf(page),
};
