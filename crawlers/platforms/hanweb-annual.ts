/** Hanweb's annual-report view: `xxgkAnnualReport.jsp?area=<organ>&fbtime=<year reported>`, one report for each year. */
import { headingOf } from './headings.ts';
import { itself } from './listing.ts';
import { request } from './paging.ts';
import type { Article, Column, Listing, Page } from './platform.ts';

export const isAnnualView = (url: string): boolean => /\/xxgkAnnualReport\.jsp$/i.test(new URL(url).pathname);

/**
 * The view for one year is the report itself, or a bare frame, which says that there is none. The view without a year leads to
 * the years wanted.
 */
export function annualView(page: Page, column: Column, read: (page: Page) => Article | null): Listing {
  const heading = headingOf(page);
  const report = itself(page, read);
  const name = column.parameters['yearParameter'] ?? 'fbtime';
  const dated = new URL(page.url).searchParams.has(name);
  const next = dated ? [] : column.years.map((year) => request(forYear(page.url, name, year), column));
  // Without a year it shows the newest report once more.
  const links = report !== null && next.length === 0 ? [report] : [];
  return { links, next, heading, empty: dated && links.length === 0 && isFrame(page) };
}

function forYear(address: string, name: string, year: number): string {
  const url = new URL(address);
  url.searchParams.set(name, String(year));
  return url.href;
}

/** The frame comes whole, as a page of the portal; an error or a refusal does not. */
const isFrame = (page: Page): boolean => /<\/(?:body|html)>/i.test(page.text) && /年度报告|年报|xxgk/i.test(page.text);
