/** What stands around every page of a portal: head, menu, breadcrumb, footer with the notice. */
import { escape } from './answer.ts';
import { NOTICE_SITE } from './notice.ts';
import type { Column, FileKind, Site } from './site.ts';
import type { PaperView } from './view.ts';

export const sectionOf = (site: Site): string => site.section ?? '/zfxxgk/';

export interface PageParts {
  title: string;
  /** Further elements of the head. */
  head?: string;
  body: string;
}

/** A whole page. */
export function page(site: Site, { title, head = '', body }: PageParts): string {
  const charset = site.charset?.meta ?? 'utf-8';
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="${charset}">
<meta name="SiteName" content="${escape(site.name)}">
<meta name="SiteDomain" content="${site.hosts[0]!}">
<meta name="SiteIDCode" content="0000000000">
<title>${escape(title)}</title>
${head}
</head>
<body>
<div class="header"><div class="logo">${escape(site.name)}</div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/jggk/">机构概况</a></li><li><a href="${sectionOf(site)}">政府信息公开</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>
${body}
<div class="footer"><p>主办：${escape(site.name)}　网站标识码：0000000000</p><p class="notice">${escape(NOTICE_SITE)}</p></div>
</body>
</html>
`;
}

/** Breadcrumb in words: 首页 > … */
export const crumbs = (trail: readonly string[], separator = ' &gt; '): string => ['首页', ...trail].map((name) => `<a href="/">${escape(name)}</a>`).join(separator);

export const trailOf = (column: Column): string[] => [...column.trail, column.name];

/** The meta tags that the labelling rules for government sites ask of a column. */
export const columnMeta = (column: Column): string => `<meta name="ColumnName" content="${escape(column.name)}">\n<meta name="ColumnType" content="政府信息公开">`;

/** And of an article; some platforms close their tags. */
export function articleMeta(site: Site, view: PaperView, time = '10:19', closing = ''): string {
  const { paper, column } = view;
  return [
    ['ArticleTitle', paper.title], ['PubDate', `${paper.row ?? paper.on}${time === '' ? '' : ` ${time}`}`], ['ContentSource', site.name],
    ['ColumnName', column.name], ['ColumnType', '政府信息公开'],
  ].map(([name, content]) => `<meta name="${name!}" content="${escape(content!)}"${closing}>`).join('\n');
}

/** Pages of a list: rows from `page` (0-based) on. */
export function slice<T>(rows: readonly T[], perPage: number, page: number): { rows: T[]; pages: number } {
  return { rows: rows.slice(page * perPage, (page + 1) * perPage), pages: Math.max(1, Math.ceil(rows.length / perPage)) };
}

export const perPageOf = (column: Column): number => column.perPage ?? 15;

/** What an article shows itself, and offers no link to. */
const SHOWN: ReadonlySet<FileKind> = new Set(['png', 'frame']);

export const offered = ({ files }: PaperView): PaperView['files'] => files.filter(({ offer }) => !SHOWN.has(offer.kind));

/** Offered files as a list of links. */
export const fileLinks = (view: PaperView, wrap: (link: string) => string = (link) => `<p>${link}</p>`): string =>
  offered(view).map((file) => wrap(`<a href="${escape(file.path)}" target="_blank">${escape(file.offer.name)}</a>`)).join('\n');
