/** CSV is read back by DuckDB, which had no part in writing it, and comes to the same values. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOM, csvField, csvText, guarded, unguarded } from '../../../db/export/csv.ts';
import { duck, type Duck } from './readers.ts';

let dir: string;
let db: Duck;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-csv-'));
  db = await duck();
});
afterAll(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Written to a file and read back as text by DuckDB, without its guesses. */
async function again(columns: string[], rows: (string | null)[][]): Promise<(string | null)[][]> {
  const file = join(dir, 'a.csv');
  writeFileSync(file, [...csvText(columns, rows)].join(''));
  const read = (await db.csv(file, columns.map((name) => [name, 'VARCHAR']))) as (string | null)[][];
  return read.map((row) => row.map((value) => (value === null ? null : unguarded(value))));
}

describe('guarding against spreadsheets that calculate', () => {
  it.each([
    ['=1+1', "'=1+1"], ['@SUM(A1)', "'@SUM(A1)"], ['+1+2', "'+1+2"], ['-2+3', "'-2+3"], ['-无', "'-无"], ['\tx', "'\tx"], ["'=1", "''=1"], ["''+a", "'''+a"],
    ['-', '-'], ['--', '--'], ['-5', '-5'], ['+3.5', '+3.5'], ['-12.5%', '-12.5%'], ['1,234', '1,234'], ["'无", "'无"], ['', ''], ['无', '无'], ['a=b', 'a=b'],
  ])('%j becomes %j, and back', (text, written) => {
    expect(guarded(text)).toBe(written);
    expect(unguarded(written)).toBe(text);
  });

  it('can be undone for every text, and leaves nothing that calculates', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^'{0,3}[=+\-@\t]?['=+\-@0-9.%,a]{0,6}$/));
    fc.assert(
      fc.property(texts, (text) => {
        expect(unguarded(guarded(text))).toBe(text);
        expect(guarded(text)).not.toMatch(/^(?:[=@\t\r]|[+-](?![+-]*$|[\d.,]+%?$))/);
      }),
    );
  });
});

describe('csvText', () => {
  it('begins with the mark and a header, ends lines with CR LF, tells null from the empty text', () => {
    const text = [...csvText(['a', '数, 值'], [[1, null], ['', 'x"y'], [-0.5, ' 空'], [true, 'a\nb']])].join('');
    expect(text).toBe(`${BOM}a,"数, 值"\r\n1,\r\n"","x""y"\r\n-0.5," 空"\r\n1,"a\nb"\r\n`);
  });

  it('writes a header where there are no rows', () => {
    expect([...csvText(['a', 'b'], [])]).toEqual([`${BOM}a,b\r\n`]);
  });

  it('refuses what is no number', () => {
    expect(() => csvField(NaN)).toThrow(RangeError);
    expect(csvField(1e21)).toBe('1e+21');
    expect(csvField(0.1 + 0.2)).toBe('0.30000000000000004');
  });

  it('reads no further than it is asked', () => {
    let read = 0;
    const rows = (function* () {
      for (; ; read++) yield ['x'.repeat(1000)];
    })();
    const pieces = csvText(['a'], rows);
    pieces.next();
    expect(read).toBeLessThan(200);
  });

  it('comes back from DuckDB as it was', async () => {
    const cell = fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', ' ', '"', '\r\n', "'", '=1+1', '-', '无', '／', ',', 'NULL', 'a\rb')), { nil: null });
    const noNul = (row: (string | null)[]): boolean => row.every((value) => value === null || !value.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell).filter(noNul), { minLength: 1, maxLength: 12 }), async (rows) => {
        expect(await again(['a', 'b', 'c'], rows)).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });
});
