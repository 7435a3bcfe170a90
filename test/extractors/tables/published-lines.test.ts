import { describe, expect, it } from 'vitest';
import { readTables, type Tables } from '../../../extractors/tables/index.ts';
import { documentOf, fields, ordered } from '../../support/grids.ts';

const value = (tables: Tables, code: string): [string, number | null] | undefined => {
  const cell = tables.cells.find((c) => c.code === code);
  return cell && [cell.state, cell.value];
};
const read = (...rows: (string | null)[]): Tables => readTables(documentOf(ordered(rows.map((row) => (row === null ? null : fields(row))))));
const MADE = ['made', 'newly_disclosed', 'total_disclosed'];
const BLOCK = ['第二十条第（一）项', '信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量'];

describe('table 二 in a text archive, cut by a page break', () => {
  it.each([
    ['figures above', '行政规范性\t5\t6\t7', '文件\t\t\t'],
    ['figures below', '行政规范性\t\t\t', '文件\t5\t6\t7'],
    ['figures below, fields lost above', '行政规范性', '文件\t5\t6\t7'],
    ['figures in both', '行政规范性\t5\t\t', '文件\t\t6\t7'],
    ['a second half that is a label by itself', '行政\t5\t6\t7', '规范性文件\t\t\t'],
    ['a whole label and its figures', '规范性文件\t\t\t', '\t5\t6\t7'],
    ['a whole label, its figures without a field for it', '规范性文件', '5\t6\t7'],
  ])('joins a row: %s', (_, upper, lower) => {
    const tables = read(...BLOCK, '规章\t1\t2\t3', upper, null, lower);
    expect(MADE.map((m) => value(tables, `t2.a20_1.normdoc.${m}`)?.[1])).toEqual([5, 6, 7]);
    expect(MADE.map((m) => value(tables, `t2.a20_1.rule.${m}`)?.[1])).toEqual([1, 2, 3]);
    expect(tables.cells.find((c) => c.code === 't2.a20_1.normdoc.made')?.alignment).toBe('continued');
    expect(tables.unknown).toEqual([]);
  });

  it.each([
    ['no label together', '行政规范性\t5\t6\t7', '强制\t\t\t'],
    ['two labels', '规章\t5\t6\t7', '规范性文件\t1\t2\t3'],
    ['figures above figures', '规章\t5\t6\t7', '\t1\t2\t3'],
    ['no page break', '行政规范性\t5\t6\t7', '文件\t\t\t', 'same page'],
  ])('joins nothing where there is %s', (_, upper, lower, where?: string) => {
    const tables = read(...BLOCK, upper, ...(where === undefined ? [null] : []), lower);
    expect(tables.cells.filter((c) => c.alignment === 'continued')).toEqual([]);
  });

  it('takes no number that the page break may have cut in two', () => {
    const tables = read(...BLOCK, '行政规范性\t10\t6\t7', null, '文件\t9\t\t');
    expect(MADE.map((m) => value(tables, `t2.a20_1.normdoc.${m}`))).toEqual([['ambiguous', null], ['number', 6], ['number', 7]]);
  });

  it('puts no figure under a field without a name, nor trusts such fields beyond the break', () => {
    const header = '信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\t';
    const full = read('第二十条第（一）项', header, '规章\t1\t2\t3\t', null, '规范性文件\t5\t6\t\t7');
    expect(MADE.map((m) => value(full, `t2.a20_1.normdoc.${m}`)?.[1])).toEqual([5, 6, 7]);
    expect(full.unknown.filter((u) => u.label.startsWith('规范性文件'))).toEqual([]);
    // With a blank among its figures, the row has several readings.
    const open = read('第二十条第（一）项', header, '规章\t1\t2\t3\t', null, '规范性文件\t5\t\t6\t');
    expect(MADE.map((m) => value(open, `t2.a20_1.normdoc.${m}`)?.[1])).toEqual([5, null, null]);
    const below = read(...BLOCK, null, '规范性文件\t\t5\t\t6');
    for (const measure of MADE) expect([null, measure === 'newly_disclosed' ? 5 : null, measure === 'total_disclosed' ? 6 : null]).toContain(value(below, `t2.a20_1.normdoc.${measure}`)?.[1]);
  });
});

describe('table 三 in a text archive, a column lost and the rows padded again', () => {
  const header = '项目\t\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计';
  const above = ['一、本年新收政府信息公开申请数量\t\t\t5\t1\t\t\t2\t\t8', '二、上年结转政府信息公开申请数量\t\t\t\t\t\t\t\t\t'];

  it('moves the figures back where the arithmetic allows but one way', () => {
    const tables = read(header, ...above, null,
      '\t（三）不予公开\t1.属于国家秘密\t2\t1\t\t\t\t3\t', '\t\t4.保护第三方合法权益\t3\t\t\t\t2\t5\t', '\t（七）总计\t\t5\t1\t\t\t2\t8\t', '四、结转下年度继续办理\t\t\t\t\t\t\t\t\t');
    expect(value(tables, 't3.result.denied.state_secret@total')).toEqual(['number', 3]);
    expect(value(tables, 't3.result.denied.third_party@total')).toEqual(['number', 5]);
    expect(value(tables, 't3.result.denied.third_party@org.legal_service')).toEqual(['number', 2]);
    expect(value(tables, 't3.result.denied.third_party@org.other')).not.toEqual(['number', 5]);
  });

  it('suspects nothing where the header stands above the rows', () => {
    const tables = read(header, '一、本年新收政府信息公开申请数量\t\t\t2\t\t\t\t\t2\t', '二、上年结转政府信息公开申请数量\t\t\t3\t\t\t\t\t3\t', '三、本年度办理结果\t（三）不予公开\t1.属于国家秘密\t1\t\t\t\t\t1\t');
    expect(value(tables, 't3.new@org.other')).toEqual(['number', 2]);
    expect(value(tables, 't3.carry_in@total')).toEqual(['blank', null]);
  });

  it('leaves rows open that only look so, their totals being blank', () => {
    const tables = read(header, ...above, null, '\t（三）不予公开\t1.属于国家秘密\t1\t\t\t\t\t1\t', null, '\t（七）总计\t\t5\t1\t\t\t1\t1\t8');
    for (const applicant of ['org.legal_service', 'org.other', 'total']) expect(value(tables, `t3.result.denied.state_secret@${applicant}`)?.[0]).toBe('ambiguous');
  });
});
