/** How figures are printed: blanks, words, dashes, units, remarks, signs, digits. */
import { bareNumbers, bareZeros, inTable, TEXT, valueOf } from './deviation.ts';
import type { Deviation } from './deviation.ts';
import { allCells, reprint, requestRows } from '../../../crawlers/replica/report/model.ts';
import type { ForgedReport, Printed } from '../../../crawlers/replica/report/model.ts';
import type { Random } from '../../../crawlers/replica/report/random.ts';

const NBSP = '\u00a0';
const IDEOGRAPHIC_SPACE = '\u3000';
export const BLANKS = ['', '', '', NBSP, IDEOGRAPHIC_SPACE, IDEOGRAPHIC_SPACE.repeat(2), ' '] as const;
const DASHES = ['/', '/', '-', '—', '——', '--', '－', '–', '／'] as const;

const blank = { state: 'blank', value: null } as const;

/** Zeros of all tables, or of table 三 alone, each with the same chance. */
function someZeros(report: ForgedReport, random: Random): Printed[] {
  const scope = random.weighted([['t3', 4], ['t', 3], ['t2', 1], ['t4', 1]]);
  const share = random.pick([0.15, 0.5, 1]);
  return bareZeros(report).filter((cell) => cell.code?.startsWith(scope) && random.chance(share));
}

/** A run of zeros that one person filled in alike: a row of table 二, a block of table 四, or scattered ones. */
function zeroRun(report: ForgedReport, random: Random): Printed[] {
  const zeros = new Set(bareZeros(report));
  const rows = [...report.t2.flatMap((b) => b.rows.map((r) => r.cells)), ...(report.t4 ? report.t4.venues.map((v) => v.cells) : [])];
  const quiet = rows.filter((cells) => cells.every((cell) => zeros.has(cell)));
  return quiet.length > 0 && random.chance(0.7) ? random.pick(quiet) : random.sample([...zeros], random.int(1, 6));
}

/** 减 7125, 增 94, 无 sign for a plain increase. */
function signed(random: Random, value: number): string {
  const size = Math.abs(value);
  if (value < 0) return random.pick([`减${size}`, `减 ${size}`, `减少${size}`, `-${size}`, `－${size}`, `−${size}`, `减${size}项`]);
  return random.pick([`增${size}`, `增 ${size}`, `增加${size}`, `+${size}`, `＋${size}`, `增加 ${size} 项`]);
}

export const fullWidth = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

function withUnit(random: Random, cell: Printed, space: string, uniform: string | null): string {
  const unit = uniform ?? (random.chance(0.1) ? random.pick(['件', '项']) : cell.unit);
  return `${cell.text}${space}${unit}`;
}

const SENTENCES = [
  '四类', '两类', '详见附件', '按上级规定执行', '见政务服务网公布的清单', '救助困难群众1378户3169人次，发放资金104万元', '共3大类，每类若干项',
] as const;

export const CELL_DEVIATIONS: readonly Deviation[] = [
  {
    name: 'cells.totals_only', probability: 0.04,
    apply(report) {
      const rows = report.t3 ? requestRows(report.t3.rows) : [];
      for (const cell of rows.flatMap((row) => row.cells)) if (!cell.code?.endsWith('@total')) reprint(report, cell, '', blank);
    },
  },
  {
    name: 'cells.totals_blank', probability: 0.03, not: ['cells.totals_only'],
    apply(report) {
      const summary = ['new', 'carry_in', 'result.total', 'carry_out'];
      for (const row of report.t3 ? requestRows(report.t3.rows) : []) {
        if (summary.includes(row.id ?? '')) continue;
        for (const cell of row.cells) if (cell.code?.endsWith('@total')) reprint(report, cell, '', blank);
      }
    },
  },
  {
    name: 'cells.blank_zeros', probability: 0.2,
    apply(report, random) {
      const fill = random.chance(0.5) ? random.pick(BLANKS) : null;
      for (const cell of someZeros(report, random)) reprint(report, cell, fill ?? random.pick(BLANKS), blank);
    },
  },
  {
    name: 'cells.none_word', probability: 0.1,
    apply(report, random) {
      const word = random.weighted([['无', 8], ['没有', 1], ['未发生', 1]]);
      for (const cell of zeroRun(report, random)) reprint(report, cell, word, { state: 'none_word', value: null });
    },
  },
  {
    name: 'cells.dash', probability: 0.1,
    apply(report, random) {
      const dash = random.pick(DASHES);
      for (const cell of zeroRun(report, random)) reprint(report, cell, dash, { state: 'dash', value: null });
    },
  },
  {
    name: 'cells.zero_word', probability: 0.03,
    apply(report, random) {
      for (const cell of zeroRun(report, random)) reprint(report, cell, '零');
    },
  },
  {
    name: 'cells.sentence', probability: 0.06,
    apply(report, random) {
      const cells = allCells(report).filter((cell) => cell.plain && inTable(cell, 't2') && cell.kind !== 'money');
      if (cells.length === 0) return false;
      for (const cell of random.sample(cells, random.int(1, 2))) reprint(report, cell, random.pick(SENTENCES), { state: 'text', value: null });
      return true;
    },
  },
  {
    name: 'cells.signed_change', probability: 0.4, form: 'ogi-2019',
    apply(report, random) {
      const changes = bareNumbers(report).filter((cell) => cell.kind === 'signed');
      for (const cell of changes) reprint(report, cell, signed(random, valueOf(report, cell) ?? 0));
      return changes.length > 0;
    },
  },
  {
    name: 'cells.remark', probability: 0.06,
    apply(report, random) {
      const cells = bareNumbers(report).filter((cell) => inTable(cell, 't2') && cell.kind === 'count' && Number(cell.text) > 2);
      if (cells.length === 0) return false;
      const cell = random.pick(cells);
      const part = random.int(1, Number(cell.text) - 1);
      reprint(report, cell, cell.text + random.pick([`（其中修订 ${part} 件）`, `（含自然失效${part}件）`, `(其中新增${part}${cell.unit})`, `${cell.unit}（含往年结转${part}${cell.unit}）`]));
      return true;
    },
  },
  {
    name: 'cells.unit', probability: 0.16,
    apply(report, random) {
      const scope = random.weighted([['t2', 5], ['t', 2], ['t4', 1]]);
      const space = random.weighted([['', 4], [' ', 1], [NBSP, 1]]);
      const uniform = random.weighted([[null, 5], ['件', 2], ['宗', 0.3]]);
      const cells = [...bareNumbers(report), ...bareZeros(report)].filter((cell) => cell.code?.startsWith(scope) && cell.kind !== 'money');
      const share = random.pick([0.3, 1]);
      for (const cell of cells) if (random.chance(share)) reprint(report, cell, withUnit(random, cell, space, uniform));
    },
  },
  {
    name: 'cells.full_width_digits', probability: 0.06,
    apply(report, random) {
      const share = random.pick([0.1, 1]);
      const counts = [...bareNumbers(report), ...bareZeros(report)].filter((cell) => cell.kind !== 'money');
      for (const cell of counts) if (random.chance(share)) reprint(report, cell, fullWidth(cell.text));
    },
  },
  {
    name: 'cells.thousands', probability: 0.5,
    apply(report, random) {
      const mark = random.weighted([[',', 3], ['，', 1]]);
      const large = bareNumbers(report).filter((cell) => cell.kind === 'count' && Math.abs(Number(cell.text)) >= 1000);
      for (const cell of large) reprint(report, cell, cell.text.replace(/\B(?=(\d{3})+$)/g, mark));
      return large.length > 0;
    },
  },
  {
    name: 'cells.broken_digits', probability: 0.1,
    apply(report, random) {
      const long = bareNumbers(report).filter((cell) => cell.kind !== 'money' && /^\d{3,}$/.test(cell.text));
      if (long.length === 0) return false;
      const gap = random.pick([' ', '\n', '\n']);
      for (const cell of random.sample(long, random.int(1, 3))) {
        const cut = random.int(1, cell.text.length - 1);
        reprint(report, cell, cell.text.slice(0, cut) + gap + cell.text.slice(cut));
      }
      return true;
    },
  },
  {
    name: 'cells.padding', probability: 0.12,
    apply(report, random) {
      for (const cell of allCells(report)) {
        if (cell.code === null || cell.text.trim() === '' || !random.chance(0.3)) continue;
        const pad = random.pick([' ', '  ', NBSP, IDEOGRAPHIC_SPACE]);
        const fact = report.truth.get(cell.code);
        cell.text = random.chance(0.5) ? pad + cell.text : cell.text + pad;
        if (fact) fact.raw = cell.text;
      }
    },
  },
  {
    name: 'cells.bookmark', probability: 0.06, only: TEXT,
    apply(report, random) {
      const cell = random.pick(allCells(report).filter((one) => one.code !== null && one.text.trim() !== ''));
      cell.text = `[bookmark: _GoBack]${cell.text}`;
    },
  },
];
