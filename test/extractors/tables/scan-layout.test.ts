import { describe, expect, it } from 'vitest';
import type { Document, Grid, GridCell } from '../../../extractors/document.ts';
import { APPLICANTS } from '../../../extractors/forms/requests.ts';
import { ogi2019 } from '../../../extractors/forms/ogi-2019.ts';
import { equationsOf, standing } from '../../../extractors/tables/equations.ts';
import { inOrder } from '../../../extractors/tables/order.ts';
import { choose } from '../../../extractors/tables/readings.ts';
import { withLayoutLabels } from '../../../extractors/tables/scan-layout.ts';
import { readTables } from '../../../extractors/tables/index.ts';
import type { Cell } from '../../../extractors/report.ts';

const COLUMNS = APPLICANTS.map(({ labels }) => labels);

describe('labels in order', () => {
  it.each([
    ['unread ones between two anchors are known by their place', ['自然人', '商业企业', '', '社会公益组织', '法律服务机构', '其他', '计十'], [0, 1, 2, 3, 4, 5, 6]],
    ['a misread one is known', ['白然人', '商业企业', '科研机构', '社会后', '法律服务机构', '其他', '总计'], [0, 1, 2, 3, 4, 5, 6]],
    ['with one column more than the form it is not', ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '', '计十'], [0, 1, 2, 3, 4, 5, null, null]],
    ['a name that is legible and another stays', ['自然人', '商业企业', '境外机构法人', '社会公益组织', '法律服务机构', '其他', '总计'], [0, 1, null, 3, 4, 5, 6]],
    ['one column less leaves those around the gap open', ['自然人', '', '', '法律服务机构', '其他', '总计'], [0, null, null, 4, 5, 6]],
    ['too few anchors tell nothing', ['', '', '', '社会公益组织', '', '', ''], [null, null, null, null, null, null, null]],
  ])('%s', (_, texts, labels) => {
    expect(inOrder(texts, COLUMNS).labels).toEqual(labels);
  });

  it('a column that is known to be added takes no place', () => {
    expect(inOrder(['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '小计', '心计'], COLUMNS, ['小计']).labels).toEqual([0, 1, 2, 3, 4, 5, null, 6]);
  });
});

/** Table 三 of 2019 as a scan gives it: one label column, zeros, and what is to be unread. */
function scanned(unread: readonly string[], drop: readonly string[] = []): Document {
  const cells: GridCell[] = [];
  const put = (text: string, row: number, col: number, colSpan = 1, rowSpan = 1): void =>
    void cells.push({ text, row, col, rowSpan, colSpan, place: { page: 1, box: [col, row, col + colSpan, row + rowSpan] } });
  const known = (label: string): string => (unread.includes(label) ? '\ufffd' : label);
  put('(本列数据的勾移关系为:第一项加第二项之和,等于第三项加第四项之和)', 0, 0, 1, 3);
  put('申请人情况', 0, 1, 7);
  put(known('自然人'), 1, 1, 1, 2);
  put('法人或其他组织', 1, 2, 5);
  put(known('总计'), 1, 7, 1, 2);
  APPLICANTS.slice(1, 6).forEach(({ zh }, i) => put(known(zh), 2, 2 + i));
  ogi2019.requestRows.filter(({ id }) => !drop.includes(id)).forEach(({ id, labels }, i) => {
    put(unread.includes(id) ? '\ufffd' : labels[0]!, 3 + i, 0);
    for (let col = 1; col <= 7; col++) put('0', 3 + i, col);
  });
  const grid: Grid = { kind: 'grid', table: 0, rows: Math.max(...cells.map(({ row }) => row)) + 1, cols: 8, cells, columns: 'spans', seams: [], place: {} };
  return { format: 'pdf', title: null, meta: {}, blocks: [grid], problems: [], ocr: 'none' };
}

const printed = (document: Document): string[] => readTables(withLayoutLabels(document)).cells.filter(({ place, code }) => place !== null && code.startsWith('t3.')).map(({ code }) => code);

describe('table 三 on a scan', () => {
  it('is read whole where labels are not recognised that their place tells', () => {
    expect(printed(scanned(['自然人', '总计', '科研机构', 'result.open', 'result.denied.third_party', 'result.total', 'carry_out']))).toHaveLength(161);
  });

  it('is read where a page break parts a column from its name', () => {
    const document = scanned([]);
    const [grid] = document.blocks as [Grid];
    const cut = grid.cells.filter(({ text, row }) => row > 2 || !['自然人', '总计', '法人或其他组织'].includes(text)).map((cell) => ({ ...cell, rowSpan: cell.rowSpan === 3 ? 2 : 1 }));
    cut.push({ text: '自然法人或其他组织计', row: 1, col: 1, rowSpan: 1, colSpan: 7, place: { page: 1 } });
    for (const col of [0, 1, 7]) cut.push({ text: '', row: 2, col, rowSpan: 1, colSpan: 1, place: { page: 2 } });
    cut.sort((a, b) => a.row - b.row || a.col - b.col);
    expect(printed({ ...document, blocks: [{ ...grid, cells: cut, seams: [2] }] })).toHaveLength(161);
  });

  it('leaves rows open that their place does not tell', () => {
    const codes = printed(scanned(['result.denied.deliberative', 'result.denied.internal_affairs'], ['result.denied.enforcement_file']));
    expect(codes).toHaveLength(20 * 7);
    for (const id of ['deliberative', 'internal_affairs', 'enforcement_file']) expect(codes.filter((code) => code.includes(id))).toEqual([]);
  });
});

describe('readings of a figure', () => {
  const cell = (code: string, value: number | null): Cell => ({
    code, value, state: value === null ? 'text' : value === 0 ? 'zero' : 'number', unit: '件', raw: null, unitRaw: null, rowLabel: null, colLabel: null, alignment: 'exact', place: { table: 0, row: 0, col: 0 },
  });
  const row = (...values: (number | null)[]): Cell[] => APPLICANTS.map(({ id }, i) => cell(`t3.new@${id}`, values[i]!));
  const chosen = (cells: Cell[], doubts: [string, number[]][]): [string, number][] => [
    ...choose(new Map(cells.flatMap(({ code, value }) => (value === null ? [] : [[code, value] as const]))), new Map(doubts), standing(equationsOf(ogi2019.identities, cells))),
  ];

  it('the one under which the sum holds is chosen', () => {
    expect(chosen(row(null, 2, 0, 0, 0, 0, 9), [['t3.new@natural_person', [1, 7]]])).toEqual([['t3.new@natural_person', 7]]);
  });

  it('none is chosen where all agree with another in the same way', () => {
    expect(chosen(row(null, 0, 0, 0, 0, 0, null), [['t3.new@natural_person', [1, 7]], ['t3.new@total', [1, 7]]])).toEqual([]);
  });

  it('a row that the table does not print adds nothing to a sum that holds', () => {
    const cells = ogi2019.requestRows.filter(({ id }) => id !== 'result.other').map(({ id }) => cell(`t3.${id}@total`, ['new', 'result.open', 'result.total'].includes(id) ? 3 : 0));
    const equation = equationsOf(ogi2019.identities, cells).find(({ signs }) => signs.has('t3.result.other@total'))!;
    expect([...equation.unprinted]).toEqual(['t3.result.other@total']);
  });
});
