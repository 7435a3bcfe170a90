/** All sites of the replica on any day: a pure function from a request and a day to an answer. */
import { createHash } from 'node:crypto';
import { html } from './answer.ts';
import { SITES } from './hosts/index.ts';
import { withManners } from './manners/index.ts';
import { SiteDay } from './site-day.ts';
import type { Answer, Ask, Day, Site } from './site.ts';

const BY_HOST: ReadonlyMap<string, Site> = new Map(SITES.flatMap((site) => site.hosts.map((host) => [host, site] as const)));

/** Hosts that the replica answers as. */
export const HOSTS: readonly string[] = [...BY_HOST.keys()];

export const siteOf = (host: string): Site | undefined => BY_HOST.get(host);

/** Sites as they stand on the days last asked for. */
const days = new Map<string, SiteDay>();
export function siteOn(site: Site, day: Day): SiteDay {
  const key = `${day} ${site.hosts[0]!}`;
  const known = days.get(key);
  if (known) return known;
  if (days.size > 4 * SITES.length) days.clear();
  const made = new SiteDay(site, day);
  days.set(key, made);
  return made;
}

const hashes = new WeakMap<Uint8Array, string>();
export function sha256(body: Uint8Array): string {
  const known = hashes.get(body);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(body).digest('hex');
  hashes.set(body, hash);
  return hash;
}

/** Adds the validators that a site sends, and answers 304 where they fit. */
function validated(site: Site, ask: Ask, answer: Answer, changed: Day): Answer {
  if (site.validators === undefined || answer.status !== 200) return answer;
  const [name, wanted, value] = site.validators === 'etag'
    ? ['etag', 'if-none-match', `"${sha256(answer.body).slice(0, 20)}"`] as const
    : ['last-modified', 'if-modified-since', new Date(`${changed}T08:00:00Z`).toUTCString()] as const;
  const headers = { ...answer.headers, [name]: value };
  return ask.headers[wanted] === value ? { status: 304, headers: { [name]: value }, body: new Uint8Array() } : { ...answer, headers };
}

/** What a site answers to someone whom its manners let through. */
export function plainAnswer(site: Site, ask: Ask, day: Day): Answer {
  const { answer, changed } = siteOn(site, day).answer(ask);
  return validated(site, ask, answer, changed);
}

/** What the replica answers on a day. */
export function answer(ask: Ask, day: Day): Answer {
  const site = siteOf(ask.host);
  if (!site) return html('<html><head><title>Unknown host</title></head><body>The Gongkai replica has no such host.</body></html>', 421);
  return withManners(site, ask, day, () => plainAnswer(site, ask, day));
}

/** A plain GET of an address, as someone who gets past every manner would ask. */
export function askFor(address: string, headers: Ask['headers'] = { referer: address }): Ask {
  const url = new URL(address);
  return { method: 'GET', secure: url.protocol === 'https:', host: url.hostname, url, headers, form: new URLSearchParams() };
}
