/** The simulated challenges let a browser pass, and no plain client. */
import { expect, it } from 'vitest';
import { createFetcher } from '../../../crawlers/fetch/fetcher.ts';
import type { Exchange } from '../../../crawlers/fetch/exchange.ts';
import { startReplica } from '../../../crawlers/replica/replica.ts';
import { needs } from '../../support/needs.ts';

const GUARDED = [
  { host: 'yjt.hubei.gov.cn', address: 'http://yjt.hubei.gov.cn/zfxxgk/zfxxgknb/', words: '湖北省应急管理厅2024年政府信息公开工作年度报告' },
  { host: 'yjgl.gansu.gov.cn', address: 'http://yjgl.gansu.gov.cn/yjgl/c108934/', words: '甘肃省应急管理厅2024年政府信息公开工作年度报告' },
];

async function ask(browser: 'auto' | 'off', address: string, host: string): Promise<Exchange> {
  const replica = await startReplica({ now: '2026-03-20' });
  const fetcher = createFetcher({
    resolve: replica.resolve, browser, politeness: { delayMs: 0, jitter: 0, retries: 0 },
    lookup: () => Promise.reject(new Error('nothing but the replica is asked')),
  });
  try {
    return await fetcher.fetch({ url: address, kind: 'page' }, { agency: 'test', hosts: new Set([host]), http: { render: 'auto', tls: 'standard', ipFamily: 0 } });
  } finally {
    await fetcher.close();
    await replica.close();
  }
}

it.each(GUARDED)('$host: stops a plain client', async ({ address, host }) => {
  expect(['blocked', 'challenge']).toContain((await ask('off', address, host)).verdict);
});

needs('Chromium', 'a browser', () => {
  it.each(GUARDED)('$host: is let through', async ({ address, host, words }) => {
    const { verdict, reason, body } = await ask('auto', address, host);
    expect([verdict, reason]).toEqual(['ok', null]);
    expect(Buffer.from(body!).toString('utf8')).toContain(words);
  });
});
