import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dayOfAddress, dialectOf, dialects, isFile, pathOf } from '../../../crawlers/platforms/addresses.ts';
import { loadRegistry } from '../../../data/registry.ts';

const fitting = (url: string): string[] => dialects.filter((it) => it.shape.test(pathOf(url))).map((it) => it.id);

describe('dialects of article addresses', () => {
  it.each([
    ['https://a.gov.cn/x/202101/t20210128_5340372.html', 'trs', '2021-01-28'],
    ['http://a.gov.cn/gwgg/t19553879.shtml', 'trs-id', null],
    ['http://a.gov.cn/art/2023/1/9/art_1229154892_72484.html', 'hanweb', '2023-01-09'],
    ['https://a.gov.cn/col/col122/art/2026/art_0123456789abcdef0123456789abcdef.html', 'hanweb-new', null],
    ['http://a.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=1137&fbtime=2020', 'hanweb-annual', null],
    ['http://a.gov.cn/yjgl/gknb/202401/c00_31702478.shtml', 'ucap', null],
    ['http://a.gov.cn/x/2022/11/30/b248bce348fd49f9b3284f9d863ada12.shtml', 'schex', '2022-11-30'],
    ['https://a.gov.cn/nw44403/20200824/0001-44403_58355.html', 'shanghai', '2020-08-24'],
    ['https://a.gov.cn/zfxxgknb/CBF1B777A3A84D83B0E6DE18AB7785D3/index.shtml', 'hex-index', null],
    ['https://a.gov.cn/bm/2026012914194811951/index.shtml', 'hex-index', '2026-01-29'],
    ['https://a.gov.cn/2022/01-30/2393198.html', 'date-path', '2022-01-30'],
    ['https://a.gov.cn/c/2023-01-28/4655505.shtml', 'c-date', '2023-01-28'],
    ['https://a.gov.cn/html/2026/qtwj_0107/4032338.html', 'yunnan', '2026-01-07'],
    ['https://a.gov.cn/public/9377745/138287751.html', 'lonsun', null],
    ['https://a.gov.cn/gkmlpt/content/9/9103/mpost_9103540.html', 'nfcms', null],
    ['https://a.gov.cn/zwgk/content/post_8825221.html', 'nfcms', null],
    ['http://a.gov.cn/info/1244/17136.htm', 'vsb', null],
    ['http://a.gov.cn/info/egovinfo/1001/overt_centent/11532300MB19155603-/2022-0119004.htm', 'vsb-egovinfo', null],
    // The hexadecimal moment 697b014a is 2026-01-29, 06:42 UTC.
    ['http://a.gov.cn/channel_l_1/doc_697b014af0c8fadb14621054.html', 'channel-doc', '2026-01-29'],
    ['http://a.gov.cn/channel_l_1/doc_63c7a089f0c8fadb14621054.html', 'channel-doc', '2023-01-18'],
    ['http://a.gov.cn/n26568360/n38543554/c69300653/content.html', 'nc-content', null],
    ['http://a.gov.cn/zfxxgknb23/2398642/index.html', 'numid', null],
    ['https://a.gov.cn/columns/8aef2fa0-cc14-409e-9f68-fbdba00a0c72/202308/21/720faafd-6610-4d9e-9cc8-9e0f056c2101.html', 'uuid', '2023-08-21'],
    ['https://a.gov.cn/Content-2669231.html', 'content-id', null],
    ['https://a.gov.cn/XxgkAnnualReport/show/580.html', 'lonsun-annual', null],
    ['https://a.gov.cn/doc/2024/1/31/4123.shtml', 'doc-date', '2024-01-31'],
    ['https://a.gov.cn/1234567890123456789.html', 'long-id', null],
  ])('%s is %s', (url, id, day) => {
    expect(fitting(url)).toEqual([id]);
    expect(dialectOf(url)?.id).toBe(id);
    expect(dayOfAddress(url)).toBe(day);
  });

  it.each(['https://a.gov.cn/zfxxgk/zfxxgknb/', 'https://a.gov.cn/index.html', 'https://a.gov.cn/col/col5780/index.html', 'https://a.gov.cn/list_2.shtml', 'https://a.gov.cn/gkmlpt/index'])(
    '%s is no article',
    (url) => expect(dialectOf(url)).toBeNull(),
  );

  it('says no day that the calendar lacks', () => expect(dayOfAddress('https://a.gov.cn/202102/t20210231_1.html')).toBeNull());

  it('fits every example and piece of evidence of the registry that stands on an article', () => {
    const urls = loadRegistry().flatMap((it) => it.examples.map((example) => example.url)).filter((it) => it !== null && !it.endsWith('/'));
    expect(urls.length).toBeGreaterThan(30);
    for (const url of urls) expect([url, fitting(url!)]).toEqual([url, [expect.any(String)]]);
  });
});

const reference = new URL('../../../../shared/reference/agencies.json', import.meta.url);
const there = existsSync(reference);
if (!there) console.log('skipped: ../shared/reference/agencies.json is not here');

it.skipIf(!there)('gives every article-shaped example of the reference exactly one dialect', () => {
  const urls = readFileSync(reference, 'utf8').match(/https?:\/\/[^"\s]+\.s?html?(?=")/g)!.filter((it) => !/\/(?!\d+\/|[0-9A-F]{32}\/)[^/]+\/index\.s?html?$/.test(it));
  expect(urls.length).toBeGreaterThan(50);
  for (const url of urls) expect([url, fitting(url).length]).toEqual([url, 1]);
});

it('tells files by ending, by a name in the query and by their handlers', () => {
  for (const file of ['a.pdf', 'a/P020.DOCX', 'module/download/downfile.jsp?classid=0&filename=ab.pdf', 'system/_content/download.jsp?urltype=x&wbfileid=1', 'virtual_attach_file.vsb?x=1&e=.pdf', 'get?file=b.doc'])
    expect([file, isFile(`https://a.gov.cn/${file}`)]).toEqual([file, true]);
  for (const other of ['', 'a.html', 'a.jpg', 'list.jsp?id=4', 'a.html?from=b.pdf']) expect([other, isFile(`https://a.gov.cn/${other}`)]).toEqual([other, false]);
});
