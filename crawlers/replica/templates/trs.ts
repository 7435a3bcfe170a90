/** TRS WCM: `YYYYMM/tYYYYMMDD_ID.html` beside the list, `./` links, pagers drawn by script, files named P0… and W0…. */
import { escape, html } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, fileLinks, page, perPageOf, slice, trailOf } from '../chrome.ts';
import type { Answer, Ask, Column, Paper } from '../site.ts';
import type { Template } from '../template.ts';
import { number, suffixOf } from '../view.ts';
import type { ColumnView, PaperView } from '../view.ts';

const compact = (day: string): string => day.replaceAll('-', '');
/** `html`, `shtml` or `htm`. */
const extensionOf = (column: Column): string => column.settings?.extension ?? 'html';
const idOf = (paper: Paper): string => paper.id ?? number(paper.title + paper.on, 7);

/** As TRS writes links: relative where they can be. */
export const relative = (from: string, to: string): string => (to.startsWith(from) ? `./${to.slice(from.length)}` : to);

const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;
const linkOf = (view: PaperView, from: string): string => {
  const title = view.paper.link ?? view.paper.title;
  return `<a href="${escape(relative(from, view.path))}" title="${escape(title)}" target="_blank">${escape(title)}</a>`;
};

type Rows = (rows: readonly PaperView[], column: Column) => string;

/** Rows as different sites dress them. */
const ROWS: Readonly<Record<string, Rows>> = {
  list: (rows, column) => `<div class="lsj-list"><ul>${rows.map((row) => `<li>${linkOf(row, column.path)}<span>${dateOf(row)}</span></li>`).join('\n')}</ul></div>`,
  news: (rows, column) => `<ul class="cm-news-list">${rows.map((row) => `<li><span class="date">${dateOf(row)}</span>${linkOf(row, column.path)}</li>`).join('\n')}</ul>`,
  table: (rows, column) => `<table width="98%" border="0" class="gl_list">${rows.map((row) => `<tr height="28"><td width="82%">·${linkOf(row, column.path)}</td><td> ${dateOf(row)} </td></tr>`).join('\n')}</table>`,
  numbered: (rows, column) => `<table class="xxgk_table"><tr><th>索引号</th><th>名称</th><th>发布日期</th></tr>${rows.map((row) => `<tr><td>${indexOf(row)}</td><td>${linkOf(row, column.path)}</td><td>${dateOf(row)}</td></tr>`).join('\n')}</table>`,
  frame: (rows, column) => `<div class="scy_main_V2_list"><table>${rows.map((row) => `<tr><td>${linkOf(row, column.path)}</td><td class="fbsj">${dateOf(row)}</td></tr>`).join('\n')}</table></div>`,
};

const indexOf = (view: PaperView): string => `000014349/${dateOf(view).slice(0, 4)}-${number(view.path, 5)}`;

/** Pagers; none of them is an anchor in the markup. `at` counts from 0. */
const PAGERS: Readonly<Record<string, (pages: number, at: number, extension: string) => string>> = {
  'from-0': (pages, at, extension) => `<script>createPageHTML(${pages}, ${at}, "index", "${extension}");</script>`,
  'from-1': (pages, at, extension) => `<script>createPageHTML('page_div',${pages}, ${at + 1},'index','${extension}',${pages * 15});</script>`,
  inline: (pages, at, extension) => `<script>
var currentPage = ${at};//所在页从0开始
var prevPage = currentPage-1
var nextPage = currentPage+1
var countPage = ${pages}//共多少页
for(var i=0;i<countPage;i++){ if(i==0) document.write("<a href=\\"index.${extension}\\">1</a>"); else document.write("<a href=\\"index_" + i + ".${extension}\\">" + (i+1) + "</a>"); }
</script>`,
};

const nodesOf = (column: Column): string =>
  column.nodes ? `<ul class="left-menu">${column.nodes.map((node) => `<li><a href="${escape(relative(column.path, node.path))}">${escape(node.name)}</a></li>`).join('\n')}</ul>` : '';

/** Number of the list page that a path below the column asks for; null if it asks for something else. */
function pageAsked(column: Column, pathname: string): { page: number; frame: boolean } | null {
  if (!pathname.startsWith(column.path)) return null;
  const rest = pathname.slice(column.path.length);
  if (rest === '' || rest === `index.${extensionOf(column)}`) return { page: 0, frame: false };
  const frame = new RegExp(`^index_${frameId(column)}(?:_(\\d+))?\\.${extensionOf(column)}$`).exec(rest);
  if (frame) return { page: Number(frame[1] ?? 0), frame: true };
  const more = new RegExp(`^index_(\\d+)\\.${extensionOf(column)}$`).exec(rest);
  return more ? { page: Number(more[1]), frame: false } : null;
}

const frameId = (column: Column): string => number(column.path, 5);

function list(view: ColumnView, { url }: Ask): Answer | null {
  const { site, column } = view;
  const asked = pageAsked(column, url.pathname);
  if (!asked) return null;
  const { rows, pages } = slice(view.rows, perPageOf(column), asked.page);
  if (asked.page > 0 && rows.length === 0) return null;
  const dress = column.settings?.rows ?? 'list';
  if (asked.page > 0 && asked.frame !== (dress === 'frame')) return null;
  const extension = extensionOf(column);
  const inside = `${ROWS[dress]!(rows, column)}${(PAGERS[column.settings?.pager ?? 'from-0']!)(pages, asked.page, extension)}`;
  if (asked.frame) {
    if (dress !== 'frame') return null;
    const next = asked.page + 1 < pages ? `<a href="./index_${frameId(column)}_${asked.page + 1}.${extension}">下一页</a>` : '';
    return html(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escape(column.name)}</title></head><body>${ROWS.frame!(rows, column)}${next}</body></html>`);
  }
  const framed = `<div class="scy_main_r"><iframe src="./index_${frameId(column)}.${extension}" width="100%" height="900" frameborder="0"></iframe></div>`;
  return html(page(site, {
    title: `${column.name}_${site.name}`, head: columnMeta(column),
    body: `<div class="position">您现在的位置是：${['首页', ...trailOf(column)].map((name) => `<a href="../" title="${escape(name)}" class="CurrChnlCls">${escape(name)}</a>`).join('&nbsp;&gt;&gt;&nbsp;')}</div>
${nodesOf(column)}
${dress === 'frame' ? framed : inside}`,
  }));
}

const EDITORS: Readonly<Record<string, (inside: string) => string>> = {
  classic: (inside) => `<div class="view TRS_UEDITOR trs_paper_default trs_word">${inside}</div>`,
  old: (inside) => `<div class="article-box"><div class="TRS_Editor">${inside}</div></div>`,
  view: (inside) => `<div id="zoom"><div class="trs_editor_view TRS_UEDITOR trs_paper_default">${inside}</div></div>`,
};

/** The ministry's new template: a table of metadata, the text, the files below. */
function ministry(view: PaperView, column: ColumnView): string {
  const { paper } = view;
  const day = dateOf(view);
  const zh = `${day.slice(0, 4)}年${day.slice(5, 7)}月${day.slice(8)}日`;
  return page(column.site, {
    title: `${paper.title}--中华人民共和国应急管理部`, head: articleMeta(column.site, view),
    body: `<div class="scy_main_detail"><table><tr><td class="td_lable">标题：</td><td colspan="3">${escape(paper.title)}</td></tr>
<tr><td class="td_lable">索&nbsp;引&nbsp;号：</td><td>4/${day.slice(0, 4)}-${number(view.path, 5)}</td><td class="td_lable">发文字号：</td><td></td></tr>
<tr><td class="td_lable">成文日期：</td><td>${zh}</td><td class="td_lable">发布日期：</td><td>${zh}</td></tr></table></div>
<div id="content">${view.body()}</div>
<div class="scy_detail_bottom">${view.files.map((file, i) => `<a href="${escape(file.path)}">${i === 0 ? '下载原文' : escape(file.offer.name)}</a>`).join('\n')}</div>`,
  });
}

function article(view: PaperView, column: ColumnView): string {
  const dress = column.column.settings?.editor ?? 'view';
  if (dress === 'ministry' && dateOf(view) >= '2021') return ministry(view, column);
  const { paper } = view;
  const folder = view.path.slice(0, view.path.lastIndexOf('/') + 1);
  const files = fileLinks(view).replaceAll(`href="${escape(folder)}`, 'href="./');
  return page(column.site, {
    title: dress === 'ministry' ? `${paper.title}_中华人民共和国应急管理部` : `${paper.title}_${column.site.name}`,
    head: articleMeta(column.site, view),
    body: `<div class="position">当前位置：${crumbs([...trailOf(column.column), ...(paper.trail ?? [])])}</div>
<div class="youbiaodc_ind01">${dateOf(view)} 16:35　来源：${escape(column.site.name)}　<a href="javascript:window.print()">打印</a></div>
${(EDITORS[dress] ?? EDITORS.old!)(view.body())}
<div class="fujian">${files}</div>`,
  });
}

export const trs: Template = {
  article: (paper, column) =>
    column.settings?.address === 'id'
      ? `${column.path}t${paper.id ?? number(paper.title + paper.on, 8)}.${extensionOf(column)}`
      : `${column.path}${compact(paper.row ?? paper.on).slice(0, 6)}/t${compact(paper.row ?? paper.on)}_${idOf(paper)}.${extensionOf(column)}`,
  file: (offer, paper, column, index) => {
    const folder = column.settings?.address === 'id' ? column.path : `${column.path}${compact(paper.row ?? paper.on).slice(0, 6)}/`;
    const letter = offer.carries && offer.kind === 'docx' ? 'W' : 'P';
    return `${folder}${letter}0${compact(paper.on)}${number(`${paper.title} ${index}`, 12)}.${suffixOf(offer)}`;
  },
  list, page: article,
};
