/** Hanweb JCMS: `/col/colN/index.html`, rows inside CDATA inside a script, further rows from `dataproxy.jsp`. */
import { bytes, escape, html, text, utf8 } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, offered, page, perPageOf, slice, trailOf } from '../chrome.ts';
import { encodeGb } from '../render/gb18030.ts';
import type { Answer, Ask, Column, Paper } from '../site.ts';
import type { Template } from '../template.ts';
import { madeUp, number, suffixOf } from '../view.ts';
import type { ColumnView, PaperView } from '../view.ts';

const PROXY = '/module/web/jpage/dataproxy.jsp';
const idOf = (column: Column): string => /col(\d+)/.exec(column.path)![1]!;
const unitOf = (column: Column): string => number(`unit ${column.path}`, 6);
const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;

/** Titles that are too long are cut in the text and whole in the attribute. */
const shortened = (title: string): string => (title.length > 18 ? `${title.slice(0, 16)}...` : title);

const record = (view: PaperView, column: Column): string => {
  const title = view.paper.link ?? view.paper.title;
  const shown = column.settings?.cut === 'yes' ? shortened(title) : title;
  const day = column.settings?.split === 'yes' ? dateOf(view).replace(/^(\d{4}-)/, '$1\n') : dateOf(view);
  return `<record><![CDATA[ <li class="clearfix"><s></s><a class="bt_link" href="${escape(view.path)}" title="${escape(title)}" target="_blank">${escape(shown)}</a><span class="pull-right">${day}</span></li>]]></record>`;
};

const store = (rows: readonly PaperView[], column: Column, next: string): string =>
  `<datastore>${next}<recordset><ul id="information-list"></ul>\n${rows.map((row) => record(row, column)).join('\n')}\n</recordset></datastore>`;

const nextGroup = (column: Column, at: number): string =>
  `<nextgroup><![CDATA[<a href="${PROXY}?page=${at}&webid=73&columnid=${idOf(column)}&unitid=${unitOf(column)}"></a>]]></nextgroup>\n`;

/** Rows in script arrays, as one city prints them. */
const arrays = (rows: readonly PaperView[]): string => `<script>
var urls = new Array(); var headers = new Array(); var year = new Array(); var xkrq = new Array();
${rows.map((row, i) => `urls[${i}] = '${row.path}'; headers[${i}] = "${row.paper.link ?? row.paper.title}"; year[${i}] = '${dateOf(row).slice(0, 4)}'; xkrq[${i}] ='${dateOf(row)}';`).join('\n')}
for (var i = 0; i < urls.length; i++) { document.write('<li><a href="' + urls[i] + '">' + headers[i] + '</a>' + xkrq[i] + '</li>'); }
</script>`;

function listPage(view: ColumnView): string {
  const { site, column } = view;
  const { rows, pages } = slice(view.rows, perPageOf(column), 0);
  const inside = column.settings?.rows === 'arrays'
    ? `<ul class="list">${arrays(view.rows)}</ul>`
    : `<div id="${unitOf(column)}"><script type="text/xml">${store(rows, column, pages > 1 ? nextGroup(column, 1) : '')}</script></div>
<script>jpage.init({unitid:'${unitOf(column)}', totalRecord:${view.rows.length}, perPage:${perPageOf(column)}, proxyUrl:'${PROXY}', webid:73, columnid:${idOf(column)}});</script>`;
  return page(site, {
    title: `${site.name} ${column.name}`, head: columnMeta(column),
    body: `<div class="bt_position">您当前的位置：${crumbs(trailOf(column))}</div>\n<div class="default_pgContainer">${inside}</div>`,
  });
}

/** The data interface: a page by number, or rows by position, which wants the column as its referrer. */
function proxy(view: ColumnView, { url, form, headers, method }: Ask): Answer {
  const { column } = view;
  // As long as the real one: a page of blanks and nothing else.
  if (column.settings?.proxy === 'dead') return text('<datastore><recordset></recordset></datastore>'.padEnd(54), 'text/xml;charset=UTF-8');
  const first = Number(url.searchParams.get('startrecord') ?? form.get('startrecord') ?? 0);
  if (first > 0) {
    if (method === 'POST' && !headers.referer) return text('', 'text/xml;charset=UTF-8');
    const last = Number(url.searchParams.get('endrecord') ?? form.get('endrecord') ?? first);
    return text(store(view.rows.slice(first - 1, last), column, ''), 'text/xml;charset=UTF-8');
  }
  const at = Number(url.searchParams.get('page') ?? 1);
  const { rows, pages } = slice(view.rows, perPageOf(column), at);
  return text(store(rows, column, at + 1 < pages ? nextGroup(column, at + 1) : ''), 'text/xml;charset=UTF-8');
}

const list = (view: ColumnView, ask: Ask): Answer | null => {
  if (ask.url.pathname === view.column.path) return html(listPage(view));
  const asked = ask.url.searchParams.get('columnid') ?? ask.form.get('columnid');
  return ask.url.pathname === PROXY && asked === idOf(view.column) ? proxy(view, ask) : null;
};

const icon = (name: string): string => `<img src="/module/jslib/icons/${name.endsWith('pdf') ? 'pdf' : 'word'}.png" align="absmiddle" border="0">`;

function article(view: PaperView, column: ColumnView): string {
  const { paper } = view;
  const files = offered(view).map((file) => `<p>附件：<a href="${escape(file.path)}">${icon(file.offer.name)}${escape(file.offer.name)}</a></p>`).join('\n');
  return page(column.site, {
    title: `${column.site.name} ${column.column.name} ${paper.title}`, head: articleMeta(column.site, view, '09:08'),
    body: `<div class="bt_position">您当前的位置：${crumbs([...trailOf(column.column), ...(paper.trail ?? [])])}</div>
<table class="bt-article-y"><tr><td class="title_w">${escape(paper.title)}</td></tr><tr><td>发布日期：</td><td>${dateOf(view)}</td></tr></table>
<meta name="ContentStart">
<div id="zoom" class="main-txt artile_zw">${view.body()}
${files}</div>
<meta name="ContentEnd">`,
  });
}

/** Downloads come as octets, and name themselves in raw GBK. */
export const download = (body: Uint8Array, name: string): Answer =>
  bytes(body, 'application/octet-stream', { 'content-disposition': `attachment; filename="${Buffer.from(encodeGb(name, true)).toString('latin1')}"` });

export const hanweb: Template = {
  article: (paper: Paper, column) => {
    const [year, month, day] = paper.on.split('-').map(Number);
    return `/art/${year!}/${month!}/${day!}/art_${idOf(column)}_${paper.id ?? number(paper.title + paper.on, 6)}.html`;
  },
  file: (offer, paper, _column, index) => `/module/download/downfile.jsp?classid=0&filename=${madeUp(`${paper.title} ${index}`).slice(0, 32)}.${suffixOf(offer)}`,
  list, page: article,
  extra(columns, { url }) {
    if (url.pathname !== '/module/download/downfile.jsp') return null;
    for (const { rows } of columns) {
      for (const file of rows.flatMap((row) => row.files)) {
        if (file.path === url.pathname + url.search) return download(file.bytes(), file.offer.name);
      }
    }
    return bytes(utf8('<html><body>文件不存在</body></html>'), 'text/html');
  },
};
