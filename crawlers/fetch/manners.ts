/** One request to one host with everything that is owed to it: its turn, its robots.txt, patience, and leaving it alone when it refuses. */
import { NoAnswer, type Answer, type Connections, type Hop } from './connection.ts';
import { bare } from './door.ts';
import type { Engine } from './engine.ts';
import type { Access, Exchange, Kind, Verdict } from './exchange.ts';
import type { Host, Hosts, NoRobots } from './hosts.ts';
import type { Clock, Limits, Politeness } from './options.ts';
import { NotResolved, type Resolver, type Target } from './resolver.ts';
import { forbids, NO_ROBOTS, parseRobots, type Robots } from './robots.ts';

/** What is asked of one address. */
export interface Ask {
  url: URL;
  kind: Kind;
  method: string;
  headers: Record<string, string>;
  body?: string | Buffer;
}

/** No answer to work with: the verdict on it, and what is known. */
export class Refused extends Error {
  readonly verdict: Verdict;
  readonly status: number | null;
  /** The host was asked, and gave no answer at all. */
  readonly silent: boolean;
  constructor(verdict: Verdict, message: string, status: number | null = null, silent = false) {
    super(message);
    this.verdict = verdict;
    this.status = status;
    this.silent = silent;
  }
}

/** Statuses by which a host says that it does not want us now. */
const REFUSALS: Record<number, string> = { 403: 'it answered 403', 429: 'it answered 429 (too many requests)' };

export interface Parts {
  hosts: Hosts;
  resolver: Resolver;
  engine: Engine;
  connections: Connections;
  politeness: Politeness;
  limits: Limits;
  clock: Clock;
  signal: AbortSignal;
  userAgent: string;
}

export class Manners {
  readonly #parts: Parts;
  readonly #agent: string;
  /** Fetches a robots.txt, following its redirects. */
  readonly #fetchRobots: (url: string, access: Access) => Promise<Exchange>;

  constructor(parts: Parts, fetchRobots: (url: string, access: Access) => Promise<Exchange>) {
    this.#parts = parts;
    this.#agent = parts.userAgent.split(/[/\s]/, 1)[0]!;
    this.#fetchRobots = fetchRobots;
  }

  host(url: URL): Host {
    return this.#parts.hosts.host(bare(url.hostname));
  }

  /** Throws where the host is to be left alone, or its robots.txt forbids the address. */
  async permit(url: URL, kind: Kind, access: Access): Promise<Host> {
    const host = this.host(url);
    refuseLeft(host);
    if (kind === 'robots') return host;
    host.robots ??= this.#robotsOf(url, host, access);
    let robots = await host.robots;
    // One for both schemes, unless there was no getting at it by the other.
    if ('failed' in robots && robots.failed.protocol !== url.protocol && !host.left) {
      const first = robots;
      host.robots = host.robotsAgain ??= this.#robotsOf(url, host, access);
      robots = await host.robotsAgain;
      if ('failed' in robots) robots = first;
    }
    refuseLeft(host);
    if ('failed' in robots) throw new Refused(robots.failed.verdict, `robots.txt of ${host.name} could not be asked: ${robots.failed.reason}`);
    const rule = forbids(robots, url);
    if (rule !== null) throw new Refused('blocked', `robots.txt of ${host.name} says “${rule}”`);
    return host;
  }

  /** The rule that forbids `url`, of a robots.txt that has been asked already. */
  async rule(url: URL): Promise<string | null> {
    const robots = await this.host(url).robots;
    return robots && 'rules' in robots ? forbids(robots, url) : null;
  }

  async #robotsOf(url: URL, host: Host, access: Access): Promise<Robots | NoRobots> {
    const { verdict, reason, body } = await this.#fetchRobots(new URL('/robots.txt', url).href, access);
    if (verdict === 'unreachable' || verdict === 'tls') return { failed: { verdict, reason: reason ?? 'no answer', protocol: url.protocol } };
    if (verdict !== 'ok' || body === null) return NO_ROBOTS;
    const robots = parseRobots(Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8'), this.#agent);
    host.crawlDelayMs = Math.min((robots.crawlDelay ?? 0) * 1000, this.#parts.politeness.maxCrawlDelayMs);
    return robots;
  }

  /** The addresses to connect to. Throws Refused. */
  async target(url: URL, access: Access): Promise<Target> {
    try {
      return await this.#parts.resolver.resolve(bare(url.hostname), access.http.ipFamily);
    } catch (error) {
      throw error instanceof NotResolved ? new Refused(error.verdict, error.message) : error;
    }
  }

  /** Asks, in turn, again where nothing came. Throws Refused. */
  async ask(ask: Ask, host: Host, access: Access): Promise<Answer> {
    const { politeness, clock, signal, hosts } = this.#parts;
    for (let tries = 0; ; tries += 1) {
      const answer = await hosts.turn(host.name, async () => {
        refuseLeft(host);
        if (signal.aborted) throw new Refused('unreachable', 'the fetcher is closed');
        return this.#once(ask, host, access).catch((error: unknown) => {
          if (error instanceof NoAnswer) return error;
          // A name that is not resolved now can be a moment later.
          if (error instanceof Refused && error.verdict === 'unreachable') return new NoAnswer('unreachable', error.message);
          throw error;
        });
      });
      const wanting = answer instanceof NoAnswer ? answer.verdict === 'unreachable' : isFault(answer.status);
      const patience = answer instanceof NoAnswer ? null : this.#retryAfter(answer, host);
      if (!wanting || tries >= politeness.retries || host.left || signal.aborted) {
        const silent = answer instanceof NoAnswer && answer.status === null && answer.verdict !== 'too_large';
        hosts.heard(host, !silent);
        if (answer instanceof NoAnswer) throw new Refused(answer.verdict, tries === 0 ? answer.message : `${answer.message} (${tries + 1} tries)`, answer.status, silent);
        const refusal = REFUSALS[answer.status];
        if (refusal !== undefined) hosts.leave(host, refusal);
        return answer;
      }
      await clock.sleep(Math.max(politeness.backOffMs * 2 ** tries, patience ?? 0), signal);
    }
  }

  /** Milliseconds that the host asks to wait; leaves the host where that is too long. */
  #retryAfter({ status, headers }: Answer, host: Host): number | null {
    const value = headers['retry-after'];
    if (value === undefined || !isFault(status)) return null;
    const { clock, politeness, hosts } = this.#parts;
    const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - clock.now();
    if (Number.isNaN(ms)) return null;
    if (ms > politeness.maxRetryAfterMs) hosts.leave(host, `it answered ${status} and asked not to be asked again for ${Math.round(ms / 1000)} s`);
    return ms;
  }

  async #once(ask: Ask, host: Host, access: Access): Promise<Answer> {
    const hop = await this.hop(ask, host, access);
    const answer = await this.#parts.engine.ask(hop);
    this.#parts.hosts.cookies.store(ask.url, answer.setCookies);
    return answer;
  }

  async hop({ url, method, headers, body }: Ask, host: Host, access: Access): Promise<Hop> {
    const target = await this.target(url, access);
    const cookie = this.#parts.hosts.cookies.header(url);
    return {
      url, method, target, host, tls: access.http.tls,
      headers: { 'user-agent': this.#parts.userAgent, ...headers, ...(cookie !== '' && headers['cookie'] === undefined && { cookie }) },
      ...(body !== undefined && { body }),
    };
  }
}

/** 521 is a challenge, not a fault. */
const isFault = (status: number): boolean => status >= 500 && status !== 521;

function refuseLeft({ left, name }: Host): void {
  if (left) throw new Refused(left.verdict, `${name} is left alone for the rest of this run since ${new Date(left.since).toISOString()}: ${left.why}`);
}
