/** 上海: `YYYYMMDD/HEX32.html`; the older list `/info/iList.jsp` names its next page by a query alone. */
import { escape, html } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, fileLinks, page, perPageOf, slice, trailOf } from '../chrome.ts';
import type { Answer, Ask, Column } from '../site.ts';
import type { Template } from '../template.ts';
import { madeUp, number, suffixOf } from '../view.ts';
import type { ColumnView, PaperView } from '../view.ts';

const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;
const isOld = (column: Column): boolean => column.path.startsWith('/info/iList.jsp');

function list(view: ColumnView, { url }: Ask): Answer | null {
  const { site, column } = view;
  const own = new URL(column.path, 'http://replica.invalid');
  if (url.pathname !== own.pathname) return null;
  for (const [name, value] of own.searchParams) if (url.searchParams.get(name) !== value) return null;
  const at = Number(url.searchParams.get('cur_page') ?? 1);
  const { rows, pages } = slice(view.rows, isOld(column) ? perPageOf(column) : 1000, at - 1);
  const query = (to: number): string => `?${[...own.searchParams].map(([name, value]) => `${name}=${value}`).join('&amp;')}&amp;cur_page=${to}`;
  const inside = isOld(column)
    ? `<div class="info-list"><table><tbody>${rows.map((row) => `<tr><td><a href="${escape(row.path)}" target="_blank">${escape(row.paper.title)}</a></td><td>${dateOf(row)}</td></tr>`).join('\n')}</tbody></table></div>
<div class="pages">${at > 1 ? `<a href="${query(at - 1)}">上一页</a>` : ''} ${at < pages ? `<a href="${query(at + 1)}">下一页</a>` : ''}</div>`
    : `<ul class="tadaty-list">${rows.map((row) => `<li><a href="${escape(row.path)}" title="${escape(row.paper.title)}">${escape(row.paper.title)}</a><span class="time">${dateOf(row)}</span></li>`).join('\n')}</ul>`;
  return html(page(site, {
    title: `${column.name}_${site.name}`, head: columnMeta(column),
    body: `<div class="crumb">${crumbs(trailOf(column))}</div>
${column.nodes ? `<ul class="menu">${column.nodes.map((node) => `<li><a href="${escape(node.path)}">${escape(node.name)}</a></li>`).join('')}</ul>` : ''}
${inside}`,
  }));
}

const article = (view: PaperView, column: ColumnView): string =>
  page(column.site, {
    title: `${view.paper.title}_${column.site.name}`, head: articleMeta(column.site, view),
    body: `<div class="crumb">${crumbs(trailOf(column.column))}</div>
<h2 id="ivs_title">${escape(view.paper.title)}<small class="PBtime">（${dateOf(view)}）</small></h2>
<div id="ivs_content" class="Article_content">${view.body()}
${fileLinks(view)}</div>`,
  });

export const shanghai: Template = {
  article: (paper, column) => {
    const folder = isOld(column) ? '/xxgk/zfxxgk/nb/' : column.path;
    return `${folder}${paper.on.replaceAll('-', '')}/${paper.id ?? madeUp(paper.title + paper.on).slice(0, 32)}.html`;
  },
  file: (offer, paper, _column, index) => `/cmsres/${number(paper.title, 2)}/${madeUp(`${paper.title} ${index}`).slice(0, 32)}.${suffixOf(offer)}`,
  list, page: article,
};
