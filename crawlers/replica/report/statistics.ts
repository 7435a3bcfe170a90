/**
 * 政府信息公开情况统计表 as the annex of 国办发〔2014〕32号 prints it, written down once more and apart from `extractors/forms/`, and
 * how reports lay it out: with or without units and a cumulative column, in one column of labels or two, whole or in two halves.
 */
import type { Unit } from '../../../extractors/report.ts';
import type { LogicalCell, LogicalTable } from './layout.ts';
import type { Printed } from './model.ts';

/** A line as the form prints it: number, words, unit. Lines without an id group others. */
export interface StatisticLine {
  id: string | null;
  /** 一、 or （一） or 1. or 其中： */
  number: string;
  label: string;
  unit: Unit | null;
  /** 0 for the nine groups, 1 for （一）, 2 for 1., 3 for 其中. */
  level: number;
}

const SPEC = `
0||一、|主动公开情况|
1|pub.total|（一）|主动公开政府信息数（不同渠道和方式公开相同信息计1条）|条
3|pub.normdoc|其中：|主动公开规范性文件数|条
3|pub.normdoc_made||制发规范性文件总数|件
1||（二）|通过不同渠道和方式公开政府信息的情况|
2|pub.by.gazette|1.|政府公报公开政府信息数|条
2|pub.by.website|2.|政府网站公开政府信息数|条
2|pub.by.weibo|3.|政务微博公开政府信息数|条
2|pub.by.wechat|4.|政务微信公开政府信息数|条
2|pub.by.other|5.|其他方式公开政府信息数|条
0||二、|回应解读情况|
1|resp.hot_topics|（一）|回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）|次
1||（二）|通过不同渠道和方式回应解读的情况|
2|resp.pressconf|1.|参加或举办新闻发布会总次数|次
3|resp.pressconf_head|其中：|主要负责同志参加新闻发布会次数|次
2|resp.interview|2.|政府网站在线访谈次数|次
3|resp.interview_head|其中：|主要负责同志参加政府网站在线访谈次数|次
2|resp.interpretations|3.|政策解读稿件发布数|篇
2|resp.social|4.|微博微信回应事件数|次
2|resp.other|5.|其他方式回应事件数|次
0||三、|依申请公开情况|
1|req.received|（一）|收到申请数|件
2|req.received.in_person|1.|当面申请数|件
2|req.received.fax|2.|传真申请数|件
2|req.received.online|3.|网络申请数|件
2|req.received.letter|4.|信函申请数|件
1|req.closed|（二）|申请办结数|件
2|req.closed.on_time|1.|按时办结数|件
2|req.closed.extended|2.|延期办结数|件
1|req.answered|（三）|申请答复数|件
2|ans.already_public|1.|属于已主动公开范围数|件
2|ans.open|2.|同意公开答复数|件
2|ans.partial|3.|同意部分公开答复数|件
2|ans.denied|4.|不同意公开答复数|件
3|ans.denied.state_secret|其中：|涉及国家秘密|件
3|ans.denied.trade_secret||涉及商业秘密|件
3|ans.denied.privacy||涉及个人隐私|件
3|ans.denied.security_stability||危及国家安全、公共安全、经济安全和社会稳定|件
3|ans.denied.not_ogi||不是《条例》所指政府信息|件
3|ans.denied.other_law||法律法规规定的其他情形|件
2|ans.not_this_organ|5.|不属于本行政机关公开数|件
2|ans.not_exist|6.|申请信息不存在数|件
2|ans.correction_notice|7.|告知作出更改补充数|件
2|ans.other_channel|8.|告知通过其他途径办理数|件
0|review.total|四、|行政复议数量|件
1|review.upheld|（一）|维持具体行政行为数|件
1|review.corrected|（二）|被依法纠错数|件
1|review.other|（三）|其他情形数|件
0|lit.total|五、|行政诉讼数量|件
1|lit.upheld|（一）|维持具体行政行为或者驳回原告诉讼请求数|件
1|lit.corrected|（二）|被依法纠错数|件
1|lit.other|（三）|其他情形数|件
0|complaints|六、|举报投诉数量|件
0|fees|七、|依申请公开信息收取的费用|万元
0||八、|机构建设和保障经费情况|
1|org.offices|（一）|政府信息公开工作专门机构数|个
1|org.reading_points|（二）|设置政府信息公开查阅点数|个
1|org.staff|（三）|从事政府信息公开工作人员数|人
2|org.staff.full_time|1.|专职人员数（不包括政府公报及政府网站工作人员数）|人
2|org.staff.part_time|2.|兼职人员数|人
1|org.budget|（四）|政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）|万元
0||九、|政府信息公开会议和培训情况|
1|train.meetings|（一）|召开政府信息公开工作会议或专题会议数|次
1|train.courses|（二）|举办各类培训班数|次
1|train.trainees|（三）|接受培训人员数|人次`;

export const STATISTIC_LINES: readonly StatisticLine[] = SPEC.trim().split('\n').map((text) => {
  const [level = '0', id = '', number = '', label = '', unit = ''] = text.split('|');
  return { id: id === '' ? null : id, number, label, unit: unit === '' ? null : (unit as Unit), level: Number(level) };
});

export const t0Code = (id: string): string => `t0.${id}`;

export const STATISTIC_CODES: readonly string[] = STATISTIC_LINES.flatMap(({ id }) => (id === null ? [] : [t0Code(id)]));

/** Sums of the table: what the right-hand lines add up to. */
export const STATISTIC_SUMS: readonly (readonly [sum: string, parts: readonly string[]])[] = [
  ['req.received', ['in_person', 'fax', 'online', 'letter'].map((it) => `req.received.${it}`)],
  ['req.closed', ['req.closed.on_time', 'req.closed.extended']],
  ['ans.denied', ['state_secret', 'trade_secret', 'privacy', 'security_stability', 'not_ogi', 'other_law'].map((it) => `ans.denied.${it}`)],
  ['req.answered', ['already_public', 'open', 'partial', 'denied', 'not_this_organ', 'not_exist', 'correction_notice', 'other_channel'].map((it) => `ans.${it}`)],
  ['review.total', ['review.upheld', 'review.corrected', 'review.other']],
  ['lit.total', ['lit.upheld', 'lit.corrected', 'lit.other']],
  ['org.staff', ['org.staff.full_time', 'org.staff.part_time']],
];

/** A line of a report's table. `cell` is null for a line that only groups others. */
export interface StatisticRow {
  /** Null where the form has no such line. */
  id: string | null;
  label: string;
  /** The group that stands left of it, where groups do. */
  group: string | null;
  unit: string;
  level: number;
  cell: Printed | null;
  cumulative: string;
  remark: string;
}

export interface StatisticTable {
  /** Heads of the columns; null where there is no such column. */
  head: { ordinal: string | null; label: string; unit: string | null; value: string; cumulative: string | null; remark: string | null };
  /** 统计数 over the year's and the cumulative column. */
  over: string | null;
  rows: StatisticRow[];
  /** Lines over the whole width, above the head and below the last row. */
  above: string[];
  below: string[];
  /** Groups stand left of their lines, over all of them. */
  merged: boolean;
  /** A group's line reaches over the whole width. */
  wideGroups: boolean;
  /** What the other cells of a group's line print. */
  groupMark: string;
  halves: boolean;
  /** Rows before which a table of its own begins. */
  cuts: number[];
  headOnCuts: boolean;
}

const widthOf = (name: string): number => ({ ordinal: 5, group: 12, label: 44, unit: 9, value: 14, cumulative: 14, remark: 10 })[name] ?? 10;

/** The table as blocks of cells; more than one where it is cut. */
export function statisticTables(table: StatisticTable): LogicalTable[] {
  const bounds = [0, ...table.cuts, table.rows.length];
  return bounds.slice(1).flatMap((to, i) => {
    const from = bounds[i] ?? 0;
    return from >= to ? [] : [oneTable(table, table.rows.slice(from, to), { top: i === 0, head: i === 0 || table.headOnCuts, end: to === table.rows.length, first: from })];
  });
}

interface Part { top: boolean; head: boolean; end: boolean; first: number }

function oneTable(table: StatisticTable, rows: readonly StatisticRow[], part: Part): LogicalTable {
  const { head } = table;
  const names = [
    ...(head.ordinal === null ? [] : ['ordinal']), ...(table.merged ? ['group'] : []), 'label', ...(head.unit === null ? [] : ['unit']), 'value',
    ...(head.cumulative === null ? [] : ['cumulative']), ...(head.remark === null ? [] : ['remark']),
  ];
  const width = names.length * (table.halves ? 2 : 1);
  const out: LogicalCell[][] = [];
  const put = (kind: LogicalCell['kind'], text: string, row: number, col: number, colSpan = 1, rowSpan = 1, code: string | null = null): void => {
    out[row]?.push({ text, row, col, rowSpan, colSpan, kind, code });
  };
  const line = (text: string): void => {
    out.push([]);
    put('title', text, out.length - 1, 0, width);
  };
  if (part.top) table.above.forEach(line);
  if (part.head) headOf(table, names, out, put);
  const headerRows = out.length;
  const half = Math.ceil(rows.length / 2);
  const sides = table.halves ? [rows.slice(0, half), rows.slice(half)] : [rows];
  const start = out.length;
  for (let r = 0; r < (sides[0]?.length ?? 0); r += 1) out.push([]);
  sides.forEach((side, s) => {
    const base = s * names.length;
    for (let r = 0; r < (sides[0]?.length ?? 0); r += 1) {
      const row = side[r];
      if (row) rowOf(table, side, r, row, names, start, base, part.first + (s === 0 ? r : half + r), put);
      else names.forEach((_, i) => put('data', '', start + r, base + i));
    }
  });
  if (part.end) table.below.forEach(line);
  return { id: 't0', widths: [...Array<string[]>(table.halves ? 2 : 1)].flatMap(() => names.map(widthOf)), headerRows: part.head ? headerRows : 0, rows: out.map((cells) => cells.sort((a, b) => a.col - b.col)) };
}

type Put = (kind: LogicalCell['kind'], text: string, row: number, col: number, colSpan?: number, rowSpan?: number, code?: string | null) => void;

function headOf(table: StatisticTable, names: readonly string[], out: LogicalCell[][], put: Put): void {
  const two = table.over !== null && names.includes('cumulative');
  const row = out.length;
  out.push([], ...(two ? [[]] : []));
  for (let s = 0; s < (table.halves ? 2 : 1); s += 1) {
    names.forEach((name, i) => {
      const col = s * names.length + i;
      if (name === 'group') return;
      const text = table.head[name as keyof StatisticTable['head']] ?? '';
      const wide = name === 'label' && table.merged;
      if (two && name === 'value') put('header', table.over ?? '', row, col, 2);
      if (two && (name === 'value' || name === 'cumulative')) put('header', text, row + 1, col);
      else put('header', text, row, wide ? col - 1 : col, wide ? 2 : 1, two ? 2 : 1);
    });
  }
}

function rowOf(table: StatisticTable, side: readonly StatisticRow[], r: number, row: StatisticRow, names: readonly string[], start: number, base: number, nth: number, put: Put): void {
  const at = start + r;
  const group = names.indexOf('group');
  names.forEach((name, i) => {
    const col = base + i;
    if (name === 'ordinal') put('label', String(nth + 1), at, col);
    else if (name === 'group' || (name === 'label' && table.merged)) return;
    else if (row.cell === null && table.wideGroups && name !== 'label') return;
    else if (name === 'label') put('label', row.label, at, col, row.cell === null && table.wideGroups ? names.length - i : 1);
    else if (name === 'unit') put('label', row.cell === null ? table.groupMark : row.unit, at, col);
    else if (name === 'value') put('data', row.cell?.text ?? table.groupMark, at, col, 1, 1, row.cell?.code ?? null);
    else put('data', row.cell === null ? '' : name === 'cumulative' ? row.cumulative : row.remark, at, col);
  });
  if (!table.merged) return;
  const labelCol = base + group;
  if (row.group === null) return put('label', row.label, at, labelCol, 2);
  const begins = r === 0 || side[r - 1]?.group !== row.group;
  const end = side.findIndex((one, i) => i > r && one.group !== row.group);
  if (begins) put('label', row.group, at, labelCol, 1, (end < 0 ? side.length : end) - r);
  put('label', row.label, at, labelCol + 1);
}
