import { describe, expect, it } from 'vitest';
import { dayIn, numberOf, yearOf } from '../../extractors/attribution/dates.ts';
import { attribute } from '../../extractors/attribution/index.ts';
import type { Attribution } from '../../extractors/attribution/index.ts';
import type { SourceHints } from '../../extractors/attribution/profile.ts';
import { readTitle } from '../../extractors/attribution/title.ts';
import { readSections } from '../../extractors/narrative/sections.ts';
import { squeeze } from '../../extractors/normalise.ts';
import { documentOf } from '../support/documents.ts';

type Part = Parameters<typeof documentOf>[0][number];

function attributionOf(head: Part[], more: { body?: string; tail?: string[]; meta?: Record<string, string>; title?: string; source?: SourceHints } = {}): Attribution {
  const { body = '本机关认真落实各项要求。', tail = ['无。'], meta = {}, title = null, source } = more;
  const document = documentOf([...head, '一、总体情况', body, { grid: [['信息内容']] }, '六、其他需要报告的事项', ...tail], { meta, title });
  return attribute(document, readSections(document), [], source);
}

const codes = (found: Attribution): string[] => found.problems.map((it) => it.code).filter((it) => it.startsWith('fiscal'));
const NAME = '示例省应急管理厅';

describe('the year reported', () => {
  it.each([
    ['统计期限为2020年1月1日至2020年12月31日。', 2020],
    ['本报告中所列数据统计期限为 2020 年 1 月 1 日至 12 月 31 日。', 2020],
    ['报告所列统计期限自2024年1月1日至2024年12月31日。', 2024],
    ['所列数据统计期限从2019年1月1日到12月31日止。', 2019],
    ['本报告所列数据的统计期限自２０２１年１月１日起至２０２１年１２月３１日止。', 2021],
    ['统计期限为二〇二三年一月一日至十二月三十一日。', 2023],
    ['统计时间：2022年1月1日—2022年12月31日。', 2022],
    ['本报告统计期限为2018年度。', 2018],
    ['数据统计期限：2017年1月1日～12月31日', 2017],
  ])('is that of the stated period: %s', (sentence, year) => {
    const found = attributionOf(['政府信息公开工作年度报告', sentence]);
    expect(found.fiscalYear).toBe(year);
    expect(codes(found)).toEqual([]);
    expect(found.fiscalYearEvidence).toContainEqual(expect.objectContaining({ kind: 'period', speaksFor: String(year), weight: 6 }));
  });

  it.each([
    [`${NAME}2020年政府信息公开工作年度报告`, 2020],
    [`${NAME}2023年度政府信息公开工作年度报告`, 2023],
    [`${NAME}２０２１年度政府信息公开工作报告`, 2021],
    [`${NAME}2 0 2 0 年政府信息公开工作年度报告`, 2020],
    [`${NAME}二〇二三年政府信息公开工作年度报告`, 2023],
    [`${NAME}二○二二年政府信息公开工作年度报告`, 2022],
    [`${NAME}政府信息公开工作2025年度报告`, 2025],
    [`${NAME}政府信息公开工作年度报告（2023年）`, 2023],
    [`${NAME}政府信息公开工作年度报告（2024）`, 2024],
  ])('is that of the title alone: %s', (title, year) => {
    const found = attributionOf([title]);
    expect(found.fiscalYear).toBe(year);
    expect(codes(found)).toEqual([]);
  });

  it('is not the year of publication', () => {
    const found = attributionOf([`${NAME}政府信息公开工作年度报告`, '发布日期：2021-01-26'], { source: { url: 'http://a.gov.cn/202101/t20210126_1.html' } });
    expect(found.fiscalYear).toBeNull();
    expect(found.publishedOn).toBe('2021-01-26');
    expect(codes(found)).toEqual(['fiscal_year_unknown']);
    expect(found.fiscalYearEvidence).toContainEqual({ kind: 'published', text: '2021-01-26', speaksFor: '2020', weight: 1 });
  });

  it('follows the period against the title, and says so', () => {
    const found = attributionOf([`${NAME}2020年政府信息公开工作年度报告`, '统计期限为2019年1月1日至12月31日。'], { body: '2019年，我厅认真落实各项要求。' });
    expect(found.fiscalYear).toBe(2019);
    expect(codes(found)).toEqual(['fiscal_year_conflict']);
  });

  it('stays open where all else contradicts the period', () => {
    const found = attributionOf([`${NAME}2020年政府信息公开工作年度报告`, '统计期限为2019年1月1日至12月31日。'], {
      body: '2020年，我厅认真落实各项要求。',
      meta: { PubDate: '2021-01-20 10:00' },
    });
    expect(found.fiscalYear).toBeNull();
    expect(codes(found)).toEqual(['fiscal_year_undecided']);
  });

  it('stays open where the period spans two years, unless the title tells which is meant', () => {
    const head = '统计期限为2019年12月1日至2020年11月30日。';
    expect(attributionOf(['政府信息公开工作年度报告', head]).fiscalYear).toBeNull();
    expect(codes(attributionOf(['政府信息公开工作年度报告', head]))).toEqual(['fiscal_year_undecided']);
  });

  it('takes no plan, campaign or form for the period', () => {
    const found = attributionOf([`${NAME}2022年政府信息公开工作年度报告`, '根据《关于做好2021年政府信息公开工作年度报告编制和发布工作的通知》要求，编制本报告。'], {
      body: '2022年，推进三年行动（2020年1月1日至2022年12月31日）。2023年要进一步加强。',
    });
    expect(found.fiscalYear).toBe(2022);
    expect(codes(found)).toEqual([]);
  });

  it('is told by the words of introduction and opening where nothing better speaks', () => {
    const found = attributionOf(['政府信息公开工作年度报告', '现向社会公布示例市应急管理局2022年度政府信息公开工作年度报告，请予监督。'], { body: '2022年，我局认真落实。' });
    expect(found.fiscalYear).toBe(2022);
    expect(found.fiscalYearEvidence.map((it) => it.kind)).toEqual(['self_reference', 'opening']);
  });

  it('is not taken from a page title that holds another year than the report within', () => {
    const found = attributionOf([`${NAME}2019年政府信息公开工作年度报告`, '统计期限为2019年1月1日至12月31日。'], { meta: { ArticleTitle: `${NAME}2020年政府信息公开工作年度报告` } });
    expect(found).toMatchObject({ fiscalYear: 2019, title: `${NAME}2019年政府信息公开工作年度报告` });
    expect(codes(found)).toEqual(['fiscal_year_conflict']);
  });
});

describe('the title', () => {
  it.each<[what: string, head: Part[], title: string]>([
    ['on one line', [`${NAME}2020年政府信息公开工作年度报告`], `${NAME}2020年政府信息公开工作年度报告`],
    ['under its organ', [NAME, '2020 年政府信息公开工作年度报告'], `${NAME}2020年政府信息公开工作年度报告`],
    ['as headings of two levels', [{ heading: NAME }, { heading: '政府信息公开 2020 年度工作报告', level: 2 }], `${NAME}政府信息公开2020年度工作报告`],
    ['above its organ', ['2020年政府信息公开工作年度报告', NAME, '(2021年1月20日)'], `2020年政府信息公开工作年度报告 ${NAME}`],
    ['broken in a word', [`${NAME}2020年政府信息公开工`, '作年度报告'], `${NAME}2020年政府信息公开工作年度报告`],
    ['broken in three within a paragraph', [`${NAME}\n2020年政府信息公开\n工作年度报告`], `${NAME}2020年政府信息公开工作年度报告`],
    ['after the name of the site', ['示例省应急管理厅', '首页 > 政务公开 > 年报', '省应急管理厅2020年政府信息公开工作年度报告'], '省应急管理厅2020年政府信息公开工作年度报告'],
    [
      'inside the announcement that carries it',
      ['中华人民共和国应急管理部', '公  告', '2021年  第2号', '我部编制了《应急管理部2020年政府信息公开工作报告》，现予公布。', '附件：应急管理部2020年政府信息公开工作报告', '应急管理部', '2021年1月26日', '应急管理部2020年政府信息公开工作报告'],
      '应急管理部2020年政府信息公开工作报告',
    ],
    ['with a date in brackets behind it', [`${NAME}2020年政府信息公开工作年度报告（2021年1月20日）`], `${NAME}2020年政府信息公开工作年度报告`],
    ['with a date behind it on the same line', [`${NAME}2020年政府信息公开工作年度报告 发布日期：2021-01-20 浏览次数：7`], `${NAME}2020年政府信息公开工作年度报告`],
  ])('is found %s', (_, head, title) => {
    expect(attributionOf([...head, '根据《中华人民共和国政府信息公开条例》要求，编制本报告。']).title).toBe(title);
  });

  it('comes from metadata only where the page prints none', () => {
    const meta = { ArticleTitle: `${NAME}2020年政府信息公开年度报告` };
    expect(attributionOf([], { title: `${NAME}2020年政府信息公开年度报告_示例省应急管理厅网站` }).title).toBe(`${NAME}2020年政府信息公开年度报告`);
    expect(attributionOf([`${NAME}2020年政府信息公开工作年度报告`], { meta }).title).toBe(`${NAME}2020年政府信息公开工作年度报告`);
    expect(attributionOf([], { title: '示例省应急管理厅' })).toMatchObject({ title: null });
  });

  it.each([
    '示例省应急管理厅关于2018年推进重大建设项目批准实施等领域政府信息公开情况的报告',
    '吉林省应急管理厅办公室关于印发政府信息公开发布等制度的通知',
    '浙江省应急管理厅政府信息公开指南',
    '湖南省应急管理厅2023年法治政府建设年度报告',
    '2024年政府网站工作年度报表',
    '附件：示例省应急管理厅2020年政府信息公开工作年度报告',
    '现将示例省应急管理厅2020年政府信息公开工作年度报告公布如下',
    '市应急局',
  ])('is not %s', (line) => {
    expect(readTitle(squeeze(line))).toBeNull();
  });
});

describe('the day of publication', () => {
  it.each<[what: string, head: Part[], meta: Record<string, string>, tail: string[], day: string | null]>([
    ['metadata first', ['发布日期：2021-02-03'], { PubDate: '2021-01-26 10:19' }, [], '2021-01-26'],
    ['a labelled line', ['发布时间： 2020年01月31日 来源：本站'], {}, [], '2020-01-31'],
    ['a label behind others', ['来源：本站 发布时间：2020-01-31 09:30 浏览次数：7'], {}, [], '2020-01-31'],
    ['the line under the title', ['2020年政府信息公开工作年度报告', '(2021年1月20日)'], {}, [], '2021-01-20'],
    ['the end of the title line', ['2020年政府信息公开工作年度报告（2021年1月7日）'], {}, [], '2021-01-07'],
    ['the announcement above the title', ['公告', '应急管理部', '2021年1月26日', '应急管理部2020年政府信息公开工作报告'], {}, [], '2021-01-26'],
    ['a metadata table, publication before drawing up', [{ grid: [['成文日期：', '2021年01月10日', '发布日期：', '2021年01月15日']] }], {}, [], '2021-01-15'],
    ['the signature', [], {}, ['示例市应急管理局', '二〇二二年一月十八日'], '2022-01-18'],
    ['nothing', ['统计期限为2020年1月1日至12月31日。'], {}, [], null],
    ['no day the calendar has', ['发布日期：2021-02-30'], {}, [], null],
  ])('comes from %s', (_, head, meta, tail, day) => {
    expect(attributionOf(head, { meta, tail: ['无。', ...tail] }).publishedOn).toBe(day);
  });
});

describe('numbers of dates', () => {
  it('are read in Arabic and Chinese', () => {
    expect(['1', '12', '一', '十', '十二', '二十', '三十一', '廿三'].map(numberOf)).toEqual([1, 12, 1, 10, 12, 20, 31, 23]);
    expect(['', '零', '三十二'].map(numberOf)).toEqual([null, null, null]);
    expect(['2020', '二〇二三', '二○一九', '二零二四'].map(yearOf)).toEqual([2020, 2023, 2019, 2024]);
    expect(['2024-2-29', '2023年2月29日', '2021.01.05', '二〇二一年十二月三十一日'].map(dayIn)).toEqual(['2024-02-29', null, '2021-01-05', '2021-12-31']);
  });
});
