/** The CMS families, in order. A new one is a file of its own and a line here. */
import { aspnet } from './aspnet.ts';
import { generic, singleDocument } from './generic.ts';
import { gkmlpt } from './gkmlpt.ts';
import { hanweb } from './hanweb.ts';
import { lonsun } from './lonsun.ts';
import { nfcms } from './nfcms.ts';
import { plainFamilies } from './plain.ts';
import { shanghai } from './shanghai.ts';
import { trs } from './trs.ts';
import { ucap } from './ucap.ts';
import { vsb } from './vsb.ts';
import { yunnan } from './yunnan.ts';
import type { Column, Listing, Page, Platform } from './platform.ts';

/** Of those equally sure of a page, the first is taken. */
export const platforms: readonly Platform[] = [trs, hanweb, ucap, gkmlpt, nfcms, lonsun, vsb, shanghai, yunnan, aspnet, ...plainFamilies, singleDocument, generic];

const byId = new Map(platforms.map((it) => [it.id, it]));

/** The platform that the registry calls `id`; the generic one for null. Throws for an id that no platform has. */
export function platformFor(id: string | null): Platform {
  const platform = byId.get(id ?? 'generic');
  if (platform === undefined) throw new Error(`No platform is called ${id}. Known are: ${[...byId.keys()].join(', ')}. Correct the agency's file in data/agencies/, or add a file in crawlers/platforms/.`);
  return platform;
}

/** What a page looks like: the platforms that may have made it, surest first, the generic one always among them. */
export function recognise(page: Page): { platform: Platform; score: number }[] {
  const scored = platforms.map((platform) => ({ platform, score: platform.recognise(page) }));
  return scored.filter((it) => it.score > 0).sort((a, b) => b.score - a.score);
}

/** Below this a page is taken for nobody's. */
const SURE = 0.4;

/**
 * Lists a page as `platform` does. Where that finds neither rows nor further pages nor a column that says it is empty, the portal may
 * have changed its system: the family that the page looks like is asked instead. `by` tells who read it.
 */
export function listWith(platform: Platform, page: Page, column: Column): { listing: Listing; by: Platform } {
  const listing = platform.list(page, column);
  if (understood(listing)) return { listing, by: platform };
  const other = recognise(page).find((it) => it.platform !== platform && it.score >= SURE);
  const second = other?.platform.list(page, column);
  return other !== undefined && second !== undefined && understood(second) ? { listing: second, by: other.platform } : { listing, by: platform };
}

/** Whether a listing says anything: rows, more to fetch, or that there is nothing. Where not, somebody should look. */
export const understood = ({ links, next, empty }: Listing): boolean => links.length > 0 || next.length > 0 || empty;
