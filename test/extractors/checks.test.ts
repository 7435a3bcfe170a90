import { describe, expect, it } from 'vitest';
import { checkReport, checkYears } from '../../extractors/checks.ts';
import type { Cell, CellState } from '../../extractors/report.ts';

const cells = (entries: Record<string, number | CellState>): Map<string, Cell> =>
  new Map(Object.entries(entries).map(([code, v]) => [code, {
    code, state: typeof v === 'number' ? (v === 0 ? 'zero' : 'number') : v, value: typeof v === 'number' ? v : null,
    unit: '件', raw: '', unitRaw: null, rowLabel: null, colLabel: null, alignment: 'exact', place: null,
  }]));
const COLUMNS = ['natural_person', 'org.commercial', 'org.research', 'org.public_interest', 'org.legal_service', 'org.other', 'total'];
const row = (id: string, values: (number | CellState)[]): Record<string, number | CellState> => Object.fromEntries(COLUMNS.map((c, i) => [`t3.${id}@${c}`, values[i] ?? 'absent']));
const find = (checks: ReturnType<typeof checkReport>, id: string, mode: string) => {
  const check = checks.find((c) => c.id === id && c.mode === mode);
  return check && [check.status, check.lhs, check.rhs, check.delta];
};

describe('checks of one report', () => {
  it('passes, fails with the difference, and names the cells', () => {
    const checks = checkReport('ogi-2021', cells({ ...row('new', [4, 1, 0, 0, 2, 0, 7]), ...row('result.open', [2, 1, 0, 0, 0, 0, 4]) }));
    expect(find(checks, 'I3:new', 'strict')).toEqual(['pass', 7, 7, 0]);
    expect(find(checks, 'I3:result.open', 'strict')).toEqual(['fail', 4, 3, 1]);
    expect(checks.find((c) => c.id === 'I3:result.open')?.cells).toEqual(['total', ...COLUMNS.slice(0, 6)].map((c) => `t3.result.open@${c}`));
  });

  it('takes blanks, dashes and words for none as zero only when lenient', () => {
    const checks = checkReport('ogi-2019', cells(row('new', [4, 1, 'blank', 'dash', 2, 'none_word', 7])));
    expect(find(checks, 'I3:new', 'strict')?.[0]).toBe('not_assessable');
    expect(find(checks, 'I3:new', 'lenient')).toEqual(['pass_lenient', 7, 7, 0]);
  });

  it('cannot assess text, ambiguous or absent figures, nor a side that is not filled in', () => {
    for (const state of ['text', 'ambiguous', 'absent'] as const) {
      expect(find(checkReport('ogi-2019', cells(row('new', [4, 1, 0, 0, 2, state, 7]))), 'I3:new', 'lenient')?.[0]).toBe('not_assessable');
    }
    expect(find(checkReport('ogi-2019', cells(row('new', [4, 1, 0, 0, 2, 0, 'blank']))), 'I3:new', 'lenient')?.[0]).toBe('not_assessable');
    expect(find(checkReport('ogi-2019', cells(row('new', ['blank', 'blank', 'blank', 'blank', 'blank', 'blank', 0]))), 'I3:new', 'lenient')?.[0]).toBe('pass_lenient');
  });

  it('sums 其他处理 as the report prints it: in three rows or in one', () => {
    const leaves = ['open', 'partial', 'denied.state_secret', 'denied.law_prohibits', 'denied.security_stability', 'denied.third_party', 'denied.internal_affairs',
      'denied.deliberative', 'denied.enforcement_file', 'denied.admin_query', 'unable.not_held', 'unable.needs_creation', 'unable.unclear', 'not_processed.petition',
      'not_processed.duplicate', 'not_processed.publication', 'not_processed.excessive', 'not_processed.reconfirm'];
    const base = Object.fromEntries(leaves.map((leaf) => [`t3.result.${leaf}@total`, 1]));
    const whole = cells({ ...base, 't3.result.other@total': 5, 't3.result.total@total': 23 });
    const parts = cells({ ...base, 't3.result.other.uncorrected@total': 2, 't3.result.other.fee_unpaid@total': 0, 't3.result.other.misc@total': 3, 't3.result.total@total': 23 });
    for (const printed of [whole, parts]) expect(find(checkReport('ogi-2021', printed), 'I2@total', 'strict')).toEqual(['pass', 23, 23, 0]);
  });

  it('finds an item count below zero', () => {
    const checks = checkReport('ogi-2019', cells({ 't2.a20_5.license.items_prev': 0, 't2.a20_5.license.items_change': -7125 }));
    expect(find(checks, 'I6:license', 'strict')).toEqual(['fail', -7125, 0, -7125]);
  });
});

describe('checks across two years', () => {
  it('compares what was carried over, and the stock in force', () => {
    const now = cells({ ...row('carry_in', [3, 0, 0, 0, 0, 0, 3]), 't2.a20_1.normdoc.in_force': 12, 't2.a20_1.normdoc.issued': 2, 't2.a20_1.normdoc.repealed': 1 });
    const before = cells({ ...row('carry_out', [2, 0, 0, 0, 0, 0, 2]), 't2.a20_1.normdoc.in_force': 11 });
    const checks = checkYears('ogi-2021', now, before);
    expect(find(checks, 'X1@natural_person', 'strict')).toEqual(['fail', 3, 2, 1]);
    expect(find(checks, 'X1@org.research', 'strict')).toEqual(['pass', 0, 0, 0]);
    expect(find(checks, 'X2:normdoc', 'strict')).toEqual(['pass', 12, 12, 0]);
    expect(find(checks, 'X2:rule', 'strict')).toBeUndefined();
  });
});
