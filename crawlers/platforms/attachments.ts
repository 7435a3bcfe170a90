/** Files that a page offers or shows, and the pictures in its text. */
import type { Cheerio } from 'cheerio';
import { isFile } from './addresses.ts';
import { collapse, resolve } from './page.ts';
import type { Element } from './page.ts';
import type { Attachment, Page } from './platform.ts';

const NAMED = /\.(?:pdf|docx?|wps|ofd|rtf|xlsx?|et|zip|rar|7z)\s*$/i;

/** Head, foot and menus of a site: files there (manuals, plug-ins) belong to no article. */
const CHROME = 'header, footer, nav, [id*=footer], [class*=footer], [class*=nav]';

/** The files of a page in order of print: links, embedded objects, frames and viewers, calls of scripts. Each address once. */
export function attachmentsOf(page: Page): Attachment[] {
  const { $ } = page;
  const found = new Map<string, string>();
  const add = (url: string | null, name: string): void => {
    if (url !== null && (found.get(url) ?? '') === '') found.set(url, name);
  };
  for (const element of $('a[href], embed[src], object[data], object param[value], iframe[src]').toArray()) {
    const anchor = $(element);
    if (anchor.closest(CHROME).length > 0) continue;
    if (element.name === 'a') {
      const url = resolve(page, element.attribs['href']);
      const name = nameOf(anchor);
      const viewed = viewedFile(page, element.attribs['href']);
      if (viewed !== null) add(viewed, name);
      else if (url !== null && (isFile(url) || NAMED.test(name))) add(url, name);
    } else {
      const address = element.attribs['src'] ?? element.attribs['data'] ?? element.attribs['value'];
      const url = viewedFile(page, address) ?? resolve(page, address);
      if (url !== null && isFile(url)) add(url, '');
    }
  }
  for (const address of scriptedFiles(page.text)) {
    const url = resolve(page, address);
    if (url !== null && isFile(url)) add(url, '');
  }
  return [...found].map(([url, name]) => ({ url, name }));
}

/** The name under which a file is offered: the link's text; its attribute where only that has an ending. */
function nameOf(anchor: Cheerio<Element>): string {
  const text = collapse(anchor.text());
  const full = collapse(anchor.attr('title') ?? '');
  return text === '' || (NAMED.test(full) && !NAMED.test(text)) ? full : text;
}

/** The file that a viewer's address names: `…/viewer.html?file=%2Fa%2Fb.pdf`. */
function viewedFile(page: Page, address: string | undefined): string | null {
  const url = resolve(page, address);
  if (url === null || !/viewer/i.test(new URL(url).pathname)) return null;
  const file = new URL(url).searchParams.get('file');
  return file === null ? null : resolve(page, file);
}

/** VSB's viewer, and the like: `showVsbpdfIframe("/__local/…/a.pdf", …)`, `pdfUrl = "…"`. */
const SCRIPTED = /(?:showVsbpdfIframe|pdf_?(?:url|path|file|src)|fileurl)\s{0,9}[(=:]\s{0,9}["']([^"'\s]{1,500})["']/gi;

function scriptedFiles(text: string): string[] {
  return [...text.matchAll(SCRIPTED)].map((it) => it[1]!);
}

/** Pages that are shown in frames within the running text; files in frames are attachments. */
export function framesOf(page: Page, body: Cheerio<Element>): string[] {
  const found = new Set<string>();
  for (const element of body.find('iframe[src]').toArray()) {
    const url = resolve(page, element.attribs['src']);
    if (url !== null && url !== page.url && !isFile(url) && viewedFile(page, element.attribs['src']) === null) found.add(url);
  }
  return [...found];
}

/** Pictures of the page's furniture, by their names: signs of file kinds, buttons, codes to scan. */
const FURNITURE = /(?:\/|_|-)(?:icons?|ico|emoji|emotions?|share|print|qr_?code|ewm|logo|btn|arrow|blank|spacer)[\w-]*(?:\/|\.)|\/fileTypeImages\//i;

/** Pictures within the running text, furniture left out. */
export function imagesOf(page: Page, body: Cheerio<Element>): string[] {
  const found = new Set<string>();
  for (const element of body.find('img').toArray()) {
    const { src, 'data-src': late, 'data-original': original } = element.attribs;
    const url = resolve(page, src?.startsWith('data:') === false ? src : (late ?? original));
    const width = Number(element.attribs['width'] ?? NaN);
    if (url !== null && !FURNITURE.test(new URL(url).pathname) && !(width <= 40)) found.add(url);
  }
  return [...found];
}
