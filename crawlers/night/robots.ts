/** robots.txt of every host, kept in the archive and good for some days: no night asks for all of them again. */
import type { Archive } from '../archive.ts';
import type { Exchange, Verdict } from '../fetch/exchange.ts';
import type { RobotsKeeper } from '../fetch/options.ts';
import type { Night, Visited } from '../journal.ts';
import { daysBetween } from './days.ts';

/** Days for which an answered robots.txt holds. */
const GOOD_FOR = 7;
/** Hosts are asked for it on behalf of all agencies. */
const EVERYBODY = '*';
/** There was no getting at it by that scheme. */
const UNASKED: ReadonlySet<string> = new Set(['unreachable', 'tls']);

export function robotsKeeper(archive: Archive, night: Night, now: () => Date): RobotsKeeper {
  const { journal } = archive;
  const kept = (url: string): Visited | null => {
    const key = `GET ${url}`;
    const known = journal.answered(night.id, EVERYBODY, key) ?? journal.before(night.id, EVERYBODY, key).find((it) => daysBetween(it.day, night.day) < GOOD_FOR);
    // What failed is asked again on another night.
    return known && (known.night === night.id || known.verdict === 'ok' || known.verdict === 'gone') ? known : null;
  };
  return {
    get(url) {
      // One holds for both schemes, whichever was asked first; a night that goes on may begin with the other.
      const other = kept(url.replace(/^http(s?):/, (_, secure: string) => (secure === '' ? 'https:' : 'http:')));
      const known = kept(url) ?? (other !== null && !UNASKED.has(other.verdict) ? other : null);
      if (known === null) return null;
      const { facts, sha256 } = known;
      return {
        request: { url, kind: 'robots' }, url: (facts['url'] as string | undefined) ?? url, redirects: [], status: facts['status'] as number | null,
        headers: {}, verdict: known.verdict as Verdict, reason: (facts['reason'] as string | undefined) ?? null,
        body: sha256 === null ? null : archive.get(sha256), rendered: false,
      };
    },
    put({ request, url, status, verdict, reason, body, left, silent }: Exchange) {
      archive.putVisit(body, {
        night: night.id, agency: EVERYBODY, request: `GET ${request.url}`, source: request.url, role: 'robots', candidate: null, at: now(), verdict,
        facts: { status, ...(url !== request.url && { url }), ...(reason !== null && { reason }), ...(left && { left }), ...(silent !== undefined && { silent }) },
      });
    },
  };
}
