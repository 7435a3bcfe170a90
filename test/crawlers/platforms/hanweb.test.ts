import { describe, expect, it } from 'vitest';
import { hanweb } from '../../../crawlers/platforms/hanweb.ts';
import { column, html, page, REPORT, TEXT } from './pages.ts';

const AT = 'http://yj.example.gov.cn/col/col5780/index.html';
const COLUMN = column(AT);
const PROXY = 'http://yj.example.gov.cn/module/web/jpage/dataproxy.jsp';
const record = (markup: string): string => `<record><![CDATA[${markup}]]></record>`;
const ROW = '<li><a href="/art/2026/1/23/art_5780_11.html" title="某局2025年政府信息公开工作年度报告" target="_blank">某局2025年政府...</a><span class="pull-right">2026-\n01-\n23</span></li>';
const LINK = { url: 'http://yj.example.gov.cn/art/2026/1/23/art_5780_11.html', title: '某局2025年政府信息公开工作年度报告', date: '2026-01-23' };
const store = (records: string, more = ''): string => `<datastore>${more}<recordset><ul></ul>${records}</recordset></datastore>`;
const shell = (inner: string, script = ''): string => `<div id="764752"><script type="text/xml">${inner}</script></div><script>${script}</script><a href="/art/2020/1/1/art_9_9.html">侧栏</a>`;

describe('a Hanweb datastore', () => {
  it('is read out of the script, and leads to the next group', () => {
    const group = '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&webid=73&columnid=5780&unitid=764752"></a>]]></nextgroup>';
    const { links, next } = hanweb.list(html(AT, shell(store(record(ROW), group))), COLUMN);
    expect(links).toEqual([LINK]);
    expect(next).toEqual([{ url: `${PROXY}?page=1&webid=73&columnid=5780&unitid=764752`, kind: 'data', referrer: AT }]);
  });

  it('goes on from the answer of the proxy, and ends where that has no rows', () => {
    const group = '<nextgroup><![CDATA[<a href="./dataproxy.jsp?page=2&unitid=764752"></a>]]></nextgroup>';
    const answer = (inner: string) => hanweb.list(page(`${PROXY}?page=1`, inner, 'text/xml'), COLUMN);
    expect(answer(store(record('<tr><td><a href="/art/2017/4/24/art_5780_12.html">2016年年报</a></td><td>[2017-04-24]</td></tr>'), group))).toMatchObject({
      links: [{ title: '2016年年报', date: '2017-04-24' }],
      next: [{ url: `${PROXY}?page=2&unitid=764752` }],
    });
    expect(answer(store('', group))).toMatchObject({ links: [], next: [], empty: false });
  });

  it('asks the proxy by form where there is no link, with all the ids it wants', () => {
    const script = "$.jpage({webid:'73', columnid:'5780', unitid:764752, webname:'某市应急管理局', path:'/', dataproxy:'/module/web/jpage/dataproxy.jsp'})";
    const { next } = hanweb.list(html(AT, shell(store(record(ROW), '<totalrecord>70</totalrecord>'), script)), COLUMN);
    expect(next.map((it) => [it.method, it.url, it.referrer])).toEqual([
      ['POST', `${PROXY}?startrecord=2&endrecord=46&perpage=15`, AT],
      ['POST', `${PROXY}?startrecord=47&endrecord=70&perpage=15`, AT],
    ]);
    expect(Object.fromEntries(new URLSearchParams(next[0]!.body))).toEqual({
      col: '1', appid: '1', webid: '73', path: '/', columnid: '5780', sourceContentType: '1', unitid: '764752', webname: '某市应急管理局', permissiontype: '0',
    });
  });

  it('takes ids from the registry, and asks nothing without them', () => {
    const body = html(AT, shell(store(record(ROW), '<totalrecord>2</totalrecord>')));
    expect(hanweb.list(body, COLUMN).next).toEqual([]);
    const { next } = hanweb.list(body, column(AT, { parameters: { webid: '1', columnid: '5780', unitid: '9' } }));
    expect(next.map((it) => it.url)).toEqual([`${PROXY}?startrecord=2&endrecord=2&perpage=15`]);
    expect(hanweb.list(html(AT, shell(store(record(ROW), '<totalrecord>1</totalrecord>'))), column(AT, { parameters: { webid: '1', columnid: '5780', unitid: '9' } })).next).toEqual([]);
  });

  it('asks for more on a guess where nobody counts, unless the rows are few', () => {
    const parameters = { webid: '1', columnid: '5780', unitid: '9' };
    const rows = (count: number): string => Array.from({ length: count }, (_, i) => record(`<li><a href="/art/2026/1/23/art_5780_${i}.html">年报${i}</a></li>`)).join('');
    const next = (count: number) => hanweb.list(html(AT, shell(store(rows(count)))), column(AT, { parameters })).next.map((it) => [it.url, it.guess ?? false]);
    expect(next(15)).toEqual([[`${PROXY}?startrecord=16&endrecord=60&perpage=15`, true]]);
    expect(next(3)).toEqual([]);
    expect(next(0)).toEqual([[`${PROXY}?startrecord=1&endrecord=45&perpage=15`, false]]);
  });

  it('is empty only where it says so: a dead proxy says nothing', () => {
    expect(hanweb.list(html(AT, shell(store('', '<totalrecord>0</totalrecord>'))), COLUMN)).toMatchObject({ links: [], empty: true });
    const dead = '<datastore><recordset></recordset></datastore>';
    for (const body of [dead, ' '.repeat(54), '']) expect(hanweb.list(page(`${PROXY}?page=1`, body, 'text/xml'), column(AT, { pagesRead: 1 }))).toMatchObject({ links: [], next: [], empty: false });
  });
});

describe('other lists of Hanweb', () => {
  it('stand in arrays', () => {
    const script = `var i=0; urls[i] = '/art/2024/1/25/art_10660_1.html'; headers[i] = "某局2023年<b>政府信息公开<\\/b>工作年度报告"; year[i] = '2024'; xkrq[i] ='2024-01-25'; i++;
      urls[i]='javascript:;'; headers[i]='x'; i++; urls[i] = "/art/2023/1/25/art_10660_2.html"; headers[i]="2022年年报";`;
    expect(hanweb.list(html(AT, `<script>${script}</script>`), COLUMN).links).toEqual([
      { url: 'http://yj.example.gov.cn/art/2024/1/25/art_10660_1.html', title: '某局2023年政府信息公开工作年度报告', date: '2024-01-25' },
      { url: 'http://yj.example.gov.cn/art/2023/1/25/art_10660_2.html', title: '2022年年报', date: null },
    ]);
  });

  it('stand in attributes, page after page', () => {
    const at = 'http://yj.example.gov.cn/module/xxgk/subjectinfo.jsp?area=1&currpage=1';
    const { links, next } = hanweb.list(html(at, '<table><tr class="tr_main_value_odd"><td><a syh="a/1" mc="2023年政府信息公开年报" rq="2024-01-25" href="/art/2024/1/25/art_1_1.html">2023年…</a></td></tr></table>共2页'), column(at));
    expect(links).toEqual([{ url: 'http://yj.example.gov.cn/art/2024/1/25/art_1_1.html', title: '2023年政府信息公开年报', date: '2024-01-25' }]);
    expect(next.map((it) => it.url)).toEqual(['http://yj.example.gov.cn/module/xxgk/subjectinfo.jsp?area=1&currpage=2']);
  });

  it('are static, with new addresses; pageNum is the browser\'s own', () => {
    const { links, next } = hanweb.list(html(AT, '<li><a href="/col/col5780/art/2026/art_0123456789abcdef0123456789abcdef.html">2025年年报</a><b>2026-01-20</b></li><a href="?uid=3&pageNum=2">下一页</a>'), COLUMN);
    expect(links).toMatchObject([{ title: '2025年年报', date: '2026-01-20' }]);
    expect(next).toEqual([]);
  });
});

describe('the view of annual reports', () => {
  const VIEW = 'http://www.example.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=1137Q';
  const frame = (inner: string) => html(`${VIEW}&fbtime=2020`, `<div class="xxgk_menu"><a href="a.html">政府信息公开年报</a></div><div class="xxgk_content">${inner}</div>`, '<title>某市应急管理局2020年年度报告</title>');
  it('is asked for each year wanted', () => {
    const { links, next } = hanweb.list(html(VIEW, '<p>年报</p>'), column(VIEW, { years: [2021, 2020] }));
    expect(links).toEqual([]);
    expect(next.map((it) => it.url)).toEqual([`${VIEW}&fbtime=2021`, `${VIEW}&fbtime=2020`]);
    expect(hanweb.list(html(VIEW, '<p>年报</p>'), column(VIEW, { years: [2021], parameters: { yearParameter: 'year' } })).next.map((it) => it.url)).toEqual([`${VIEW}&year=2021`]);
  });
  it('is the report itself, or says by its bare frame that there is none', () => {
    const full = frame(`<h1>某市应急管理局2020年度政府信息公开工作报告</h1>${REPORT}`);
    expect(hanweb.list(full, column(VIEW, { years: [2020] }))).toMatchObject({ links: [{ url: `${VIEW}&fbtime=2020`, title: '某市应急管理局2020年度政府信息公开工作报告' }], next: [], empty: false });
    expect(hanweb.article(full)?.textLength).toBeGreaterThan(1000);
    expect(hanweb.list(frame(''), COLUMN)).toMatchObject({ links: [], next: [], empty: true });
    expect(hanweb.article(frame(''))).toBeNull();
    expect(hanweb.list(page(`${VIEW}&fbtime=2020`, 'error'), COLUMN).empty).toBe(false);
  });
});

it('finds files behind the download handler, named by their links', () => {
  const at = 'http://yj.example.gov.cn/art/2026/1/23/art_5780_11.html';
  const file = '/module/download/downfile.jsp?classid=0&filename=0123456789abcdef0123456789abcdef.docx';
  expect(hanweb.article(html(at, `<div id="zoom">${TEXT}<a href="${file}"><img src="/module/jslib/icons/word.png">2025年年报.docx</a></div>`))).toMatchObject({
    attachments: [{ url: `http://yj.example.gov.cn${file}`, name: '2025年年报.docx' }],
    images: [],
  });
});
