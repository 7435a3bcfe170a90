/** VSB: `/info/TREE/ID.htm`, list pages that count down, downloads that want a referrer, PDF files inside a script's call. */
import { bytes, escape, html } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, page, perPageOf, slice, trailOf } from '../chrome.ts';
import { NOTICE } from '../notice.ts';
import type { Answer, Ask, Column } from '../site.ts';
import type { Template } from '../template.ts';
import { madeUp, number, suffixOf } from '../view.ts';
import type { ColumnView, FileView, PaperView } from '../view.ts';

const DOWNLOAD = '/system/_content/download.jsp';
const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;
const treeOf = (column: Column): string => column.settings?.tree ?? number(column.path, 4);
/** `/zfxxgknb.htm` is the newest page; the next ones are `/zfxxgknb/N.htm`, N counting down to 1. */
const base = (column: Column): string => column.path.replace(/\.htm$/, '');

function list(view: ColumnView, { url }: Ask): Answer | null {
  const { site, column } = view;
  const { pages } = slice(view.rows, perPageOf(column), 0);
  const down = new RegExp(`^${base(column)}/(\\d+)\\.htm$`).exec(url.pathname);
  const at = url.pathname === column.path ? 0 : down ? pages - Number(down[1]) : -1;
  if (at < 0 || at >= pages || (down && at === 0)) return null;
  const { rows } = slice(view.rows, perPageOf(column), at);
  const next = at + 1 < pages ? `<a href="${at === 0 ? `${base(column).slice(1)}/` : ''}${pages - at - 1}.htm" class="Next">下页</a>` : '<span class="Next">下页</span>';
  const up = at === 0 ? '' : '../';
  return html(page(site, {
    title: `${column.name}-${site.name}`, head: columnMeta(column),
    body: `<div class="dqwz">当前位置：${crumbs(trailOf(column))}</div>
<ul class="list">${rows.map((row) => `<li id="line_u8_${number(row.path, 2)}"><a href="${up}${row.path.slice(1)}" target="_blank" title="${escape(row.paper.link ?? row.paper.title)}">${escape(row.paper.link ?? row.paper.title)}</a><span>${dateOf(row)}</span></li>`).join('\n')}</ul>
<div class="pb_sys_common"><span class="p_t">共${view.rows.length}条</span> <span class="p_no">${at + 1}/${pages}</span> ${next}</div>`,
  }));
}

const offered = (file: FileView, index: number): string =>
  file.path.startsWith('/__local/')
    ? `<script>showVsbpdfIframe("${file.path}","100%","600","${index}")</script>`
    : `<li>附件【<a href="${escape(file.path)}" target="_blank">${escape(file.offer.name)}</a>】已下载<span id="nattach${index}">146</span>次</li>`;

const article = (view: PaperView, column: ColumnView): string =>
  page(column.site, {
    title: `${view.paper.title}-${column.site.name}`, head: articleMeta(column.site, view),
    body: `<div class="dqwz">当前位置：${crumbs(trailOf(column.column))}</div>
<form name="_newscontent_fromname"><h1>${escape(view.paper.title)}</h1><div>发布时间：${dateOf(view)}　点击：<script>_showDynClicks("wbnews", 1744984858, ${number(view.path, 5)})</script></div>
<div id="vsb_content"><div class="v_news_content">${view.body()}</div></div>
<ul style="list-style-type:none;">${view.files.map(offered).join('\n')}</ul></form>`,
  });

const errorPage = (words: string): Answer =>
  html(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>系统提示</title><style>${'.tip{color:#333}'.repeat(240)}</style></head><body><div class="tip">${words}</div><p>${NOTICE}</p></body></html>`);

/** Asks for the code of a picture; no program is to answer it. */
const captcha = errorPage('<h3>附件下载</h3><form action="/system/_content/download.jsp" method="post">请输入验证码：<input name="codeValue"><img src="/system/resource/js/filedownload/createimage.jsp"><input type="submit" value="下载"></form>');

export const vsb: Template = {
  article: (paper, column) => `/info/${treeOf(column)}/${paper.id ?? number(paper.title + paper.on, 5)}.htm`,
  file: (offer, paper, _column, index) => {
    const hex = madeUp(`${paper.title} ${index}`).toUpperCase();
    return offer.kind === 'pdf' && offer.carries
      ? `/__local/${hex.slice(0, 1)}/${hex.slice(1, 3)}/${hex.slice(3, 5)}/${hex.slice(5, 37)}.${suffixOf(offer)}`
      : `${DOWNLOAD}?urltype=news.DownloadAttachUrl&owner=1744984858&wbfileid=${number(hex, 8)}`;
  },
  list, page: article,
  extra(columns, { url, headers }) {
    if (url.pathname !== DOWNLOAD) return null;
    for (const { column, rows } of columns) {
      for (const file of rows.flatMap((row) => row.files)) {
        if (file.path !== url.pathname + url.search) continue;
        if (!headers.referer) return errorPage('对不起，您没有权限下载该附件。');
        if (column.settings?.captcha === file.offer.kind) return captcha;
        return bytes(file.bytes(), 'application/octet-stream', { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.offer.name)}` });
      }
    }
    return errorPage('对不起，该附件不存在。');
  },
};
