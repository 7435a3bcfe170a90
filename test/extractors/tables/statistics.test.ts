/** The statistics table of 2014 to 2018 in its variants, by hand: every figure under its own label, and no other column's. */
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../../extractors/checks.ts';
import type { Grid } from '../../../extractors/document.ts';
import { forms } from '../../../extractors/forms/index.ts';
import { readTables, type Tables } from '../../../extractors/tables/index.ts';
import { nearStatistics, statisticLabel } from '../../../extractors/tables/statistic-labels.ts';
import { documentOf, ordered, ruled, type CellSpec } from '../../support/grids.ts';

const cell = (tables: Tables, id: string) => tables.cells.find(({ code }) => code === `t0.${id}`);
const value = (tables: Tables, id: string): [string, number | null] | undefined => {
  const found = cell(tables, id);
  return found && [found.state, found.value];
};
const codes = (tables: Tables): string[] => tables.problems.map(({ code }) => code).filter((code) => code !== 'row_missing');
const read = (...grids: Grid[]): Tables => readTables(documentOf(...grids));

const REQUESTS: CellSpec[][] = [
  ['三、依申请公开情况', '——', '——'], ['（一）收到申请数', '件', '12'], ['1.当面申请数', '件', '3'], ['2.传真申请数', '件', '0'], ['3.网络申请数', '件', '9'], ['4.信函申请数', '件', ''],
];
const DISPUTES: CellSpec[][] = [
  ['四、行政复议数量', '件', '6'], ['（一）维持具体行政行为数', '件', '3'], ['（二）被依法纠错数', '件', '2'], ['（三）其他情形数', '件', '1'],
  ['五、行政诉讼数量', '件', '15'], ['（一）维持具体行政行为或者驳回原告诉讼请求数', '件', '7'], ['（二）被依法纠错数', '件', '0'], ['（三）其他情形数', '件', '8'],
];
const HEAD: CellSpec[] = ['统计指标', '单位', '统计数'];

describe('labels', () => {
  it('of every line are known, with number, 其中 and remarks around them', () => {
    for (const spec of forms['stat-2014'].statistics) {
      for (const label of spec.labels) {
        for (const printed of [label, `（一）${label}`, `其中：1.${label}`, `　　3、 ${label}（单位：${spec.unit}）`, label.replace(/(?<=.{4})(?<!总)数$/, '')]) {
          const found = statisticLabel(printed);
          expect(found?.kind === 'line' && found.specs.includes(spec), printed).toBe(true);
        }
      }
    }
  });

  it('that miss by one slip are recognised where only one line is near, another word never is', () => {
    const near = (text: string): string => nearStatistics(text).map(({ id }) => id).join(' ');
    expect(near('告知通过其他途经径办理数')).toBe('');
    expect(near('告知通过其他途途径办理数')).toBe('ans.other_channel');
    expect(near('政务微博公开政信府息数')).toBe('pub.by.weibo');
    expect(near('政务微公开政府信息数')).toBe('');
    expect(near('政务微博公开政府府信息数')).toBe('pub.by.weibo');
    expect(near('维持具体行政为行数')).toBe('review.upheld lit.upheld');
    for (const other of ['书面申请数', '政务微视公开政府信息数', '不不同意公开答复数', '当面申领数']) expect([other, near(other)]).toEqual([other, '']);
  });
});

describe('the table', () => {
  it('gives each figure to its line, and like-named lines to the group they stand in', () => {
    const tables = read(ruled([HEAD, ...REQUESTS, ...DISPUTES]));
    expect(tables.form).toBe('stat-2014');
    expect(codes(tables)).toEqual([]);
    expect(['req.received', 'req.received.fax', 'req.received.letter', 'review.corrected', 'lit.corrected', 'review.other', 'lit.other'].map((id) => value(tables, id))).toEqual([
      ['number', 12], ['zero', 0], ['blank', null], ['number', 2], ['zero', 0], ['number', 1], ['number', 8],
    ]);
    expect(cell(tables, 'lit.other')?.place).toMatchObject({ table: 0, row: 14, col: 2, path: '/table/tr[15]/td[3]' });
    expect(cell(tables, 'fees')).toMatchObject({ state: 'absent', value: null, place: null });
    const checks = checkReport('stat-2014', new Map(tables.cells.map((one) => [one.code, one])));
    expect(checks.filter(({ mode }) => mode === 'lenient').filter(({ status }) => status !== 'not_assessable').map(({ id, status }) => [id, status])).toEqual([
      ['S1:received', 'pass_lenient'], ['S1:review', 'pass'], ['S1:litigation', 'pass'],
    ]);
  });

  it.each([
    ['历年累计', ['统计指标', '单位', '2016年度', '历年累计']], ['another name', ['指标名称', '计量单位', '本年', '累计数']], ['last year', ['指标', '单位', '2016年', '2015年']],
    ['the year behind', ['指标', '单位', '上年数', '本年数']],
  ])('takes the year’s figure and keeps the other column: %s', (_, head) => {
    const at = head.indexOf('本年数') > 0 ? 3 : 2;
    const rows = REQUESTS.slice(1).map(([label, unit, figure]): CellSpec[] => (at === 2 ? [label!, unit!, figure!, '999'] : [label!, unit!, '999', figure!]));
    for (const grid of [ruled([head, ...rows]), ordered([head, ...(rows as string[][])])]) {
      const tables = read(grid);
      expect(['req.received', 'req.received.letter'].map((id) => value(tables, id))).toEqual([['number', 12], ['blank', null]]);
      expect(tables.unknown).toMatchObject([{ kind: 'column', label: head[5 - at], cells: rows.map((__, r) => ({ text: '999', place: { row: r + 1, col: 5 - at } })) }]);
    }
  });

  it('says that it cannot tell where two columns could hold the figure, and gives none', () => {
    const rows = REQUESTS.slice(1).map(([label, unit]): CellSpec[] => [label!, unit!, '4', '5', '9']);
    const tables = read(ruled([['统计指标', '单位', '区政府统计数', '区直单位统计数', '合计'], ...rows]));
    expect(cell(tables, 'req.received')).toMatchObject({ state: 'ambiguous', value: null, candidates: [4, 5, 9] });
    expect(codes(tables)).toEqual(['header_unclear']);
  });

  it('reads a header that a page break has cut between its rows', () => {
    const rows = REQUESTS.slice(1).map(([label, unit, figure]): CellSpec[] => [label!, unit!, figure!, '999']);
    const cut = ruled([['指标', '单位', { text: '统计数', colSpan: 2 }], [{ text: '', rowSpan: 2 }, { text: '', rowSpan: 2 }, { text: '', colSpan: 2 }], ['本年', '累计数'], ...rows], { seams: [1] });
    const tables = read(cut);
    expect(['req.received', 'req.received.fax', 'req.received.letter'].map((id) => value(tables, id))).toEqual([['number', 12], ['zero', 0], ['blank', null]]);
    expect(tables.unknown.map(({ kind }) => kind)).toEqual(['column']);
  });

  it('leaves a figure open beside a blank where one heading stands over both', () => {
    const rows = REQUESTS.slice(1).map(([label, unit, figure]): CellSpec[] => [label!, unit!, figure!, figure === '' ? '999' : '']);
    const tables = read(ruled([['指标', '单位', { text: '统计数', colSpan: 2 }], ...rows]));
    expect(['req.received', 'req.received.letter'].map((id) => value(tables, id))).toEqual([['ambiguous', null], ['ambiguous', null]]);
    const plain = read(ruled([['指标', '单位', { text: '统计数', colSpan: 2 }], ...REQUESTS.slice(1).map(([label, unit, figure]): CellSpec[] => [label!, unit!, { text: figure as string, colSpan: 2 }])]));
    expect(['req.received', 'req.received.letter'].map((id) => value(plain, id))).toEqual([['number', 12], ['blank', null]]);
  });

  it('does not guess which of two fields is the year’s where a field was lost', () => {
    const tables = read(ordered([['统计指标', '单位', '本年度', '历年累计'], ['（一）收到申请数', '件', '12', '40'], ['1.当面申请数', '件', '40'], ['2.传真申请数', '件', '0', '7'], ['3.网络申请数', '件', '9', '']]));
    expect([value(tables, 'req.received'), value(tables, 'req.received.in_person'), value(tables, 'req.received.online')]).toEqual([['number', 12], ['ambiguous', null], ['number', 9]]);
  });

  it('reads two halves side by side, the left one first', () => {
    const rows = DISPUTES.slice(0, 4).map((left, i): CellSpec[] => [...left, ...DISPUTES[i + 4]!]);
    for (const tables of [read(ruled([[...HEAD, ...HEAD], ...rows])), read(ordered([[...HEAD, ...HEAD] as string[], ...(rows as string[][])]))]) {
      expect(['review.total', 'review.corrected', 'lit.total', 'lit.corrected', 'lit.other'].map((id) => value(tables, id)?.[1])).toEqual([6, 2, 15, 0, 8]);
    }
  });

  it.each(['halves go on', 'pages go on'])('reads two halves over a page break as the form goes on: %s', (way) => {
    const lines = [...REQUESTS.slice(1), ...DISPUTES];
    const [a, b, c, d] = [lines.slice(0, 3), lines.slice(3, 7), lines.slice(7, 10), lines.slice(10)];
    const side = (left: CellSpec[][], right: CellSpec[][]): CellSpec[][] => Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [...(left[i] ?? ['', '', '']), ...(right[i] ?? ['', '', ''])]);
    const pages = way === 'halves go on' ? [side(a, c), side(b, d)] : [side(a, b), side(c, d)];
    const tables = read(...pages.map((rows, table) => ruled([[...HEAD, ...HEAD], ...rows], { table })));
    expect(['req.received', 'review.total', 'review.corrected', 'review.other', 'lit.total', 'lit.corrected', 'lit.other'].map((id) => value(tables, id)?.[1])).toEqual([12, 6, 2, 1, 15, 0, 8]);
    expect(codes(tables)).toEqual([]);
  });

  it('reads groups that stand left of their lines, over all of them', () => {
    const [first, ...rest] = REQUESTS.slice(1);
    const tables = read(ruled([[{ text: '统计指标', colSpan: 2 }, '单位', '统计数'], [{ text: '三、依申请公开情况', rowSpan: 5 }, ...first!], ...rest, ...DISPUTES.map(([label, ...more]): CellSpec[] => [{ text: label as string, colSpan: 2 }, ...more])]));
    expect([value(tables, 'req.received'), value(tables, 'req.received.online'), value(tables, 'lit.other')]).toEqual([['number', 12], ['number', 9], ['number', 8]]);
    expect(codes(tables)).toEqual([]);
  });

  it('goes on over pieces without a header, and joins a label that the break has cut', () => {
    const tables = read(ruled([HEAD, ...REQUESTS]), ruled([['危及国家安全、公共安全、经', '件', '4'], ['济安全和社会稳定', '', ''], ...DISPUTES], { table: 1 }));
    expect([value(tables, 'req.received'), value(tables, 'ans.denied.security_stability'), value(tables, 'lit.other')]).toEqual([['number', 12], ['number', 4], ['number', 8]]);
  });

  it('leaves a figure open that stands over several lines', () => {
    const tables = read(ruled([HEAD, ['（一）收到申请数', '件', '12'], ['1.当面申请数', '件', { text: '3', rowSpan: 2 }], ['2.传真申请数', '件'], ['3.网络申请数', '件', '9']]));
    expect([value(tables, 'req.received.in_person'), value(tables, 'req.received.fax'), value(tables, 'req.received.online')]).toEqual([['ambiguous', null], ['ambiguous', null], ['number', 9]]);
  });

  it('keeps lines that the form does not have, and takes none of them for another', () => {
    const tables = read(ruled([HEAD, ['政府信息公开情况统计表（2014年度）', '', ''], ...REQUESTS, ['5.电话申请数', '件', '77'], ['七、开通政府信息公开网站数', '个', '5'], ['单位负责人：张某 审核人：李某', '', '']]));
    expect(tables.unknown.map(({ kind, label }) => [kind, label])).toEqual([['row', '政府信息公开情况统计表（2014年度）'], ['row', '5.电话申请数'], ['row', '七、开通政府信息公开网站数'], ['row', '单位负责人：张某 审核人：李某']]);
    expect(codes(tables)).toEqual(['row_unknown', 'row_unknown']);
    expect(tables.cells.filter((one) => one.value === 77 || one.value === 5)).toEqual([]);
  });

  it('does not take an outcome whose group cannot be told', () => {
    const tables = read(ruled([HEAD, ...REQUESTS, ['（二）被依法纠错数', '件', '2']]));
    expect([value(tables, 'review.corrected'), value(tables, 'lit.corrected')]).toEqual([['absent', null], ['absent', null]]);
    expect(tables.unknown.map(({ label }) => label)).toEqual(['（二）被依法纠错数']);
  });

  it.each([
    ['万元', '12.5', ['number', 12.5]], ['元', '3000', ['number', 0.3]], ['', '3000', ['ambiguous', null]], ['', '0', ['zero', 0]], ['', '2万元', ['number', 2]],
  ])('knows money under %s', (unit, printed, expected) => {
    const tables = read(ruled([HEAD, ...REQUESTS, ['七、依申请公开信息收取的费用', unit, printed]]));
    expect(value(tables, 'fees')).toEqual(expected);
  });

  it('reads the unit of money in the label, and leaves a scaled unit of counts open', () => {
    const tables = read(ruled([HEAD, ...REQUESTS, ['（四）政府信息公开专项经费（单位：元）', '', '250000'], ['2.政府网站公开政府信息数', '万条', '1.5']]));
    expect(value(tables, 'org.budget')).toEqual(['number', 25]);
    expect(value(tables, 'pub.by.website')).toEqual(['ambiguous', null]);
  });
});

describe('a table without rules that fell apart', () => {
  const lines = ['1.当面申请数 件 3', '2.传真申请数 件 0', '3.网络申请数 件 9', '4.信函申请数 件 0', '（二）申请办结数 件 12', '1.按时办结数 件 12', '2.延期办结数 件 0', '（三）申请答复数 件 12'];
  const paragraphs = lines.map((text, i) => ({ kind: 'paragraph' as const, text, place: { page: 1, line: i } }));

  it('is the statistics table still, and says of every figure that it may be printed', () => {
    const tables = readTables({ ...documentOf(), blocks: paragraphs });
    expect(tables.form).toBe('stat-2014');
    expect(tables.problems).toMatchObject([{ code: 'table_missing', message: '8 lines of the statistics table stand in the text, where no table could be made of them' }]);
    expect(cell(tables, 'req.received.online')).toMatchObject({ state: 'absent', value: null, note: expect.stringContaining('may be printed all the same') as string });
  });

  it('gives what was made a table of, the unit in the label’s own cell', () => {
    const grid = ruled([['五、行政诉讼数量 件', '15'], ['（二）被依法纠错数 件', '4'], ['（四）政府信息公开专项经费 万元', '2.5'], ['六、举报投诉数量 件', '0']]);
    const tables = readTables({ ...documentOf(), blocks: [...paragraphs, grid] });
    expect(['lit.total', 'lit.corrected', 'org.budget', 'complaints'].map((id) => value(tables, id)?.[1])).toEqual([15, 4, 2.5, 0]);
    expect(cell(tables, 'req.received.online')).toMatchObject({ state: 'absent', note: expect.stringContaining('may be printed all the same') as string });
  });
});

describe('fields of which only the order is known', () => {
  const HEADED = ['统计指标', '单位', '本年度', '历年累计'];

  it('padding at the end of rows is none of them, on whichever page it stands', () => {
    const padded = (rows: string[][]): string[][] => rows.map((row) => [...row, '']);
    const first = [HEADED, ['（一）收到申请数', '件', '12', '40'], ['1.当面申请数', '件', '', '40']];
    const second = [['2.传真申请数', '件', '0', '7'], ['3.网络申请数', '件', '', '9'], ['4.信函申请数', '件', '9', '']];
    for (const rows of [[...padded(first), null, ...second], [...first, null, ...padded(second)], [...padded(first), null, ...padded(second)]]) {
      const tables = read(ordered(rows));
      expect(['req.received', 'req.received.in_person', 'req.received.fax', 'req.received.online', 'req.received.letter'].map((id) => value(tables, id))).toEqual([['number', 12], ['blank', null], ['zero', 0], ['blank', null], ['number', 9]]);
    }
  });

  it('a column of remarks that is blank on a page is no padding, beside groups that stand left of their lines', () => {
    const tables = read(ordered([['统计指标', '单位', '统计数', '备注'], ['三、依申请公开情况', '（一）收到申请数', '件', '12', '含转载'], ['', '1.当面申请数', '件', '3', ''], null, ['', '2.传真申请数', '件', '0', ''], ['', '3.网络申请数', '件', '', ''], ['', '4.信函申请数', '件', '9', '']]));
    expect(['req.received', 'req.received.in_person', 'req.received.fax', 'req.received.online', 'req.received.letter'].map((id) => value(tables, id))).toEqual([['number', 12], ['number', 3], ['zero', 0], ['blank', null], ['number', 9]]);
  });

  it('padding does not make a single column of figures two', () => {
    const tables = read(ordered([['统计指标', '统计数', ''], ['（一）收到申请数', '12', ''], ['1.当面申请数', '3', ''], null, ['2.传真申请数', '0'], ['3.网络申请数', '9']]));
    expect(['req.received', 'req.received.fax', 'req.received.online'].map((id) => value(tables, id))).toEqual([['number', 12], ['zero', 0], ['number', 9]]);
  });

  it('a row with a field more than its neighbours leaves open where its only figure belongs', () => {
    const tables = read(ordered([HEADED, ['（一）收到申请数', '件', '12', '40'], ['1.当面申请数', '件', '', '40', ''], ['2.传真申请数', '件', '0', '7'], ['3.网络申请数', '件', '9', '8', '']]));
    expect(['req.received', 'req.received.in_person', 'req.received.fax', 'req.received.online'].map((id) => value(tables, id))).toEqual([['number', 12], ['ambiguous', null], ['zero', 0], ['number', 9]]);
  });

  it('a label cut in two is one, though its second half is a shorter name of the same line', () => {
    const tables = read(ordered([['统计指标', '单位', '统计数'], ['（一）回应公众关注热点或重大舆情数', '次', '0'], ['（二）通过不同渠道和方式回应解读的情况', '', ''], ['1.参加或举办新闻发布会总次数', '次', '8'], ['2.政府网站', '次', '4'], null, ['在线访谈次数', '', ''], ['3.政策解读稿件发布数', '篇', '5']]));
    expect(['resp.hot_topics', 'resp.pressconf', 'resp.interview', 'resp.interpretations'].map((id) => value(tables, id))).toEqual([['zero', 0], ['number', 8], ['number', 4], ['number', 5]]);
    const whole = read(ruled([HEAD, ['2.政府网站公开政府信息数', '条', '9'], ['制发规范性文件总数', '件', '4'], [{ text: '（二）通过不同渠道和方式公开政府信息的情况', colSpan: 3 }], ['1.政府公报公开政府信息数', '条', '2']]));
    expect(['pub.normdoc_made', 'pub.by.gazette'].map((id) => value(whole, id))).toEqual([['number', 4], ['number', 2]]);
  });
});

describe('a table without rules', () => {
  const PLACE = { page: 1, box: [56, 80, 520, 760] as const };
  const aligned = (rows: CellSpec[][]): Tables => readTables({ ...documentOf({ ...ruled(rows), place: PLACE }), problems: [{ code: 'grid_by_alignment', message: '', place: PLACE }] });
  const ids = ['req.received', 'req.received.in_person', 'req.received.fax', 'req.received.online'];

  it('gives the figures under the year’s heading, where units stand among the labels', () => {
    const head: CellSpec[] = [{ text: '统计指标', colSpan: 2 }, '单位', '2016年度', '历年累计'];
    const tables = aligned([head, [{ text: '三、依申请公开情况', colSpan: 2 }, '', '', ''], ['（一）收到申请数', '件', '', '12', '40'], ['1.当面申请数', '件', '', '3', ''], ['2.传真申请数', '件', '', '', '7'], ['3.网络申请数', '件', '', '9', '9']]);
    expect(ids.map((id) => value(tables, id))).toEqual([['number', 12], ['number', 3], ['blank', null], ['number', 9]]);
    expect(tables.unknown).toMatchObject([{ kind: 'column', label: '历年累计', cells: [{ text: '40' }, { text: '7' }, { text: '9' }] }]);
  });

  it('takes the heading of units that stands in one cell with that of the labels', () => {
    const tables = aligned([[{ text: '统计指标 单 位', colSpan: 2 }, '本年度', '历年累计'], ['（一）收到申请数', '件', '12', '40'], ['1.当面申请数', '件', '', '3'], ['2.传真申请数', '件', '0', ''], [{ text: '3.网络申请数', colSpan: 2 }, '9', '9']]);
    expect(ids.map((id) => value(tables, id))).toEqual([['number', 12], ['blank', null], ['zero', 0], ['number', 9]]);
  });

  it('leaves a figure open where two lines label it, or where it stands over several columns', () => {
    const head: CellSpec[] = [{ text: '统计指标', colSpan: 2 }, '单位', '统计数'];
    const tables = aligned([head, [{ text: '（一）收到申请数', colSpan: 2 }, '件', '12'], ['1.当面申请数', '2.传真申请数', '件', '5'], [{ text: '3.网络申请数', colSpan: 2 }, { text: '9', colSpan: 2 }], [{ text: '4.信函申请数', colSpan: 2 }, '件', '3']]);
    expect([...ids, 'req.received.letter'].map((id) => value(tables, id)?.[0])).toEqual(['number', 'absent', 'ambiguous', 'ambiguous', 'number']);
    expect(cell(tables, 'req.received.in_person')?.note).toContain('may be printed all the same');
  });

  it('takes a dash and a number of two columns for no negative number, nor a lone figure beside them for the year’s', () => {
    const tables = aligned([['（一）收到申请数 件', '12'], ['1.当面申请数 件', '-        664'], ['2.传真申请数 件', '0'], ['3.网络申请数 件', '9']]);
    expect(ids.map((id) => value(tables, id))).toEqual(ids.map(() => ['ambiguous', null]));
  });

  it('takes no figure by its order from a piece that lost its columns where the header has two of figures', () => {
    const place = (page: number) => ({ page, box: PLACE.box });
    const tables = readTables({
      ...documentOf({ ...ruled([['统计指标', '单位', '本年度', '历年累计'], ['（一）收到申请数', '件', '12', '40'], ['1.当面申请数', '件', '3', '']]), place: place(1) }, { ...ruled([['2.传真申请数', '7'], ['3.网络申请数', '9']], { table: 1 }), place: place(2) }),
      problems: [1, 2].map((page) => ({ code: 'grid_by_alignment', message: '', place: place(page) })),
    });
    expect(ids.map((id) => value(tables, id)?.[0])).toEqual(['number', 'number', 'ambiguous', 'ambiguous']);
  });

  it('takes the headings of row numbers and units that stand in one cell with that of the labels', () => {
    const tables = aligned([[{ text: '序号 项目 单位', colSpan: 3 }, '统 计 数'], ['1', { text: '三、依申请公开情况', colSpan: 2 }, ''], ['2', '（一）收到申请数', '件', '12'], ['3', '1.当面申请数', '件', ''], ['4', '2.传真申请数', '件', '0'], ['5', '3.网络申请数', '件', '9']]);
    expect(ids.map((id) => value(tables, id))).toEqual([['number', 12], ['blank', null], ['zero', 0], ['number', 9]]);
    expect(codes(tables)).toEqual([]);
  });

  it('finds the columns under a caption that stands among the headings', () => {
    const tables = aligned([[{ text: '统计指标 单位', colSpan: 2, rowSpan: 3 }, '政府信息公开情况统计表', ''], [{ text: '数量', colSpan: 2 }], ['本年', '历年累计'], ['（一）收到申请数', '件', '12', '40'], ['1.当面申请数', '件', '', '3'], ['2.传真申请数', '件', '0', ''], ['3.网络申请数', '件', '9', '9']]);
    expect(ids.map((id) => value(tables, id))).toEqual([['number', 12], ['blank', null], ['zero', 0], ['number', 9]]);
    expect(codes(tables)).toEqual([]);
  });

  it('says of no line that it is blank where a figure stands in another column than those of figures', () => {
    const tables = aligned([['统计指标', '单位', '统计数', '备注'], ['（一）收到申请数', '件', '12', ''], ['1.当面申请数', '3', '', ''], ['2.传真申请数', '件', '0', ''], ['3.网络申请数', '件', '9', '']]);
    expect(ids.map((id) => value(tables, id)?.[0])).toEqual(['number', 'ambiguous', 'zero', 'number']);
  });
});

describe('pieces of a table', () => {
  it('go on from a header that a page break has left alone with the line of a group', () => {
    const tables = read(ordered([['政府信息公开情况统计表', '', '', ''], ['统计指标', '单位', '数量', ''], ['', '', '本年度', '累计数'], ['三、依申请公开情况', '', '', '']]), ordered([['（一）收到申请数', '件', '12', '40'], ['1.当面申请数', '件', '', '3'], ['2.传真申请数', '件', '0', '7']], 1));
    expect(['req.received', 'req.received.in_person', 'req.received.fax'].map((id) => value(tables, id))).toEqual([['number', 12], ['blank', null], ['zero', 0]]);
  });

  it('have lost a blank column at their end where their units stand in the header’s column', () => {
    const tables = read(ruled([['统计指标', '单位', '本年度', '历年累计', '备注'], ['（一）收到申请数', '件', '12', '40', '见附件']]), ruled([['1.当面申请数', '件', '', '3'], ['2.传真申请数', '件', '0', '7'], ['3.网络申请数', '件', '9', '']], { table: 1 }));
    expect(['req.received', 'req.received.in_person', 'req.received.fax', 'req.received.online'].map((id) => value(tables, id))).toEqual([['number', 12], ['blank', null], ['zero', 0], ['number', 9]]);
  });

  it('go on with the columns of the header, though a piece between has lost one at its end', () => {
    const tables = read(ruled([['统计指标', '单位', '本年度', '历年累计'], ['（一）收到申请数', '件', '12', '40']]), ruled([['1.当面申请数', '件', '3']], { table: 1 }), ruled([['2.传真申请数', '件', '0', '7'], ['3.网络申请数', '件', '9', '']], { table: 2 }));
    expect(['req.received', 'req.received.in_person', 'req.received.fax', 'req.received.online'].map((id) => value(tables, id))).toEqual([['number', 12], ['number', 3], ['zero', 0], ['number', 9]]);
  });
});

describe('slips of the pen', () => {
  it('in a name that two lines share are told by the group they stand in', () => {
    const rows = DISPUTES.map(([label, unit, figure], i): CellSpec[] => [i === 5 ? '（一）维持具体行行政行为数' : label!, unit!, figure!]);
    const tables = read(ruled([HEAD, ...REQUESTS, ...rows]));
    expect(['review.upheld', 'lit.upheld', 'lit.other'].map((id) => value(tables, id)?.[1])).toEqual([3, 7, 8]);
    expect(codes(tables)).toEqual(['label_typo']);
    const upper = read(ruled([HEAD, ...REQUESTS, ...DISPUTES.map(([label, unit, figure], i): CellSpec[] => [i === 1 ? '（一）维持具体行政为行数' : label!, unit!, figure!])]));
    expect(['review.upheld', 'lit.upheld'].map((id) => value(upper, id)?.[1])).toEqual([3, 7]);
  });

  it('leave the figure where the header has it: no row number, no cumulative figure', () => {
    const rows = [['序号', '统计指标', '单位', '本年度', '历年累计'], ['1', '（一）收到申请数', '件', '12', '40'], ['2', '2.政府网站公开政信府息数', '条', '', '44'], ['3', '6.申请信息不存存在数', '件', '4', '9'], ['4', '3.网络申请数', '件', '9', ''], ['5', '2.传真申请数', '件', '0', '1']];
    const expected = [['number', 12], ['blank', null], ['number', 4], ['number', 9]];
    for (const grid of [ordered(rows), ruled(rows)]) expect(['req.received', 'pub.by.website', 'ans.not_exist', 'req.received.online'].map((id) => value(read(grid), id))).toEqual(expected);
    const bare = read(ordered([['1', '（一）收到申请数', '件', '12'], ['2', '2.政府网站公开政信府息数', '条', '144'], ['3', '6.申请信息不存存在数', '件', '4', '9'], ['4', '3.网络申请数', '件', '9'], ['5', '2.传真申请数', '件', '0']]));
    expect(['req.received', 'pub.by.website', 'ans.not_exist', 'req.received.online'].map((id) => value(bare, id))).toEqual([['number', 12], ['number', 144], ['ambiguous', null], ['number', 9]]);
  });

  it('are left open where no group tells', () => {
    const tables = read(ruled([HEAD, ...REQUESTS, ['（一）维持具体行行政行为数', '件', '4']]));
    expect(['review.upheld', 'lit.upheld'].map((id) => value(tables, id)?.[0])).toEqual(['absent', 'absent']);
    expect(codes(tables)).toEqual(['row_unknown']);
  });
});

describe('local tables', () => {
  const DINGXI = ['主动公开信息数', '其中：全文电子化的主动公开信息数', '新增的行政规范性文件数', '提供服务类信息数', '网站专栏页面访问量', '现场接待人数', '网上咨询数', '咨询电话接听数', '依申请公开信息目录数',
    '申请总数', '其中：1.当面申请数', '2.传真申请数', '3.电子邮件申请数', '6.其他形式申请数', '对申请的答复总数', '其中：1.同意公开答复数', '“免予公开范围1”数'];

  it('that share some names with the national one are kept as printed, with their places', () => {
    const grid = ruled([['指标名称', '计量单位', '代码', '本期实际', '本年累计'], ...DINGXI.map((label, i) => [label, '条', String(i + 1).padStart(2, '0'), '3', '9'])]);
    const tables = read(grid);
    expect(tables).toMatchObject({ form: null, cells: [] });
    expect(tables.unknown).toHaveLength(1);
    expect(tables.unknown[0]!.cells).toHaveLength(grid.cells.length);
    expect(tables.unknown[0]!.cells[5 * 11 + 3]).toMatchObject({ text: '3', place: { row: 11, col: 3 } });
  });

  it('that are in half the national one’s words give what says the same, and never the cumulative column', () => {
    const rows = [['主动公开文件数', '31', '400'], ['受理依申请公开信息总数', '6', '70'], ['当面申请数', '1', '20'], ['网上申请数', '3', '30'], ['信函、传真申请数', '2', '20'], ['对申请的答复总数', '6', '66'],
      ['同意公开答复数', '4', '50'], ['部分公开答复数', '1', '8'], ['不予公开答复数', '1', '8'], ['行政复议数', '0', '2'], ['行政诉讼数', '0', '1']].map(([label = '', ...figures]) => [label, '件', ...figures]);
    const tables = read(ruled([['指标名称', '计量单位', '2017年度', '历年累计'], ...rows]));
    expect(['req.received.in_person', 'req.received.online', 'req.answered', 'ans.open', 'ans.denied', 'review.total', 'req.received', 'pub.total'].map((id) => value(tables, id)?.[1])).toEqual([1, 3, 6, 4, 1, 0, null, null]);
    expect(tables.unknown.filter(({ kind }) => kind === 'row').map(({ label }) => label)).toEqual(['主动公开文件数', '受理依申请公开信息总数', '信函、传真申请数']);
  });
});
