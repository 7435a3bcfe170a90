/** Lonsun: a column page that knows its page count, and a fragment behind it that holds the rows. */
import { bytes, escape, html } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, page, perPageOf, slice, trailOf } from '../chrome.ts';
import type { Answer, Ask, Column } from '../site.ts';
import type { Template } from '../template.ts';
import { madeUp, number, suffixOf } from '../view.ts';
import type { ColumnView, PaperView } from '../view.ts';

const organOf = (column: Column): string => /\/column\/(\d+)/.exec(column.path)![1]!;
const categoryOf = (column: Column): string => number(`category ${column.path}`, 8);
const siteOf = (column: Column): string => number(`site ${column.path}`, 7);
const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;

const rowsOf = (rows: readonly PaperView[]): string =>
  `<div class="xxgk_navli"><ul>${rows.map((row) => `<li><span class="date">${dateOf(row)}</span><a class="title" href="${escape(row.path)}" title="${escape(row.paper.link ?? row.paper.title)}" target="_blank">${escape(row.paper.link ?? row.paper.title)}</a></li>`).join('\n')}</ul></div>`;

function list(view: ColumnView, { url, form }: Ask): Answer | null {
  const { site, column } = view;
  const own = new URL(column.path, 'http://replica.invalid');
  const value = (name: string): string => url.searchParams.get(name) ?? form.get(name) ?? '';
  const size = perPageOf(column);
  if (url.pathname === '/site/label/8888') {
    if (value('organId') !== organOf(column) || value('labelName') !== 'publicInfoList') return null;
    if (![categoryOf(column), ''].includes(value('catId'))) return html(rowsOf([]));
    const { rows } = slice(view.rows, Number(value('pageSize') || size), Number(value('pageIndex') || 1) - 1);
    return html(rowsOf(rows));
  }
  if (url.pathname !== own.pathname) return null;
  const { rows, pages } = slice(view.rows, size, 0);
  // One category asked for by number, or all of the organ's, as the address of the registry asks.
  if (![categoryOf(column), ''].includes(value('catId'))) return html(page(site, { title: site.name, body: rowsOf([]) }));
  return html(page(site, {
    title: `${column.name}_${site.name}`, head: `${columnMeta(column)}\n<meta name="SiteId" content="${siteOf(column)}">`,
    body: `<div class="wz_top">${crumbs(trailOf(column))}</div>
<ul class="xxgk_menu"><li><a href="${own.pathname}?type=4&amp;catId=${categoryOf(column)}&amp;action=list">政府信息公开年报</a></li></ul>
<div class="xxgk_nav_con" id="listContent">${rowsOf(rows)}</div>
<script>var yxCatId = "${categoryOf(column)}"; var siteId = "${siteOf(column)}";
$('#page').pagination({pageCount:${pages}, pageSize:${size}, url:'/site/label/8888', data:{labelName:'publicInfoList', organId:'${organOf(column)}', type:4, catId:yxCatId, siteId:siteId, file:'/xxgk/publicInfoList_newest2020'}});</script>`,
  }));
}

const article = (view: PaperView, column: ColumnView): string =>
  page(column.site, {
    title: `${view.paper.title}_${column.site.name}`, head: articleMeta(column.site, view),
    body: `<div class="wz_top">${crumbs(trailOf(column.column))}</div>
<table class="xxgk_table"><tr><td>索引号：</td><td>${number(view.path, 9)}</td><td>信息分类：</td><td>${escape(column.column.name)}</td></tr><tr><td>发布机构：</td><td>${escape(column.site.name)}</td><td>生成日期：</td><td>${dateOf(view)}</td></tr></table>
<h1 class="wztit">${escape(view.paper.title)}</h1>
<div class="j-fontContent wzcon">${view.body()}
${view.files.map((file) => `<p>附件：<a href="${escape(file.path)}" title="${escape(file.offer.name)}">${escape(file.offer.name)}</a></p>`).join('\n')}</div>`,
  });

export const lonsun: Template = {
  article: (paper, column) => `/public/${organOf(column)}/${paper.id ?? number(paper.title + paper.on, 9)}.html`,
  file: (offer, paper, _column, index) => `/group6/M00/0${number(paper.title, 1)}/${madeUp(paper.title).slice(0, 2).toUpperCase()}/${madeUp(`${paper.title} ${index}`).slice(0, 28)}.${suffixOf(offer)}`,
  list, page: article,
  extra(columns, { url }) {
    const file = columns.flatMap(({ rows }) => rows.flatMap((row) => row.files)).find(({ path }) => path === url.pathname);
    return file ? bytes(file.bytes(), 'application/octet-stream') : null;
  },
};
