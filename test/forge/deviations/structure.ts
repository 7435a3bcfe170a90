/** What is printed at all: rows, columns, blocks and tables more or fewer than the form has, and editions mixed. */
import { HTML, stateOf, valueOf } from './deviation.ts';
import type { Deviation } from './deviation.ts';
import { randomFigures } from '../../../crawlers/replica/report/figures.ts';
import { plainReport, requestRows, withdraw } from '../../../crawlers/replica/report/model.ts';
import type { ForgedReport, Printed, RequestNode } from '../../../crawlers/replica/report/model.ts';
import { APPLICANTS, otherRow, t3Code } from '../../../crawlers/replica/report/template.ts';

const unknown = (text: string): Printed => ({ code: null, text, unit: '件', kind: 'count', plain: true });

const quietly = (report: ForgedReport, cells: readonly Printed[]): boolean => cells.every((cell) => stateOf(report, cell) === 'zero');

function requestRow(report: ForgedReport, id: string): RequestNode | undefined {
  const find = (nodes: readonly RequestNode[]): RequestNode | undefined => {
    for (const node of nodes) {
      const found = node.id === id ? node : find(node.children ?? []);
      if (found) return found;
    }
    return undefined;
  };
  return report.t3 ? find(report.t3.rows) : undefined;
}

/** Takes another edition's table 二 in place of the report's own. */
function borrowTable2(report: ForgedReport, form: ForgedReport['form'], keep: (block: string) => boolean, add: boolean, seed: ForgedReport): void {
  const blocks = seed.t2.filter((block) => keep(block.id));
  if (!add) {
    withdraw(report, report.t2.flatMap((block) => block.rows.flatMap((row) => row.cells)));
    report.t2 = [];
  }
  report.t2.push(...blocks);
  for (const cell of blocks.flatMap((block) => block.rows.flatMap((row) => row.cells))) {
    const fact = cell.code === null ? undefined : seed.truth.get(cell.code);
    if (cell.code !== null && fact) report.truth.set(cell.code, fact);
  }
  report.mixed = report.form !== form;
}

export const STRUCTURE_DEVIATIONS: readonly Deviation[] = [
  {
    name: 'form.other_edition_t2', probability: 0.03,
    apply(report, random) {
      const form = report.form === 'ogi-2019' ? 'ogi-2021' : 'ogi-2019';
      const other = plainReport({ ...report, preface: [], figures: randomFigures(random, form, 'small'), form });
      borrowTable2(report, form, () => true, false, other);
    },
  },
  {
    name: 'form.kept_procurement', probability: 0.03, form: 'ogi-2021', not: ['form.other_edition_t2'],
    apply(report, random) {
      const other = plainReport({ ...report, preface: [], figures: randomFigures(random, 'ogi-2019', 'small'), form: 'ogi-2019' });
      borrowTable2(report, 'ogi-2019', (block) => block === 'a20_9', true, other);
    },
  },
  {
    name: 'form.collapsed_other', probability: 0.08, form: 'ogi-2021',
    apply(report) {
      const node = requestRow(report, 'result.other');
      if (!node?.children) return false;
      const children = requestRows(node.children);
      node.cells = APPLICANTS.map((applicant, i): Printed => {
        const value = children.reduce((sum, child) => sum + (valueOf(report, child.cells[i] as Printed) ?? 0), 0);
        const code = t3Code('result.other', applicant.id);
        report.truth.set(code, { state: value === 0 ? 'zero' : 'number', value, raw: String(value) });
        return { code, text: String(value), unit: '件', kind: 'count', plain: true };
      });
      withdraw(report, children.flatMap((child) => child.cells));
      delete node.children;
      return true;
    },
  },
  {
    name: 'form.split_other', probability: 0.04, form: 'ogi-2019',
    apply(report) {
      const node = requestRow(report, 'result.other');
      if (!node?.cells) return false;
      const values = node.cells.map((cell) => valueOf(report, cell) ?? 0);
      withdraw(report, node.cells);
      delete node.cells;
      node.children = (otherRow('ogi-2021').children ?? []).map(({ id, label }) => ({
        id, label,
        cells: APPLICANTS.map((applicant, i): Printed => {
          const value = id === 'result.other.misc' ? (values[i] ?? 0) : 0;
          const code = t3Code(id, applicant.id);
          report.truth.set(code, { state: value === 0 ? 'zero' : 'number', value, raw: String(value) });
          return { code, text: String(value), unit: '件', kind: 'count', plain: true };
        }),
      }));
      report.mixed = true;
      return true;
    },
  },
  {
    name: 'rows.missing', probability: 0.08,
    apply(report, random) {
      const blocks = report.t2.filter((block) => block.rows.length > 1);
      const drop = random.weighted([['published', 3], ['request', 1]]);
      if (drop === 'published' && blocks.length > 0) {
        const block = random.pick(blocks);
        const [gone] = block.rows.splice(random.int(0, block.rows.length - 1), 1);
        withdraw(report, gone?.cells ?? []);
        return true;
      }
      const groups = (requestRow(report, 'results')?.children ?? []).filter((node) => (node.children?.length ?? 0) > 1);
      const choices = groups.flatMap((group) => (group.children ?? []).filter((row) => quietly(report, row.cells ?? [])).map((row) => ({ group, row })));
      if (choices.length === 0) return false;
      const { group, row } = random.pick(choices);
      group.children = (group.children ?? []).filter((child) => child !== row);
      withdraw(report, row.cells ?? []);
      return true;
    },
  },
  {
    name: 'columns.missing', probability: 0.05,
    apply(report, random) {
      const blocks = report.t2.filter((block) => block.headers.length > 1);
      if (blocks.length === 0) return false;
      const block = random.pick(blocks);
      const index = random.int(0, block.headers.length - 1);
      block.headers.splice(index, 1);
      for (const row of block.rows) withdraw(report, row.cells.splice(index, 1));
      return true;
    },
  },
  {
    name: 'blocks.missing', probability: 0.04,
    apply(report, random) {
      if (report.t2.length < 2) return false;
      const [block] = report.t2.splice(random.int(0, report.t2.length - 1), 1);
      withdraw(report, block?.rows.flatMap((row) => row.cells) ?? []);
      return true;
    },
  },
  {
    name: 'rows.extra', probability: 0.07,
    apply(report, random) {
      const block = report.t2.find((one) => one.id === 'a20_1');
      if (!block) return false;
      const row = { id: null, label: random.pick(['其他主动公开文件', '其他文件', '政策解读材料']), cells: block.headers.map(() => unknown(String(random.magnitude(1, 90)))) };
      block.rows.splice(random.pick([block.rows.length, block.rows.length, 1]), 0, row);
      return true;
    },
  },
  {
    name: 'columns.subtotal', probability: 0.06,
    apply(report, random) {
      const columns = report.t3?.columns;
      if (!columns) return false;
      const at = columns.findIndex((column) => column.id === 'total');
      columns.splice(at, 0, { id: null, text: random.pick(['小计', '法人小计']), org: true });
      for (const row of requestRows(report.t3?.rows ?? [])) {
        const sum = row.cells.slice(1, at).reduce((total, cell) => total + (valueOf(report, cell) ?? 0), 0);
        row.cells.splice(at, 0, unknown(String(sum)));
      }
      return true;
    },
  },
  {
    name: 'tables.no_disputes', probability: 0.04,
    apply(report) {
      if (!report.t4?.venues.every((venue) => quietly(report, venue.cells))) return false;
      withdraw(report, report.t4.venues.flatMap((venue) => venue.cells));
      report.t4 = null;
      const section = report.sections.find((one) => one.id === 'disputes');
      if (section) section.body = ['本年度未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。'];
      return true;
    },
  },
  {
    name: 'rows.blank', probability: 0.05,
    apply(report, random) {
      const blank = (count: number): Printed[] => Array.from({ length: count }, () => unknown(''));
      if (report.t3 && random.chance(0.5)) {
        report.t3.rows.splice(random.pick([1, 2, report.t3.rows.length]), 0, { id: null, label: '', cells: blank(report.t3.columns.length) });
        return true;
      }
      const block = random.pick(report.t2);
      block.rows.push({ id: null, label: '', cells: blank(block.headers.length) });
      return true;
    },
  },
  {
    name: 't3.note', probability: 0.05,
    apply(report, random) {
      if (!report.t3) return false;
      const day = `${report.fiscalYear + 1}年1月${random.int(4, 30)}日`;
      report.t3.note = random.pick(['备注：本表数据由各科室提供。', `填报人：张某　审核人：李某　填报日期：${day}`, '注：总计为各类申请人之和，共7列。']);
      return true;
    },
  },
  {
    name: 't3.unit_line', probability: 0.05,
    apply(report, random) {
      report.sections.find((one) => one.id === 'requests')?.body.unshift(random.pick(['单位：件', '（单位：件）', '计量单位：件']));
    },
  },
  { name: 't3.unmerged', probability: 0.05, only: [...HTML, 'docx', 'pdf-chromium', 'pdf-libreoffice', 'doc', 'rtf', 'xlsx', 'xls'] },
  {
    name: 't3.cut_in_two', probability: 0.07, only: [...HTML, 'docx', 'pdf-chromium', 'pdf-libreoffice', 'doc', 'rtf', 'xlsx', 'xls', 'text-cells'],
    apply(report, random) {
      if (!report.t3) return false;
      const headers = 3;
      report.t3.cutAt = random.int(headers + 2, headers + requestRows(report.t3.rows).length - 2);
      if (random.chance(0.4)) report.deviations.add('t3.cut_repeats_labels');
      return true;
    },
  },
  { name: 't3.on_its_side', probability: 0.03, only: [...HTML, 'docx'], not: ['t3.note', 't3.cut_in_two'] },
  { name: 't2.sixths', probability: 0.35 },
  { name: 't3.total_on_top', probability: 0.15 },
  { name: 't2.split', probability: 0.12 },
  { name: 't2.titles_outside', probability: 0.05, not: ['t2.split'] },
];
