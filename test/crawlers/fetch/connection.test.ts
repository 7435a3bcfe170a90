import { afterEach, describe, expect, it } from 'vitest';
import { Connections, NoAnswer, type Hop } from '../../../crawlers/fetch/connection.ts';
import { Hosts } from '../../../crawlers/fetch/hosts.ts';
import { LIMITS, POLITENESS, systemClock } from '../../../crawlers/fetch/options.ts';
import type { Address } from '../../../crawlers/fetch/resolver.ts';
import { article, HOST, portal } from './servers.ts';

const connections = new Connections(LIMITS, POLITENESS);
afterEach(() => connections.close());
const hosts = new Hosts(POLITENESS, systemClock, Math.random, new AbortController().signal);
const hop = (port: number, addresses: Address[], url = `http://${HOST}/a.html`): Hop => ({
  url: new URL(url), method: 'GET', headers: {}, target: { addresses, port, plain: true }, host: hosts.host(HOST), tls: 'standard',
});
const HERE = { address: '127.0.0.1', family: 4 };
/** Nothing listens there. */
const DEAD = { address: '::1', family: 6 };

describe('a connection', () => {
  it('goes to the next checked address where the first is dead', async () => {
    const at = await portal({ '/a.html': article() });
    expect((await connections.ask(hop(at.port, [DEAD, HERE]))).status).toBe(200);
    expect(at.sockets.opened).toBe(1);
  });

  it('that none of them takes is no answer', async () => {
    const at = await portal({});
    await expect(connections.ask(hop(at.port, [DEAD]))).rejects.toMatchObject({ verdict: 'unreachable' });
    await expect(connections.ask(hop(at.port, [DEAD]))).rejects.toBeInstanceOf(NoAnswer);
  });

  it('is kept for the next request to the same host, and given up for other hosts', async () => {
    const at = await portal({ '/a.html': article() });
    for (let turn = 0; turn < 3; turn += 1) await connections.ask(hop(at.port, [HERE]));
    expect(at.sockets.opened).toBe(1);
    for (const name of ['b', 'c', 'd', 'e', 'f']) await connections.ask(hop(at.port, [HERE], `http://${name}.test/a.html`));
    expect(at.sockets.atOnce).toBeLessThanOrEqual(POLITENESS.hostsAtOnce + 1);
    await connections.ask(hop(at.port, [HERE]));
    expect(at.sockets.opened).toBe(7);
  });
});
