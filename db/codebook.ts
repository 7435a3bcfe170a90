/** The codebook: what every code means. One row per figure of the form and per derived column of the panel. */
import { EDITIONS } from '../extractors/forms/index.ts';
import type { Comparability, Figure } from '../extractors/forms/index.ts';
import { LISTED } from '../extractors/narrative/facts/indicators/index.ts';
import type { Indicator } from '../extractors/narrative/facts/indicator.ts';
import { DERIVED, formula } from './derived.ts';
import type { Derived } from './derived.ts';
import { orderedFigures } from './figure-order.ts';
import { WORDS } from './words.ts';

export interface CodebookRow {
  code: string;
  column: string;
  nameZh: string;
  nameEn: string;
  unit: string;
  type: Figure['type'] | 'rate';
  role: Figure['role'] | 'derived' | 'fact';
  /** Edition ids, separated by blanks. */
  editions: string;
  /** How far the figure compares between the editions of 2019 and 2021 (or, for 2014, with the later ones). */
  comparability: Comparability;
  /** Counterparts as JSON: `[{code, comparability, note}]`. */
  crosswalk: string;
  formula: string | null;
  note: string | null;
}

/** From the most to the least comparable. */
const COMPARABILITY: Readonly<Record<Comparability, string>> = {
  identical: 'the same figure under the same code in both recent editions',
  derivable: 'comparable after summing the rows named',
  near: 'nearly the same concept; compare with caution',
  concept_break: 'a counterpart exists, its concept changed; do not chain the series',
  none: 'no comparable counterpart in another edition',
};

const RANK = Object.keys(COMPARABILITY) as Comparability[];

function comparabilityOf(figure: Figure): Comparability {
  // A note on a figure of both editions says why its series is to be read with caution.
  if (figure.editions.length > 1) return figure.note === undefined ? 'identical' : 'near';
  return RANK.find((rank) => figure.crosswalk.some((to) => to.comparability === rank)) ?? 'none';
}

const ofFigure = (figure: Figure): CodebookRow => ({
  code: figure.code, column: figure.column, nameZh: figure.nameZh, nameEn: figure.nameEn, unit: figure.unit, type: figure.type, role: figure.role,
  editions: figure.editions.join(' '), comparability: comparabilityOf(figure), crosswalk: JSON.stringify(figure.crosswalk), formula: null, note: figure.note ?? null,
});

const RATE_NOTE = 'A share of 1; null where the denominator is 0 or a figure it needs is not printed, see the column of the same name with _note.';

const ofDerived = (derived: Derived): CodebookRow => ({
  code: `d.${derived.id}`, column: derived.id, nameZh: derived.nameZh, nameEn: derived.nameEn, unit: derived.kind === 'rate' ? '1' : '件',
  type: derived.kind === 'rate' ? 'rate' : 'count', role: 'derived', editions: 'ogi-2019 ogi-2021', comparability: 'identical', crosswalk: '[]',
  formula: formula(derived), note: derived.kind === 'rate' ? RATE_NOTE : 'Null where one of the figures is not printed as a number.',
});

/** All rows: tables 二, 三, 四, then what is derived, then the statistics table of 2014. */
export const CODEBOOK: readonly CodebookRow[] = [
  ...orderedFigures.filter((figure) => figure.table !== 't0').map(ofFigure),
  ...DERIVED.map(ofDerived),
  ...orderedFigures.filter((figure) => figure.table === 't0').map(ofFigure),
];

const ofIndicator = ({ code, nameZh, nameEn, unit }: Indicator): CodebookRow => ({
  code, column: '', nameZh, nameEn, unit, type: unit === '元' || unit === '万元' ? 'money' : 'count', role: 'fact', editions: 'prose', comparability: 'identical', crosswalk: '[]',
  formula: null, note: null,
});

/** The indicators of the prose (`facts`): no figures of a form, so no columns of the panel. */
export const INDICATOR_ROWS: readonly CodebookRow[] = LISTED.map(ofIndicator);

const HEADINGS: readonly (readonly [prefix: string, title: string])[] = [
  ['t2.', '二、主动公开政府信息情况 · Table 2: proactive disclosure'],
  ['t3.', '三、收到和处理政府信息公开申请情况 · Table 3: requests'],
  ['t4.', '四、政府信息公开行政复议、行政诉讼情况 · Table 4: reconsideration and litigation'],
  ['d.', '派生 · Derived (columns of `panel`)'],
  ['t0.', '政府信息公开情况统计表 · Statistics table of 2014'],
];

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
/** A table in Markdown. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [line(head), line(head.map(() => '---')), ...rows.map(line)];

function remarks(row: CodebookRow): string {
  const counterparts = (JSON.parse(row.crosswalk) as Figure['crosswalk']).map((to) => `${to.comparability}: \`${to.code}\`${to.note ? ` (${to.note})` : ''}`);
  return [...counterparts, ...(row.formula ? [`\`${row.formula}\``] : []), ...(row.note && row.type !== 'rate' ? [row.note] : [])].join('; ');
}

/** Editions, words and figures as Markdown. */
export function figuresMarkdown(): string {
  const lines = [
    '# 编码手册 · Codebook',
    '',
    'Generated from `extractors/forms/`, `db/derived.ts` and `db/column-descriptions.ts` by `npm run -s codebook`; the database holds the same in `codebook`. Do not edit.',
    '',
    'A code is stable across editions. In `panel` each figure has a column of its own: the code with `.` and `@` as `_`. Money is in 万元.',
    '',
    '## 版本 · Editions',
    '',
    ...markdownTable(['edition', '名称', 'name', 'source', 'fiscal years', 'figures'], EDITIONS.map((form) => [
      `\`${form.id}\``, form.nameZh, form.nameEn, form.source, `${form.inForce[0]}–${form.inForce[1] ?? ''}`, String(form.codes.length),
    ])),
    '',
    '## 可比性 · Comparability',
    '',
    ...markdownTable(['word', 'meaning'], Object.entries(COMPARABILITY).map(([word, meaning]) => [`\`${word}\``, meaning])),
    '',
    '## 状态 · States of a cell, alignments, statuses of a check and of coverage, kinds of findings',
    '',
    ...markdownTable(['kind', 'word', 'meaning'], Object.entries(WORDS).flatMap(([kind, words]) => words.map((word) => [kind, `\`${word.name}\``, word.meaning]))),
  ];
  for (const [prefix, title] of HEADINGS) {
    const rows = CODEBOOK.filter((row) => row.code.startsWith(prefix));
    lines.push('', `## ${title}`, '', ...markdownTable(['code', '中文', 'English', 'unit', 'editions', 'comparability', 'notes'], rows.map((row) => [
      `\`${row.code}\``, row.nameZh, row.nameEn, row.unit, row.editions.replaceAll(' ', ', '), row.comparability, remarks(row),
    ])));
  }
  lines.push('', '## 文字中的指标 · Indicators of the prose (`facts`)', '', ...markdownTable(['code', '中文', 'English', 'unit'], INDICATOR_ROWS.map((row) => [`\`${row.code}\``, row.nameZh, row.nameEn, row.unit])));
  return `${lines.join('\n')}\n`;
}
