/** A manner of a host: what it does with a request before, or instead of, answering it. */
import type { Answer, Ask, Site } from '../site.ts';

/** What a manner means for a crawl. */
export type Outcome =
  /** It is got past by asking properly. */
  | 'passes'
  /** It is got past by a browser alone. */
  | 'browser'
  | 'blocked'
  | 'unreachable'
  /** An answer that is none. */
  | 'unknown';

export interface MannerRule {
  outcome: Outcome;
  act: (ask: Ask, site: Site, next: () => Answer) => Answer;
}

export const cookie = (ask: Ask, name: string): string | undefined =>
  (ask.headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('=')).find(([key]) => key === name)?.[1];
