/** Titles and sections: renumbered, renamed, inserted, wrapped; sentences where tables belong, tables where 无 stands. */
import { stateOf, TEXT } from './deviation.ts';
import type { Deviation } from './deviation.ts';
import { requestRows } from '../../../crawlers/replica/report/model.ts';
import type { ForgedReport, ReportSection } from '../../../crawlers/replica/report/model.ts';

const NUMERALS = '一二三四五六七八九十';

const section = (report: ForgedReport, id: ReportSection['id']): ReportSection | undefined => report.sections.find((one) => one.id === id);

function renumber(report: ForgedReport, style: (n: number) => string): void {
  report.sections.forEach((one, i) => {
    one.number = style(i);
  });
}

/** Puts words before the first table of a section. */
function beforeTable(report: ForgedReport, id: ReportSection['id'], text: string): void {
  section(report, id)?.body.unshift(text);
}

const day = (iso: string): string => {
  const [y = '', m = '', d = ''] = iso.split('-');
  return `${y}年${Number(m)}月${Number(d)}日`;
};

export const SECTION_DEVIATIONS: readonly Deviation[] = [
  {
    name: 'sections.inserted', probability: 0.08,
    apply(report, random) {
      const at = random.int(4, 5);
      report.sections.splice(at, 0, {
        id: 'inserted', number: '', heading: '人大代表建议和政协委员提案办理',
        body: [`${report.fiscalYear}年共受理人大代表建议${random.int(1, 9)}件、政协委员提案${random.int(1, 9)}件，办理结果已公开。`],
      });
      renumber(report, (i) => `${NUMERALS[i] ?? ''}、`);
    },
  },
  {
    name: 'sections.renamed', probability: 0.2,
    apply(report, random) {
      const names: [ReportSection['id'], string][] = [
        ['disputes', '因政府信息公开工作被申请行政复议、提起行政诉讼情况'], ['other', '其他需要说明的事项'], ['published', '主动公开政府信息的情况'],
        ['problems', '存在的主要问题及改进措施'],
      ];
      for (const [id, heading] of random.sample(names, random.int(1, 2))) {
        const one = section(report, id);
        if (one) one.heading = heading;
      }
    },
  },
  {
    name: 'sections.no_sixth', probability: 0.05,
    apply(report) {
      report.sections = report.sections.filter((one) => one.id !== 'other');
    },
  },
  {
    name: 'sections.numbering', probability: 0.1,
    apply(report, random) {
      const styles: ((i: number) => string)[] = [(i) => `${i + 1}、`, (i) => `${NUMERALS[i] ?? ''}.`, (i) => `${NUMERALS[i] ?? ''}、 `, (i) => `第${NUMERALS[i] ?? ''}部分 `];
      renumber(report, random.pick(styles));
    },
  },
  {
    name: 'sections.notice_levels', probability: 0.03, not: ['sections.numbering', 'sections.inserted'],
    apply(report) {
      renumber(report, (i) => `（${NUMERALS[i] ?? ''}）`);
      report.preface.push('一、报告内容');
    },
  },
  {
    name: 'sections.none_above_table', probability: 0.1,
    apply(report, random) {
      const quiet = report.t3 && requestRows(report.t3.rows).every((row) => row.cells.every((cell) => stateOf(report, cell) !== 'number'));
      if (quiet) beforeTable(report, 'requests', random.pick(['无', '无。', '本年度未收到政府信息公开申请。']));
      const peaceful = report.t4?.venues.every((venue) => venue.cells.every((cell) => stateOf(report, cell) !== 'number'));
      if (peaceful) beforeTable(report, 'disputes', random.pick(['无', '无。']));
      return quiet === true || peaceful === true;
    },
  },
  {
    name: 'sections.sentence_in_two', probability: 0.12,
    apply(report, random) {
      beforeTable(report, 'published', `${report.fiscalYear}年，共发布网站信息${random.int(20, 900)}条，制发文件${random.int(1, 60)}件，简报${random.int(1, 20)}期。`);
    },
  },
  {
    name: 'sections.template_hint', probability: 0.04,
    apply(report, random) {
      beforeTable(report, random.pick(['overview', 'published', 'requests'] as const), random.pick(['(宋体加粗小四号字)', '（文字描述）', '（表格）']));
    },
  },
  {
    name: 'sections.contents_sentence', probability: 0.15,
    apply(report, random) {
      report.preface.push(random.pick([
        '本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六个部分。',
        '全文由概述、主动公开情况、回应解读情况、依申请公开情况、行政复议数量、行政诉讼数量、举报投诉数量、收费情况、机构建设和培训情况等部分组成。',
      ]));
    },
  },
  {
    name: 'sections.other_years', probability: 0.15,
    apply(report, random) {
      const year = report.fiscalYear;
      section(report, 'overview')?.body.push(random.pick([
        `与${year - 1}年相比，信息发布量增长${random.int(2, 40)}%；${year - 1}年度第三方评估结果为合格。`,
        `${year + 1}年，将继续按照要求推进各项公开工作。2008年以来历年累计发布${random.int(900, 9000)}条。`,
      ]));
    },
  },
  {
    name: 'sections.announcement', probability: 0.05,
    apply(report, random) {
      const { name } = report.agency;
      const written = `${name}${report.fiscalYear}年政府信息公开工作年度报告`;
      report.wrapper = [
        name, '公  告', `${report.fiscalYear + 1}年  第${random.int(1, 9)}号`,
        `按照《中华人民共和国政府信息公开条例》有关要求，编制了《${written}》，现予公布。`, `附件：${written}`, name, day(report.publishedOn),
      ];
    },
  },
  {
    name: 'sections.date_line', probability: 0.2,
    apply(report, random) {
      if (random.chance(0.5)) report.titleLines.push(random.pick([`（${day(report.publishedOn)}）`, `发布日期：${report.publishedOn}`]));
      else report.tail.push(report.agency.name, day(report.publishedOn));
    },
  },
  {
    name: 'sections.markdown', probability: 0.2, only: TEXT,
    apply(report, random) {
      if (random.chance(0.5)) report.titleLines = report.titleLines.map((line, i) => `${'#'.repeat(i + 1)} ${line}`);
      if (random.chance(0.5)) for (const one of report.sections) one.number = `## ${one.number}`;
      for (const one of report.sections) {
        one.body = one.body.map((part) => (typeof part === 'string' ? part.replace(/([一二三]是)/g, '**$1**') : part));
      }
    },
  },
];
