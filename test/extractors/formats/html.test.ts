/** Reading HTML: text as shown, tables as laid out, places that a browser finds again. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isGrid, Refusal, type Document, type Grid, type Place } from '../../../extractors/document.ts';
import { readHtml } from '../../../extractors/formats/html.ts';
import { findProgram } from '../../forge/render/programs.ts';
import { corpus, needs } from '../../support/needs.ts';

const read = (html: string): Document => readHtml(new TextEncoder().encode(html));
const texts = (html: string): string[] => read(html).blocks.map((block) => (isGrid(block) ? 'GRID' : block.text));
/** Every text with its path: paragraphs, headings, cells. */
const placed = (document: Document): { text: string; path: string }[] =>
  document.blocks.flatMap((block): { text: string; place: Place }[] => (isGrid(block) ? block.cells : [block])).map(({ text, place }) => ({ text, path: place.path! }));
const gridsOf = (document: Document): Grid[] => document.blocks.filter(isGrid);
/** Text of the cells of the only grid, row by row. */
function table(html: string): string[][] {
  const [grid, ...more] = gridsOf(read(html));
  expect(more).toEqual([]);
  const rows: string[][] = Array.from({ length: grid!.rows }, () => []);
  for (const cell of grid!.cells) rows[cell.row]!.push(cell.text);
  return rows;
}
/** One cell's text, in a table that is surely one of data. */
const cell = (inner: string): string => table(`<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>${inner}</td></tr></table>`)[1]![1]!;

describe('text', () => {
  it('drops line ends of the source between Chinese, and collapses other white space', () => {
    expect(texts('<p>　　全年共\n      发布信息\n 12\n 条，其中\tA  B 类</p>')).toEqual(['全年共发布信息 12 条，其中 A B 类']);
    expect(texts('<p><span>本年</span>\n<span>新收</span> <span>申请</span></p>')).toEqual(['本年新收 申请']);
  });
  it('keeps NBSP, U+3000 and letter spacing in cells', () => {
    expect(cell('&nbsp;')).toBe('\u00a0');
    expect(cell('　4件&nbsp;')).toBe('\u30004件\u00a0');
    expect(cell(' 自 然 人 ')).toBe('自 然 人');
    expect(cell('')).toBe('');
  });
  it('writes br as a line break and the edge of a block as a paragraph break', () => {
    expect(cell('本年新<br>制作数量')).toBe('本年新\n制作数量');
    expect(cell('<p>1</p>\n<p>2</p>')).toBe('1\n\n2');
    expect(cell('<p>商业</p><p>&nbsp;</p><div>企业<br/></div>')).toBe('商业\n\n\u00a0\n\n企业');
    expect(cell('<br>0<br>')).toBe('0');
  });
  it('sets apart blocks that a br glues on', () => {
    expect(read('<p>共7件。<br />四、政府信息公开行政复议、行政诉讼情况</p>').blocks).toMatchObject([
      { kind: 'paragraph', text: '共7件。' },
      { kind: 'heading', level: 1, text: '四、政府信息公开行政复议、行政诉讼情况' },
    ]);
    expect(texts('<div>标题<br><br>　　一、总体情况<br>　　第一段。<br>　　第二段。<br>二、主动公开政府信息情况</div>')).toEqual([
      '标题', '一、总体情况', '第一段。\n　　第二段。', '二、主动公开政府信息情况',
    ]);
  });
  it('ignores what is not shown', () => {
    expect(texts('<p>1<span style="display:none">2</span><span hidden>3</span><script>4</script><style>5</style></p><noscript>6</noscript><template><p>7</p></template>')).toEqual(['1']);
    expect(cell('<span style="DISPLAY: none">9</span>3<span style="visibility:hidden">4</span>')).toBe('3');
    expect(texts("<p>5<span style='mso-hide:all;display:none'>6</span></p><div style='mso-element:comment-list'><p>批注</p></div>")).toEqual(['5']);
    expect(cell('<span style="text-decoration:none">8</span>')).toBe('8');
    expect(cell('<span style="content:&quot;;display:none">9</span>3')).toBe('3');
  });
  it("reads Word's web export", () => {
    expect(cell("<p class=MsoNormal><!--[if gte mso 9]><xml>x</xml><![endif]--><span style='mso-bidi-font-size:9.0pt'><span>1</span></span><span lang=EN-US>2<o:p></o:p></span></p><p><o:p>&nbsp;</o:p></p>")).toBe('12\n\n\u00a0');
    expect(texts("<p><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>属于国家秘密</p>")).toEqual(['1.\u00a0属于国家秘密']);
  });
  it('never lets a note or struck-out text run into a figure', () => {
    expect(cell('5<sup>1</sup>')).toBe('5[1]');
    expect(cell('5<sup>①</sup>')).toBe('5①');
    const document = read('<table><tr><td>a</td><td><del>5</del>6</td></tr></table>');
    expect(gridsOf(document)[0]!.cells[1]!.text).toBe('6');
    expect(document.problems).toMatchObject([{ code: 'struck_out', place: { path: '/html/body/table[1]/tbody[1]/tr[1]/td[2]' } }]);
  });
  it('prints the numbers of ordered lists, but never before a figure in a cell', () => {
    expect(texts('<ol><li>甲</li><li>乙</li></ol><ol start=3 type=a><li>丙</li></ol><ul><li>丁</li></ul>')).toEqual(['1. 甲', '2. 乙', 'c. 丙', '丁']);
    expect(cell('<ol start="2"><li>其他法律行政法规禁止公开</li></ol>')).toBe('2. 其他法律行政法规禁止公开');
    expect(cell('<ol><li>5</li></ol>')).toBe('5');
  });
  it('reads what stands in input boxes of a table, and no search box', () => {
    expect(cell('<input type="text" value="12" readonly>')).toBe('12');
    expect(cell('<textarea>无</textarea><input type="hidden" value="9"><input type=submit value="提交">')).toBe('无');
    expect(texts('<form><input value="请输入"></form><p>0</p>')).toEqual(['0']);
  });
  it('reads a text archive shown as a page', () => {
    const { blocks } = read('<pre style="white-space: pre-wrap">一、总体情况\n\n规章\t0\t\n规范性文件\t2\t1\n</pre>');
    expect(blocks).toMatchObject([
      { kind: 'heading', text: '一、总体情况', place: { path: '/html/body/pre[1]', line: 1 } },
      { kind: 'grid', columns: 'order', rows: 2, cols: 3, place: { path: '/html/body/pre[1]', line: 3 } },
    ]);
    expect(texts('<pre>第一行\n第二行</pre>')).toEqual(['第一行\n第二行']);
  });
  it('keeps title and metadata by their own names', () => {
    const document = read('<head><title> 年度\n报告 </title><meta name="ArticleTitle" content="某局2023年报告 "><meta name="PubDate" content="2024-01-25"></head><body><meta name="ContentSource" content="某局"><p>0');
    expect(document.title).toBe('年度 报告');
    expect(document.meta).toEqual({ ArticleTitle: '某局2023年报告', PubDate: '2024-01-25', ContentSource: '某局' });
  });
});

describe('tables', () => {
  it('reads rows of all row groups in the order shown, and captions as text', () => {
    const html = '<table><caption>表三</caption><thead><tr><th>项目</th><th>数量</th></tr></thead><tfoot><tr><td>总计</td><td>2</td></tr></tfoot><tbody><tr><td>新收</td><td>1</td></tr></tbody></table>';
    expect(table(html)).toEqual([['项目', '数量'], ['新收', '1'], ['总计', '2']]);
    expect(texts(html)).toEqual(['表三', 'GRID']);
  });
  it('takes single cells of a layout table for paragraphs, and finds the tables inside', () => {
    const data = '<table><tr><td>规章</td><td>0</td></tr><tr><td>规范性文件</td><td>3</td></tr></table>';
    const html = `<table><tr><td><p>2020年年度报告</p></td></tr><tr><td><table><tr><td>左栏</td><td><p>一、总体情况</p>${data}<p>无。</p></td></tr></table></td></tr></table>`;
    expect(texts(html)).toEqual(['2020年年度报告', '一、总体情况', 'GRID', '无。']);
  });
  it('keeps a small table nested in a cell of a data table as its text', () => {
    expect(cell('<table><tr><td>0</td></tr></table>')).toBe('0');
    expect(cell('<table><tr><td>1</td><td>2</td></tr></table>')).toBe('1\n\n2');
  });
  it('cuts one table that holds the whole report at its titles and prose', () => {
    const prose = '全年主动公开信息若干条。'.repeat(40);
    const html = `<table><tr><td colspan=2>一、总体情况</td></tr><tr><td colspan=2>${prose}</td></tr><tr><td colspan=2>二、主动公开政府信息情况</td></tr>
      <tr><td>规章</td><td>0</td></tr><tr><td>规范性文件</td><td>1</td></tr><tr><td colspan=2>三、收到和处理政府信息公开申请情况</td></tr>
      <tr><td>新收</td><td>2</td></tr><tr><td>结转</td><td>3</td></tr></table>`;
    expect(texts(html)).toEqual(['一、总体情况', prose, '二、主动公开政府信息情况', 'GRID', '三、收到和处理政府信息公开申请情况', 'GRID']);
    expect(gridsOf(read(html)).map(({ table: at, rows }) => [at, rows])).toEqual([[0, 2], [1, 2]]);
  });
  it('leaves a sentence in a figure’s cell where it is', () => {
    const sentence = '救助13781户31696人次，发放资金1040万元。';
    expect(table(`<table><tr><td>行政给付</td><td>${sentence}</td></tr><tr><td>行政许可</td><td>0</td></tr></table>`)[0]![1]).toBe(sentence);
  });
  it('skips hidden rows and cells', () => {
    expect(table('<table><tr style="display:none"><td>x</td><td>y</td></tr><tr><td>a</td><td style="display:none">9</td><td>1</td></tr></table>')).toEqual([['a', '1']]);
  });
});

describe('bad input', () => {
  it.each([
    ['tables', '<table><tr><td>', '</td></tr></table>'],
    ['div', '<div>', '</div>'],
    ['span', '<span>', '</span>'],
  ])('refuses %s nested 10,000 deep', (_, open, close) => {
    const html = `${open.repeat(10_000)}0${close.repeat(10_000)}`;
    expect(() => read(html)).toThrow(Refusal);
    try {
      read(html);
    } catch (error) {
      expect(error).toMatchObject({ status: 'unreadable', code: 'too_deep' });
    }
  });
  it('reads what browsers would, up to a depth no page has', () => {
    expect(texts(`${'<font>'.repeat(600)}一、总体情况`)).toEqual(['一、总体情况']);
  });
  it('cuts rowspan="1000000000" to the table', () => {
    const [grid] = gridsOf(read('<table><tr><td rowspan="1000000000" colspan="1000000000">a</td><td>1</td></tr><tr><td>2</td></tr></table>'));
    expect(grid!.cells.map(({ text, row, col, rowSpan, colSpan }) => [text, row, col, rowSpan, colSpan])).toEqual([['a', 0, 0, 2, 1], ['1', 0, 1, 1, 1], ['2', 1, 1, 1, 1]]);
  });
});

/** Finds an element by the kind of path that readers give, on the tree that the parser made. */
describe('places', () => {
  const page = `<!DOCTYPE html><html><head><title>t</title></head><body><div><p>发布日期：2020-01-31</p></div><div id="b"><h2>二</h2><p>三<p>四
    <table><tr><td>五</td><th>六</th></tr><tr><th rowspan=2>七<td>八</tr><tr><td>九</table><ucapcontent><p>十</p></ucapcontent><o:p><p>百</p></o:p>尾</div></body></html>`;

  it('are XPaths of the elements', () => {
    const { blocks } = read(page);
    expect(blocks.map((block) => [isGrid(block) ? 'GRID' : block.text, block.place.path])).toEqual([
      ['发布日期：2020-01-31', '/html/body/div[1]/p[1]'],
      ['二', '/html/body/div[2]/h2[1]'],
      ['三', '/html/body/div[2]/p[1]'],
      ['四', '/html/body/div[2]/p[2]'],
      ['GRID', '/html/body/div[2]/table[1]'],
      ['十', '/html/body/div[2]/ucapcontent[1]/p[1]'],
      ['百', '/html/body/div[2]/*[6]/p[1]'],
      ['尾', '/html/body/div[2]'],
    ]);
    expect(gridsOf(read(page))[0]!.cells.map(({ text, place }) => [text, place.path!.slice('/html/body/div[2]/table[1]'.length)])).toEqual([
      ['五', '/tbody[1]/tr[1]/td[1]'], ['六', '/tbody[1]/tr[1]/th[1]'], ['七', '/tbody[1]/tr[2]/th[1]'], ['八', '/tbody[1]/tr[2]/td[1]'], ['九', '/tbody[1]/tr[3]/td[1]'],
    ]);
  });

  needs('Chromium', 'in a browser', () => {
    /** Text that a browser finds at each path of a page. */
    function inBrowser(html: string, paths: readonly string[]): string[] {
      const folder = mkdtempSync(join(tmpdir(), 'paths-'));
      try {
        const script = `<script>document.documentElement.setAttribute('data-found', JSON.stringify(${JSON.stringify(paths)}.map((path) => {
          const node = document.evaluate(path, document, null, 9, null).singleNodeValue; return node === null ? null : node.textContent; })))</script>`;
        writeFileSync(join(folder, 'page.html'), `${html}${script}`);
        const flags = '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --dump-dom'.split(' ');
        const program = findProgram('chromium', 'chromium-browser', 'google-chrome')!;
        const dom = execFileSync(program, [...flags, `--user-data-dir=${folder}/profile`, `file://${folder}/page.html`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26, timeout: 50_000 });
        const json = /data-found="([^"]*)"/.exec(dom)![1]!.replaceAll('&quot;', '"').replaceAll('&nbsp;', '\u00a0').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
        return JSON.parse(json) as string[];
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    const squeeze = (text: string): string => text.replace(/\s/g, '');

    it('lead to the same text', () => {
      const found = placed(read(page));
      const seen = inBrowser(page, found.map(({ path }) => path));
      found.forEach(({ text, path }, at) => expect(squeeze(seen[at] ?? `nothing at ${path}`)).toContain(squeeze(text)));
    });

    needs('the corpus', 'on a real page', () => {
      it('lead to the same text, cell by cell', () => {
        const html = readFileSync(`${corpus}/files/shanghai_govt_office_2019.html`, 'utf8');
        const found = placed(readHtml(Buffer.from(html)));
        const seen = inBrowser(html.replace('</body></html>', ''), found.map(({ path }) => path));
        expect(found.length).toBeGreaterThan(300);
        found.forEach(({ text, path }, at) => expect(squeeze(seen[at] ?? `nothing at ${path}`)).toContain(squeeze(text)));
      });
    });
  });
});

needs('the corpus', 'the real page of 上海市人民政府办公厅 FY2019', () => {
  it('reads as headings, prose and three grids', () => {
    const { blocks } = readHtml(readFileSync(`${corpus}/files/shanghai_govt_office_2019.html`));
    expect(blocks.filter((block) => block.kind === 'heading' && block.level === 1).map((block) => (isGrid(block) ? '' : block.text.slice(0, 2)))).toEqual(['一、', '二、', '三、', '四、', '五、', '六、']);
    expect(blocks.filter(isGrid).map(({ table: at, rows, cols, cells }) => [at, rows, cols, cells.length])).toEqual([[0, 18, 5, 53], [1, 26, 10, 198], [2, 4, 15, 34]]);
    const disputes = blocks.filter(isGrid)[2]!;
    expect(disputes.cells.filter(({ row }) => row === 3).map(({ text }) => text)).toEqual(['5', '\u00a0', '\u00a0', '2', '7', '8', '\u00a0', '\u00a0', '1', '9', '\u00a0', '\u00a0', '\u00a0', '\u00a0', '\u00a0']);
  });
});
