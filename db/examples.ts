/** Queries to copy: the table `example_queries`. The tests run every one of them. */

export interface ExampleQuery {
  /** Stable name for tests and documentation. */
  id: string;
  titleZh: string;
  titleEn: string;
  /** How to read the result; empty where the title says it all. */
  readZh: string;
  readEn: string;
  sql: string;
}

const example = (id: string, titleZh: string, titleEn: string, sql: string): ExampleQuery => ({ id, titleZh, titleEn, readZh: '', readEn: '', sql: sql.trim() });

export const EXAMPLE_QUERIES: readonly ExampleQuery[] = [
  example('origin', '本文件的数据从何而来', 'Whether this file holds live documents or those of the replica', `
SELECT text FROM about WHERE topic = 'origin'`),
  example('one-agency', '一个机关的历年申请与办理', 'One agency over the years', `
SELECT fiscal_year, form, t3_new_total AS new_requests, t3_result_total_total AS dispositions, disclosure_rate, disclosure_rate_note
FROM panel WHERE agency_id = '640000' ORDER BY fiscal_year`),
  example('rates-by-province', '各省各年公开率', 'Disclosure rate by province and year', `
SELECT province, fiscal_year, count(*) AS reports, sum(t3_result_total_total) AS dispositions,
  round(1.0 * sum(t3_result_open_total + t3_result_partial_total) / nullif(sum(t3_result_total_total), 0), 4) AS disclosure_rate
FROM panel
WHERE t3_result_open_total + t3_result_partial_total + t3_result_total_total IS NOT NULL
GROUP BY province, fiscal_year ORDER BY province, fiscal_year`),
  example('non-possession-and-litigation', '答复“不掌握”的比例与诉讼率', 'Non-possession against litigation', `
SELECT agency, fiscal_year, non_possession_rate, litigation_rate, t3_result_total_total AS dispositions
FROM panel WHERE non_possession_rate IS NOT NULL AND litigation_rate IS NOT NULL AND small_n = 0
ORDER BY non_possession_rate DESC, agency, fiscal_year`),
  example('arithmetic-findings', '勾稽关系不成立的报告', "Where the agency's own arithmetic does not hold", `
SELECT agency, fiscal_year, name, description_zh, lhs, rhs, delta
FROM checks WHERE mode = 'lenient' AND status = 'fail' AND description_zh IS NOT NULL
ORDER BY abs(delta) DESC, agency, fiscal_year, name`),
  example('carried-over', '上年结转与上年报告不符', 'Carried in, against what last year carried out', `
SELECT agency, fiscal_year, lhs AS carried_in, rhs AS carried_out_last_year, delta
FROM checks WHERE name = 'X1@total' AND mode = 'strict' AND status = 'fail' ORDER BY agency, fiscal_year`),
  example('blanks', '谁在表格里留空', 'Who prints blanks', `
SELECT agency, fiscal_year, blanks, round(1.0 * blanks / (values_read + blanks + words + ambiguous), 3) AS share_blank
FROM reports WHERE blanks > 0 ORDER BY blanks DESC, agency, fiscal_year`),
  example('number-with-place', '一个数字在原件中的位置', 'A number with its place in the original', `
SELECT code, value, unit, raw, row_label, col_label, alignment, sha256, table_no, row_no, col_no, page, box, path, line
FROM cells WHERE agency_id = '640000' AND fiscal_year = 2021 AND code = 't3.new@total'`),
  example('why-null', '为什么是空值', 'Why values are null, for one figure', `
SELECT state, count(*) AS reports FROM cells WHERE code = 't3.new@org.legal_service' GROUP BY state ORDER BY reports DESC, state`),
  example('across-editions', '两版表格之间可比的指标', 'Both editions: which figures compare', `
SELECT code, name_zh, editions, comparability, crosswalk FROM codebook
WHERE role <> 'derived' AND comparability IN ('identical', 'derivable', 'near') AND (code LIKE 't2.%' OR code LIKE '%@total') ORDER BY code`),
  example('other-handling', '其他处理：2019 版一行与 2021 版三行', 'Other handling, one row in 2019 and three in 2021', `
SELECT agency, fiscal_year, form, other_handling, t3_result_other_total, t3_result_other_uncorrected_total, t3_result_other_fee_unpaid_total, t3_result_other_misc_total
FROM panel ORDER BY agency, fiscal_year`),
  example('change-on-year', '新收申请的同比变化', 'New requests, change on the year before', `
SELECT agency, fiscal_year, t3_new_total AS new_requests,
  t3_new_total - lag(t3_new_total) OVER w AS change,
  fiscal_year - lag(fiscal_year) OVER w AS years_between
FROM panel WINDOW w AS (PARTITION BY agency ORDER BY fiscal_year) ORDER BY agency, fiscal_year`),
  example('who-asks', '谁在申请', 'Who asks: new requests by kind of applicant', `
SELECT fiscal_year, sum(t3_new_natural_person) AS natural_persons, sum(t3_new_org_commercial) AS companies, sum(t3_new_org_legal_service) AS legal_services,
  sum(t3_new_org_research + t3_new_org_public_interest + t3_new_org_other) AS other_organisations, sum(t3_new_total) AS total
FROM panel GROUP BY fiscal_year ORDER BY fiscal_year`),
  example('search', '全文检索两字词', 'Sections that hold a word of two characters', `
SELECT agency, fiscal_year, heading, substr(text, max(1, instr(text, '公开') - 15), 40) AS around
FROM search JOIN sections s ON s.id = search.rowid WHERE search MATCH '公开' ORDER BY agency, fiscal_year, ordinal`),
  example('search-longer', '全文检索更长的词', 'A longer word: overlapping pairs between quotes', `
SELECT agency, fiscal_year, heading FROM search JOIN sections s ON s.id = search.rowid
WHERE search MATCH '"信息 息公 公开"' ORDER BY agency, fiscal_year, ordinal`),
  example('not-certain', '推断或无法确定的单元格', 'Cells that were inferred or cannot be known', `
SELECT agency, fiscal_year, code, state, value, raw, alignment, candidates, note FROM cells
WHERE alignment IN ('inferred', 'ambiguous') ORDER BY agency, fiscal_year, code`),
  example('prose-against-table', '文字与表格不一致', 'Where prose and table disagree', `
SELECT agency, fiscal_year, name, status, lhs, rhs, note FROM checks
WHERE name LIKE 'N%' AND status IN ('fail', 'explained') ORDER BY agency, fiscal_year, name`),
  example('coverage', '登记机关各年有无报告', 'Agencies of the registry: is there a report for each year', `
SELECT a.name_zh AS agency, y.fiscal_year, coalesce(c.status, 'unknown') AS status, c.evidence, c.dated
FROM agencies a CROSS JOIN (SELECT DISTINCT fiscal_year FROM coverage) y
LEFT JOIN coverage c ON c.agency_id = a.agency_id AND c.fiscal_year = y.fiscal_year
WHERE a.in_registry = 1 ORDER BY a.agency_id, y.fiscal_year`),
  example('coverage-by-year', '各年度公开情况统计', 'Coverage counted by year', `
SELECT fiscal_year, count(*) FILTER (WHERE status = 'published') AS published, count(*) FILTER (WHERE status = 'removed') AS removed,
  count(*) FILTER (WHERE status = 'not_found') AS not_found, count(*) FILTER (WHERE status NOT IN ('published', 'removed', 'not_found')) AS not_known
FROM coverage GROUP BY fiscal_year ORDER BY fiscal_year`),
  example('removed', '已从网站撤下、数据仍在的报告', 'Reports that are gone from the web, still in the data', `
SELECT c.agency, c.fiscal_year, c.dated AS last_seen, c.evidence, r.sha256, r.values_read
FROM coverage c LEFT JOIN reports r ON r.agency_id = c.agency_id AND r.fiscal_year = c.fiscal_year
WHERE c.status = 'removed' ORDER BY c.agency, c.fiscal_year`),
  example('changed-reports', '发布后又改动的数字', 'Figures that an agency changed after publication', `
SELECT agency, fiscal_year, name_zh, code, coalesce(old_value, old_raw) AS before, coalesce(new_value, new_raw) AS after, new_first_seen, address
FROM changed_reports ORDER BY agency, fiscal_year, address, new_first_seen, code`),
  example('versions', '同一网址先后出现的文件', 'Addresses that showed more than one document', `
SELECT address, ordinal, first_seen, sha256, status, agency, fiscal_year FROM versions
WHERE address IN (SELECT address FROM versions GROUP BY address HAVING count(*) > 1) ORDER BY address, ordinal`),
  example('refused', '不是报告或无法读取的文件', 'Documents that were refused, and why', `
SELECT status, refusal, reason, sha256, sources FROM documents WHERE standing = 'refused' ORDER BY status, sha256`),
  example('unplaced', '机关或年度不明的文件', 'Reports whose agency or year cannot be told', `
SELECT standing, name_printed, fiscal_year, sha256, sources FROM documents WHERE standing IN ('agency_unknown', 'year_unknown') ORDER BY sha256`),
  example('renditions', '同一报告的不同版本数字不一', 'Renditions of one report that print different figures', `
SELECT agency, fiscal_year, code, state, value, other_state, other_value, place, other_place FROM rendition_differences
WHERE other_replaced = 0 ORDER BY agency, fiscal_year, code`),
  example('representing', '多份文件中以哪一份为准', 'Which of several documents represents the report', `
SELECT agency, fiscal_year, preference, format, title, values_read, ambiguous, identities_failed, replaced, sources FROM renditions
WHERE (agency, fiscal_year) IN (SELECT agency, fiscal_year FROM reports WHERE renditions > 1) ORDER BY agency, fiscal_year, preference`),
  example('beyond-the-form', '表格之外的行', 'Rows that the form does not know', `
SELECT agency, fiscal_year, kind, label, text FROM unknown_cells
WHERE sha256 IN (SELECT sha256 FROM reports) ORDER BY agency, fiscal_year, ordinal, position`),
];
