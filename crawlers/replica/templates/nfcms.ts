/** NFCMS: `content/post_ID.html` below the column, pages `index_2.html` on. */
import { escape, html } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, page, perPageOf, slice, trailOf } from '../chrome.ts';
import type { Answer, Ask } from '../site.ts';
import type { Template } from '../template.ts';
import { number, suffixOf } from '../view.ts';
import type { ColumnView, PaperView } from '../view.ts';

const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;

function list(view: ColumnView, { url }: Ask): Answer | null {
  const { site, column } = view;
  if (!url.pathname.startsWith(column.path)) return null;
  const match = /^(?:index(?:_(\d+))?\.html)?$/.exec(url.pathname.slice(column.path.length));
  if (!match) return null;
  const at = Number(match[1] ?? 1);
  const { rows, pages } = slice(view.rows, perPageOf(column), at - 1);
  if (at < 1 || (at > 1 && rows.length === 0)) return null;
  const pager = pages > 1 ? `<div class="page">${Array.from({ length: pages }, (_, i) => `<a href="${column.path}index${i === 0 ? '' : `_${i + 1}`}.html">${i + 1}</a>`).join(' ')}${at < pages ? ` <a class="next" href="${column.path}index_${at + 1}.html">下一页</a>` : ''}</div>` : '';
  return html(page(site, {
    title: `${column.name}-${site.name}`, head: columnMeta(column),
    body: `<div class="mnav">${crumbs(trailOf(column))}</div>
${column.nodes ? `<ul class="years">${column.nodes.map((node) => `<li><a href="${node.path}">${escape(node.name)}</a></li>`).join('')}</ul>` : ''}
<ul class="news_list">${rows.map((row) => `<li><a href="http://${site.hosts[0]!}${row.path}" title="${escape(row.paper.link ?? row.paper.title)}" target="_blank">${escape(row.paper.link ?? row.paper.title)}</a><span class="time">${dateOf(row)}</span></li>`).join('\n')}</ul>${pager}`,
  }));
}

const article = (view: PaperView, column: ColumnView): string =>
  page(column.site, {
    title: `${view.paper.title}-${column.site.name}`,
    head: `${articleMeta(column.site, view, '15:02:11')}\n<meta name="ArticleId" content="${number(view.path, 7)}">`,
    body: `<script>var NFCMS_SITE_ID = '200001'; var NFCMS_POST_ID = '${number(view.path, 7)}';</script>
<div class="mnav">${crumbs(trailOf(column.column))}</div>
<h1 class="info_title">${escape(view.paper.title)}</h1><div class="info_fbt">发布时间：${dateOf(view)}</div>
<div class="news_cont_d_wrap tyxxy_main">${view.body()}</div>
<div class="tyxxy_fj">${view.files.map((file) => `<a href="http://${column.site.hosts[0]!}${escape(file.path)}">${escape(file.offer.name)}</a>`).join('')}</div>`,
  });

export const nfcms: Template = {
  article: (paper, column) => `${column.path}content/post_${paper.id ?? number(paper.title + paper.on, 7)}.html`,
  file: (offer, paper, _column, index) => `/attachment/0/531/${number(`${paper.title} ${index}`, 6)}/${number(`${paper.title} file ${index}`, 7)}.${suffixOf(offer)}`,
  list, page: article,
};
