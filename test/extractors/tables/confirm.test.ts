import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forms } from '../../../extractors/forms/index.ts';
import type { Cell } from '../../../extractors/report.ts';
import { confirmed } from '../../../extractors/tables/confirm.ts';
import { spelled } from '../../../extractors/tables/spelling.ts';
import { forge } from '../../forge/report.ts';

const { identities } = forms['ogi-2021'];

/** A report with figures in many rows. */
const SEED = 4;

/** A report without deviations as a scan would give it: every figure recognised right. */
function recognised(seed: number): Cell[] {
  const report = forge(seed, { form: 'ogi-2021', broken: false, deviations: [] });
  return [...report.truth].filter(([, fact]) => fact.raw !== null).map(([code, fact], i): Cell => ({
    code, state: fact.state, value: fact.value, unit: '件', raw: fact.raw, unitRaw: null, rowLabel: null, colLabel: null, alignment: 'exact',
    place: { table: 0, row: i, col: 0, page: 1, box: [0, i, 1, i + 1] },
  }));
}

/** Whether a figure of table 四 and its total are all that is not 0 beside each other. */
const lone = (cells: readonly Cell[], code: string): boolean => {
  const venue = code.slice(0, code.lastIndexOf('.'));
  const others = cells.filter((cell) => cell.code.startsWith(`${venue}.`) && cell.value !== 0);
  return others.length === 2 && others.some((cell) => cell.code === code);
};

const withValue = (cell: Cell, value: number): Cell => ({ ...cell, state: value === 0 ? 'zero' : 'number', value, raw: String(value) });

describe('figures of a scan', () => {
  it('stand where identities hold them, and nowhere else', () => {
    const before = recognised(SEED);
    const after = confirmed(before, identities, []);
    for (const [i, cell] of after.entries()) {
      const alone = cell.code.startsWith('t4.') && lone(before, cell.code);
      if (cell.code.startsWith('t2.') || alone) expect(cell).toMatchObject({ state: 'ambiguous', value: null, alignment: 'ambiguous' });
      else expect(cell).toMatchObject({ state: before[i]!.state, value: before[i]!.value, alignment: 'inferred' });
    }
    expect(after.filter((cell) => cell.value !== null).length).toBeGreaterThan(180);
  });

  it('never stand with a value that is not printed, however up to three of them were misread', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.array(fc.tuple(fc.nat(199), fc.integer({ min: 1, max: 99 })), { minLength: 1, maxLength: 3 }), (seed, slips) => {
      const printed = recognised(seed);
      const misread = [...printed];
      for (const [at, by] of slips) misread[at] = withValue(printed[at]!, ((printed[at]!.value ?? 0) + by) % 1000);
      for (const [i, cell] of confirmed(misread, identities, []).entries()) {
        if (cell.value !== null) expect(cell.value, cell.code).toBe(printed[i]!.value);
      }
    }), { seed: 1, numRuns: 100 });
  });

  it('one that is misread leaves all others in place, and is open with what was recognised', () => {
    const printed = recognised(SEED);
    const at = printed.findIndex(({ code }) => code === 't3.result.open@natural_person');
    const misread = printed.map((cell, i) => (i === at ? withValue(cell, (cell.value ?? 0) + 5) : cell));
    const after = confirmed(misread, identities, []);
    expect(after[at]).toMatchObject({ state: 'ambiguous', value: null, candidates: [misread[at]!.value] });
    expect(after.filter((cell) => cell.value !== null)).toHaveLength(confirmed(printed, identities, []).filter((cell) => cell.value !== null).length - 1);
  });

  it('one with two readings is the one that identities ask for, and open where they ask for neither', () => {
    const printed = recognised(SEED);
    const at = printed.findIndex(({ code }) => code === 't3.new@total');
    const unsure = printed.map((cell, i): Cell => (i === at ? { ...cell, state: 'text', value: null, raw: '\ufffd' } : cell));
    const read = (...readings: string[]): Cell => confirmed(unsure, identities, [{
      kind: 'grid', table: 0, rows: 1, cols: 1, columns: 'spans', seams: [], place: {},
      cells: [{ text: '\ufffd', row: 0, col: 0, rowSpan: 1, colSpan: 1, place: { page: 1, box: [0, at, 1, at + 1] }, readings }],
    }])[at]!;
    const value = printed[at]!.value!;
    expect(read(String(value), '999')).toMatchObject({ value, alignment: 'inferred' });
    expect(read('998', '999')).toMatchObject({ state: 'ambiguous', value: null, candidates: [998, 999] });
  });

  it('a blank stands as one only where identities take it for nothing', () => {
    const printed = recognised(SEED);
    const big = printed.findIndex(({ code, value }) => code.startsWith('t3.result.') && (value ?? 0) > 0);
    const lost = printed.map((cell, i): Cell => (i === big ? { ...cell, state: 'blank', value: null, raw: '' } : cell));
    expect(confirmed(lost, identities, [])[big]).toMatchObject({ state: 'ambiguous', value: null, candidates: [null] });
  });

  it('is no blank where the scan shows ink, even if nothing was recognised in it', () => {
    const printed = recognised(SEED);
    const zero = printed.findIndex(({ code, value }) => code.startsWith('t3.result.') && value === 0);
    const lost = printed.map((cell, i): Cell => (i === zero ? { ...cell, state: 'blank', value: null, raw: '' } : cell));
    const grid = (text: string, readings?: string[]): Parameters<typeof confirmed>[2] => [{
      kind: 'grid', table: 0, rows: 1, cols: 1, columns: 'spans', seams: [], place: {},
      cells: [{ text, row: 0, col: 0, rowSpan: 1, colSpan: 1, place: { page: 1, box: [0, zero, 1, zero + 1] }, ...(readings && { readings }) }],
    }];
    expect(confirmed(lost, identities, grid(''))[zero]).toMatchObject({ state: 'blank', alignment: 'inferred' });
    const inked = confirmed(lost, identities, grid('\ufffd'))[zero];
    expect(inked).toMatchObject({ state: 'ambiguous', value: null });
    expect(inked).not.toHaveProperty('candidates');
    expect(confirmed(lost, identities, grid('\ufffd', ['0']))[zero]).toMatchObject({ state: 'zero', value: 0 });
  });

  /** Doubts: which figure, what else it was read as, and whether it was read right, too. */
  const doubts = fc.array(fc.tuple(fc.nat(199), fc.array(fc.nat(30), { minLength: 1, maxLength: 2 }), fc.boolean()), { minLength: 1, maxLength: 12 });
  it.each([['all', 't'], ['table 四, where one sum alone holds each', 't4.']])('of %s never stand with a value that is not printed, whatever else is among the readings', (_, prefix) => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), doubts, (seed, doubted) => {
      const printed = recognised(seed);
      const among = [...printed.keys()].filter((i) => printed[i]!.code.startsWith(prefix));
      const unsure = [...printed];
      const readings = new Map<number, string[]>();
      for (const [n, others, right] of doubted) {
        const at = among[n % among.length]!;
        unsure[at] = { ...printed[at]!, state: 'text', value: null, raw: '\ufffd' };
        readings.set(at, [...others.map(String), ...(right ? [String(printed[at]!.value ?? 0)] : [])]);
      }
      const grids: Parameters<typeof confirmed>[2] = [{
        kind: 'grid', table: 0, rows: printed.length, cols: 1, columns: 'spans', seams: [], place: {},
        cells: [...readings].map(([at, ways]) => ({ text: '\ufffd', row: at, col: 0, rowSpan: 1, colSpan: 1, place: { page: 1, box: [0, at, 1, at + 1] as const }, readings: ways })),
      }];
      const wrong = confirmed(unsure, identities, grids).filter((cell, i) => cell.value !== null && cell.value !== printed[i]!.value);
      expect(wrong.map(({ code, value }) => `${code} ${value}`)).toEqual([]);
    }), { seed: 1, numRuns: 150 });
  });
});

describe('labels of a scan', () => {
  it.each([
    ['2.其他法律行政法规茜止公开', '其他法律行政法规禁止公开'], ['8.届于行政查询事项', '属于行政查询事项'], ['陪总计', '总计'], ['1.本机关不掌坛记关政府信息', '本机关不掌握相关政府信息'],
    ['重复投诉', '重复投诉'], ['其他', '其他'], ['（一）予以公开', '（一）予以公开'],
  ])('%s is %s', (text, label) => expect(spelled(text)).toBe(label));
});
