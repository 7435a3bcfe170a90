/** Five samples that carry figures real agencies published; their prose is ours and says so. */
import { plainReport } from '../../crawlers/replica/report/model.ts';
import type { ForgedReport, Given, ReportSection } from '../../crawlers/replica/report/model.ts';
import { printedCells, publishedEntries } from '../../crawlers/replica/report/published.ts';
import type { Published } from '../../crawlers/replica/report/published.ts';
import type { Sample } from './samples.ts';

function sections(agency: string, year: number): ReportSection[] {
  const notOurs = '原报告此处的文字不在样例之内。';
  return [
    { id: 'overview', number: '一、', heading: '总体情况', body: [`${agency}${year}年的工作情况见其公布的报告。${notOurs}`] },
    { id: 'published', number: '二、', heading: '主动公开政府信息情况', body: [{ table: 't2' }] },
    { id: 'requests', number: '三、', heading: '收到和处理政府信息公开申请情况', body: [{ table: 't3' }] },
    { id: 'disputes', number: '四、', heading: '政府信息公开行政复议、行政诉讼情况', body: [{ table: 't4' }] },
    { id: 'problems', number: '五、', heading: '存在的主要问题及改进情况', body: [notOurs] },
    { id: 'other', number: '六、', heading: '其他需要报告的事项', body: ['无。'] },
  ];
}

function report(entry: Published): ForgedReport {
  const { agency, fiscalYear: year, form } = entry;
  const printed = plainReport({
    seed: entry.file,
    form,
    // What the page around the report names as its source and owner.
    agency: { name: 'Gongkai 样例', short: '本机关' },
    fiscalYear: year,
    publishedOn: '2026-01-01',
    titleLines: [entry.title],
    preface: [
      `本文件是 Gongkai 项目自编的样例，不是${agency}发布的原文：表格中的数字与${agency}公布的${year}年度报告相同，其余文字由项目编写，仅供演示。`,
      `本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`,
    ],
    sections: sections(agency, year),
    figures: new Map([...printedCells(entry)].map(([code, text]): [string, Given] => [code, text === '' ? null : { text, state: 'number', value: null }])),
  });
  if (entry.amountHeader) printed.t2.at(-1)!.headers.at(-1)!.text = entry.amountHeader;
  return printed;
}

export const publishedSamples = (): Sample[] => publishedEntries.map((entry) => ({ file: entry.file, format: entry.format, report: report(entry) }));
