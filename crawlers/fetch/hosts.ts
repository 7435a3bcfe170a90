/** Manners: one request at a time to a host and a pause after it, few hosts at once, and hosts that want to be left alone. */
import { Cookies } from './cookies.ts';
import type { Clock, Politeness } from './options.ts';
import type { Robots } from './robots.ts';

/** A robots.txt that could not be asked. */
export interface NoRobots {
  failed: { verdict: 'unreachable' | 'tls'; reason: string; protocol: string };
}

/** What is known of a host in this run. */
export interface Host {
  name: string;
  /** Set once the host is not to be asked any more in this run. */
  left: { since: number; why: string; verdict: 'blocked' | 'unreachable' } | null;
  robots: Promise<Robots | NoRobots> | null;
  /** By the other scheme. */
  robotsAgain: Promise<Robots | NoRobots> | null;
  /** Milliseconds; from robots.txt. */
  crawlDelayMs: number;
  /** Index into the steps of `tls.ts` at which a handshake worked. */
  tlsStep: number;
  /** A challenge stood before its robots.txt: the plain client is not tried again before the browser was. */
  challenged: string | null;
  /** Whether the browser got past this host's challenge. */
  browser: 'untried' | 'passed' | 'failed';
  /** Requests without an answer since the last answer. */
  silent: number;
}

interface Turns {
  free: number;
  waiting: (() => void)[];
  /** When the last request ended, and the pause drawn for after it. */
  ended: number;
  pause: number;
}

/** After so many requests in a row without an answer (each with its retries), a host counts as down for the run. */
const SILENT = 3;

export class Hosts {
  readonly cookies: Cookies;
  readonly #hosts = new Map<string, Host & { turns: Turns }>();
  readonly #politeness: Politeness;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #signal: AbortSignal;
  readonly #all: Turns;

  constructor(politeness: Politeness, clock: Clock, random: () => number, signal: AbortSignal) {
    this.#politeness = politeness;
    this.#clock = clock;
    this.#random = random;
    this.#signal = signal;
    this.#all = { free: politeness.hostsAtOnce * politeness.connectionsPerHost, waiting: [], ended: 0, pause: 0 };
    this.cookies = new Cookies(() => clock.now());
  }

  host(name: string): Host {
    return this.#entry(name);
  }

  #entry(name: string): Host & { turns: Turns } {
    let host = this.#hosts.get(name);
    if (!host) {
      const turns = { free: this.#politeness.connectionsPerHost, waiting: [], ended: 0, pause: 0 };
      host = { name, left: null, robots: null, robotsAgain: null, crawlDelayMs: 0, tlsStep: 0, challenged: null, browser: 'untried', silent: 0, turns };
      this.#hosts.set(name, host);
    }
    return host;
  }

  /** Runs `ask` when it is its turn: after the pause that the host is owed, with few others under way. */
  async turn<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const host = this.#entry(name);
    await take(host.turns);
    try {
      // robots.txt has been read by now, where the request before was for it.
      const wait = host.turns.ended + Math.max(host.crawlDelayMs, host.turns.pause) - this.#clock.now();
      if (wait > 0) await this.#clock.sleep(wait, this.#signal);
      await take(this.#all);
      try {
        return await ask();
      } finally {
        give(this.#all);
        host.turns.ended = this.#clock.now();
        host.turns.pause = this.#politeness.delayMs * (1 + this.#politeness.jitter * (2 * this.#random() - 1));
      }
    } finally {
      give(host.turns);
    }
  }

  /** Leaves the host alone for the rest of the run; the first reason stands. */
  leave(host: Host, why: string, verdict: 'blocked' | 'unreachable' = 'blocked'): void {
    host.left ??= { since: this.#clock.now(), why, verdict };
  }

  /** Notes whether the host answered at all. */
  heard(host: Host, answered: boolean): void {
    host.silent = answered ? 0 : host.silent + 1;
    if (host.silent >= SILENT) this.leave(host, `${SILENT} requests in a row went without an answer`, 'unreachable');
  }
}

async function take(turns: Turns): Promise<void> {
  if (turns.free > 0) turns.free -= 1;
  else await new Promise<void>((resolve) => turns.waiting.push(resolve));
}

function give(turns: Turns): void {
  const next = turns.waiting.shift();
  if (next) next();
  else turns.free += 1;
}
