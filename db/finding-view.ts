/** The view `findings`: every inconsistency in one place, in words of both languages. */
import { EDITIONS } from '../extractors/forms/index.ts';
import { NARRATIVE_RULES, type Told } from './narrative-rules.ts';
import { ORIGIN_SQL } from './origin.ts';
import type { FindingKind } from './words.ts';

/** What is expected of a report, by kind, where no identity says it. */
const KIND_RULES: Readonly<Record<Exclude<FindingKind, 'arithmetic' | 'across_years'>, Told>> = {
  prose: { zh: '文字与表格一致', en: 'prose and tables agree' },
  prose_explained: { zh: '文字与表格一致', en: 'prose and tables agree' },
  renditions: { zh: '同一报告的各份文件数字一致', en: 'all documents of one report print the same figures' },
  changed: { zh: '报告发布后数字不变', en: 'figures stay as published' },
  late: { zh: '次年 1 月 31 日前发布（2018 年度及以前为 3 月 31 日前）', en: 'published by 31 January of the following year (by 31 March for 2018 and before)' },
  unreadable: { zh: '发布的报告及其附件可以读取', en: 'what is published can be read, the report and its files' },
  missing: { zh: '到期的报告应当公布并保持公开', en: 'a report that is due is published and stays public' },
};

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const number = (column: string): string => `CASE WHEN ${column} = CAST(${column} AS INTEGER) THEN CAST(${column} AS INTEGER) ELSE ${column} END`;

const ruleOf = (language: 'zh' | 'en'): string => `coalesce(i.description_${language}, CASE f.subject
    ${NARRATIVE_RULES.map(({ name, rule }) => `WHEN ${text(name)} THEN ${text(rule[language])}`).join(' ')} END, CASE f.kind
    ${Object.entries(KIND_RULES).map(([kind, rule]) => `WHEN ${text(kind)} THEN ${text(rule[language])}`).join(' ')} END)`;

const BOUNDS = [...new Set(EDITIONS.flatMap((form) => form.identities.filter((identity) => identity.relation === '>=').map((identity) => identity.id)))];
/** How the sides stand to each other where the rule does not hold. */
const SIGN = `CASE WHEN f.subject IN (${BOUNDS.map(text).join(', ')}) THEN ' < ' ELSE ' ≠ ' END`;
const SUM = `(${number('f.lhs')}) || ${SIGN} || (${number('f.rhs')})`;

/** What one side of a difference shows. */
const side = (at: 0 | 1, none: string, blank: string): string => {
  const of = (key: string): string => `json_extract(f.evidence, '$.sides[${at}].${key}')`;
  return `CASE WHEN coalesce(${of('state')}, 'absent') IN ('absent', 'not_in_template') THEN ${text(none)} WHEN ${of('state')} = 'blank' THEN ${text(blank)}
    ELSE '“' || coalesce(${of('raw')}, ${of('value')}, '') || '”' END`;
};
const fact = (key: string): string => `coalesce(json_extract(f.evidence, '$.${key}'), '')`;

/** Both numbers in the words of the check. */
const toldSides = (language: 'zh' | 'en'): string => {
  const sql = (sides: string): string => sides.split(/\b([LR])\b/).map((part) => (part === 'L' ? `(${number('f.lhs')})` : part === 'R' ? `(${number('f.rhs')})` : text(part))).join(' || ');
  const names = new Map<string, string[]>();
  for (const { name, sides } of NARRATIVE_RULES) names.set(sides[language], [...(names.get(sides[language]) ?? []), name]);
  const [usual, ...others] = names;
  return `CASE ${others.map(([sides, of]) => `WHEN f.subject IN (${of.map(text).join(', ')}) THEN ${sql(sides)}`).join(' ')} ELSE ${sql(usual![0])} END`;
};
/** What the table prints for the plain meaning. */
const plain = (opening: string): string => `coalesce(${text(opening)} || (SELECT value FROM json_each(f.evidence, '$.plain')), '')`;
/** The section in which the sentence stands. */
const section = (opening: string, closing: string): string => `coalesce(${text(opening)} || json_extract(f.evidence, '$.said[0].section') || ${text(closing)}, '')`;

const DETAIL_ZH = `CASE f.kind
    WHEN 'arithmetic' THEN i.description_zh || '；' || ${SUM}
    WHEN 'across_years' THEN i.description_zh || '；' || ${SUM}
    WHEN 'prose' THEN ${toldSides('zh')} || '：“' || ${fact('sentence')} || '”' || ${section('（', '）')}
    WHEN 'prose_explained' THEN '文字为 ' || (${number('f.lhs')}) || ${plain('，表格为 ')} || '，与另一口径相符：“' || ${fact('sentence')} || '”' || ${section('（', '）')}
    WHEN 'renditions' THEN k.name_zh || '：代表该报告的文件为 ' || ${side(0, '未列', '空白')} || '，另一份为 ' || ${side(1, '未列', '空白')}
    WHEN 'changed' THEN k.name_zh || '：发布后由 ' || ${side(0, '未列', '空白')} || ' 改为 ' || ${side(1, '未列', '空白')} || '（' || ${fact('seen[0].new_first_seen')} || '）'
    WHEN 'late' THEN ${fact('published_on')} || ' 发布，期限为 ' || ${fact('due_on')} || '，晚 ' || (${number('f.delta')}) || ' 天'
    WHEN 'unreadable' THEN CASE f.subject WHEN 'file' THEN '报告已读，另有文件读不出（' ELSE '已找到，读不出数字（' END || ${fact('dated')} || '）：' || ${fact('evidence')}
    ELSE CASE f.subject WHEN 'removed' THEN '已从网站撤下，最后见于 ' || ${fact('dated')} ELSE '未找到，查于 ' || ${fact('dated')} END || '：' || ${fact('evidence')} END`;

const DETAIL_EN = `CASE f.kind
    WHEN 'arithmetic' THEN i.description_en || '; ' || ${SUM}
    WHEN 'across_years' THEN i.description_en || '; ' || ${SUM}
    WHEN 'prose' THEN ${toldSides('en')} || ': “' || ${fact('sentence')} || '”' || ${section(' (', ')')}
    WHEN 'prose_explained' THEN 'the prose says ' || (${number('f.lhs')}) || ${plain(', the table ')} || ', which another way of counting explains: “' || ${fact('sentence')} || '”' || ${section(' (', ')')}
    WHEN 'renditions' THEN k.name_en || ': ' || ${side(0, 'not printed', 'blank')} || ' in the document that represents the report, ' || ${side(1, 'not printed', 'blank')} || ' in another'
    WHEN 'changed' THEN k.name_en || ': ' || ${side(0, 'not printed', 'blank')} || ' as published, ' || ${side(1, 'not printed', 'blank')} || ' since ' || ${fact('seen[0].new_first_seen')}
    WHEN 'late' THEN 'published on ' || ${fact('published_on')} || ', due on ' || ${fact('due_on')} || ': ' || (${number('f.delta')}) || ' days late'
    WHEN 'unreadable' THEN CASE f.subject WHEN 'file' THEN 'the report was read, a file beside it could not be (' ELSE 'found, and no figures could be read (' END || ${fact('dated')} || '): ' || ${fact('evidence')}
    ELSE CASE f.subject WHEN 'removed' THEN 'gone from the portal, last seen on ' || ${fact('dated')} ELSE 'not found, looked for on ' || ${fact('dated')} END || ': ' || ${fact('evidence')} END`;

export const FINDING_VIEW_SQL = `
-- Every inconsistency in one place; kinds in words under finding_kind. delta = lhs - rhs. evidence is JSON: codes, documents (SHA-256),
-- both sides, the sentence, the numbers of the prose and the figures of the tables with their places, the days.
CREATE VIEW findings AS
SELECT f.kind || ':' || coalesce(a.agency_id, a.name_zh) || ':' || f.fiscal_year || ':' || f.key AS finding_id, f.kind, a.agency_id, a.name_zh AS agency, a.level,
  p.agency_id AS province_id, p.name_zh AS province, f.fiscal_year, f.subject, ${ruleOf('zh')} AS rule_zh, ${ruleOf('en')} AS rule_en,
  ${number('f.lhs')} AS lhs, ${number('f.rhs')} AS rhs, ${number('f.delta')} AS delta,
  ${DETAIL_ZH} AS detail_zh, ${DETAIL_EN} AS detail_en, f.evidence, f.sha256, ${ORIGIN_SQL} AS origin
FROM finding f JOIN agency a ON a.id = f.agency LEFT JOIN agency p ON p.id = a.province
LEFT JOIN identity i ON f.kind IN ('arithmetic', 'across_years') AND i.name = f.subject LEFT JOIN code k ON f.kind IN ('renditions', 'changed') AND k.code = f.subject;
`;
