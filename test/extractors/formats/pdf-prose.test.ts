/** Lines outside tables: headings, paragraphs joined over lines and pages, reading order. */
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../extractors/formats/pdf.ts';
import { drawTable } from '../../support/pdf-tables.ts';
import { PdfWriter } from '../../../crawlers/replica/render/pdf-writer.ts';

const SENTENCE = '本机关认真贯彻落实政府信息公开条例，全年通过门户网站公开信息一百二十条，办理申请三件，均按期答复，没有收取任何费用；';
const LONG = SENTENCE.repeat(3).replace(/；$/, '。');

/** Sets paragraphs in lines of thirty characters, first lines indented by two, as word processors do; `rows` per page. */
function set(paragraphs: readonly string[], rows = 40): PdfWriter {
  const writer = new PdfWriter();
  let y = Infinity;
  for (const paragraph of paragraphs) {
    let rest = paragraph;
    for (let first = true; rest !== ''; first = false) {
      if (y > 70 + rows * 26) {
        writer.addPage();
        y = 80;
      }
      const room = first ? 28 : 30;
      writer.text(first ? 88 : 60, y, 14, rest.slice(0, room));
      rest = rest.slice(room);
      y += 26;
    }
  }
  return writer;
}

const read = async (writer: PdfWriter) => (await readPdf(writer.toBytes())).blocks;

describe('paragraphs', () => {
  it('join their lines without white space and keep apart from each other', async () => {
    const blocks = await read(set([LONG, `第二段。${LONG}`, '短句。', '又一句。']));
    expect(blocks.map((block) => ('text' in block ? block.text : ''))).toEqual([LONG, `第二段。${LONG}`, '短句。', '又一句。']);
    expect(blocks.every(({ kind }) => kind === 'paragraph')).toBe(true);
  });

  it('go on over a page break', async () => {
    const blocks = await read(set(['开头。', LONG], 2));
    expect(blocks.map((block) => ('text' in block ? block.text : ''))).toEqual(['开头。', LONG]);
    expect(blocks[1]!.place.page).toBe(1);
  });

  it('are parted by space where nothing is indented', async () => {
    const writer = new PdfWriter();
    writer.addPage();
    const line = '一行没有缩进的文字占满了整个版心宽度并在此处正好结束了没有';
    [80, 102, 140, 162].forEach((y, i) => writer.text(60, y, 14, line.slice(0, 28) + '甲乙丙丁'[i]));
    expect((await read(writer)).map((block) => ('text' in block ? block.text.at(-1) : ''))).toEqual(['乙', '丁']);
  });
});

describe('headings', () => {
  it('by number and by size, on lines of their own, in reading order with tables', async () => {
    const writer = new PdfWriter();
    writer.addPage();
    writer.text(190, 80, 20, '示例省应急管理厅');
    writer.text(140, 112, 20, '2024年政府信息公开年度报告');
    const body = (y: number, text: string): void => writer.text(88, y, 14, text);
    body(150, '一、总体情况');
    body(176, '（一）主动公开');
    writer.text(88, 202, 14, LONG.slice(0, 28));
    writer.text(60, 228, 14, LONG.slice(28, 58));
    body(254, '（二）依申请公开。收到申请三件，均已答复，见下表。');
    drawTable(writer, [['甲', '乙'], ['1', '2']], { y: 280, widths: [80, 80] });
    body(350, '二、其他');
    const blocks = await read(writer);
    expect(blocks.map((block) => (block.kind === 'heading' ? `${block.level} ${block.text}` : block.kind))).toEqual([
      '1 示例省应急管理厅2024年政府信息公开年度报告',
      '1 一、总体情况',
      '2 （一）主动公开',
      'paragraph',
      'paragraph',
      'grid',
      '1 二、其他',
    ]);
    expect(blocks[3]).toMatchObject({ text: LONG.slice(0, 58), place: { page: 1 } });
  });
});
