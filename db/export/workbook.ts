/** The dataset as one Excel workbook: what it is, the panel, the codebook, then every table that Excel can hold. */
import type { FileSink } from './files.ts';
import type { Identity } from './identity.ts';
import type { Column, ColumnType, Source, Table } from './source.ts';
import { writeXlsx, XLSX_MAX_COLUMNS, XLSX_MAX_ROWS, type XlsxSheet } from './xlsx.ts';

/** First what people look at. */
const FIRST: readonly string[] = ['panel', 'codebook', 'comparability', 'reports', 'agencies', 'coverage', 'findings'];
const PROSE: ReadonlySet<string> = new Set(['about', 'codebook', 'comparability', 'words', 'identities']);
const WIDTHS: Readonly<Record<ColumnType, number>> = { integer: 11, number: 12, date: 12, text: 18 };
const WIDE: Readonly<Record<string, number>> = {
  agency: 26, agency_en: 40, name_zh: 34, name_en: 44, title: 50, text: 80, meaning: 60, description_zh: 50, description_en: 60, note: 40, formula: 50, crosswalk: 50,
  evidence: 40, sources: 50, sha256: 20, code: 34, panel_column: 34, counterpart: 34, explanation_zh: 50, explanation_en: 60, detail_zh: 50, detail_en: 60, sentence: 60,
  fiscal_year: 10, level: 10, origin: 9,
};
/** Of the panel: agency and year stay while scrolling. */
const PANEL_FROZEN = 7;

export interface LeftOut {
  table: string;
  rows: number;
}

/** Tables with more rows than a sheet of Excel has; they are left out whole, never cut. */
export const tooLongForExcel = (source: Source): LeftOut[] =>
  source.tables.map((table) => ({ table: table.name, rows: source.count(table) })).filter(({ rows }) => rows >= XLSX_MAX_ROWS);

/** Writes the workbook; gives how many texts were too long for a cell and are named as such in it. */
export async function writeWorkbook(source: Source, identity: Identity, sink: FileSink, leftOut: readonly LeftOut[]): Promise<{ longTexts: number }> {
  const place = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  const tables = source.tables
    .filter((table) => !leftOut.some((it) => it.table === table.name) && table.columns.length <= XLSX_MAX_COLUMNS)
    .toSorted((a, b) => place(a.name) - place(b.name));
  let longTexts = 0;
  await writeXlsx([readme(source, identity, tables, leftOut), ...tables.map((table) => sheet(source, table))], (bytes) => sink.write(bytes), {
    title: identity.title,
    onTooLong: () => longTexts++,
  });
  return { longTexts };
}

/** What the header's comment says. */
export const commentOf = ({ name, zh, en, descriptionZh, descriptionEn }: Column): string =>
  [`${zh}\n${en}`, descriptionZh, descriptionEn].filter((text) => text !== undefined && text !== '' && text !== `${name}\n${name}`).join('\n\n');

function sheet(source: Source, table: Table): XlsxSheet {
  const { name, columns } = table;
  return {
    name,
    columns: columns.map((column) => ({ key: column.name, label: commentOf(column), width: WIDE[column.name] ?? Math.max(WIDTHS[column.type], Math.min(22, column.name.length + 2)) })),
    rows: { [Symbol.iterator]: () => source.rows(table) },
    frozenColumns: name === 'panel' ? PANEL_FROZEN : 0,
    wrap: PROSE.has(name),
  };
}

function readme(source: Source, identity: Identity, tables: readonly Table[], leftOut: readonly LeftOut[]): XlsxSheet {
  const { banner, title, date, software, codeVersions, licence, citation } = identity;
  const rows: (string | number | null)[][] = [
    ...(banner === null ? [] : [['⚠ 虚构数据 · INVENTED FIGURES', banner]]),
    ['title', title],
    ['date of the data · 数据日期', date],
    ['software · 程序版本', software],
    ['readings · 读取代码版本', codeVersions.join(' ')],
    ['licence · 许可', licence],
    ['citation · 引用', citation],
    ['nulls · 空值', '空单元格为空值，绝不表示 0；原因见 cells.state。An empty cell is null and never means 0; cells.state says why.'],
    ['headers · 表头', '表头的批注给出中英文名称。Comments on the headers give each column’s name in Chinese and English.'],
    ['long texts · 长文本', '超过 32767 字符的文本在单元格中注明，全文见 CSV。A text longer than a cell of Excel holds is named as such in its cell; see the CSV.'],
    ...tables.map((table) => [`sheet · 工作表: ${table.name}`, `${table.zh} · ${table.en} (${source.count(table)})`]),
    ...leftOut.map(({ table, rows: count }) => [
      `LEFT OUT · 未收录: ${table}`, `${count} 行，超出 Excel 上限 ${XLSX_MAX_ROWS} 行，未收录；见 CSV 或 Parquet。${count} rows, more than Excel's ${XLSX_MAX_ROWS}: left out whole; take it as CSV or Parquet.`,
    ]),
    ...source.all<{ topic: string; text: string }>('SELECT topic, text FROM about ORDER BY ordinal').map(({ topic, text }) => [`about: ${topic}`, text]),
  ];
  return { name: 'README', columns: [{ key: 'what', width: 34 }, { key: 'text', width: 120 }], rows, wrap: true };
}
