/** Families whose lists are ordinary anchors, and that differ in how they name an article and the following pages. */
import { escape, html } from '../answer.ts';
import { articleMeta, columnMeta, crumbs, fileLinks, page, perPageOf, slice, trailOf } from '../chrome.ts';
import type { Answer, Ask, Column, Paper } from '../site.ts';
import type { Template } from '../template.ts';
import { madeUp, number, suffixOf } from '../view.ts';
import type { ColumnView, PaperView } from '../view.ts';

interface Shape {
  /** Path of an article. */
  article: (paper: Paper, column: Column, made: { hex: string; digits: (count: number) => string }) => string;
  /** Path of the list's page `at`, counted from 0. */
  listPage: (column: Column, at: number) => string;
  file?: (folder: string, hex: string, day: string) => string;
}

const dateOf = (view: PaperView): string => view.paper.row ?? view.paper.on;
const titleOf = (view: PaperView): string => view.paper.link ?? view.paper.title;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

function shaped(shape: Shape): Template {
  const articlePath = (paper: Paper, column: Column): string => {
    const seed = paper.title + paper.on;
    return shape.article(paper, column, { hex: madeUp(seed), digits: (count) => number(seed, count) });
  };
  function list(view: ColumnView, { url }: Ask): Answer | null {
    const { site, column } = view;
    const { pages } = slice(view.rows, perPageOf(column), 0);
    const at = Array.from({ length: pages }, (_, i) => i).find((i) => url.pathname === shape.listPage(column, i));
    if (at === undefined) return null;
    const { rows } = slice(view.rows, perPageOf(column), at);
    const pager = pages > 1 ? `<div class="page">${Array.from({ length: pages }, (_, i) => `<a href="${shape.listPage(column, i)}">${i + 1}</a>`).join(' ')}${at + 1 < pages ? ` <a class="next" href="${shape.listPage(column, at + 1)}">下一页</a>` : ''}</div>` : '';
    return html(page(site, {
      title: `${column.name}_${site.name}`, head: columnMeta(column),
      body: `<div class="position">您当前所在位置：${crumbs(trailOf(column))}</div>
${column.nodes ? `<ul class="left-menu">${column.nodes.map((node) => `<li><a href="${node.path}">${escape(node.name)}</a></li>`).join('')}</ul>` : ''}
<div class="list"><ul>${rows.map((row) => `<li><a href="${escape(row.path)}" target="_blank">${escape(titleOf(row))}</a><span>${dateOf(row)}</span></li>`).join('\n')}</ul></div>${pager}`,
    }));
  }
  const article = (view: PaperView, column: ColumnView): string =>
    page(column.site, {
      title: `${view.paper.title}_${column.site.name}`, head: articleMeta(column.site, view, column.column.settings?.time ?? '10:19'),
      body: `<div class="position">您当前所在位置：${crumbs([...trailOf(column.column), ...(view.paper.trail ?? [])])}</div>
<h1 class="title">${escape(view.paper.title)}</h1><div class="info">发布时间：${dateOf(view)}　【打印】【字体：大 中 小】</div>
<div class="content" id="content">${view.body()}
${fileLinks(view)}</div>`,
    });
  return {
    article: articlePath,
    file: (offer, paper, column, index) => {
      const hex = madeUp(`${paper.title} ${index}`);
      return `${shape.file?.(folderOf(articlePath(paper, column)), hex, paper.on) ?? `${folderOf(articlePath(paper, column))}${hex.slice(0, 16)}`}.${suffixOf(offer)}`;
    },
    list, page: article,
  };
}

const numbered = (column: Column, at: number): string => (at === 0 ? column.path : `${column.path}index_${at}.html`);
const day = (paper: Paper): [string, string, string] => paper.on.split('-') as [string, string, string];

/** 河南: `/YYYY/MM-DD/ID.html`, no column in the address. */
export const datePath = shaped({
  article: (paper, _, made) => `/${day(paper)[0]}/${day(paper)[1]}-${day(paper)[2]}/${paper.id ?? made.digits(7)}.html`,
  listPage: numbered,
  file: (_, hex, on) => `/attachment/${on.slice(0, 4)}/${on.slice(5)}/${hex.slice(0, 18)}`,
});

/** 昆明, the older 陕西: `/c/YYYY-MM-DD/ID.shtml`. */
export const cDate = shaped({ article: (paper, _, made) => `/c/${paper.on}/${paper.id ?? made.digits(7)}.shtml`, listPage: numbered });

/** 辽宁: each article is the index of a folder named by 32 hex digits, later by a time stamp. */
export const hexIndex = shaped({
  article: (paper, column, made) => `${column.path}${paper.id ?? (paper.on >= '2023' ? `${paper.on.replaceAll('-', '')}1${made.digits(5)}` : made.hex.slice(0, 32).toUpperCase())}/index.shtml`,
  listPage: (column, at) => (at === 0 ? column.path : `${column.path}index_${at}.shtml`),
});

/** 乌海: the index of a numbered folder. */
export const numidIndex = shaped({ article: (paper, column, made) => `${column.path}${paper.id ?? made.digits(7)}/index.html`, listPage: numbered });

/** 德州: folders of numbers. */
export const ncContent = shaped({
  article: (paper, column, made) => `${column.path.replace(/index\.html$/, '')}c${paper.id ?? made.digits(8)}/content.html`,
  listPage: (column, at) => (at === 0 ? column.path : column.path.replace(/index\.html$/, `index_${at}.html`)),
});

const asUuid = (hex: string): string => [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');

/** 河北: UUIDs for columns and articles. */
export const uuidPortal = shaped({
  article: (paper, column, made) => `/columns/${asUuid(madeUp(column.path))}/${paper.on.slice(0, 7).replace('-', '')}/${day(paper)[2]}/${asUuid(made.hex)}.html`,
  listPage: numbered,
});

/** 安康: `/Content-ID.html`. */
export const contentId = shaped({ article: (paper, _, made) => `/Content-${paper.id ?? made.digits(7)}.html`, listPage: numbered });
