/** Names of columns, lines and units of the statistics table that say something other than they seem to at first sight. */
import { describe, expect, it } from 'vitest';
import type { Grid } from '../../../extractors/document.ts';
import { readTables, type Tables } from '../../../extractors/tables/index.ts';
import { columnRole, statisticLabel } from '../../../extractors/tables/statistic-labels.ts';
import { documentOf, ordered, ruled, type CellSpec } from '../../support/grids.ts';

const read = (...grids: Grid[]): Tables => readTables(documentOf(...grids));
const value = (tables: Tables, id: string): [string, number | null] | undefined => {
  const found = tables.cells.find(({ code }) => code === `t0.${id}`);
  return found && [found.state, found.value];
};
const values = (tables: Tables, ...ids: string[]): (number | null | undefined)[] => ids.map((id) => value(tables, id)?.[1]);

const HEAD: CellSpec[] = ['统计指标', '单位', '统计数'];
const CHANNELS: string[][] = [['（一）收到申请数', '件', '15'], ['1.当面申请数', '件', '3'], ['2.传真申请数', '件', '0'], ['3.网络申请数', '件', '12']];
const IDS = ['req.received', 'req.received.in_person', 'req.received.fax', 'req.received.online'];

describe('a heading', () => {
  it.each([
    ['统计数（历年累计）', 'cumulative'], ['数量(自2008年以来)', 'cumulative'], ['统计数（上年）', 'other'], ['数量（上半年）', 'other'], ['统计数（不含历年累计）', 'value'], ['数量（单位：条、件）', 'value'],
    ['2017年（1—12月）', 'value'], ['2017年（1月1日至12月31日）', 'value'], ['2017年1月1日—12月31日', 'value'], ['2017年1-12月', 'value'], ['2017', 'value'],
  ])('%s is %s', (text, role) => {
    expect(columnRole(text)?.role).toBe(role);
  });
  it.each(['2017年1-6月', '2017年12月', '2017年1月1日至9月30日', '2017件'])('%s is none of the year', (text) => {
    expect(columnRole(text)?.role).not.toBe('value');
  });

  it('tells columns by the year or the time in its parentheses', () => {
    const rows = CHANNELS.map(([label, unit, figure]) => [label!, unit!, '99', figure!]);
    for (const head of [['统计数（2016年）', '统计数（2017年）'], ['统计数（历年累计）', '统计数（本年）'], ['2016', '2017']]) {
      for (const grid of [ruled([['统计指标', '单位', ...head], ...rows]), ordered([['统计指标', '单位', ...head], ...rows])]) {
        expect(values(read(grid), ...IDS)).toEqual([15, 3, 0, 12]);
      }
    }
  });

  it.each(['内容', '类别', ''])('of another name over the labels (%s) leaves the others what they are', (corner) => {
    const rows = CHANNELS.map(([label, unit, figure]) => [label!, unit!, figure!, '']);
    for (const make of [ruled, ordered]) {
      expect(values(read(make([[corner, '单位', '历年累计', '本年'], ...rows])), ...IDS)).toEqual([null, null, null, null]);
      expect(values(read(make([[corner, '单位', '本年', '历年累计'], ...rows])), ...IDS)).toEqual([15, 3, 0, 12]);
      expect(values(read(make([[corner, '单位', '累计'], ...CHANNELS])), ...IDS).filter((it) => typeof it === 'number')).toEqual([]);
    }
  });

  it('that names a year is the report’s where it is its year, whichever stands last', () => {
    const headed = (...head: string[]): Grid => ruled([['统计指标', '单位', ...head], ...CHANNELS.map(([label, unit, figure]) => [label!, unit!, figure!, ...head.slice(1).map(() => '99')])]);
    const of = (grid: Grid, year: number | null): unknown[] => values(readTables(documentOf(grid), year), ...IDS);
    expect(of(headed('2017年', '2018年'), 2017)).toEqual([15, 3, 0, 12]);
    expect(of(headed('2017年', '2018年'), 2018)).toEqual([99, 99, 99, 99]);
    expect(of(headed('2017年', '2016年'), null)).toEqual([15, 3, 0, 12]);
    expect(of(headed('本年度', '2016年度'), 2017)).toEqual([15, 3, 0, 12]);
    for (const head of [['2016年'], ['2015年', '2016年'], ['本年', '2017年'], ['数量', '2016年']]) expect(of(headed(...head), 2017), head.join(' ')).toEqual([null, null, null, null]);
  });

  it('is what the headings above it say, too', () => {
    const corner: CellSpec[] = [{ text: '统计指标', rowSpan: 2 }, { text: '单位', rowSpan: 2 }];
    const rows = CHANNELS.map(([label, unit, figure]): CellSpec[] => [label!, unit!, '99', figure!]);
    for (const above of [['历年累计', '本年'], ['2016年', '2017年'], ['上年', '2017年']]) {
      const tables = readTables(documentOf(ruled([[...corner, ...above], ['数量', '数量'], ...rows])), 2017);
      expect(values(tables, ...IDS), above.join(' ')).toEqual([15, 3, 0, 12]);
    }
  });

  it.each([['2008年-2012年合计'], ['2008—2012年累计'], ['上年数'], ['去年同期']])('alone, %s, is no year’s', (heading) => {
    const tables = read(ruled([['项目', heading], ...CHANNELS.map(([label, , figure]) => [label!, figure!])]));
    expect(values(tables, ...IDS).filter((it) => typeof it === 'number')).toEqual([]);
  });

  it('stands over the figure and its unit', () => {
    expect(values(read(ruled([['统计指标', { text: '统计数', colSpan: 2 }], ...CHANNELS.map(([label, unit, figure]): CellSpec[] => [label!, figure!, unit!])])), ...IDS)).toEqual([15, 3, 0, 12]);
  });

  it('is no line of a year-like figure', () => {
    const tables = read(ruled([...CHANNELS, ['网站浏览数', '2017', '2016']]));
    expect(values(tables, ...IDS)).toEqual([15, 3, 0, 12]);
  });
});

describe('a label', () => {
  it.each(['收到申请数（上年）', '主动公开政府信息数（2008年以来累计）', '从事政府信息公开工作人员数（专职）', '申请答复数（同意公开）', '收到申请数（其中：网上）', '行政复议数量（占比）'])('%s is another line', (text) => {
    expect(statisticLabel(text)).toBeNull();
  });
  it.each(['收到申请数（不含上年结转）', '收到申请数（含网络申请）', '主动公开政府信息数（不同渠道和方式公开相同信息计1条）', '收到申请数（件）', '行政复议数量（单位：件）', '收到申请数（2017年度）', [...'（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）'].join('  '), '政府信息公开专项经费，单位：元'])('%s is the line', (text) => {
    expect(statisticLabel(text)?.kind).toBe('line');
  });

  it('left of names that the form does not have does not name their lines', () => {
    const rows: CellSpec[][] = [
      [{ text: '四、行政复议数量', rowSpan: 3 }, '维持', '件', '4'], ['纠错', '件', '1'], ['其他', '件', '2'],
      [{ text: '五、行政诉讼数量', rowSpan: 3 }, '合计', '件', '9'], ['（一）维持具体行政行为数', '件', '5'], ['（二）被依法纠错数', '件', '4'],
    ];
    const tables = read(ruled([[{ text: '统计指标', colSpan: 2 }, '单位', '统计数'], ...CHANNELS.map(([label, ...more]): CellSpec[] => [{ text: label!, colSpan: 2 }, ...more]), ...rows]));
    expect(values(tables, 'review.total', 'lit.total', 'lit.upheld', 'lit.corrected')).toEqual([null, 9, 5, 4]);
    expect(tables.unknown.map(({ label }) => label)).toEqual(['维持', '纠错', '其他']);
    const text = read(ordered([['统计指标', '', '单位', '统计数'], ...CHANNELS.map(([label, ...more]) => [label!, '', ...more]), ['四、行政复议数量', '维持', '件', '4'], ['', '纠错', '件', '1']]));
    expect(value(text, 'review.total')).toEqual(['absent', null]);
  });
});

describe('a label over two rows', () => {
  const rows = (...more: CellSpec[][]): Tables => read(ruled([HEAD, ...CHANNELS, ...more]));
  it('of which each prints a figure has none that is certain', () => {
    const tables = rows([{ text: '四、行政复议数量', rowSpan: 2 }, '件', '3'], ['件', '14'], ['五、行政诉讼数量', '件', '6']);
    expect([value(tables, 'review.total'), value(tables, 'lit.total')]).toEqual([['ambiguous', null], ['number', 6]]);
  });
  it('of which one prints a figure has that', () => {
    expect(values(rows([{ text: '四、行政复议数量', rowSpan: 2 }, { text: '件', rowSpan: 2 }, '3'], ['']), 'review.total')).toEqual([3]);
  });
});

describe('like-named lines below one that the form does not have', () => {
  const OUTCOMES: CellSpec[][] = [['（一）维持具体行政行为数', '件', '5'], ['（二）被依法纠错数', '件', '1']];
  it.each([['五、被起诉案件数量', '件', '6'], ['五、行政应诉情况', '——', '——'], ['（二）应诉案件数', '件', '6'], ['被提起诉讼的案件', '件', '6']])('are not taken for those of the group above: %s', (...row) => {
    const tables = read(ruled([HEAD, ...CHANNELS, ['四、行政复议数量', '件', '7'], row, ...OUTCOMES]));
    expect(values(tables, 'review.total', 'review.upheld', 'review.corrected', 'lit.upheld', 'lit.corrected')).toEqual([7, null, null, null, null]);
  });
  it('are those of the group whose name has a slip, and of the one that a local part stands in', () => {
    const slip = read(ruled([HEAD, ...CHANNELS, ['四、行政复议数量', '件', '7'], ['五、政府信息公开行政诉讼讼数', '件', '6'], ...OUTCOMES]));
    expect(values(slip, 'review.upheld', 'lit.total', 'lit.upheld', 'lit.corrected')).toEqual([null, 6, 5, 1]);
    const local = read(ruled([HEAD, ...CHANNELS, ['五、行政诉讼数量', '件', '6'], ['其中：一审诉讼案件数', '件', '4'], ...OUTCOMES]));
    expect(values(local, 'lit.total', 'lit.upheld', 'lit.corrected')).toEqual([6, 5, 1]);
  });
  it('a part of another line is not given to the line above it', () => {
    const tables = read(ruled([HEAD, ...CHANNELS, ['1.参加或举办新闻发布会总次数', '次', '5'], ['2.访谈活动场次', '次', '4'], ['其中：主要负责同志参加次数', '次', '2']]));
    expect(values(tables, 'resp.pressconf', 'resp.pressconf_head', 'resp.interview_head')).toEqual([5, null, null]);
  });
});

describe('the unit of money', () => {
  it.each([
    ['收取的费用（元）', '万元', '统计数', '3600', ['ambiguous', null]], ['收取的费用（元）', '万元', '统计数', '0', ['zero', 0]], ['收取的费用（元）', '万元', '统计数', '3600元', ['number', 0.36]],
    ['收取的费用', '', '统计数（元）', '3600', ['number', 0.36]], ['收取的费用', '（元）', '统计数', '3600', ['number', 0.36]], ['收取的费用', '万元（人民币）', '统计数', '0.36', ['number', 0.36]],
    ['收取的费用，单位：元', '', '统计数', '3600', ['number', 0.36]], ['收取的费用', '万元', '统计数（单位：元）', '3600', ['ambiguous', null]],
  ])('%s | %s | %s | %s', (label, unit, heading, printed, expected) => {
    const tables = read(ruled([['统计指标', '单位', heading], ...CHANNELS, [`七、依申请公开信息${label}`, unit, printed]]));
    expect(value(tables, 'fees')).toEqual(expected);
  });
});
