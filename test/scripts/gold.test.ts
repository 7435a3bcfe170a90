import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Cell, Report } from '../../extractors/report.ts';
import { compareWithGold, readGold, type Gold } from '../../scripts/cli/gold.ts';

const cell = (code: string, state: Cell['state'], value: number | null): Cell => ({
  code, state, value, unit: '件', raw: value === null ? null : String(value), unitRaw: null, rowLabel: null, colLabel: null, alignment: null, place: null,
});
const report = (cells: Cell[], rest: Partial<Report> = {}): Report => ({
  status: 'report', agency: { id: 'mem', nameZh: '应急管理部', nameEn: null, level: null, namePrinted: null }, agencyEvidence: [], fiscalYear: 2020, fiscalYearEvidence: [],
  form: 'ogi-2019', title: null, publishedOn: null, cells, unknown: [], sections: [], facts: [], checks: [], problems: [], ...rest,
});
const gold = (cells: Gold['cells']): Gold => ({ file: 'a.txt', agency: '应急管理部', fiscalYear: 2020, form: 'ogi-2019', cells });

it.each<[string, Cell[], 'exact' | 'flagged' | 'silent', { state: string; value: number | null }]>([
  ['the same value', [cell('a', 'number', 3)], 'exact', { state: 'number', value: 3 }],
  ['another value', [cell('a', 'number', 4)], 'silent', { state: 'number', value: 3 }],
  ['a value where nothing is', [cell('a', 'zero', 0)], 'silent', { state: 'blank', value: null }],
  ['doubt where a value is', [cell('a', 'ambiguous', null)], 'flagged', { state: 'number', value: 3 }],
  ['blank where a value is', [cell('a', 'blank', null)], 'silent', { state: 'zero', value: 0 }],
  ['text where a value is', [cell('a', 'text', null)], 'silent', { state: 'number', value: 3 }],
  ['no cell where a value is', [], 'silent', { state: 'number', value: 3 }],
  ['no cell where nothing is', [], 'exact', { state: 'absent', value: null }],
])('judges %s', (_, cells, verdict, expected) => {
  const result = compareWithGold(gold({ a: expected }), report(cells));
  expect({ exact: result.exact, flagged: result.flagged.length, silent: result.silent.length }).toEqual({ exact: 0, flagged: 0, silent: 0, [verdict]: 1 });
});

it('notes doubt where gold sees a blank, and counts it exact', () => {
  const result = compareWithGold(gold({ a: { state: 'blank', value: null } }), report([cell('a', 'ambiguous', null)]));
  expect(result).toMatchObject({ exact: 1, flagged: [], silent: [], notes: [{ what: 'a', expectedState: 'blank', state: 'ambiguous' }] });
});

it('counts values that gold does not know, and a wrong agency, year or form, as silent errors; missing ones as flagged', () => {
  const wrong = compareWithGold(gold({}), report([cell('b', 'number', 1), cell('c', 'blank', null)], { fiscalYear: 2021, form: 'ogi-2021' }));
  expect(wrong.silent.map(({ what }) => what)).toEqual(['fiscalYear', 'form', 'b']);
  const unknown = compareWithGold(gold({}), report([], { fiscalYear: null, agency: { id: null, nameZh: null, nameEn: null, level: null, namePrinted: null } }));
  expect(unknown.flagged.map(({ what }) => what)).toEqual(['agency', 'fiscalYear']);
});

it('leaves every cell of a refused document flagged', () => {
  const result = compareWithGold(gold({ a: { state: 'number', value: 3 }, b: { state: 'blank', value: null } }), { status: 'unreadable', code: 'timeout', reason: 'slow' });
  expect(result).toMatchObject({ exact: 0, silent: [] });
  expect(result.flagged.map(({ what }) => what)).toEqual(['status', 'a', 'b']);
});

it('names file and key of gold that is none', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gongkai-gold-'));
  try {
    expect(() => readGold(dir)).toThrow('holds no gold');
    writeFileSync(join(dir, 'a.json'), JSON.stringify({ file: 'a', agency: null, fiscalYear: null, form: null, cells: { x: { state: 'zero', value: '0' } } }));
    expect(() => readGold(dir)).toThrow(/a\.json: cells\.x\.value: /);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
