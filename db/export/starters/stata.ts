/** A Stata do-file that loads the CSV files, labels variables in two languages and states with value labels. */
import { csvPath } from '../datapackage.ts';
import type { Identity } from '../identity.ts';
import type { Source, Table } from '../source.ts';
import { stataNames } from './stata-names.ts';

/** Stata's limit on a variable's label, in characters. */
const MAX_LABEL = 80;

/** Tables with their own columns of words, and the words that label them. */
const WORDS: readonly (readonly [table: string, column: string, kind: string])[] = [
  ['cells', 'state', 'state'], ['cells', 'alignment', 'alignment'], ['checks', 'status', 'check_status'], ['coverage', 'status', 'coverage_status'],
];

/** Text between compound quotes: no macro is expanded and no quote ends it. */
const quoted = (text: string): string => `\`"${text.replaceAll(/["`$\\]/g, "'").replaceAll(/\s+/g, ' ')}"'`;

export function labelFor(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_LABEL ? text : `${characters.slice(0, MAX_LABEL - 1).join('')}…`;
}

export function stataStarter(source: Source, { title, banner, date, software }: Identity): string {
  const words = source.all<{ kind: string; name: string; meaning: string }>('SELECT kind, name, meaning FROM words');
  const kinds = [...new Set(WORDS.map(([, , kind]) => kind))].filter((kind) => words.some((word) => word.kind === kind));
  return `${[
    `* ${title}`,
    `* ${date}, ${software}. Stata 16 or newer; run it in this folder: do gongkai.do`,
    ...(banner === null ? [] : [`* !! ${banner}`]),
    '* It makes stata/TABLE.dta of every CSV file. Variables are labelled in English and Chinese: label language zh, label language en.',
    '* Names longer than 32 characters are shortened; csv/columns.csv has every column with its Stata name, and so has each variable: char list VARIABLE[column].',
    '* Numbers are exactly what is printed, or missing; missing never means 0. Texts that a spreadsheet would calculate lose the apostrophe they carry in the CSV.',
    'version 16',
    'clear all',
    'set more off',
    'capture mkdir stata',
    '',
    ...kinds.flatMap((kind) => valueLabels(kind, words.filter((word) => word.kind === kind))),
    'capture program drop gongkai_texts',
    'program define gongkai_texts',
    '    * Takes off the apostrophe before texts that a spreadsheet would calculate.',
    '    foreach v of varlist _all {',
    '        capture confirm string variable `v\'',
    '        if !_rc quietly replace `v\' = substr(`v\', 2, .) if ustrregexm(`v\', "^\'+([=@\\t\\r]|[+-](?![+-]*\\z|[0-9.,]+%?\\z))")',
    '    }',
    'end',
    '',
    // Stata takes a file without rows for an error.
    ...source.tables.flatMap((table) => (source.count(table) === 0 ? [`* --- ${table.name}: no rows`, ''] : ofTable(table, kinds))),
    'use stata/panel.dta, clear',
    'describe, short',
  ].join('\n')}\n`;
}

const labelName = (kind: string): string => `gk_${kind}`;

const valueLabels = (kind: string, words: readonly { name: string; meaning: string }[]): string[] => [
  ...words.map(({ name, meaning }, i) => `* ${i + 1} ${name}: ${meaning}`),
  `label define ${labelName(kind)} ${words.map(({ name }, i) => `${i + 1} "${name}"`).join(' ')}, replace`,
  '',
];

function ofTable(table: Table, kinds: readonly string[]): string[] {
  const names = stataNames(table.columns.map(({ name }) => name));
  const at = (isNumber: boolean): string => table.columns.flatMap(({ type }, i) => ((type === 'integer' || type === 'number') === isNumber ? [i + 1] : [])).join(' ');
  const numbers = at(true);
  const texts = at(false);
  const encoded = WORDS.filter(([of, column, kind]) => of === table.name && kinds.includes(kind) && table.columns.some(({ name }) => name === column));
  return [
    `* --- ${table.name}: ${table.zh} · ${table.en}`,
    `import delimited using "${csvPath(table.name)}", clear encoding("UTF-8") delimiters(",") varnames(nonames) rowrange(2) bindquotes(strict) maxquotedrows(unlimited) asdouble${texts && ` stringcols(${texts})`}${numbers && ` numericcols(${numbers})`}`,
    ...table.columns.flatMap(({ name }, i) => [`rename v${i + 1} ${names.get(name)!}`, `char ${names.get(name)!}[column] "${name}"`]),
    'gongkai_texts',
    'label language en, rename',
    ...table.columns.map(({ name, en }) => `label variable ${names.get(name)!} ${quoted(labelFor(en))}`),
    'label language zh, new',
    ...table.columns.map(({ name, zh }) => `label variable ${names.get(name)!} ${quoted(labelFor(zh))}`),
    'label language en',
    ...table.columns.flatMap(({ name, type }) =>
      type === 'date' ? [`generate ${names.get(name)!}_d = daily(${names.get(name)!}, "YMD")`, `format %td ${names.get(name)!}_d`] : [],
    ),
    ...encoded.flatMap(([, column, kind]) => [`encode ${column}, generate(${column}_code) label(${labelName(kind)}) noextend`]),
    `label data ${quoted(labelFor(table.en))}`,
    'compress',
    `save stata/${table.name}.dta, replace`,
    '',
  ];
}
