/** Every document of `data/sample/`: what it prints, and the format it is written in. */
import { sections } from '../../crawlers/replica/report/prose.ts';
import { allCells, plainReport, reprint } from '../../crawlers/replica/report/model.ts';
import type { ForgedReport, ForgeFormat } from '../../crawlers/replica/report/model.ts';
import { Random } from '../../crawlers/replica/report/random.ts';
import { codesOf, t2Code, t3Code } from '../../crawlers/replica/report/template.ts';
import { emptyStock, figuresOf } from '../../crawlers/replica/report/fictional.ts';
import { publishedSamples } from './published.ts';

export interface Sample {
  /** File name without its suffix. */
  file: string;
  format: ForgeFormat;
  report: ForgedReport;
}

interface FictionalAgency {
  file: string;
  name: string;
  short: string;
  /** About how many requests it receives a year. */
  size: number;
  address: string;
  /** The format of each year's report. */
  years: Readonly<Record<number, ForgeFormat>>;
}

const AGENCIES: readonly FictionalAgency[] = [
  {
    file: 'shili', name: '示例省应急管理厅', short: '我厅', size: 90, address: '示例省样本市虚构大道1号',
    years: {
      2019: 'html-clean', 2020: 'text-rows', 2021: 'docx', 2022: 'html-portal', 2023: 'pdf-libreoffice', 2024: 'html-clean', 2025: 'html-word',
    },
  },
  {
    file: 'yangben', name: '样本市应急管理局', short: '我局', size: 25, address: '示例省样本市虚构大道2号',
    years: {
      2019: 'text-cells', 2020: 'docx', 2021: 'html-clean', 2022: 'html-clean', 2023: 'docx', 2024: 'pdf-libreoffice', 2025: 'html-portal',
    },
  },
  {
    file: 'fanli', name: '范例市应急管理局', short: '我局', size: 12, address: '示例省范例市虚构路3号',
    years: { 2020: 'html-clean', 2021: 'text-rows', 2022: 'html-clean', 2023: 'html-portal', 2024: 'docx', 2025: 'docx' },
  },
];

/**
 * The one report whose arithmetic is wrong on purpose, so that the checks have something to find: 范例市 printed ten
 * requests too many in the total of its first row.
 */
export const FAULT = { file: 'fanli-2022', code: t3Code('new', 'total'), tooMuch: 10 } as const;

/** And the one that names no unit of its money: the value cannot be known and stays null, with the reason. */
export const NO_UNIT = { file: 'yangben-2019', code: t2Code('a20_9', 'procurement', 'amount') } as const;

function fictionalReports(agency: FictionalAgency): Sample[] {
  let stock = emptyStock();
  return Object.entries(agency.years).map(([yearText, format]) => {
    const year = Number(yearText);
    const form = year <= 2020 ? 'ogi-2019' : 'ogi-2021';
    const { figures, after } = figuresOf(form, agency.name, year, agency.size, stock);
    stock = after;
    for (const code of codesOf(form)) if (!figures.has(code)) figures.set(code, 0);
    const file = `${agency.file}-${year}`;
    const title = `${agency.name}${year}年政府信息公开工作年度报告`;
    const report = plainReport({
      seed: file, form, agency, fiscalYear: year, figures, publishedOn: `${year + 1}-01-${10 + (year % 10)}`, titleLines: [title],
      preface: [
        '本文件是 Gongkai 项目自编的样例：示例省及其样本市、范例市均属虚构，机构、文字、数字和联系方式皆为编造，仅供演示。',
        `本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`
          + `如有疑问，请与${agency.name}办公室联系（地址：${agency.address}，邮编：000000，电话：0000-0000000）。`,
      ],
      sections: sections({ random: new Random(`${file} prose`), form, agency, year, figures: new Map(figures) }),
    });
    for (const cell of allCells(report)) {
      if (file === FAULT.file && cell.code === FAULT.code) reprint(report, cell, String(figures.get(FAULT.code)! + FAULT.tooMuch));
      if (cell.code === NO_UNIT.code && file !== NO_UNIT.file) reprint(report, cell, `${cell.text}万元`);
    }
    return { file, format, report };
  });
}

export const samples = (): Sample[] => [...publishedSamples(), ...AGENCIES.flatMap(fictionalReports)];

/** Suffix of a file in this format. */
export const suffix = (format: ForgeFormat): string => (format.startsWith('text') ? 'txt' : format.split('-')[0]!);
