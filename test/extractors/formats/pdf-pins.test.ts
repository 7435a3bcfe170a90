/** What we rely on in pdf.js and pdf-parse beyond their documented interfaces: a new version that changes it fails here. */
import { OPS, version } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PDFParse } from 'pdf-parse';
import { describe, expect, it } from 'vitest';
import { PATH } from '../../../extractors/formats/pdf/bars.ts';
import { foldRadicals } from '../../../extractors/formats/pdf/fold.ts';
import { openPdf } from '../../../extractors/formats/pdf/open.ts';
import { PdfWriter } from '../../../crawlers/replica/render/pdf-writer.ts';

function page(draw: (writer: PdfWriter) => void): Uint8Array {
  const writer = new PdfWriter();
  writer.addPage(200, 100);
  draw(writer);
  return writer.toBytes();
}

describe('pdf.js', () => {
  it('is the version whose path codes we know', () => expect(version).toBe('5.4.296'));

  it('codes a path as we read it', async () => {
    const pdf = await openPdf(page((writer) => writer.raw('10 20 m 30 20 l 30 40 50 60 70 80 c h S')), true);
    const list = await (await pdf.proxy.getPage(1)).getOperatorList();
    const path = list.argsArray[list.fnArray.indexOf(OPS.constructPath)];
    expect(path[0]).toBe(OPS.closeStroke === path[0] ? OPS.closeStroke : OPS.stroke);
    expect([...path[1][0]]).toEqual([PATH.moveTo, 10, 20, PATH.lineTo, 30, 20, PATH.curveTo, 30, 40, 50, 60, 70, 80, PATH.closePath]);
    await pdf.close();
  });

  it('reads a font that is not embedded, and gives every character with its width', async () => {
    const pdf = await openPdf(page((writer) => writer.text(10, 50, 10, '示例 1')), true);
    const list = await (await pdf.proxy.getPage(1)).getOperatorList();
    const shown = list.argsArray[list.fnArray.indexOf(OPS.showText)][0] as { unicode: string; width: number }[];
    expect(shown.map(({ unicode, width }) => [unicode, width])).toEqual([['示', 1000], ['例', 1000], [' ', 500], ['1', 500]]);
    await pdf.close();
  });
});

describe('pdf-parse', () => {
  it('keeps the document that it opened in `doc`', async () => {
    const parser = new PDFParse({ data: page((writer) => writer.text(10, 50, 10, 'x')) });
    await parser.getInfo();
    expect((parser as unknown as { doc: { numPages: number } }).doc.numPages).toBe(1);
    await parser.destroy();
  });
});

describe('radicals', () => {
  it('become the characters that share their glyphs; nothing else changes', () => {
    expect(foldRadicals('⾏⽂⼀⼈⻚⻓⺠⾦')).toBe('行文一人页长民金');
    expect(foldRadicals('０１，\u00a0\u3000㈠①ﬁ')).toBe('０１，\u00a0\u3000㈠①ﬁ');
  });
});
