/** Queries to copy: the table `example_queries`. The tests run every one of them, and `npm run -s bench -- --only examples` measures them. */

export interface ExampleQuery {
  /** Stable name for tests and documentation. */
  id: string;
  titleZh: string;
  titleEn: string;
  /** How to read the result. */
  readZh: string;
  readEn: string;
  sql: string;
}

type Both = readonly [zh: string, en: string];

const example = (id: string, [titleZh, titleEn]: Both, [readZh, readEn]: Both, sql: string): ExampleQuery => ({ id, titleZh, titleEn, readZh, readEn, sql: sql.trim() });

export const EXAMPLE_QUERIES: readonly ExampleQuery[] = [
  example('origin', ['本文件的数据从何而来', 'Whether this file holds live documents or those of the replica'],
    ['replica 的数字是虚构的，不得引用。', 'The figures of a replica are invented: cite none of them.'], `
SELECT text FROM about WHERE topic = 'origin'`),
  example('one-agency', ['一个机关的历年申请与办理', 'One agency over the years'],
    ['换上 agencies 中的编号。比率以 1 为整体；small_n 表示不足 10 件。', 'Put in any id of the view agencies. Rates are shares of 1; small_n: fewer than 10 cases.'], `
SELECT fiscal_year, form, t3_new_total AS new_requests, t3_result_total_total AS dispositions, disclosure_rate, disclosure_rate_note
FROM panel WHERE agency_id = '640000' ORDER BY fiscal_year`),
  example('rates-by-province', ['各省各年公开率', 'Disclosure rate by province and year'],
    ['全省各机关合并计算，不是各机关比率的平均；只计三项数字均已印出的报告，份数见 reports。', 'Pooled over all agencies of the province, not a mean of their rates. Only reports that print all three figures count: see reports.'], `
SELECT province, fiscal_year, count(*) AS reports, sum(t3_result_total_total) AS dispositions,
  round(1.0 * sum(t3_result_open_total + t3_result_partial_total) / nullif(sum(t3_result_total_total), 0), 4) AS disclosure_rate
FROM panel
WHERE fiscal_year >= 2019 AND t3_result_open_total + t3_result_partial_total + t3_result_total_total IS NOT NULL
GROUP BY province_id, fiscal_year ORDER BY province, fiscal_year`),
  example('gap-between-provinces', ['各省之间的差距', 'The gap between provinces over time'],
    ['每年省级机关公开率的最低、中位与最高值；办理不足 10 件的不计。', 'Lowest, median and highest disclosure rate of the province-level agencies in each year; those with fewer than 10 dispositions are left out.'], `
WITH ranked AS (
  SELECT fiscal_year, agency, disclosure_rate AS rate,
    row_number() OVER (PARTITION BY fiscal_year ORDER BY disclosure_rate, agency) AS place, count(*) OVER (PARTITION BY fiscal_year) AS n
  FROM panel WHERE level = 'province' AND small_n = 0 AND disclosure_rate IS NOT NULL)
SELECT fiscal_year, n AS agencies, round(min(rate), 4) AS lowest, round(avg(rate) FILTER (WHERE place IN ((n + 1) / 2, n / 2 + 1)), 4) AS median,
  round(max(rate), 4) AS highest, round(max(rate) - min(rate), 4) AS gap
FROM ranked GROUP BY fiscal_year ORDER BY fiscal_year`),
  example('cities-of-a-province', ['一省各市的比较', 'Cities within a province'],
    ['换上省级机关的编号和年度；空值不是 0，原因见 disclosure_rate_note。', 'Put in the id of a province-level agency and a year. Null is not 0: disclosure_rate_note says why.'], `
SELECT agency, t3_new_total AS new_requests, t3_result_total_total AS dispositions, disclosure_rate, non_possession_rate, disclosure_rate_note
FROM panel WHERE province_id = '410000' AND level = 'city' AND fiscal_year = 2021 ORDER BY disclosure_rate DESC, agency`),
  example('non-possession-and-litigation', ['答复“不掌握”的比例与诉讼率', 'Non-possession against litigation'],
    ['每点一机关；两者相关不等于因果。', 'One point per agency; that the two go together says nothing of cause.'], `
SELECT agency, fiscal_year, non_possession_rate, litigation_rate, t3_result_total_total AS dispositions
FROM panel WHERE fiscal_year = 2021 AND small_n = 0 AND non_possession_rate IS NOT NULL AND litigation_rate IS NOT NULL
ORDER BY non_possession_rate DESC, agency`),
  example('who-asks', ['谁在申请', 'Who asks: new requests by kind of applicant'],
    ['只计各项均印出数字的报告；自 2019 年版起才有此分类。', 'Reports that print every kind; the form has asked for them since 2019.'], `
SELECT fiscal_year, count(*) AS reports, sum(t3_new_total) AS total, sum(t3_new_natural_person) AS natural_persons, sum(t3_new_org_commercial) AS companies,
  sum(t3_new_org_legal_service) AS legal_services, sum(t3_new_org_research + t3_new_org_public_interest + t3_new_org_other) AS other_organisations,
  round(1.0 * sum(t3_new_natural_person) / nullif(sum(t3_new_total), 0), 4) AS natural_person_share
FROM panel
WHERE fiscal_year >= 2019 AND t3_new_total + t3_new_natural_person + t3_new_org_commercial + t3_new_org_legal_service + t3_new_org_research
  + t3_new_org_public_interest + t3_new_org_other IS NOT NULL
GROUP BY fiscal_year ORDER BY fiscal_year`),
  example('disputes', ['行政复议与诉讼的结果、纠错率', 'Reconsideration and litigation: outcomes and correction rate'],
    ['纠错率 = 纠正 ÷（维持 + 纠正 + 其他），尚未审结的不计。', 'Correction rate: corrected / (upheld + corrected + other); pending cases are left out.'], `
SELECT fiscal_year, sum(t4_review_total) AS reviews, sum(t4_review_corrected) AS reviews_corrected,
  round(1.0 * sum(t4_review_corrected) / nullif(sum(t4_review_upheld + t4_review_corrected + t4_review_other), 0), 4) AS review_correction_rate,
  sum(litigation) AS lawsuits, sum(t4_litigation_direct_corrected + t4_litigation_after_review_corrected) AS lawsuits_corrected,
  round(1.0 * sum(t4_litigation_direct_corrected + t4_litigation_after_review_corrected) / nullif(sum(t4_litigation_direct_upheld + t4_litigation_direct_corrected
    + t4_litigation_direct_other + t4_litigation_after_review_upheld + t4_litigation_after_review_corrected + t4_litigation_after_review_other), 0), 4) AS litigation_correction_rate
FROM panel WHERE fiscal_year >= 2019 GROUP BY fiscal_year ORDER BY fiscal_year`),
  example('change-on-year', ['新收申请的同比变化', 'New requests, change on the year before'],
    ['years_between 大于 1 时中间有缺年，变化不是同比。', 'Where years_between is above 1 a year is missing, and the change is not one on the year before.'], `
SELECT agency, fiscal_year, t3_new_total AS new_requests,
  t3_new_total - lag(t3_new_total) OVER w AS change,
  fiscal_year - lag(fiscal_year) OVER w AS years_between
FROM panel WHERE level = 'province' AND t3_new_total IS NOT NULL WINDOW w AS (PARTITION BY agency_id ORDER BY fiscal_year) ORDER BY agency, fiscal_year`),
  example('findings', ['各种不一致的件数', 'Every inconsistency, counted by kind'],
    ['各种类的含义见 words（finding_kind）；逐条见视图 findings。', 'words (finding_kind) explains the kinds; the view findings has each with its evidence.'], `
SELECT kind, count(*) AS findings FROM findings WHERE fiscal_year = 2021 GROUP BY kind ORDER BY kind`),
  example('arithmetic-findings', ['勾稽关系不成立的报告', "Where the agency's own arithmetic does not hold"],
    ['两边均为原件所印；差额最大的在前。', 'Both sides as printed; the widest differences first.'], `
SELECT agency, fiscal_year, subject, rule_zh, lhs, rhs, delta FROM findings WHERE kind = 'arithmetic' AND fiscal_year >= 2020
ORDER BY abs(delta) DESC, agency, fiscal_year, subject LIMIT 200`),
  example('carried-over', ['上年结转与上年报告不符', 'Carried in, against what last year carried out'],
    ['lhs 为本年报告的上年结转，rhs 为上年报告的结转下年度。', 'What this report carries in, and what the report of the year before carried out.'], `
SELECT agency, fiscal_year, lhs AS carried_in, rhs AS carried_out_last_year, delta
FROM findings WHERE kind = 'across_years' AND subject = 'X1@total' ORDER BY fiscal_year, agency`),
  example('prose-against-table', ['文字与表格不一致', 'Where prose and table disagree'],
    ['prose 为矛盾；prose_explained 为口径不同而可以解释。', 'prose: they contradict each other; prose_explained: another way of counting explains it.'], `
SELECT agency, fiscal_year, kind, subject, lhs AS in_prose, rhs AS in_table, json_extract(evidence, '$.sentence') AS sentence
FROM findings WHERE kind IN ('prose', 'prose_explained') AND fiscal_year >= 2020 ORDER BY kind, fiscal_year, agency LIMIT 500`),
  example('replaced', ['发布后替换报告的机关', 'Who replaced a report after publication'],
    ['每份报告一行：改动的数字个数与首次见到新版的日期。', 'One row per report: how many figures changed, and since when the newer version is there.'], `
SELECT agency, fiscal_year, count(*) AS figures_changed, min(json_extract(evidence, '$.seen[0].new_first_seen')) AS since, min(json_extract(evidence, '$.seen[0].address')) AS address
FROM findings WHERE kind = 'changed' GROUP BY agency_id, agency, fiscal_year ORDER BY figures_changed DESC, agency, fiscal_year`),
  example('changed-reports', ['发布后又改动的数字', 'Figures that an agency changed after publication'],
    ['空值表示原先或现在没有印出数字。', 'Null: no number was, or is, printed there.'], `
SELECT agency, fiscal_year, subject AS code, lhs AS before, rhs AS after, detail_zh FROM findings WHERE kind = 'changed' ORDER BY fiscal_year, agency, code`),
  example('timeliness', ['是否按时发布', 'Timeliness: who publishes after the day on which it is due'],
    ['期限为次年 1 月 31 日，2018 年度及以前为 3 月 31 日；发布日期不明的不计。', 'Due on 31 January of the following year, on 31 March for 2018 and before; reports that state no day are left out.'], `
WITH published AS (SELECT fiscal_year, count(published_on) AS dated FROM panel WHERE fiscal_year >= 2014 GROUP BY fiscal_year),
  late AS (SELECT fiscal_year, count(*) AS late, max(delta) AS days FROM findings WHERE kind = 'late' AND fiscal_year >= 2014 GROUP BY fiscal_year)
SELECT p.fiscal_year, p.dated AS reports_with_a_day, coalesce(l.late, 0) AS late, round(1.0 * coalesce(l.late, 0) / nullif(p.dated, 0), 4) AS share_late, l.days AS longest_delay
FROM published p LEFT JOIN late l ON l.fiscal_year = p.fiscal_year ORDER BY p.fiscal_year`),
  example('coverage-by-year', ['各年度公开情况统计', 'Coverage counted by year'],
    ['not_known 为拒绝访问、无法访问、未到期或未查全的，不等于没有报告。', 'not_known: refused, unreachable, not due yet or not looked at; that is not the same as no report.'], `
WITH gaps AS (
  SELECT fiscal_year, count(*) FILTER (WHERE status = 'removed') AS removed, count(*) FILTER (WHERE status = 'not_found') AS not_found,
    count(*) FILTER (WHERE status NOT IN ('removed', 'not_found')) AS not_known
  FROM coverage WHERE status <> 'published' GROUP BY fiscal_year),
  reports AS (SELECT fiscal_year, count(*) AS reports FROM panel GROUP BY fiscal_year)
SELECT y.fiscal_year, coalesce(r.reports, 0) AS reports_in_data, coalesce(g.removed, 0) AS removed, coalesce(g.not_found, 0) AS not_found, coalesce(g.not_known, 0) AS not_known
FROM (SELECT fiscal_year FROM gaps UNION SELECT fiscal_year FROM reports) y
LEFT JOIN gaps g ON g.fiscal_year = y.fiscal_year LEFT JOIN reports r ON r.fiscal_year = y.fiscal_year ORDER BY y.fiscal_year`),
  example('coverage', ['没有报告的机关与年度', 'Coverage gaps: which reports are not there, and on what evidence'],
    ['statuses 的含义见 words（coverage_status）；没有任何记录的年度不在此列。', 'words (coverage_status) explains the statuses; years of which nothing at all is known have no row.'], `
SELECT agency, fiscal_year, status, evidence, dated FROM coverage WHERE status <> 'published' ORDER BY fiscal_year DESC, agency`),
  example('removed', ['已从网站撤下、数据仍在的报告', 'Reports that are gone from the web, still in the data'],
    ['last_seen 为最后一次见到的日期。', 'last_seen: the last day on which a page still showed it.'], `
SELECT agency, fiscal_year, json_extract(evidence, '$.dated') AS last_seen, json_extract(evidence, '$.evidence') AS evidence, sha256
FROM findings WHERE kind = 'missing' AND subject = 'removed' ORDER BY fiscal_year, agency`),
  example('breaks', ['两版之间断裂的指标', 'Breaks between editions: figures not to be chained'],
    ['2019 与 2021 年版之间：none 不可比，near 须谨慎，derivable 加总后可比。', 'Between the forms of 2019 and 2021. none: do not compare; near: with caution; derivable: after summing the counterparts.'], `
SELECT code, kind, counterparts, explanation_zh, explanation_en FROM comparability WHERE from_edition = 'ogi-2019' AND to_edition = 'ogi-2021' AND kind <> 'new' ORDER BY kind, code`),
  example('other-handling', ['跨版本可比的序列：其他处理', 'A series that crosses a break: other handling, one row in 2019 and three in 2021'],
    ['other_handling 两版可比；单独的行不可比，列出以资核对。', 'other_handling compares between editions; the rows themselves do not, and stand here to check it.'], `
SELECT agency, fiscal_year, form, other_handling, t3_result_other_total, t3_result_other_uncorrected_total, t3_result_other_fee_unpaid_total, t3_result_other_misc_total
FROM panel WHERE province_id = '410000' AND fiscal_year >= 2019 ORDER BY agency, fiscal_year`),
  example('blanks', ['谁在表格里留空', 'Who prints blanks'],
    ['空白不是 0；share_blank 为空白占全部单元格的比例。', 'A blank is no 0; share_blank is its share of the cells that are printed.'], `
SELECT agency, fiscal_year, blanks, round(1.0 * blanks / (values_read + blanks + words + ambiguous), 3) AS share_blank
FROM panel WHERE fiscal_year >= 2019 AND blanks > 0 ORDER BY blanks DESC, fiscal_year, agency LIMIT 200`),
  example('number-with-place', ['一个数字在原件中的位置', 'A number with its place in the original'],
    ['sha256 为文件；PDF 见 page 与 box，HTML 与 DOCX 见 path，文本见 line。', 'The document is sha256; there page and box (PDF), path (HTML, DOCX) or line (text).'], `
SELECT code, value, unit, raw, row_label, col_label, alignment, sha256, table_no, row_no, col_no, page, box, path, line
FROM cells WHERE agency_id = '640000' AND fiscal_year = 2021 AND code = 't3.new@total'`),
  example('why-null', ['为什么是空值', 'Why values are null, for one figure and year'],
    ['状态的含义见 words（state）。', 'words (state) explains the states.'], `
SELECT state, count(*) AS reports FROM cells WHERE fiscal_year = 2020 AND code = 't3.new@org.legal_service' GROUP BY state ORDER BY reports DESC, state`),
  example('not-certain', ['推断或无法确定的单元格', 'Cells that were inferred or cannot be known'],
    ['无法确定的为空值，可能的数值见 candidates。', 'What cannot be known is null; candidates are the values that it may be.'], `
SELECT c.agency, c.fiscal_year, c.code, c.state, c.value, c.raw, c.alignment, c.candidates, c.note
FROM panel p JOIN cells c ON c.agency_id = p.agency_id AND c.fiscal_year = p.fiscal_year
WHERE p.fiscal_year = 2020 AND (p.inferred > 0 OR p.ambiguous > 0) AND c.alignment IN ('inferred', 'ambiguous') ORDER BY c.agency, c.code`),
  example('search', ['全文检索两字词，附原句', 'Sentences that hold a word of two characters'],
    ['最多五十条；换词时 MATCH 与 LIKE 两处都换。', 'Fifty sections at most; put another word in both places.'], `
SELECT s.agency, s.fiscal_year, s.heading, j.value AS sentence
FROM (SELECT rowid FROM search WHERE search MATCH '公开' ORDER BY rowid LIMIT 50) hit JOIN sections s ON s.id = hit.rowid
JOIN json_each('[' || replace(json_quote(s.text), '。', '。","') || ']') j ON j.value LIKE '%公开%' ORDER BY s.id, j.key`),
  example('search-longer', ['全文检索更长的词', 'A longer word: overlapping pairs between quotes'],
    ['四字词“信息公开”写作三个相邻的两字。', '信息公开 is written as its three pairs.'], `
SELECT s.agency, s.fiscal_year, s.heading
FROM (SELECT rowid FROM search WHERE search MATCH '"信息 息公 公开"' ORDER BY rowid LIMIT 50) hit JOIN sections s ON s.id = hit.rowid ORDER BY s.id`),
  example('renditions', ['同一报告的不同文件数字不一', 'Documents of one report that print different figures'],
    ['lhs 为代表该报告的文件，rhs 为另一文件；两者的 SHA-256 在 evidence。', 'lhs is the document that represents the report, rhs the other; evidence has the SHA-256 of both.'], `
SELECT agency, fiscal_year, subject AS code, lhs AS value, rhs AS other_value, json_extract(evidence, '$.documents[1]') AS other_sha256
FROM findings WHERE kind = 'renditions' ORDER BY fiscal_year, agency, code`),
  example('several-documents', ['有多份文件的报告', 'Reports that stand in several documents'],
    ['sha256 为代表该报告的文件；其余见 renditions。', 'sha256 represents the report; the view renditions has the others.'], `
SELECT agency, fiscal_year, renditions, format, sha256 FROM reports WHERE fiscal_year = 2021 AND renditions > 1 ORDER BY agency`),
  example('refused', ['不是报告或无法读取的文件', 'Documents that were refused, and why'],
    ['拒读的文件仍然保留。', 'Refused documents are kept all the same.'], `
SELECT n.status, n.refusal, n.reason, n.sha256, d.sources FROM readings n JOIN documents d ON d.sha256 = n.sha256
WHERE n.current = 1 AND n.status <> 'report' ORDER BY n.status, n.sha256`),
  example('beyond-the-form', ['表格之外的行', 'Rows that the form does not know'],
    ['换上机关编号。按原样保留，不进入 panel。', 'Put in any agency id. Kept as printed; panel has none of them.'], `
SELECT agency, fiscal_year, kind, label, text FROM unknown_cells u
WHERE agency_id = '640000' AND EXISTS (SELECT 1 FROM documents d WHERE d.sha256 = u.sha256 AND d.standing = 'represents_report') ORDER BY agency, fiscal_year, ordinal, position`),
];
