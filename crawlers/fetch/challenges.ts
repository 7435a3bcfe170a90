/** The browser's part of a fetch: pages that are drawn by script, and challenges, each tried once per host and run. */
import { Browser, type Drawn, type Look, type Supply } from './browser.ts';
import { challengeOf } from './challenge.ts';
import { findChromium, INSTALL } from './chromium.ts';
import { NoAnswer } from './connection.ts';
import { offLimits } from './door.ts';
import type { Access, Exchange, Request } from './exchange.ts';
import type { Host } from './hosts.ts';
import { Refused, type Manners, type Parts } from './manners.ts';
import { glance } from './markup.ts';
import { judge, type Judgement } from './verdict.ts';

export class Challenges {
  readonly #parts: Parts;
  readonly #manners: Manners;
  readonly #mode: 'auto' | 'off';
  #browser: Promise<Browser | string> | null = null;

  constructor(parts: Parts, manners: Manners, mode: 'auto' | 'off') {
    this.#parts = parts;
    this.#manners = manners;
    this.#mode = mode;
  }

  /**
   * What to do about a challenge that stands at `url`: an exchange (the browser drew the page), the verdict `ok` (the browser
   * got past it, ask again), or the verdict that ends the request. The host is left alone unless it was passed.
   */
  async meet(request: Request, url: URL, access: Access, host: Host, reason: string): Promise<Exchange | Judgement> {
    const { hosts } = this.#parts;
    if (access.http.render === 'http' || host.browser !== 'untried') {
      hosts.leave(host, reason);
      return { verdict: 'challenge', reason };
    }
    if (request.kind === 'robots') {
      // The page that is wanted is what the browser is tried on.
      host.challenged = reason;
      return { verdict: 'challenge', reason };
    }
    const page = request.kind === 'page' ? url : pageBefore(request, url);
    if (page !== url) await this.#manners.permit(page, 'page', access);
    const drawn = await this.draw(request.kind === 'page' ? request : { url: page.href, kind: 'page' }, page, access);
    const passed = drawn.verdict !== 'challenge' && drawn.verdict !== 'blocked' && drawn.body !== null;
    host.browser = passed ? 'passed' : 'failed';
    if (!passed) hosts.leave(host, drawn.verdict === 'blocked' ? `${reason}; ${drawn.reason}` : reason);
    if (request.kind === 'page') return drawn;
    return passed ? { verdict: 'ok', reason: null } : { verdict: drawn.verdict, reason: drawn.reason };
  }

  /** Draws a page. The exchange is `blocked` where there is no browser. */
  async draw(request: Request, url: URL, access: Access): Promise<Exchange> {
    const exchange: Exchange = { request, url: url.href, redirects: [], status: null, headers: {}, verdict: 'blocked', reason: null, body: null, rendered: false };
    const browser = await this.#open();
    if (typeof browser === 'string') return { ...exchange, reason: browser };
    const { hosts, limits } = this.#parts;
    const host = this.#manners.host(url);
    const drawn = await hosts.turn(host.name, () =>
      browser.draw(url, { referrer: request.referrer, supply: this.#supply(access), limitMs: limits.drawMs, look }),
    );
    return this.#judged(exchange, drawn, host);
  }

  #judged(exchange: Exchange, drawn: Drawn, host: Host): Exchange {
    const { url, redirects, status, headers, body, refused } = drawn;
    const reached = { ...exchange, url, redirects, status, headers, rendered: true };
    if (refused) return { ...reached, verdict: refused.verdict, reason: refused.refused, rendered: false };
    if (body === null || status === null) return { ...reached, verdict: 'unreachable', reason: 'the browser got no page' };
    // The body is the drawn page, of which what the wire says of its bytes no longer holds.
    const { 'content-type': _type, 'set-cookie': _cookies, ...rest } = headers;
    const { verdict, reason } = judge(exchange.request, new URL(url), { status, headers: { ...rest, 'content-type': 'text/html; charset=utf-8' }, setCookies: [], body });
    if (status === 403 || status === 429) this.#parts.hosts.leave(host, `it answered ${status}, to the browser too`);
    if (verdict === 'challenge') this.#parts.hosts.leave(host, `${reason}, not passed by the browser either`);
    return { ...reached, verdict, reason, body };
  }

  /** What the browser may have: from hosts of the allow-list, one hop at a time, over the same connections as all else. */
  #supply(access: Access): Supply {
    const { resolver, connections } = this.#parts;
    return async ({ url, method, headers, body, main }) => {
      const why = offLimits(url, access, (name) => resolver.maps(name));
      if (why !== null) return { refused: why, verdict: 'off_limits' };
      const host = this.#manners.host(url);
      if (host.left) return { refused: `${host.name} is left alone: ${host.left.why}`, verdict: host.left.verdict };
      const rule = main ? await this.#manners.rule(url) : null;
      if (rule !== null) return { refused: `robots.txt of ${host.name} says “${rule}”`, verdict: 'blocked' };
      try {
        const hop = await this.#manners.hop({ url, kind: 'data', method, headers, ...(body && { body }) }, host, access);
        return await connections.ask(hop);
      } catch (error) {
        if (error instanceof Refused || error instanceof NoAnswer) return { refused: error.message, verdict: error.verdict };
        throw error;
      }
    };
  }

  #open(): Promise<Browser | string> {
    this.#browser ??= this.#start();
    return this.#browser;
  }

  /** The browser, or why there is none. */
  async #start(): Promise<Browser | string> {
    if (this.#mode === 'off') return 'needs a browser, and it is switched off';
    const path = await findChromium();
    if (path === null) return `needs a browser: ${INSTALL}`;
    try {
      return await Browser.open(path, this.#parts.userAgent, this.#parts.hosts.cookies);
    } catch (error) {
      return `needs a browser, and ${path} does not start (${String((error as Error).message).split('\n')[0]}): ${INSTALL}`;
    }
  }

  async close(): Promise<void> {
    const browser = await this.#browser;
    if (browser && typeof browser !== 'string') await browser.close();
  }
}

/** A page has content once it has sentences, a table, or more than a few links. */
const look: Look = (html) => {
  const page = glance(Buffer.from(html), undefined);
  if (challengeOf(200, {}, page) !== null) return 'challenge';
  return page.text.length >= 200 || /<table\b/i.test(page.source) || (page.source.match(/<a\b[^<>]*\bhref/gi) ?? []).length > 5 ? 'content' : 'thin';
};

/** A page of the same host on which a challenge before a file or a list can be passed: the one that links to it, or the home page. */
function pageBefore({ referrer }: Request, url: URL): URL {
  const from = referrer !== undefined && URL.canParse(referrer) ? new URL(referrer) : null;
  return from !== null && from.host === url.host ? from : new URL('/', url);
}
