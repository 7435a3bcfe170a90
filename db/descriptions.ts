/** What the research file says of its own tables, views and columns: one source for the file, the codebook and the exports. */
import { CODEBOOK } from './codebook.ts';
import { COMMON_COLUMNS, OWN_COLUMNS } from './column-descriptions.ts';
import type { ColumnDescription } from './column-descriptions.ts';
import type { Db } from './open.ts';

export type { ColumnDescription };

export interface TableDescription {
  name: string;
  kind: 'table' | 'view';
  zh: string;
  en: string;
}

const view = (name: string, zh: string, en: string): TableDescription => ({ name, kind: 'view', zh, en });
const table = (name: string, zh: string, en: string): TableDescription => ({ name, kind: 'table', zh, en });

/** Every table and view that is for people, what to open first standing first; the last two serve other views. Other tables are storage. */
export const TABLE_DESCRIPTIONS: readonly TableDescription[] = [
  table('about', '本文件是什么、如何阅读、来源、许可与引用', 'What this file is and how to read it: sources, licence, citation'),
  table('tables', '各表与视图的说明', 'Every table and view, and what it holds'),
  table('columns', '各列的说明', 'Every column, and what it holds'),
  view('codebook', '编码手册：每个指标一行', 'The codebook: one row per figure and derived column'),
  table('comparability', '版本之间的断点：指标在两版表格之间能否相比', 'Breaks between editions: whether a figure compares with the edition before, and why not'),
  table('example_queries', '示例查询', 'Queries to copy, each with how to read it'),
  view('panel', '面板数据：一行一机关一年度，一列一指标，另有比率', 'One row per agency and year, one column per figure, and derived rates'),
  view('cells', '长表：每份报告每个指标一行，附状态与原件位置', 'One row per figure of each report: state, value, raw text, place in the original'),
  view('findings', '发现：各种不一致集于一处', 'Every inconsistency in one place: arithmetic, years, prose, renditions, changes, lateness, what is missing'),
  view('checks', '核对结果：每份报告每条勾稽关系一行', 'Every arithmetic rule evaluated on every report and over two years, and prose against tables'),
  view('identities', '勾稽关系', 'The arithmetic rules of the form'),
  view('reports', '报告：每机关每年度一行，附两项判断', 'One row per agency and year: the document that represents the report, and both verdicts'),
  view('agencies', '机关', 'Agencies of the registry and organs outside it'),
  view('coverage', '公开情况：每机关每年度一行，附依据', 'What is known of each agency and year, with dated evidence'),
  view('documents', '文件：以 SHA-256 为名', 'Every document taken in, with its standing'),
  view('readings', '历次读取结果', 'Every reading ever made of a document'),
  view('reading_cells', '每次读取的全部单元格', 'Every cell of every reading'),
  view('renditions', '同一报告的各份文件', 'The documents that are read as one report, in order'),
  view('rendition_differences', '同一报告各份文件的差异', 'Cells in which another document of a report differs from the one that represents it'),
  view('report_parts', '页面的附件、框架与图片：报告的一部分', 'Files, frames and pictures of a page from which its report was read as well'),
  view('versions', '同一网址先后出现的文件', 'What an address showed at different times'),
  view('changed_reports', '发布后改动的单元格', 'Cells that an agency changed after publication'),
  view('sections', '报告的文字部分，按章节', 'The prose, by section'),
  table('search', '全文索引，rowid 即 sections.id', 'Full-text search over the prose; its rowid is sections.id'),
  view('facts', '文字中的数字', 'Numbers quoted from the prose, each with its sentence'),
  view('evidence', '机关与年度的判定依据', 'Why a document was given to an agency and a year'),
  view('problems', '读取中注意到的问题', 'What was noticed while reading'),
  view('unknown_cells', '表格之外的行、列与表', 'Rows, columns and tables that the form does not know, as printed'),
  view('words', '状态与种类的含义', 'The words behind states, statuses and kinds'),
  view('check_mode', '核对方式（供 checks 使用）', 'The two modes of a check; serves the view checks'),
  view('appearance', '网址换上另一文件的时刻（供 versions 使用）', 'Each time an address came to show another document; serves the view versions'),
];

const SQL_TYPES = { count: 'INTEGER', signed_count: 'INTEGER', money: 'REAL', rate: 'REAL' } as const;

const figures = new Map<string, ColumnDescription>(
  CODEBOOK.flatMap((row): [string, ColumnDescription][] => {
    const described: ColumnDescription = { type: SQL_TYPES[row.type], zh: row.nameZh, en: row.formula === null ? row.nameEn : `${row.nameEn} = ${row.formula}`, unit: row.unit };
    if (row.type !== 'rate') return [[row.column, described]];
    const note: ColumnDescription = {
      type: 'TEXT', zh: `${row.nameZh}为空或须慎用的原因：denominator_zero、denominator_missing、numerator_missing、small_n`,
      en: `Why ${row.column} is null (denominator_zero, denominator_missing, numerator_missing), or small_n where fewer than 10 cases stand below it`,
    };
    return [[row.column, described], [`${row.column}_note`, note]];
  }),
);

/** What a column of a table or view holds; undefined where nobody has described it. */
export function describeColumn(tableName: string, column: string): ColumnDescription | undefined {
  return OWN_COLUMNS.get(`${tableName}.${column}`) ?? (tableName === 'panel' ? figures.get(column) : undefined) ?? COMMON_COLUMNS.get(column);
}

/** Fills `tables` and `columns` from the file's own views. What nobody has described stands there with empty texts; a test refuses that. */
export function fillDescriptions(db: Db): void {
  db.exec('DELETE FROM columns; DELETE FROM tables');
  const putTable = db.prepare('INSERT INTO tables (ordinal, name, kind, description_zh, description_en) VALUES (?, ?, ?, ?, ?)');
  const putColumn = db.prepare('INSERT INTO columns (table_name, ordinal, name, type, unit, description_zh, description_en) VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const [i, { name, kind, zh, en }] of TABLE_DESCRIPTIONS.entries()) {
    putTable.run(i + 1, name, kind, zh, en);
    for (const [j, column] of db.prepare(`SELECT * FROM "${name}"`).columns().entries()) {
      const { type, unit, zh: columnZh, en: columnEn } = describeColumn(name, column.name) ?? { type: column.type ?? 'TEXT', zh: '', en: '' };
      putColumn.run(name, j + 1, column.name, type, unit ?? null, columnZh, columnEn);
    }
  }
}
