/** What page breaks do: tables cut and joined again, page numbers and running heads left out, paragraphs that go on. */
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../extractors/formats/pdf.ts';
import { mergeEdges } from '../../../extractors/formats/pdf/join.ts';
import { drawTable, gridsOf, textsOf, type Cell, type TableStyle } from '../../support/pdf-tables.ts';
import { PdfWriter } from '../../../crawlers/replica/render/pdf-writer.ts';

const WIDTHS = [120, 80, 80];
const HEAD: Cell[] = ['项目', '甲', '乙'];
const upper: Cell[][] = [HEAD, ['一', '1', '2'], ['（四）无', '3', '']];
const lower: Cell[][] = [['法提供', '', '4'], ['二', '5', '6']];

/** Two pages, the first table reaching down to the foot of the first, the second beginning the other. */
async function twoPages(first: Cell[][], second: Cell[][], styles: { first?: Partial<TableStyle>; second?: Partial<TableStyle>; extra?: (writer: PdfWriter, page: number) => void } = {}) {
  const writer = new PdfWriter();
  writer.addPage();
  drawTable(writer, first, { y: 770 - first.length * 24, widths: WIDTHS, ...styles.first });
  writer.text(280, 812, 11, '- 3 -');
  styles.extra?.(writer, 1);
  writer.addPage();
  drawTable(writer, second, { y: 72, widths: WIDTHS, ...styles.second });
  writer.text(280, 812, 11, '- 4 -');
  styles.extra?.(writer, 2);
  return readPdf(writer.toBytes());
}

describe('tables cut by a page break', () => {
  it('are one grid with a seam, every cell on its own page; page numbers enter nothing', async () => {
    const document = await twoPages(upper, lower);
    const [grid, ...others] = gridsOf(document);
    expect(others).toEqual([]);
    expect(textsOf(grid!)).toEqual([...upper, ...lower]);
    expect(grid!.seams).toEqual([3]);
    expect(grid!.cells.filter(({ row }) => row === 3).map(({ place }) => place.page)).toEqual([2, 2, 2]);
    expect(document.blocks).toHaveLength(1);
  });

  it('without closing rules at the break', async () => {
    const [grid] = gridsOf(await twoPages(upper, lower, { first: { open: ['bottom'] }, second: { open: ['top'] } }));
    expect(textsOf(grid!)).toEqual([...upper, ...lower]);
  });

  it('keep a repeated header as a row', async () => {
    const [grid] = gridsOf(await twoPages(upper, [HEAD, ...lower]));
    expect(textsOf(grid!)[3]).toEqual(['项目', '甲', '乙']);
    expect(grid!.seams).toEqual([3]);
  });

  it('with columns that moved a little, mirrored margins, running heads', async () => {
    const extra = (writer: PdfWriter): void => writer.text(60, 46, 9, '示例省应急管理厅年度报告');
    const moved = gridsOf(await twoPages(upper, lower, { second: { widths: [118, 83, 79] } }));
    const mirrored = gridsOf(await twoPages(upper, lower, { second: { x: 90 } }));
    const headed = await twoPages(upper, lower, { extra });
    for (const grids of [moved, mirrored, gridsOf(headed)]) expect(grids.map(textsOf)).toEqual([[...upper, ...lower]]);
    expect(headed.blocks).toHaveLength(1);
  });

  it('whose second piece lost an inner rule: figures go to the columns that they stand in', async () => {
    const document = await twoPages(upper, [['法提供', { text: '', colSpan: 2 }]], {
      extra: (writer, page) => {
        if (page === 2) {
          writer.text(215, 88, 10, '7');
          writer.text(295, 88, 10, '8');
        }
      },
    });
    const [grid] = gridsOf(document);
    expect(textsOf(grid!).at(-1)).toEqual(['法提供', '7', '8']);
  });

  it('but not where text stands between, or the outer edges differ', async () => {
    const between = await twoPages(upper, lower, { extra: (writer, page) => void (page === 2 && writer.text(92, 64, 14, '四、另一张表')), second: { y: 90 } });
    expect(gridsOf(between)).toHaveLength(2);
    const wider = await twoPages(upper, lower, { second: { widths: [120, 80, 120] } });
    expect(gridsOf(wider)).toHaveLength(2);
  });

  it('over three pages', async () => {
    const writer = new PdfWriter();
    for (let page = 0; page < 3; page++) {
      writer.addPage();
      const rows = Array.from({ length: 28 }, (_, i) => [`行${page * 28 + i}`, String(i), '']);
      drawTable(writer, rows, { y: 72, widths: WIDTHS });
      writer.text(280, 812, 11, String(page + 1));
    }
    const [grid, ...others] = gridsOf(await readPdf(writer.toBytes()));
    expect(others).toEqual([]);
    expect(grid!.rows).toBe(84);
    expect(grid!.seams).toEqual([28, 56]);
    expect(textsOf(grid!).map(([label]) => label)).toEqual(Array.from({ length: 84 }, (_, i) => `行${i}`));
  });
});

describe('grid lines of two pieces', () => {
  it('are matched one to one, the others kept', () => {
    expect(mergeEdges([0, 100, 200], [0, 103, 200])).toEqual({ xs: [0, 100, 200], a: [0, 1, 2], b: [0, 1, 2] });
    expect(mergeEdges([0, 100, 200], [0, 200])).toEqual({ xs: [0, 100, 200], a: [0, 1, 2], b: [0, 2] });
    expect(mergeEdges([0, 100, 300], [0, 180, 300])).toEqual({ xs: [0, 100, 180, 300], a: [0, 1, 3], b: [0, 2, 3] });
  });

  it('are not merged where both have many columns of their own', () => {
    const a = [0, 50, 100, 150, 200, 250, 300, 350];
    expect(mergeEdges(a, a.map((x) => (x === 0 || x === 350 ? x : x - 25)))).toBeNull();
  });
});

describe('page furniture', () => {
  it.each([['-%-'], ['— % —'], ['第%页'], ['%'], ['%/3'], ['第 % 页 共 3 页']])('%s is no paragraph', async (pattern) => {
    const writer = new PdfWriter();
    for (let page = 1; page <= 3; page++) {
      writer.addPage();
      writer.text(60, 100, 14, `第${'一二三'[page - 1]}页的正文写在这里。`);
      writer.text(page % 2 ? 480 : 60, 810, 11, pattern.replace('%', String(page)));
    }
    const { blocks } = await readPdf(writer.toBytes());
    expect(blocks.map((block) => ('text' in block ? block.text : ''))).toEqual(['第一页的正文写在这里。', '第二页的正文写在这里。', '第三页的正文写在这里。']);
  });

  it('a figure in the last row of a table at the foot is none', async () => {
    const rows = [['甲', '1'], ['乙', '2']];
    const writer = new PdfWriter();
    for (let page = 1; page <= 2; page++) {
      writer.addPage();
      drawTable(writer, [['页', String(page)], ...rows], { x: 60 + page * 100, y: 740, widths: [80, 80] });
    }
    expect(gridsOf(await readPdf(writer.toBytes())).map((grid) => textsOf(grid).length)).toEqual([3, 3]);
  });
});
