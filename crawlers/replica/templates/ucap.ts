/** UCAP: the list is drawn from a JSON interface by `meta[name=channelid]`; articles in custom elements. */
import { escape, html, json } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, fileLinks, page, slice, trailOf } from '../chrome.ts';
import type { Answer, Ask, Column } from '../site.ts';
import type { Template } from '../template.ts';
import { madeUp, number, suffixOf } from '../view.ts';
import type { ColumnView, PaperView } from '../view.ts';

const channelOf = (column: Column): string => madeUp(`channel ${column.path}`).slice(0, 32);
const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;
const INTERFACE = /^\/(?:common\/search|searchList)\/([0-9a-f]{32})$/;

const resultOf = (view: PaperView, host: string): Record<string, unknown> => ({
  title: view.paper.link ?? view.paper.title,
  url: view.path.startsWith('/') ? `//${host}${view.path}` : view.path,
  publishedTimeStr: `${dateOf(view)} 09:30:00`, content: '', contentHtml: '', manuscriptId: madeUp(view.path).slice(0, 32),
  resList: view.files.map((file) => ({ fileName: file.offer.name, filePath: file.path })),
  domainMetaList: [{ resultList: [{ key: 'syh', name: '索引号', value: `${number(view.path, 9)}/${dateOf(view).slice(0, 4)}-${number(view.path, 5)}` }, { key: 'fwrq', name: '发文日期', value: dateOf(view) }] }],
});

function list(view: ColumnView, { url }: Ask): Answer | null {
  const { site, column } = view;
  const api = INTERFACE.exec(url.pathname);
  if (api) {
    if (api[1] !== channelOf(column)) return null;
    const size = Number(url.searchParams.get('_pageSize') ?? 15);
    const at = Number(url.searchParams.get('page') ?? 1);
    const { rows } = slice(view.rows, size, Math.max(at, 1) - 1);
    return json({ code: 200, msg: '', data: { page: at, rows: size, total: view.rows.length, channelId: channelOf(column), results: rows.map((row) => resultOf(row, site.hosts[0]!)) } });
  }
  // Where the directory itself answers 404, its list still stands under the platform's own name.
  const names = column.settings?.bare === 'no' ? ['common_list.shtml'] : ['', 'common_list.shtml', 'list.shtml'];
  if (!names.some((name) => url.pathname === column.path + name)) return null;
  const base = column.settings?.interface ?? '/common/search/';
  const inline = column.settings?.rows === 'inline'
    ? `<ul class="list">${view.rows.map((row) => `<li><a href="${escape(row.path)}" title="${escape(row.paper.link ?? row.paper.title)}">${escape(row.paper.link ?? row.paper.title)}</a><span>${dateOf(row)}</span></li>`).join('\n')}</ul>`
    : `<ul class="list" id="ucap-list"></ul><div class="page"></div><script src="/ucap/common_list.js" data-url="${base}${channelOf(column)}?page=1&amp;_pageSize=15&amp;_isAgg=true&amp;_isJson=true&amp;_template=index"></script>`;
  return html(page(site, {
    title: `${column.name}_${site.name}`, head: `${columnMeta(column)}\n<meta name="channelid" content="${channelOf(column)}">`,
    body: `<div class="crumb">${crumbs(trailOf(column))}</div>\n${inline}`,
  }));
}

/** Cuts the text where the browser is to turn the page. */
const paged = (body: string): string => body.replace(/(<table)/, '<p>#PAGE_BREAK#</p>\n$1');

const article = (view: PaperView, column: ColumnView): string =>
  page(column.site, {
    title: `${view.paper.title}_${column.site.name}`, head: `${articleMeta(column.site, view, '17:18', ' /')}\n<meta name="channelid" content="${channelOf(column.column)}">`,
    body: `<div class="crumb">${crumbs([...trailOf(column.column), ...(view.paper.trail ?? [])])}</div>
<h2><UCAPTITLE>${escape(view.paper.title)}</UCAPTITLE></h2><div class="info">发布时间：${dateOf(view)} 17:18</div>
<div id="UCAP-CONTENT"><UCAPCONTENT>${column.column.settings?.breaks === 'yes' ? paged(view.body()) : view.body()}</UCAPCONTENT></div>
<div class="fj">${fileLinks(view)}</div>`,
  });

export const ucap: Template = {
  article: (paper, column) => {
    const month = paper.on.slice(0, 7).replace('-', '');
    const made = madeUp(paper.title + paper.on).slice(0, 32);
    if (column.settings?.address === 'c00') return `${column.path}${month}/c00_${paper.id ?? number(made, 8)}.shtml`;
    if (column.settings?.address === 'day') return `${column.path}${paper.on.split('-').map(Number).join('/')}/${paper.id ?? made}.shtml`;
    if (column.settings?.address === 'number') return `${column.path}${month}/${paper.id ?? number(made, 9)}.shtml`;
    return `${column.path}${month}/${paper.id ?? made}.shtml`;
  },
  file: (offer, paper, column, index) => `${column.path}${paper.on.slice(0, 7).replace('-', '')}/files/${madeUp(`${paper.title} ${index}`).slice(0, 32)}.${suffixOf(offer)}`,
  list, page: article,
};
