import { describe, expect, it } from 'vitest';
import { aspnet } from '../../../crawlers/platforms/aspnet.ts';
import { platformFor } from '../../../crawlers/platforms/index.ts';
import { lonsun } from '../../../crawlers/platforms/lonsun.ts';
import { shanghai } from '../../../crawlers/platforms/shanghai.ts';
import { vsb } from '../../../crawlers/platforms/vsb.ts';
import { yunnan } from '../../../crawlers/platforms/yunnan.ts';
import { column, html, page, REPORT, TEXT } from './pages.ts';

const HOST = 'http://yj.example.gov.cn';

describe('Lonsun', () => {
  const AT = `${HOST}/public/column/9377745?type=4&action=list`;
  const COLUMN = column(AT);
  const shell = (more = ''): ReturnType<typeof html> =>
    html(AT, `<ul class="tree"><a href="/public/column/9377745?type=4&catId=51">指南</a><a href="/public/column/9377745?type=4&catId=6712345&action=list">政府信息公开年报</a></ul><script>var x = {pageCount:2, organId: '9377745'}; var f="/xxgk/publicInfoList_newest2022"</script>${more}`, '<meta name="SiteId" content="6784331">');
  it('asks for the fragment, with the ids that the page prints', () => {
    const [asked, ...rest] = lonsun.list(shell(), COLUMN).next;
    expect(rest).toEqual([]);
    expect(asked).toMatchObject({ kind: 'data', referrer: AT });
    const url = new URL(asked!.url);
    expect(url.origin + url.pathname).toBe(`${HOST}/site/label/8888`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ siteId: '6784331', organId: '9377745', catId: '6712345', pageIndex: '1', type: '4', labelName: 'publicInfoList', file: '/xxgk/publicInfoList_newest2022' });
  });
  it('prefers the ids of the registry, and asks nothing without a site', () => {
    const parameters = { siteId: '1', organId: '2', catId: '3' };
    const url = new URL(lonsun.list(html(AT, ''), column(AT, { parameters })).next[0]!.url);
    expect(['siteId', 'organId', 'catId'].map((it) => url.searchParams.get(it))).toEqual(['1', '2', '3']);
    expect(lonsun.list(html(AT, ''), COLUMN)).toMatchObject({ next: [], empty: false });
  });
  it('goes on with the second page where the first is printed', () => {
    const { links, next } = lonsun.list(shell('<div class="xxgk_navli"><a title="某厅2020年政府信息公开工作年度报告" href="/public/9377745/145549441.html">某厅2020年…</a><span class="date">2021-01-28</span></div>'), COLUMN);
    expect(links).toEqual([{ url: `${HOST}/public/9377745/145549441.html`, title: '某厅2020年政府信息公开工作年度报告', date: '2021-01-28' }]);
    expect(new URL(next[0]!.url).searchParams.get('pageIndex')).toBe('2');
  });
  it('counts fragments up to the last', () => {
    const at = (index: number) => `${HOST}/site/label/8888?IsAjax=1&organId=9377745&pageIndex=${index}`;
    const row = '<div class="xxgk_navli"><a title="2019年年报" href="/public/9377745/1.html">x</a></div>';
    const next = (index: number, body: string): string[] => lonsun.list(page(at(index), body), COLUMN).next.map((it) => it.url);
    expect(next(1, `${row}<script>pageCount:2</script>`)).toEqual([at(2)]);
    expect(next(2, `${row}<script>pageCount:2</script>`)).toEqual([]);
    expect(next(1, row)).toEqual([]);
    expect(lonsun.list(page(at(1), '<div>暂无信息！</div>'), COLUMN).empty).toBe(true);
    expect(lonsun.list(page(at(1), ''), COLUMN).empty).toBe(false);
  });
});

describe('VSB', () => {
  const AT = `${HOST}/zwgk/zfxxgknb.htm`;
  const row = '<li id="line_u10_0"><a href="../info/1244/17136.htm" title="某局2021年政府信息公开工作年度报告">某局2021年…</a><span>2022/01/20</span></li>';
  const next = (url: string, more: string): string[] => vsb.list(html(url, row + more), column(AT)).next.map((it) => it.url);
  it('counts its pages down', () => {
    expect(next(AT, '共3页')).toEqual([`${HOST}/zwgk/zfxxgknb/2.htm`]);
    expect(next(AT, '<table><tr><td id="fanyeu10">共40条&nbsp;&nbsp;1/3&nbsp;</td></tr></table>')).toEqual([`${HOST}/zwgk/zfxxgknb/2.htm`]);
    expect(next(`${HOST}/zwgk/zfxxgknb/2.htm`, '共3页')).toEqual([`${HOST}/zwgk/zfxxgknb/1.htm`]);
    expect(next(`${HOST}/zwgk/zfxxgknb/1.htm`, '共3页')).toEqual([]);
    expect(next(AT, '<a href="zfxxgknb/7.htm" class="Next">下页</a>')).toEqual([`${HOST}/zwgk/zfxxgknb/7.htm`]);
    expect(next(AT, '')).toEqual([]);
  });
  it('keeps rows and their days', () => {
    expect(vsb.list(html(AT, row), column(AT)).links).toEqual([{ url: `${HOST}/info/1244/17136.htm`, title: '某局2021年政府信息公开工作年度报告', date: '2022-01-20' }]);
  });
  it('has files behind a handler and in a viewer', () => {
    const file = '/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=17&wbfileid=16738452';
    const article = vsb.article(
      html(
        `${HOST}/info/1244/17136.htm`,
        `<h1>某局2021年年报</h1><div id="vsb_content_2"><div class="v_news_content">${TEXT}<script>showVsbpdfIframe("/__local/2/30/25/plan.pdf","100%","600")</script></div></div>
         <ul><li>附件【<a href="${file.replaceAll('&', '&amp;')}" target="_blank">年报.xlsx</a>】已下载<span id="nattach16738452">146</span>次</li></ul><iframe src="/virtual_attach_file.vsb?afc=x&e=.pdf"></iframe>`,
      ),
    );
    expect(article?.attachments).toEqual([
      { url: `${HOST}${file}`, name: '年报.xlsx' },
      { url: `${HOST}/virtual_attach_file.vsb?afc=x&e=.pdf`, name: '' },
      { url: `${HOST}/__local/2/30/25/plan.pdf`, name: '' },
    ]);
  });
});

describe('Shanghai', () => {
  it('goes on in the same file, whatever the link is relative to', () => {
    const at = `${HOST}/info/iList.jsp?node_id=GKxxgk&cat_id=10111&cur_page=1`;
    const rows = '<div class="info-list"><table><tbody><tr><td><a href="/xxgk/20240130/3a32989712f94ff381aabbccddeeff00.html">2023年年报</a></td><td>2024-01-30</td></tr></tbody></table></div>';
    for (const [href, base] of [['?node_id=GKxxgk&cat_id=10111&cur_page=2', ''], ['?node_id=GKxxgk&cat_id=10111&cur_page=2', '<base href="/info/">'], ['/info/?node_id=GKxxgk&cat_id=10111&cur_page=2', '']]) {
      const { links, next } = shanghai.list(html(at, `${rows}<a href="${href}">下一页</a>`, base), column(at));
      expect(next.map((it) => it.url)).toEqual([`${HOST}/info/iList.jsp?node_id=GKxxgk&cat_id=10111&cur_page=2`]);
      expect(links).toMatchObject([{ title: '2023年年报', date: '2024-01-30' }]);
    }
  });
});

describe('Yunnan', () => {
  const at = `${HOST}/html/zfxxgknb/`;
  const list = (pages: string) => yunnan.list(html(at, `<li><a href="/html/2026/qtwj_0107/4032338.html">2025年年报</a></li><div id="pages">${pages}</div>`), column(at));
  it('has its pager in base64', () => {
    const pager = Buffer.from(encodeURIComponent('<a href="/html/zfxxgknb/1.html">上一页</a> <a href="/html/zfxxgknb/2.html">下一页</a>').replaceAll('%20', '+')).toString('base64');
    expect(list(pager).next.map((it) => it.url)).toEqual([`${HOST}/html/zfxxgknb/2.html`]);
    expect(list(pager).links).toMatchObject([{ date: '2026-01-07' }]);
  });
  it('has no pager in anything else', () => {
    for (const pages of ['', '100%', 'JUU2', '<a href="3.html">下一页</a>']) expect(list(pages).next.map((it) => it.url)).toEqual(pages.startsWith('<') ? [`${at}3.html`] : []);
  });
});

describe('ASP.NET', () => {
  it('sends its form back for the next page', () => {
    const at = `${HOST}/list.aspx?id=4`;
    const form = `<form action="list.aspx?id=4" method="post"><input type="hidden" name="__VIEWSTATE" value="/wEP+a=="><input type="hidden" name="__EVENTTARGET" value=""><input type="text" name="q" value="x">
      <li><a href="/info/1/2.htm">2020年年报</a></li><a href="javascript:__doPostBack('AspNetPager1','2')">2</a><a href="javascript:__doPostBack('AspNetPager1','2')">下一页</a></form>`;
    const [next, ...rest] = aspnet.list(html(at, form), column(at)).next;
    expect(rest).toEqual([]);
    expect(next).toMatchObject({ url: at, kind: 'page', method: 'POST', referrer: at });
    expect(Object.fromEntries(new URLSearchParams(next!.body))).toEqual({ __VIEWSTATE: '/wEP+a==', __EVENTTARGET: 'AspNetPager1', __EVENTARGUMENT: '2' });
    expect(aspnet.list(html(at, form.replace('>下一页<', ' disabled><')), column(at)).next).toEqual([]);
  });
});

describe('families that differ in their addresses alone', () => {
  it.each([
    ['channel-doc', '/channel_l_1/', '/channel_l_1/doc_697b014af0c8fadb14621054.html', '2026-01-29'],
    ['date-path', '/zwgk/xxgkndbg/', '/2022/01-30/2393198.html', '2022-01-30'],
    ['date-path', '/nb/', '/c/2023-01-28/4655505.shtml', '2023-01-28'],
    ['hex-index', '/zfxxgknb/', '/zfxxgknb/2026012914194811951/index.shtml', '2026-01-29'],
    ['numid-index', '/zfxxgknb23/', '/zfxxgknb23/2398642/index.html', null],
    ['nc-content', '/n2/n3/index.html', '/n2/n3/c69300653/content.html', null],
    ['uuid-portal', '/zwgk/', '/columns/8aef2fa0-cc14-409e-9f68-fbdba00a0c72/202308/21/720faafd-6610-4d9e-9cc8-9e0f056c2101.html', '2023-08-21'],
    ['content-id', '/', '/Content-2669231.html', null],
    ['generic', '/', '/doc/2024/1/31/4123.shtml', '2024-01-31'],
  ])('%s lists %s', (id, at, article, day) => {
    const platform = platformFor(id);
    const list = platform.list(html(HOST + at, `<dl><dd><a href="${article}">某局2024年年度报告</a></dd></dl><a href="?page=2">下一页</a>`), column(HOST + at));
    expect(list).toEqual({ links: [{ url: HOST + article, title: '某局2024年年度报告', date: day }], next: [{ url: `${HOST + at}?page=2`, kind: 'page', referrer: HOST + at }], heading: '', empty: false });
    expect(platform.article(html(HOST + article, `<h1>某局2024年年度报告</h1><div class="q">${REPORT}</div>`))?.title).toBe('某局2024年年度报告');
  });
});

describe('a column of a single document', () => {
  const at = `${HOST}/zfxxgk/zfxxgknb/2024n/`;
  const index = html(at, `<ul><li><a href="../2023n/">2023年政府信息公开年报</a></li></ul><h1>市应急局2024年政府信息公开工作年度报告</h1><div class="TRS_Editor">${REPORT}</div>`);
  it('is its own row, for every family that meets one', () => {
    for (const id of ['single-document', 'trs', 'vsb', 'generic', 'hanweb']) expect(platformFor(id).list(index, column(at)).links.map((it) => it.url)).toEqual([at, `${HOST}/zfxxgk/zfxxgknb/2023n/`]);
    expect(platformFor('single-document').article(index)?.title).toBe('市应急局2024年政府信息公开工作年度报告');
  });
  it('may hold a file instead of a text', () => {
    const file = html(at, '<h1>2024年政府信息公开年报</h1><div class="TRS_Editor"><embed src="./P0.pdf"></div>');
    expect(platformFor('single-document').list(file, column(at)).links).toMatchObject([{ url: at }]);
  });
});
