/** Five samples that carry figures real agencies published; their prose is ours and says so. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ReportSection } from '../forge/model.ts';
import { APPLICANTS, figureRows, OUTCOMES, t2Code, t3Code, t4Code, table3Rows, TABLE_2, VENUES } from '../forge/template.ts';
import type { OgiForm } from '../forge/template.ts';
import { FORMATS, plainReport } from '../forge/model.ts';
import type { ForgedReport, Given } from '../forge/model.ts';
import type { Sample } from './samples.ts';

const row = z.array(z.string());
const schema = z.array(
  z.strictObject({
    file: z.string(),
    format: z.enum(FORMATS),
    agency: z.string(),
    fiscalYear: z.int(),
    form: z.enum(['ogi-2019', 'ogi-2021']),
    title: z.string(),
    requests: row.length(7),
    disputes: row.length(5),
    rows: z.record(z.string(), row),
    amountHeader: z.string().optional(),
  }),
);
type Published = z.infer<typeof schema>[number];

/** Text of every cell, by code. */
export function printedCells(entry: Pick<Published, 'form' | 'rows' | 'requests' | 'disputes'>): Map<string, string> {
  const cells = new Map<string, string>();
  const fill = (name: string, codes: string[], otherwise: string[]): void => {
    const texts = entry.rows[name] ?? otherwise;
    if (texts.length !== codes.length) throw new Error(`published.yaml: ${name} has ${texts.length} cells, the form ${codes.length}`);
    codes.forEach((code, i) => cells.set(code, texts[i]!));
  };
  const form: OgiForm = entry.form;
  for (const block of TABLE_2[form]) {
    for (const { id } of block.rows) fill(`t2.${block.id}.${id}`, block.measures.map((m) => t2Code(block.id, id, m.id)), []);
  }
  for (const { id } of figureRows(table3Rows(form))) fill(`t3.${id}`, APPLICANTS.map((a) => t3Code(id, a.id)), entry.requests);
  for (const { id } of VENUES) fill(`t4.${id}`, OUTCOMES.map((o) => t4Code(id, o.id)), entry.disputes);
  return cells;
}

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

/** The entries of `published.yaml`. */
export const publishedEntries: readonly Published[] = schema.parse(parse(readFileSync(new URL('published.yaml', import.meta.url), 'utf8')));

export const publishedSamples = (): Sample[] => publishedEntries.map((entry) => ({ file: entry.file, format: entry.format, report: report(entry) }));
