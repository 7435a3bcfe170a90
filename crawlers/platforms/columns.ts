/** From an agency's file to the columns of one night: its sources, what they expand to, and where the crawl may go. */
import type { AgencyRecord } from '../../data/registry.ts';
import type { Access } from '../fetch/exchange.ts';
import { dialectOf, isFile } from './addresses.ts';
import { resolve } from './page.ts';
import { titleOf } from './rows.ts';
import type { Column, Page } from './platform.ts';

type Entry = AgencyRecord['sources'][number];
type Expansion = NonNullable<Entry['expand']>;

/** One source of an agency, with its defaults filled in. */
export interface Source {
  /** Unique within its agency. */
  id: string;
  /** Id of its platform; null where it is unknown. */
  platform: string | null;
  /** Address or pattern. */
  address: string;
  /** False for a pattern with something unknown in it: nothing can be fetched. */
  runnable: boolean;
  /** A portal's home page or a section of one, looked at for the entry of the annual reports. It proves no absence by itself. */
  entrance: boolean;
  portal: 'own' | 'parent';
  basis: Entry['basis'];
  verified: string | null;
  /** The column's heading says 年报: seen, or inferred from the address; null where it does not. */
  vouches: 'seen' | 'inferred' | null;
  expand: Expansion | null;
  /** Pages of the list to read at most. */
  pages: number;
  parameters: Readonly<Record<string, string>>;
}

/** A column of annual reports is never longer. */
const MOST_PAGES = 10;

/** The sources of an agency, as its file has them in order. */
export function sourcesOf(agency: AgencyRecord): Source[] {
  return agency.sources.map((it) => ({
    id: it.id,
    platform: it.platform?.family ?? agency.platform?.family ?? null,
    address: it.column ?? it.pattern!,
    runnable: it.column !== undefined || it.expand?.kind === 'year-path',
    entrance: it.expand?.kind === 'menu' || it.basis === 'host-only',
    portal: it.portal,
    basis: it.basis,
    verified: it.verified,
    vouches: it.vouches ?? null,
    expand: it.expand ?? null,
    pages: it.pages ?? MOST_PAGES,
    parameters: Object.fromEntries(Object.entries(it.parameters ?? {}).map(([key, { value }]) => [key, value])),
  }));
}

/**
 * Where the crawl of an agency may go, and how it has to ask. Hosts are those of its file alone: own, parent portals and file
 * stores.
 */
export function accessOf(agency: AgencyRecord): Access {
  const { render, tls, ipFamily, delay } = agency.http;
  return {
    agency: agency.id,
    hosts: new Set([...agency.allowed, ...agency.attachmentHosts].map((it) => it.host)),
    http: {
      render: render?.value ?? 'auto',
      tls: tls?.value ?? 'standard',
      ipFamily: ipFamily?.value ?? 0,
      ...(delay !== undefined && { delay: delay.value }),
    },
  };
}

/**
 * The columns that a source stands for, before any page is read: one, or with `year-path` one for each year, newest first.
 * None for a source that is not runnable.
 * @param years fiscal years wanted, descending; those before the source's first are left out
 */
export function columnsOf(source: Source, years: readonly number[]): Column[] {
  if (!source.runnable) return [];
  const { expand, parameters } = source;
  const from = expand?.kind === 'year-path' || expand?.kind === 'year-parameter' ? expand.from : 0;
  const wanted = years.filter((it) => it >= from);
  const asked = expand?.kind === 'year-parameter' ? { ...parameters, yearParameter: expand.name } : parameters;
  const column = (url: string): Column => ({ url, parameters: asked, pagesRead: 0, years: wanted });
  return expand?.kind === 'year-path' ? wanted.map((it) => column(source.address.replaceAll('{year}', String(it)))) : [column(source.address)];
}

/** A column that another one leads to. */
export interface Child {
  url: string;
  /** Text of the link. */
  title: string;
  /** The link calls it the annual reports of an organ's disclosure. False for sections on the way there, and nodes of years. */
  reports: boolean;
}

/**
 * Further columns that a page of a source leads to, in order of print; none where the source does not expand by links. The
 * caller lists each of them as a column, asks this again of its page, and stops at the expansion's `depth`.
 * @param names names of the agency, for portals of many organs
 */
export function childColumns(page: Page, source: Source, names: readonly string[] = []): Child[] {
  const { expand } = source;
  if (expand?.kind !== 'child-nodes' && expand?.kind !== 'menu') return [];
  const match = expand.kind === 'child-nodes' ? new RegExp(expand.match) : null;
  const organs = expand.kind === 'menu' && expand.organ === true ? new Set(names) : new Set<string>();
  const found = new Map<string, Child>();
  for (const element of page.$('a[href], area[href]').toArray()) {
    const url = resolve(page, element.attribs['href']);
    if (url === null || url === page.url || url === source.address || found.has(url)) continue;
    const title = titleOf(page.$(element));
    const words = title.replace(/[\s\u00a0【】[\]>»›·]/g, '');
    const reports = ENTRY.test(words) || namedForReports(url);
    const leads = reports || SECTION.test(words) || organs.has(words);
    // Some breadcrumbs lead to the home page at every step.
    if (match === null ? leads && !isHome(url) : match.test(url)) found.set(url, { url, title, reports });
  }
  const children = [...found.values()];
  // The entry itself makes the way through sections needless.
  return match === null && children.some((it) => it.reports) ? children.filter((it) => it.reports) : children;
}

/** 政府信息公开年报 and its variants, as menus call it; not the yearly paper on the website. */
const ENTRY = /^(?:政府|政务)?(?:信息)?公开(?:工作)?(?:年度?报告?|年度工作报告)$|^(?:年度报告|年报|信息公开年度?报告?)$/;
const SECTION = /^(?:政府|政务)?信息公开(?:专栏|平台|目录)?$|^政务公开$|^信息公开$|^法定主动公开内容$/;

const isHome = (url: string): boolean => /^\/(?:index\.\w+)?$/.test(new URL(url).pathname);

/** Names of columns in addresses, as observed: zfxxgknb, gknb, ndbg, xxgkgzndbg … and not those of the website's own paper. */
const SLUG = /(?:zf)?(?:xx)?gk(?:gz)?n(?:d)?bg?|ndg?z?bg|gknb/i;
const OTHER_SLUG = /gzbb|wznb|ndbb/i;

function namedForReports(url: string): boolean {
  const segment = new URL(url).pathname.replace(/\/(?:index\.\w+)?$/, '').split('/').at(-1)!;
  return dialectOf(url) === null && !isFile(url) && SLUG.test(segment) && !OTHER_SLUG.test(segment);
}

/** Whether a column's heading says that annual reports on disclosure stand in it. */
export function vouchedBy(heading: string): boolean {
  const words = heading.replace(/\s/g, '');
  return /信息公开(?:工作)?年度?(?:工作)?报|(?:公开|信息)年报|>年报|年度报告/.test(words) && !/网站(?:工作)?年度?报|统计年报/.test(words);
}
