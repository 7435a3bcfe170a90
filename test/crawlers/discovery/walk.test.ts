import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { proposal } from '../../../crawlers/discovery/proposal.ts';
import { walk, type Platforms, type Recognition } from '../../../crawlers/discovery/walk.ts';
import type { Access, Exchange, Fetcher, Request } from '../../../crawlers/fetch/exchange.ts';
import { headingOf } from '../../../crawlers/platforms/headings.ts';
import type { Page } from '../../../crawlers/platforms/platform.ts';
import { rowsOf } from '../../../crawlers/platforms/rows.ts';
import { agencySchema } from '../../../data/agency-schema.ts';

const HOST = 'yjj.example.gov.cn';

/** A portal in memory. What it has not is gone; who asks for another host is remembered. */
class Portal implements Fetcher {
  readonly asked: string[] = [];
  readonly accesses: Access[] = [];
  readonly #pages: Record<string, string>;
  constructor(pages: Record<string, string>) {
    this.#pages = pages;
  }
  fetch(request: Request, access: Access): Promise<Exchange> {
    this.asked.push(request.url);
    this.accesses.push(access);
    const { pathname, search } = new URL(request.url);
    const text = this.#pages[pathname + search];
    return Promise.resolve({
      request, url: request.url, redirects: [], status: text === undefined ? 404 : 200, headers: { 'content-type': 'text/html; charset=utf-8' },
      verdict: text === undefined ? 'gone' : 'ok', reason: text === undefined ? 'HTTP 404' : null, body: text === undefined ? null : new TextEncoder().encode(text), rendered: false,
    });
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

const recognise = (page: Page): Recognition => ({ family: /TRS_Editor|t20\d{6}_/.test(page.text) ? 'trs' : null, certainty: 0.8, links: rowsOf(page), heading: headingOf(page) });
const PLATFORMS: Platforms = { recognise, alternatives: (url) => (url.endsWith('/') ? [`${url}common_list.shtml`] : []) };
const here = (...steps: string[]): string => steps.map((it) => `<a href="#" class="CurrChnlCls">${it}</a>`).join('&gt;');
const html = (body: string, head = ''): string => `<!DOCTYPE html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

const pages: Record<string, string> = {
  '/': html(
    '<a href="/xwzx/">新闻中心</a><a href="/zwgk/">政务公开</a><a href="/wznb/">政府网站工作年度报表</a><a href="https://mirror.example.com/zfxxgknb/">政府信息公开年报</a><iframe src="https://ads.example.com/frame"></iframe>',
    '<meta name="SiteName" content="样本市应急管理局"><meta name="SiteIDCode" content="4202000012">',
  ),
  '/zwgk/': html('<a href="/zwgk/zn/">政府信息公开指南</a><a href="/zwgk/zfxxgknb/">政府信息公开年报</a><a href="/zwgk/zfxxgknb/202401/t20240129_1.html">样本市应急管理局2023年政府信息公开工作年度报告</a>'),
  '/zwgk/zfxxgknb/': html(`${here('首页', '政务公开', '政府信息公开年报')}<iframe src="list.html"></iframe>`),
  '/zwgk/zfxxgknb/list.html': html(
    `${here('首页', '政府信息公开年报')}<ul>
    <li><a href="202501/t20250124_3.html">样本市应急管理局2024年政府信息公开工作年度报告</a></li>
    <li><a href="202401/t20240129_1.html">样本市应急管理局2023年政府信息公开工作年度报告</a></li>
    <li><a href="202401/t20240129_2.html">样本市应急管理局召开年度工作会议</a></li></ul>`,
  ),
};

describe('the walk of a probe', () => {
  it('finds the column, frames included, reads no article and asks nobody else', async () => {
    const portal = new Portal(pages);
    const found = await walk(`http://${HOST}/`, portal, PLATFORMS);
    expect(new Set(portal.asked.map((it) => new URL(it).hostname))).toEqual(new Set([HOST]));
    expect(new Set(portal.accesses.map(({ hosts }) => [...hosts].join()))).toEqual(new Set([HOST]));
    expect(portal.asked.filter((it) => /t20\d{6}/.test(it))).toEqual([]);
    expect(new Set(portal.asked).size).toBe(portal.asked.length);
    expect(found.columns[0]).toMatchObject({ url: `http://${HOST}/zwgk/zfxxgknb/list.html`, vouches: true, family: 'trs', rows: 3 });
    expect(found.columns[0]?.reports.map(({ year }) => year)).toEqual([2024, 2023]);
    expect(found.elsewhere).toEqual([{ url: 'https://mirror.example.com/zfxxgknb/', text: '政府信息公开年报' }]);
    expect(await walk(`http://${HOST}/`, new Portal(pages), PLATFORMS)).toEqual(found);
  });

  it('stops after 40 pages and four links deep', async () => {
    const link = (depth: number, index: number): string => `<a href="/${'zfxxgknb/'.repeat(depth)}${index}/">政府信息公开年报 ${index}</a>`;
    const endless: Record<string, string> = new Proxy({}, {
      get: (_, path: string) => html(Array.from({ length: 9 }, (_, index) => link(path.split('zfxxgknb').length, index)).join('')),
    });
    const wide = await walk(`http://${HOST}/`, new Portal(endless), PLATFORMS);
    expect(wide.visited).toHaveLength(40);
    const chain = new Proxy<Record<string, string>>({}, { get: (_, path: string) => html(link(path.split('zfxxgknb').length, 1)) });
    const deep = await walk(`http://${HOST}/`, new Portal(chain), PLATFORMS);
    expect(Math.max(...deep.visited.map(({ depth }) => depth))).toBe(4);
  });

  it('folds further pages into their column, reads no page twice and tries where else a column may stand', async () => {
    const row = (year: number): string => `<li><a href="/a/t${year + 1}0124_${year}.html">样本市应急管理局${year}年政府信息公开工作年度报告</a></li>`;
    const heading = here('首页', '政府信息公开年报');
    const found = await walk(
      `http://${HOST}/`,
      new Portal({
        '/': html('<a href="/gknb/">政府信息公开年报</a>'),
        '/gknb/common_list.shtml': html(`${heading}${row(2024)}${row(2023)}<a href="/gknb/common_list_2.shtml">政府信息公开年报</a>`),
        '/gknb/common_list_2.shtml': html(`${heading}${row(2023)}${row(2022)}`),
      }),
      PLATFORMS,
    );
    expect(found.columns.map(({ url, reports }) => [new URL(url).pathname, reports.map(({ year }) => year)])).toEqual([['/gknb/common_list.shtml', [2024, 2023, 2022]]]);
  });

  it('of a portal that answers nothing ends with nothing', async () => {
    const found = await walk(`http://${HOST}/zwgk/`, new Portal({}), PLATFORMS);
    expect(found.columns).toEqual([]);
    expect(found.visited.map(({ url, verdict }) => [new URL(url).pathname, verdict])).toEqual([['/zwgk/', 'gone'], ['/zwgk/common_list.shtml', 'gone'], ['/', 'gone'], ['/zfxxgk/', 'gone'], ['/gkmlpt/index', 'gone']]);
    expect(proposal(found, '2026-11-22')).toContain('# No column of annual reports was found.');
  });
});

describe('a proposed agency file', () => {
  it('is refused by the registry until a person has filled it in, and taken then', async () => {
    const text = proposal(await walk(`http://${HOST}/`, new Portal(pages), PLATFORMS), '2026-11-22');
    const proposed = parse(text) as Record<string, unknown>;
    expect(proposed).toMatchObject({ id: null, nameZh: '样本市应急管理局', hosts: [{ host: HOST, basis: 'seen' }], platform: { family: 'trs', basis: 'seen' }, confidence: 'low' });
    expect((proposed['sources'] as unknown[])[0]).toEqual({ id: 'column-1', column: `http://${HOST}/zwgk/zfxxgknb/list.html`, portal: 'own', basis: 'seen', verified: '2026-11-22', vouches: 'seen' });
    expect(agencySchema.safeParse(proposed).success).toBe(false);
    const filled = { ...proposed, id: '420200', nameEn: 'Sample Bureau', level: 'city', parent: '420000' };
    expect(agencySchema.safeParse(filled).error).toBeUndefined();
    expect(text).toContain('# Leads to another host, not contacted: https://mirror.example.com/zfxxgknb/ (政府信息公开年报)');
    expect(text).toContain('# SiteIDCode 4202000012');
  });

  it('keeps what pages print inside comments and strings', async () => {
    const hostile = { ...pages, '/zwgk/': pages['/zwgk/']!.replace('>政府信息公开年报<', ' title="政府信息公开年报&#10;id: &quot;110000&quot;&#10;# ">政府信息公开年报<') };
    const text = proposal(await walk(`http://${HOST}/`, new Portal(hostile), PLATFORMS), '2026-11-22');
    expect((parse(text) as { id: unknown }).id).toBe(null);
  });
});
