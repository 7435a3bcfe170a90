/** A page read as an article: title, day, running text, files and pictures, by what portals have in common. */
import type { Cheerio } from 'cheerio';
import { dialectOf } from './addresses.ts';
import { attachmentsOf, framesOf, imagesOf } from './attachments.ts';
import { firstDay } from './days.ts';
import { metaOf, pageTitle } from './headings.ts';
import { collapse, collectText, printedOn, resolve } from './page.ts';
import type { Element } from './page.ts';
import type { Article, Attachment, Page } from './platform.ts';

/** What a family knows better than the common rules. */
export interface ArticleHints {
  /** Selectors of the running text, tried first. */
  body?: readonly string[];
  /** Title and markup of the text, where they stand in a script. */
  given?: { title?: string; publishedOn?: string | null; body?: Page; attachments?: Attachment[] };
}

/** Where the families keep the running text; ids and classes before wider ones. */
const BODIES = [
  'ucapcontent', '#UCAP-CONTENT', '.TRS_Editor', '.TRS_UEDITOR', '.trs_editor_view', '.TRS_PreAppend', '#zoom', '#Zoom', '#zoomcon', '#vsb_content', '[id^=vsb_content_]', '.v_news_content',
  '#ivs_content', '.Article_content', '.article-content', '.article_content', '#articleContent', '.news_cont_d_wrap', '.tyxxy_main', '.bt-article-y', '.artile_zw', '.main-txt',
  '.xxgk_content', '#contentText', '.j-fontContent', '.newscontnet', '.pages_content', '#content', '.content', '.article-box', '.article', '.main_content', '.con_text', '.view',
];

/** What the text must hold at least, for a page to be more than a stub. */
const LEAST_TEXT = 30;

/**
 * Reads a page as an article. Null where it is none: nothing that could be its text, an index (mostly links of articles),
 * a page that forwards, an error page, a captcha.
 */
export function articleOf(page: Page, hints: ArticleHints = {}): Article | null {
  if (isNoArticle(page)) return null;
  const { given } = hints;
  const source = given?.body ?? page;
  const body = given?.body ? source.$('body') : bodyOf(page, hints.body ?? []);
  if (body === null) return null;
  const attachments = unique([...(given?.attachments ?? []), ...attachmentsOf(page), ...(given?.body ? attachmentsOf(given.body) : [])]);
  const images = imagesOf(source, body);
  const text = textOf(body);
  if (text.length < LEAST_TEXT && attachments.length === 0 && images.length === 0) return null;
  if (isIndex(source, body, text.length, images.length > 0 && dialectOf(page.url) !== null)) return null;
  return {
    title: given?.title || titleOf(page),
    publishedOn: given?.publishedOn ?? dayOf(page),
    attachments,
    textLength: text.length,
    text: linesOf(body),
    images,
    frames: framesOf(source, body),
  };
}

const ERROR = /404|页面不存在|已删除|已被删除|找不到|无法访问|访问出错|出错了|未找到/;

function isNoArticle(page: Page): boolean {
  const { $, text } = page;
  if (text.trim() === '' || /^\s*[[{]/.test(text)) return true;
  if (ERROR.test($('title').first().text()) && text.length < 20_000) return true;
  // VSB asks for a code before it hands out a file; it is not solved.
  if ($('input[name=codeValue], #codeValue').length > 0) return true;
  return $('meta[http-equiv="refresh" i][content*="url" i]').length > 0 && text.length < 2000;
}

/** The element that holds the running text: one that families use for it, else, on an article's address, the densest. */
function bodyOf(page: Page, first: readonly string[]): Cheerio<Element> | null {
  const { $ } = page;
  for (const selector of [...first, ...BODIES]) {
    for (const element of $<Element, string>(selector).toArray()) {
      const found = $(element);
      if (textOf(found).length >= LEAST_TEXT || found.find('img, embed, object, iframe, a[href*=".pdf"], a[href*=".doc"], a[href*="down"]').length > 0) {
        if (!isChrome(found)) return found;
      }
    }
  }
  const claims = dialectOf(page.url) !== null || metaOf(page, 'ArticleTitle') !== '';
  return claims ? densest(page) : null;
}

/** Head, foot and menus, in which the common names are used as well; a film on a banner is no text either. */
function isChrome(element: Cheerio<Element>): boolean {
  return element.closest('header, footer, nav, [id*=footer], [class*=footer], [id=top], [class*=nav]').length > 0;
}

/** Goes down from the body as long as one child holds most of the text that is not in links. */
function densest(page: Page): Cheerio<Element> | null {
  const { $ } = page;
  let current = $<Element, string>('body').first();
  let weight = weightOf(page, current);
  if (weight < LEAST_TEXT) return null;
  for (let depth = 0; depth < 60; depth++) {
    const children = current.children().toArray().map((it) => $(it)).map((it) => ({ it, weight: weightOf(page, it) }));
    const heaviest = children.sort((a, b) => b.weight - a.weight)[0];
    if (heaviest === undefined || heaviest.weight < 0.75 * weight) break;
    current = heaviest.it;
    weight = heaviest.weight;
  }
  return current;
}

function weightOf(page: Page, element: Cheerio<Element>): number {
  const links = element.find('a').toArray().reduce((sum, it) => sum + squeezed(page.$(it).text()).length, 0);
  return textOf(element).length - links;
}

/** Running text without white space, scripts and marks of page breaks. */
function textOf(element: Cheerio<Element>): string {
  const own = element.clone();
  own.find('script, style, noscript, template').remove();
  return squeezed(own.text()).replaceAll('#PAGE_BREAK#', '');
}

/** Text nodes one below the other: a line that reads as a title reads as one. */
function linesOf(body: Cheerio<Element>): string {
  const parts: string[] = [];
  for (const element of body.toArray()) collectText(element, null, parts);
  return parts.map(collapse).filter((it) => it !== '').join('\n');
}

const squeezed = (text: string): string => text.replace(/\s+/g, '');

/**
 * Links of articles and little else: a list. An article of pictures alone may have some links beside it, but no list of them.
 */
function isIndex(page: Page, body: Cheerio<Element>, textLength: number, pictures: boolean): boolean {
  const { $ } = page;
  let links = 0;
  let inLinks = 0;
  for (const element of body.find('a[href]').toArray()) {
    const url = resolve(page, element.attribs['href']);
    if (url === null || url === page.url || dialectOf(url) === null) continue;
    links++;
    inLinks += squeezed($(element).text()).length;
  }
  return links >= (pictures ? 8 : 3) && textLength - inLinks < Math.max(300, 2 * inLinks);
}

const TITLES = ['ucaptitle', 'h1', '.title_w', '.article-title', '.article_title', '.xl-title', '.main_title', '.arti_title', '#title', '.title', '.bt', 'h2'];

/** The title: as the meta gives it, else the heading that the page's own title repeats, else the first heading, else that title. */
function titleOf(page: Page): string {
  const meta = metaOf(page, 'ArticleTitle');
  if (meta !== '') return meta;
  const { $ } = page;
  const title = pageTitle(page);
  const headings = TITLES.flatMap((selector) => $(selector).toArray().slice(0, 3).map((it) => collapse($(it).text()))).filter((it) => it.length >= 4 && it.length <= 200);
  const whole = squeezed($('title').first().text());
  return headings.find((it) => whole.includes(squeezed(it))) ?? headings[0] ?? title;
}

const PUBLISHED = /(?:发\s*布|公\s*开|生\s*成)\s*(?:日\s*期|时\s*间)\s*[:：]?\s*/g;
const DATED = /(?:日\s*期|时\s*间)\s*[:：]?\s*/g;

/** The day of publication that the page prints. A day somewhere in the text is no day of publication. */
function dayOf(page: Page): string | null {
  const meta = firstDay(metaOf(page, 'PubDate')) ?? firstDay(metaOf(page, 'publishdate'));
  if (meta !== null) return meta;
  const { $ } = page;
  const printed = printedOn(page);
  for (const label of [PUBLISHED, DATED])
    for (const match of printed.matchAll(label)) {
      const after = printed.slice(match.index + match[0].length, match.index + match[0].length + 24);
      if (/^[[(（]?\s?(?:19|20)\d{2}/.test(after)) {
        const day = firstDay(after);
        if (day !== null) return day;
      }
    }
  for (const element of $('[class*=date], [class*=time], [class*=info], [class*=fbsj], [class*=youbiao], [class*=source]').toArray()) {
    const text = collapse($(element).text());
    const day = text.length <= 120 ? firstDay(text) : null;
    if (day !== null) return day;
  }
  return null;
}

function unique(attachments: readonly Attachment[]): Attachment[] {
  const byUrl = new Map<string, Attachment>();
  for (const attachment of attachments) {
    const known = byUrl.get(attachment.url);
    if (known === undefined || known.name === '') byUrl.set(attachment.url, attachment);
  }
  return [...byUrl.values()];
}
