/** Ruled tables: whatever way the rules are drawn, the grid is the one that was drawn. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readPdf } from '../../../extractors/formats/pdf.ts';
import { drawnTexts, drawTable, gridsOf, textsOf, type Cell, type Rules } from '../../support/pdf-tables.ts';
import { PdfWriter } from '../../../crawlers/replica/render/pdf-writer.ts';

const ROWS: Cell[][] = [
  [{ text: '申请人情况', colSpan: 4 }],
  [{ text: '项目', rowSpan: 2 }, { text: '法人', colSpan: 2 }, { text: '总计', rowSpan: 2 }],
  ['企业', '机构'],
  ['一、新收', '3', '', '3'],
  ['二、结转', '0', '12', '12'],
];
const WIDTHS = [120, 80, 80, 80];

async function read(draw: (writer: PdfWriter) => void) {
  const writer = new PdfWriter();
  writer.addPage();
  draw(writer);
  return readPdf(writer.toBytes());
}

describe('ruled tables', () => {
  it.each<[Rules]>([['lines'], ['fills'], ['boxes'], ['double']])('%s: texts, blanks and spans', async (rules) => {
    const grids = gridsOf(await read((writer) => drawTable(writer, ROWS, { widths: WIDTHS, rules })));
    expect(grids.map(textsOf)).toEqual([drawnTexts(ROWS)]);
    const total = grids[0]!.cells.find(({ text }) => text === '总计')!;
    expect(total).toMatchObject({ row: 1, col: 3, rowSpan: 2, colSpan: 1 });
  });

  it.each([[['left', 'right']], [['top', 'bottom']], [['left', 'right', 'top', 'bottom']]] as const)('sides without rules: %s', async (open) => {
    const rows = ROWS.slice(2).map((row) => (row.length === 2 ? ['项目', ...row, '总计'] : row));
    const grids = gridsOf(await read((writer) => drawTable(writer, rows, { widths: WIDTHS, open: [...open] })));
    expect(grids.map(textsOf)).toEqual([drawnTexts(rows)]);
  });

  it('places: the box of a cell outlines it on the page', async () => {
    const [grid] = gridsOf(await read((writer) => drawTable(writer, ROWS, { x: 60, y: 80, widths: WIDTHS, height: 24 })));
    const twelve = grid!.cells.find(({ text, col }) => text === '12' && col === 2)!;
    expect(twelve.place.page).toBe(1);
    twelve.place.box!.forEach((value, i) => expect(value).toBeCloseTo([260, 176, 340, 200][i]!, 0));
  });

  it.each([
    ['through a digit', [-1, 7, 3.5], '\ufffd4'], ['through both', [-1, 13, 3.5], '\ufffd\ufffd'], ['under them', [-1, 13, -1.5], '94'], ['far beyond them', [-8, 40, 3.5], '94'],
  ] as const)('a line %s', async (_, [from, to, above], expected) => {
    const [grid] = gridsOf(await read((writer) => {
      drawTable(writer, ROWS, { x: 60, y: 80, widths: WIDTHS, height: 24 });
      writer.text(280, 168, 12, '94');
      writer.line(280 + from, 168 - above, 280 + to, 168 - above);
    }));
    expect(textsOf(grid!)[3]![2]).toBe(expected);
  });

  it('the same under a transformation and through a form', async () => {
    const plain = await read((writer) => void drawTable(writer, ROWS, { widths: WIDTHS }));
    const scaled = await read((writer) => writer.transform([0.8, 0, 0, 0.8, 30, 40], () => void drawTable(writer, ROWS, { widths: WIDTHS })));
    const form = await read((writer) => writer.form([1, 0, 0, 1, 10, 20], () => void drawTable(writer, ROWS, { widths: WIDTHS })));
    expect(gridsOf(scaled).map(textsOf)).toEqual(gridsOf(plain).map(textsOf));
    expect(gridsOf(form).map(textsOf)).toEqual(gridsOf(plain).map(textsOf));
    const [from, to] = [gridsOf(plain)[0]!.place.box!, gridsOf(form)[0]!.place.box!];
    expect(to[0] - from[0]).toBeCloseTo(10, 1);
    expect(to[1] - from[1]).toBeCloseTo(20, 1);
  });

  it.each([90, 180, 270])('a page turned by %i degrees is read as displayed', async (rotate) => {
    const [width, height] = [595, 842];
    const writer = new PdfWriter();
    if (rotate === 180) writer.addPage(width, height, rotate);
    else writer.addPage(height, width, rotate);
    // Turns what is drawn the other way, so that the displayed page is upright.
    const turn = { 90: [0, -1, 1, 0, 0, width], 180: [-1, 0, 0, -1, width, height], 270: [0, 1, -1, 0, height, 0] }[rotate] as [number, number, number, number, number, number];
    writer.transform(turn, () => void drawTable(writer, ROWS, { widths: WIDTHS }));
    const grids = gridsOf(await readPdf(writer.toBytes()));
    expect(grids.map(textsOf)).toEqual([drawnTexts(ROWS)]);
  });

  it('shadings, clips, page frames and text frames make no table', async () => {
    const document = await read((writer) => {
      writer.rect(30, 30, 535, 782, { stroke: 0 });
      for (let i = 0; i < 4; i++) {
        writer.rect(60, 100 + i * 20, 200, 16, { fill: 1 });
        writer.clip(60, 100 + i * 20, 200, 16, () => writer.text(62, 112 + i * 20, 12, `第${'一二三四'[i]}行文字说明`));
      }
      writer.rect(60, 300, 300, 40, { stroke: 0 });
      writer.text(70, 325, 12, '框内文字');
    });
    expect(gridsOf(document)).toEqual([]);
    expect(document.blocks.map((block) => ('text' in block ? block.text : ''))).toContain('框内文字');
  });

  it('two tables side by side and one below them are three grids', async () => {
    const rows = [['甲', '1'], ['乙', '2']];
    const grids = gridsOf(
      await read((writer) => {
        drawTable(writer, rows, { x: 60, widths: [80, 80] });
        drawTable(writer, rows, { x: 300, widths: [80, 80] });
        drawTable(writer, rows, { x: 60, y: 180, widths: [80, 80] });
      }),
    );
    expect(grids.map(textsOf)).toEqual([rows, rows, rows]);
    expect(grids.map(({ table }) => table)).toEqual([0, 1, 2]);
  });

  it('figures: wrapped, printed twice for bold, apart on one line, over a rule', async () => {
    const document = await read((writer) => {
      drawTable(writer, [['109\n6', '', '', '']], { widths: [60, 60, 60, 60], height: 40 });
      writer.text(130, 104, 10, '55');
      writer.text(130.4, 104, 10, '55');
      writer.text(184, 104, 10, '3');
      writer.text(214, 104, 10, '7');
      drawTable(writer, [['', '']], { y: 200, widths: [30, 60] });
      writer.text(62, 216, 10, '1234567');
    });
    const [first, second] = gridsOf(document).map(textsOf);
    expect(first).toEqual([['109\n6', '55', '3\n\n7', '']]);
    expect(second).toEqual([['1234567', '']]);
    expect(document.problems.map(({ code }) => code)).toEqual(['text_across_rule']);
  });

  it('signs as printed: full-width digits and spaces stay, radicals become ordinary characters', async () => {
    const [grid] = gridsOf(await read((writer) => drawTable(writer, [['０', '　'], ['自　然　人', '（一）']], { widths: [100, 100] })));
    expect(textsOf(grid!)).toEqual([['０', '　'], ['自　然　人', '（一）']]);
  });

  it('any table of figures and blanks comes back as drawn', async () => {
    const cell = fc.oneof(fc.constant(''), fc.nat(99999).map(String), fc.constantFrom('无', '/', '—', '0件', '1,234'));
    const table = fc.integer({ min: 2, max: 8 }).chain((cols) => fc.array(fc.array(cell, { minLength: cols, maxLength: cols }), { minLength: 2, maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom<Rules>('lines', 'fills', 'boxes', 'double'), async (rows, rules) => {
        const grids = gridsOf(await read((writer) => drawTable(writer, rows, { widths: rows[0]!.map(() => 55), rules, height: 20 })));
        const printed = rows.some((row) => row.some((text) => text !== ''));
        expect(grids.map(textsOf)).toEqual(printed ? [rows] : []);
      }),
      { numRuns: 25, seed: 7 },
    );
  });
});
