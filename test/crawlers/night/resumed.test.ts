/** A night that is interrupted and goes on in another process remembers which hosts are to be left alone. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { createFetcher } from '../../../crawlers/fetch/fetcher.ts';
import { crawl } from '../../../crawlers/night/crawl.ts';
import { madeUp } from '../../support/agencies.ts';
import { html, portal } from '../fetch/servers.ts';
import { emptyArchive } from './portals.ts';

const HOST = 'dh.test';
/** Two organs on one host, with as many columns each. */
const agency = (id: string, columns: number): ReturnType<typeof madeUp> => {
  const one = madeUp(id, `第${id}应急管理局`, HOST);
  return { ...one, sources: Array.from({ length: columns }, (_, i) => ({ ...one.sources[0]!, id: `column-${i}`, column: `http://${HOST}/${id}/${i}/` })) };
};

type Answer = (response: ServerResponse, raw: IncomingMessage) => void;
const hangUp: Answer = (_, raw) => raw.socket.destroy();

/** Requests that reach the host in each part of a night: one agency first, and then, gone on with, it and another one. */
async function asksOf(columns: number, answer: Answer, robots: Answer = (response) => html(response, '', {}, 404)): Promise<{ asks: string[][]; verdict: string }> {
  const at = await portal(({ url }, response, raw) => (url === '/robots.txt' ? robots : answer)(response, raw));
  const archive = emptyArchive();
  const asks: string[][] = [];
  for (const agencies of [[agency('990001', columns)], [agency('990001', columns), agency('990002', 1)]]) {
    const from = at.paths.length;
    await crawl({
      archive, agencies, day: '2025-02-10', origin: 'replica',
      fetcher: (kept) => createFetcher({ ...kept, resolve: { [HOST]: at.place }, browser: 'off', politeness: { delayMs: 0, retries: 0, backOffMs: 1 } }),
    });
    asks.push(at.paths.slice(from));
  }
  return { asks, verdict: archive.journal.answered(1, '990002', `GET http://${HOST}/990002/0/`)!.verdict };
}

it('leaves alone a host that gave no answer three times', async () => {
  expect(await asksOf(4, hangUp)).toEqual({ asks: [['/robots.txt', '/990001/0/', '/990001/1/', '/990001/2/'], []], verdict: 'unreachable' });
});

it('asks a host once more that gave no answer twice', async () => {
  expect(await asksOf(2, hangUp)).toEqual({ asks: [['/robots.txt', '/990001/0/', '/990001/1/'], ['/990002/0/']], verdict: 'unreachable' });
});

it('leaves alone a host that asked for more patience than a night has', async () => {
  const busy: Answer = (response) => html(response, 'later', { 'retry-after': '3600' }, 503);
  expect(await asksOf(2, busy)).toEqual({ asks: [['/robots.txt', '/990001/0/'], []], verdict: 'blocked' });
});

it.each([403, 429])('leaves alone a host that answered %i, to a page or to the request for its robots.txt', async (status) => {
  const refuse: Answer = (response) => html(response, 'no', {}, status);
  expect(await asksOf(2, refuse)).toEqual({ asks: [['/robots.txt', '/990001/0/'], []], verdict: 'blocked' });
  expect(await asksOf(2, refuse, refuse)).toEqual({ asks: [['/robots.txt'], []], verdict: 'blocked' });
});
