/** What must never be contacted, counted at the socket: the forbidden hosts are further ports of loopback. */
import { describe, expect, it } from 'vitest';
import { pinned } from '../../../crawlers/fetch/connection.ts';
import { createFetcher } from '../../../crawlers/fetch/fetcher.ts';
import { Resolver, type Address } from '../../../crawlers/fetch/resolver.ts';
import { access, article, BASE, fetcher, HOST, html, portal, redirect } from './servers.ts';

const EVIL = 'www.mirror-of-it.test';

describe('a host off the allow-list', () => {
  it('is not asked, mapped or not', async () => {
    const evil = await portal(() => {});
    const made = fetcher({ resolve: { [EVIL]: evil.place } });
    for (const url of [`http://${EVIL}/`, `https://${EVIL}/a.pdf`, `http://sub.${HOST}/`, `http://${HOST}.test/`, `http://127.0.0.1:${evil.port}/`, `http://localhost:${evil.port}/`, `http://[::1]:${evil.port}/`, `http://2130706433:${evil.port}/`]) {
      expect(await made.fetch({ url, kind: 'page' }, access([HOST]))).toMatchObject({ verdict: 'off_limits', status: null, body: null, reason: expect.stringContaining('allow-list of 990000') as string });
    }
    expect(evil.sockets.opened).toBe(0);
  });

  it.each([301, 302, 303, 307, 308])('is not followed to by a %i', async (status) => {
    const evil = await portal(() => {});
    const good = await portal({ '/a.html': redirect(`http://${EVIL}/a.html`, status), '/b.html': redirect(`//${EVIL}/`, status), '/c.html': redirect(`http://127.0.0.1:${evil.port}/`, status) });
    const made = fetcher({ resolve: { [HOST]: good.place, [EVIL]: evil.place } });
    for (const path of ['/a.html', '/b.html', '/c.html']) {
      expect(await made.fetch({ url: BASE + path, kind: 'page' }, access([HOST]))).toMatchObject({ verdict: 'off_limits', status, url: BASE + path, body: null });
    }
    expect(evil.sockets.opened).toBe(0);
  });

  it('is not followed to by a page that forwards, nor by robots.txt', async () => {
    const evil = await portal(() => {});
    const good = await portal({
      '/robots.txt': redirect(`http://${EVIL}/robots.txt`),
      '/a.html': `<meta http-equiv="refresh" content="0; url=http://${EVIL}/a.html">`,
      '/': `<html><head><script>window.location.href = "http://${EVIL}/";</script></head></html>`,
    });
    const made = fetcher({ resolve: { [HOST]: good.place, [EVIL]: evil.place } });
    for (const path of ['/a.html', '/']) expect(await made.fetch({ url: BASE + path, kind: 'page' }, access([HOST]))).toMatchObject({ verdict: 'off_limits', status: 200 });
    expect(evil.sockets.opened).toBe(0);
  });
});

describe('an address that is no portal', () => {
  it.each([
    ['a user name', `http://someone@${HOST}/`],
    ['a password', `http://${HOST}:x@${HOST}/`],
    ['another scheme', 'ftp://yjt.example.gov.cn/a.pdf'],
    ['a file', 'file:///etc/hostname'],
    ['a script', 'javascript:alert(1)'],
    ['a port', 'http://plain.example.gov.cn:8080/'],
  ])('with %s is refused', async (_name, url) => {
    const good = await portal(() => {});
    const looked: string[] = [];
    const made = fetcher({
      resolve: { [HOST]: good.place },
      lookup: (host) => {
        looked.push(host);
        return Promise.reject(new Error('not in tests'));
      },
    });
    expect((await made.fetch({ url, kind: 'page' }, access([HOST, 'plain.example.gov.cn']))).verdict).toBe('off_limits');
    expect(good.sockets.opened).toBe(0);
    expect(looked).toEqual([]);
  });

  it('may have a port where the map says so', async () => {
    const good = await portal({ '/a.html': article() });
    const made = fetcher({ resolve: { [HOST]: good.place } });
    expect((await made.fetch({ url: `http://${HOST}:8080/a.html`, kind: 'page' }, access([HOST]))).verdict).toBe('ok');
    expect(good.seen[0]!.host).toBe(`${HOST}:8080`);
  });
});

describe('a name that leads to a forbidden address', () => {
  it.each([
    ['loopback', ['127.0.0.1']], ['loopback in IPv6', ['::1']], ['mapped', ['::ffff:127.0.0.1']], ['one of several', ['198.51.100.7', '127.0.0.1']],
  ])('%s', async (_name, addresses) => {
    const target = await portal(() => {});
    const made = fetcher({ lookup: () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))) });
    // Port 80 of loopback is not ours; the address with the port is refused before that.
    expect(await made.fetch({ url: `http://${HOST}/`, kind: 'page' }, access([HOST]))).toMatchObject({ verdict: 'off_limits', status: null, reason: expect.stringContaining('no public address') as string });
    expect(target.sockets.opened).toBe(0);
  });

  it('localhost, by the resolver of the system', async () => {
    const made = createFetcher({ browser: 'off', politeness: { delayMs: 0, backOffMs: 1 } });
    expect(await made.fetch({ url: 'http://localhost/', kind: 'page' }, access(['localhost']))).toMatchObject({ verdict: 'off_limits', status: null });
    await made.close();
  });

  it('is connected to at the checked addresses, never looked up again', async () => {
    let looked = 0;
    // The first answer is public, the next one would lead here.
    const answers: Address[][] = [[{ address: '8.8.8.8', family: 4 }, { address: '2400:3200::1', family: 6 }], [{ address: '127.0.0.1', family: 4 }]];
    const resolver = new Resolver({}, () => Promise.resolve(answers[Math.min(looked++, 1)]!));
    const target = await resolver.resolve(HOST, 0);
    const lookup = pinned(target);
    for (let turn = 0; turn < 3; turn += 1) {
      lookup(HOST, { all: true }, (_error, found) => expect(found).toEqual(answers[0]));
      lookup(HOST, {}, (_error, address, family) => expect([address, family]).toEqual(['8.8.8.8', 4]));
    }
    expect(looked).toBe(1);
    await expect(resolver.resolve(HOST, 0)).rejects.toMatchObject({ verdict: 'off_limits' });
  });

  it('is refused as a literal', async () => {
    await expect(new Resolver({}).resolve('127.0.0.1', 0)).rejects.toMatchObject({ verdict: 'off_limits' });
    await expect(new Resolver({}).resolve('[::1]', 0)).rejects.toMatchObject({ verdict: 'off_limits' });
    expect((await new Resolver({}).resolve('[2400:3200::1]', 0)).addresses).toEqual([{ address: '2400:3200::1', family: 6 }]);
  });
});

describe('the resolver map', () => {
  it.each(['8.8.8.8:80', '10.0.0.1:80', 'localhost:80', '127.0.0.1', 'http://example.org:80', '[::ffff:8.8.8.8]:80'])('takes no %s', (place) => {
    expect(() => fetcher({ resolve: { [HOST]: place } })).toThrow(/expected a port of this machine/);
  });

  it('leads http and https alike to one plain port, and keeps cookies and pages apart by host', async () => {
    const good = await portal(({ host, url, headers }, response) => html(response, article(`${host}${url} ${headers.cookie ?? 'none'}`), { 'set-cookie': `from=${host}; Domain=.gov.cn; Path=/` }));
    const other = 'www.example.gov.cn';
    const made = fetcher({ resolve: new Map([[HOST, good.place], [other, good.place]]) });
    const title = async (url: string): Promise<string> => /<title>(.*?)</.exec(Buffer.from((await made.fetch({ url, kind: 'page' }, access([HOST, other]))).body ?? '').toString())?.[1] ?? '';
    expect(await title(`https://${HOST}/a`)).toBe(`${HOST}/a from=${HOST}`); // robots.txt set it
    expect(await title(`http://${other}/a`)).toBe(`${other}/a from=${other}`);
    expect(await title(`http://${HOST}/b`)).toBe(`${HOST}/b from=${HOST}`);
  });
});
