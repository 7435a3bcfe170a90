/** One document of a report as it is shown: its marks, and where its report stands. */
import type { Db } from '../../../db/open.ts';
import type { Report } from '../../../extractors/report.ts';
import { marksOf, type Mark, type Outline } from '../../originals/marks.ts';
import { failed, outlines, verdicts, type Verdict } from './failures.ts';
import { reportPath } from './find.ts';
import { acrossYears, identitiesOf, readingOf, type AcrossYears } from './reading.ts';

export interface Judged {
  report: Report;
  across: AcrossYears[];
  verdicts: Verdict[];
  /** Code → outline, of the check that was chosen or of all that failed. */
  outlines: Map<string, Outline>;
  marks: Mark[];
}

interface Head {
  agency: number;
  agency_id: string | null;
  name_zh: string;
  fiscal_year: number;
  format: string | null;
  represents: number;
}

/** The reading of a document with its checks and marks; null where it was not read as a report. */
export function judge(db: Db, sha256: string, { agency, fiscal_year, represents }: Pick<Head, 'agency' | 'fiscal_year' | 'represents'>, check: string | undefined): Judged | null {
  const report = readingOf(db, sha256);
  if (report === null) return null;
  const across = represents ? acrossYears(db, agency, fiscal_year) : [];
  const all = verdicts(report, across, identitiesOf(db));
  const wanted = check === undefined ? undefined : all.filter(({ id }) => id === check);
  const outlined = outlines(wanted !== undefined && wanted.length > 0 ? wanted : all.filter((verdict) => failed(verdict) && verdict.kind !== 'prose'));
  return { report, across, verdicts: all, outlines: outlined, marks: marksOf(report, outlined) };
}

/** The format of a document; null where it is none that is read, or not known here. */
export const formatOf = (db: Db, sha256: string): string | null => db.prepare<[string], string | null>('SELECT format FROM document WHERE sha256 = ?').pluck().get(sha256) ?? null;

/** The marks that stand in one document of a reading: in the one that was read, or, given its hash, in a part of it. */
export const marksIn = (marks: readonly Mark[], part: string | null): Mark[] => marks.filter(({ place }) => (place.document ?? null) === part);

/** Of any document that was read as a report of a known agency and year. `part`: a part of it is to be shown instead. */
export function ofDocument(db: Db, sha256: string, check: string | undefined, part: string | null = null): { sha256: string; format: string | null; marks: Mark[]; path: string; params: Record<string, string> } | null {
  const head = db
    .prepare<[string], Head>(`
      SELECT n.agency, a.agency_id, a.name_zh, n.fiscal_year, d.format, EXISTS (SELECT 1 FROM report r WHERE r.reading = n.id) AS represents
      FROM document d JOIN reading n ON n.document = d.id AND n.current = 1 JOIN agency a ON a.id = n.agency WHERE d.sha256 = ? AND n.fiscal_year IS NOT NULL`)
    .get(sha256);
  const judged = head === undefined ? null : judge(db, sha256, head, check);
  if (head === undefined || judged === null) return null;
  if (part !== null && !judged.report.parts?.some((each) => each.sha256 === part)) return null;
  const params = { ...(head.represents ? {} : { document: sha256 }), ...(check === undefined ? {} : { check }) };
  const shown = part === null ? { sha256, format: head.format } : { sha256: part, format: formatOf(db, part) };
  return { ...shown, marks: marksIn(judged.marks, part), path: reportPath(head, head.fiscal_year), params };
}
