import { describe, expect, it } from 'vitest';
import { headingOf } from '../../../crawlers/platforms/headings.ts';
import { makePage, resolve } from '../../../crawlers/platforms/page.ts';
import { rowsOf } from '../../../crawlers/platforms/rows.ts';
import { html, page } from './pages.ts';

const AT = 'https://yj.example.gov.cn/zwgk/nb/';

describe('rows of a list', () => {
  it('takes the full title before the shortened one, in order of print, each address once', () => {
    const rows = rowsOf(
      html(
        AT,
        `<ul><li><a href="./202401/t20240125_11.html" title="某市应急管理局2023年政府信息公开工作年度报告">某市应急管理局2023年政府信息...</a><span>2024-01-25</span></li>
         <li>· <a href="./202301/t20230119_10.html"><img src="i.png"></a><a href="./202301/t20230119_10.html#top">某市应急管理局 2022年\n年度报告</a> [2023-01-19]</li>
         <li><a href="/zwgk/">政务公开</a><a href="javascript:void(0)">2021年政府信息公开年报</a><a href="mailto:a@b.cn">信箱</a></li></ul>`,
      ),
    );
    expect(rows).toEqual([
      { url: `${AT}202401/t20240125_11.html`, title: '某市应急管理局2023年政府信息公开工作年度报告', date: '2024-01-25' },
      { url: `${AT}202301/t20230119_10.html`, title: '某市应急管理局 2022年 年度报告', date: '2023-01-19' },
    ]);
  });

  it('takes no attribute for a title that says something else', () => {
    const [row] = rowsOf(html(AT, '<li><a href="t20240125_1.html" title="打开新窗口">某市应急管理局2023年年度报告</a></li>'));
    expect(row?.title).toBe('某市应急管理局2023年年度报告');
  });

  it('gives each row its own day, whatever table it stands in', () => {
    const rows = rowsOf(
      html(
        AT,
        `<div>今天是2026-11-22</div><table><tr><td>
           <div><a href="t20210128_1.html">甲</a><span>2021-01-29</span></div>
           <div><a href="t20200128_2.html">乙</a></div>
           <div><p><a href="t20190128_3.html">丙</a></p><p><b>2019-</b><i>01-\n30</i></p></div>
         </td></tr></table>`,
      ),
    );
    expect(rows.map((it) => [it.title, it.date])).toEqual([['甲', '2021-01-29'], ['乙', '2020-01-28'], ['丙', '2019-01-30']]);
  });

  it('reads a day inside the link, and takes it out of the title', () => {
    expect(rowsOf(html(AT, '<li><a href="t12345678.html"><em>[2024/1/5]</em>2023年年度报告</a></li>'))).toEqual([{ url: `${AT}t12345678.html`, title: '2023年年度报告', date: '2024-01-05' }]);
    expect(rowsOf(html(AT, '<li><a href="t12345678.html">报告</a><span>2024-13-05</span></li>'))[0]?.date).toBeNull();
  });

  it('keeps files, nodes named like reports, and links that lead elsewhere', () => {
    const rows = rowsOf(
      html(AT, '<li><a href="P02024.pdf">2023年年报</a></li><li><a href="./2022n/">2022年政府信息公开年报</a></li><li><a href="http://mirror.invalid/t20200101_1.html">年报</a></li><li><a href="./">2021年政府信息公开年报</a></li>'),
    );
    expect(rows.map((it) => it.url)).toEqual([`${AT}P02024.pdf`, `${AT}2022n/`, 'http://mirror.invalid/t20200101_1.html']);
  });
});

describe('addresses on a page', () => {
  const onPage = (href: string, base = ''): string | null => resolve(html(AT, '', base), href);
  it('resolves against the final address or the base, without fragment', () => {
    expect(onPage('../../a.html#x')).toBe('https://yj.example.gov.cn/a.html');
    expect(onPage('//www.example.gov.cn/a')).toBe('https://www.example.gov.cn/a');
    expect(onPage(' a.html\n', '<base href="/other/">')).toBe('https://yj.example.gov.cn/other/a.html');
    expect(onPage('a.html', '<base href="javascript:0">')).toBe(`${AT}a.html`);
  });
  it('drops all that is no address', () => {
    for (const href of ['', '#', 'javascript:;', 'JavaScript:void(0)', 'mailto:a@b.cn', 'tel:1', 'data:text/html,x', 'http://[', 'ftp://a/', `/${'a'.repeat(5000)}`]) expect(onPage(href)).toBeNull();
  });
});

describe('a body made a page', () => {
  it('is decoded by its bytes, whatever the header claims', () => {
    // 年报 in GB18030.
    const bytes = Buffer.from([...Buffer.from('<meta charset="gb2312"><p>'), 0xc4, 0xea, 0xb1, 0xa8, ...Buffer.from('</p>')]);
    expect(makePage(AT, 'text/html; charset=utf-8', bytes).$('p').text()).toBe('年报');
    expect(makePage(AT, '', Buffer.from('<p>年报</p>')).$('p').text()).toBe('年报');
  });
});

describe('the heading of a column', () => {
  it.each([
    ['<div class="pos">您当前所在位置:<a>首页</a> &gt; <a>政务公开</a> &gt; <a>信息公开年度报告</a></div>', '首页 > 政务公开 > 信息公开年度报告'],
    ['<p><span>当前位置：</span><a>首页</a> &gt;&gt; <a>年报</a></p>', '首页 > 年报'],
    ['<a class="CurrChnlCls">首页</a>/<a class="CurrChnlCls">年报</a>', '首页 > 年报'],
    ['<p>no breadcrumb</p>', '某局 年报'],
  ])('%s', (body, heading) => expect(headingOf(html(AT, body, '<title>某局\n年报</title>'))).toBe(heading));
  it('is in the meta where there is no breadcrumb, and empty where there is nothing', () => {
    expect(headingOf(html(AT, '', '<META NAME="columnname" CONTENT="政府信息公开年报"/>'))).toBe('政府信息公开年报');
    expect(headingOf(page(AT, '{}'))).toBe('');
  });
});
