/** Span expansion: whatever the source declares, the result is a table. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../extractors/document.ts';
import { expandSpans, parseSpan, type SpanCell, type SpanRow } from '../../../extractors/formats/html/table.ts';

interface Named extends SpanCell {
  name: string;
}

/** Rows written as `name colSpan x rowSpan`: `a`, `b2` (two columns), `c1x3`. `|` begins a row group. */
function rows(...lines: string[]): SpanRow<Named>[] {
  let group = 0;
  return lines.map((line) => {
    if (line.startsWith('|')) group++;
    const cells = line.replace('|', '').trim().split(/\s+/).filter(Boolean).map((word): Named => {
      const [, name, colSpan, rowSpan] = /^([a-z]+)(-?\d*)(?:x(-?\d+))?$/.exec(word)!;
      return { name: name!, row: 0, col: 0, colSpan: parseSpan(colSpan === '' ? undefined : colSpan), rowSpan: parseSpan(rowSpan) };
    });
    return { cells, group };
  });
}

/** The layout drawn: a letter per slot, `.` where no cell is. */
function drawn(...lines: string[]): string[] {
  const layout = expandSpans(rows(...lines));
  const slots = Array.from({ length: layout.rows }, () => Array<string>(layout.cols).fill('.'));
  for (const { name, row, col, rowSpan, colSpan } of layout.cells) {
    for (let r = row; r < row + rowSpan; r++) {
      for (let c = col; c < col + colSpan; c++) {
        expect(slots[r]![c], `two cells in one slot: ${name}`).toBe('.');
        slots[r]![c] = name[0]!;
      }
    }
  }
  return slots.map((row) => row.join(''));
}

describe('expandSpans', () => {
  it('lays out the head of 表三', () => {
    expect(drawn('a3x3 b7', 'c1x2 d5 e1x2', 'f g h i j', 'k3 l m n o p q r')).toEqual(['aaabbbbbbb', 'aaacddddde', 'aaacfghije', 'kkklmnopqr']);
  });
  it('keeps header and data that disagree as they are', () => {
    expect(drawn('a b c2 d', 'e f2 g h')).toEqual(['abccd', 'effgh']);
  });
  it('cuts row spans at the end of the table', () => {
    expect(drawn('a1x1000000000 b', 'c')).toEqual(['ab', 'ac']);
  });
  it('cuts absurd column spans to the table, leaving room for the cells beside them', () => {
    expect(drawn('a1000000000', 'b c d')).toEqual(['aaa', 'bcd']);
    expect(drawn('a1000000000 z', 'b c d')).toEqual(['aaz', 'bcd']);
    expect(drawn('b c d1x2', 'a1000000000', 'e a1001 f1001')).toEqual(['bcd', 'aad', 'eaf']);
    expect(drawn('a1000000000')).toEqual(['a']);
  });
  it('takes row span 0 to the end of the group, column span 0 and garbage as 1', () => {
    expect(drawn('|a1x0 b', 'c', '|d e')).toEqual(['ab', 'ac', 'de']);
    expect(drawn('a0 b', 'c-3 d')).toEqual(['ab', 'cd']);
    expect([parseSpan('x'), parseSpan(''), parseSpan('-1'), parseSpan('2.9'), parseSpan(' 3 '), parseSpan('4px')]).toEqual([1, 1, 1, 2, 3, 4]);
  });
  it('ends row spans with their group', () => {
    expect(drawn('|a1x3 b', 'c', '|d e', 'f g')).toEqual(['ab', 'ac', 'de', 'fg']);
  });
  it('lets a row span run into the next group where only that makes a table', () => {
    expect(drawn('|a1x3 b c', '|d e', 'f g', 'h i j')).toEqual(['abc', 'ade', 'afg', 'hij']);
  });
  it('cuts a span that would cover a cell from above', () => {
    expect(drawn('a b1x2 c', 'd3')).toEqual(['abc', 'db.']);
  });
  it('leaves missing cells missing, and counts empty rows', () => {
    expect(drawn('a b c', 'd', '', 'e f')).toEqual(['abc', 'd..', '...', 'ef.']);
  });
  it('refuses a table that expands beyond all bounds', () => {
    const wide: SpanRow<Named>[] = Array.from({ length: 3000 }, () => ({ group: 0, cells: [{ name: 'a', row: 0, col: 0, rowSpan: 1, colSpan: 100 }] }));
    expect(() => expandSpans(wide)).toThrow(Refusal);
  });

  it('never overlaps, never leaves the table, keeps every cell in order (any spans)', () => {
    const span = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 1, arbitrary: fc.constantFrom(1_000_000_000, 65535, 1001) });
    const cell = fc.record({ rowSpan: span, colSpan: span });
    const table = fc.array(fc.record({ group: fc.integer({ min: 0, max: 2 }), cells: fc.array(cell, { maxLength: 6 }) }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, (spec) => {
        spec.sort((a, b) => a.group - b.group);
        const layout = expandSpans(spec.map(({ group, cells }) => ({ group, cells: cells.map((each) => ({ ...each, row: 0, col: 0 })) })));
        expect(layout.cells).toHaveLength(spec.reduce((sum, { cells }) => sum + cells.length, 0));
        const slots = new Set<string>();
        let last = [-1, -1];
        for (const { row, col, rowSpan, colSpan } of layout.cells) {
          expect(row > last[0]! || (row === last[0] && col > last[1]!)).toBe(true);
          last = [row, col];
          expect(rowSpan).toBeGreaterThanOrEqual(1);
          expect(colSpan).toBeGreaterThanOrEqual(1);
          expect(row + rowSpan).toBeLessThanOrEqual(layout.rows);
          expect(col + colSpan).toBeLessThanOrEqual(layout.cols);
          for (let r = row; r < row + rowSpan; r++) {
            for (let c = col; c < col + colSpan; c++) {
              expect(slots.has(`${r},${c}`)).toBe(false);
              slots.add(`${r},${c}`);
            }
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
