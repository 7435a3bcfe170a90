/** Every verdict, from a server that gives cause for it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, deflateSync, gzipSync, brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { root } from '../../support/needs.ts';
import { access, article, ask, BASE, fetcher, html, HOST, portal, redirect, type Handler } from './servers.ts';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const status = (code: number, body = '', headers = {}): Handler => (_request, response) => html(response, body, headers, code);
const bytes = (body: Buffer | string, headers = {}): Handler => (_request, response) => html(response, body, { 'content-type': 'application/octet-stream', ...headers });

describe('ok', () => {
  it('gives the bytes as they came, whatever the header calls them', async () => {
    const gbk = Buffer.concat([Buffer.from('<html><head><title>'), Buffer.from([0xc4, 0xea, 0xb1, 0xa8]), Buffer.from(`</title></head><body><p>${'x'.repeat(700)}</p></body></html>`)]);
    for (const contentType of ['text/html; charset=gbk', 'text/html; charset=utf-8', 'text/html', 'text/html; charset=nonsense', 'nonsense']) {
      const at = await portal({ '/a.html': (_request, response) => html(response, gbk, { 'content-type': contentType }) });
      const exchange = await ask(at, '/a.html');
      expect(exchange).toMatchObject({ verdict: 'ok', reason: null, status: 200, url: `${BASE}/a.html`, redirects: [], rendered: false });
      expect(Buffer.from(exchange.body!).equals(gbk)).toBe(true);
      expect(exchange.headers['content-type']).toBe(contentType);
    }
  });

  it('says honestly who asks, and for what', async () => {
    const at = await portal({ '/a.html': article() });
    await ask(at, '/a.html', { referrer: `${BASE}/list/` });
    const { headers } = at.seen[0]!;
    expect(headers['user-agent']).toMatch(/^Gongkai\/\d[\d.]* \(\+(mailto:|https:)\S+\)$/);
    expect(headers['user-agent']).toContain(`Gongkai/${version} `);
    expect(headers).toMatchObject({ host: HOST, referer: `${BASE}/list/`, 'accept-language': expect.stringMatching(/^zh-CN/) as string });
    expect(Object.keys(headers).filter((name) => name.startsWith('sec-'))).toEqual([]);
  });

  it('asks for addresses and from addresses with Chinese and odd characters in them', async () => {
    const at = await portal({ [`${encodeURI('/年报')}/a|b.html`]: article() });
    expect(await ask(at, '/年报/a|b.html?名=%C4%EA&x=[1]', { referrer: `${BASE}/栏目/#top` })).toMatchObject({ verdict: 'ok' });
    expect(at.seen[0]).toMatchObject({ url: `${encodeURI('/年报')}/a|b.html?${encodeURI('名')}=%C4%EA&x=[1]`, headers: { referer: `${BASE}${encodeURI('/栏目/')}` } });
  });

  it('posts form data', async () => {
    const at = await portal({ '/search': (_request, response) => html(response, '{"rows":[]}', { 'content-type': 'application/json' }) });
    const exchange = await ask(at, '/search', { kind: 'data', method: 'POST', body: 'page=1&name=年报' });
    expect(exchange.verdict).toBe('ok');
    expect(at.seen[0]).toMatchObject({ method: 'POST', body: 'page=1&name=年报' });
  });

  it.each([
    ['gzip', gzipSync, { 'content-encoding': 'gzip' }],
    ['x-gzip', gzipSync, { 'content-encoding': 'x-gzip' }],
    ['deflate', deflateSync, { 'content-encoding': 'deflate' }],
    ['bare deflate', deflateRawSync, { 'content-encoding': 'deflate' }],
    ['br', brotliCompressSync, { 'content-encoding': 'br' }],
    ['gzip that nobody declared', gzipSync, {}],
    ['gzip declared, not done', (body: Buffer) => body, { 'content-encoding': 'gzip' }],
    ['gzip twice, declared once', (body: Buffer) => gzipSync(gzipSync(body)), { 'content-encoding': 'gzip' }],
  ] as const)('undoes %s', async (_name, pack, headers) => {
    const page = Buffer.from(article());
    const at = await portal({ '/a.html': (_request, response) => html(response, pack(page), headers) });
    const exchange = await ask(at, '/a.html');
    expect(exchange.verdict).toBe('ok');
    expect(Buffer.from(exchange.body!).equals(page)).toBe(true);
  });

  it('leaves a file alone that is asked for as .gz', async () => {
    const file = gzipSync('all of it');
    const at = await portal({ '/all.gz': bytes(file) });
    const exchange = await ask(at, '/all.gz', { kind: 'attachment' });
    expect(Buffer.from(exchange.body!).equals(file)).toBe(true);
  });
});

describe('unchanged', () => {
  it('sends the validators, and tells 304', async () => {
    const at = await portal({ '/a.html': ({ headers }, response) => (headers['if-none-match'] === '"v1"' ? html(response, '', {}, 304) : html(response, article(), { etag: '"v2"' })) });
    expect(await ask(at, '/a.html', { etag: '"v1"', lastModified: 'Mon, 01 Jan 2024 00:00:00 GMT' })).toMatchObject({ verdict: 'unchanged', status: 304, body: null });
    expect(at.seen[0]!.headers['if-modified-since']).toBe('Mon, 01 Jan 2024 00:00:00 GMT');
    expect(await ask(at, '/a.html', { etag: '"v0"' })).toMatchObject({ verdict: 'ok', headers: { etag: '"v2"' } });
  });

  it('does not believe a 304 that nobody asked for', async () => {
    const at = await portal({ '/a.html': status(304) });
    expect(await ask(at, '/a.html')).toMatchObject({ verdict: 'unreachable', body: null });
  });
});

describe('gone', () => {
  it.each([404, 410])('is %i, with the page that says so', async (code) => {
    const at = await portal({ '/a.html': status(code, '<p>没有</p>') });
    expect(await ask(at, '/a.html')).toMatchObject({ verdict: 'gone', status: code, reason: String(code), body: Buffer.from('<p>没有</p>') });
  });

  it('is a stub that forwards from the article to an index', async () => {
    const stub = '<html><head><meta http-equiv="refresh" content="0;url=/zfxxgk/"></head></html>';
    const at = await portal({ '/zfxxgk/t2024_1.html': stub, '/zfxxgk/': article() });
    expect(await ask(at, '/zfxxgk/t2024_1.html')).toMatchObject({ verdict: 'gone', reason: expect.stringContaining('/zfxxgk/') as string });
    expect(at.seen).toHaveLength(1);
  });
});

describe('soft_404', () => {
  const filler = `<p>${'导航 首页 '.repeat(200)}</p>`;
  it.each([
    ['404', `<title>404</title>${filler}`],
    ['404 of a site', `<title>某厅-404页面</title>${filler}`],
    ['页面不存在', `<title>您访问的页面不存在</title>${filler}`],
    ['已删除', `<title>该信息已被删除</title>${filler}`],
    ['找不到', `<title>无法找到该页</title>${filler}`],
    ['失效', `<title>链接已失效</title>${filler}`],
    ['找不到, English', `<title>Page Not Found</title>${filler}`],
    ['few words', '<html><body><div>对不起，您访问的页面不存在或已被删除！</div></body></html>'],
    ['a stub', '<html><head><title>某厅</title></head><body></body></html>'],
    ['nothing', ''],
  ])('%s', async (_name, page) => {
    const at = await portal({ '/zfxxgk/t1.html': page });
    expect(await ask(at, '/zfxxgk/t1.html')).toMatchObject({ verdict: 'soft_404', status: 200 });
  });

  it('is the home page in place of an article', async () => {
    const at = await portal({ '/zfxxgk/t1.html': redirect('/'), '/': article('首页') });
    expect(await ask(at, '/zfxxgk/t1.html')).toMatchObject({ verdict: 'soft_404', url: `${BASE}/`, redirects: [`${BASE}/zfxxgk/t1.html`] });
  });

  it.each([
    ['a number that happens to be 404', article('关于印发第404号文件的2024年年报')],
    ['a document on failing documents', article('关于宣布一批规范性文件失效的通知')],
    ['an answer', article('政府信息不存在答复书')],
    ['a report in one sentence', '<p>本单位2008年未收到政府信息公开申请，信息不存在的0件，特此报告，联系电话见网站。</p><p>某某局办公室</p><p>二〇〇九年一月</p>'.padEnd(700)],
    ['the home page asked for', article('首页')],
    ['a short page with a frame', '<html><body><iframe src="list.html"></iframe></body></html>'],
    ['a short page with words', `<p>${'本机关2013年度未收到政府信息公开申请，未发生行政复议和诉讼。'.repeat(3)}</p>`],
    ['a report that speaks of deletion', article('2024年年报', '<p>已删除过期信息，找不到责任人。</p>')],
  ])('is not %s', async (_name, page) => {
    const at = await portal({ '/': page });
    expect((await ask(at, '/')).verdict).toBe('ok');
  });
});

describe('wrong_type', () => {
  it.each([
    ['HTML', article(), 'an HTML page'],
    ['nothing', '', '0 bytes'],
    ['JSON', '{"code":404,"msg":"文件不存在"}', 'plain text'],
    ['bytes of no kind', Buffer.from([1, 2, 3, 0, 4, 5, 6, 7, 8, 1, 2, 3]), 'no known kind'],
  ])('%s in place of a file', async (_name, body, why) => {
    const at = await portal({ '/P020240123.pdf': bytes(body, { 'content-type': 'application/pdf' }) });
    expect(await ask(at, '/P020240123.pdf', { kind: 'attachment' })).toMatchObject({ verdict: 'wrong_type', reason: expect.stringContaining(why) as string });
  });

  it.each([
    ['PDF', '%PDF-1.4\n%%EOF'],
    ['ZIP and what is made of it', Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')],
    ['OLE (.doc, .wps)', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex')],
    ['RTF', '{\\rtf1 x}'],
    ['RAR', Buffer.from('Rar!\x1a\x07\x00xxxx', 'latin1')],
    ['7z', Buffer.from('7z\xbc\xaf\x27\x1cxxxx', 'latin1')],
    ['PNG', Buffer.from('\x89PNG\r\n\x1a\nxxxx', 'latin1')],
    ['JPEG', Buffer.from('\xff\xd8\xff\xe0xxxx', 'latin1')],
  ])('is not %s, whatever the header says', async (_name, body) => {
    const at = await portal({ '/downfile.jsp?id=7': bytes(body, { 'content-type': 'text/html' }) });
    const exchange = await ask(at, '/downfile.jsp?id=7', { kind: 'attachment' });
    expect(exchange).toMatchObject({ verdict: 'ok', reason: null });
    expect(Buffer.from(exchange.body!).equals(Buffer.from(body))).toBe(true);
  });

  it('is a file in place of a page, and keeps it', async () => {
    const at = await portal({ '/art/1': bytes('%PDF-1.4\n%%EOF') });
    expect(await ask(at, '/art/1')).toMatchObject({ verdict: 'wrong_type', reason: 'not a page but pdf', body: Buffer.from('%PDF-1.4\n%%EOF') });
  });
});

describe('too_large', () => {
  it('stops reading an endless body', async () => {
    let sent = 0;
    const at = await portal({
      '/endless.pdf': (_request, response) => {
        const chunk = Buffer.alloc(1 << 16, 'a');
        response.writeHead(200, { 'content-type': 'application/pdf' });
        // 256 MB at most, so that the test ends even where nobody stops it.
        const more = (): void => {
          while (sent < 256e6 && !response.destroyed) {
            sent += chunk.length;
            if (!response.write(chunk)) {
              response.once('drain', more);
              return;
            }
          }
          response.end();
        };
        more();
      },
    });
    const before = process.memoryUsage().arrayBuffers;
    const exchange = await ask(at, '/endless.pdf', { kind: 'attachment' }, { limits: { maxBytes: 4e6 } });
    expect(exchange).toMatchObject({ verdict: 'too_large', status: 200, body: null, reason: 'more than 4000000 bytes' });
    expect(sent).toBeLessThan(40e6);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40e6);
    expect(at.seen).toHaveLength(1);
  });

  it('believes an announced length', async () => {
    const at = await portal({ '/a.pdf': (_request, response) => void response.writeHead(200, { 'content-length': '60000000' }).write('%PDF') });
    expect(await ask(at, '/a.pdf', { kind: 'attachment' })).toMatchObject({ verdict: 'too_large' });
  });

  it('is what grows on unpacking', async () => {
    const at = await portal({ '/a.html': (_request, response) => html(response, gzipSync(Buffer.alloc(50e6)), { 'content-encoding': 'gzip' }) });
    expect(await ask(at, '/a.html', {}, { limits: { maxBytes: 1e6 } })).toMatchObject({ verdict: 'too_large', body: null });
  });
});

describe('unreachable', () => {
  it('is a body shorter than announced', async () => {
    const at = await portal({
      '/a.html': (_request, response) => {
        response.writeHead(200, { 'content-length': '5000' });
        response.write(article().slice(0, 100));
        setTimeout(() => response.destroy(), 20);
      },
    });
    expect(await ask(at, '/a.html')).toMatchObject({ verdict: 'unreachable', body: null, reason: expect.stringContaining('torn body') as string });
    expect(at.seen).toHaveLength(3);
  });

  it('is gzip that breaks off', async () => {
    const packed = gzipSync(article());
    const at = await portal({ '/a.html': (_request, response) => html(response, packed.subarray(0, packed.length - 20), { 'content-encoding': 'gzip' }) });
    expect(await ask(at, '/a.html')).toMatchObject({ verdict: 'unreachable', reason: expect.stringContaining('torn body') as string });
  });

  it('is a host that says nothing', async () => {
    const at = await portal({ '/robots.txt': '', '/a.html': () => {} });
    expect(await ask(at, '/a.html', {}, { limits: { timeoutMs: 150 }, politeness: { retries: 1 } })).toMatchObject({ verdict: 'unreachable', status: null, reason: expect.stringContaining('no byte for 0.15 s') as string });
    expect(at.seen).toHaveLength(2);
  });

  it('is a host that hangs up', async () => {
    const at = await portal({ '/a.html': (_request, _response, raw) => void raw.socket.destroy() });
    expect(await ask(at, '/a.html')).toMatchObject({ verdict: 'unreachable', status: null });
  });

  it('is a name that nobody knows, however often it is asked', async () => {
    let asked = 0;
    const made = fetcher({
      lookup: () => {
        asked += 1;
        return Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
      },
    });
    const exchange = await made.fetch({ url: `${BASE}/`, kind: 'page' }, access([HOST]));
    expect(asked).toBe(3);
    expect(exchange).toMatchObject({ verdict: 'unreachable', reason: expect.stringContaining('ENOTFOUND') as string });
  });

  it('is 5xx after two retries', async () => {
    const at = await portal({ '/a.html': status(502, '<p>bad</p>') });
    expect(await ask(at, '/a.html')).toMatchObject({ verdict: 'unreachable', status: 502, reason: 'the host answered 502' });
    expect(at.seen).toHaveLength(3);
  });

  it('is not 5xx that passes', async () => {
    let turns = 0;
    const at = await portal({ '/a.html': (request, response, raw) => (++turns < 3 ? status(500)(request, response, raw) : html(response, article())) });
    expect((await ask(at, '/a.html')).verdict).toBe('ok');
  });
});

describe('blocked', () => {
  it('is a captcha, which is left unsolved', async () => {
    const page = '<html><head><title>下载</title></head><body><form action="download.jsp"><input name="codeValue" placeholder="请输入验证码"><img src="createimage.jsp"></form></body></html>';
    const at = await portal({ '/download.jsp?id=1': page, '/page.html': page });
    expect(await ask(at, '/download.jsp?id=1', { kind: 'attachment' })).toMatchObject({ verdict: 'blocked', reason: expect.stringContaining('验证码') as string });
    expect(await ask(at, '/page.html')).toMatchObject({ verdict: 'blocked' });
  });

  it('is not a page that has a form with one on it', async () => {
    const at = await portal({ '/a.html': article('2024年年报', `<form>验证码<input></form><p>${'正文'.repeat(400)}</p>`) });
    expect((await ask(at, '/a.html')).verdict).toBe('ok');
  });

  it.each([403, 429])('%i leaves the host alone for the rest of the run', async (code) => {
    const at = await portal({ '/a.html': status(code, '<p>no</p>'), '/b.html': article() });
    const made = fetcher({ resolve: { [HOST]: at.place, 'other.example.gov.cn': at.place } });
    const may = access([HOST, 'other.example.gov.cn']);
    expect(await made.fetch({ url: `${BASE}/a.html`, kind: 'page' }, may)).toMatchObject({ verdict: 'blocked', status: code });
    const later = await made.fetch({ url: `${BASE}/b.html`, kind: 'page' }, may);
    expect(later).toMatchObject({ verdict: 'blocked', status: null });
    expect(later.reason).toMatch(new RegExp(`left alone.*since \\d{4}-\\d\\d-\\d\\dT.*${code}`));
    expect(at.seen).toHaveLength(1);
    expect((await made.fetch({ url: 'http://other.example.gov.cn/b.html', kind: 'page' }, may)).verdict).toBe('ok');
  });

  it('asks no further where a host wants long patience', async () => {
    const at = await portal({ '/a.html': status(503, 'x', { 'retry-after': '86400' }), '/b.html': article() });
    const made = fetcher({ resolve: { [HOST]: at.place } });
    expect(await made.fetch({ url: `${BASE}/a.html`, kind: 'page' }, access([HOST]))).toMatchObject({ verdict: 'unreachable', status: 503 });
    expect(await made.fetch({ url: `${BASE}/b.html`, kind: 'page' }, access([HOST]))).toMatchObject({ verdict: 'blocked', reason: expect.stringContaining('86400 s') as string });
    expect(at.seen).toHaveLength(1);
  });
});

describe('challenge', () => {
  const jsl = '<script>document.cookie="__jsl_clearance_s=1";location.href=location.pathname</script>';
  const ruishu = '<html><head><meta id="9DhefwqGPrzGxEp9hPaoag" content="x"><script>$_ts=window["$_ts"]</script></head><body></body></html>';
  it.each([
    ['412', status(412, ruishu, { 'set-cookie': 'FSSBBIl1UgzbN7N80S=x' }), 'Ruishu'],
    ['521', status(521, jsl, { 'set-cookie': '__jsluid_h=x' }), 'jsl'],
    ['202', status(202, ruishu, { 'set-cookie': 'FSSBBIl1UgzbN7N80S=x' }), 'Ruishu'],
    ['200', status(200, '<html><body><form id="wzwschallenge"></form><script>var wzwschallenge="RANDOM"</script></body></html>'), 'wzws'],
  ])('%s', async (_name, handler, product) => {
    const at = await portal({ '/a.html': handler, '/b.html': article() });
    const made = fetcher({ resolve: { [HOST]: at.place } });
    expect(await made.fetch({ url: `${BASE}/a.html`, kind: 'page' }, access([HOST]))).toMatchObject({ verdict: 'challenge', reason: expect.stringContaining(product) as string });
    expect(await made.fetch({ url: `${BASE}/b.html`, kind: 'page' }, access([HOST]))).toMatchObject({ verdict: 'blocked' });
    expect(at.seen).toHaveLength(1);
  });

  it('is not a page with the cookie and content', async () => {
    const at = await portal({ '/a.html': (_request, response) => html(response, article(), { 'set-cookie': 'FSSBBIl1UgzbN7N80S=x' }) });
    expect((await ask(at, '/a.html')).verdict).toBe('ok');
  });
});
