/** The renditions of a report, in order: which document represents it, and where the others disagree with it. */
import { ORIGIN_SQL } from './origin.ts';
import { isAddress } from './sources.ts';

/** Words in a title that mark a rendition drawn as pictures (图解版); 附图解 is text with a picture beside it. */
const PICTURE_MARKS = ['图解', '一图读懂', '图说', '图文解读', '长图'];

const PICTURE = `
  (n.title NOT LIKE '%文字版%' AND (${PICTURE_MARKS.map((mark) => `replace(n.title, '附图解', '') LIKE '%${mark}%'`).join(' OR ')}))`;

/**
 * SQL: whether every address that showed the document of the reading `n` has since come to show another report of the same agency
 * and year. Addresses whose days are not known replace nothing; nor does a page that is no report.
 */
export const REPLACED = `(
  EXISTS (SELECT 1 FROM document_source s WHERE s.document = n.document AND ${isAddress('s.source')})
  AND NOT EXISTS (
    SELECT 1 FROM document_source s WHERE s.document = n.document AND ${isAddress('s.source')} AND NOT EXISTS (
      SELECT 1 FROM document_source l JOIN reading o ON o.document = l.document AND o.current = 1
      WHERE l.source = s.source AND s.first_seen <> '' AND l.first_seen > s.first_seen
        AND o.agency = n.agency AND o.fiscal_year = n.fiscal_year AND o.id <> n.id)))`;

/**
 * SQL: the order of renditions `n` (with their document `d`), best first. Of versions at one address the newest counts; text stands
 * before pictures; then most complete and most consistent, then surest, then latest published (agencies put corrections beside
 * the first version), then the format that keeps most structure. The hash ends every tie, so that the order never depends on
 * what came first.
 */
export const BEST_FIRST = `
  ${REPLACED}, coalesce(${PICTURE}, 0), n.values_read + n.blanks + n.words - 10 * n.identities_failed DESC, n.ambiguous, n.inferred, n.sections DESC, n.published_on DESC,
  CASE d.format WHEN 'html' THEN 0 WHEN 'docx' THEN 1 WHEN 'pdf' THEN 2 ELSE 3 END, d.sha256`;

/** SQL: what a cell shows, looked up where it differs. */
const shown = (column: string, reading: string): string => `(SELECT c.${column} FROM reading_cells c WHERE c.reading = ${reading} AND c.code = k.code)`;

/** The views that need the order. */
export const RENDITION_VIEWS_SQL = `
-- Every document that is read as a report of one agency and year. preference 1 represents the report. replaced: 1 where its address
-- has come to show another version of the report.
CREATE VIEW renditions AS
SELECT a.agency_id, a.name_zh AS agency, n.fiscal_year, row_number() OVER (PARTITION BY n.agency, n.fiscal_year ORDER BY ${BEST_FIRST}) AS preference,
  n.id = r.reading AS represents, ${REPLACED} AS replaced, d.sha256, d.format, n.form, n.title, n.published_on,
  (SELECT min(first_seen) FROM document_source s WHERE s.document = d.id AND s.first_seen <> '') AS first_seen,
  n.values_read, n.blanks, n.words, n.ambiguous, n.inferred, n.sections, n.identities_failed,
  (SELECT group_concat(source, char(10)) FROM (SELECT DISTINCT source FROM document_source s WHERE s.document = d.id ORDER BY source)) AS sources,
  ${ORIGIN_SQL} AS origin
FROM report r JOIN agency a ON a.id = r.agency JOIN reading n ON n.agency = r.agency AND n.fiscal_year = r.fiscal_year AND n.current = 1
JOIN document d ON d.id = n.document;

-- Cells in which another rendition says otherwise than the one that represents the report. A state is null where the edition that the
-- document was read as has no such figure. other_replaced: 1 where the other is an earlier version (see changed_reports).
CREATE VIEW rendition_differences AS
SELECT a.agency_id, a.name_zh AS agency, r.fiscal_year, k.code, k.name_zh, k.name_en,
  ${shown('state', 'r.reading')} AS state, ${shown('value', 'r.reading')} AS value, ${shown('raw', 'r.reading')} AS raw,
  ${shown('state', 'n.id')} AS other_state, ${shown('value', 'n.id')} AS other_value, ${shown('raw', 'n.id')} AS other_raw,
  bd.sha256, ${shown('place', 'r.reading')} AS place, od.sha256 AS other_sha256, ${shown('place', 'n.id')} AS other_place,
  ${REPLACED} AS other_replaced, ${ORIGIN_SQL} AS origin
FROM report r JOIN agency a ON a.id = r.agency JOIN reading bn ON bn.id = r.reading JOIN document bd ON bd.id = bn.document
JOIN reading n ON n.agency = r.agency AND n.fiscal_year = r.fiscal_year AND n.current = 1 AND n.id <> r.reading
JOIN document od ON od.id = n.document CROSS JOIN code k
LEFT JOIN cell b ON b.reading = r.reading AND b.code = k.id LEFT JOIN cell o ON o.reading = n.id AND o.code = k.id
WHERE b.state IS NOT o.state OR b.value IS NOT o.value;

-- The agency changed its report after publication: the cells in which two consecutive versions at one address differ, old and new.
CREATE VIEW changed_reports AS
SELECT a.agency_id, a.name_zh AS agency, v.fiscal_year, v.address, k.code, k.name_zh, k.name_en,
  ${shown('state', 'v.old')} AS old_state, ${shown('value', 'v.old')} AS old_value, ${shown('raw', 'v.old')} AS old_raw,
  ${shown('state', 'v.reading')} AS new_state, ${shown('value', 'v.reading')} AS new_value, ${shown('raw', 'v.reading')} AS new_raw,
  od.sha256 AS old_sha256, v.old_seen AS old_first_seen, ${shown('place', 'v.old')} AS old_place,
  nd.sha256 AS new_sha256, v.first_seen AS new_first_seen, ${shown('place', 'v.reading')} AS new_place, ${ORIGIN_SQL} AS origin
FROM (
  SELECT p.source AS address, p.reading, p.first_seen, n.agency, n.fiscal_year, n.document,
    lag(p.reading) OVER of_report AS old, lag(p.first_seen) OVER of_report AS old_seen
  FROM appearance p JOIN reading n ON n.id = p.reading AND n.agency IS NOT NULL AND n.fiscal_year IS NOT NULL
  WINDOW of_report AS (PARTITION BY p.source, n.agency, n.fiscal_year ORDER BY p.ordinal)) v
JOIN agency a ON a.id = v.agency JOIN document nd ON nd.id = v.document JOIN reading o ON o.id = v.old JOIN document od ON od.id = o.document
CROSS JOIN code k
LEFT JOIN cell b ON b.reading = v.old AND b.code = k.id LEFT JOIN cell f ON f.reading = v.reading AND f.code = k.id
WHERE b.state IS NOT f.state OR b.value IS NOT f.value OR (b.raw IS NOT f.raw AND b.state IN (SELECT id FROM word WHERE kind = 'state' AND name IN ('text', 'ambiguous')));`;
