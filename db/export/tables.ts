/** What is exported: tables of the research file, with their keys and the order of their rows. Data. */

/** Which column identifies an agency: its id, or its name where some agency has no id. */
export const AGENCY = '$agency';

export interface ForeignKey {
  columns: readonly string[];
  table: string;
  to: readonly string[];
}

export interface TableDefinition {
  name: string;
  zh: string;
  en: string;
  /** Names a row; empty where none does. */
  key: readonly string[];
  foreign?: readonly ForeignKey[];
  /**
   * ORDER BY; empty where the view has an order of its own. Of `perReport` tables: within one report; the reports themselves follow each other by agency and year, and Parquet
   * splits them by level and year.
   */
  order: string;
  perReport?: true;
  /** Left out silently where the database has no such view. */
  optional?: true;
}

const BY_REPORT = 'agency_id IS NULL, agency_id, agency, fiscal_year';
const REPORT: readonly string[] = [AGENCY, 'fiscal_year'];
/** And so of an agency, since reports are. */
const ofReport: ForeignKey = { columns: REPORT, table: 'reports', to: REPORT };
const ofAgency: ForeignKey = { columns: [AGENCY], table: 'agencies', to: [AGENCY] };
const ofDocument: ForeignKey = { columns: ['sha256'], table: 'documents', to: ['sha256'] };

/** Counterparts of figures in other editions. */
const FROM_CROSSWALK = `
SELECT k.code, k.panel_column, k.name_zh, k.name_en, k.editions, k.comparability, json_extract(j.value, '$.code') AS counterpart,
  json_extract(j.value, '$.comparability') AS to_counterpart, coalesce(json_extract(j.value, '$.note'), k.note) AS note
FROM codebook k LEFT JOIN json_each(k.crosswalk) j WHERE k.role <> 'derived' AND (k.comparability <> 'identical' OR j.value IS NOT NULL)`;

/** In the order in which they are listed everywhere. */
export const TABLES: readonly TableDefinition[] = [
  { name: 'panel', zh: '宽表：一行一机关一年度，一列一指标', en: 'Wide: one row per agency and year, one column per figure', key: REPORT, foreign: [ofReport], order: 'fiscal_year', perReport: true },
  {
    name: 'cells', zh: '长表：每份报告的每个指标，附状态、原文与位置', en: 'Long: every figure of every report with state, raw text and place', key: [...REPORT, 'code'],
    foreign: [ofReport, { columns: ['code'], table: 'codebook', to: ['code'] }, ofDocument], order: 'code', perReport: true,
  },
  { name: 'reports', zh: '报告', en: 'Reports, each with the document that represents it and both verdicts', key: REPORT, foreign: [ofAgency, ofDocument], order: 'fiscal_year', perReport: true },
  { name: 'agencies', zh: '机关', en: 'Agencies', key: [AGENCY], order: 'agency_id IS NULL, agency_id, name_zh' },
  { name: 'coverage', zh: '公开情况：各机关各年度', en: 'Coverage: what is known of each agency and year, with dated evidence', key: REPORT, foreign: [ofAgency], order: `${BY_REPORT}, status` },
  { name: 'checks', zh: '勾稽检查', en: 'Checks: every identity evaluated, within a report and over two years', key: [], foreign: [ofReport], order: 'name, mode, cells, status, lhs, rhs, note', perReport: true },
  { name: 'identities', zh: '勾稽关系', en: 'Identities: the arithmetic of the form, in words', key: ['name'], order: 'name' },
  { name: 'findings', zh: '发现：各种不一致', en: 'Findings: every inconsistency, with its evidence', key: ['finding_id'], foreign: [ofAgency], order: `${BY_REPORT}, finding_id`, optional: true },
  { name: 'sections', zh: '报告文字，按章节', en: 'The narrative by section', key: [...REPORT, 'ordinal'], foreign: [ofReport, ofDocument], order: 'ordinal', perReport: true },
  { name: 'facts', zh: '文字中的数字', en: 'Numbers quoted from the prose, each with its sentence', key: [], foreign: [ofReport], order: 'code, period, scope, value, unit, sentence, place', perReport: true, optional: true },
  { name: 'documents', zh: '文件：散列值、来源与归属', en: 'Documents: hash, sources and standing of each', key: ['sha256'], order: 'sha256' },
  { name: 'versions', zh: '同一网址先后的文件', en: 'What an address showed at different times', key: [], foreign: [ofDocument], order: 'address, ordinal IS NULL, ordinal, first_seen, sha256', optional: true },
  { name: 'changed_reports', zh: '发布后又改动的数字', en: 'Figures that an agency changed after publication', key: [], order: `${BY_REPORT}, address, new_first_seen, code, new_sha256`, optional: true },
  { name: 'codebook', zh: '编码手册：每个指标的含义', en: 'Codebook: what every figure means', key: ['code'], order: '' },
  { name: 'comparability', zh: '版本之间的可比性与断点', en: 'Comparability: breaks between editions of the form', key: [], order: '' },
  { name: 'words', zh: '状态词汇', en: 'What states, alignments and statuses mean', key: ['kind', 'name'], order: '' },
  { name: 'about', zh: '数据说明', en: 'What the dataset is and how to read it', key: ['topic'], order: 'ordinal' },
];

/** What stands for a table that the database does not have, or not filled. */
export const INSTEAD: Readonly<Record<string, string>> = { comparability: FROM_CROSSWALK };
