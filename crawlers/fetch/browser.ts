/**
 * Chromium draws a page that only scripts can draw. The browser has no network: each request of the page is stopped and, where
 * `Supply` allows it, fetched by us and handed in; everything that is not stopped meets a dead end on this machine.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser as Chromium, BrowserContext, Page, Request, Route } from 'playwright';
import { DeadEnd } from './dead-end.ts';
import type { Verdict } from './exchange.ts';
import { parseSetCookie, type Cookies } from './cookies.ts';

/** One answer for the browser, from one hop; redirects are answers too. */
export interface Supplied {
  status: number;
  headers: Record<string, string>;
  setCookies: string[];
  body: Uint8Array;
}

export interface Wanted {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** The page itself, as opposed to what it loads. */
  main: boolean;
}

export interface Refusal {
  refused: string;
  verdict: Verdict;
}

/** Fetches for the browser, or says why not. */
export type Supply = (wanted: Wanted) => Promise<Supplied | Refusal>;

/** `thin`: hardly anything yet, as before a list is filled in. */
export type Look = (html: string) => 'challenge' | 'thin' | 'content';

export interface Drawn {
  url: string;
  redirects: string[];
  status: number | null;
  headers: Record<string, string>;
  /** The page as it stands after its scripts, as UTF-8; null where none came. */
  body: Uint8Array | null;
  /** Why the page itself was not fetched. */
  refused: Refusal | null;
}

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-domain-reliability', // --disable-features is Playwright's: it keeps http from being turned into https
  '--dns-prefetch-disable', '--no-pings', '--proxy-bypass-list=<-loopback>', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  // Names are never resolved by the browser.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];
/** Not needed to read a page, and a burden on its host. */
const SPARED = new Set(['image', 'media', 'font', 'manifest', 'texttrack', 'eventsource', 'ping', 'cspreport']);
const MAX_REQUESTS = 150;
const MAX_PAGES = 12;
const MAX_REDIRECTS = 5;
const POLL_MS = 200;
/** Looks at which a page must stand unchanged: a page that has little yet is given more time for its scripts. */
const STEADY = { content: 5, thin: 20 };
/** Statuses of a page whose script will come again for another. */
const CHALLENGES = new Set([202, 412, 521]);
/** Characters by which a page may change and count as unchanged: many show a clock. */
const TICKING = 32;
/** Requests that go on this long do not hold the page up (long polls). */
const PATIENCE_MS = 8000;

export class Browser {
  readonly #chromium: Chromium;
  readonly #deadEnd: DeadEnd;
  readonly #userAgent: string;
  readonly #cookies: Cookies;

  private constructor(chromium: Chromium, deadEnd: DeadEnd, userAgent: string, cookies: Cookies) {
    this.#chromium = chromium;
    this.#deadEnd = deadEnd;
    this.#userAgent = userAgent;
    this.#cookies = cookies;
  }

  /** Starts the program at `path`. `suffix` is added to the browser's own name: it says who asks. */
  static async open(path: string, suffix: string, cookies: Cookies): Promise<Browser> {
    const { chromium: playwright } = await import('playwright');
    const deadEnd = await DeadEnd.open();
    try {
      const chromium = await playwright.launch({ executablePath: path, args: FLAGS, proxy: { server: deadEnd.address }, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
      const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${chromium.version()} Safari/537.36 ${suffix}`;
      return new Browser(chromium, deadEnd, userAgent, cookies);
    } catch (error) {
      deadEnd.close();
      throw error;
    }
  }

  /** What the browser tried to send past us: nothing of it left this machine. */
  get escapes(): readonly string[] {
    return this.#deadEnd.refused;
  }

  /** Draws `url`. `look` tells what stands there so far. */
  async draw(url: URL, { referrer, supply, look, limitMs }: { referrer: string | undefined; supply: Supply; look: Look; limitMs: number }): Promise<Drawn> {
    const context = await this.#chromium.newContext({ userAgent: this.#userAgent, locale: 'zh-CN', serviceWorkers: 'block', acceptDownloads: false, ignoreHTTPSErrors: true });
    const drawing = new Drawing(context, supply, this.#cookies);
    try {
      const page = await drawing.begin(url);
      await page.goto(url.href, { waitUntil: 'commit', timeout: limitMs, ...(referrer !== undefined && { referer: referrer }) }).catch(() => null);
      const html = drawing.main.refused ? null : await this.#settled(page, drawing, look, limitMs);
      await drawing.keepCookies();
      return { ...drawing.main, url: drawing.main.url ?? url.href, body: html === null ? null : Buffer.from(html, 'utf8') };
    } finally {
      await context.close().catch(() => {});
    }
  }

  /** The page once its content stands: unchanged for a while, nothing of weight still loading, no challenge. At the limit, as it is. */
  async #settled(page: Page, drawing: Drawing, look: Look, limitMs: number): Promise<string | null> {
    let last: string | null = null;
    let steady = 0;
    const begun = performance.now();
    while (performance.now() - begun < limitMs && !drawing.main.refused) {
      await wait(POLL_MS);
      const html = await page.content().catch(() => null); // between two pages there is none
      steady = html !== null && last !== null && Math.abs(html.length - last.length) < TICKING ? steady + 1 : 0;
      last = html ?? last;
      if (last === null || (drawing.pending > 0 && performance.now() - begun < PATIENCE_MS)) continue;
      const status = drawing.main.status ?? 0;
      const stage = CHALLENGES.has(status) ? 'challenge' : look(last);
      if (stage === 'challenge') continue;
      // An error page is as thin as it is.
      if (steady >= (status >= 400 ? STEADY.content : STEADY[stage])) return last;
    }
    return last;
  }

  async close(): Promise<void> {
    await this.#chromium.close().catch(() => {});
    this.#deadEnd.close();
  }
}

/** One page being drawn. */
class Drawing {
  readonly main: Omit<Drawn, 'url' | 'body'> & { url: string | null } = { url: null, redirects: [], status: null, headers: {}, refused: null };
  pending = 0;
  #requests = 0;
  #pages = 0;
  #page: Page | null = null;
  readonly #context: BrowserContext;
  readonly #supply: Supply;
  readonly #cookies: Cookies;
  readonly #hosts = new Map<string, URL>();

  constructor(context: BrowserContext, supply: Supply, cookies: Cookies) {
    this.#context = context;
    this.#supply = supply;
    this.#cookies = cookies;
  }

  async begin(url: URL): Promise<Page> {
    await this.#context.routeWebSocket(/.*/, (socket) => void socket.close());
    await this.#context.route('**/*', (route) => this.#answer(route));
    await this.#context.addInitScript('delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection; delete globalThis.WebTransport;');
    await this.#lend(url);
    const page = await this.#context.newPage();
    this.#page = page;
    this.#context.on('page', (other) => void other.close().catch(() => {})); // pop-ups
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
    return page;
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    this.#requests += 1;
    this.pending += 1;
    try {
      const main = this.#isMain(request);
      if (SPARED.has(request.resourceType()) || this.#requests > MAX_REQUESTS || (main && ++this.#pages > MAX_PAGES)) await route.abort('blockedbyclient');
      else await this.#fulfil(route, main);
    } catch {
      await route.abort('failed').catch(() => {}); // the page has gone, or the answer cannot be handed in
    } finally {
      this.pending -= 1;
    }
  }

  /** Whether the page itself is asked for. Throws for a window that the page has just opened: it has no frame yet, and gets nothing. */
  #isMain(request: Request): boolean {
    return request.isNavigationRequest() && request.frame().page() === this.#page && request.frame().parentFrame() === null;
  }

  async #fulfil(route: Route, main: boolean): Promise<void> {
    const request = route.request();
    let url = new URL(request.url());
    for (let redirects = 0; ; redirects += 1) {
      await this.#lend(url);
      const answer = await this.#supply({ url, method: request.method(), headers: await this.#headers(route, url), body: request.postDataBuffer(), main });
      if ('refused' in answer) {
        if (main) this.main.refused = answer;
        await route.abort('blockedbyclient');
        return;
      }
      await this.#receive(url, answer.setCookies);
      const location = answer.status >= 300 && answer.status < 400 ? answer.headers['location'] : undefined;
      if (location !== undefined && URL.canParse(location, url) && redirects < MAX_REDIRECTS) {
        const next = new URL(location, url);
        if (request.isNavigationRequest()) {
          // The browser follows a redirect that it is handed without asking us; so it is sent there by a page.
          if (main) this.main.redirects.push(url.href);
          await route.fulfill({ status: 200, contentType: 'text/html', body: `<script>location.replace(${JSON.stringify(next.href).replace(/</g, '\\u003c')})</script>` });
          return;
        }
        url = next;
        continue;
      }
      if (main) Object.assign(this.main, { url: url.href, status: answer.status, headers: answer.headers });
      const { 'content-encoding': _encoding, 'content-length': _length, 'transfer-encoding': _transfer, 'set-cookie': _cookies, ...headers } = answer.headers;
      await route.fulfill({ status: answer.status, headers, body: Buffer.from(answer.body) });
      return;
    }
  }

  async #headers(route: Route, url: URL): Promise<Record<string, string>> {
    const sent = Object.entries(route.request().headers()).filter(([name]) => !/^(?:host|connection|cookie|content-length|accept-encoding)$/i.test(name));
    const cookies = (await this.#context.cookies(url.href)).map(({ name, value }) => `${name}=${value}`).join('; ');
    return { ...Object.fromEntries(sent), 'accept-encoding': 'gzip, deflate', ...(cookies !== '' && { cookie: cookies }) };
  }

  /** Gives the run's cookies for a host to the browser, once. */
  async #lend(url: URL): Promise<void> {
    if (this.#hosts.has(url.hostname)) return;
    this.#hosts.set(url.hostname, url);
    for (const { name, value, path, secure, expires } of this.#cookies.for(url)) await this.#set(url, { name, value, path, secure, expires });
  }

  async #receive(url: URL, lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      const cookie = parseSetCookie(line, url, Date.now());
      if (cookie) await this.#set(url, cookie);
    }
  }

  async #set(url: URL, { name, value, path, secure, expires }: { name: string; value: string; path: string; secure: boolean; expires: number }): Promise<void> {
    const seconds = expires === Infinity ? -1 : Math.max(0, Math.floor(expires / 1000));
    await this.#context.addCookies([{ name, value, path, domain: url.hostname, secure, expires: seconds }]).catch(() => {}); // a name that Chromium does not take
  }

  /** Takes over for the run what the scripts set: it opens the host to the plain client too. */
  async keepCookies(): Promise<void> {
    for (const { name, value, path, secure, expires, domain } of await this.#context.cookies()) {
      const host = domain.replace(/^\./, '');
      if (this.#hosts.has(host)) this.#cookies.set(host, name, { value, path, secure, expires: expires < 0 ? Infinity : expires * 1000 });
    }
  }
}
