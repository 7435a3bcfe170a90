/** Manners, with a clock that is told the time: no test waits. */
import { describe, expect, it } from 'vitest';
import { LIMITS, POLITENESS, type Clock } from '../../../crawlers/fetch/options.ts';
import { access, article, fetcher, html, portal, type Portal } from './servers.ts';

/** Time passes when somebody sleeps, for all sleepers in the order of their waking. */
class Told implements Clock {
  time = 1_700_000_000_000;
  readonly slept: number[] = [];
  #sleepers: { until: number; wake: () => void }[] = [];
  #busy = 0;

  now(): number {
    return this.time;
  }

  sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    return new Promise((wake) => {
      this.#sleepers.push({ until: this.time + ms, wake });
      this.#tick();
    });
  }

  /** Time stands still while a request is under way. */
  working(delta: 1 | -1): void {
    this.#busy += delta;
    this.#tick();
  }

  #tick(): void {
    setTimeout(() => {
      if (this.#busy > 0) return;
      this.#sleepers.sort((a, b) => a.until - b.until);
      const next = this.#sleepers.shift();
      if (!next) return;
      this.time = Math.max(this.time, next.until);
      next.wake();
      this.#tick();
    }, 15);
  }
}

interface Arrival {
  host: string;
  at: number;
  url: string;
}

/** A server that notes when requests for each host begin and how many hosts are asked at once. */
async function watched(clock: Told, robots = ''): Promise<{ at: Portal; arrivals: Arrival[]; most: { hosts: number; perHost: number } }> {
  const arrivals: Arrival[] = [];
  const open = new Map<string, number>();
  const most = { hosts: 0, perHost: 0 };
  const at = await portal(({ host, url }, response) => {
    clock.working(1);
    arrivals.push({ host, url, at: clock.now() });
    open.set(host, (open.get(host) ?? 0) + 1);
    most.hosts = Math.max(most.hosts, open.size);
    most.perHost = Math.max(most.perHost, open.get(host)!);
    setTimeout(() => {
      if (open.get(host) === 1) open.delete(host);
      else open.set(host, open.get(host)! - 1);
      if (url === '/robots.txt') html(response, robots, { 'content-type': 'text/plain' }, robots === '' ? 404 : 200);
      else html(response, article());
      clock.working(-1);
    }, 8);
  });
  return { at, arrivals, most };
}

const gaps = (arrivals: readonly Arrival[], host: string): number[] => {
  const times = arrivals.filter((arrival) => arrival.host === host).map(({ at }) => at);
  return times.slice(1).map((time, i) => time - times[i]!);
};

describe('untold', () => {
  it('a fetcher is as polite as promised', () => {
    expect(POLITENESS).toMatchObject({ delayMs: 4000, jitter: 0.5, hostsAtOnce: 4, connectionsPerHost: 1, retries: 2 });
    expect(LIMITS).toMatchObject({ maxBytes: 50e6, redirects: 10 });
  });
});

describe('one host', () => {
  it('gets one request at a time, 4 s ± 50 % apart, robots.txt and redirects included', async () => {
    const clock = new Told();
    const { at, arrivals, most } = await watched(clock);
    const dice = [0, 0.999, 0.5, 0.25, 0.75, 0.1];
    let turn = 0;
    const made = fetcher({ resolve: { 'a.test': at.place }, clock, politeness: { delayMs: 4000, jitter: 0.5 }, random: () => dice[turn++ % dice.length]! });
    await Promise.all([1, 2, 3, 4, 5].map((n) => made.fetch({ url: `http://a.test/${n}.html`, kind: 'page' }, access(['a.test']))));
    expect(arrivals.map(({ url }) => url)).toEqual(['/robots.txt', '/1.html', '/2.html', '/3.html', '/4.html', '/5.html']);
    expect(gaps(arrivals, 'a.test').map(Math.round)).toEqual([2000, 5996, 4000, 3000, 5000]);
    expect(most.perHost).toBe(1);
    expect(at.sockets.atOnce).toBe(1);
    expect(at.paths.filter((path) => path === '/robots.txt')).toHaveLength(1);
  });

  it('may ask for a longer pause, up to a bound', async () => {
    for (const [asked, granted] of [['7', 7000], ['3600', 30_000], ['1', 4000]] as const) {
      const clock = new Told();
      const { at, arrivals } = await watched(clock, `User-agent: *\nCrawl-delay: ${asked}\n`);
      const made = fetcher({ resolve: { 'a.test': at.place }, clock, politeness: { delayMs: 4000, jitter: 0 } });
      for (const n of [1, 2, 3]) await made.fetch({ url: `http://a.test/${n}.html`, kind: 'page' }, access(['a.test']));
      expect(gaps(arrivals, 'a.test')).toEqual([granted, granted, granted]);
    }
  });
});

describe('many hosts', () => {
  it('are asked four at once at most, without waiting for each other', async () => {
    const clock = new Told();
    const { at, arrivals, most } = await watched(clock);
    const names = Array.from({ length: 9 }, (_, i) => `h${i}.test`);
    const made = fetcher({ resolve: Object.fromEntries(names.map((name) => [name, at.place])), clock, politeness: { delayMs: 4000, jitter: 0 } });
    await Promise.all(names.flatMap((name) => [1, 2].map((n) => made.fetch({ url: `http://${name}/${n}.html`, kind: 'page' }, access(names)))));
    expect(arrivals).toHaveLength(27);
    expect(most).toEqual({ hosts: 4, perHost: 1 });
    // Connections kept open count too.
    expect(at.sockets.atOnce).toBeLessThanOrEqual(5);
    for (const name of names) for (const gap of gaps(arrivals, name)) expect(gap).toBeGreaterThanOrEqual(4000);
    // Nine hosts with two pauses each, side by side: one after the other they would take 72 s.
    expect(Math.max(...arrivals.map(({ at: time }) => time)) - arrivals[0]!.at).toBeLessThan(36_000);
  });
});

describe('patience', () => {
  it('doubles from try to try, and takes Retry-After at its word', async () => {
    const clock = new Told();
    const at = await portal(({ url }, response) => html(response, 'x', url === '/wait.html' ? { 'retry-after': '90' } : {}, url === '/robots.txt' ? 404 : 503));
    const made = fetcher({ resolve: { 'a.test': at.place }, clock, politeness: { delayMs: 0, backOffMs: 5000 } });
    await made.fetch({ url: 'http://a.test/a.html', kind: 'page' }, access(['a.test']));
    expect(clock.slept.filter((ms) => ms > 0)).toEqual([5000, 10_000]);
    clock.slept.length = 0;
    await made.fetch({ url: 'http://a.test/wait.html', kind: 'page' }, access(['a.test']));
    expect(clock.slept.filter((ms) => ms > 0)).toEqual([90_000, 90_000]);
    expect(at.seen).toHaveLength(6);
  });

  it('ends where a host is silent again and again', async () => {
    const at = await portal(({ url }, response, raw) => (url === '/robots.txt' ? html(response, '', {}, 404) : void raw.socket.destroy()));
    const made = fetcher({ resolve: { 'a.test': at.place } });
    for (const n of [1, 2, 3, 4, 5]) expect((await made.fetch({ url: `http://a.test/${n}`, kind: 'page' }, access(['a.test']))).verdict).toBe('unreachable');
    expect(at.seen).toHaveLength(9);
  });
});

describe('a run that was killed and goes on', () => {
  it('leaves alone whom it left before', async () => {
    const at = await portal({ '/1': article() });
    const since = Date.parse('2026-01-20T01:02:03Z');
    const made = fetcher({ resolve: { 'a.test': at.place }, left: new Map([['a.test', { since, why: 'it answered 403', verdict: 'blocked' }]]) });
    expect(await made.fetch({ url: 'http://a.test/1', kind: 'page' }, access(['a.test']))).toMatchObject({ verdict: 'blocked', reason: 'a.test is left alone for the rest of this run since 2026-01-20T01:02:03.000Z: it answered 403' });
    expect(at.sockets.opened).toBe(0);
  });
});

describe('an end', () => {
  it('comes at once, and answers what was waiting', async () => {
    const at = await portal({ '/1': article() });
    const made = fetcher({ resolve: { 'a.test': at.place }, politeness: { delayMs: 3_600_000, jitter: 0 } });
    await made.fetch({ url: 'http://a.test/robots.txt', kind: 'robots' }, access(['a.test']));
    const waiting = made.fetch({ url: 'http://a.test/1', kind: 'page' }, access(['a.test']));
    await made.close();
    expect(await waiting).toMatchObject({ verdict: 'unreachable', reason: 'the fetcher is closed' });
    expect(at.seen).toHaveLength(0);
  });

  it('leaves no listener and no storage behind', async () => {
    const { existsSync } = await import('node:fs');
    const at = await portal({ '/1': article() });
    const before = process.listenerCount('SIGINT');
    const made = fetcher({ resolve: { 'a.test': at.place } });
    await made.fetch({ url: 'http://a.test/1', kind: 'page' }, access(['a.test']));
    expect(process.listeners('SIGINT').map(({ name }) => name)).not.toContain('sigintHandler');
    expect(process.listenerCount('SIGINT')).toBe(before);
    await made.close();
    expect(existsSync('storage')).toBe(false);
  });
});
