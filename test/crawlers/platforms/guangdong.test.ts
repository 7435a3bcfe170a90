import { describe, expect, it } from 'vitest';
import { gkmlpt } from '../../../crawlers/platforms/gkmlpt.ts';
import { nfcms } from '../../../crawlers/platforms/nfcms.ts';
import { column, html, page, PARAGRAPH, TEXT } from './pages.ts';

const AT = 'http://yj.example.gov.cn/gkmlpt/index';
const COLUMN = column(AT);
const config = (tree: string): string =>
  `<script>window._CONFIG = { isPreview: false, SITE: 'x', SID: '755041', // the site
    TREE: ${tree}, SERVICE_AREA_ID: 0, };</script>`;
const api = (category: number, pageNumber = 1): string => `http://yj.example.gov.cn/gkmlpt/api/all/${category}?page=${pageNumber}&sid=755041`;

describe('the tree of gkmlpt', () => {
  it('leads to the node of annual reports and to its years', () => {
    const tree = '[{"id":1,"name":"部门文件","jump_url":"","children":[{"id":20765,"name":"政府信息公开年报","jump_url":"","children":[{"id":20766,"name":"2023年","jump_url":"","children":[]}]},{"id":3,"name":"政府网站工作年度报表","children":[]}]}]';
    expect(gkmlpt.list(html(AT, config(tree)), COLUMN).next).toEqual([
      { url: api(20765), kind: 'data', referrer: AT },
      { url: api(20766), kind: 'data', referrer: AT },
    ]);
  });
  it('may lead to a column of the older system', () => {
    const tree = '[{"id":7,"name":"信息公开年度报告","jump_url":"/gk/nb/index.html","children":[]}]';
    expect(gkmlpt.list(html(AT, config(tree)), COLUMN).next).toEqual([{ url: 'http://yj.example.gov.cn/gk/nb/index.html', kind: 'page', referrer: AT }]);
    expect(gkmlpt.list(html('http://yj.example.gov.cn/gk/nb/index.html', '<li><a href="./content/post_1.html">2023年年报</a></li>'), COLUMN).links).toHaveLength(1);
  });
  it('is not understood where it has no such node, nor where it is none', () => {
    for (const tree of ['[{"id":1,"name":"部门文件"}]', 'load()', '[[[']) expect(gkmlpt.list(html(AT, config(tree)), COLUMN)).toMatchObject({ next: [], links: [], empty: false });
    expect(gkmlpt.list(html(AT, config('[]')), column(AT, { parameters: { categoryId: '9' } })).next.map((it) => it.url)).toEqual([api(9)]);
  });
});

describe('the interface of gkmlpt', () => {
  const row = (id: number, more: object = {}) => ({ id, title: `某局${id}年年度报告`, url: `http://yj.example.gov.cn/gkmlpt/content/9/9103/post_${id}.html`, ...more });
  const answer = (data: unknown, url = api(20765)) => gkmlpt.list(page(url, JSON.stringify(data), 'application/json'), COLUMN);
  it('gives rows, by whatever day they have, with files', () => {
    const { links, next } = answer({
      total: 4,
      articles: [
        row(2023, { display_publish_time: '2024-01-29 10:00', date: '2024-01-02' }),
        row(2022, { first_publish_time: 1674000000 }),
        row(2021, { url: '', post_url: '/gkmlpt/content/9/1/mpost_5.html', attachment: [{ id: 1, name: '年报.pdf', url: '/attachment/0/5/a.pdf' }] }),
        { title: '2020年', url: '', attachment: [{ name: 'b.doc', url: '/attachment/0/5/b.doc' }] },
      ],
    });
    expect(links.map((it) => [it.url, it.date, it.attachments?.length ?? 0])).toEqual([
      ['http://yj.example.gov.cn/gkmlpt/content/9/9103/post_2023.html', '2024-01-29', 0],
      ['http://yj.example.gov.cn/gkmlpt/content/9/9103/post_2022.html', '2023-01-18', 0],
      ['http://yj.example.gov.cn/gkmlpt/content/9/1/mpost_5.html', null, 1],
      ['http://yj.example.gov.cn/attachment/0/5/b.doc', null, 1],
    ]);
    expect(next).toEqual([]);
  });
  it('is asked for the next hundred', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => row(i));
    expect(answer({ total: 130, articles: hundred }).next).toEqual([{ url: api(20765, 2), kind: 'data', referrer: AT }]);
    expect(answer({ total: 130, articles: hundred.slice(0, 30) }, api(20765, 2)).next).toEqual([]);
    // page=0 is page=1.
    expect(answer({ total: 130, articles: hundred }, api(20765, 0)).next.map((it) => it.url)).toEqual([api(20765, 2)]);
  });
  it('says when there is none', () => {
    expect(answer({ total: 0, articles: [] }).empty).toBe(true);
    expect(answer({ total: 5, articles: [] }).empty).toBe(false);
  });
});

describe('an article', () => {
  it('of gkmlpt stands in the script', () => {
    const at = 'http://yj.example.gov.cn/gkmlpt/content/9/9103/post_9103540.html';
    const content = `\\u003Cp\\u003E${PARAGRAPH}\\u003C/p\\u003E\\u003Cimg src=\\"/a.png\\"\\u003E\\u003Ca href='/attachment/0/5/b.docx'\\u003E附件.docx\\u003C/a\\u003E`;
    const script = `<script>window._CONFIG = { DETAIL: {"id":1,"title":"某局2023年年报","display_publish_time":"2024-01-29 10:00","content":"${content}","attachment":[{"name":"年报.pdf","url":"/attachment/0/5/a.pdf"}]} }</script>`;
    expect(gkmlpt.article(html(at, script))).toEqual({
      title: '某局2023年年报',
      publishedOn: '2024-01-29',
      attachments: [{ url: 'http://yj.example.gov.cn/attachment/0/5/a.pdf', name: '年报.pdf' }, { url: 'http://yj.example.gov.cn/attachment/0/5/b.docx', name: '附件.docx' }],
      textLength: PARAGRAPH.length + '附件.docx'.length,
      text: `${PARAGRAPH}\n附件.docx`,
      images: ['http://yj.example.gov.cn/a.png'],
      frames: [],
    });
  });
  it('of NFCMS has its files below', () => {
    const at = 'http://yj.example.gov.cn/zwgk/content/post_8825221.html';
    expect(nfcms.article(html(at, `<div class="tyxxy_main">${TEXT}</div><div class="tyxxy_fj">附件：<a href="/attachment/0/531/531412/4252512.pdf">2022年年报</a></div>`, '<meta name="ArticleTitle" content="某局2022年年报">'))).toMatchObject({
      title: '某局2022年年报',
      attachments: [{ url: 'http://yj.example.gov.cn/attachment/0/531/531412/4252512.pdf', name: '2022年年报' }],
    });
  });
});

it('counts the pages of NFCMS from 1', () => {
  const at = 'https://www.example.gov.cn/bm/2024n/';
  const next = (url: string, body: string): string[] => nfcms.list(html(url, `<li><a href="content/post_1.html">某局</a></li>${body}`), column(at)).next.map((it) => it.url);
  expect(next(at, '共3页')).toEqual([`${at}index_2.html`]);
  expect(next(`${at}index_2.html`, '共3页')).toEqual([`${at}index_3.html`]);
  expect(next(`${at}index_3.html`, '共3页')).toEqual([]);
  expect(next(at, '<a class="next" href="index_2.html">下一页</a>')).toEqual([`${at}index_2.html`]);
});
