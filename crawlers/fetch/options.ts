/** What a fetcher can be told, and what it does untold. */
import type { Exchange, LeftHost } from './exchange.ts';
import type { Lookup } from './resolver.ts';

/** Whom a portal's operator can write to. Whoever runs the crawl puts an address of their own here (`userAgent`). */
export const CONTACT = 'mailto:gongkai-crawl@example.org';

/** The honest name under which portals are asked. */
export const userAgentOf = (version: string, contact = CONTACT): string => `Gongkai/${version} (+${contact})`;

export const USER_AGENT = userAgentOf('0.1.0');

/** Time, so that tests need none. Milliseconds. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or as soon as `signal` is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Politeness {
  /** Between the end of one request to a host and the start of the next. */
  delayMs: number;
  /** Share by which the delay varies at random: 0.5 is ± 50 %. */
  jitter: number;
  hostsAtOnce: number;
  connectionsPerHost: number;
  /** A longer Crawl-delay counts as this. */
  maxCrawlDelayMs: number;
  /** Tries after the first that found no answer or a 5xx. */
  retries: number;
  /** Before the first retry; doubled for each further one. */
  backOffMs: number;
  /** A host that asks for more patience (Retry-After) is left alone for the rest of the run. */
  maxRetryAfterMs: number;
}

export interface Limits {
  /** Of a body, as sent and with its encodings undone. */
  maxBytes: number;
  /** Without a byte from the host. */
  timeoutMs: number;
  /** For one answer in all. */
  totalMs: number;
  /** HTTP redirects followed for one request. */
  redirects: number;
  /** For a page in the browser, until its content stands. */
  drawMs: number;
}

/** Keeps robots.txt from run to run, so that hosts are not asked for it every night. */
export interface RobotsKeeper {
  /** An exchange that is still good; null where the host is to be asked. */
  get(url: string): Exchange | null;
  put(exchange: Exchange): void;
}

export interface FetcherOptions {
  robots?: RobotsKeeper;
  /**
   * Hosts that stand on this machine: host → `127.0.0.1:8080`, asked in plain HTTP whatever the scheme of the address, or
   * → `https://127.0.0.1:8443`, where addresses with https are asked over TLS. No other way leads to loopback.
   */
  resolve?: Readonly<Record<string, string>> | ReadonlyMap<string, string>;
  /** PEM of a certificate that is trusted besides the usual ones, for hosts of `resolve` alone: their servers on this machine made it. */
  ca?: string;
  /** Names to addresses. @default the system's resolver */
  lookup?: Lookup;
  /** Hosts that an earlier part of the same run left alone: host → when (ms), why, and the verdict on asking them. They stay alone. */
  left?: ReadonlyMap<string, { since: number; why: string; verdict: LeftHost['verdict'] }>;
  /** Hosts that gave no answer at the end of an earlier part of the same run: host → to how many requests in a row. */
  silent?: ReadonlyMap<string, number>;
  politeness?: Partial<Politeness>;
  limits?: Partial<Limits>;
  userAgent?: string;
  clock?: Clock;
  /** 0 ≤ x < 1, for the jitter. @default Math.random */
  random?: () => number;
  /** `auto`: Chromium where it is needed and found. @default auto */
  browser?: 'auto' | 'off';
}

export const POLITENESS: Politeness = {
  delayMs: 4000,
  jitter: 0.5,
  hostsAtOnce: 4,
  connectionsPerHost: 1,
  maxCrawlDelayMs: 30_000,
  retries: 2,
  backOffMs: 5000,
  maxRetryAfterMs: 120_000,
};

export const LIMITS: Limits = { maxBytes: 50 * 1000 * 1000, timeoutMs: 30_000, totalMs: 600_000, redirects: 10, drawMs: 30_000 };

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted || ms <= 0) {
        resolve();
        return;
      }
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
    }),
};
