import { describe, expect, it } from 'vitest';
import { forbids, parseRobots } from '../../../crawlers/fetch/robots.ts';
import { access, article, ask, BASE, fetcher, HOST, html, portal, redirect } from './servers.ts';

const rule = (text: string, path: string): string | null => forbids(parseRobots(text, 'Gongkai'), new URL(path, BASE));

describe('rules', () => {
  it.each([
    ['User-agent: *\nDisallow: /zfxxgk/', '/zfxxgk/a.html', 'Disallow: /zfxxgk/'],
    ['User-agent: *\nDisallow: /zfxxgk/', '/zfxxgkml/a.html', null],
    ['User-agent: *\nDisallow:', '/a', null],
    ['User-agent: *\nDisallow: /', '/robots.txt', null],
    ['User-agent: Baiduspider\nDisallow: /', '/a', null],
    ['User-agent: *\nDisallow: /\n\nUser-agent: gongkai\nDisallow: /only', '/a', null],
    ['User-agent: *\nDisallow: /\n\nUser-agent: gongkai\nDisallow: /only', '/only/1', 'Disallow: /only'],
    ['User-agent: a\nUser-agent: Gongkai/1.0\nDisallow: /x', '/x', 'Disallow: /x'],
    ['User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', null],
    ['User-agent: *\nAllow: /a\nDisallow: /a/b', '/a/b/c', 'Disallow: /a/b'],
    ['User-agent: *\nDisallow: /a\nAllow: /a', '/a', null],
    ['User-agent: *\nDisallow: /*.pdf$', '/x/y.pdf', 'Disallow: /*.pdf$'],
    ['User-agent: *\nDisallow: /*.pdf$', '/x/y.pdf?a=1', null],
    ['User-agent: *\nDisallow: /*?page=', '/list?page=2', 'Disallow: /*?page='],
    ['User-agent: *\nDisallow: /a*b*c', '/axxbyyc/d', 'Disallow: /a*b*c'],
    ['User-agent: *\nDisallow: /a*b*c', '/axxcyyb', null],
    ['user-AGENT : * # all\r\nDISALLOW : /x # why', '/x/1', 'Disallow: /x'],
    ['\ufeffUser-agent: *\rDisallow: /x', '/x', 'Disallow: /x'],
    ['User-agent: *\nDisallow: /年报/', '/%E5%B9%B4%E6%8A%A5/1', 'Disallow: /年报/'],
    ['User-agent: *\nDisallow: /%E5%B9%B4%E6%8A%A5/', '/年报/1', 'Disallow: /%E5%B9%B4%E6%8A%A5/'],
    ['Disallow: /x', '/x', null],
    ['<!DOCTYPE html><html>\nUser-agent: *\nDisallow: /', '/a', null],
    ['', '/a', null],
  ])('%j for %s: %s', (text, path, expected) => expect(rule(text, path)).toBe(expected));

  it('take the time that their length takes, whatever the pattern', () => {
    expect(rule(`User-agent: *\nDisallow: /${'*a'.repeat(2000)}b`, `/${'a'.repeat(2000)}`)).toBeNull();
  });

  it('know Crawl-delay', () => {
    expect(parseRobots('User-agent: *\nCrawl-delay: 2.5', 'Gongkai').crawlDelay).toBe(2.5);
    expect(parseRobots('User-agent: Bing\nCrawl-delay: 9\nUser-agent: *\nDisallow: /x', 'Gongkai').crawlDelay).toBeNull();
  });
});

describe('robots.txt of a host', () => {
  const text = 'User-agent: *\nDisallow: /zfxxgk/\n';

  it('is obeyed, asked once, and its rule quoted', async () => {
    const at = await portal({ '/robots.txt': text, '/a.html': article(), '/b.html': redirect('/zfxxgk/1.html') });
    const made = fetcher({ resolve: { [HOST]: at.place } });
    const get = (path: string) => made.fetch({ url: BASE + path, kind: 'page' }, access([HOST]));
    expect(await get('/zfxxgk/1.html')).toMatchObject({ verdict: 'blocked', status: null, body: null, reason: `robots.txt of ${HOST} says “Disallow: /zfxxgk/”` });
    expect((await get('/a.html')).verdict).toBe('ok');
    expect((await get('/b.html')).verdict).toBe('blocked');
    expect(at.paths).toEqual(['/robots.txt', '/a.html', '/b.html']);
  });

  it('is the same exchange for whoever asks for it', async () => {
    const at = await portal({ '/robots.txt': text });
    const made = fetcher({ resolve: { [HOST]: at.place } });
    await made.fetch({ url: `${BASE}/zfxxgk/`, kind: 'page' }, access([HOST]));
    const exchange = await made.fetch({ url: `${BASE}/robots.txt`, kind: 'robots' }, access([HOST]));
    expect(exchange).toMatchObject({ verdict: 'ok', body: Buffer.from(text) });
    expect(at.paths).toEqual(['/robots.txt']);
  });

  it.each([
    ['missing', 404, ''],
    ['a page', 200, '<html><head><title>首页</title></head><body>Disallow: /</body></html>'],
    ['gone', 410, ''],
  ])('counts for nothing where it is %s', async (_name, status, body) => {
    const at = await portal({ '/robots.txt': (_request, response) => html(response, body, {}, status), '/a.html': article() });
    expect((await ask(at, '/a.html')).verdict).toBe('ok');
  });

  it('is followed where it has moved', async () => {
    const at = await portal({ '/robots.txt': redirect('/r.txt'), '/r.txt': text });
    expect((await ask(at, '/zfxxgk/a.html')).verdict).toBe('blocked');
  });

  it.each([403, 429])('answered with %i: the host does not want us', async (status) => {
    const at = await portal({ '/robots.txt': (_request, response) => html(response, '', {}, status), '/a.html': article() });
    expect(await ask(at, '/a.html')).toMatchObject({ verdict: 'blocked', reason: expect.stringContaining(String(status)) as string });
    expect(at.paths).toEqual(['/robots.txt']);
  });

  it('that cannot be asked leaves the page unasked too (RFC 9309)', async () => {
    const at = await portal({ '/robots.txt': (_request, response) => html(response, '', {}, 500), '/a.html': article() });
    expect(await ask(at, '/a.html')).toMatchObject({ verdict: 'unreachable', reason: expect.stringContaining('robots.txt') as string });
    expect(at.seen).toHaveLength(0);
  });
});
