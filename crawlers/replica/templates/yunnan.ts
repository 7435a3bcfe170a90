/** 云南: the pager is base64 of a percent-encoded text, put into the page by script. */
import { escape, html } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, fileLinks, page, perPageOf, slice, trailOf } from '../chrome.ts';
import type { Answer, Ask } from '../site.ts';
import type { Template } from '../template.ts';
import { madeUp, number, suffixOf } from '../view.ts';
import type { ColumnView, PaperView } from '../view.ts';

const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;
const slugOf = (path: string): string => path.split('/').filter(Boolean).at(-1)!;
const listPage = (path: string, at: number): string => (at === 0 ? path : `${path}index_${at + 1}.html`);

/** As the portal's own program writes it: percent-encoded with `+` for blanks, then base64. */
const encoded = (markup: string): string => Buffer.from(encodeURIComponent(markup).replaceAll('%20', '+'), 'latin1').toString('base64');

function list(view: ColumnView, { url }: Ask): Answer | null {
  const { site, column } = view;
  const { pages } = slice(view.rows, perPageOf(column), 0);
  const at = Array.from({ length: pages }, (_, i) => i).find((i) => url.pathname === listPage(column.path, i));
  if (at === undefined) return null;
  const { rows } = slice(view.rows, perPageOf(column), at);
  const pager = Array.from({ length: pages }, (_, i) => `<a href="${listPage(column.path, i)}">${i + 1}</a>`).join(' ') + (at + 1 < pages ? ` <a href="${listPage(column.path, at + 1)}">下一页</a>` : '');
  return html(page(site, {
    title: `${column.name}-${site.name}`, head: columnMeta(column),
    body: `<div class="wz">${crumbs(trailOf(column))}</div>
<ul class="listul">${rows.map((row) => `<li><a href="${escape(row.path)}" target="_blank" title="${escape(row.paper.title)}">${escape(row.paper.title)}</a><span>[${dateOf(row)}]</span></li>`).join('\n')}</ul>
<div id="pages">${encoded(pager)}</div>
<script>var p=document.getElementById('pages');p.innerHTML=decodeURIComponent(window.atob(p.innerHTML).replace(/\\+/g,' '));</script>`,
  }));
}

const article = (view: PaperView, column: ColumnView): string =>
  page(column.site, {
    title: `${view.paper.title}-${column.site.name}`, head: articleMeta(column.site, view, ''),
    body: `<div class="wz">${crumbs(trailOf(column.column))}</div>
<h1>${escape(view.paper.title)}</h1><div class="time">发布时间：${dateOf(view)}</div>
<div class="article_content">${view.body()}
${fileLinks(view)}</div>`,
  });

export const yunnan: Template = {
  article: (paper, column) => `/html/${paper.on.slice(0, 4)}/${slugOf(column.path)}_${paper.on.slice(5).replace('-', '')}/${paper.id ?? number(paper.title + paper.on, 7)}.html`,
  file: (offer, paper, _column, index) => `/uploadfile/${paper.on.slice(0, 4)}/${madeUp(`${paper.title} ${index}`).slice(0, 20)}.${suffixOf(offer)}`,
  list, page: article,
};
