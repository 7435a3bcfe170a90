/** What goes with every export: README, CITATION.cff, LICENSE, the codebook as a page. */
import type { Identity } from './identity.ts';
import type { LeftOut } from './workbook.ts';
import type { Source } from './source.ts';

export interface Contents {
  formats: readonly string[];
  leftOut: readonly LeftOut[];
  longTexts: number;
}

const HOW: Readonly<Record<string, string>> = {
  csv: '**Excel, anything**: `csv/panel.csv` opens in Excel by double click (UTF-8 with a byte order mark).',
  xlsx: '**Excel**: `gongkai.xlsx`, with codebook, comparability and frozen headers; comments on the headers name the columns in both languages.',
  parquet: "**DuckDB**: `SELECT * FROM read_parquet('parquet/panel/**/*.parquet', hive_partitioning = true)`; level and fiscal_year stand in the path.",
  datapackage: '**Frictionless**: `datapackage.json` has types, keys and hashes of all CSV files.',
  stata: '**Stata**: `do gongkai.do` makes `stata/*.dta`, labelled in both languages.',
  r: '**R**: `source("gongkai.R", encoding = "UTF-8")`, then `panel <- gongkai("panel")`.',
  python: '**Python**: `import gongkai; panel = gongkai.load("panel")`, or `gongkai.frame("panel")` with pandas.',
  datasette: '**Datasette**: `datasette gongkai.sqlite --metadata datasette/metadata.json` on the database itself.',
};

const bannered = ({ banner }: Identity): string[] => (banner === null ? [] : [`> ⚠ **${banner}**`, '']);

export function readmeText(source: Source, identity: Identity, { formats, leftOut, longTexts }: Contents): string {
  const { title, date, isDated, software, codeVersions, licence, citation } = identity;
  const about = new Map(source.all<{ topic: string; text: string }>('SELECT topic, text FROM about').map(({ topic, text }) => [topic, text]));
  return `${[
    `# ${title}`,
    '',
    ...bannered(identity),
    about.get('what') ?? '',
    '',
    isDated
      ? `Data of **${date}**: the latest day on which anything was seen, or, where no day of seeing is known, the latest date of publication. 数据日期：${date}。`
      : 'The database knows no date. 数据无日期。',
    `Written by ${software}; documents read by code ${codeVersions.join(', ') || '(none)'}.`,
    'The same database gives the same bytes; `sha256sum -c SHA256SUMS` proves that nothing has changed since.',
    '',
    '## How to open it · 如何打开',
    '',
    ...formats.filter((format) => HOW[format]).map((format) => `- ${HOW[format]}`),
    '',
    '## Tables · 数据表',
    '',
    '| table | rows | |',
    '| --- | ---: | --- |',
    ...source.tables.map((table) => `| \`${table.name}\` | ${source.count(table)} | ${table.zh} · ${table.en} |`),
    '',
    ...leftOut.map(({ table, rows }) => `\`${table}\` has ${rows} rows, more than a sheet of Excel: it is left out of the workbook whole.`),
    ...(longTexts > 0 ? [`${longTexts} texts are longer than a cell of Excel; the workbook says so in their place, the other formats have them whole.`] : []),
    ...(leftOut.length > 0 || longTexts > 0 ? [''] : []),
    '## How to read it · 怎样读',
    '',
    ...['nulls', 'rates', 'verdicts', 'editions', 'places', 'coverage'].flatMap((topic) => (about.has(topic) ? [`- ${about.get(topic)!}`] : [])),
    '- CSV: an empty field is null, `""` is an empty text. A text that a spreadsheet would calculate (it begins with = + - @, tab or CR, and is neither a number nor signs alone) has an apostrophe before it; the starters take it off. Every other byte is as printed.',
    '- Types: whole numbers are integers (INT64 in Parquet); money, rates and `value`, `lhs`, `rhs`, `delta` are DOUBLE; `published_on` and `dated` are dates; `first_seen` is a day or an instant, as text.',
    '- Stata: names over 32 characters are shortened; `csv/columns.csv` has each column beside its Stata name.',
    '',
    '## Comparability · 可比性',
    '',
    ...comparability(source),
    '',
    '## Licence and citation · 许可与引用',
    '',
    licence,
    '',
    citation,
  ].join('\n')}\n`;
}

/** Breaks between editions, one line each; the whole of it is the table `comparability`. */
function comparability(source: Source): string[] {
  const table = source.table('comparability');
  const counts = source.all<{ comparability: string; figures: number }>(
    `SELECT comparability, count(*) AS figures FROM codebook WHERE role NOT IN ('derived', 'fact') GROUP BY comparability ORDER BY figures DESC, comparability`,
  );
  const breaks = source.all<{ panel_column: string; name_zh: string; name_en: string; editions: string; note: string | null }>(
    `SELECT panel_column, name_zh, name_en, editions, coalesce((SELECT group_concat(json_extract(j.value, '$.code') || coalesce(': ' || json_extract(j.value, '$.note'), ''), '; ')
       FROM json_each(k.crosswalk) j), note) AS note FROM codebook k WHERE comparability = 'concept_break'`,
  );
  return [
    `The form changed in 2014, 2019 and 2021. Figures by how they compare (\`codebook\`): ${counts.map((it) => `${it.comparability} ${it.figures}`).join(', ')}.`,
    `Every break and counterpart is a row of \`comparability\` (${source.count(table)}). Never chain these, whose concept changed:`,
    '',
    ...breaks.map(({ panel_column: column, name_zh: zh, name_en: en, editions, note }) => `- \`${column}\` (${editions}) ${zh} · ${en}${note === null ? '' : ` — ${note}`}`),
  ];
}

/** A text as a YAML string in double quotes. */
const yaml = (text: string): string => JSON.stringify(text);

export function citationText(identity: Identity): string {
  const { title, banner, date, isDated, software, codeVersions, origin } = identity;
  return `${[
    'cff-version: 1.2.0',
    ...(banner === null ? [] : [`# ${banner}`]),
    `message: ${yaml(banner ?? 'If you use this dataset, please cite it, with the agency’s own document (its address and SHA-256 stand in documents).')}`,
    'type: dataset',
    `title: ${yaml(title)}`,
    `abstract: ${yaml(identity.description.replaceAll(/\s*\n\s*/g, ' '))}`,
    'authors:',
    '  - name: Gongkai contributors',
    `version: ${yaml(date)}`,
    ...(isDated ? [`date-released: ${date}`] : []),
    'license: MIT',
    'keywords:',
    ...['政府信息公开', 'open government information', 'annual reports', 'emergency management', 'China', `origin ${origin}`, software, ...codeVersions.map((version) => `code ${version}`)].map((word) => `  - ${yaml(word)}`),
  ].join('\n')}\n`;
}
