/** Pages that would lead elsewhere, asked through the fetcher: nothing ever arrives where it must not, though it would resolve. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fetcher } from '../../../crawlers/fetch/exchange.ts';
import { createFetcher } from '../../../crawlers/fetch/fetcher.ts';
import { SITES } from '../../../crawlers/replica/hosts/index.ts';
import { manifest } from '../../../crawlers/replica/manifest.ts';
import { startReplica } from '../../../crawlers/replica/replica.ts';
import type { Replica } from '../../../crawlers/replica/replica.ts';
import { needs } from '../../support/needs.ts';

const NOW = '2026-03-20';
let replica: Replica;
let fetcher: Fetcher;
beforeAll(async () => {
  replica = await startReplica({ now: NOW });
  fetcher = createFetcher({
    resolve: { ...replica.resolve, ...replica.forbidden.resolve }, politeness: { delayMs: 0, jitter: 0, retries: 0 },
    lookup: () => Promise.reject(new Error('nothing but the replica is asked')),
  });
});
afterAll(async () => {
  await fetcher.close();
  await replica.close();
});

const access = (host: string, render: 'http' | 'browser' = 'http') => ({ agency: 'test', hosts: new Set([host]), http: { render, tls: 'standard', ipFamily: 0 } as const });

it('redirects, refreshes, links and files', async () => {
  const host = 'www.xizang.gov.cn';
  const site = SITES.find(({ hosts }) => hosts.includes(host))!;
  for (const { path, how } of site.detours!) {
    const { verdict } = await fetcher.fetch({ url: `http://${host}${path}`, kind: 'page' }, access(host));
    // A page that forwards away stands where an article was.
    expect(typeof how === 'number' ? ['off_limits'] : ['off_limits', 'gone'], path).toContain(verdict);
  }
  for (const url of Object.keys(replica.forbidden.resolve)) {
    expect((await fetcher.fetch({ url: `http://${url}/2024.pdf`, kind: 'attachment' }, access(host))).verdict).toBe('off_limits');
  }
  expect(replica.forbidden.connections()).toBe(0);
});

needs('Chromium', 'what a browser would fetch along', () => {
  it.each(['540000', '420000'])('of a page of %s', async (agency) => {
    const { url } = manifest(NOW).expected.find((one) => one.agency === agency && one.year === 2023)!.renditions[0]!;
    const { verdict, rendered } = await fetcher.fetch({ url, kind: 'page' }, access(new URL(url).hostname, 'browser'));
    expect([verdict, rendered]).toEqual(['ok', true]);
    expect(replica.forbidden.connections()).toBe(0);
  });
});
