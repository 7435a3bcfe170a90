import { describe, expect, it } from 'vitest';
import { article, ask, BASE, html, portal, redirect } from './servers.ts';

describe('redirects', () => {
  it('are followed, and told', async () => {
    const at = await portal({ '/a': redirect('/b'), '/b': redirect('c/d.html?x=1#top', 301), '/c/d.html': article() });
    expect(await ask(at, '/a')).toMatchObject({ verdict: 'ok', status: 200, url: `${BASE}/c/d.html?x=1`, redirects: [`${BASE}/a`, `${BASE}/b`] });
  });

  it('that set a cookie lead to the same address with it', async () => {
    const at = await portal({ '/a.html': ({ headers }, response) => (headers.cookie === 'CT6T=1' ? html(response, article()) : html(response, '', { location: '/a.html', 'set-cookie': 'CT6T=1; path=/' }, 302)) });
    expect(await ask(at, '/a.html')).toMatchObject({ verdict: 'ok', redirects: [`${BASE}/a.html`] });
    expect(at.seen).toHaveLength(2);
  });

  it('in a circle end', async () => {
    const at = await portal({ '/a': redirect('/b'), '/b': redirect('/a') });
    expect(await ask(at, '/a')).toMatchObject({ verdict: 'unreachable', status: 302, reason: expect.stringContaining('circle') as string });
    expect(at.seen).toHaveLength(2);
  });

  it('without end are followed ten times', async () => {
    const at = await portal(({ url }, response) => html(response, '', url === '/robots.txt' ? {} : { location: `${url}x` }, url === '/robots.txt' ? 404 : 302));
    expect(await ask(at, '/a')).toMatchObject({ verdict: 'unreachable', reason: 'redirected more than 10 times' });
    expect(at.seen).toHaveLength(11);
  });

  it('with a new cookie each time end too', async () => {
    let count = 0;
    const at = await portal({ '/a': (_request, response) => html(response, '', { location: '/a', 'set-cookie': `n=${++count}` }, 302) });
    expect((await ask(at, '/a')).verdict).toBe('unreachable');
    expect(at.seen).toHaveLength(11);
  });

  it('turn a POST into a GET, 307 does not', async () => {
    const at = await portal({ '/302': redirect('/list'), '/307': redirect('/list', 307), '/list': article() });
    await ask(at, '/302', { kind: 'data', method: 'POST', body: 'a=1' });
    await ask(at, '/307', { kind: 'data', method: 'POST', body: 'a=1' });
    expect(at.seen.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual(['POST /302 a=1', 'GET /list ', 'POST /307 a=1', 'POST /list a=1']);
  });

  it('with Chinese in the address, raw', async () => {
    const at = await portal({
      '/a': (_request, response) => void response.writeHead(302, { location: Buffer.from('/年报.html').toString('latin1') }).end(),
      [encodeURI('/年报.html')]: article(),
    });
    expect(await ask(at, '/a')).toMatchObject({ verdict: 'ok', url: `${BASE}${encodeURI('/年报.html')}` });
  });

  it('without an address are no answer', async () => {
    const at = await portal({ '/a': (_request, response) => void response.writeHead(302).end() });
    expect(await ask(at, '/a')).toMatchObject({ verdict: 'unreachable', status: 302 });
  });
});

describe('pages that forward', () => {
  it.each([
    ['meta refresh', '<html><head><META HTTP-EQUIV="Refresh" CONTENT="0;URL=./zfxxgknb/"></head><body></body></html>'],
    ['meta refresh, turned round', "<meta content='1; url=\"zfxxgknb/\"' http-equiv='refresh'>"],
    ['a script', '<script type="text/javascript">window.location.href="./zfxxgknb/";</script>'],
    ['another script', "<html><script>location.replace('zfxxgknb/')</script></html>"],
  ])('by %s: a column is followed into itself', async (_name, page) => {
    const at = await portal({ '/zfxxgk/': page, '/zfxxgk/zfxxgknb/': article() });
    expect(await ask(at, '/zfxxgk/')).toMatchObject({ verdict: 'ok', url: `${BASE}/zfxxgk/zfxxgknb/`, redirects: [`${BASE}/zfxxgk/`] });
  });

  it('to another file are followed: the article has moved', async () => {
    const at = await portal({ '/old/t1.html': '<meta http-equiv="refresh" content="0;url=/new/t1.html">', '/new/t1.html': article() });
    expect(await ask(at, '/old/t1.html')).toMatchObject({ verdict: 'ok', url: `${BASE}/new/t1.html` });
  });

  it('three times at most', async () => {
    const chain = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`/${n}/`, `<meta http-equiv="refresh" content="0;url=/${n + 1}/">`]));
    const at = await portal({ ...chain, '/6/': article() });
    expect(await ask(at, '/3/')).toMatchObject({ verdict: 'ok', url: `${BASE}/6/` });
    expect(await ask(at, '/1/')).toMatchObject({ verdict: 'unreachable', reason: 'redirected more than 3 times' });
  });

  it('are read where they have content and forward late, or to themselves', async () => {
    const at = await portal({ '/a': article('年报', '<meta http-equiv="refresh" content="300;url=/b">'), '/b': article('年报', '<meta http-equiv="refresh" content="1;url=/b">') });
    expect(await ask(at, '/a')).toMatchObject({ verdict: 'ok', url: `${BASE}/a` });
    expect(await ask(at, '/b')).toMatchObject({ verdict: 'ok', url: `${BASE}/b` });
  });
});
