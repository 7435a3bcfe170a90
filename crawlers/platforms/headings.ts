/** What a page says of itself: the breadcrumb above a column, titles, and the names and contents of meta elements. */
import { collapse } from './page.ts';
import type { Page } from './platform.ts';

const HERE = /(?:[您你]?(?:现在|当前|目前)?(?:所在|所处)?的?位置|当前栏目)\s*(?:是|为)?\s*[:：]?/;
const STEP = /\s*(?:>+|›|»|＞+|→|\/|\\|\|)\s*/;

/** The column's words for itself: breadcrumb as `首页 > 政务公开 > …`, else the name in its meta, else the page's title. */
export function headingOf(page: Page): string {
  return breadcrumb(page) ?? (metaOf(page, 'ColumnName') || collapse(page.$('title').first().text()));
}

function breadcrumb(page: Page): string | null {
  const { $ } = page;
  const marked = $('a.CurrChnlCls').toArray().map((it) => collapse($(it).text())).filter((it) => it !== '');
  if (marked.length > 0) return [...new Set(marked)].join(' > ');
  for (const element of $('div, td, p, span, ul, dl, h2, h3, em, label, li').toArray()) {
    // The label stands in the element itself, or in an element of its own at its start.
    const own = element.children.map((it) => (it.type === 'text' ? it.data : '')).join('');
    if (!HERE.test(own)) continue;
    for (const holder of [$(element), $(element).parent(), $(element).parent().parent()]) {
      const text = collapse(holder.text());
      if (text.length > 200) break;
      const steps = text.slice(text.search(HERE)).replace(HERE, '').split(STEP).map((it) => it.trim()).filter((it) => it !== '');
      if (steps.length > 0) return steps.join(' > ');
    }
  }
  return null;
}

/** Content of `<meta name=…>`, the name compared without case; '' where there is none. */
export function metaOf(page: Page, name: string): string {
  const wanted = name.toLowerCase();
  for (const element of page.$('meta[name], meta[property]').toArray()) {
    const given = element.attribs['name'] ?? element.attribs['property'] ?? '';
    if (given.trim().toLowerCase() === wanted) return collapse(element.attribs['content'] ?? '');
  }
  return '';
}

const LONGEST_TITLE = 300;

/** The page's title without the name of the site behind it: `…--中华人民共和国应急管理部`, `…_某市应急管理局`. */
export function pageTitle(page: Page): string {
  const title = collapse(page.$('title').first().text()).slice(0, LONGEST_TITLE);
  return title.replace(/\s*(?:--+|——|_+|\|| - |-(?=[^-\d]*(?:网|部|厅|局|政府|委员会)[^-]*$))[^]*$/, '').trim() || title;
}
