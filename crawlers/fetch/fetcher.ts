/** Asks portals, politely and only where allowed: one request in, one exchange with its verdict out. */
import { Challenges } from './challenges.ts';
import { Connections, type Answer } from './connection.ts';
import { offLimits, parseAddress } from './door.ts';
import { Engine } from './engine.ts';
import type { Access, Exchange, Fetcher, Request, Verdict } from './exchange.ts';
import { Hosts } from './hosts.ts';
import { Manners, Refused, type Ask, type Parts } from './manners.ts';
import { LIMITS, POLITENESS, systemClock, USER_AGENT, type FetcherOptions, type RobotsKeeper } from './options.ts';
import { Resolver } from './resolver.ts';
import { judge, type Judgement } from './verdict.ts';

/** A fetcher for one run: what it learns of hosts (cookies, robots.txt, refusals) ends with it. Throws where the resolver map leaves this machine. */
export function createFetcher(options: FetcherOptions = {}): Fetcher {
  return new PoliteFetcher(options);
}

/** Pages that forward by themselves, for one request. */
const MAX_FORWARDS = 3;

/** Verdicts after which a host may be left alone. */
const WANTING: ReadonlySet<Verdict> = new Set(['blocked', 'challenge', 'unreachable', 'tls']);

const ACCEPT: Record<Request['kind'], string> = {
  page: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  data: 'application/json,text/javascript,text/xml,text/html;q=0.9,*/*;q=0.8',
  attachment: '*/*',
  robots: 'text/plain,*/*;q=0.8',
};

class PoliteFetcher implements Fetcher {
  readonly #parts: Parts;
  readonly #manners: Manners;
  readonly #challenges: Challenges;
  readonly #closing = new AbortController();
  readonly #robots = new Map<string, Promise<Exchange>>();
  readonly #keeper: RobotsKeeper | undefined;

  constructor({ resolve, ca, lookup, left, silent, politeness: given, limits: bounds, userAgent = USER_AGENT, clock = systemClock, random = Math.random, browser = 'auto', robots }: FetcherOptions) {
    this.#keeper = robots;
    const politeness = { ...POLITENESS, ...given };
    const limits = { ...LIMITS, ...bounds };
    const { signal } = this.#closing;
    const connections = new Connections(limits, politeness);
    const engine = new Engine(connections, politeness.hostsAtOnce * politeness.connectionsPerHost, limits.totalMs);
    const hosts = new Hosts(politeness, clock, random, signal);
    for (const [name, { since, why, verdict }] of left ?? []) hosts.host(name.toLowerCase()).left = { since, why, verdict };
    for (const [name, times] of silent ?? []) hosts.host(name.toLowerCase()).silent = times;
    this.#parts = { hosts, resolver: new Resolver(resolve, lookup, ca), engine, connections, politeness, limits, clock, signal, userAgent };
    this.#manners = new Manners(this.#parts, (url, access) => this.fetch({ url, kind: 'robots' }, access));
    this.#challenges = new Challenges(this.#parts, this.#manners, browser);
  }

  /** A robots.txt is asked once per host and run; asking again gives the same exchange. */
  async fetch(request: Request, access: Access): Promise<Exchange> {
    if (request.kind !== 'robots') return this.#visit(request, access);
    const known = this.#robots.get(request.url) ?? this.#keptRobots(request, access);
    this.#robots.set(request.url, known);
    return known;
  }

  async #keptRobots(request: Request, access: Access): Promise<Exchange> {
    const kept = this.#keeper?.get(request.url);
    if (kept) return kept;
    const exchange = await this.#visit(request, access);
    this.#keeper?.put(exchange);
    return exchange;
  }

  async #visit(request: Request, access: Access): Promise<Exchange> {
    const trail = new Trail(request);
    try {
      return this.#standing(await this.#follow(request, access, trail));
    } catch (error) {
      if (error instanceof Refused) return this.#standing(trail.end({ verdict: error.verdict, reason: error.message }, null, error.status ?? trail.status), error.silent);
      throw error;
    }
  }

  /** Adds what whoever goes on with the run later must know of the host. */
  #standing(exchange: Exchange, isSilent = false): Exchange {
    const url = WANTING.has(exchange.verdict) ? parseAddress(exchange.url) : null;
    if (url === null) return exchange;
    const { name, left } = this.#manners.host(url);
    return { ...exchange, ...(left !== null && { left: { host: name, why: left.why, verdict: left.verdict } }), ...(isSilent && { silent: name }) };
  }

  async #follow(request: Request, access: Access, trail: Trail): Promise<Exchange> {
    let url = this.#admit(request.url, undefined, access);
    let ask: Ask = { url, kind: request.kind, method: request.method ?? 'GET', headers: headersOf(request), ...(request.body !== undefined && { body: request.body }) };
    let [redirects, forwards] = [0, 0];
    const seen = new Set<string>();
    for (;;) {
      const host = await this.#manners.permit(url, request.kind, access);
      if (request.kind === 'page' && ask.method === 'GET' && (access.http.render === 'browser' || (host.browser === 'passed' && access.http.render === 'auto'))) {
        return trail.drawn(await this.#challenges.draw(request, url, access));
      }
      const cookies = this.#parts.hosts.cookies.header(url);
      if (seen.has(`${url.href} ${cookies}`)) throw new Refused('unreachable', `redirects run in a circle through ${url.href}`);
      seen.add(`${url.href} ${cookies}`);
      trail.at(url);
      if (host.challenged !== null && host.browser === 'untried' && request.kind !== 'robots') {
        const passed = await this.#challenges.meet(request, url, access, host, host.challenged);
        if ('body' in passed) return trail.drawn(passed);
        if (passed.verdict !== 'ok') return trail.end(passed, null);
      }
      const answer = await this.#manners.ask(ask, host, access);
      trail.answered(answer);

      const location = isRedirect(answer.status) ? answer.headers['location'] : undefined;
      let judgement = location === undefined ? judge(request, url, answer) : null;
      if (judgement?.verdict === 'challenge') {
        const passed = await this.#challenges.meet(request, url, access, host, judgement.reason!);
        if ('body' in passed) return trail.drawn(passed);
        if (passed.verdict !== 'ok') return trail.end(passed, answer);
        const again = await this.#manners.ask(ask, host, access);
        trail.answered(again);
        judgement = judge(request, url, again);
        if (judgement.verdict === 'challenge') this.#parts.hosts.leave(host, judgement.reason!);
        return trail.end(judgement, again);
      }
      const forward = location ?? (judgement?.verdict === 'ok' ? judgement.forward : undefined);
      if (forward === undefined) return trail.end(judgement!, answer);
      if (location !== undefined ? ++redirects > this.#parts.limits.redirects : ++forwards > MAX_FORWARDS) {
        throw new Refused('unreachable', `redirected more than ${location !== undefined ? this.#parts.limits.redirects : MAX_FORWARDS} times`, answer.status);
      }
      const next = this.#admit(decodeLocation(forward), url, access);
      ask = following(ask, next, location === undefined ? 200 : answer.status);
      trail.redirected(url);
      url = next;
    }
  }

  /** The address, if it may be asked. */
  #admit(address: string, base: URL | undefined, access: Access): URL {
    const url = parseAddress(address, base);
    if (url === null) throw new Refused('unreachable', `“${address.slice(0, 200)}” is not an address`);
    const why = offLimits(url, access, (host) => this.#parts.resolver.maps(host));
    if (why !== null) throw new Refused('off_limits', base === undefined ? why : `${base.href} leads to ${url.href.slice(0, 200)}: ${why}`);
    return url;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#challenges.close();
    await this.#parts.engine.close();
    this.#parts.connections.close();
  }
}

/** What came of a request so far. */
class Trail {
  readonly #exchange: Exchange;

  constructor(request: Request) {
    this.#exchange = { request, url: request.url, redirects: [], status: null, headers: {}, verdict: 'unreachable', reason: null, body: null, rendered: false };
  }

  get status(): number | null {
    return this.#exchange.status;
  }

  /** About to ask `url`: what an earlier address answered no longer counts. */
  at(url: URL): void {
    Object.assign(this.#exchange, { url: url.href, status: null, headers: {} });
  }

  redirected(url: URL): void {
    this.#exchange.redirects.push(url.href);
  }

  answered({ status, headers }: Answer): void {
    Object.assign(this.#exchange, { status, headers });
  }

  end({ verdict, reason }: Judgement, answer: Answer | null, status = this.#exchange.status): Exchange {
    const body = answer !== null && verdict !== 'unchanged' && answer.body.length > 0 ? answer.body : null;
    return { ...this.#exchange, verdict, reason, status, body };
  }

  drawn(exchange: Exchange): Exchange {
    return { ...exchange, redirects: [...this.#exchange.redirects, ...exchange.redirects] };
  }
}

const isRedirect = (status: number): boolean => status === 301 || status === 302 || status === 303 || status === 307 || status === 308;

function headersOf({ kind, referrer, etag, lastModified, method }: Request): Record<string, string> {
  // As an address is sent: without Chinese in it, and without a fragment.
  const referer = referrer === undefined ? undefined : parseAddress(referrer)?.href;
  return {
    accept: ACCEPT[kind],
    'accept-language': 'zh-CN,zh;q=0.9,en;q=0.3',
    'accept-encoding': 'gzip, deflate, br',
    ...(referer !== undefined && { referer }),
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
    ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', 'x-requested-with': 'XMLHttpRequest' }),
  };
}

/** The request that a redirect makes of another: a POST stays one only where the status says so. */
function following(ask: Ask, url: URL, status: number): Ask {
  if (ask.method === 'GET' || status === 307 || status === 308) return { ...ask, url };
  const { 'content-type': _type, 'x-requested-with': _with, ...headers } = ask.headers;
  return { url, kind: ask.kind, method: 'GET', headers };
}

/** Raw UTF-8 or GBK in a Location header comes from Node as Latin-1; as bytes it is percent-encoded. */
const decodeLocation = (location: string): string =>
  location.replace(/[\x80-\xff]+/g, (bytes) => [...Buffer.from(bytes, 'latin1')].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(''));

export type { FetcherOptions, Verdict };
