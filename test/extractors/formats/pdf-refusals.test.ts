/** Files that cannot be read end as one clear refusal; the caller's bytes stay as they are. */
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../extractors/document.ts';
import { readPdf } from '../../../extractors/formats/pdf.ts';
import { PdfWriter, type WriterOptions } from '../../../crawlers/replica/render/pdf-writer.ts';

const TEXT = '示例省应急管理厅2024年政府信息公开工作年度报告';

function report(options: WriterOptions = {}): Uint8Array {
  const writer = new PdfWriter(options);
  writer.addPage();
  writer.text(60, 80, 14, TEXT);
  return writer.toBytes();
}

const refusal = async (bytes: Uint8Array): Promise<Refusal> => {
  const error = await readPdf(bytes).then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(Refusal);
  return error as Refusal;
};

describe('refusals', () => {
  it('empty', async () => expect(await refusal(new Uint8Array())).toMatchObject({ status: 'unreadable', code: 'empty' }));

  it('another type under the name', async () => {
    expect(await refusal(new TextEncoder().encode('<html><body>404</body></html>'))).toMatchObject({ status: 'unreadable', code: 'wrong_type' });
  });

  it.each([0.3, 0.6, 0.9])('cut off after %d of its length', async (share) => {
    const bytes = report();
    expect(await refusal(bytes.slice(0, Math.floor(bytes.length * share)))).toMatchObject({ status: 'unreadable', code: 'truncated' });
  });

  it('garbage between a head and an end', async () => {
    const bytes = new TextEncoder().encode(`%PDF-1.4\n${'x'.repeat(2000)}\nstartxref\n9\n%%EOF`);
    expect(await refusal(bytes)).toMatchObject({ status: 'unreadable', code: 'corrupt' });
  });

  it('a password to open; an owner password alone opens', async () => {
    expect(await refusal(report({ encrypt: { user: 'geheim', owner: 'x' } }))).toMatchObject({ status: 'unreadable', code: 'encrypted' });
    const document = await readPdf(report({ encrypt: { user: '', owner: 'x' } }));
    expect(document.blocks).toMatchObject([{ text: TEXT }]);
  });

  it('no visible text: a scan, with or without a layer of guesses', async () => {
    const blank = new PdfWriter();
    blank.addPage();
    blank.rect(60, 60, 400, 600, { fill: 0.5 });
    blank.addPage();
    const first = await refusal(blank.toBytes());
    expect(first).toMatchObject({ status: 'unreadable', code: 'needs_ocr' });
    expect(first.message).toMatch(/2 page.*OCR/);
    const layered = new PdfWriter();
    layered.addPage();
    layered.raw('3 Tr');
    layered.text(60, 80, 14, TEXT);
    expect((await refusal(layered.toBytes())).message).toContain('invisible');
  });

  it('more pages than any report has', async () => {
    const writer = new PdfWriter();
    for (let i = 0; i < 501; i++) writer.addPage();
    expect(await refusal(writer.toBytes())).toMatchObject({ status: 'unreadable', code: 'too_large' });
  });
});

describe('reading', () => {
  it('leaves the bytes alone and gives the same document again', async () => {
    const bytes = report({ title: '年报' });
    const before = Buffer.from(bytes);
    const first = await readPdf(bytes);
    expect(bytes.length).toBe(before.length);
    expect(before.equals(bytes)).toBe(true);
    expect(await readPdf(bytes)).toEqual(first);
    expect(first).toMatchObject({ format: 'pdf', title: '年报', meta: { Producer: 'Gongkai test writer' } });
  });

  it('keeps text that stands off the page, outside a clip, or slanted out of the document', async () => {
    const writer = new PdfWriter();
    writer.addPage();
    writer.text(60, 80, 14, TEXT);
    writer.text(700, 80, 14, '页外');
    writer.clip(60, 100, 100, 20, () => writer.text(60, 300, 14, '剪掉'));
    writer.transform([0.7, 0.7, -0.7, 0.7, 200, 200], () => writer.text(0, 40, 40, '水印'));
    const document = await readPdf(writer.toBytes());
    expect(document.blocks).toMatchObject([{ text: TEXT }]);
    expect(document.problems.map(({ code }) => code)).toEqual(['slanted_text']);
  });
});
