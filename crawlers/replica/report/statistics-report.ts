/** An invented report of 2014 to 2018 with its statistics table: figures that add up, prose under the old headings. */
import type { Agency, ForgedReport, Printed, ReportSection, Truth } from './model.ts';
import { plainReport } from './model.ts';
import { STATISTIC_LINES, STATISTIC_SUMS, t0Code } from './statistics.ts';
import type { StatisticRow } from './statistics.ts';
import type { Profile } from './figures.ts';
import type { Random } from './random.ts';

const REACH: Record<Profile, readonly [number, number]> = { zeros: [0, 1], small: [1, 15], medium: [5, 400], large: [200, 20_000] };

/** By id of the line; money in 万元. */
export type StatisticFigures = Map<string, number>;

export function statisticFigures(random: Random, profile: Profile): StatisticFigures {
  const figures: StatisticFigures = new Map();
  const [low, high] = REACH[profile];
  const sums = new Map(STATISTIC_SUMS);
  for (const { id, unit } of STATISTIC_LINES) {
    if (id === null || sums.has(id)) continue;
    const rare = /denied|review|lit|extended|fees|complaints/.test(id);
    const some = random.chance(rare ? 0.35 : 0.75);
    const value = !some || high === 0 ? 0 : unit === '万元' ? random.int(1, 9000) / random.pick([1, 10, 100]) : random.magnitude(Math.max(1, low), Math.max(1, high));
    figures.set(id, value);
  }
  // 不同意公开 is a part of the answers: parts come before what they add up to.
  for (const [sum, parts] of STATISTIC_SUMS) figures.set(sum, parts.reduce((total, part) => total + (figures.get(part) ?? 0), 0));
  return figures;
}

/** Adds to one printed sum; its id, or none where a sum of nothing was drawn. */
export function breakSum(random: Random, figures: StatisticFigures): string[] {
  const [sum] = random.pick(STATISTIC_SUMS.filter(([id]) => id !== 'ans.denied'));
  figures.set(sum, (figures.get(sum) ?? 0) + random.int(1, 9));
  return [sum];
}

const PLACES = ['示例省', '样例省', '示范市', '样板市', '示范市虚构县', '假设区'];

/** 安全生产监督管理局 of a place that does not exist. */
export function formerAgency(random: Random): Agency {
  const place = random.pick(PLACES);
  return { name: place + random.pick(['安全生产监督管理局', '安全生产监督管理局', '安全监管局']), short: '我局' };
}

function prose(random: Random, agency: Agency, year: number): ReportSection[] {
  const n = (low: number, high: number): number => random.int(low, high);
  const bodies: [ReportSection['id'], string, ReportSection['body']][] = [
    ['overview', random.pick(['概述', '总体情况', '基本情况']), [`${year}年，${agency.name}按照有关要求推进政府信息公开，健全制度，明确责任，组织培训${n(1, 5)}次。`]],
    ['published', '主动公开政府信息情况', [`全年通过门户网站发布信息${n(100, 3000)}条，其中安全提示${n(10, 90)}条；历年累计公开${n(3000, 9000)}条。`]],
    ['requests', '依申请公开政府信息情况', ['对收到的申请均在法定期限内作出答复，未向申请人收取费用。']],
    ['disputes', '政府信息公开行政复议、行政诉讼情况', ['相关情况见所附统计表。']],
    ['problems', '存在的主要问题及改进情况', ['公开的及时性有待提高。下一步将加强业务培训，丰富公开形式，完善考核。']],
  ];
  const table: ReportSection = { id: 'inserted', number: '', heading: random.pick(['政府信息公开情况统计表', '其他需要报告的事项']), body: [{ table: 't0' }] };
  const numerals = '一二三四五六';
  return [...bodies.map(([id, heading, body]): ReportSection => ({ id, number: '', heading, body })), table].map((section, i) => ({ ...section, number: `${numerals[i] ?? ''}、` }));
}

/** A report that prints the table to the letter. The figures are what it prints; those that are not given are blank. */
export function statisticsReport(parts: { seed: string; agency: Agency; year: number; figures: ReadonlyMap<string, number>; random: Random }): ForgedReport {
  const { agency, year, figures, random } = parts;
  const title = random.pick([
    [`${agency.name}${year}年政府信息公开工作年度报告`], [agency.name, `${year}年政府信息公开工作年度报告`], [`${agency.name}${year}年度政府信息公开工作报告`],
  ]);
  const period = random.pick([`本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`, `报告中所列数据的统计期限为${year}年1月1日至12月31日。`]);
  const report = plainReport({
    seed: parts.seed, form: 'ogi-2019', agency, fiscalYear: year, publishedOn: `${year + 1}-03-${String(random.int(1, 30)).padStart(2, '0')}`,
    titleLines: title, preface: [`根据《中华人民共和国政府信息公开条例》，现公布${agency.name}${year}年度报告。${period}`], sections: prose(random, agency, year), figures: new Map(),
  });
  Object.assign(report, { form: 'stat-2014', t2: [], t3: null, t4: null, truth: new Map<string, Truth>() });
  report.t0 = {
    head: { ordinal: null, label: '统计指标', unit: '单位', value: '统计数', cumulative: null, remark: null }, over: null,
    rows: STATISTIC_LINES.map(({ id, number, label, unit, level }): StatisticRow => ({
      id, label: number + label, group: null, unit: unit ?? '', level, cumulative: '', remark: '',
      cell: id === null || unit === null ? null : figureCell(report, id, unit, figures.get(id) ?? null),
    })),
    above: [], below: [], merged: false, wideGroups: false, groupMark: '', halves: false, cuts: [], headOnCuts: false,
  };
  return report;
}

function figureCell(report: ForgedReport, id: string, unit: Printed['unit'], value: number | null): Printed {
  const raw = value === null ? '' : String(value);
  report.truth.set(t0Code(id), { state: value === null ? 'blank' : value === 0 ? 'zero' : 'number', value, raw });
  return { code: t0Code(id), text: raw, unit, kind: unit === '万元' ? 'money' : 'count', plain: true };
}
