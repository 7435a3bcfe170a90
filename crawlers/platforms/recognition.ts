/** How a page shows its family: marks in its text and the shapes of its links. */
import { dialectOf } from './addresses.ts';
import { resolve } from './page.ts';
import type { Page } from './platform.ts';

/** A mark and what it weighs alone; 1 where only one family prints it. */
export type Mark = readonly [mark: RegExp, weight: number];

/** Links looked at for their shapes. */
const ENOUGH = 200;

/**
 * How sure it is that a page comes from a family: marks add up, and so do the page's own address and the share of its article
 * links in one of `dialects`.
 */
export function likeness(page: Page, marks: readonly Mark[], dialects: readonly string[]): number {
  let score = 0;
  for (const [mark, weight] of marks) if (mark.test(page.text)) score += weight;
  if (dialects.length > 0) {
    const own = dialectOf(page.url);
    if (own !== null && dialects.includes(own.id)) score += 0.5;
    score += 0.5 * share(page, dialects);
  }
  return Math.min(1, score);
}

function share(page: Page, wanted: readonly string[]): number {
  let articles = 0;
  let ours = 0;
  for (const element of page.$('a[href]').toArray().slice(0, ENOUGH)) {
    const url = resolve(page, element.attribs['href']);
    const dialect = url === null ? null : dialectOf(url);
    if (dialect === null) continue;
    articles++;
    if (wanted.includes(dialect.id)) ours++;
  }
  return articles === 0 ? 0 : ours / articles;
}
