/** Tables without rules whose columns hold words: headings centred over words that begin at the left, row numbers, indented labels. */
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../extractors/formats/pdf.ts';
import { gridsOf, textsOf } from '../../support/pdf-tables.ts';
import { PdfWriter, textWidth } from '../../../crawlers/replica/render/pdf-writer.ts';

type Text = [text: string, x: number, centred?: 'centred'];

const SIZE = 10;
const STEP = 26;

/** Draws rows of texts, each at its place, and reads them. A row at a fraction of a step stands between others. */
async function read(...pages: (readonly [row: number, ...texts: Text[]])[][]) {
  const writer = new PdfWriter();
  for (const rows of pages) {
    writer.addPage();
    for (const [row, ...texts] of rows) for (const [text, x, centred] of texts) writer.text(centred ? x - textWidth(text, SIZE) / 2 : x, 100 + row * STEP, SIZE, text);
  }
  return gridsOf(await readPdf(writer.toBytes()));
}

const NAMES = ['收到申请数', '当面申请数', '传真申请数', '网络申请数', '信函申请数'];

describe('columns of words without rules', () => {
  it('a heading with nothing under it heads the column of words beside it', async () => {
    const [grid, ...others] = await read([
      [0, ['统计指标', 180, 'centred'], ['单位', 380, 'centred'], ['统计数', 480, 'centred']],
      ...NAMES.map((name, i) => [i + 1, [name, 60], [i === 1 ? '——' : '件', 335], [String(7 * i), 480, 'centred']] as [number, ...Text[]]),
    ]);
    expect(others).toEqual([]);
    const [head, ...rows] = textsOf(grid!);
    expect(head).toEqual(['统计指标 单位', '统计指标 单位', '统计数']);
    expect(rows).toEqual([...NAMES.map((name, i) => [name, i === 1 ? '——' : '件', String(7 * i)])]);
  });

  it('a remark beside a blank row ends no table, nor do blank rows at the end of a page', async () => {
    const row = (i: number, figure: string, remark = ''): [number, ...Text[]] => [i + 1, [NAMES[i % 5]!, 100], ['件', 350, 'centred'], ...(figure ? [[figure, 440, 'centred'] as Text] : []), ...(remark ? [[remark, 520, 'centred'] as Text] : [])];
    const head: [number, ...Text[]] = [0, ['统计指标', 150, 'centred'], ['单位', 350, 'centred'], ['统计数', 440, 'centred'], ['备注', 520, 'centred']];
    const [grid, ...others] = await read([head, row(0, '3', '见附件'), row(1, '', '见附件'), row(2, '4'), row(3, '5'), ...Array.from({ length: 18 }, (_, i) => row(i + 4, '8')), row(22, ''), row(23, '')], [row(0, '6'), row(1, ''), row(2, '7'), row(3, '', '见附件'), row(4, '9')]);
    expect(others).toEqual([]);
    const rows = textsOf(grid!).slice(1);
    expect(rows).toHaveLength(29);
    expect(rows.map(([label]) => label)).toEqual([...Array.from({ length: 24 }, (_, i) => NAMES[i % 5]), ...NAMES]);
    // The remark of a blank row may be that of the row before: that one is left open.
    expect([2, 3, 22, 23, 24, 28].map((r) => rows[r]!.slice(1))).toEqual([['件', '4', ''], ['件', '5', ''], ['件', '', ''], ['件', '', ''], ['件', '6', ''], ['件', '9', '']]);
    expect(rows[26]!.join(' ')).toContain('7');
  });

  it('a column of numbers under no heading belongs to none', async () => {
    const grids = await read([
      [0, ['统计指标', 180, 'centred'], ['去年', 380, 'centred'], ['今年', 480, 'centred']],
      ...NAMES.map((name, i) => [i + 1, [name, 60], [String(30 + i), 320], [String(7 * i), 480, 'centred']] as [number, ...Text[]]),
    ]);
    for (const [name, ...cells] of grids.flatMap(textsOf)) if (NAMES.includes(name!)) expect(cells[0]).not.toMatch(/^3\d$/);
  });

  it('numbers that count the rows are no figures', async () => {
    const [grid] = await read([
      [0, ['序号', 70, 'centred'], ['统计指标', 200, 'centred'], ['单位', 380, 'centred'], ['统计数', 480, 'centred']],
      ...NAMES.map((name, i) => [i + 1, [String(i + 1), 58], [name, 110], ['件', 375], [String(7 * i), 480, 'centred']] as [number, ...Text[]]),
    ]);
    expect(textsOf(grid!).slice(1).map((row) => [row[0], row[1], row.at(-1)])).toEqual(NAMES.map((name, i) => [String(i + 1), name, String(7 * i)]));
  });

  it('a label whose first line is indented goes on at the left edge', async () => {
    const long = ['召开政府信息公开工作会议或者', '专题会议数'];
    const [grid] = await read([
      [0, ['统计指标', 150, 'centred'], ['单位', 380, 'centred'], ['统计数', 480, 'centred']],
      [1, [NAMES[0]!, 100], ['件', 380, 'centred'], ['3', 480, 'centred']],
      [2, [long[0]!, 100]], [2.35, ['次', 380, 'centred'], ['4', 480, 'centred']], [2.7, [long[1]!, 70]],
      [3.7, [NAMES[1]!, 100], ['件', 380, 'centred'], ['0', 480, 'centred']],
      [4.7, [NAMES[2]!, 100], ['件', 380, 'centred'], ['9', 480, 'centred']],
    ]);
    expect(textsOf(grid!).slice(1)).toEqual([[NAMES[0], '件', '3'], [long.join('\n'), '次', '4'], [NAMES[1], '件', '0'], [NAMES[2], '件', '9']]);
  });

  it('a group left of a label in two lines is no line of it', async () => {
    const [grid] = await read([
      [0, ['情况', 130, 'centred'], ['自然人', 380, 'centred'], ['总计', 480, 'centred']],
      [1, ['（一）予以公开', 120], ['3', 380, 'centred'], ['5', 480, 'centred']],
      [2, ['其他法律行政法规禁止公', 120]], [2.35, ['4', 380, 'centred'], ['7', 480, 'centred']], [2.62, ['不予', 75]], [2.7, ['开', 120]],
      [3.7, ['保护第三方合法权益', 120], ['0', 380, 'centred'], ['0', 480, 'centred']],
      [4.7, ['属于行政查询事项', 120], ['9', 380, 'centred'], ['9', 480, 'centred']],
    ]);
    expect(textsOf(grid!)[2]).toEqual(['不予', '其他法律行政法规禁止公\n开', '4', '7']);
  });
});
