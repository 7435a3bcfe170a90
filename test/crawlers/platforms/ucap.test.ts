import { describe, expect, it } from 'vitest';
import { ucap } from '../../../crawlers/platforms/ucap.ts';
import { column, html, page, PARAGRAPH } from './pages.ts';

const AT = 'http://yj.example.gov.cn/yjgl/gknb/common_list.shtml';
const COLUMN = column(AT);
const CHANNEL = '<meta name="channelid" content="0123abcd">';
const ASKED = 'http://yj.example.gov.cn/common/search/0123abcd?page=1&_pageSize=15&_isAgg=true&_isJson=true&_template=index';
const answer = (url: string, data: unknown) => ucap.list(page(url, JSON.stringify({ data }), 'application/json'), COLUMN);

describe('a UCAP column', () => {
  it('without rows is filled from its interface', () => {
    expect(ucap.list(html(AT, '<div id="list"></div>', CHANNEL), COLUMN).next).toEqual([{ url: ASKED, kind: 'data', referrer: AT }]);
    const [other] = ucap.list(html(AT, '<script>var api = "/searchList/" + id</script>', CHANNEL), COLUMN).next;
    expect(other?.url).toBe('http://yj.example.gov.cn/searchList/0123abcd?_isAgg=true&_isJson=true&_pageSize=15&_template=index&_rangeTimeGte=&_channelName=&page=1');
  });

  it('with rows is asked for more on a guess, unless it links or says that it is whole', () => {
    const row = '<li><a href="./202401/c00_31702478.shtml">某厅2023年度政府信息公开工作年度报告</a><span>2024-01-29</span></li>';
    const at = (more: string) => ucap.list(html(AT, row + more, CHANNEL), COLUMN);
    expect(at('').links).toEqual([{ url: 'http://yj.example.gov.cn/yjgl/gknb/202401/c00_31702478.shtml', title: '某厅2023年度政府信息公开工作年度报告', date: '2024-01-29' }]);
    expect(at('').next).toMatchObject([{ url: ASKED, guess: true }]);
    expect(at('<a href="common_list_2.shtml">下一页</a>').next.map((it) => it.url)).toEqual(['http://yj.example.gov.cn/yjgl/gknb/common_list_2.shtml']);
    expect(at('共1页').next).toEqual([]);
  });

  it('has other names for its first page', () => {
    expect(ucap.alternatives?.('http://yj.example.gov.cn/yjgl/gknb/').slice(0, 2)).toEqual([AT, 'http://yj.example.gov.cn/yjgl/gknb/list.shtml']);
    expect(ucap.alternatives?.(AT)).toEqual([]);
  });
});

describe('its interface', () => {
  const results = [
    { title: '某厅2023年<em>年度报告</em>', url: '//yj.example.gov.cn/yjgl/gknb/202401/c00_1.shtml', publishedTimeStr: '2024-01-29 10:00:00', resList: [{ name: '年报.pdf', url: '/files/a.pdf' }, { name: 'x', url: '/a.png' }] },
    { title: '2022年年度报告', url: '', publishedTime: 1674000000000, resList: [{ fileName: '2022.docx', filePath: '/files/b.docx' }] },
    { title: '没有地址' },
    null,
  ];
  it('gives rows with their files, and the following page', () => {
    const { links, next } = answer(ASKED, { page: 1, rows: 4, total: 6, results });
    expect(links).toEqual([
      { url: 'http://yj.example.gov.cn/yjgl/gknb/202401/c00_1.shtml', title: '某厅2023年年度报告', date: '2024-01-29', attachments: [{ url: 'http://yj.example.gov.cn/files/a.pdf', name: '年报.pdf' }] },
      { url: 'http://yj.example.gov.cn/files/b.docx', title: '2022年年度报告', date: '2023-01-18', attachments: [{ url: 'http://yj.example.gov.cn/files/b.docx', name: '2022.docx' }] },
    ]);
    expect(next).toEqual([{ url: ASKED.replace('page=1', 'page=2'), kind: 'data', referrer: AT }]);
    expect(answer(ASKED.replace('page=1', 'page=2'), { page: '2', rows: '4', total: '6', results: results.slice(0, 2) }).next).toEqual([]);
  });
  it('tells none from nonsense', () => {
    expect(answer(ASKED, { page: 1, rows: 15, total: 0, results: [] }).empty).toBe(true);
    expect(answer(ASKED, { results: 'none' })).toMatchObject({ links: [], next: [], empty: false });
    expect(ucap.list(page(ASKED, '[1]', 'application/json'), COLUMN)).toMatchObject({ links: [], empty: false });
  });
});

it('reads the text between the marks of page breaks', () => {
  const article = ucap.article(
    html('http://yj.example.gov.cn/a/202401/c00_1.shtml', `<UCAPTITLE>某厅2023年年报</UCAPTITLE><div id="zoomcon"><UCAPCONTENT><p>${PARAGRAPH}</p>#PAGE_BREAK#<p>${PARAGRAPH}</p></UCAPCONTENT></div>`, '<meta name="PubDate" content="2024-01-29 17:18">'),
  );
  expect(article).toMatchObject({ title: '某厅2023年年报', publishedOn: '2024-01-29', textLength: 2 * PARAGRAPH.length });
});
