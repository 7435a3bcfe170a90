/** Workbooks are read back by SheetJS, which had no part in writing them, and come to the same values. */
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import XLSX from 'xlsx';
import { XLSX_MAX_ROWS, XlsxLimitError, xlsxBook, type XlsxSheet } from '../../../db/export/xlsx.ts';
import { columnName, escaped, SheetNames } from '../../../db/export/xlsx/text.ts';

const sheet = (more: Partial<XlsxSheet> = {}): XlsxSheet => ({ name: 'a', columns: [{ key: 'n', label: '数 · number' }, { key: 't' }], rows: [], ...more });
const rowsOf = (book: XLSX.WorkBook, name: string): unknown[][] => XLSX.utils.sheet_to_json(book.Sheets[name]!, { header: 1, raw: true, defval: null, blankrows: true });
const part = (bytes: Uint8Array, path: string): string => new TextDecoder().decode(unzipSync(bytes)[path]);

describe('xlsxBook', () => {
  it('keeps types, nulls and texts that look like formulas', async () => {
    const rows = [[1, '=1+1'], [0, ''], [null, '-2+3'], [-0.25, 'a\r\nb <&> "_x0041_"'], [1e21, ' 空 \u0001']];
    const book = XLSX.read(await xlsxBook([sheet({ rows })]), { cellFormula: true });
    expect(rowsOf(book, 'a')).toEqual([['n', 't'], ...rows]);
    const cell = book.Sheets['a']!['B2'] as XLSX.CellObject;
    expect(cell).toMatchObject({ t: 's', v: '=1+1' });
    expect(cell.f).toBeUndefined();
    expect(book.Sheets['a']!['A4']).toBeUndefined();
  });

  it('comes back as it was, whatever it holds', async () => {
    const value = fc.oneof(fc.constant(null), fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)), fc.integer());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 8 }), async (rows) => {
        const read = rowsOf(XLSX.read(await xlsxBook([sheet({ rows: [...rows, ['end', 'end']] })])), 'a');
        expect(read).toEqual([['n', 't'], ...rows, ['end', 'end']]);
      }),
      { numRuns: 100 },
    );
  });

  it('freezes the header, explains it in a comment, sets widths', async () => {
    const bytes = await xlsxBook([sheet({ columns: [{ key: 'n', label: '数 · number', width: 12 }, { key: 't' }], frozenColumns: 1, rows: [[1, 'x']] })]);
    const xml = part(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>');
    expect(xml).toContain('<col min="1" max="1" width="12" customWidth="1"/>');
    expect(xml).toContain('<autoFilter ref="A1:B2"/>');
    const read = XLSX.read(bytes);
    expect((read.Sheets['a']!['A1'] as XLSX.CellObject).c?.map(({ t }) => t)).toEqual(['数 · number']);
    expect((read.Sheets['a']!['B1'] as XLSX.CellObject).c).toBeUndefined();
  });

  it('gives the same bytes for the same sheets', async () => {
    const made = (): Promise<Buffer> => xlsxBook([sheet({ rows: [[1, 'x'], [2, 'y']] }), sheet({ name: 'b' })], { title: '题' });
    expect((await made()).equals(await made())).toBe(true);
  });

  it('says so in the cell where a text is longer than Excel holds', async () => {
    const told: unknown[] = [];
    const bytes = await xlsxBook([sheet({ rows: [[1, 'x'.repeat(32_767)], [2, 'x'.repeat(32_768)]] })], { onTooLong: (...what) => told.push(what) });
    const read = rowsOf(XLSX.read(bytes), 'a');
    expect(read[1]![1]).toHaveLength(32_767);
    expect(read[2]![1]).toContain('32768 characters, more than a cell of Excel holds');
    expect(told).toEqual([['a', 3, 't', 32_768]]);
  });

  it('refuses more rows or columns than Excel opens', async () => {
    const many = function* (): Generator<null[]> {
      for (let i = 0; i < XLSX_MAX_ROWS; i++) yield [null];
    };
    await expect(xlsxBook([sheet({ name: 'cells', columns: [{ key: 'n' }], rows: many() })])).rejects.toThrow(new XlsxLimitError('cells', 'more than 1048576 rows'));
    const columns = Array.from({ length: 16_385 }, (_, i) => ({ key: `c${i}` }));
    await expect(xlsxBook([sheet({ columns })])).rejects.toThrow(/16385 columns, Excel opens 16384/);
  });

  it('makes names that Excel takes', () => {
    const names = new SheetNames();
    expect(['cells', 'Cells', 'a/b:c', '', 'x'.repeat(40), 'x'.repeat(40)].map((name) => names.take(name))).toEqual([
      'cells', 'Cells 2', 'a_b_c', 'sheet', 'x'.repeat(31), `${'x'.repeat(29)} 2`,
    ]);
    expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
    expect(escaped('a&b\r_x000D_')).toBe('a&amp;b_x000D__x005F_x000D_');
  });
});
