/** OFD files by our own writer and by hand: places, offsets, what is not seen. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { OfdWriter, type OfdVariant } from '../../../crawlers/replica/render/ofd-writer.ts';
import { isGrid } from '../../../extractors/document.ts';
import { readOfd } from '../../../extractors/formats/ofd.ts';
import { offsetsOf } from '../../../extractors/formats/ofd/text.ts';

const plain: OfdVariant = { spacing: 'runs', plane: 'own', templates: false, forms: 'block', prefix: 'ofd:', absolute: false, params: false, glyphs: false };

/** Two rows of two cells with corners at (100, 100), 80 wide and 20 high. */
function table(variant: OfdVariant): Uint8Array {
  const writer = new OfdWriter(variant, '表');
  writer.addPage();
  for (const y of [100, 120, 140]) writer.line(100, y, 260, y);
  for (const x of [100, 180, 260]) writer.line(x, 100, x, 140);
  [['规章', '12'], ['合计', '305']].forEach((row, r) => row.forEach((text, c) => writer.text(110 + 80 * c, 114 + 20 * r, 10, text)));
  return writer.toBytes();
}

const ns = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const page = (objects: string, more = ''): Uint8Array => zipSync({
  'OFD.xml': strToU8(`<ofd:OFD ${ns}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`),
  'D/Document.xml': strToU8(`<ofd:Document ${ns}><ofd:CommonData><ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>`),
  'D/P.xml': strToU8(`<ofd:Page ${ns}><ofd:Content><ofd:Layer>${objects}</ofd:Layer></ofd:Content></ofd:Page>`),
  'D/Res.xml': strToU8(`<ofd:Res ${ns}>${more}</ofd:Res>`),
});
const text = (attributes: string, code: string): string => `<ofd:TextObject Boundary="20 20 120 8" Size="5" ${attributes}>${code}</ofd:TextObject>`;
const words = (bytes: Uint8Array): string[] => readOfd(bytes).blocks.map((block) => (isGrid(block) ? 'grid' : block.text));

describe('OFD', () => {
  it.each<Partial<OfdVariant>>([{}, { spacing: 'list', plane: 'scaled' }, { spacing: 'codes', plane: 'whole', templates: true }, { prefix: '', absolute: true, params: true, glyphs: true }])('reads a ruled table with its places: %j', (more) => {
    const [grid] = readOfd(table({ ...plain, ...more })).blocks.filter(isGrid);
    expect(grid!.cells.map((cell) => cell.text)).toEqual(['规章', '12', '合计', '305']);
    const { page: number, box } = grid!.cells[3]!.place;
    expect(number).toBe(1);
    [180, 120, 260, 140].forEach((side, i) => expect(Math.abs(box![i]! - side)).toBeLessThan(1));
  });

  it('expands offsets, and no further than there are characters', () => {
    expect(offsetsOf('3 g 4 1.5 2', 99)).toEqual([3, 1.5, 1.5, 1.5, 1.5, 2]);
    expect(offsetsOf('g 4000000000 2', 3)).toEqual([2, 2, 2]);
  });

  it('keeps figures apart that stand apart, though one TextCode holds them', () => {
    expect(words(page(text('', '<ofd:TextCode X="0" Y="5" DeltaX="2.5 30 2.5">1234</ofd:TextCode>')))[0]).toMatch(/^12 +34$/);
  });

  it('leaves out what is not seen, and says so', () => {
    const shown = text('', '<ofd:TextCode X="0" Y="5" DeltaX="5">正文</ofd:TextCode>');
    for (const hidden of ['Visible="false"', 'Alpha="0"', 'Fill="false"']) {
      const document = readOfd(page(shown + text(hidden, '<ofd:TextCode X="0" Y="5" DeltaX="5">暗字</ofd:TextCode>')));
      expect(document.blocks).toMatchObject([{ text: '正文' }]);
      expect(document.problems.map(({ code }) => code)).toContain('hidden_text');
    }
  });

  it('leaves out white text on white paper, and what a white area was laid over', () => {
    const code = (t: string): string => `<ofd:TextCode X="0" Y="5" DeltaX="5">${t}</ofd:TextCode>`;
    const area = (value: string, more = ''): string => `<ofd:PathObject Boundary="15 18 130 12" Fill="true" Stroke="false" ${more}><ofd:FillColor Value="${value}"/><ofd:AbbreviatedData>M 0 0 L 130 0 L 130 12 L 0 12 C</ofd:AbbreviatedData></ofd:PathObject>`;
    const [shown, white] = [text('', code('正文')), text('', `<ofd:FillColor Value="255 255 255"/>${code('白字')}`)];
    expect(words(page(white + text('CTM="1 0 0 1 0 20"', code('正文')).replace('20 20 120 8', '20 20 120 40')))).toEqual(['正文']);
    expect(words(page(area('0 0 120') + white))).toEqual(['白字']);
    expect(words(page(text('', code('旧字')) + area('255 255 255') + shown))).toEqual(['正文']);
    expect(words(page(area('255 255 255') + shown))).toEqual(['正文']);
    expect(words(page(shown + area('255 255 255', 'Alpha="40"')))).toEqual(['正文']);
  });

  it('does not read the mark of a note into the figure that it stands above', () => {
    const cell = (x: number, y: number, size: number, t: string): string => `<ofd:TextObject Boundary="${x} ${y} 20 ${size * 1.3}" Size="${size}"><ofd:TextCode X="0" Y="${size}" DeltaX="g 9 ${size / 2}">${t}</ofd:TextCode></ofd:TextObject>`;
    const line = (x: number, y: number, w: number, h: number): string => `<ofd:PathObject Boundary="${x} ${y} ${w} ${h}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${w} ${h}</ofd:AbbreviatedData></ofd:PathObject>`;
    const rules = [20, 30, 40].map((y) => line(20, y, 60, 0)).join('') + [20, 50, 80].map((x) => line(x, 20, 0, 20)).join('');
    const [grid] = readOfd(page(rules + cell(22, 22, 4, 'ab') + cell(52, 22, 4, '1358') + cell(60, 21.5, 2, '1') + cell(22, 32, 4, 'cd') + cell(52, 32, 4, '7'))).blocks.filter(isGrid);
    expect(grid!.cells.map((each) => each.text)).toEqual(['ab', '1\n\n1358', 'cd', '7']);
  });

  it('refuses a scan with text under its picture', () => {
    const media = '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>';
    const picture = '<ofd:ImageObject ResourceID="7" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>';
    expect(() => readOfd(page(text('', '<ofd:TextCode X="0" Y="5" DeltaX="5">正文</ofd:TextCode>') + picture, media))).toThrow(expect.objectContaining({ code: 'needs_ocr' }) as Error);
  });
});
