import { describe, expect, it } from 'vitest';
import { APPLICANTS } from '../../../extractors/forms/requests.ts';
import { Refusal, type Document } from '../../../extractors/document.ts';
import { reportOf } from '../../../extractors/extract.ts';
import { forms } from '../../../extractors/forms/index.ts';
import { readTables, type Tables } from '../../../extractors/tables/index.ts';
import { documentOf, fields, ordered, ruled, type CellSpec } from '../../support/grids.ts';

const value = (tables: Tables, code: string): [string, number | null] | undefined => {
  const cell = tables.cells.find((c) => c.code === code);
  return cell && [cell.state, cell.value];
};

const HEADER: CellSpec[][] = [
  [{ text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', rowSpan: 3, colSpan: 3 }, { text: '申请人情况', colSpan: 7 }],
  [{ text: '自然人', rowSpan: 2 }, { text: '法人或其他组织', colSpan: 5 }, { text: '总计', rowSpan: 2 }],
  ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
];

describe('rows that have lost their cells', () => {
  const NEW: CellSpec = { text: '一、本年新收政府信息公开申请数量', colSpan: 3 };
  const OUT: CellSpec = { text: '四、结转下年度继续办理', colSpan: 3 };
  const figures = ['3', '0', '0', '0', '0', '0', '3'];
  const states = (tables: Tables, row: string): (string | undefined)[] => APPLICANTS.map((a) => value(tables, `t3.${row}@${a.id}`)?.[0]);
  const none = APPLICANTS.map(() => 'ambiguous');

  it.each([
    ['a ruled grid', readTables(documentOf(ruled([...HEADER, [NEW, ...figures], [OUT]])))],
    ['a label over the whole width', readTables(documentOf(ruled([...HEADER, [NEW, ...figures], [{ text: '四、结转下年度继续办理', colSpan: 10 }]])))],
    ['another grid', readTables(documentOf(ruled([...HEADER, [NEW, ...figures]]), ruled([['四、结转下年度继续办理']], { table: 1 })))],
    ['a text archive', readTables(documentOf(ordered([fields('项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计'), fields(`一、本年新收政府信息公开申请数量\t${figures.join('\t')}`), ['四、结转下年度继续办理']])))],
  ])('%s: a row that ends after its label has no blank cells', (_, tables) => {
    expect(states(tables, 'new')).toEqual(['number', 'zero', 'zero', 'zero', 'zero', 'zero', 'number']);
    expect(states(tables, 'carry_out')).toEqual(none);
    const cell = tables.cells.find((c) => c.code === 't3.carry_out@total');
    expect(cell).toMatchObject({ value: null, alignment: 'ambiguous', place: null, note: 'the row ends after its label', rowLabel: '四、结转下年度继续办理' });
    expect(tables.problems).toContainEqual(expect.objectContaining({ code: 'cells_missing', place: expect.objectContaining({ row: expect.any(Number) as number }) as object }));
  });

  it('keeps printed blanks and missing cells apart', () => {
    const tables = readTables(documentOf(ruled([...HEADER, [NEW, ...figures], [OUT, '', { text: '', colSpan: 2 }, '']])));
    expect(states(tables, 'carry_out')).toEqual(['blank', 'blank', 'blank', 'blank', 'ambiguous', 'ambiguous', 'ambiguous']);
    expect(tables.problems.find((p) => p.code === 'cells_missing')?.message).toMatch(/^四、结转下年度继续办理: no cell for .*法律服务机构、.*其他、.*总计$/);
    const whole = readTables(documentOf(ruled([...HEADER, [NEW, ...figures], [OUT, { text: '', colSpan: 7 }]])));
    expect(states(whole, 'carry_out')).toEqual(APPLICANTS.map(() => 'blank'));
  });

  it('takes a remark that quotes a label for no second row of that label', () => {
    const tables = readTables(documentOf(ruled([
      ...HEADER, [NEW, ...figures], [{ text: '注：“一、本年新收政府信息公开申请数量”含转办件', colSpan: 10 }],
    ])));
    expect(states(tables, 'new')).toEqual(['number', 'zero', 'zero', 'zero', 'zero', 'zero', 'number']);
    expect(tables.unknown.map((u) => u.label)).toEqual(['注：“一、本年新收政府信息公开申请数量”含转办件']);
  });

  it('says first why a figure is open, then what else was odd about its row', () => {
    const tables = readTables(documentOf(ruled([
      ...HEADER, [{ text: '一、本年新收政府信公开申请数量', colSpan: 3 }, '5', '5', '0', '0', '0', '0', '10'], [{ text: '四、结转下度继续办理', colSpan: 3 }, '5', '0', '0', '0', '0', '5'],
    ])));
    expect(tables.cells.find((c) => c.code === 't3.carry_out@natural_person')?.note).toMatch(/^the row can be read in several ways; label with a slip/);
    expect(tables.cells.find((c) => c.code === 't3.new@natural_person')?.note).toMatch(/^label with a slip/);
  });

  it('counts a missing cell as nothing that is known', () => {
    // With carry_out as zero, the arithmetic would place the 5 of the short row wrongly.
    const tables = readTables(documentOf(ruled([
      ...HEADER, [NEW, '5', '5', '0', '0', '0', '0', '10'], ['三、', { text: '（七）总计', colSpan: 2 }, '5', '0', '0', '0', '0', '5'], [OUT],
    ])));
    for (const applicant of APPLICANTS) {
      const [state, read] = value(tables, `t3.result.total@${applicant.id}`) ?? [];
      if (state !== 'ambiguous') expect([applicant.id, read]).toEqual([applicant.id, applicant.id === 'total' ? 5 : 0]);
    }
    expect(value(tables, 't3.result.total@natural_person')?.[0]).toBe('ambiguous');
  });
});

it('takes a form whose rows all end after their labels for one that nobody has filled in', () => {
  const labels = forms['ogi-2021'].requestRows.map((row) => [row.zh.split(' ').at(-1) ?? '']);
  const header = fields('项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计');
  const refused = (rows: string[][]): unknown => {
    try {
      return reportOf(documentOf(ordered([header, ...rows])), []);
    } catch (error) {
      return error;
    }
  };
  expect(refused(labels)).toBeInstanceOf(Refusal);
  expect(refused(labels)).toMatchObject({ status: 'empty_form', code: 'blank_template' });
  expect(refused([...labels.slice(1), [...(labels[0] ?? []), ...'1 0 0 0 0 0 1'.split(' ')]])).toMatchObject({ status: 'report' });
});

it('says of a figure that was not found where nothing rules the table that it may be printed all the same', () => {
  const box = [50, 100, 500, 200] as const;
  const grid = { ...ruled([['第二十条第（六）项'], ['信息内容', '本年处理决定数量'], ['行政处罚', '12']]), place: { page: 2, box } };
  const problems = (where: readonly [number, number, number, number]): Document['problems'] => [{ code: 'grid_by_alignment', message: '', place: { page: 2, box: where } }];
  const noteOf = (document: Document): string | undefined => readTables(document).cells.find((c) => c.code === 't2.a20_6.coercion.decisions')?.note;
  expect(noteOf({ ...documentOf(grid), format: 'pdf', problems: problems(box) })).toMatch(/^the table has no rules/);
  expect(noteOf({ ...documentOf(grid), format: 'pdf', problems: problems([0, 0, 1, 1]) })).toBeUndefined();
  expect(noteOf(documentOf(grid))).toBeUndefined();
});
