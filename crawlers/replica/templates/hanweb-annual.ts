/** Hanweb's view of annual reports: one address for all years, `fbtime` is the fiscal year; a year without report is an empty template. */
import { escape, html } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, page, trailOf } from '../chrome.ts';
import type { Answer, Ask } from '../site.ts';
import type { Template } from '../template.ts';
import { hanweb } from './hanweb.ts';
import type { ColumnView, PaperView } from '../view.ts';

const frame = (column: ColumnView, head: string, title: string, inside: string): string =>
  page(column.site, {
    title, head,
    body: `<div class="bt_position">您当前的位置：${crumbs(trailOf(column.column))}</div>
<div class="nb_years">${column.rows.map((row) => `<a href="${escape(row.path)}">${row.paper.report?.year ?? ''}年</a>`).join(' ')}</div>
<div class="nb_main">${inside}</div>`,
  });

const article = (view: PaperView, column: ColumnView): string =>
  frame(column, articleMeta(column.site, view), `${view.paper.title}`, `<div class="title_w">${escape(view.paper.title)}</div><div>发布日期：${view.paper.on}</div><div id="zoom">${view.body()}</div>`);

function list(column: ColumnView, { url }: Ask): Answer | null {
  if (!`${url.pathname}${url.search}`.startsWith(column.column.path)) return null;
  const year = url.searchParams.get('fbtime');
  const wanted = year === null ? column.rows[0] : column.rows.find((row) => String(row.paper.report?.year) === year);
  return html(wanted ? article(wanted, column) : frame(column, columnMeta(column.column), column.column.name, '<div class="title_w"></div><div id="zoom"></div>'));
}

export const hanwebAnnual: Template = {
  ...hanweb,
  article: (paper, column) => `${column.path}&fbtime=${paper.report!.year}`,
  list, page: article,
};
