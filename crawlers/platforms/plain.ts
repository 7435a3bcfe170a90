/** Families without mechanics of their own: rows of links and a linked next page; they differ in their addresses alone. */
import { articleOf } from './article.ts';
import { plainListing } from './listing.ts';
import { likeness } from './recognition.ts';
import type { Mark } from './recognition.ts';
import type { Platform } from './platform.ts';

interface PlainFamily {
  id: string;
  /** Shapes of its articles (addresses.ts). */
  dialects: readonly string[];
  marks?: readonly Mark[];
  body?: readonly string[];
}

const families: readonly PlainFamily[] = [
  // Liaocheng and other cities of Shandong. The digits of doc_… begin with the moment of making.
  { id: 'channel-doc', dialects: ['channel-doc'], marks: [[/\/channel_[tl]_\w+/, 0.3]] },
  // Henan, Kunming, the Corps: the day is the directory.
  { id: 'date-path', dialects: ['date-path', 'c-date'] },
  // Liaoning: a directory of 32 hex digits or a moment.
  { id: 'hex-index', dialects: ['hex-index'] },
  { id: 'numid-index', dialects: ['numid'] },
  { id: 'nc-content', dialects: ['nc-content'] },
  // Hebei. The eportal of the province draws its lists by script.
  { id: 'uuid-portal', dialects: ['uuid'], marks: [[/\/eportal\/ui\?pageId=/, 0.5]] },
  { id: 'content-id', dialects: ['content-id'] },
];

export const plainFamilies: readonly Platform[] = families.map(({ id, dialects, marks = [], body }) => ({
  id,
  recognise: (page) => likeness(page, marks, dialects),
  list: (page, column) => plainListing(page, column),
  article: (page) => articleOf(page, body === undefined ? {} : { body }),
}));
