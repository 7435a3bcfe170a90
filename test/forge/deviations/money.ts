/** Money: the unit in the cell, in the header, in both or nowhere. The codebook's unit is 万元. */
import { fullWidth } from './cells.ts';
import type { Deviation } from './deviation.ts';
import { allCells, reprint } from '../../../crawlers/replica/report/model.ts';
import type { ForgedReport, Printed } from '../../../crawlers/replica/report/model.ts';
import type { Random } from '../../../crawlers/replica/report/random.ts';

const PROCUREMENT = 't2.a20_9.procurement.amount';
const FEE = 't2.a20_8.fee.amount';

function find(report: ForgedReport, code: string): { cell: Printed; header: { text: string } } | null {
  for (const block of report.t2) {
    for (const row of block.rows) {
      const index = row.cells.findIndex((cell) => cell.code === code);
      const [cell, header] = [row.cells[index], block.headers[index]];
      if (cell && header) return { cell, header };
    }
  }
  return null;
}

/** In yuan, without the noise of binary fractions. */
const yuan = (wan: number): number => Number((wan * 10_000).toFixed(0));
const grouped = (value: number): string => {
  const [whole = '', fraction] = String(value).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
};

/** The amount with its unit in the cell. */
function amountWithUnit(random: Random, value: number): string {
  if (value === 0) return random.pick(['0元', '0万元', '0.00万元', '0 万元']);
  return random.weighted([
    [`${value}万元`, 6], [`${value} 万元`, 2], [`${value}万`, 2], [`${value} 万`, 1], [`${yuan(value)}元`, 3], [`${grouped(value)}万元`, 2],
    [`${value}\n万元`, 1], [`${value}（万元）`, 0.3], [value >= 10_000 ? `${value / 10_000}亿元` : `${value}万元`, 0.5],
  ]);
}

export const MONEY_DEVIATIONS: readonly Deviation[] = [
  {
    name: 'money.procurement', probability: 1, always: true, needed: true,
    apply(report, random) {
      const found = find(report, PROCUREMENT);
      const fact = report.truth.get(PROCUREMENT);
      if (!found?.cell.plain || !fact || fact.value === null) return false;
      const { cell, header } = found;
      const value = fact.value;
      const style = random.weighted([['cell', 5], ['header', 3], ['header_yuan', 1], ['none', 2], ['both', 1]]);
      if (style === 'cell' || style === 'both') reprint(report, cell, amountWithUnit(random, value));
      if (style === 'header' || style === 'both') {
        header.text += random.pick(['（单位：万元，保留4位小数）', '（万元）', '（单位：万元）', '(万元)']);
        if (style === 'header') reprint(report, cell, value === 0 ? random.pick(['0', '0.00', '0.0000']) : random.pick([String(value), value.toFixed(4)]));
      }
      if (style === 'header_yuan') {
        header.text += random.pick(['（元）', '（单位：元）']);
        reprint(report, cell, String(yuan(value)));
      }
      if (style === 'none') {
        reprint(report, cell, String(value), value === 0 ? undefined : { state: 'ambiguous', value: null });
      }
      return true;
    },
  },
  {
    name: 'money.fee_unit', probability: 0.2, form: 'ogi-2021',
    apply(report, random) {
      const found = find(report, FEE);
      const value = report.truth.get(FEE)?.value;
      if (!found?.cell.plain || value === null || value === undefined) return false;
      reprint(report, found.cell, amountWithUnit(random, value));
      return true;
    },
  },
  {
    name: 'money.fee_header', probability: 0.12, form: 'ogi-2021', not: ['money.fee_unit'],
    apply(report, random) {
      const found = find(report, FEE);
      const fact = report.truth.get(FEE);
      if (!found?.cell.plain || fact?.value === null || fact?.value === undefined) return false;
      const style = random.pick(['（万元）', '(单位:万元)', '（单位： 万元）', '\n（单位：万元）', '（单位：元）', '']);
      found.header.text = `本年收费金额${style}`;
      if (style === '（单位：元）') reprint(report, found.cell, String(yuan(fact.value)));
      // The edition's own header names 万元; where a reporter leaves that out, the edition's default and "unit unknown" are both fair.
      if (style === '' && fact.value !== 0) fact.lenient = true;
      return true;
    },
  },
  {
    name: 'money.grouped', probability: 0.1,
    apply(report) {
      const large = allCells(report).filter((cell) => cell.kind === 'money' && cell.plain && Number(cell.text) >= 1000);
      for (const cell of large) reprint(report, cell, grouped(Number(cell.text)));
      return large.length > 0;
    },
  },
  {
    name: 'money.full_width', probability: 0.05,
    apply(report) {
      const cells = allCells(report).filter((cell) => cell.kind === 'money' && /\d/.test(cell.text));
      for (const cell of cells) reprint(report, cell, fullWidth(cell.text));
      return cells.length > 0;
    },
  },
  {
    name: 'money.decimal_zero', probability: 0.15,
    apply(report, random) {
      const zeros = allCells(report).filter((cell) => cell.kind === 'money' && cell.text === '0');
      for (const cell of zeros) reprint(report, cell, random.pick(['0.00', '0.0', '0.0000']));
      return zeros.length > 0;
    },
  },
];
