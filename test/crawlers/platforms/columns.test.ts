import { describe, expect, it } from 'vitest';
import { accessOf, childColumns, columnsOf, sourcesOf, vouchedBy } from '../../../crawlers/platforms/columns.ts';
import type { Source } from '../../../crawlers/platforms/columns.ts';
import { loadRegistry } from '../../../data/registry.ts';
import { html } from './pages.ts';

const agencies = new Map(loadRegistry().map((it) => [it.id, it]));
const source = (agency: string, id: string): Source => sourcesOf(agencies.get(agency)!).find((it) => it.id === id)!;

describe('the sources of an agency', () => {
  it('have the platform of the agency, or their own', () => {
    expect(source('440100', 'news')).toMatchObject({ platform: 'nfcms', portal: 'own', runnable: true, entrance: false, pages: 10 });
    expect(source('440100', 'directory').platform).toBe('gkmlpt');
    expect(source('630000', 'home')).toMatchObject({ platform: null, entrance: true });
    expect(source('340000', 'disclosure').parameters).toEqual({ organId: '9377745' });
    expect(source('230000', 'annual').vouches).toBe('seen');
  });
  it('come to nothing where something in the address is unknown', () => {
    expect(source('110000', 'annual').runnable).toBe(false);
    expect(columnsOf(source('110000', 'annual'), [2025])).toEqual([]);
  });
  it('come to a column for each year, by path or by parameter', () => {
    expect(columnsOf(source('440100', 'city'), [2025, 2021, 2019]).map((it) => it.url)).toEqual([2025, 2021].map((it) => `https://www.gz.gov.cn/zfjgzy/gzsrmzfbgt/zfxxgknb/bm/${it}n/`));
    expect(columnsOf(source('371000', 'annual'), [2025, 2007])).toEqual([
      { url: 'http://www.weihai.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=11371000004313776Q', parameters: { area: '11371000004313776Q', yearParameter: 'fbtime' }, pagesRead: 0, years: [2025] },
    ]);
  });
  it('leave every agency with something to fetch', () => {
    for (const agency of agencies.values()) expect([agency.id, sourcesOf(agency).flatMap((it) => columnsOf(it, [2025])).length > 0]).toEqual([agency.id, true]);
  });
});

describe('access', () => {
  it('is to the hosts of the agency\'s file alone, stores of files included', () => {
    expect(accessOf(agencies.get('330000')!)).toEqual({
      agency: '330000',
      hosts: new Set(['yjt.zj.gov.cn', 'zjjcmspublic.oss-cn-hangzhou-zwynet-d01-a.internet.cloud.zj.gov.cn']),
      http: { render: 'auto', tls: 'standard', ipFamily: 0 },
    });
    expect([...accessOf(agencies.get('520200')!).hosts]).toEqual(['yjj.gzlps.gov.cn', 'www.gzlps.gov.cn']);
  });
  it('has what the hosts need', () => {
    expect(accessOf(agencies.get('430000')!).http).toEqual({ render: 'auto', tls: 'legacy', ipFamily: 0 });
    expect(accessOf(agencies.get('350000')!).http.delay).toBe(8);
  });
});

describe('columns that a column leads to', () => {
  it('are the nodes whose address matches', () => {
    const page = html('http://www.huangshi.gov.cn/xxxgk/gknb/', '<a href="./2024_nd/">2024年</a><a href="2019/2019_szfbm/">市政府部门</a><a href="2024_nd/">again</a><a href="../gkzn/">指南</a><a href="2019/2019_szfbm/202001/t20200116_595367.html">x</a>');
    expect(childColumns(page, source('420200', 'city')).map((it) => it.url)).toEqual(['http://www.huangshi.gov.cn/xxxgk/gknb/2024_nd/', 'http://www.huangshi.gov.cn/xxxgk/gknb/2019/2019_szfbm/']);
    expect(childColumns(page, source('420200', 'city-2019'))).toEqual([]);
  });
  const menu = '<a href="/">政府信息公开年报</a><a href="/zwgk/">政务公开</a><a href="/xxgk/">政府信息公开</a><a href="/wzbb/">政府网站年度报表</a><a href="/news/">新闻</a>';
  it('are the sections of a home page, until the entry itself is there', () => {
    const home = source('630000', 'home');
    expect(childColumns(html('http://yjt.qinghai.gov.cn/', menu), home)).toEqual([
      { url: 'http://yjt.qinghai.gov.cn/zwgk/', title: '政务公开', reports: false },
      { url: 'http://yjt.qinghai.gov.cn/xxgk/', title: '政府信息公开', reports: false },
    ]);
    for (const name of ['政府信息公开年报', '政府信息公开工作年度报告', '信息公开年度报告', ' 政府信息 公开年报 '])
      expect(childColumns(html('http://yjt.qinghai.gov.cn/', `${menu}<a href="/nb/">${name}</a>`), home)).toEqual([{ url: 'http://yjt.qinghai.gov.cn/nb/', title: name.trim(), reports: true }]);
    expect(childColumns(html('http://yjt.qinghai.gov.cn/', '<a href="/zwgk/zfxxgknb/"><img></a><a href="/zwgk/zfxxgkgzbb/">x</a>'), home).map((it) => it.url)).toEqual(['http://yjt.qinghai.gov.cn/zwgk/zfxxgknb/']);
  });
  it('are the agency\'s own node on a portal of many organs', () => {
    const organs = html('http://xxgk.jl.gov.cn/zsjg/', '<a href="./ajj/">省应急管理厅</a><a href="./czt/">省财政厅</a>');
    expect(childColumns(organs, source('220000', 'organs'), ['省应急管理厅']).map((it) => it.url)).toEqual(['http://xxgk.jl.gov.cn/zsjg/ajj/']);
  });
});

it('tells whether a heading speaks of annual reports', () => {
  for (const heading of ['首页 > 政务公开 > 信息公开年度报告', '政府信息公开年报', '政府信息公开 > 年报', '首页 > 信息公开工作年度报告', '首页 > 信息公开 > 信息公开年报']) expect([heading, vouchedBy(heading)]).toEqual([heading, true]);
  for (const heading of ['', '首页 > 公文公告', '政府网站工作年度报表', '统计年报', '首页 > 政府信息公开']) expect([heading, vouchedBy(heading)]).toEqual([heading, false]);
});
