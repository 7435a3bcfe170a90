/** The replica: a local server that answers as the portals of the registry do, on the day it is told. */
import { html } from './answer.ts';
import { selfSigned } from './certificate.ts';
import { FORBIDDEN } from './hosts/forbidden.ts';
import { indexPage } from './index-page.ts';
import { askOf, listenBoth, listenForbidden, OLD_TLS, send } from './serve.ts';
import type { Day } from './site.ts';
import { answer, HOSTS, siteOf } from './world.ts';

export { calendar } from './calendar.ts';
export type { Happening } from './calendar.ts';
export { manifest } from './manifest.ts';
export type { Expected, ExpectedStatus, Manifest, Rendition } from './manifest.ts';
export { NOTICE_MARK } from './notice.ts';

export interface ReplicaOptions {
  /** @default any free port */
  port?: number;
  /** The day on which the portals stand as they do, `YYYY-MM-DD`. */
  now: Day;
  /** Milliseconds that a slow host takes. @default 1500 */
  slow?: number;
}

export interface Logged {
  host: string;
  /** With its query. */
  path: string;
  method: string;
  secure: boolean;
  status: number;
  /** Milliseconds since the epoch. */
  time: number;
  userAgent: string;
}

export interface Replica {
  /**
   * `127.0.0.1:port` for every host of the replica, to be asked in clear whatever the scheme of an address, by a client that trusts no
   * certificate. Hosts that are not in it answer nothing.
   */
  resolve: Record<string, string>;
  /**
   * The same, with `https://127.0.0.1:port` for hosts that insist on TLS, one of them on old TLS: for a client that trusts
   * `certificate`. Ports answer http and https alike.
   */
  resolveTls: Record<string, string>;
  /** Address of the replica's own index page. */
  address: string;
  /** PEM of the self-signed certificate, and its key's hash as Chromium takes it. */
  certificate: string;
  spki: string;
  /** Invented hosts that hostile pages lead to, as they would resolve, and how many connections came to them: must stay 0. */
  forbidden: { resolve: Record<string, string>; connections: () => number };
  now: () => Day;
  setNow: (day: Day) => void;
  /** Every request, in order. */
  log: Logged[];
  close: () => Promise<void>;
}

function checkedDay(day: string): Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) throw new Error(`The replica needs a day as YYYY-MM-DD, not ${JSON.stringify(day)}.`);
  return day;
}

/** Starts the replica on loopback. Rejects where the port is taken or the day is none. */
export async function startReplica({ port = 0, now, slow = 1500 }: ReplicaOptions): Promise<Replica> {
  let day = checkedDay(now);
  const log: Logged[] = [];
  const { certificate, key, spki } = selfSigned(HOSTS);
  const handler = (asSecure: boolean): Parameters<typeof listenBoth>[1] => (request, response) => {
    void askOf(request, asSecure).then((ask) => {
      const given = ask === null
        ? html('<title>400</title>', 400)
        : siteOf(ask.host) === undefined && /^(?:127\.0\.0\.1|localhost)$/.test(ask.host) ? html(indexPage(day)) : answer(ask, day);
      if (ask !== null) {
        log.push({
          host: ask.host, path: ask.url.pathname + ask.url.search, method: ask.method, secure: ask.secure, status: given.status, time: Date.now(),
          userAgent: ask.headers['user-agent'] ?? '',
        });
      }
      send(response, given, request.method ?? 'GET', slow);
    }).catch(() => response.destroy());
  };
  const pair = { certificate, key, spki };
  const main = await listenBoth(port, handler(false), pair);
  const [old, inClear, forbidden] = await Promise.all([listenBoth(0, handler(false), pair, OLD_TLS), listenBoth(0, handler(true), pair), listenForbidden()]);
  const has = (host: string, kind: string): boolean => siteOf(host)?.manners?.some((manner) => manner.kind === kind) ?? false;
  const insists = (host: string): boolean => has(host, 'https-only') || has(host, 'legacy-tls');
  const map = (place: (host: string) => string): Record<string, string> => Object.fromEntries(HOSTS.map((host) => [host, place(host)]));
  return {
    resolve: map((host) => (insists(host) ? inClear.address : main.address)),
    resolveTls: map((host) => (has(host, 'legacy-tls') ? `https://${old.address}` : insists(host) ? `https://${main.address}` : main.address)),
    address: main.address, certificate, spki,
    forbidden: { resolve: Object.fromEntries(FORBIDDEN.map((host) => [host, forbidden.address])), connections: forbidden.connections },
    now: () => day,
    setNow: (next) => {
      day = checkedDay(next);
    },
    log,
    close: async () => {
      await Promise.all([main, old, inClear, forbidden].map((each) => each.close()));
    },
  };
}
