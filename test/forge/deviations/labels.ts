/** How labels and headers are printed: brackets, numbering, quotes, spaces, line breaks, typos, other words for the same. */
import type { Deviation } from './deviation.ts';
import type { ForgedReport, RequestNode } from '../../../crawlers/replica/report/model.ts';
import type { Random } from '../../../crawlers/replica/report/random.ts';

interface Labelled {
  label: string;
}

function nodes(rows: readonly RequestNode[]): RequestNode[] {
  return rows.flatMap((node) => [node, ...nodes(node.children ?? [])]);
}

const requestNodes = (report: ForgedReport): RequestNode[] => nodes(report.t3?.rows ?? []);
const headerCells = (report: ForgedReport): { text: string }[] => [
  ...report.t2.flatMap((block) => block.headers),
  ...(report.t3?.columns ?? []),
  ...(report.t4?.venues.flatMap((venue) => venue.columns) ?? []),
];

/** Rewrites every label that the change touches; false if none was. */
function relabel(items: readonly Labelled[], change: (label: string) => string): boolean {
  let touched = false;
  for (const item of items) {
    const next = change(item.label);
    touched ||= next !== item.label;
    item.label = next;
  }
  return touched;
}

function rewrite(items: readonly { text: string }[], change: (text: string) => string): boolean {
  let touched = false;
  for (const item of items) {
    const next = change(item.text);
    touched ||= next !== item.text;
    item.text = next;
  }
  return touched;
}

const halfWidth = (text: string): string => text.replaceAll('（', '(').replaceAll('）', ')').replaceAll('，', ',').replaceAll('：', ':');
const spaced = (text: string): string => [...text].join(' ');

/** Doubles, drops or swaps one character after the numbering. */
export function typo(random: Random, label: string): string {
  const start = /^[\d.、．（）一二三四五六七八]*/.exec(label)?.[0].length ?? 0;
  const at = random.int(start, label.length - 2);
  const [a = '', b = ''] = [label[at], label[at + 1]];
  const kind = a === b ? 'double' : random.pick(['double', 'drop', 'swap']);
  const middle = { double: a + a + b, drop: b, swap: b + a }[kind] ?? a + b;
  return label.slice(0, at) + middle + label.slice(at + 2);
}

/** Where a header word of four characters or more may break: in the middle. */
function broken(text: string, mark: string): string {
  const half = text.length === 6 ? sixAt(text) : Math.floor(text.length / 2);
  return text.slice(0, half) + mark + text.slice(half);
}
const sixAt = (text: string): number => (text.startsWith('社会') || text.startsWith('法律') ? 4 : 3);

const YEAR_WORDS: readonly (readonly [RegExp, string])[] = [
  [/本年新收/, '本年度新收'], [/上年结转/, '上年度结转'], [/结转下年度/, '结转下一年度'],
];

export const LABEL_DEVIATIONS: readonly Deviation[] = [
  {
    name: 'labels.typo', probability: 0.12,
    apply(report, random) {
      const long = requestNodes(report).filter((node) => node.cells && node.label.replace(/^[\d.]+/, '').length >= 8);
      const published = report.t2.flatMap((block) => block.rows).filter((row) => row.id !== null && row.label.length >= 6);
      const pool: Labelled[] = random.chance(0.8) ? long : published;
      if (pool.length === 0) return false;
      const chosen = random.pick(pool);
      chosen.label = typo(random, chosen.label);
      return true;
    },
  },
  {
    name: 'labels.numbering', probability: 0.2,
    apply(report, random) {
      const mark = random.pick(['、', '. ', '．', '、 ']);
      const scope = random.chance(0.4) ? 'result.other.' : 'result.';
      return relabel(requestNodes(report).filter((node) => node.id?.startsWith(scope)), (label) => label.replace(/^(\d)\./, `$1${mark}`));
    },
  },
  {
    name: 'labels.quotes', probability: 0.15,
    apply(report, random) {
      const [open = '', close = ''] = random.pick([['"', '"'], ['「', '」'], ['', ''], ['”', '”'], ['‘', '’'], ['“ ', ' ”']]);
      return relabel(requestNodes(report), (label) => label.replace('“', open).replace('”', close));
    },
  },
  {
    name: 'labels.year_words', probability: 0.12,
    apply(report, random) {
      const chosen = random.sample(YEAR_WORDS, random.int(1, 3));
      return relabel(requestNodes(report), (label) => chosen.reduce((text, [from, to]) => text.replace(from, to), label));
    },
  },
  {
    name: 'labels.short_partial', probability: 0.08,
    apply: (report) => relabel(requestNodes(report), (label) => label.replace('（区分处理的，只计这一情形，不计其他情形）', '')),
  },
  {
    name: 'labels.rule_remark', probability: 0.08,
    apply(report, random) {
      const space = random.pick(['', ' ']);
      const rows = report.t2.flatMap((block) => block.rows);
      return relabel(rows, (label) =>
        label === '规章' ? `规章${space}${random.pick(['（市政府令）', '(市政府令)'])}` : label.endsWith('规范性文件') ? `${label}${space}(有规范性文件登记号)` : label);
    },
  },
  {
    name: 'labels.normdoc_word', probability: 0.1,
    apply: (report) => relabel(report.t2.flatMap((block) => block.rows), (label) =>
      label.startsWith('行政规范性文件') ? label.slice(2) : label.startsWith('规范性文件') ? `行政${label}` : label),
  },
  {
    name: 'labels.full_article', probability: 0.12,
    apply(report, random) {
      const lead = random.pick(['《中华人民共和国政府信息公开条例》', '《条例》', '']);
      const gap = random.pick(['', ' ', '\u3000']);
      for (const block of report.t2) block.title = `${lead}${block.title.replace('条（', `条${gap}（`)}`;
    },
  },
  {
    name: 'labels.headers_2019', probability: 0.12, form: 'ogi-2019',
    apply: (report, random) => {
      const chosen = random.pick([['采购总金额', '采购预算总金额'], ['本年增/减', '本年增减'], ['对外公开总数量', '对外公开总数']] as const);
      return rewrite(headerCells(report), (text) => text.replace(chosen[0], chosen[1]));
    },
  },
  {
    name: 'labels.headers_2021', probability: 0.12, form: 'ogi-2021',
    apply: (report, random) => {
      const chosen = random.pick([['现行有效件数', '现行有效件'], ['本年制发件数', '本年制发数'], ['本年处理决定数量', '处理决定数量']] as const);
      return rewrite(headerCells(report), (text) => text.replace(chosen[0], chosen[1]));
    },
  },
  {
    name: 'labels.sum_word', probability: 0.06,
    apply: (report) => rewrite(headerCells(report), (text) => text.replace('总计', '合计')),
  },
  {
    name: 'labels.corner_blank', probability: 0.04,
    apply(report, random) {
      if (report.t3) report.t3.corner = random.pick(['', '申请处理情况', '（本列数据的勾稽关系为：第一项加第二项之和等于第三项加第四项之和）。']);
    },
  },
  {
    name: 'labels.block_corner', probability: 0.05,
    apply(report, random) {
      const text = random.pick(['', '信息 内容', '信 息 内 容', '项目']);
      for (const block of report.t2) block.corner = text;
    },
  },
  {
    name: 'labels.half_width', probability: 0.2,
    apply(report) {
      relabel(requestNodes(report), halfWidth);
      for (const block of report.t2) {
        block.title = halfWidth(block.title);
        rewrite(block.headers, halfWidth);
      }
      if (report.t3) report.t3.corner = halfWidth(report.t3.corner);
    },
  },
  {
    name: 'labels.spaced', probability: 0.12,
    apply(report, random) {
      const all = random.chance(0.4);
      rewrite(headerCells(report), (text) => (text.length <= 4 && (all || text.length <= 3) ? spaced(text) : text));
      relabel(requestNodes(report).filter((node) => node.id === 'results'), (label) => label.replace(/、(.*)$/, (_, rest: string) => `、 ${spaced(rest)}`));
    },
  },
  {
    name: 'labels.number_gap', probability: 0.1,
    apply: (report) => relabel(requestNodes(report), (label) => label.replace(/^([（(][一二三四五六七][)）])/, '$1 ')),
  },
  {
    name: 'labels.broken_headers', probability: 0.25,
    apply(report, random) {
      const mark = random.pick(['\n', '\n\n']);
      const some = random.pick([0.3, 1]);
      return rewrite(headerCells(report), (text) => (/^[\u4e00-\u9fff]{4,7}$/.test(text) && random.chance(some) ? broken(text, mark) : text));
    },
  },
  {
    name: 'labels.vertical', probability: 0.1, not: ['labels.spaced'],
    apply: (report, random) => {
      const mark = random.pick(['\n', '\n\n', ' ']);
      return relabel(requestNodes(report).filter((node) => node.id === 'results'), (label) =>
        label.replace(/、(.*)$/, (_, rest: string) => `、${mark}${[...rest].join(mark)}`));
    },
  },
];
