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

  it('prints words of a format without quotes, and texts by the format too; nothing where digits are written in another way', async () => {
    const cells: readonly [value: number | string, format: string, shown: string][] = [
      [2162.294, '0.00万元', '2162.29万元'], [0, '0件;-0件;无', '无'], [13, '[$-804]0', '13'], [3, 'G/通用格式"件"', '3件'], [25.1, 'General"元"', '25.1元'], [3, '"约"General', '约3'], [3, 'General"件";-General"件"', '\ufffd'], [2162.294, '_ ¥* #,##0.00_ ', '¥2,162.29'],
      [3, '[DBNum1]0', '\ufffd'], [3, '*-0', '\ufffd'], [3, '0#'.repeat(128), '\ufffd'],
      ['13', ';;;', ''], ['13', '0;0;0;', ''], ['13', '"约"@', '约13'], ['13', '0;0;0;@件', '13件'], ['13', '0.00', '13'],
    ];
    const sheet = XLSX.utils.aoa_to_sheet([['指标', '数量'], ...cells.map(([value], n) => [`第${n}`, value])]);
    cells.forEach(([, format], n) => ((sheet[`B${n + 2}`] as XLSX.CellObject).z = format));
    const document = await readDocument(write(book({ a: sheet }), kind));
    expect(texts(document)).toEqual([[['指标', '数量'], ...cells.map(([, , shown], n) => [`第${n}`, shown])]]);
    expect(document.problems.map(({ code }) => code)).toEqual(Array(4).fill('display_unknown'));
  });

  it('prints no more decimals of a number without a format than its column has room for', async () => {
    const sheet = XLSX.utils.aoa_to_sheet([['金额', '金额', '金额'], [2162.294444, 2162.294444, 2162.29]]);
    sheet['!cols'] = [{ width: 12 }, { width: 6 }, { width: 9 }];
    expect(texts(await readDocument(write(book({ a: sheet }), kind)))).toEqual([[['金额', '金额', '金额'], ['2162.294444', '\ufffd', '2162.29']]]);
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

/** A workbook of one sheet, by hand. */
function workbook(sheet: string, styles = '', strings = ''): Uint8Array {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  return zipSync({
    'xl/workbook.xml': strToU8(`<workbook ${main} xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${main}>${sheet}</worksheet>`),
    'xl/styles.xml': strToU8(`<styleSheet ${main}>${styles}</styleSheet>`),
    'xl/sharedStrings.xml': strToU8(`<sst ${main}>${strings}</sst>`),
  });
}
const line = (row: number, cells: string, more = ''): string => `<row r="${row}"${more}><c r="A${row}" t="inlineStr"><is><t>第${row}</t></is></c>${cells}</row>`;

describe('what a workbook holds and does not show', () => {
  const values = line(1, '<c r="B1"><v>4</v></c>') + line(2, '<c r="B2"><f>1+2</f><v>3</v></c>') + line(3, '<c r="B3"><f>1+2</f></c>') + line(4, '<c r="B4" t="str"><f>""</f><v></v></c>') + line(5, '<c r="B5"><v>0</v></c>');
  it('a formula that was never calculated prints nothing that is known, and is not blank', async () => {
    const document = await readDocument(workbook(`<sheetData>${values}</sheetData>`));
    expect(texts(document)).toEqual([[['第1', '4'], ['第2', '3'], ['第3', '\ufffd'], ['第4', ''], ['第5', '0']]]);
    expect(document.problems.map(({ code }) => code)).toEqual(['display_unknown']);
  });

  it('zeros are blank, and formulas stand for their results, where the sheet is shown so', async () => {
    const seen = (view: string): Promise<Document> => readDocument(workbook(`<sheetViews><sheetView ${view} workbookViewId="0"/></sheetViews><sheetData>${values}</sheetData>`));
    expect(texts(await seen('showZeros="0"'))).toEqual([[['第1', '4'], ['第2', '3'], ['第3', '\ufffd'], ['第4', ''], ['第5', '']]]);
    expect(texts(await seen('showFormulas="1"'))).toEqual([[['第1', '4'], ['第2', '\ufffd'], ['第3', '\ufffd'], ['第4', '\ufffd'], ['第5', '0']]]);
  });

  it('in .xls, too, zeros are blank where the sheet is shown so', async () => {
    const bytes = Buffer.from(write(book({ a: XLSX.utils.aoa_to_sheet([['乙', 3], ['甲', 0]]) }), 'xls'));
    const view = bytes.indexOf(Buffer.from([0x3e, 0x02, 0x12, 0x00]));
    expect(view).toBeGreaterThan(0);
    bytes.writeUInt16LE(bytes.readUInt16LE(view + 4) & ~0x10, view + 4);
    expect(texts(await readDocument(bytes))).toEqual([[['乙', '3'], ['甲', '']]]);
  });

  it('rows and columns without height or width are hidden', async () => {
    const rows = line(1, '<c r="B1"><v>1</v></c><c r="C1"><v>8</v></c>') + line(2, '<c r="B2"><v>9</v></c>', ' ht="0" customHeight="1"') + line(3, '<c r="B3"><v>3</v></c>');
    expect(texts(await readDocument(workbook(`<cols><col min="3" max="3" width="0" customWidth="1"/></cols><sheetData>${rows}</sheetData>`)))).toEqual([[['第1', '1'], ['第3', '3']]]);
  });

  it('struck-out text is none of it, and marks of notes stay apart from figures', async () => {
    const styles = '<fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>';
    const strings = '<si><r><rPr><strike/></rPr><t>9</t></r><r><t>3</t></r></si><si><r><t>3</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>';
    const cells = line(1, '<c r="B1" t="s"><v>0</v></c>') + line(2, '<c r="B2" t="s"><v>1</v></c>') + line(3, '<c r="B3" s="1"><v>3</v></c>');
    expect(texts(await readDocument(workbook(`<sheetData>${cells}</sheetData>`, styles, strings)))).toEqual([[['第1', '3'], ['第2', '3[1]'], ['第3', '']]]);
  });
});
