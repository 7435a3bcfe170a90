-- The research file: names in place of integers. Remade whenever this text changes. Nothing newer than SQLite 3.37 (STRICT tables), so
-- that no program in use finds the schema malformed. origin: live, or replica where figures are invented (about, topic origin).

CREATE VIEW agencies AS
SELECT a.agency_id, a.name_zh, a.name_en, a.level, a.parent_id, p.agency_id AS province_id, p.name_zh AS province, a.in_registry,
  (SELECT count(*) FROM report r WHERE r.agency = a.id) AS reports,
  (SELECT min(fiscal_year) FROM report r WHERE r.agency = a.id) AS first_year,
  (SELECT max(fiscal_year) FROM report r WHERE r.agency = a.id) AS last_year, (SELECT origin FROM origin) AS origin
FROM agency a LEFT JOIN agency p ON p.id = a.province
WHERE a.in_registry = 1 OR EXISTS (SELECT 1 FROM reading d WHERE d.agency = a.id AND d.current = 1);

-- standing: represents_report, other_rendition, part_of_report (see report_parts), agency_unknown, year_unknown, refused, not_read.
CREATE VIEW documents AS
SELECT d.sha256, d.bytes, d.format, coalesce(n.status, 'not_read') AS status, n.refusal, n.reason,
  CASE WHEN (n.agency IS NULL OR n.fiscal_year IS NULL) AND EXISTS (SELECT 1 FROM part p JOIN reading w ON w.id = p.reading AND w.current = 1 WHERE p.sha256 = d.sha256) THEN 'part_of_report'
    WHEN n.id IS NULL THEN 'not_read' WHEN n.status <> 'report' THEN 'refused' WHEN n.agency IS NULL THEN 'agency_unknown'
    WHEN n.fiscal_year IS NULL THEN 'year_unknown' WHEN r.reading IS NOT NULL THEN 'represents_report' ELSE 'other_rendition' END AS standing,
  a.agency_id, a.name_zh AS agency, n.name_printed, n.fiscal_year, n.form, n.title, n.published_on, v.text AS code_version,
  (SELECT group_concat(source, char(10)) FROM (SELECT DISTINCT source FROM document_source s WHERE s.document = d.id ORDER BY source)) AS sources,
  (SELECT min(first_seen) FROM document_source s WHERE s.document = d.id AND s.first_seen <> '') AS first_seen, (SELECT origin FROM origin) AS origin
FROM document d LEFT JOIN reading n ON n.document = d.id AND n.current = 1
LEFT JOIN report r ON r.reading = n.id LEFT JOIN agency a ON a.id = n.agency LEFT JOIN string v ON v.id = n.code_version;

-- Every reading ever made, superseded ones too.
CREATE VIEW readings AS
SELECT n.id AS reading, d.sha256, n.current, v.text AS code_version, n.status, n.refusal, n.reason, a.agency_id, a.name_zh AS agency,
  n.fiscal_year, n.form, n.values_read, n.blanks, n.words, n.ambiguous, n.absent, n.inferred, n.identities_failed, (SELECT origin FROM origin) AS origin
FROM reading n JOIN document d ON d.id = n.document JOIN string v ON v.id = n.code_version LEFT JOIN agency a ON a.id = n.agency;

-- reading_verdict: did we read it right. source_verdict: does the agency's own arithmetic hold, within this report;
-- across_years_failed: identities that do not hold against the report of the year before.
CREATE VIEW reports AS
SELECT a.agency_id, a.name_zh AS agency, a.name_en AS agency_en, a.level, r.fiscal_year, n.form, n.title, n.published_on, d.sha256, d.format,
  (SELECT count(*) FROM reading o WHERE o.agency = r.agency AND o.fiscal_year = r.fiscal_year AND o.current = 1) AS renditions,
  n.values_read, n.blanks, n.words, n.ambiguous, n.absent, n.inferred,
  CASE WHEN n.ambiguous > 0 THEN 'ambiguous' WHEN n.inferred > 0 THEN 'inferred' ELSE 'exact' END AS reading_verdict,
  n.identities_assessed, n.identities_failed, n.narrative_failed,
  (SELECT count(DISTINCT k.name) FROM evaluation_across e JOIN check_key k ON k.id = e.check_key
    JOIN word s ON s.kind = 'check_status' AND s.id = e.status AND s.name = 'fail'
    WHERE e.agency = r.agency AND e.fiscal_year = r.fiscal_year) AS across_years_failed,
  CASE WHEN n.identities_failed > 0 THEN 'inconsistent' WHEN n.identities_assessed > 0 THEN 'consistent' ELSE 'not_assessable' END AS source_verdict,
  v.text AS code_version, (SELECT origin FROM origin) AS origin
FROM report r JOIN agency a ON a.id = r.agency JOIN reading n ON n.id = r.reading JOIN document d ON d.id = n.document JOIN string v ON v.id = n.code_version;

-- Every cell of every reading, with its place (place: all of it as JSON). sha256: the document in which the cell stands, which of a report
-- on a page and parts of it may be a part. Boxes are in points from the page's top-left corner.
CREATE VIEW reading_cells AS
SELECT n.id AS reading, n.current, coalesce(json_extract(x.place, '$.document'), d.sha256) AS sha256, n.agency AS agency_key, n.fiscal_year, k.code, k.name_zh, k.name_en, s.name AS state,
  CASE WHEN c.value = CAST(c.value AS INTEGER) THEN CAST(c.value AS INTEGER) ELSE c.value END AS value,
  coalesce(x.unit, k.unit) AS unit,
  CASE WHEN c.raw IS NOT NULL THEN c.raw WHEN x.raw_unknown = 1 THEN NULL
    WHEN c.value IS NOT NULL THEN CAST(CAST(c.value AS INTEGER) AS TEXT) ELSE s.printed END AS raw,
  u.text AS unit_raw, rl.text AS row_label, cl.text AS col_label, al.name AS alignment, x.remark, nt.text AS note, x.candidates,
  c.table_no, c.row_no, c.col_no,
  CASE WHEN c.place = 0 THEN c.at ELSE json_extract(x.place, '$.page') END AS page,
  CASE WHEN c.place = 0 AND c.p1 IS NOT NULL THEN printf('[%.1f,%.1f,%.1f,%.1f]', c.p1 / 10.0, c.p2 / 10.0, c.p3 / 10.0, c.p4 / 10.0)
    ELSE json_extract(x.place, '$.box') END AS box,
  CASE WHEN c.place = 1 THEN printf(pp.text, c.p1, c.p2) ELSE json_extract(x.place, '$.path') END AS path,
  CASE WHEN c.place = 2 THEN c.at ELSE json_extract(x.place, '$.line') END AS line,
  CASE WHEN c.place = 2 THEN c.p1 ELSE json_extract(x.place, '$.start') END AS start,
  CASE WHEN c.place = 2 THEN c.p2 ELSE json_extract(x.place, '$.end') END AS "end",
  CASE WHEN c.table_no IS NOT NULL THEN json_patch('{}', json_object('document', json_extract(x.place, '$.document'), 'page', CASE WHEN c.place = 0 THEN c.at ELSE json_extract(x.place, '$.page') END,
    'box', CASE WHEN c.place = 0 AND c.p1 IS NOT NULL THEN json(printf('[%.1f,%.1f,%.1f,%.1f]', c.p1 / 10.0, c.p2 / 10.0, c.p3 / 10.0, c.p4 / 10.0))
      ELSE json_extract(x.place, '$.box') END,
    'path', CASE WHEN c.place = 1 THEN printf(pp.text, c.p1, c.p2) ELSE json_extract(x.place, '$.path') END,
    'line', CASE WHEN c.place = 2 THEN c.at ELSE json_extract(x.place, '$.line') END,
    'start', CASE WHEN c.place = 2 THEN c.p1 ELSE json_extract(x.place, '$.start') END,
    'end', CASE WHEN c.place = 2 THEN c.p2 ELSE json_extract(x.place, '$.end') END,
    'table', c.table_no, 'row', c.row_no, 'col', c.col_no)) END AS place, (SELECT origin FROM origin) AS origin
FROM cell c JOIN reading n ON n.id = c.reading JOIN document d ON d.id = n.document JOIN code k ON k.id = c.code
JOIN word s ON s.kind = 'state' AND s.id = c.state
LEFT JOIN cell_extra x ON x.reading = c.reading AND x.code = c.code
LEFT JOIN word al ON al.kind = 'alignment' AND al.id = c.alignment
LEFT JOIN string u ON u.id = c.unit_raw LEFT JOIN string rl ON rl.id = c.row_label LEFT JOIN string cl ON cl.id = c.col_label
LEFT JOIN string nt ON nt.id = x.note LEFT JOIN string pp ON c.place = 1 AND pp.id = c.at;

-- (report, code): the cells of each report's best rendition.
CREATE VIEW cells AS
SELECT a.agency_id, a.name_zh AS agency, r.fiscal_year, c.code, c.name_zh, c.name_en, c.state, c.value, c.unit, c.raw, c.unit_raw, c.row_label, c.col_label,
  c.alignment, c.remark, c.note, c.candidates, c.sha256, c.table_no, c.row_no, c.col_no, c.page, c.box, c.path, c.line, c.start, c."end", c.origin
FROM report r JOIN agency a ON a.id = r.agency JOIN reading_cells c ON c.reading = r.reading;

-- Files, frames and pictures of a page that its report was read from as well, in the order of the page. gives: JSON, of prose, published,
-- requests, disputes and statistics. page_sha256: the page.
CREATE VIEW report_parts AS
SELECT a.agency_id, a.name_zh AS agency, n.fiscal_year, d.sha256 AS page_sha256, p.ordinal, p.sha256, p.source, p.gives, (SELECT origin FROM origin) AS origin
FROM part p JOIN reading n ON n.id = p.reading AND n.current = 1 JOIN document d ON d.id = n.document LEFT JOIN agency a ON a.id = n.agency;

CREATE VIEW check_mode AS SELECT 'strict' AS mode UNION ALL SELECT 'lenient';

-- One row per evaluation, within a report and across two years. name is an identity (see identities) or a narrative check (N…).
CREATE VIEW checks AS
SELECT a.agency_id, a.name_zh AS agency, r.fiscal_year, k.name, m.mode, s.name AS status,
  CASE WHEN e.lhs = CAST(e.lhs AS INTEGER) THEN CAST(e.lhs AS INTEGER) ELSE e.lhs END AS lhs,
  CASE WHEN e.rhs = CAST(e.rhs AS INTEGER) THEN CAST(e.rhs AS INTEGER) ELSE e.rhs END AS rhs,
  CASE WHEN e.delta = CAST(e.delta AS INTEGER) THEN CAST(e.delta AS INTEGER) ELSE e.delta END AS delta,
  k.cells, e.note, i.description_zh, i.description_en, (SELECT origin FROM origin) AS origin
FROM report r JOIN agency a ON a.id = r.agency JOIN evaluation e ON e.reading = r.reading JOIN check_key k ON k.id = e.check_key
JOIN check_mode m ON k.mode IN (m.mode, 'both')
JOIN word s ON s.kind = 'check_status' AND s.id = e.status LEFT JOIN identity i ON i.name = k.name
UNION ALL
SELECT a.agency_id, a.name_zh, e.fiscal_year, k.name, m.mode, s.name,
  CASE WHEN e.lhs = CAST(e.lhs AS INTEGER) THEN CAST(e.lhs AS INTEGER) ELSE e.lhs END AS lhs,
  CASE WHEN e.rhs = CAST(e.rhs AS INTEGER) THEN CAST(e.rhs AS INTEGER) ELSE e.rhs END AS rhs,
  CASE WHEN e.delta = CAST(e.delta AS INTEGER) THEN CAST(e.delta AS INTEGER) ELSE e.delta END AS delta,
  k.cells, NULL, i.description_zh, i.description_en, (SELECT origin FROM origin) AS origin
FROM evaluation_across e JOIN agency a ON a.id = e.agency JOIN check_key k ON k.id = e.check_key JOIN check_mode m ON k.mode IN (m.mode, 'both')
JOIN word s ON s.kind = 'check_status' AND s.id = e.status LEFT JOIN identity i ON i.name = k.name;

CREATE VIEW identities AS SELECT name, rule, editions, description_zh, description_en FROM identity;

-- id is the rowid of `search`.
CREATE VIEW sections AS
SELECT s.id, a.agency_id, a.name_zh AS agency, r.fiscal_year, s.ordinal, s.number, s.heading, s.text, s.place, d.sha256, (SELECT origin FROM origin) AS origin
FROM report r JOIN agency a ON a.id = r.agency JOIN section s ON s.reading = r.reading JOIN reading n ON n.id = r.reading JOIN document d ON d.id = n.document;

-- Numbers quoted from the prose of each report's best rendition; codes are in the codebook. bound: the true number lies above (lower) or
-- below (upper) the value. start, end: where the number stands in the section's text (UTF-16 units); ordinal counts sections from 0.
CREATE VIEW facts AS
SELECT a.agency_id, a.name_zh AS agency, r.fiscal_year, k.code, k.name_zh, k.name_en,
  CASE WHEN f.value = CAST(f.value AS INTEGER) THEN CAST(f.value AS INTEGER) ELSE f.value END AS value, u.text AS unit, f.raw, f.approximate, f.bound, f.period, f.scope,
  f.label,
  (SELECT p.sentence FROM fact p WHERE p.reading = f.reading AND p.ordinal <= f.ordinal AND p.sentence IS NOT NULL ORDER BY p.ordinal DESC LIMIT 1) AS sentence,
  (SELECT p.place FROM fact p WHERE p.reading = f.reading AND p.ordinal <= f.ordinal AND p.place IS NOT NULL ORDER BY p.ordinal DESC LIMIT 1) AS place,
  f.section AS ordinal, f.start, f."end", m.text AS matcher, d.sha256, (SELECT origin FROM origin) AS origin
FROM report r JOIN agency a ON a.id = r.agency JOIN fact f ON f.reading = r.reading JOIN code k ON k.id = f.code JOIN reading n ON n.id = r.reading
JOIN document d ON d.id = n.document JOIN string u ON u.id = f.unit JOIN string m ON m.id = f.matcher;

-- Of every document read as a report, also where agency or year are not known.
CREATE VIEW evidence AS
SELECT d.sha256, a.agency_id, n.fiscal_year, v.about, v.ordinal, v.kind, v.text, v.speaks_for, v.weight, v.place, (SELECT origin FROM origin) AS origin
FROM vote v JOIN reading n ON n.id = v.reading AND n.current = 1 JOIN document d ON d.id = n.document LEFT JOIN agency a ON a.id = n.agency;

CREATE VIEW problems AS
SELECT d.sha256, a.agency_id, a.name_zh AS agency, n.fiscal_year, p.ordinal, p.code, p.message, p.place, (SELECT origin FROM origin) AS origin
FROM problem p JOIN reading n ON n.id = p.reading AND n.current = 1 JOIN document d ON d.id = n.document LEFT JOIN agency a ON a.id = n.agency;

CREATE VIEW unknown_cells AS
SELECT d.sha256, a.agency_id, a.name_zh AS agency, n.fiscal_year, u.kind, u.label, u.ordinal, j.key AS position,
  json_extract(j.value, '$.text') AS text, json_extract(j.value, '$.place') AS place, (SELECT origin FROM origin) AS origin
FROM unknown u JOIN reading n ON n.id = u.reading AND n.current = 1 JOIN document d ON d.id = n.document
LEFT JOIN agency a ON a.id = n.agency LEFT JOIN json_each(u.cells) j;

-- Each time an address came to show another document than before, by row numbers; where the days are not known, nothing follows anything.
CREATE VIEW appearance AS
SELECT c.source, c.document, n.id AS reading, c.first_seen, row_number() OVER of_address AS ordinal, lead(c.document) OVER of_address IS NULL AS newest
FROM (
  SELECT s.source, s.document, s.first_seen, d.sha256, lag(s.document) OVER (PARTITION BY s.source ORDER BY s.first_seen, d.sha256) AS before
  FROM document_source s JOIN document d ON d.id = s.document
  WHERE s.first_seen <> '' AND (s.source LIKE 'http://%' OR s.source LIKE 'https://%')) c
LEFT JOIN reading n ON n.document = c.document AND n.current = 1
WHERE c.before IS NOT c.document
WINDOW of_address AS (PARTITION BY c.source ORDER BY c.first_seen, c.sha256);

-- Documents found at one address at different times, in order; see changed_reports for what changed. ordinal is null where it is not
-- known since when the address showed the document.
CREATE VIEW versions AS
SELECT p.source AS address, p.ordinal, p.newest, d.sha256, p.first_seen, coalesce(n.status, 'not_read') AS status,
  a.agency_id, a.name_zh AS agency, n.fiscal_year, n.title, (SELECT origin FROM origin) AS origin
FROM appearance p JOIN document d ON d.id = p.document LEFT JOIN reading n ON n.id = p.reading LEFT JOIN agency a ON a.id = n.agency
UNION ALL
SELECT s.source, NULL, NULL, d.sha256, NULL, coalesce(n.status, 'not_read'), a.agency_id, a.name_zh, n.fiscal_year, n.title, (SELECT origin FROM origin) AS origin
FROM document_source s JOIN document d ON d.id = s.document LEFT JOIN reading n ON n.document = d.id AND n.current = 1 LEFT JOIN agency a ON a.id = n.agency
WHERE s.first_seen = '' AND (s.source LIKE 'http://%' OR s.source LIKE 'https://%');

-- agency × year, one row each; statuses in words under coverage_status. removed stands before published, and both before what else the
-- crawl found out. dated: the day of the observation; of a removed report the last day on which it was seen; of a published one its own
-- date, or else the day on which it was first seen. Where no row stands, nothing is known.
CREATE VIEW coverage AS
SELECT a.agency_id, a.name_zh AS agency, r.fiscal_year, 'published' AS status,
  'document ' || d.sha256 || coalesce((SELECT '; ' || e.evidence FROM coverage_entry e WHERE e.agency = r.agency AND e.fiscal_year = r.fiscal_year AND e.status = 'unreadable'), '') AS evidence,
  coalesce(n.published_on, (SELECT substr(min(first_seen), 1, 10) FROM document_source s WHERE s.document = d.id AND s.first_seen <> '')) AS dated,
  (SELECT origin FROM origin) AS origin
FROM report r JOIN agency a ON a.id = r.agency JOIN reading n ON n.id = r.reading JOIN document d ON d.id = n.document
WHERE NOT EXISTS (SELECT 1 FROM coverage_entry e WHERE e.agency = r.agency AND e.fiscal_year = r.fiscal_year AND e.status = 'removed')
UNION ALL
SELECT a.agency_id, a.name_zh, e.fiscal_year, e.status, e.evidence, e.observed_on, (SELECT origin FROM origin) AS origin
FROM coverage_entry e JOIN agency a ON a.id = e.agency
WHERE e.status = 'removed' OR NOT EXISTS (SELECT 1 FROM report r WHERE r.agency = e.agency AND r.fiscal_year = e.fiscal_year);

CREATE VIEW codebook AS
SELECT code, panel_column, name_zh, name_en, unit, type, role, editions, comparability, crosswalk, formula, note FROM code WHERE position IS NOT NULL ORDER BY position;

-- How to read `state`, `alignment` and `status`, of checks and of coverage.
CREATE VIEW words AS SELECT kind, name, meaning FROM word ORDER BY kind, id;
