import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listWith, platformFor, platforms, recognise, understood } from '../../../crawlers/platforms/index.ts';
import { valueOf } from '../../../crawlers/platforms/script-values.ts';
import { loadRegistry } from '../../../data/registry.ts';
import { column, html, page } from './pages.ts';

const AT = 'http://yj.example.gov.cn/nb/';

describe('the platforms', () => {
  it('have an id each, and all that the registry names are there', () => {
    const ids = platforms.map((it) => it.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const agency of loadRegistry()) for (const family of [agency.platform?.family, ...agency.sources.map((it) => it.platform?.family)]) if (family !== undefined) expect(ids).toContain(family);
    expect(platformFor(null).id).toBe('generic');
    expect(() => platformFor('frontpage')).toThrow(/No platform is called frontpage.*trs.*crawlers\/platforms/);
  });

  it.each([
    ['trs', '<div class="TRS_Editor"></div><a href="./202401/t20240125_1.html">a</a>'],
    ['hanweb', '<script type="text/xml"><datastore><recordset></recordset></datastore></script>'],
    ['ucap', '<ucapcontent>a</ucapcontent>'],
    ['gkmlpt', '<script>window._CONFIG = { TREE: [] }</script><a href="/gkmlpt/index">x</a>'],
    ['nfcms', '<script>var NFCMS_SITE_ID = 1</script><a href="content/post_1.html">x</a>'],
    ['lonsun', '<script>"/site/label/8888?labelName=publicInfoList"</script>'],
    ['vsb', '<div id="vsb_content"></div><a href="info/1244/17136.htm">x</a>'],
    ['shanghai', '<a href="iList.jsp?cur_page=2">x</a><a href="/x/20240130/3a32989712f94ff381aabbccddeeff00.html">x</a>'],
    ['yunnan', '<script>window.atob(x)</script><a href="/html/2026/qtwj_0107/4032338.html">x</a>'],
    ['aspnet', '<input name="__VIEWSTATE">'],
    ['channel-doc', '<a href="/channel_l_1/doc_697b014af0c8fadb14621054.html">x</a>'],
    ['date-path', '<a href="/2022/01-30/2393198.html">x</a>'],
    ['hex-index', '<a href="CBF1B777A3A84D83B0E6DE18AB7785D3/index.shtml">x</a>'],
    ['generic', '<p>hello</p>'],
  ])('are told apart: %s', (id, body) => expect(recognise(html(AT, body))[0]?.platform.id).toBe(id));
});

describe('a portal that changed its system', () => {
  const hanweb = html(AT, '<script type="text/xml"><datastore><recordset><record><![CDATA[<li><a href="/art/2026/1/23/art_5_1.html">2025年年报</a></li>]]></record></recordset></datastore></script>');
  it('is listed by the family that it looks like', () => {
    const { listing, by } = listWith(platformFor('trs'), hanweb, column(AT));
    expect(by.id).toBe('hanweb');
    expect(listing.links).toHaveLength(1);
  });
  it('is left to the one asked where that understood, or where no family does', () => {
    expect(listWith(platformFor('trs'), html(AT, '<p>暂无信息</p>'), column(AT))).toMatchObject({ listing: { empty: true }, by: { id: 'trs' } });
    const { listing, by } = listWith(platformFor('trs'), html(AT, '<p>?</p>'), column(AT));
    expect(by.id).toBe('trs');
    expect(understood(listing)).toBe(false);
  });
});

/** Pieces of pages, to be put together at random. */
const PIECES = [
  '<a href="t20240125_1.html" title="', '</a>', '<li>', '</li>', '<table><tr><td>', '下一页', 'createPageHTML(3,0,"index","html")', 'createPageHTML(', 'var countPage = 99', '<datastore>', '<record><![CDATA[', ']]></record>', '<nextgroup>',
  '"', "'", '<', '>', '{', '}', '[', '\\', '\\u00', '年报', '2024-01-25', '2024年', '<script>', '</script>', 'window._CONFIG = {', 'TREE: [', '"children":[', "urls[i] = '", 'headers[i]="', '<iframe src="', '<div id="pages">', '__doPostBack(', '<embed src="a.pdf">',
  '<base href="//x">', '<meta http-equiv="refresh" content="0;url=', '当前位置：', '&#0;', '\u0000', '\ufffd', 'http://[', '%', '总体情况', '主动公开', '申请', '复议', '共0页', ' '.repeat(40),
];

it('whatever a portal sends, every platform answers, with absolute addresses and the same again', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), fc.constantFrom(AT, `${AT}index_2.html`, 'http://yj.example.gov.cn/module/xxgk/xxgkAnnualReport.jsp?fbtime=2020', 'http://yj.example.gov.cn/a/dataproxy.jsp?page=1'), (pieces, url) => {
      for (const platform of platforms) {
        const read = () => ({ listing: platform.list(page(url, pieces.join('')), column(AT, { years: [2024] })), article: platform.article(page(url, pieces.join(''))) });
        const first = read();
        expect(read()).toEqual(first);
        const { links, next, empty } = first.listing;
        for (const { url: address } of [...links, ...next, ...(first.article?.attachments ?? [])]) expect(address).toMatch(/^https?:\/\/[^#]*$/);
        expect(new Set(links.map((it) => it.url)).size).toBe(links.length);
        expect(empty && links.length > 0).toBe(false);
        expect(next.length).toBeLessThan(30);
        const score = platform.recognise(page(url, pieces.join('')));
        expect(score >= 0 && score <= 1).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

it.each([
  ['<div>', '<p>x</p>'], ['<font>', 'x'], ['<table><tr><td>', ''], ['<a href="t20240125_1.html">', ''], ['<record><![CDATA[', ''], ['<datastore><nextgroup>', ''], ['总体情况主动公开申请', ''],
  ['createPageHTML(', ''], ['{"a":[', ''], ["urls[i]='", ''], [' ', ''], ['信息公开', ''], ['当前位置', ''], ['<meta http-equiv="refresh" content="', ''], ['showVsbpdfIframe(', ''], ['<li>', '<a href="a.pdf">'],
])('a page that repeats %s eight thousand times is read all the same', (piece, end) => {
  const text = piece.repeat(8_000) + end;
  for (const platform of platforms) {
    const hostile = page(AT, text);
    platform.list(hostile, column(AT));
    expect(platform.article(hostile)?.title ?? '').not.toContain('\n');
    platform.recognise(hostile);
  }
}, 60_000);

describe('values in scripts', () => {
  it('are read as JavaScript writes them', () => {
    expect(valueOf(`x = 1; _CONFIG = { a: 'it\\'s', "b": [1, -2.5, true, null,], c: {d: "\\u003Cp\\u003E"}, /* e: 1 */ f: \`g\` };`, '_CONFIG')).toEqual({ a: "it's", b: [1, -2.5, true, null], c: { d: '<p>' }, f: 'g' });
    expect(valueOf('if (sid == 4) sid = load(); sid: "9"', 'sid')).toBe('9');
    expect(valueOf('mysid: 4', 'sid')).toBeUndefined();
  });
  it('give back whatever JSON says', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(JSON.stringify(valueOf(`var data = ${JSON.stringify(value)};`, 'data'))).toBe(JSON.stringify(value));
    }));
  });
  it('are none where they are torn, calls, or nested without end', () => {
    for (const text of ['data = {a: ', 'data = f()', 'data = "abc', `data = ${'['.repeat(100_000)}`, 'data = {a b}']) expect(valueOf(text, 'data')).toBeUndefined();
  });
});
