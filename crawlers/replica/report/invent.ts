/** The annual report of any organ for any year: figures that five agencies published, or else invented ones that run on from year to year. */
import type { ReportOf } from '../site.ts';
import { NOTICE, NOTICE_PUBLISHED } from '../notice.ts';
import { emptyStock, figuresOf } from './fictional.ts';
import type { Stock } from './fictional.ts';
import type { Figures } from './figures.ts';
import { allCells, plainReport, reprint } from './model.ts';
import type { ForgedReport, Given, ReportSection } from './model.ts';
import { sections } from './prose.ts';
import { printedCells, publishedEntries } from './published.ts';
import { Random } from './random.ts';
import { codesOf, t2Code, t3Code } from './template.ts';
import type { OgiForm } from './template.ts';

/** The first year of the form that the replica prints; before it, reports are prose. */
export const FIRST_FORM_YEAR = 2019;

/** Reports whose first total is printed ten too many, so that the checks have something to find. */
export const FAULTS: readonly { agency: string; year: number }[] = [
  { agency: '120000', year: 2022 },
  { agency: '450000', year: 2023 },
  { agency: '371500', year: 2024 },
];

const formOf = (year: number): OgiForm => (year <= 2020 ? 'ogi-2019' : 'ogi-2021');

/** Figures of one year, drawn on from the years before it. */
const chains = new Map<string, { figures: Figures; after: Stock }[]>();
function invented(organ: string, year: number): Figures {
  const size = new Random(`${organ} size`).int(12, 160);
  const chain = chains.get(organ) ?? [];
  chains.set(organ, chain);
  while (chain.length <= year - FIRST_FORM_YEAR) {
    const next = FIRST_FORM_YEAR + chain.length;
    const one = figuresOf(formOf(next), organ, next, size, chain.at(-1)?.after ?? emptyStock());
    for (const code of codesOf(formOf(next))) if (!one.figures.has(code)) one.figures.set(code, 0);
    chain.push(one);
  }
  return new Map(chain[year - FIRST_FORM_YEAR]!.figures);
}

const silent = (body: ReportSection['body']): ReportSection['body'] => {
  const tables = body.filter((part) => typeof part !== 'string');
  return tables.length > 0 ? tables : ['原报告此处的文字不在样例之内。'];
};

/** Licences decided: in no identity, so a corrected report can print another number. */
const CORRECTED = t2Code('a20_5', 'license', 'decisions');

/**
 * The report that an organ publishes for a year (2019 or later). `version` 2 is what it puts in its place: one figure differs.
 * The same arguments give the same report.
 */
export function reportOf({ organ, year, agency }: ReportOf, publishedOn: string, title: string, version: 1 | 2 = 1): ForgedReport {
  const form = formOf(year);
  const published = publishedEntries.find((entry) => entry.agency === organ && entry.fiscalYear === year);
  const name = { name: organ, short: organ.endsWith('厅') ? '我厅' : organ.endsWith('部') ? '我部' : '我局' };
  const figures = invented(organ, year);
  if (version === 2) figures.set(CORRECTED, figures.get(CORRECTED)! + 7);
  const notice = published ? NOTICE_PUBLISHED : NOTICE;
  const story = sections({ random: new Random(`${organ} ${year} prose`), form, agency: name, year, figures: new Map(figures) });
  const report = plainReport({
    seed: `${organ}${year}`, form, agency: name, fiscalYear: year, publishedOn, titleLines: [title],
    preface: [
      notice,
      `根据《中华人民共和国政府信息公开条例》编制。本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`
        + '如有疑问，请与办公室联系（地址：虚构大道1号，邮编：000000，电话：0000-0000000）。',
    ],
    // The prose counts what the invented tables hold; beside figures that were published it keeps silent.
    sections: published ? story.map((section) => ({ ...section, body: silent(section.body) })) : story,
    figures: published ? new Map([...printedCells(published)].map(([code, text]): [string, Given] => [code, text === '' ? null : { text, state: 'number', value: null }])) : figures,
  });
  report.tail = [notice];
  if (published) {
    if (published.amountHeader) report.t2.at(-1)!.headers.at(-1)!.text = published.amountHeader;
    return report;
  }
  const broken = FAULTS.some((fault) => fault.agency === agency && fault.year === year) ? t3Code('new', 'total') : null;
  for (const cell of allCells(report)) {
    if (cell.code !== null && cell.code === broken) {
      reprint(report, cell, String(figures.get(broken)! + 10), { state: 'number', value: figures.get(broken)! + 10 });
      report.broken.push(broken);
    }
    // A sum of money without its unit could not be known.
    if (cell.code === t2Code('a20_9', 'procurement', 'amount')) reprint(report, cell, `${cell.text}万元`);
  }
  return report;
}

/** Whether the figures are those that the agency published. */
export const isPublished = ({ organ, year }: ReportOf): boolean => publishedEntries.some((entry) => entry.agency === organ && entry.fiscalYear === year);
