/** Reports that are not what their form, title or page says: each kind has a rule. */
import { describe, expect, it } from 'vitest';
import { loadRegistry } from '../../data/registry.ts';
import { extract } from '../../extractors/extract.ts';
import { forms } from '../../extractors/forms/index.ts';
import type { Extraction, Report } from '../../extractors/report.ts';
import { forge } from '../forge/report.ts';
import { render } from '../forge/render/index.ts';

const profiles = loadRegistry();

interface Page {
  title: string;
  /** Below the title. */
  preface?: string;
  sections?: [heading: string, body: string][];
}

const table = (rows: readonly (readonly string[])[]): string => `<table border="1">${rows.map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('')}</table>`;
const body = ({ title, preface = '', sections = [] }: Page): string =>
  `<h1>${title}</h1><p>${preface}</p>${sections.map(([heading, text]) => `<p>${heading}</p>${text.startsWith('<') ? text : `<p>${text}</p>`}`).join('')}`;
const readHtml = (inner: string): Promise<Extraction> => extract(new TextEncoder().encode(`<html><body>${inner}</body></html>`), profiles, { contentType: 'text/html; charset=utf-8' });
const reportIn = async (inner: string): Promise<Report> => {
  const read = await readHtml(inner);
  if (read.status !== 'report') throw new Error(read.reason);
  return read;
};
const codes = ({ problems }: Report): string[] => problems.map(({ code }) => code);
const valueOf = (report: Report, code: string): number | null | undefined => report.cells.find((cell) => cell.code === code)?.value;

const OUTLINE: [string, string][] = [
  ['一、概述', '全年围绕安全生产推进信息公开，健全制度，明确责任，组织培训，接受社会监督，按时更新各个栏目，完善目录和指南，并对公开前的保密审查作了规定。'],
  ['二、主动公开政府信息情况', '通过门户网站主动公开政府信息520条，其中预警提示31条，发布政策解读12篇，召开新闻发布会两次，历年累计公开3410条。'],
  ['三、依申请公开政府信息情况', '收到申请6件，均在法定期限内答复，其中同意公开4件，部分公开1件。'],
  ['四、行政复议、行政诉讼情况', '未发生。'],
  ['五、存在的主要问题及改进措施', '解读的形式较为单一，下一步加强培训。'],
];
const period = (year: number): string => `本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`;

/** The three tables of a year's form, with 规范性文件 and 新收 as given. */
async function formTables(form: 'ogi-2019' | 'ogi-2021', seed: string): Promise<{ html: string; truth: ReadonlyMap<string, { value: number | null }> }> {
  const [page] = await render('html-clean', [forge(seed, { form, broken: false, deviations: [] })]);
  const html = new TextDecoder().decode(page!.bytes);
  return { html: [...html.matchAll(/<table[\s\S]*?<\/table>/g)].map(([found]) => found).join('<p>。</p>'), truth: page!.truth };
}

describe('before the form of 2019', () => {
  it.each([
    [2013, '山东省安全生产监督管理局', '370000'], [2016, '辽宁省安全生产监督管理局', '210000'], [2018, '陕西省应急管理厅', '610000'],
  ])('a report of %i in prose is a report of the present agency, with its sections and no cell', async (year, organ, id) => {
    const report = await reportIn(body({ title: `${organ}${year}年政府信息公开工作年度报告`, preface: period(year), sections: OUTLINE }));
    expect([report.form, report.agency.id, report.agency.namePrinted, report.fiscalYear, report.cells]).toEqual(['local', id, organ, year, []]);
    expect(report.sections.flatMap(({ heading }) => heading ?? [])).toEqual(OUTLINE.map(([heading]) => heading.slice(2)));
    expect(codes(report)).toEqual([]);
  });

  it('its own tables are kept as printed, each cell with its place', async () => {
    const local = table([['指标名称', '计量单位', '2009年度', '历年累计'], ['主动公开文件数', '条', '31', '40'], ['受理依申请公开信息总数', '件', '6', '9'], ['信函、传真申请数', '件', '2', '3']]);
    const report = await reportIn(body({ title: '福建省安全生产监督管理局2009年政府信息公开工作年度报告', preface: period(2009), sections: [...OUTLINE, ['六、附表', local]] }));
    expect([report.form, report.cells]).toEqual(['local', []]);
    expect(report.unknown).toMatchObject([{ kind: 'table', label: '指标名称' }]);
    expect(report.unknown[0]!.cells[6]).toEqual({ text: '31', place: expect.objectContaining({ row: 1, col: 2, path: expect.stringContaining('/table[1]') as string }) as object });
  });

  it.each([
    ['a later year', { title: '山东省应急管理厅2020年政府信息公开工作年度报告', preface: period(2020), sections: OUTLINE }],
    ['no year', { title: '山东省安全生产监督管理局政府信息公开工作年度报告', sections: OUTLINE }],
    ['no title of a report', { title: '关于做好2013年度政府信息公开工作的通知', preface: period(2013), sections: OUTLINE }],
    ['no sections', { title: '山东省安全生产监督管理局2013年政府信息公开工作年度报告', preface: period(2013) + '详见附件。'.repeat(30) }],
    ['headings without text', { title: '山东省安全生产监督管理局2013年政府信息公开工作年度报告', preface: period(2013), sections: OUTLINE.map(([heading]): [string, string] => [heading, '']) }],
  ])('prose with %s is no report', async (_, page) => {
    expect(await readHtml(body(page))).toMatchObject({ status: 'not_a_report', code: 'no_tables' });
  });

  it('the name of a predecessor does not hold in a later year', async () => {
    const { html } = await formTables('ogi-2021', '5');
    const report = await reportIn(`${body({ title: '山东省安全生产监督管理局2022年政府信息公开工作年度报告', preface: period(2022) })}<p>一、总体情况</p>${html}`);
    expect([report.agency.id, report.fiscalYear]).toEqual([null, 2022]);
    expect(codes(report)).toContain('agency_name_expired');
  });
});

describe('the wrong form or year', () => {
  it('a form of 2019 used for 2021 is read by its labels, and said to be of another year', async () => {
    const { html, truth } = await formTables('ogi-2019', '7');
    const report = await reportIn(`${body({ title: '黄石市应急管理局2021年政府信息公开工作年度报告', preface: period(2021) })}<p>一、总体情况</p>${html}`);
    expect([report.form, report.agency.id, report.fiscalYear]).toEqual(['ogi-2019', '420200', 2021]);
    expect(report.problems).toContainEqual({ code: 'form_of_other_year', message: 'the report for 2021 uses ogi-2019, the form in force 2019 to 2020; its labels are followed' });
    expect([...truth].filter(([code, { value }]) => value !== null && valueOf(report, code) !== value)).toEqual([]);
  });

  it('a form of the year is not said to be of another', async () => {
    const { html } = await formTables('ogi-2021', '8');
    expect(codes(await reportIn(`${body({ title: '黄石市应急管理局2024年政府信息公开工作年度报告', preface: period(2024) })}<p>一、总体情况</p>${html}`))).not.toContain('form_of_other_year');
  });

  it('a page titled 2020 that holds the report of 2019 is of 2019, by its stated period, and says that they differ', async () => {
    const { html } = await formTables('ogi-2019', '9');
    const report = await reportIn(`${body({ title: '应急管理部2020年政府信息公开工作年度报告', preface: period(2019) })}<p>一、总体情况</p><p>2019年，应急管理部推进公开。</p>${html}`);
    expect([report.agency.id, report.fiscalYear]).toEqual(['mem', 2019]);
    expect(codes(report)).toContain('fiscal_year_conflict');
  });

  it.each(['ogi-2019', 'ogi-2021', 'stat-2014'] as const)('an empty form of %s is no report', async (form) => {
    const report = forge('11', { form, deviations: [], broken: false });
    const empty = form === 'stat-2014'
      ? table([['统计指标', '单位', '统计数'], ...forms[form].statistics.map(({ zh, unit }) => [zh, unit, ''])])
      : (await formTables(form, '11')).html.replace(/<td[^>]*>[\s\S]*?<\/td>/g, (cell) => (/^[-\d.,\s]+$/.test(cell.replace(/<[^>]*>/g, '')) ? '<td></td>' : cell));
    const page = body({ title: report.titleLines.join(''), preface: period(report.fiscalYear) });
    expect(await readHtml(`${page}<p>一、总体情况</p>${empty}`)).toMatchObject({ status: 'empty_form', code: 'blank_template' });
  });
});

describe('two organs', () => {
  it('that report together are kept under the one that the registry has', async () => {
    const report = await reportIn(body({ title: '贵州省安全生产监督管理局、贵州煤矿安全监察局2017年政府信息公开工作年度报告', preface: period(2017), sections: OUTLINE }));
    expect([report.agency.id, report.agency.namePrinted]).toEqual(['520000', '贵州省安全生产监督管理局、贵州煤矿安全监察局']);
    expect(codes(report)).toEqual(['joint_report']);
  });

  it('one below the other: the first is read, of the second only what is printed is kept', async () => {
    const first = await formTables('ogi-2021', '12');
    const second = await formTables('ogi-2021', '13');
    const pages = [['黄石市应急管理局', first.html], ['黄石市水务局', second.html]].map(([organ = '', html = '']) =>
      `${body({ title: `${organ}2022年政府信息公开工作年度报告`, preface: period(2022) })}<p>一、总体情况</p><p>2022年，推进公开。</p>${html}<p>六、其他需要报告的事项</p><p>无。</p>`);
    const report = await reportIn(pages.join('\n'));
    expect([report.agency.id, report.fiscalYear]).toEqual(['420200', 2022]);
    expect([...first.truth].filter(([code, { value }]) => value !== null && valueOf(report, code) !== value)).toEqual([]);
    expect(codes(report)).toContain('second_report');
    expect(report.unknown.filter(({ kind }) => kind === 'table').length).toBeGreaterThanOrEqual(3);
    const printed = report.unknown.flatMap(({ cells }) => cells.map(({ text }) => text.trim()));
    for (const { value } of second.truth.values()) if (value !== null) expect(printed).toContain(String(value));
  });

  it('a report that ends in links to reports of other years is one report', async () => {
    const { html } = await formTables('ogi-2021', '14');
    const links = [2019, 2020, 2021].map((year) => `<p>黄石市应急管理局${year}年政府信息公开工作年度报告</p>`).join('');
    const report = await reportIn(`${body({ title: '黄石市应急管理局2022年政府信息公开工作年度报告', preface: period(2022) })}<p>一、总体情况</p>${html}${links}`);
    expect(codes(report)).not.toContain('second_report');
    expect(report.fiscalYear).toBe(2022);
  });

  it.each([
    ['东阳市安全生产监督管理局', null, '东阳市水务局'], ['山东省安全生产监督管理局', '370000', '济南市水务局'],
  ])('%s with another organ as its contact stays its own, and says so', async (organ, id, other) => {
    const report = await reportIn(body({ title: `${organ}2015年政府信息公开工作年度报告`, preface: `${period(2015)}如对本报告有疑问，请与${other}办公室联系（电话：0579-86650000）。`, sections: OUTLINE }));
    expect([report.agency.id, report.agency.namePrinted]).toEqual([id, organ]);
    expect(report.problems.filter(({ code }) => code === 'contact_differs').map(({ message }) => message)).toContain(`The title names ${organ}, the contact ${other}; the title is followed.`);
  });
});

describe('local additions', () => {
  it('a table of its own between those of the form is kept as printed, and shifts nothing', async () => {
    const { html, truth } = await formTables('ogi-2021', '15');
    const added = table([['公开渠道', '网站', '微信公众号', '公报'], ['条数', '854', '1265', '12']]);
    const places = [...html.matchAll(/<\/table>/g)].map(({ index }) => index + '</table>'.length);
    for (const at of [0, ...places]) {
      const mixed = `${html.slice(0, at)}${added}${html.slice(at)}`;
      const report = await reportIn(`${body({ title: '黄石市应急管理局2024年政府信息公开工作年度报告', preface: period(2024) })}<p>一、总体情况</p>${mixed}`);
      expect([...truth].filter(([code, { value }]) => value !== null && valueOf(report, code) !== value)).toEqual([]);
      expect(report.unknown.flatMap(({ cells }) => cells.map(({ text }) => text))).toEqual(expect.arrayContaining(['854', '1265', '12']));
    }
  });
});
