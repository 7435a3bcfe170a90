/** Reading text archives: both dialects, every field, sentences joined over page breaks. */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGrid, type Document, type Grid } from '../../../extractors/document.ts';
import { readText } from '../../../extractors/formats/text.ts';
import { encodeGb } from '../../../crawlers/replica/render/gb18030.ts';
import { corpus, needs } from '../../support/needs.ts';

const read = (text: string): Document => readText(new TextEncoder().encode(text));
const textsOf = ({ blocks }: Document): string[] => blocks.map((block) => (isGrid(block) ? 'GRID' : block.text));
const gridsOf = (document: Document): Grid[] => document.blocks.filter(isGrid);
function rowsOf({ cells, rows }: Grid): string[][] {
  const result: string[][] = Array.from({ length: rows }, () => []);
  for (const { row, text } of cells) result[row]!.push(text);
  return result;
}
function grid(text: string): Grid {
  const [only, ...more] = gridsOf(read(text));
  expect(more).toEqual([]);
  return only!;
}

describe('rows with tabs', () => {
  it('keep every field, also empty ones at the end, and white space within', () => {
    const found = grid('二、主动公开政府信息情况\n\n第二十条第（一）项\t\t\t\n信息内容\t本年新 制作数量\t\t\n规章\t 0 \t\u00a0\t　4件\n\n三、收到');
    expect(rowsOf(found)).toEqual([['第二十条第（一）项', '', '', ''], ['信息内容', '本年新 制作数量', '', ''], ['规章', ' 0 ', '\u00a0', '　4件']]);
    expect(found).toMatchObject({ columns: 'order', rows: 3, cols: 4, seams: [], place: { line: 3 } });
    expect(found.cells[9]).toMatchObject({ text: ' 0 ', row: 2, col: 1, rowSpan: 1, colSpan: 1, place: { line: 5, start: 3, end: 6 } });
  });
  it('are one grid over blank lines and page numbers, with a seam', () => {
    const found = grid('甲\t1\t2\n乙\t3\t4\n\n- 3 -\n\n丙\t5\t6\n\n丁\t7\t8');
    expect(rowsOf(found)).toEqual([['甲', '1', '2'], ['乙', '3', '4'], ['丙', '5', '6'], ['丁', '7', '8']]);
    expect(found.seams).toEqual([2, 3]);
  });
  it('are apart where a heading or prose stands between', () => {
    expect(textsOf(read('甲\t1\n三、收到和处理政府信息公开申请情况\n乙\t2\n\n无此项。\n\n丙\t3'))).toEqual(['GRID', '三、收到和处理政府信息公开申请情况', 'GRID', '无此项。', 'GRID']);
  });
  it('drop a head that the page break repeats', () => {
    const found = grid('行政复议\t\t\t\n结果维持\t结果 纠正\t总计\t\n\n行政复议\t\t\n结果维持\t结果纠正\t总计\n0\t1\t1\n\n0\t1\t1');
    expect(rowsOf(found)).toEqual([['行政复议', '', '', ''], ['结果维持', '结果 纠正', '总计', ''], ['0', '1', '1'], ['0', '1', '1']]);
    expect(found.seams).toEqual([2, 3]);
  });
  it('may have lost the tabs at a row’s end', () => {
    expect(rowsOf(grid('第二十条第（一）项\n信息内容\t本年制发件数\n规章\t0\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t3'))).toEqual([
      ['第二十条第（一）项'], ['信息内容', '本年制发件数'], ['规章', '0'], ['第二十条第（五）项'], ['信息内容', '本年处理决定数量'], ['行政许可', '3'],
    ]);
  });
  it('come back as they were written (any fields)', () => {
    const field = fc.constantFrom('', '0', '12', ' 3', '\u00a0', '四、结转下年度继续办理', '减 7125', '　', '1***', '32 项');
    const row = fc.array(field, { minLength: 2, maxLength: 9 }).filter((fields) => fields.slice(0, -1).some((text) => text.trim() !== ''));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const found = grid(`一、总体情况${end}${end}${rows.map((fields) => fields.join('\t')).join(end)}${end}`);
        expect(rowsOf(found)).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a cell per line', () => {
  it('ends rows at blank lines and cells at tabs; lines without one go on', () => {
    const found = grid('二、主动公开政府信息情况\n\t第二十条第（一）项\n\n\t信息内容\n\t本年新\n制作数量\n\t本年新\n公开数量\n\n\t规章\n\t\n\t\u00a01件\n\n\n三、收到');
    expect(rowsOf(found)).toEqual([['第二十条第（一）项'], ['信息内容', '本年新\n制作数量', '本年新\n公开数量'], ['规章', '', '\u00a01件']]);
    expect(found).toMatchObject({ columns: 'order', cols: 3, seams: [] });
    expect(found.cells[2]!.place).toEqual({ line: 5, start: 1, end: 4 });
  });
  it('ends with a heading that follows without a blank line, and with prose after one', () => {
    expect(textsOf(read('\t甲\n\t1\n五、存在的主要问题及改进情况\n一是宣传不到位。'))).toEqual(['GRID', '五、存在的主要问题及改进情况', '一是宣传不到位。']);
    expect(textsOf(read('\t甲\n\t1\n\n\n以上数据均为全年数据。'))).toEqual(['GRID', '以上数据均为全年数据。']);
  });
  it('marks a row after an interruption', () => {
    const found = grid('\t\n\t（四）无法提供\n\n\n\t1.本机关不掌握相关政府信息\n\t18\n\n\t2.没有现成信息需要另行制作\n\t0\n\n-4-\n\n\t（七）总计\n\t91');
    expect(rowsOf(found).map((row) => row.at(-2))).toEqual(['', '1.本机关不掌握相关政府信息', '2.没有现成信息需要另行制作', '（七）总计']);
    expect(found.seams).toEqual([1, 3]);
  });
  it('leaves no bookmark in a cell, and stars only where they are digits masked', () => {
    expect(rowsOf(grid('\t其他对外管理服务事项\n\t[bookmark: _GoBack]193\n\t**0**\n\t1***'))).toEqual([['其他对外管理服务事项', '193', '0', '1***']]);
  });
  it('takes tabs that a page break left for nothing', () => {
    expect(textsOf(read('对3起重大事故挂牌督办，\n\t\n\t\n\n公开发布通知书三次，均已办结。'))).toEqual(['对3起重大事故挂牌督办，公开发布通知书三次，均已办结。']);
  });
});

describe('prose', () => {
  it('joins sentences over page breaks and page numbers', () => {
    expect(textsOf(read('（一）健全组织机构，加强政务公开。厅办公室承担政务\n\n公开领导小组办公室职责。\n\n市应急局参加“政风行风热线”，反响良好，又参加“政风行风热线”\n\n- 2 -\n\n节目 2 次；做客热线 1 次。'))).toEqual([
      '（一）健全组织机构，加强政务公开。厅办公室承担政务公开领导小组办公室职责。',
      '市应急局参加“政风行风热线”，反响良好，又参加“政风行风热线”节目 2 次；做客热线 1 次。',
    ]);
    expect(textsOf(read('全年共发布各类信息，其中微信公众号发布信息20\n\n00条，访问www.example\n\nsite约100次。'))[0]).toBe('全年共发布各类信息，其中微信公众号发布信息2000条，访问www.example site约100次。');
  });
  it('keeps titles, headings, items and indented paragraphs apart', () => {
    const lines = ['自治区应急管理厅', '2020 年政府信息公开工作年度报告', '一、总体情况', '一是加强领导，落实责任。', '2.加强培训，提高认识', '3.加强监督，按期通报', '　　另有一段，自成一体', '　　又有一段。'];
    expect(textsOf(read(lines.join('\n\n')))).toEqual(lines.map((line) => line.trim()));
  });
  it('knows headings by number and by marks, and takes the marks off', () => {
    expect(read('# 聊城市应急管理局\n\n#### 四、政府信息公开行政复议、行政诉讼情况\n\n**三是做好舆情回应。**切实增强意识，见<http://a.example/>。').blocks).toMatchObject([
      { kind: 'heading', level: 1, text: '聊城市应急管理局', place: { line: 1, start: 2, end: 10 } },
      { kind: 'heading', level: 1, text: '四、政府信息公开行政复议、行政诉讼情况', place: { line: 3, start: 5, end: 24 } },
      { kind: 'paragraph', text: '三是做好舆情回应。切实增强意识，见http://a.example/。' },
    ]);
  });
  it('drops page numbers, and nothing else that is a number', () => {
    expect(textsOf(read('无。\n\n1\n\n'))).toEqual(['无。']);
    expect(textsOf(read('第一页。\n\n1\n\n第二页。\n\n2\n\n第三页。\n\n第 3 页 共 3 页'))).toEqual(['第一页。', '第二页。', '第三页。']);
    expect(textsOf(read('件数如下：\n\n12\n\n以上。'))).toEqual(['件数如下：', '12', '以上。']);
  });
  it('reads every encoding and line end alike', () => {
    const text = '一、总体情况\n\n2020年，我局发布信息260条。\n\n规章\t0\t　\n';
    const expected = read(text).blocks;
    expect(read(text.replaceAll('\n', '\r\n')).blocks).toEqual(expected);
    expect(readText(encodeGb(text, false)).blocks).toEqual(expected);
    expect(readText(Buffer.from(`\ufeff${text}`, 'utf16le')).blocks).toEqual(expected);
  });
});

needs('the corpus', 'the five seeds', () => {
  it.each<[string, string[], [number, number, number, number[]][]]>([
    ['000_e8d9c4fbc064f225.txt', ['一', '二', '三', '四', '五'], [[18, 4, 53, []], [27, 10, 234, [16]], [4, 15, 39, []]]],
    ['001_a53a1aafad74cc7a.txt', ['一', '二', '三', '四', '五', '六'], [[18, 4, 69, [15]], [26, 10, 260, [12]], [4, 15, 60, []]]],
    ['002_712bd1e67ee3a959.txt', ['1', '二', '三', '四', '五', '六'], [[19, 4, 57, []], [26, 10, 234, []], [4, 15, 39, []]]],
    ['003_71fd8e73d787aab1.txt', ['一', '二', '三', '四', '五', '六', '七'], [[18, 4, 72, []], [26, 9, 230, [4]], [4, 15, 60, []]]],
    ['004_17923ea91439cdc0.txt', ['一', '二', '三', '四', '五', '六'], [[18, 4, 72, []], [26, 10, 250, [5]], [4, 15, 60, []]]],
  ])('%s', (file, sections, grids) => {
    const text = readFileSync(`${corpus}/seeds/${file}`, 'utf8');
    const document = read(text);
    const headings = document.blocks.flatMap((block) => (block.kind === 'heading' && /^[一二三四五六七1][、]/.test(block.text) ? [block.text[0]!] : []));
    expect(headings).toEqual(sections);
    expect(gridsOf(document).map(({ rows, cols, cells, seams }) => [rows, cols, cells.length, seams])).toEqual(grids);
    // Every cell's text stands at its place, but for residue and the lines that continue it.
    const lines = text.split('\n');
    for (const { cells } of gridsOf(document)) {
      for (const cell of cells) expect(lines[cell.place.line! - 1]!.slice(cell.place.start, cell.place.end).replace('[bookmark: _GoBack]', '')).toBe(cell.text.split('\n')[0]);
    }
    expect(JSON.stringify(document.blocks)).not.toMatch(/bookmark|\*\*|"#/);
  });
  it('loses no word of the prose', () => {
    for (const file of ['000_e8d9c4fbc064f225.txt', '001_a53a1aafad74cc7a.txt', '003_71fd8e73d787aab1.txt', '004_17923ea91439cdc0.txt']) {
      const text = readFileSync(`${corpus}/seeds/${file}`, 'utf8');
      const squeeze = (words: string): string => words.replace(/[\s\u00a0\u3000#*<>]/g, '');
      const all = read(text).blocks.map((block) => (isGrid(block) ? block.cells.map((cell) => cell.text).join('') : block.text)).join('');
      expect(squeeze(all)).toBe(squeeze(text));
    }
  });
});
