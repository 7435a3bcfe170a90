/** The replica answers: every host, every column, every document of the manifest; in time, and in its own manner. */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRegistry } from '../../../data/registry.ts';
import { accessTo } from '../../../crawlers/replica/access.ts';
import { SITES } from '../../../crawlers/replica/hosts/index.ts';
import { NOTICE_MARK } from '../../../crawlers/replica/notice.ts';
import { startReplica, manifest } from '../../../crawlers/replica/replica.ts';
import type { Replica } from '../../../crawlers/replica/replica.ts';
import { siteOn } from '../../../crawlers/replica/world.ts';
import { ask, BROWSER } from './client.ts';

const NOW = '2026-03-20';
let replica: Replica;
beforeAll(async () => {
  replica = await startReplica({ now: NOW, slow: 5 });
});
afterAll(() => replica.close());

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const text = (bytes: Buffer): string => bytes.toString('utf8');
const schemeOf = (kinds: readonly string[]): string => (kinds.some((kind) => kind === 'https-only' || kind === 'legacy-tls') ? 'https' : 'http');
const LEGACY = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

const hosts = SITES.map((site) => {
  const kinds = (site.manners ?? []).map(({ kind }) => kind);
  const open = site.columns.every((column) => accessTo(site, column, NOW) === 'passes') && !kinds.includes('cookie-bounce');
  return { host: site.hosts[0]!, site, open, origin: `${schemeOf(kinds)}://${site.hosts[0]!}`, tls: kinds.includes('legacy-tls') ? LEGACY : {} };
});

describe.each(hosts.filter(({ open }) => open))('$host', ({ origin, site, tls }) => {
  it('has a home, robots.txt and a page for what it has not', async () => {
    expect((await ask(replica, `${origin}/`, { tls })).status).toBe(200);
    expect((await ask(replica, `${origin}/robots.txt`, { tls })).status).toBe(site.robots === null ? 404 : 200);
    const missing = await ask(replica, `${origin}/no/such/page.html`, { tls });
    expect(missing.status).toBe(404);
    expect(missing.body.length).toBeGreaterThan(600);
  });
});

it.each(hosts)('$host answers its columns', ({ host, origin, site }) => {
  const day = siteOn(site, NOW);
  for (const { view } of day.columns) {
    const { answer } = day.answer({ method: 'GET', secure: true, host, url: new URL(`${origin}${view.column.path}`), headers: {}, form: new URLSearchParams() });
    const none = view.column.settings?.bare === 'no' || (view.rows.length === 0 && site.template === 'single-document' && !view.column.nodes);
    expect(answer.status, view.column.path).toBe(none ? 404 : 200);
    for (const row of view.rows.filter(({ paper }) => !paper.elsewhere)) expect(row.path, row.paper.title).toMatch(/^\//);
  }
});

it('gives every column of the registry on a host of its own an answer', async () => {
  const problems: string[] = [];
  for (const { id, sources } of loadRegistry()) {
    for (const source of sources) {
      const address = source.column ?? source.pattern!.replace('{year}', '2024');
      if (/[A-Z]{4,}/.test(address.replace('ZWGK6939/ZFXXGK1/ZFXXGKNB1', ''))) continue;
      const url = new URL(address);
      const site = SITES.find(({ hosts }) => hosts.includes(url.hostname));
      if (!site || site.manners?.some(({ kind }) => ['reset', 'legacy-tls'].includes(kind))) continue;
      const { status } = await ask(replica, address);
      const fine = [200, 301, 302, 404, 412, 429, 521];
      if (!fine.includes(status)) problems.push(`${id} ${address}: ${status}`);
      if (status === 404 && !site.columns.some(({ settings }) => settings?.bare === 'no')) problems.push(`${id} ${address}: 404`);
    }
  }
  expect(problems).toEqual([]);
});

describe('the manifest', () => {
  const oracle = manifest(NOW);

  it('speaks of every agency of the registry, and of at least three fiscal years of each', () => {
    const agencies = new Map<string, number>();
    for (const { agency } of oracle.expected) agencies.set(agency, (agencies.get(agency) ?? 0) + 1);
    expect([...agencies.keys()].sort()).toEqual(loadRegistry().map(({ id }) => id).sort());
    expect(Math.min(...agencies.values())).toBeGreaterThanOrEqual(3);
  });

  it('names bytes that are there, with their hash', async () => {
    let documents = 0;
    for (const { renditions, needsBrowser } of oracle.expected) {
      for (const { url, sha256: expected, page } of renditions) {
        const hostname = new URL(url).hostname;
        const kinds = SITES.find(({ hosts }) => hosts.includes(hostname))!.manners?.map(({ kind }) => kind) ?? [];
        if (needsBrowser || kinds.includes('cookie-bounce')) continue;
        const reply = await ask(replica, url, { headers: { ...BROWSER, referer: page }, ...(kinds.includes('legacy-tls') && { tls: LEGACY }) });
        expect(reply.status, url).toBe(200);
        expect(sha256(reply.body), url).toBe(expected);
        documents += 1;
      }
    }
    expect(documents).toBeGreaterThan(250);
  });

  it('knows every status', () => {
    const statuses = new Set([...oracle.expected, ...manifest('2026-01-10').expected, ...manifest(NOW, '2026-01-01').expected].map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['blocked', 'not_due', 'not_found', 'published', 'removed', 'unknown', 'unreachable', 'unreadable']);
  });
});

describe('manners', () => {
  it('tells http from https on one port, and sends http on where a host wants https', async () => {
    const { status, headers } = await ask(replica, 'http://yjj.cq.gov.cn/zwgk_230/zfxxgknb/');
    expect([status, headers.location]).toEqual([301, 'https://yjj.cq.gov.cn/zwgk_230/zfxxgknb/']);
    expect((await ask(replica, 'https://yjj.cq.gov.cn/zwgk_230/zfxxgknb/index_2.html')).status).toBe(200);
  });

  it('lets old TLS alone to one host', async () => {
    const address = 'https://yjt.hunan.gov.cn/yjt/xxgk/gknb/';
    await expect(ask(replica, address)).rejects.toThrow(/protocol|EPROTO|alert/i);
    expect((await ask(replica, address, { tls: LEGACY })).status).toBe(200);
  });

  it('answers 304 to what it gave out, by tag and by day', async () => {
    const tagged = await ask(replica, 'https://www.mem.gov.cn/gk/zfxxgkpt/zfxxgknb/');
    expect((await ask(replica, 'https://www.mem.gov.cn/gk/zfxxgkpt/zfxxgknb/', { headers: { 'if-none-match': tagged.headers.etag! } })).status).toBe(304);
    const dated = await ask(replica, 'https://yjj.shenyang.gov.cn/zwgkzdgz/zfxxgknb/');
    expect((await ask(replica, 'https://yjj.shenyang.gov.cn/zwgkzdgz/zfxxgknb/', { headers: { 'if-modified-since': dated.headers['last-modified']! } })).status).toBe(304);
  });

  it('passes a challenge to a client that runs its script', async () => {
    const first = await ask(replica, 'http://yjt.hubei.gov.cn/zfxxgk/zfxxgknb/');
    expect(first.status).toBe(412);
    const word = /content="([^"]+)">\s*<script>/.exec(text(first.body))![1]!;
    const cookies = `FSSBBIl1UgzbN7N80S=${word}; FSSBBIl1UgzbN7N80T=${[...word].reverse().join('')}${word.length * 7}`;
    expect((await ask(replica, 'http://yjt.hubei.gov.cn/zfxxgk/zfxxgknb/', { headers: { cookie: cookies } })).status).toBe(200);
    expect((await ask(replica, 'http://yjgl.gansu.gov.cn/')).status).toBe(521);
  });

  it('refuses, hangs up, breaks off, runs in circles', async () => {
    const refused = await ask(replica, 'https://yjt.fujian.gov.cn/zwgk/zfxxgkzl/');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '3600']);
    expect((await ask(replica, 'https://yjglt.henan.gov.cn/zwgk/xxgkndbg/', { headers: {} })).status).toBe(403);
    await expect(ask(replica, 'http://xxgk.jlcity.gov.cn/')).rejects.toThrow();
    const torn = await ask(replica, 'http://yjglt.hainan.gov.cn/');
    expect(() => gunzipSync(torn.body)).toThrow(/unexpected end/);
    const circle = await ask(replica, 'http://yjglj.yichun.gov.cn/ycsyjglj/zfxxgknb/?n=41');
    expect([circle.status, circle.headers.location]).toEqual([302, '/ycsyjglj/zfxxgknb/?n=42']);
    const bounce = await ask(replica, 'https://yjgl.hebei.gov.cn/zwgk/');
    expect([bounce.status, bounce.headers['set-cookie']]).toEqual([302, ['CT6TS=1; Path=/']]);
  });

  it('wants a referrer for a download, and names it in raw GBK', async () => {
    const paper = manifest(NOW).expected.find(({ agency, year }) => agency === '371300' && year === 2022)!.renditions[0]!;
    expect(text((await ask(replica, paper.url)).body)).toContain('没有权限');
    const word = manifest(NOW).expected.find(({ agency, year }) => agency === '320000' && year === 2020)!.renditions[0]!;
    const { headers } = await ask(replica, word.url, { headers: { referer: word.page } });
    expect(headers['content-type']).toBe('application/octet-stream');
    const name = new TextDecoder('gb18030').decode(Buffer.from(headers['content-disposition']!, 'latin1'));
    expect(name).toBe('attachment; filename="江苏省应急管理厅2020年政府信息公开工作年度报告.docx"');
  });

  it('calls a GB18030 page UTF-8', async () => {
    const { headers, body } = await ask(replica, 'https://yjgl.ln.gov.cn/yjgl/zfxxgk/zfxxgknb/');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(new TextDecoder('gb18030').decode(body)).toContain('辽宁省应急管理厅2024年政府信息公开工作年度报告');
  });

  it('answers data interfaces as the platforms do', async () => {
    const page = text((await ask(replica, 'http://yjgl.hlj.gov.cn/yjgl/gknb/common_list.shtml')).body);
    const channel = /name="channelid" content="([^"]+)"/.exec(page)![1]!;
    const { data } = JSON.parse(text((await ask(replica, `http://yjgl.hlj.gov.cn/common/search/${channel}?page=1&_pageSize=15&_isAgg=true&_isJson=true&_template=index`)).body)) as { data: { total: number; results: { url: string }[] } };
    expect(data.total).toBeGreaterThan(7);
    expect(data.results[0]!.url).toMatch(/^\/\/yjgl\.hlj\.gov\.cn\/yjgl\/gknb\/\d{6}\/c00_\d+\.shtml$/);
    const proxy = await ask(replica, 'https://yjglt.jiangsu.gov.cn/module/web/jpage/dataproxy.jsp?startrecord=7&endrecord=9&perpage=6', {
      method: 'POST', form: 'col=1&columnid=87913', headers: { referer: 'https://yjglt.jiangsu.gov.cn/col/col87913/index.html' },
    });
    expect(text(proxy.body).match(/<record>/g)).toHaveLength(3);
    const dead = await ask(replica, 'http://yjt.shandong.gov.cn/module/web/jpage/dataproxy.jsp?page=1&columnid=97166');
    expect(dead.body.length).toBe(54);
  });
});

it('writes down every request, and nobody comes to the forbidden hosts', async () => {
  const before = replica.log.length;
  await ask(replica, 'http://www.xizang.gov.cn/zwgk/out/redirect.html', { headers: { 'user-agent': 'Test/1' } });
  expect(replica.log.slice(before).map(({ host, path, status, userAgent }) => [host, path, status, userAgent])).toEqual([['www.xizang.gov.cn', '/zwgk/out/redirect.html', 302, 'Test/1']]);
  expect(replica.forbidden.connections()).toBe(0);
});

it('refuses a day that is none, and answers no host that it does not have', async () => {
  await expect(startReplica({ now: 'tomorrow' })).rejects.toThrow('YYYY-MM-DD');
  await expect(ask(replica, 'http://www.example.invalid/')).rejects.toThrow('has no host');
});

it('says in every answer of every page what it is', async () => {
  for (const { site, columns } of SITES.map((each) => siteOn(each, NOW))) {
    for (const { view } of columns) {
      for (const row of view.rows.filter(({ paper }) => !paper.elsewhere).slice(0, 4)) {
        const body = row.body();
        expect(body.indexOf(NOTICE_MARK), row.path).toBeGreaterThanOrEqual(0);
        expect(body.lastIndexOf(NOTICE_MARK), row.path).toBeGreaterThan(body.indexOf(NOTICE_MARK));
      }
    }
    expect(site.hosts.length).toBeGreaterThan(0);
  }
});
