import { describe, expect, it } from 'vitest';
import type { Override } from '../../data/overrides.ts';
import { checkReport } from '../../extractors/checks.ts';
import { forms } from '../../extractors/forms/index.ts';
import type { Cell, Report } from '../../extractors/report.ts';
import { applyOverride } from '../../scripts/cli/apply-override.ts';

const CODE = 't3.carry_in@total';
const form = forms['ogi-2019'];
const cells: Cell[] = form.codes
  .filter((code) => code.startsWith('t3.'))
  .map((code, row) => ({ code, state: 'zero', value: 0, unit: '件', raw: '0', unitRaw: null, rowLabel: null, colLabel: null, alignment: 'exact', place: { table: 1, row, col: 0 } }));
const spoil = (change: Partial<Cell>): Cell[] => cells.map((cell) => (cell.code === CODE ? { ...cell, ...change } : cell));

function report(own: readonly Cell[]): Report {
  return {
    status: 'report', agency: { id: null, nameZh: null, nameEn: null, level: null, namePrinted: '某局' }, agencyEvidence: [], fiscalYear: null,
    fiscalYearEvidence: [], form: 'ogi-2019', title: null, publishedOn: null, cells: [...own], unknown: [], sections: [], facts: [],
    checks: checkReport('ogi-2019', new Map(own.map((cell) => [cell.code, cell]))), problems: [{ code: 'earlier', message: 'stays' }],
  };
}
const override = (said: Partial<Override>): Override => ({ file: 'a.yaml', document: 'ab'.repeat(32), reviewer: '王', on: '2026-11-20', reason: 'seen on the scan', ...said });
const PROFILE = { id: 'mem', nameZh: '应急管理部', nameEn: 'MEM', level: 'central' as const, parent: null, aliases: [], hosts: [], places: [], areaCodes: [], postcodes: [] };

describe('a reviewed override', () => {
  it('sets agency and year, and says so', () => {
    const before = report(cells);
    const { extraction, idle } = applyOverride(before, override({ agency: 'mem', fiscalYear: 2020 }), [PROFILE]);
    expect(idle).toEqual([]);
    expect(extraction).toMatchObject({ agency: { id: 'mem', nameZh: '应急管理部', namePrinted: '某局' }, fiscalYear: 2020, cells: before.cells, checks: before.checks });
    expect((extraction as Report).problems).toEqual([
      { code: 'earlier', message: 'stays' },
      { code: 'override', message: 'the agency was set to mem (read: 某局) by 王 on 2026-11-20: seen on the scan' },
      { code: 'override', message: 'the fiscal year was set to 2020 (read: unknown) by 王 on 2026-11-20: seen on the scan' },
    ]);
    expect(before.agency.id).toBeNull();
  });

  it('sets a cell that could not be read, keeps its place and evaluates the arithmetic again', () => {
    const before = report(spoil({ state: 'ambiguous', value: null, alignment: 'ambiguous', candidates: [7, null] }));
    const { extraction, idle } = applyOverride(before, override({ cells: { [CODE]: { value: 7, reason: 'seven' } } }), []);
    expect(idle).toEqual([]);
    const after = extraction as Report;
    const old = before.cells.find(({ code }) => code === CODE)!;
    const { candidates: _, ...kept } = old;
    expect(after.cells.find(({ code }) => code === CODE)).toEqual({ ...kept, state: 'number', value: 7, alignment: 'exact', note: 'override by 王 on 2026-11-20: seven' });
    expect(after.problems.at(-1)).toEqual({ code: 'override', message: `${CODE} was set to 7 (read: ambiguous) by 王 on 2026-11-20: seven`, place: old.place });
    const of = (checks: Report['checks']) => checks.filter(({ cells }) => cells.includes(CODE)).map(({ status }) => status);
    expect(of(before.checks)).toContain('not_assessable');
    expect(of(after.checks)).toContain('fail');
    expect(of(after.checks)).not.toContain('not_assessable');
  });

  it('can take a value back', () => {
    const { extraction } = applyOverride(report(spoil({ value: 9, state: 'number', raw: '9' })), override({ cells: { [CODE]: { value: null, reason: 'a stain' } } }), []);
    expect((extraction as Report).cells.find(({ code }) => code === CODE)).toMatchObject({ state: 'ambiguous', value: null, raw: '9', note: 'override by 王 on 2026-11-20: a stain' });
  });

  it.each<[string, Partial<Override>, Cell[], string]>([
    ['an unknown code', { cells: { 't9.x': { value: 1, reason: 'r' } } }, cells, 'a.yaml: cells.t9.x: no edition of the form has this code'],
    ['a cell that is not printed', { cells: { [CODE]: { value: 1, reason: 'r' } } }, spoil({ state: 'absent', value: null, place: null, raw: null, alignment: null }), `a.yaml: cells.${CODE}: the report prints no such cell`],
    ['a value without a place', { cells: { [CODE]: { value: 1, reason: 'r' } } }, spoil({ state: 'ambiguous', value: null, place: null }), `a.yaml: cells.${CODE}: the cell has no place in the document, and a value needs one`],
    ['what is read anyway', { cells: { [CODE]: { value: 0, reason: 'r' } } }, cells, `a.yaml: cells.${CODE}: it is read as 0 without the override`],
    ['an unknown agency', { agency: 'nowhere' }, cells, 'a.yaml: agency: the registry has no agency nowhere'],
  ])('says that it has no effect on %s', (_, said, own, expected) => {
    const before = report(own);
    const { extraction, idle } = applyOverride(before, override(said), [PROFILE]);
    expect(idle).toEqual([expected]);
    expect(extraction).toEqual(before);
  });

  it('says that a refused document has nothing to override', () => {
    const refused = { status: 'unreadable', code: 'encrypted', reason: 'locked' } as const;
    expect(applyOverride(refused, override({ fiscalYear: 2020 }), [])).toEqual({ extraction: refused, idle: ['a.yaml: the document is refused (locked), there is no report to override'] });
  });
});
