import { describe, expect, it } from 'vitest';
import { trs } from '../../../crawlers/platforms/trs.ts';
import { column, html, TEXT } from './pages.ts';

const AT = 'https://yj.example.gov.cn/zwgk/zfxxgknb/';
const COLUMN = column(AT);
const rows = (count: number): string => `<ul>${Array.from({ length: count }, (_, i) => `<li><a href="./20240${i + 1}/t20240${i + 1}25_${i}.html">某局${2023 - i}年年度报告</a><span>2024-0${i + 1}-25</span></li>`).join('')}</ul>`;
const nextOf = (url: string, body: string): (string | [string, 'guess'])[] => trs.list(html(url, body), COLUMN).next.map((it) => (it.guess ? [it.url.slice(AT.length), 'guess'] : it.url.slice(AT.length)));

describe('the pager of a TRS list', () => {
  const head = 'function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){ return; }';
  const from0 = (count: number, current: number): string => `${rows(3)}<script>${head} createPageHTML(${count}, ${current}, "index", "html");</script>`;
  it('counts from 0 in four arguments', () => {
    expect(nextOf(AT, from0(3, 0))).toEqual(['index_1.html']);
    expect(nextOf(`${AT}index_1.html`, from0(3, 1))).toEqual(['index_2.html']);
    expect(nextOf(`${AT}index_2.html`, from0(3, 2))).toEqual([]);
    expect(nextOf(AT, from0(1, 0))).toEqual([]);
  });

  const from1 = (count: number, current: number): string => `${rows(3)}<script>createPageHTML('page_div', ${count}, ${current}, 'index', 'shtml', 45)</script>`;
  it('counts from 1 in six, where the second file may be called either', () => {
    expect(nextOf(AT, from1(3, 1))).toEqual([['index_1.shtml', 'guess'], ['index_2.shtml', 'guess']]);
    expect(nextOf(`${AT}index_1.shtml`, from1(3, 2))).toEqual(['index_2.shtml']);
    expect(nextOf(`${AT}index_2.shtml`, from1(3, 3))).toEqual([]);
    expect(nextOf(`${AT}index_2.shtml`, from1(3, 2))).toEqual(['index_3.shtml']);
  });

  it('stands in variables, in print, or nowhere', () => {
    expect(nextOf(AT, `${rows(3)}<script>var currentPage = 0;//从0开始\nvar countPage = 2//共多少页</script>`)).toEqual(['index_1.html']);
    expect(nextOf(AT, `${rows(3)}<script>pageControl(4,0,"list","shtml")</script>`)).toEqual(['list_1.shtml']);
    expect(nextOf(AT, `${rows(3)}<p>共 <b>2</b> 页</p>`)).toEqual(['index_1.html']);
    expect(nextOf(AT, rows(6))).toEqual([['index_1.html', 'guess']]);
    expect(nextOf(`${AT}index_1.html`, rows(6))).toEqual([]);
    expect(nextOf(AT, rows(3))).toEqual([]);
  });

  it('takes a name that itself ends in a number for what it is', () => {
    const body = `${rows(3)}<script>createPageHTML(5, 0, "index_4321", "shtml")</script>`;
    expect(nextOf(`${AT}index_4321.shtml`, body)).toEqual(['index_4321_1.shtml']);
    expect(nextOf(`${AT}index_4321_1.shtml`, body)).toEqual(['index_4321_2.shtml']);
  });

  it('gives way to a link', () => {
    expect(nextOf(AT, `${rows(3)}<a href="index_7.html">下一页&gt;</a><script>createPageHTML(3,0,"index","html")</script>`)).toEqual(['index_7.html']);
  });
});

describe('a TRS column', () => {
  it('may keep its list in a frame', () => {
    const shell = trs.list(html(AT, '<div class="scy_main_r"><iframe src="./list_frame.shtml"></iframe></div><a href="../t20200101_1.html">置顶</a>'), COLUMN);
    expect(shell.next).toEqual([{ url: `${AT}list_frame.shtml`, kind: 'page', referrer: AT }]);
    const frame = trs.list(html(`${AT}list_frame.shtml`, '<div class="scy_main_V2_list"><table><tr><td><a href="../202401/t20240124_1.shtml">应急管理部2023年政府信息公开工作报告</a></td><td class="fbsj">2024-01-24</td></tr></table></div>'), COLUMN);
    expect(frame.links).toEqual([{ url: 'https://yj.example.gov.cn/zwgk/202401/t20240124_1.shtml', title: '应急管理部2023年政府信息公开工作报告', date: '2024-01-24' }]);
  });

  it('tells an empty list from one that it does not understand', () => {
    const empty = (body: string): boolean => trs.list(html(AT, body), COLUMN).empty;
    expect(empty('<ul class="list"></ul><p>暂无信息</p>')).toBe(true);
    expect(empty('<ul></ul><script>createPageHTML(0, 0, "index", "html");</script>')).toBe(true);
    expect(empty('<p>共0条</p>')).toBe(true);
    // A list filled by script, or a redesign.
    expect(empty('<ul id="list"></ul><script src="list.js"></script>')).toBe(false);
    expect(empty('<a href="/other/">栏目</a>')).toBe(false);
    expect(empty(rows(1))).toBe(false);
  });

  it('may forward', () => {
    expect(trs.list(html(AT, '', '<meta http-equiv="Refresh" content="0; url=./2024/">'), COLUMN).next).toEqual([{ url: `${AT}2024/`, kind: 'page', referrer: AT }]);
    expect(trs.list(html(AT, '<script>window.location.href="./a/index.html"</script>'), COLUMN).next.map((it) => it.url)).toEqual([`${AT}a/index.html`]);
  });

  it('has articles with originals beside them', () => {
    const article = trs.article(
      html(`${AT}202401/t20240124_1.shtml`, `<div id="content">${TEXT}</div><div class="scy_detail_bottom"><a href="W020250921123456789012.pdf">下载原文</a></div>`, '<title>应急管理部2023年政府信息公开工作报告--中华人民共和国应急管理部</title>'),
    );
    expect(article).toMatchObject({ title: '应急管理部2023年政府信息公开工作报告', attachments: [{ url: `${AT}202401/W020250921123456789012.pdf`, name: '下载原文' }] });
  });
});
