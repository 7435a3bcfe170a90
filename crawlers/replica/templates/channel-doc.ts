/** `channel_…/doc_HEX24.html`: the first eight hex digits of an article are the second in which it was made. */
import { escape, html } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, fileLinks, page, trailOf } from '../chrome.ts';
import type { Answer, Ask } from '../site.ts';
import type { Template } from '../template.ts';
import { madeUp, number, suffixOf } from '../view.ts';
import type { ColumnView, PaperView } from '../view.ts';

const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;
const madeAt = (day: string): string => (Date.parse(`${day}T02:00:00Z`) / 1000).toString(16).padStart(8, '0');

function list(view: ColumnView, { url }: Ask): Answer | null {
  const { site, column } = view;
  if (url.pathname !== column.path) return null;
  return html(page(site, {
    title: `${column.name} ${site.name}`, head: columnMeta(column),
    body: `<div class="location">${crumbs(trailOf(column))}</div>
<div class="channel_list">${view.rows.map((row) => `<div class="item"><a href="${escape(row.path)}" title="${escape(row.paper.title)}" target="_blank"><span class="tit">${escape(row.paper.title)}</span></a><span class="date">${dateOf(row)}</span></div>`).join('\n')}</div>`,
  }));
}

const article = (view: PaperView, column: ColumnView): string =>
  page(column.site, {
    title: `${view.paper.title} ${column.site.name}`, head: articleMeta(column.site, view),
    body: `<div class="location">${crumbs(trailOf(column.column))}</div>
<table class="doc_meta"><tr><td>标题：</td><td>${escape(view.paper.title)}</td></tr><tr><td>索引号：</td><td>113715000044${number(view.path, 6)}/${dateOf(view).slice(0, 4)}-${number(view.path, 8)}</td></tr>
<tr><td>文号：</td><td></td></tr><tr><td>发文日期：</td><td>${dateOf(view)}</td></tr><tr><td>发布机构：</td><td>${escape(column.site.name)}</td></tr></table>
<h1>${escape(view.paper.title)}</h1><div>发布日期：${dateOf(view)}　字号：大 中 小　打印整页 打印内容 分享</div>
<div class="doc_content">${view.body()}
${view.files.filter((file) => file.offer.kind === 'png').map((file) => `<p><img src="${escape(file.path)}"></p>`).join('')}</div>
<div class="doc_files">${fileLinks(view)}</div>`,
  });

export const channelDoc: Template = {
  article: (paper, column) => `${column.path}/doc_${madeAt(paper.on)}${paper.id ?? madeUp(paper.title).slice(0, 16)}.html`,
  file: (offer, paper, _column, index) => `/resources/public/${paper.on.replaceAll('-', '')}/${madeAt(paper.on)}${madeUp(`${paper.title} ${index}`).slice(0, 16)}.${suffixOf(offer)}`,
  list, page: article,
};
