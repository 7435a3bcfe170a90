/** One site on one day: what each of its addresses answers, awkward manners apart. */
import { bytes, escape, html, inGb, redirect, text, utf8 } from './answer.ts';
import { page, sectionOf } from './chrome.ts';
import { NOTICE } from './notice.ts';
import type { Answer, Ask, Column, Day, Detour, Site } from './site.ts';
import type { Template } from './template.ts';
import { TEMPLATES } from './templates/index.ts';
import { FIRST_DAY, viewColumn } from './view.ts';
import type { ColumnView, FileView, PaperView } from './view.ts';

const ALLOW_ALL = 'User-agent: *\nAllow: /\n';

/** What a browser runs to draw the lists that only an interface knows. */
const DRAW_LIST = `var me=document.currentScript;fetch(me.getAttribute('data-url')).then(function(r){return r.json()}).then(function(d){
var u=document.getElementById('ucap-list');d.data.results.forEach(function(x){var l=document.createElement('li');var a=document.createElement('a');
a.href=x.url;a.title=x.title;a.textContent=x.title;l.appendChild(a);l.appendChild(document.createTextNode(x.publishedTimeStr.slice(0,10)));u.appendChild(l)})});`;

export interface Dated {
  answer: Answer;
  /** Last day on which the answer changed. */
  changed: Day;
}

export class SiteDay {
  readonly site: Site;
  readonly columns: readonly { view: ColumnView; template: Template }[];
  private readonly day: Day;
  private readonly papers = new Map<string, { view: PaperView; column: ColumnView; template: Template }>();
  private readonly files = new Map<string, { file: FileView; view: PaperView }>();

  constructor(site: Site, day: Day) {
    this.site = site;
    this.day = day;
    this.columns = site.columns.filter((column) => (column.from ?? '') <= day).map((column) => {
      const template = TEMPLATES[column.template ?? site.template]!;
      return { view: viewColumn(site, column, template, day), template };
    });
    for (const { view: column, template } of this.columns) {
      for (const view of this.standing(column, template)) {
        if (view.paper.elsewhere) continue;
        this.papers.set(view.path, { view, column, template });
        for (const file of view.files) if (file.path.startsWith('/')) this.files.set(file.path, { file, view });
      }
    }
  }

  /** A column that lists nothing has its articles still. */
  private standing(column: ColumnView, template: Template): readonly PaperView[] {
    if (column.column.emptyFrom === undefined) return column.rows;
    const { emptyFrom: _gone, ...before } = column.column;
    return viewColumn(this.site, before, template, this.day).rows;
  }

  answer(ask: Ask): Dated {
    const dated = this.find(ask);
    const { charset } = this.site;
    const type = dated.answer.headers['content-type'] ?? '';
    if (charset?.encoding === 'gb18030' && type.startsWith('text/html')) {
      const page = inGb(Buffer.from(dated.answer.body).toString('utf8'), charset.header);
      return { ...dated, answer: { ...dated.answer, headers: { ...dated.answer.headers, ...page.headers }, body: page.body } };
    }
    return dated;
  }

  private find(ask: Ask): Dated {
    const { pathname, search } = ask.url;
    const still = (answer: Answer): Dated => ({ answer, changed: FIRST_DAY });
    if (pathname === '/robots.txt') return still(this.robots());
    const detour = this.site.detours?.find((one) => one.path === pathname && (one.from ?? '') <= this.day);
    if (detour) return still(lead(detour));
    for (const { view, template } of this.columns) {
      const answer = template.extra?.([view], ask);
      if (answer && this.files.has(pathname + search)) return { answer, changed: this.files.get(pathname + search)!.view.changed };
    }
    const paper = this.papers.get(pathname + search);
    if (paper) return { answer: html(paper.template.page(paper.view, paper.column)), changed: paper.view.changed };
    const file = this.files.get(pathname + search);
    if (file) return { answer: bytes(file.file.bytes(), file.file.type), changed: file.view.changed };
    for (const { view, template } of this.columns) {
      const answer = template.list(view, ask);
      if (answer) return { answer, changed: view.changed };
    }
    for (const { view, template } of this.columns) {
      const answer = template.extra?.([view], ask);
      if (answer) return still(answer);
    }
    return still(this.fixed(pathname));
  }

  private robots(): Answer {
    if (this.site.robots === null) return this.notFound();
    return text(this.site.robots ?? ALLOW_ALL);
  }

  /** Home, the disclosure menu, and what each portal has besides. */
  private fixed(pathname: string): Answer {
    const { site } = this;
    if (pathname === '/' || pathname === '/index.html') {
      return html(page(site, { title: site.name, body: `<div class="home"><h1>${escape(site.name)}</h1><ul><li><a href="/yjyw/">应急要闻</a></li><li><a href="${sectionOf(site)}">政府信息公开</a></li></ul></div>` }));
    }
    if (pathname === sectionOf(site)) return html(page(site, { title: `政府信息公开_${site.name}`, body: this.menu() }));
    if (pathname === '/ucap/common_list.js') return bytes(utf8(DRAW_LIST), 'application/javascript');
    const words: Record<string, string> = { '/jggk/': '机构概况', '/hdjl/': '互动交流', '/yjyw/': '应急要闻', '/zfxxgkzn/': '政府信息公开指南', '/zfxxgkzd/': '政府信息公开制度', '/fdzdgknr/': '法定主动公开内容' };
    if (words[pathname] !== undefined) return html(page(site, { title: `${words[pathname]}_${site.name}`, body: `<p>${words[pathname]}</p>` }));
    return this.notFound();
  }

  private menu(): string {
    const columns = inMenu(this.site.columns).map((column) => `<li><a href="${escape(column.path)}">政府信息公开年报</a></li>`);
    return `<ul class="zfxxgk_menu"><li><a href="/zfxxgkzn/">政府信息公开指南</a></li><li><a href="/zfxxgkzd/">政府信息公开制度</a></li><li><a href="/fdzdgknr/">法定主动公开内容</a></li>${columns.join('')}</ul>`;
  }

  private notFound(): Answer {
    return html(page(this.site, { title: `404 页面不存在_${this.site.name}`, body: '<h1>404</h1><p>抱歉，您访问的页面不存在。</p>' }), 404);
  }
}

const inMenu = (columns: readonly Column[]): Column[] => columns.filter((column) => column.menu);

/** Leads on, in one of the ways that portals have. */
function lead({ to, how }: Detour): Answer {
  if (typeof how === 'number') return redirect(to, how);
  const go = how === 'refresh' ? `<meta http-equiv="refresh" content="0;url=${escape(to)}">` : `<script>window.location.href="${to}";</script>`;
  return html(`<html><head>${go}</head><body><!-- ${NOTICE} --></body></html>`);
}
