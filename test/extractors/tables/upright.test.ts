import { describe, expect, it } from 'vitest';
import type { Grid } from '../../../extractors/document.ts';
import { APPLICANTS } from '../../../extractors/forms/requests.ts';
import { readTables } from '../../../extractors/tables/index.ts';
import { upright } from '../../../extractors/tables/upright.ts';
import { documentOf, ruled, type CellSpec } from '../../support/grids.ts';

const RESULTS = ['new', 'carry_in', 'result.open', 'result.denied.state_secret', 'result.denied.third_party', 'result.total', 'carry_out'];
const LABELS = ['一、本年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量', '（一）予以公开', '1.属于国家秘密', '4.保护第三方合法权益', '（七）总计', '四、结转下年度继续办理'];
/** Figures by applicant; no two alike, so that none can pass for another. */
const figure = (applicant: number, result: number): string => String(100 + applicant * 10 + result);

/** As copied from a spreadsheet: one header row, one column of applicants. */
const plain = (): CellSpec[][] => [['申请人', ...LABELS], ...APPLICANTS.map((a, i) => [a.zh, ...LABELS.map((_, j) => figure(i, j))])];

/** With the merged headings of the form, all exchanged. */
const merged = (): CellSpec[][] => [
  [
    { text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', rowSpan: 3, colSpan: 3 },
    { text: LABELS[0] ?? '', rowSpan: 3 }, { text: LABELS[1] ?? '', rowSpan: 3 }, { text: '三、本年度办理结果', colSpan: 4 }, { text: LABELS[6] ?? '', rowSpan: 3 },
  ],
  [{ text: '（一）予以公开', rowSpan: 2 }, { text: '（三）不予公开', colSpan: 2 }, { text: '（七）总计', rowSpan: 2 }],
  ['1.属于国家秘密', '4.保护第三方合法权益'],
  ...APPLICANTS.map((a, i): CellSpec[] => {
    const heading: CellSpec[] = i === 0 ? [{ text: '申请人情况', rowSpan: 7 }] : [];
    const organisations: CellSpec[] = i === 1 ? [{ text: '法人或其他组织', rowSpan: 5 }] : [];
    const name: CellSpec = a.id.startsWith('org.') ? a.zh : { text: a.zh, colSpan: 2 };
    return [...heading, ...organisations, name, ...LABELS.map((_, j) => figure(i, j))];
  }),
];

describe('table 三 on its side', () => {
  it.each([['one row and column of labels', plain(), 1, 1], ['the headings of the form', merged(), 3, 3]])('%s: is read by its labels, each figure where it is printed', (_, rows, top, left) => {
    const grid = ruled(rows, { table: 4 });
    if (top === 1) for (const cell of grid.cells) cell.place = { page: 2 };
    const tables = readTables(documentOf(grid));
    APPLICANTS.forEach((applicant, i) => {
      RESULTS.forEach((result, j) => {
        const cell = tables.cells.find((c) => c.code === `t3.${result}@${applicant.id}`);
        expect([cell?.code, cell?.value, cell?.alignment]).toEqual([`t3.${result}@${applicant.id}`, Number(figure(i, j)), 'exact']);
        expect(cell?.place).toMatchObject({ table: 4, row: top + i, col: left + j, ...(top === 1 ? { page: 2 } : {}) });
      });
    });
    expect(tables.found.requests).toBe(true);
    expect(tables.unknown).toEqual([]);
  });

  it('keeps a row and a column that the form does not know apart', () => {
    const rows = plain().map((row, r) => [...row.slice(0, 3), r === 0 ? '另、转送其他机关' : '9', ...row.slice(3)]);
    rows.splice(3, 0, ['小计', '8', '8', '8', '8', '8', '8', '8', '8']);
    const tables = readTables(documentOf(ruled(rows)));
    expect(tables.cells.find((c) => c.code === 't3.carry_out@total')?.value).toBe(166);
    expect(tables.unknown.find((u) => u.kind === 'row')?.label).toBe('另、转送其他机关');
    expect(tables.unknown.filter((u) => u.kind === 'column')).toHaveLength(7);
  });

  it('leaves every other grid as it is', () => {
    const standing = ruled([['项目', ...APPLICANTS.map((a) => a.zh)], ...LABELS.map((label) => [label, '1', '0', '0', '0', '0', '0', '1'])]);
    const fewResults = ruled(plain().map((row) => row.slice(0, 5)));
    const fewApplicants = ruled(plain().slice(0, 3));
    const cutByAPage: Grid = { ...ruled(plain()), seams: [4] };
    for (const grid of [standing, fewResults, fewApplicants, cutByAPage]) expect(upright(grid)).toBe(grid);
  });
});
