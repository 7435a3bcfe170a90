/** Tables without upright rules: read by alignment, marked as such, and never wrong where alignment does not tell. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../extractors/formats/pdf.ts';
import { drawnTexts, drawTable, gridsOf, textsOf, type Cell } from '../../support/pdf-tables.ts';
import { PdfWriter } from '../../../crawlers/replica/render/pdf-writer.ts';

const HEAD: Cell[] = ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'];
const WIDTHS = [120, 110, 110, 110];

async function read(draw: (writer: PdfWriter) => void) {
  const writer = new PdfWriter();
  writer.addPage();
  draw(writer);
  return readPdf(writer.toBytes());
}

describe('tables without rules', () => {
  it.each(['none', 'level'] as const)('%s: figures go under their headings, blanks stay blank', async (rules) => {
    const rows = [HEAD, ['规章', '', '3', ''], ['规范性文件', '12', '', '140'], ['公告', '', '', '']];
    const document = await read((writer) => drawTable(writer, rows, { widths: WIDTHS, rules }));
    expect(gridsOf(document).map(textsOf)).toEqual([rows]);
    expect(document.problems.map(({ code }) => code)).toEqual(['grid_by_alignment']);
    expect(document.problems[0]!.place).toMatchObject({ page: 1 });
  });

  it('only the last column filled: the others are blank, not shifted', async () => {
    const rows = [HEAD, ['规章', '', '', '4'], ['规范性文件', '', '', '0']];
    expect(gridsOf(await read((writer) => drawTable(writer, rows, { widths: WIDTHS, rules: 'none' }))).map(textsOf)).toEqual([rows]);
  });

  it('rows stay in their table however many blank ones stand between them, but not beyond a gap', async () => {
    const blank = (names: string): Cell[][] => [...names].map((name) => [`${name}类公开的\n各种文件`, '', '', '']);
    const rows: Cell[][] = [HEAD, ['规章', '1', '', '4'], ...blank('甲乙丙丁戊己庚辛壬癸'), ['规范性文件', '', '7', ''], ...blank('子丑')];
    const style = { widths: WIDTHS, rules: 'none', size: 9, height: 26 } as const;
    expect(gridsOf(await read((writer) => drawTable(writer, rows, style))).map(textsOf)).toEqual([rows]);
    const apart = await read((writer) => {
      const bottom = drawTable(writer, rows.slice(0, 9), style);
      drawTable(writer, rows.slice(9, 14), { ...style, y: bottom + 120 });
    });
    expect(gridsOf(apart).map(textsOf).flat()).not.toContainEqual(['规范性文件', '', '7', '']);
  });

  it('group headings span their columns, wrapped labels are one', async () => {
    const rows: Cell[][] = [
      [{ text: '情况', rowSpan: 2 }, { text: '自然人', rowSpan: 2 }, { text: '法人或其他组织', colSpan: 2 }, { text: '总计', rowSpan: 2 }],
      ['商业\n企业', '科研\n机构'],
      ['一、本年新收', '0', '1', '2', '3'],
      ['申请人逾期不补\n正的申请', '', '4', '5', '9'],
      ['二、上年结转', '1', '6', '7', '14'],
    ];
    const [grid] = gridsOf(await read((writer) => drawTable(writer, rows, { widths: [120, 80, 90, 90, 80], rules: 'none', height: 40 })));
    expect(textsOf(grid!)).toEqual(drawnTexts(rows));
    expect(grid!.cells.find(({ text }) => text === '法人或其他组织')).toMatchObject({ col: 2, colSpan: 2 });
  });

  it('headings close to each other are told by the lines below them, a spaced group heading stays one', async () => {
    const rows: Cell[][] = [
      ['情况', { text: '申 请 人 情 况', colSpan: 5 }],
      ['项目', '社会公\n益\n组织', '法律服\n务\n机构', '科研\n机构', '其 他', '总 计'],
      ['一、本年新收', '', '', '', '', '7'],
      ['二、上年结转', '', '', '', '', '12'],
      ['三、结转下年', '', '', '', '', '5'],
    ];
    const [grid] = gridsOf(await read((writer) => drawTable(writer, rows, { widths: [120, 35.5, 35.5, 50, 50, 50], rules: 'none', height: 48 })));
    const texts = textsOf(grid!);
    expect(texts.slice(-4)).toEqual(drawnTexts(rows).slice(-4));
    expect(grid!.cells.filter(({ row }) => row === 0).map(({ text }) => text)).toContain('申 请 人 情 况');
  });

  it('goes on over a page break without its header', async () => {
    const writer = new PdfWriter();
    writer.addPage();
    drawTable(writer, [HEAD, ['规章', '1', '2', '3'], ['规范性文件', '4', '5', '6']], { y: 690, widths: WIDTHS, rules: 'none' });
    writer.text(280, 812, 11, '- 1 -');
    writer.addPage();
    drawTable(writer, [['公告', '7', '', '9'], ['通知', '', '8', '']], { y: 72, widths: WIDTHS, rules: 'none' });
    writer.text(280, 812, 11, '- 2 -');
    const rows = gridsOf(await readPdf(writer.toBytes())).flatMap(textsOf);
    expect(rows.slice(-2)).toEqual([['公告', '7', '', '9'], ['通知', '', '8', '']]);
  });

  it('a header cut inside its words goes on over a page break, in the first column as in the others', async () => {
    const writer = new PdfWriter();
    writer.addPage();
    drawTable(writer, [[{ text: '行政复议', colSpan: 3 }], ['结果维持', '结果纠正', '其他结果']], { y: 746, widths: [60, 60, 60], rules: 'none' });
    writer.addPage();
    drawTable(writer, [['数', '数', '数'], ['1', '2', '3']], { y: 72, widths: [60, 60, 60], rules: 'none' });
    const [grid, ...others] = gridsOf(await readPdf(writer.toBytes()));
    expect(others).toEqual([]);
    const columns = [0, 1, 2].map((col) => textsOf(grid!).map((row) => row[col]));
    expect(columns).toEqual([['行政复议', '结果维持', '数', '1'], ['行政复议', '结果纠正', '数', '2'], ['行政复议', '其他结果', '数', '3']]);
  });

  it('a figure between two headings makes its row one cell', async () => {
    const rows = [HEAD, ['规章', '1', '2', '3'], ['规范性文件', '', '', ''], ['公告', '4', '5', '6']];
    const document = await read((writer) => {
      drawTable(writer, rows, { widths: WIDTHS, rules: 'none' });
      // Halfway between the second and the third heading, in line with no other figure.
      writer.text(287, 80 + 2.5 * 24 + 3.6, 10, '77');
    });
    const [grid] = gridsOf(document);
    const cell = grid!.cells.find(({ text }) => text.includes('77'))!;
    expect(cell.colSpan).toBe(3);
    expect(textsOf(grid!)[1]).toEqual(['规章', '1', '2', '3']);
  });

  it('prose with numbers is no table', async () => {
    const document = await read((writer) => {
      writer.text(60, 100, 14, '地址：示例路 1 号　邮编 750001　电话 2753766');
      writer.text(60, 126, 14, '全年公开信息 120 条，办理申请 3 件。');
    });
    expect(gridsOf(document)).toEqual([]);
  });

  it('never puts a figure under another heading', async () => {
    const cell = fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 3, arbitrary: fc.nat(99999).map(String) });
    const body = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(8, 10, 12), fc.constantFrom(20, 26, 34), async (figures, size, height) => {
        const labels = '甲乙丙丁戊己庚辛';
        const rows = [HEAD, ...figures.map((row, i) => [`${labels[i]}类文件`, ...row])];
        const grids = gridsOf(await read((writer) => drawTable(writer, rows, { widths: WIDTHS, rules: 'none', size, height })));
        for (const row of grids.flatMap(textsOf)) {
          const drawn = rows.find(([label]) => label === row[0]);
          // A row that is given in columns is the drawn one; one that is not is a single cell over all of them.
          if (drawn && row.length === 4 && !(row[1] === row[2] && row[2] === row[3] && row[1] !== '')) expect(row).toEqual(drawn);
        }
      }),
      { numRuns: 40, seed: 11 },
    );
  });
});
