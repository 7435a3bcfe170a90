/** gkmlpt, Guangdong's directory of disclosed information: a page that holds its configuration, and an interface behind it. */
import { escape, html, json } from '../answer.ts';
import { articleMeta, page } from '../chrome.ts';
import type { Answer, Ask, Column } from '../site.ts';
import type { Template } from '../template.ts';
import { number, suffixOf } from '../view.ts';
import type { ColumnView, PaperView } from '../view.ts';

const SID = '755041';
const categoryOf = (column: Column): number => Number(number(`category ${column.path}`, 5));
const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;
const idOf = (view: PaperView): number => Number(/_(\d+)\.html$/.exec(view.path)?.[1] ?? number(view.path, 7));

/** JSON as the page's script holds it: no markup in it. */
const scripted = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003C').replaceAll('>', '\\u003E');

/** The tree of categories; the annual reports are a leaf, or only a jump to another platform's column. */
const tree = (view: ColumnView): unknown[] => [
  { id: 11001, name: '机构职能', jump_url: '', children: [], post_count: 3 },
  { id: 11002, name: '政策', jump_url: '', children: [{ id: 11003, name: '规范性文件', jump_url: '', children: [], post_count: 12 }], post_count: 12 },
  {
    id: 11004, name: '政府信息公开', jump_url: '', post_count: view.rows.length,
    children: [
      { id: 11005, name: '政府信息公开指南', jump_url: '', children: [], post_count: 1 },
      { id: categoryOf(view.column), name: view.column.name, jump_url: view.column.settings?.jump ?? '', children: [], post_count: view.column.settings?.jump ? 0 : view.rows.length },
    ],
  },
];

const rowOf = (view: PaperView, host: string): Record<string, unknown> => ({
  id: idOf(view), title: view.paper.link ?? view.paper.title, document_number: '', publisher: '', identifier: `${number(view.path, 9)}/${dateOf(view).slice(0, 4)}-${number(view.path, 5)}`,
  date: Date.parse(`${dateOf(view)}T01:00:00Z`) / 1000, create_time: `${dateOf(view)} 09:00:00`, created_at: `${dateOf(view)} 09:00:00`,
  display_publish_time: Date.parse(`${dateOf(view)}T01:00:00Z`) / 1000, first_publish_time: Date.parse(`${dateOf(view)}T01:00:00Z`) / 1000,
  url: `http://${host}${view.path}`, post_url: `http://${host}${view.path}`,
  attachment: view.files.map((file, i) => ({ id: idOf(view) * 10 + i, name: file.offer.name, type: suffixOf(file.offer), mime: file.type, size: 0, url: `http://${host}${file.path}` })),
  classify_main_name: view.column.name, is_expired: 0, is_abolished: 0,
});

function list(view: ColumnView, { url }: Ask): Answer | null {
  const { site, column } = view;
  if (url.pathname === column.path) {
    return html(page(site, {
      title: `${site.name}政府信息公开平台`,
      body: `<div id="app"></div>
<script>window._CONFIG = { BASE_URL: '/gkmlpt', SID: '${SID}', SERVICE_AREA_ID: '1', SITE_NAME: '${site.name}', TREE: ${scripted(tree(view))}, DETAIL: null };</script>
<script src="/gkmlpt/static/app.js"></script>`,
    }));
  }
  const api = /^\/gkmlpt\/api\/all\/(\d+)$/.exec(url.pathname);
  if (!api || column.settings?.jump || (api[1] !== '0' && api[1] !== String(categoryOf(column)))) return null;
  if (url.searchParams.get('sid') !== SID) return json({ classify: null, total: 0, articles: [] });
  const size = Number(column.settings?.size ?? 100);
  // Pages 0 and 1 are the same.
  const at = Math.max(0, Number(url.searchParams.get('page') ?? 1) - 1);
  const rows = view.rows.slice(at * size, (at + 1) * size);
  return json({ classify: { id: categoryOf(column), name: column.name, post_count: view.rows.length }, total: view.rows.length, articles: rows.map((row) => rowOf(row, site.hosts[0]!)) });
}

function article(view: PaperView, column: ColumnView): string {
  const body = view.body();
  const fields = [['索 引 号：', `${number(view.path, 9)}`], ['分类：', column.column.name], ['发布机构：', column.site.name], ['成文日期：', dateOf(view)], ['名 称：', view.paper.title], ['文号：', ''], ['发布日期：', dateOf(view)], ['主题词：', '']];
  return page(column.site, {
    title: view.paper.title, head: articleMeta(column.site, view, '09:00:00'),
    body: `<table class="classify">${fields.map(([label, value]) => `<tr><td>${label!}</td><td>${escape(value!)}</td></tr>`).join('')}</table>
<div class="content article-content">${body}</div>
<div class="fj">${view.files.map((file) => `<a class="nfw-cms-attachment" href="${escape(file.path)}" alt="${escape(file.offer.name)}">${escape(file.offer.name)}</a>`).join('')}</div>
<script>window._CONFIG = { SID: '${SID}', DETAIL: ${scripted({ id: idOf(view), title: view.paper.title, content: body })} };</script>`,
  });
}

export const gkmlpt: Template = {
  article: (paper, column) => {
    const id = paper.id ?? number(paper.title + paper.on, 7);
    return `/gkmlpt/content/${id.slice(0, 1)}/${id.slice(0, 4)}/${column.settings?.post ?? 'post'}_${id}.html`;
  },
  file: (offer, paper, _column, index) => `/gkmlpt/attachment/0/531/${number(`${paper.title} ${index}`, 6)}/${number(`${paper.title} file ${index}`, 7)}.${suffixOf(offer)}`,
  list, page: article,
};
