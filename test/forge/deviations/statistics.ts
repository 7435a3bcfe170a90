/** How the statistics table of 2014 to 2018 is printed: its columns, its groups, its halves, lines more or fewer. */
import type { Deviation } from './deviation.ts';
import { bareNumbers, HTML, valueOf } from './deviation.ts';
import { typo } from './labels.ts';
import { reprint, withdraw } from '../../../crawlers/replica/report/model.ts';
import type { ForgedReport } from '../../../crawlers/replica/report/model.ts';
import type { Random } from '../../../crawlers/replica/report/random.ts';
import type { StatisticRow, StatisticTable } from '../../../crawlers/replica/report/statistics.ts';

const form = 'stat-2014';

/** A deviation of the table, applied where the report has one. */
const of = (name: string, probability: number, apply: (table: StatisticTable, report: ForgedReport, random: Random) => boolean | void, more: Partial<Deviation> = {}): Deviation => ({
  name: `t0.${name}`, probability, form, ...more,
  apply: (report, random) => (report.t0 ? apply(report.t0, report, random) : false),
});

const row = (table: StatisticTable, id: string): StatisticRow | undefined => table.rows.find((one) => one.id === id);

const local = (label: string, unit: string, level: number, value: number): StatisticRow => ({
  id: null, label, group: null, unit, level, cumulative: '', remark: '', cell: { code: null, text: String(value), unit: '件', kind: 'count', plain: false },
});

/** Levels as reports show them: by spaces, by numbers alone, or not at all. */
const SHAPES: readonly ((row: StatisticRow) => string)[] = [
  (one) => '　'.repeat(one.level) + one.label,
  (one) => '  '.repeat(one.level * 2) + one.label,
  (one) => one.label.replace(/^(?:[一二三四五六七八九]、|（[一二三四]）|\d\.)/, ''),
  (one) => one.label.replace(/^（([一二三四])）/, '($1)').replace(/^(\d)\./, '$1、'),
  (one) => one.label.replace(/^(\d)\./, '（$1）'),
  (one) => one.label.replace(/^(\d)\./, '$1．').replace(/（/g, '(').replace(/）/g, ')'),
];

const VALUE_HEADS = ['统计数', '数量', '数据', '本年度数', '统 计 数', '统计数据', '数值'] as const;

export const STATISTIC_DEVIATIONS: readonly Deviation[] = [
  of('groups_of_2014', 0.15, (table, report, random) => {
    const at = table.rows.findIndex((one) => one.id === 'fees');
    const points = row(table, 'org.reading_points');
    if (at < 0 || !points) return false;
    table.rows = table.rows.filter((one) => one !== points);
    const added = [local('七、开通政府信息公开网站（或设立门户网站信息公开专栏）数', '个', 0, random.int(1, 9)), { ...points, label: '八、设置政府信息公开查阅点数', level: 0 }];
    table.rows.splice(at, 0, ...added);
    return report.fiscalYear === 2014;
  }),
  of('local_lines', 0.2, (table, _, random) => {
    const words = ['其中：主动公开机构领导、人事信息', '主动公开财政预决算信息数', '公开行政执法信息数', '民生领域信息公开数', '10.其他途径收到的建议数'];
    for (const label of random.sample(words, random.int(1, 4))) {
      table.rows.splice(random.int(2, table.rows.length), 0, local(label, random.pick(['条', '件', '次']), 2, random.magnitude(1, 900)));
    }
  }),
  of('lines_missing', 0.12, (table, report, random) => {
    const leaves = table.rows.filter((one) => one.id !== null && one.level >= 2);
    const gone = new Set(random.sample(leaves, random.int(1, 5)));
    withdraw(report, [...gone].flatMap((one) => one.cell ?? []));
    table.rows = table.rows.filter((one) => !gone.has(one));
  }),
  of('short_names', 0.15, (table) => {
    for (const [id, label] of [['resp.pressconf_head', '其中：主要负责同志参加次数'], ['resp.interview_head', '其中：主要负责同志参加次数'], ['lit.upheld', '（一）维持具体行政行为数']] as const) {
      const one = row(table, id);
      if (one) one.label = label;
    }
    // Without the line it belongs to, nobody could tell whose part it is.
  }, { not: ['t0.lines_missing'] }),
  of('other_words', 0.15, (table, _, random) => {
    const words: [string, string][] = [
      ['req.received.online', '3.网上申请数'], ['ans.not_this_organ', '5.非本部门掌握'], ['pub.by.other', '5.其它方式公开政府信息数'], ['org.staff', '（三）政府信息公开工作人员数'],
      ['ans.denied.not_ogi', '不是《政府信息公开条例》所指政府信息'], ['pub.by.weibo', '3.政府微博公开政府信息数'], ['ans.denied.state_secret', '其中：涉及国家秘密数'],
    ];
    for (const [id, label] of random.sample(words, random.int(1, 5))) {
      const one = row(table, id);
      if (one) one.label = label;
    }
  }),
  of('typo', 0.1, (table, _, random) => {
    const long = table.rows.filter((one) => one.id !== null && !one.label.includes('其中') && !/^[\d.]*不/.test(one.label) && one.label.replace(/（.*）|^\d\./g, '').length >= 9);
    if (long.length === 0) return false;
    const chosen = random.pick(long);
    chosen.label = typo(random, chosen.label.replace(/（[^）]{4,}）/, ''));
    return true;
  }),
  of('value_head', 0.3, (table, report, random) => {
    table.head.value = random.pick([...VALUE_HEADS, `${report.fiscalYear}年度`, `${report.fiscalYear}年`]);
    table.head.label = random.pick(['统计指标', '统 计 指 标', '指标名称', '指标', '项目']);
    if (table.head.unit !== null) table.head.unit = random.pick(['单位', '计量单位', '单 位']);
  }),
  of('cumulative', 0.3, (table, report, random) => {
    table.head.cumulative = random.pick(['历年累计', '历年累计', '累计数', '历年累计数']);
    if (random.chance(0.4)) table.over = random.pick(['统计数', '数量']);
    table.head.value = random.pick(['本年度', '本年', `${report.fiscalYear}年度`]);
    const sparse = random.chance(0.3);
    for (const one of table.rows) {
      if (one.cell !== null && !(sparse && random.chance(0.3))) one.cumulative = String(Math.round(Number(one.cell.text) || 0) + random.magnitude(1, 4000));
    }
  }),
  of('last_year', 0.08, (table, report, random) => {
    table.head.value = `${report.fiscalYear}年`;
    table.head.cumulative = random.pick([`${report.fiscalYear - 1}年`, '上年数', '上年度', '同比增减']);
    for (const one of table.rows) if (one.cell !== null) one.cumulative = String(random.magnitude(1, 3000));
  }, { not: ['t0.cumulative'] }),
  of('ordinals', 0.12, (table, _, random) => { table.head.ordinal = random.pick(['序号', '编号']); }),
  of('remarks', 0.1, (table, _, random) => {
    table.head.remark = '备注';
    for (const one of random.sample(table.rows, 3)) one.remark = random.pick(['含转载', '按季汇总', '见附件']);
  }),
  of('units_in_labels', 0.15, (table) => {
    for (const one of table.rows) if (one.cell) one.label += `（${one.unit}）`;
    table.head.unit = null;
  }),
  of('no_units', 0.08, (table, report) => {
    table.head.unit = null;
    for (const cell of bareNumbers(report)) if (cell.kind === 'money') Object.assign(report.truth.get(cell.code ?? '') ?? {}, { state: 'ambiguous', value: null, undecidable: true });
  }, { not: ['t0.units_in_labels'] }),
  of('yuan', 0.1, (table, report) => {
    for (const one of table.rows) {
      if (one.cell?.kind !== 'money' || !one.cell.plain) continue;
      one.unit = '元';
      const value = valueOf(report, one.cell);
      if (value !== null && value !== 0) reprint(report, one.cell, String(Math.round(value * 10_000)));
    }
  }, { not: ['t0.units_in_labels', 't0.no_units'] }),
  of('shape', 0.5, (table, _, random) => {
    const shape = random.pick(SHAPES);
    for (const one of table.rows) one.label = shape(one);
  }),
  of('group_mark', 0.6, (table, _, random) => { table.groupMark = random.pick(['——', '—', '-', '----', '/']); }),
  of('wide_groups', 0.15, (table) => { table.wideGroups = true; }),
  of('merged', 0.2, (table) => {
    let group: string | null = null;
    const rows: StatisticRow[] = [];
    for (const one of table.rows) {
      if (one.level === 0) group = one.cell === null ? one.label.trim() : null;
      if (!(one.level === 0 && one.cell === null)) rows.push({ ...one, group });
    }
    Object.assign(table, { rows, merged: true });
  }, { not: ['t0.wide_groups'] }),
  of('halves', 0.2, (table, _, random) => {
    table.halves = true;
    if (random.chance(0.5)) table.over = null;
  }, { not: ['t0.wide_groups', 't0.merged', 't0.ordinals'] }),
  of('cut', 0.15, (table, _, random) => {
    table.cuts = random.sample(Array.from({ length: table.rows.length - 12 }, (_, i) => i + 6), random.int(1, 2)).sort((a, b) => a - b);
    table.headOnCuts = random.chance(0.5);
  }, { only: [...HTML, 'docx', 'pdf-own', 'pdf-chromium', 'text-cells'], not: ['t0.halves'] }),
  of('title_line', 0.25, (table, report, random) => {
    table.above = random.pick([['政府信息公开情况统计表'], [`（${report.fiscalYear}年度）`], ['政府信息公开情况统计表', `填报单位（盖章）：${report.agency.name}`]]);
  }),
  of('signed', 0.2, (table, report, random) => {
    table.below = [random.pick(['单位负责人：张某　　审核人：李某　　填报人：王某', `填报日期：${report.fiscalYear + 1}年3月${random.int(1, 20)}日　联系电话：0000-${random.int(1000000, 9999999)}`])];
  }),
];

