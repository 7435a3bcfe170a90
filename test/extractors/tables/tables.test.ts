import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../../extractors/checks.ts';
import { OUTCOMES } from '../../../extractors/forms/disputes.ts';
import { forms } from '../../../extractors/forms/index.ts';
import { APPLICANTS, GROUP_OTHER, GROUPS } from '../../../extractors/forms/requests.ts';
import { readTables, type Tables } from '../../../extractors/tables/index.ts';
import { documentOf, fields, ordered, ruled, type CellSpec } from '../../support/grids.ts';

const value = (tables: Tables, code: string): [string, number | null, string | null] | undefined => {
  const cell = tables.cells.find((c) => c.code === code);
  return cell && [cell.state, cell.value, cell.alignment];
};

const CORNER = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';
const HEADER: CellSpec[][] = [
  [{ text: CORNER, rowSpan: 3, colSpan: 3 }, { text: '申请人情况', colSpan: 7 }],
  [{ text: '自然人', rowSpan: 2 }, { text: '法人或其他组织', colSpan: 5 }, { text: '总计', rowSpan: 2 }],
  ['商业<br>企业'.replace('<br>', '\n'), '科研机构', '社会公益组织', '法律服务机构', '其他'],
];
type Figures = Map<string, string[]>;

/** A consistent table 三: figures by row, each row's total and the column sums right. */
function consistent(edition: 'ogi-2019' | 'ogi-2021', leaf: (row: number, col: number) => number): Figures {
  const rows = forms[edition].requestRows;
  const figures = new Map<string, number[]>();
  const totals = Array<number>(6).fill(0);
  rows.forEach((row, r) => {
    if (row.role !== 'leaf') return;
    const cells = totals.map((_, c) => leaf(r, c));
    cells.forEach((n, c) => (totals[c] = (totals[c] ?? 0) + n));
    figures.set(row.id, cells);
  });
  figures.set('result.total', totals);
  figures.set('carry_out', totals.map((_, c) => leaf(50, c)));
  figures.set('carry_in', totals.map((n, c) => Math.min(leaf(51, c), n)));
  figures.set('new', totals.map((n, c) => n + (figures.get('carry_out')?.[c] ?? 0) - (figures.get('carry_in')?.[c] ?? 0)));
  return new Map([...figures].map(([id, cells]) => [id, [...cells, cells.reduce((a, b) => a + b, 0)].map(String)]));
}

function requestRows(edition: 'ogi-2019' | 'ogi-2021', figures: Figures): CellSpec[][] {
  const rows = forms[edition].requestRows;
  const groups = edition === 'ogi-2021' ? [...GROUPS, GROUP_OTHER] : GROUPS;
  let open = '';
  let results = false;
  return rows.map((row) => {
    const cells = figures.get(row.id) ?? [];
    const label = row.zh.split(/[\s]/).at(-1) ?? '';
    if (row.role === 'input') return [{ text: row.zh, colSpan: 3 }, ...cells];
    const line: CellSpec[] = [];
    if (!results) line.push({ text: '三、本年度办理结果', rowSpan: rows.filter((r) => r.role !== 'input').length });
    results = true;
    if (row.group === null) return [...line, { text: row.labels[0] === '总计' ? '（七）总计' : label.replace(/^三/, ''), colSpan: 2 }, ...cells];
    if (open !== row.group) line.push({ text: groups.find((g) => g.id === row.group)?.zh ?? '', rowSpan: rows.filter((r) => r.group === row.group).length });
    open = row.group;
    return [...line, label, ...cells];
  });
}

const small = fc.integer({ min: 0, max: 9 }).chain((n) => (n < 6 ? fc.constant(0) : fc.integer({ min: 0, max: 400 })));
const anyFigures = (edition: 'ogi-2019' | 'ogi-2021'): fc.Arbitrary<Figures> =>
  fc.array(small, { minLength: 360, maxLength: 360 }).map((ns) => consistent(edition, (r, c) => ns[((r % 52) * 6 + c) % 360] ?? 0));

describe('table 三 in a ruled grid', () => {
  it.each(['ogi-2019', 'ogi-2021'] as const)('reads every cell of %s by its labels', (edition) => {
    fc.assert(
      fc.property(anyFigures(edition), (figures) => {
        const tables = readTables(documentOf(ruled([...HEADER, ...requestRows(edition, figures)])));
        expect(tables.problems.filter((p) => p.code !== 'edition_unknown')).toEqual([]);
        expect(tables.form).toBe(edition);
        for (const [row, cells] of figures) {
          cells.forEach((text, i) => {
            expect(value(tables, `t3.${row}@${APPLICANTS[i]?.id}`)).toEqual([text === '0' ? 'zero' : 'number', Number(text), 'exact']);
          });
        }
        const checks = checkReport(edition, new Map(tables.cells.map((c) => [c.code, c])));
        expect(checks.filter((c) => /^I[123]/.test(c.id) && c.status !== 'pass')).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('never gives a wrong value where rows have lost a cell: exact, or null and ambiguous', () => {
    fc.assert(
      fc.property(anyFigures('ogi-2019'), fc.array(fc.tuple(fc.integer({ min: 0, max: 22 }), fc.integer({ min: 0, max: 6 })), { minLength: 1, maxLength: 4 }), (figures, lost) => {
        const rows = requestRows('ogi-2019', figures);
        const ids = forms['ogi-2019'].requestRows.map((row) => row.id);
        for (const [r] of lost) {
          const row = rows[r];
          // Only a cell that is 0 may vanish without the arithmetic noticing: vanish those, the hardest ones.
          const at = row?.findLastIndex((cell) => cell === '0') ?? -1;
          if (row && at > 0 && row.length > 7) row.splice(at, 1);
        }
        const tables = readTables(documentOf(ruled([...HEADER, ...rows])));
        for (const [row, cells] of figures) {
          cells.forEach((text, i) => {
            const cell = tables.cells.find((c) => c.code === `t3.${row}@${APPLICANTS[i]?.id}`);
            if (cell?.value !== null) expect([row, i, cell?.value]).toEqual([row, i, Number(text)]);
            else expect(['ambiguous', 'blank']).toContain(cell.state);
          });
        }
        expect(ids).toHaveLength(23);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps an eighth figure, an unknown row and their neighbours apart', () => {
    const header: CellSpec[][] = [
      [{ text: CORNER, rowSpan: 3, colSpan: 3 }, { text: '申请人情况', colSpan: 8 }],
      [{ text: '自然人', rowSpan: 2 }, { text: '法人或其他组织', colSpan: 6 }, { text: '总计', rowSpan: 2 }],
      ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '小计'],
    ];
    const tables = readTables(documentOf(ruled([
      ...header,
      [{ text: '一、本年新收政府信息公开申请数量', colSpan: 3 }, '1', '2', '3', '4', '5', '6', '20', '21'],
      [{ text: '另、转送其他机关', colSpan: 3 }, '9', '9', '9', '9', '9', '9', '45', '54'],
      [{ text: '四、结转下年度继续办理', colSpan: 3 }, '0', '', '/', '无', '0', '0', '0', '0'],
    ])));
    expect(['natural_person', 'org.other', 'total'].map((c) => value(tables, `t3.new@${c}`)?.[1])).toEqual([1, 6, 21]);
    expect(['org.commercial', 'org.research', 'org.public_interest'].map((c) => value(tables, `t3.carry_out@${c}`)?.[0])).toEqual(['blank', 'dash', 'none_word']);
    expect(tables.unknown.map((u) => [u.kind, u.cells.map((c) => c.text).join()])).toEqual([
      ['row', '另、转送其他机关,9,9,9,9,9,9,45,54'], ['column', '20'], ['column', '0'],
    ]);
  });

  it('accepts a slip in a label only where one row is near and no other claims it', () => {
    const row = (label: string, n: string): CellSpec[] => [{ text: label, colSpan: 3 }, n, '0', '0', '0', '0', '0', n];
    const tables = readTables(documentOf(ruled([
      ...HEADER, row('一、本年新收政府信息公开申请数量', '3'), row('4.无正当理由由大量反复申请', '2'), row('2.重复申请', '1'), row('2.重复复申请', '8'),
    ])));
    expect(value(tables, 't3.result.not_processed.excessive@total')).toEqual(['number', 2, 'exact']);
    expect(value(tables, 't3.result.not_processed.duplicate@total')).toEqual(['number', 1, 'exact']);
    expect(tables.unknown).toHaveLength(1);
    expect(tables.problems.map((p) => p.code)).toContain('row_unknown');
  });

  it('passes over running numbers, and attributes nothing where no header names the columns', () => {
    const lines = [['1', '一、本年新收政府信息公开申请数量'], ['2', '二、上年结转政府信息公开申请数量'], ['3', '（一）予以公开'], ['4', '（二）部分公开'], ['5', '1.属于国家秘密']];
    const rows = lines.map((line) => [...line, '3', '0', '0', '0', '0', '0', '3']);
    const named = readTables(documentOf(ruled([['序号', '项目', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'], ...rows])));
    expect(value(named, 't3.result.open@natural_person')).toEqual(['number', 3, 'exact']);
    expect(value(named, 't3.new@org.other')).toEqual(['zero', 0, 'exact']);
    const unnamed = readTables(documentOf(ruled(rows)));
    expect(value(unnamed, 't3.result.open@natural_person')).toEqual(['ambiguous', null, 'ambiguous']);
    expect(unnamed.problems.map((p) => p.code)).toContain('no_column_header');
  });

  it('leaves a cell open whose figure may have run into the label', () => {
    const tables = readTables(documentOf(ruled([
      ...HEADER,
      [{ text: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）7', colSpan: 3 }, '', '0', '0', '0', '0', '0', '7'],
    ])));
    expect(value(tables, 't3.result.partial@natural_person')).toEqual(['ambiguous', null, 'ambiguous']);
    expect(value(tables, 't3.result.partial@total')?.[1]).toBe(7);
  });

  it('joins a label that a page break has cut, and drops the repeated header', () => {
    const rows: CellSpec[][] = [
      ...HEADER,
      [{ text: '一、本年新收政府信息公开申请数量', colSpan: 3 }, '1', '0', '0', '0', '0', '0', '1'],
      [{ text: '二、上年结转政府信', colSpan: 3 }, '5', '0', '0', '0', '0', '0', '5'],
      ...HEADER,
      [{ text: '息公开申请数量', colSpan: 3 }, '', '', '', '', '', '', ''],
      [{ text: '四、结转下年度继续办理', colSpan: 3 }, '6', '0', '0', '0', '0', '0', '6'],
    ];
    const tables = readTables(documentOf(ruled(rows, { seams: [5] })));
    expect(value(tables, 't3.carry_in@natural_person')).toEqual(['number', 5, 'continued']);
    expect(value(tables, 't3.carry_out@total')).toEqual(['number', 6, 'exact']);
    expect(tables.unknown).toEqual([]);
  });

  it.each([
    ['（六）', '其他处理', 'result.other'],
    ['（六）其他', '处理', 'result.other'],
    ['（七）总', '计', 'result.total'],
    ['2.其他法律行政', '法规禁止公开', 'result.denied.law_prohibits'],
  ])('joins %s | %s wherever the figures stand', (upper, lower, id) => {
    const figures = ['3', '0', '0', '0', '0', '0', '3'];
    const none = figures.map(() => '');
    for (const [above, below] of [[figures, none], [none, figures], [['3', '0', '0', '0', '', '', ''], ['', '', '', '', '0', '0', '3']]]) {
      const rows = [...HEADER, [{ text: upper, colSpan: 3 }, ...(above ?? [])], [{ text: lower, colSpan: 3 }, ...(below ?? [])]];
      const tables = readTables(documentOf(ruled(rows, { seams: [4] })));
      expect(['natural_person', 'org.other', 'total'].map((c) => value(tables, `t3.${id}@${c}`)?.[1])).toEqual([3, 0, 3]);
      expect(tables.unknown).toEqual([]);
    }
  });

  it('joins header words that a page break has cut, beside whole ones', () => {
    const rows: CellSpec[][] = [
      [{ text: CORNER, rowSpan: 2, colSpan: 3 }, { text: '申请人情况', colSpan: 7 }],
      ['自然', { text: '法人或其他组织', colSpan: 5 }, '总计'],
      [{ text: '', colSpan: 3 }, '人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', ''],
      [{ text: '一、本年新收政府信息公开申请数量', colSpan: 3 }, '1', '2', '3', '4', '5', '6', '21'],
    ];
    const tables = readTables(documentOf(ruled(rows, { seams: [2] })));
    expect(APPLICANTS.map((a) => value(tables, `t3.new@${a.id}`)?.[1])).toEqual([1, 2, 3, 4, 5, 6, 21]);
  });

  it('joins no numeral of a part with the next row', () => {
    const rows: CellSpec[][] = [
      ...HEADER,
      ['三、', { text: '（一）予以公开', colSpan: 2 }, '3', '0', '0', '0', '0', '0', '3'],
      [{ text: '（二）部分公开', colSpan: 3 }, '1', '0', '0', '0', '0', '0', '1'],
    ];
    const tables = readTables(documentOf(ruled(rows, { seams: [4] })));
    expect(['open', 'partial'].map((row) => value(tables, `t3.result.${row}@total`)?.[1])).toEqual([3, 1]);
  });

  it('joins no row with the corner of a header that the next page repeats in part', () => {
    const rows: CellSpec[][] = [
      ...HEADER,
      ['三、本年', { text: '（二）部分公开', colSpan: 2 }, '1', '0', '0', '0', '0', '0', '1'],
      [{ text: CORNER, rowSpan: 2, colSpan: 3 }, { text: '自然人', rowSpan: 2 }, { text: '法人或其他组织', colSpan: 5 }, { text: '总计', rowSpan: 2 }],
      ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
      [{ text: '四、结转下年度继续办理', colSpan: 3 }, '2', '0', '0', '0', '0', '0', '2'],
    ];
    const tables = readTables(documentOf(ruled(rows, { seams: [4] })));
    expect(value(tables, 't3.result.partial@total')).toEqual(['number', 1, 'exact']);
    expect(value(tables, 't3.carry_out@total')).toEqual(['number', 2, 'exact']);
  });

  it('takes no number that a page break may have cut in two', () => {
    const rows = [
      ...HEADER,
      [{ text: '一、本年新收政府信息公开申请数量', colSpan: 3 }, '109', '0', '0', '0', '0', '0', '109'],
      [{ text: '', colSpan: 3 }, '6', '', '', '', '', '', '6'],
    ];
    const tables = readTables(documentOf(ruled(rows, { seams: [4] })));
    expect(value(tables, 't3.new@natural_person')?.slice(0, 2)).toEqual(['ambiguous', null]);
    expect(value(tables, 't3.new@org.commercial')?.slice(0, 2)).toEqual(['zero', 0]);
  });
});

describe('table 三 in a text archive', () => {
  const header = [
    fields(`${CORNER}\t申请人情况\t\t\t\t\t\t总计`),
    fields('\t自然人\t法人或其他组织\t\t\t\t\t'),
    fields('\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t'),
  ];

  it('finds the one column that a piece has lost, by the arithmetic', () => {
    const tables = readTables(documentOf(ordered([
      ...header,
      fields('一、本年新收政府信息公开申请数量\t4\t1\t\t\t2\t\t7'),
      null,
      fields('二、上年结转政府信息公开申请数量\t\t0\t\t\t\t\t\t'),
      fields('三、本年度办理结果\t(一) 予以公开\t2\t1\t\t\t\t3\t'),
      fields('\t(三) 不予公开\t1. 属于国家秘密\t\t\t\t\t\t'),
      fields('\t(四) 无法提供\t1. 本机关不掌握相关政府信息\t2\t\t\t\t2\t4'),
      fields('(七) 总计\t4\t1\t\t\t2\t7\t\t'),
      fields('四、结转下年度继续办理\t\t\t\t\t\t\t\t'),
    ])));
    expect(value(tables, 't3.result.open@total')).toEqual(['number', 3, 'inferred']);
    expect(value(tables, 't3.result.unable.not_held@org.legal_service')).toEqual(['number', 2, 'inferred']);
    expect(value(tables, 't3.result.unable.not_held@org.other')?.[0]).toBe('blank');
    expect(value(tables, 't3.result.total@total')).toEqual(['number', 7, 'inferred']);
    // The lone 0 may be anyone's.
    expect(value(tables, 't3.carry_in@natural_person')).toEqual(['ambiguous', null, 'ambiguous']);
    expect(value(tables, 't3.carry_in@org.commercial')).toEqual(['ambiguous', null, 'ambiguous']);
  });

  it('reads padded fields around a full row of figures', () => {
    const tables = readTables(documentOf(ordered([
      ...header,
      fields('一、本年新收政府信息公开申请数量\t\t3\t1\t0\t0\t0\t0\t4\t'),
      fields('三、本年度办理结果\t(一) 予以公开\t1\t1\t0\t0\t0\t0\t2\t'),
      null,
      fields('5.属于三类内部事务信息\t\t2\t0\t0\t0\t0\t0\t2\t'),
    ])));
    expect(value(tables, 't3.new@natural_person')).toEqual(['number', 3, 'exact']);
    expect(value(tables, 't3.result.open@total')).toEqual(['number', 2, 'exact']);
    expect(value(tables, 't3.result.denied.internal_affairs@natural_person')).toEqual(['number', 2, 'exact']);
  });
});

describe('tables 二 and 四', () => {
  it('maps by order where header and data rows disagree on spans but agree in number', () => {
    const tables = readTables(documentOf(ruled([
      [{ text: '第二十条第（五）项', colSpan: 5 }],
      ['信息内容', '上一年项目数量', { text: '本年增/减', colSpan: 2 }, '处理决定数量'],
      ['行政许可', { text: '7', colSpan: 2 }, '减 2', '174件'],
    ])));
    expect([value(tables, 't2.a20_5.license.items_prev')?.[1], value(tables, 't2.a20_5.license.items_change')?.[1], value(tables, 't2.a20_5.license.decisions')?.[1]]).toEqual([7, -2, 174]);
    expect(tables.form).toBe('ogi-2019');
  });

  it('tells the edition from the labels, not from anything else, and reports a mix', () => {
    const tables = readTables(documentOf(
      ruled([
        [{ text: '第二十条第（一）项', colSpan: 4 }],
        ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
        ['规章', '0', '0', '0'],
        ['行政规范性文件', '2', '1', '12'],
        [{ text: '第二十条 第（八）项', colSpan: 4 }],
        ['信息内容', { text: '本年收费金额（单位：万元）', colSpan: 3 }],
        ['行政事业性收费', { text: '96171.6', colSpan: 3 }],
        [{ text: '第二十条第（九）项', colSpan: 4 }],
        ['信息内容', '采购项目数量', { text: '采购总金额', colSpan: 2 }],
        ['政府集中采购', '6', { text: '251000元', colSpan: 2 }],
      ]),
    ));
    expect(tables.form).toBe('ogi-2021');
    expect(value(tables, 't2.a20_1.normdoc.in_force')).toEqual(['number', 12, 'exact']);
    expect(value(tables, 't2.a20_8.fee.amount')).toEqual(['number', 96171.6, 'exact']);
    expect(value(tables, 't2.a20_9.procurement.amount')).toEqual(['number', 25.1, 'exact']);
    expect(tables.problems.map((p) => p.code)).toContain('edition_mixed');
  });

  it('reads the fifteen figures of table 四 by venue and outcome', () => {
    const outcomes = ['结果维持', '结果\n纠正', '其他结果', '尚未审结', '总计'];
    const tables = readTables(documentOf(ruled([
      [{ text: '行政复议', colSpan: 5 }, { text: '行政诉讼', colSpan: 10 }],
      [...outcomes.map((text) => ({ text, rowSpan: 2 })), { text: '未经复议直接起诉', colSpan: 5 }, { text: '复议后起诉', colSpan: 5 }],
      [...outcomes, ...outcomes],
      '1 2 3 4 10 5 6 7 8 26 0 0 1 0 1'.split(' '),
    ])));
    expect(['upheld', 'corrected', 'other', 'pending', 'total'].map((o) => value(tables, `t4.litigation.direct.${o}`)?.[1])).toEqual([5, 6, 7, 8, 26]);
    expect(value(tables, 't4.review.total')?.[1]).toBe(10);
    expect(value(tables, 't4.litigation.after_review.other')?.[1]).toBe(1);
  });

  it('takes figures at the top of a page for no part of the header above', () => {
    const outcomes = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
    const tables = readTables(documentOf(ruled([
      [{ text: '行政复议', colSpan: 5 }, { text: '行政诉讼', colSpan: 10 }],
      [...outcomes.map((text) => ({ text, rowSpan: 2 })), { text: '未经复议直接起诉', colSpan: 5 }, { text: '复议后起诉', colSpan: 5 }],
      [...outcomes, ...outcomes],
      '1 2 3 4 10 5 6 7 8 26 0 0 1 0 1'.split(' '),
    ], { seams: [3] })));
    expect(['review', 'litigation.direct', 'litigation.after_review'].map((v) => value(tables, `t4.${v}.total`))).toEqual([
      ['number', 10, 'exact'], ['number', 26, 'exact'], ['number', 1, 'exact'],
    ]);
  });

  it('reads a block whose title stands in the corner of its header', () => {
    const tables = readTables(documentOf(ruled([
      ['第二十条第（一）项', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '1', '2', '3'],
      ['行政规范性文件', '4', '5', '6'],
    ])));
    expect(['rule', 'normdoc'].flatMap((row) => ['issued', 'repealed', 'in_force'].map((m) => value(tables, `t2.a20_1.${row}.${m}`)?.[1]))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('names the columns of table 四 by both parts of a header that a page break has cut', () => {
    const five = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
    const rows: CellSpec[][] = [
      [{ text: '行政复议', colSpan: 5 }, { text: '行政诉讼', colSpan: 10 }],
      ['结果\n维持', '结果\n纠正', '其他', '尚未\n审结', '总\n计', { text: '未经复议直接起诉', colSpan: 5 }, { text: '复议后起诉', colSpan: 5 }],
      ['', '', '结果', '', '', ...five, ...five],
      '1 2 3 4 10 5 6 7 8 26 0 0 1 0 1'.split(' '),
    ];
    const tables = readTables(documentOf(ruled(rows, { seams: [2] })));
    const codes = ['review', 'litigation.direct', 'litigation.after_review'].flatMap((venue) => OUTCOMES.map((outcome) => `t4.${venue}.${outcome.id}`));
    expect(codes.map((code) => value(tables, code)?.[1])).toEqual([1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 0, 0, 1, 0, 1]);
  });

  it('reads names of outcomes that stand on two lines without a rule around them', () => {
    const tables = readTables(documentOf(ruled([
      [{ text: '行政复议', colSpan: 5 }, { text: '行政诉讼', colSpan: 5 }],
      ['结果维', '结果纠', '其他结', '尚未审', { text: '总计', rowSpan: 2 }, { text: '未经复议直接起诉', colSpan: 5 }],
      ['持', '正', '果', '结', '结果维持', '结果纠正', '其他结果', '尚未审结', '总计'],
      '1 2 3 4 10 5 6 7 8 26'.split(' '),
    ])));
    expect(['upheld', 'corrected', 'other', 'pending', 'total'].map((o) => value(tables, `t4.review.${o}`)?.[1])).toEqual([1, 2, 3, 4, 10]);
  });

  it('joins no row with the heading of the next block across a page break', () => {
    const tables = readTables(documentOf(ruled([
      [{ text: '第二十条第(一)项', colSpan: 4 }],
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['行政规性范文件', '2,222', '249', '2'],
      [{ text: '第二十条第(五)项', colSpan: 4 }],
      ['信息内容', { text: '本年处理决定数量', colSpan: 3 }],
      ['行政许可', { text: '8', colSpan: 3 }],
    ], { seams: [3] })));
    expect(value(tables, 't2.a20_1.normdoc.issued')?.[1]).toBe(2222);
    expect(value(tables, 't2.a20_5.license.decisions')?.[1]).toBe(8);
  });

  it('says which rows of the form it did not find', () => {
    const tables = readTables(documentOf(ruled([
      [{ text: '第二十条第（六）项', colSpan: 2 }], ['信息内容', '本年处理决定数量'], ['行政处罚', '12'],
    ])));
    expect(tables.problems.map((p) => p.message)).toEqual(['table 二 has no row 规章、行政规范性文件、行政许可、行政强制、行政事业性收费']);
  });
});
