/** The report within a portal's page: its chrome stays out, nothing of the report does. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isGrid, type Document } from '../../../extractors/document.ts';
import { readHtml } from '../../../extractors/formats/html.ts';
import { corpus, needs } from '../../support/needs.ts';

const read = (html: string): Document => readHtml(new TextEncoder().encode(html));
const texts = (html: string): string[] => read(html).blocks.map((block) => (isGrid(block) ? 'GRID' : block.text));

const table = '<table><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>0</td></tr><tr><td>行政规范性文件</td><td>3</td></tr></table>';
const prose = '2023年，我厅主动公开政府信息100条，受理申请7件，均已按期答复。';
const article = `<p>本报告数据的统计期限为2023年1月1日至12月31日。</p><p>一、总体情况</p><p>${prose}</p><p>二、主动公开政府信息情况</p>${table}<p>六、其他需要报告的事项</p><p>无。</p>`;
const inside = ['本报告数据的统计期限为2023年1月1日至12月31日。', '一、总体情况', prose, '二、主动公开政府信息情况', 'GRID', '六、其他需要报告的事项', '无。'];
const title = '示例省应急管理厅2023年政府信息公开工作年度报告';
const info = '发布日期：2024-01-25 来源：示例省应急管理厅';

const nav = '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">机构职能</a></li><li><a href="/b">政务公开</a></li></ul>';
const crumbs = '<div class="bread">您现在的位置：<a href="/">首页</a> &gt; <a href="/g">政府信息公开年报</a> &gt; 2022年度报告</div>';
const related = '<div class="xgwz"><h3>相关文章</h3><ul><li><a>2021年政府信息公开工作年度报告</a></li><li><a>2020年政府信息公开工作年度报告</a></li></ul></div>';
const share = '<div class="bdsharebuttonbox">分享到：<a>微信</a><a>微博</a></div><p>【打印】【关闭】</p>';
const siblings = '<div>上一篇：<a>关于印发2024年工作要点的通知</a></div><div>下一篇：没有了</div>';
const foot = '<div class="foot"><p>主办单位：示例省应急管理厅　版权所有</p><p>备案序号：示ICP备00000000号　网站标识码：0000000000</p></div>';

describe('the article', () => {
  it.each<[string, string]>([
    ['TRS', `${nav}${crumbs}<div class="main"><h1>${title}</h1><div class="sub">${info}</div><div class="view TRS_UEDITOR trs_paper_default">${article}</div>${share}${siblings}${related}</div>${foot}`],
    ['Hanweb', `<table width="1000"><tr><td>${nav}</td></tr></table><table><tr><td width="200">${related}</td><td><div>${crumbs}</div><table><tr><td class="title">${title}</td></tr><tr><td>${info}</td></tr><tr><td class="bt_content"><div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">${article}<meta name="ContentEnd"></div></td></tr></table></td></tr></table>${foot}`],
    ['UCAP', `<header>${nav}</header>${crumbs}<div class="content"><ucaptitle>${title}</ucaptitle><div class="info">${info}</div><ucapcontent>${article}</ucapcontent></div><footer>${foot}</footer>`],
    ['gkmlpt', `<div id="app">${nav}<div class="content"><div class="content-title">${title}</div><p class="property">${info}</p><div class="article-content">${article}</div></div>${related}</div>${foot}`],
  ])('is found in a page of the %s kind', (_, body) => {
    expect(texts(`<!DOCTYPE html><html><body>${body}</body></html>`)).toEqual([title, info, ...inside]);
  });

  it('leaves behind whose site it is', () => {
    expect(read(`<body><div id="zoom">${article}</div>${foot}</body>`).meta).toEqual({ 主办单位: '示例省应急管理厅' });
  });

  it('is a whole page without chrome, too', () => {
    expect(texts(`<body><p>${title}</p><p>${info}</p>${article}</body>`)).toEqual([title, info, ...inside]);
  });

  it('keeps a report whose parts stand in several containers', () => {
    const body = `${nav}<div class="a"><p>一、总体情况</p><p>${prose}</p></div><div class="b">${table}</div><div class="c"><p>${prose}</p></div><div class="d"><p>六、其他需要报告的事项</p><p>无。</p></div>${foot}`;
    expect(texts(body)).toEqual(['一、总体情况', prose, 'GRID', prose, '六、其他需要报告的事项', '无。']);
  });

  it('keeps a table of the form wherever it stands', () => {
    const form = '<table><tr><td>第二十条第（一）项</td><td>x</td></tr><tr><td>规章</td><td>0</td></tr></table>';
    expect(texts(`<div class="sidebar"><div class="related">${form}</div></div><div id="zoom">${article}</div>`)).toContain('GRID');
    expect(texts(`<div class="sidebar"><div class="related">${form}</div></div><div id="zoom">${article}</div>`).filter((text) => text === 'GRID')).toHaveLength(2);
  });

  it('keeps a title in two lines, and links to attachments within the report', () => {
    const body = `${nav}<div><p>示例省应急管理厅</p></div><div><p>2023年政府信息公开工作年度报告</p></div><div id="zoom">${article}<p>附件：<a href="a.pdf">${title}.pdf</a></p></div>${foot}`;
    expect(texts(body)).toEqual(['示例省应急管理厅', '2023年政府信息公开工作年度报告', ...inside, `附件：${title}.pdf`]);
  });

  it('reads the table of labels above it as lines and metadata', () => {
    const labels = '<table><tr><td>索 引 号：</td><td>000014349/2024-00012</td><td>发布机构：</td><td>示例省应急管理厅</td></tr><tr><td>主题分类：</td><td></td><td>发文日期：</td><td>2024年01月25日</td></tr></table>';
    const document = read(`<div>${labels}</div><div id="zoom">${article}</div>`);
    expect(document.meta).toEqual({ 索引号: '000014349/2024-00012', 发布机构: '示例省应急管理厅', 发文日期: '2024年01月25日' });
    expect(document.blocks.slice(0, 4).map((block) => (isGrid(block) ? 'GRID' : block.text))).toEqual(['索引号：000014349/2024-00012', '发布机构：示例省应急管理厅', '主题分类：', '发文日期：2024年01月25日']);
    expect(document.blocks.filter(isGrid).map((grid) => grid.table)).toEqual([0]);
  });
});

needs('the corpus', 'a real list page', () => {
  it('yields no table of a report', () => {
    const { blocks, title: name } = readHtml(readFileSync(`${corpus}/files/ordos_engebei_list_trs.html`));
    expect(name).toBe('鄂尔多斯恩格贝生态示范区');
    expect(blocks.filter(isGrid).some(({ cells }) => cells.some(({ text }) => /第二十条|予以公开/.test(text)))).toBe(false);
  });
});
