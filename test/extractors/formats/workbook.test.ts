/** Workbooks, written by SheetJS: what is printed is read, in both formats. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { loadRegistry } from '../../../data/registry.ts';
import { isGrid, type Document } from '../../../extractors/document.ts';
import { extract } from '../../../extractors/extract.ts';
import { readDocument } from '../../../extractors/formats/index.ts';
import { judge } from '../../forge/judge.ts';
import { renderWorkbook } from '../../forge/render/workbook.ts';
import { forge } from '../../forge/report.ts';

type Kind = 'xlsx' | 'xls';
const KINDS = ['xlsx', 'xls'] as const;
const write = (book: XLSX.WorkBook, kind: Kind): Uint8Array => new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: kind === 'xls' ? 'biff8' : 'xlsx' }) as Buffer);

function book(sheets: Readonly<Record<string, XLSX.WorkSheet>>): XLSX.WorkBook {
  const made = XLSX.utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) XLSX.utils.book_append_sheet(made, sheet, name);
  return made;
}

const texts = ({ blocks }: Document): unknown[] =>
  blocks.map((block) => (isGrid(block) ? Array.from({ length: block.rows }, (_, row) => block.cells.filter((cell) => cell.row === row).map(({ text }) => text)) : block.text));

describe.each(KINDS)('%s', (kind) => {
  it('gives forged reports back, cell by cell', async () => {
    const profiles = loadRegistry();
    for (let seed = 1; seed <= 12; seed++) {
      const report = forge(String(seed), { format: 'docx' });
      const { bytes, name, truth } = renderWorkbook(report, kind);
      const judgement = judge(report, truth, await extract(bytes, profiles, { name }));
      expect(judgement.cells).toBeGreaterThan(150);
      expect(judgement.findings, `seed ${seed}`).toEqual([]);
      expect(judgement.sections, `seed ${seed}`).toEqual([]);
    }
  });

  it('prints numbers by their formats: per cents, decimals, dates, thousands', async () => {
    const sheet = XLSX.utils.aoa_to_sheet([['件数', '金额', '占比', '日期', '千位', '文本'], [12, 3.456, 0.25, 45_000, 1234567, '007']]);
    for (const [cell, format] of Object.entries({ B2: '0.00', C2: '0%', D2: 'yyyy-mm-dd', E2: '#,##0' })) (sheet[cell] as XLSX.CellObject).z = format;
    const document = await readDocument(write(book({ a: sheet }), kind));
    expect(document.format).toBe(kind);
    expect(texts(document)).toEqual([[['件数', '金额', '占比', '日期', '千位', '文本'], ['12', '3.46', '25%', '2023-03-15', '1,234,567', '007']]]);
  });

  it('leaves out what is hidden, keeps merged cells once, and splits prose from tables', async () => {
    const sheet = XLSX.utils.aoa_to_sheet([['一、总体情况'], ['共收到申请3件。'], [], ['项目', '数量', '秘密'], ['甲', 1, 9], ['隐藏', 8, 8], ['乙', 2, 9]]);
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }];
    sheet['!rows'] = [{}, {}, {}, {}, {}, { hidden: true }];
    sheet['!cols'] = [{}, {}, { hidden: true }];
    const made = book({ shown: sheet, secret: XLSX.utils.aoa_to_sheet([['不公开', 1], ['x', 2]]) });
    made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
    expect(texts(await readDocument(write(made, kind)))).toEqual(['一、总体情况', '共收到申请3件。', [['项目', '数量'], ['甲', '1'], ...(kind === 'xls' ? [['隐藏', '8']] : []), ['乙', '2']]]); // SheetJS writes no hidden rows into .xls
  });

  it('a workbook cut off is refused, and changed bytes never fail in another way', async () => {
    const whole = write(book({ a: XLSX.utils.aoa_to_sheet(Array.from({ length: 60 }, (_, n) => [`第${n}行`, n, n * 2.5])) }), kind);
    await expect(readDocument(whole.slice(0, whole.length - 600))).rejects.toMatchObject({ status: 'unreadable' });
    for (let seed = 1; seed <= 60; seed++) {
      const changed = whole.slice();
      for (let n = 0; n < 8; n++) changed[(seed * 7919 + n * n * 104_729) % changed.length] = (seed * 31 + n * 17) & 0xff;
      try {
        await readDocument(changed);
      } catch (error) {
        expect((error as Error).name, `seed ${seed}: ${(error as Error).stack}`).toBe('Refusal');
      }
    }
  });
});

describe('xlsx', () => {
  it('a document type in a part is refused, and entities are not expanded', async () => {
    const parts = unzipSync(write(book({ a: XLSX.utils.aoa_to_sheet([['x', 1]]) }), 'xlsx'));
    const name = 'xl/worksheets/sheet1.xml';
    parts[name] = strToU8(strFromU8(parts[name]!).replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'));
    await expect(readDocument(zipSync(parts))).rejects.toMatchObject({ code: 'unsafe_xml' });
  });
});
