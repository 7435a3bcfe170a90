/** The last word on a report that was read from a scan: what arithmetic confirms stands, the rest is left open. */
import type { SourceHints } from './attribution/profile.ts';
import { checkReport } from './checks.ts';
import type { Document } from './document.ts';
import { isGrid } from './document.ts';
import { forms } from './forms/index.ts';
import type { Report } from './report.ts';
import { confirmed } from './tables/confirm.ts';

/** A year that is named once may be one wrong character away from another; so many lines must name it, or the link to the document. */
const NAMED = 2;

/**
 * Figures stand where identities confirm them, the year where several lines or the source name it. Numbers in the prose cannot be
 * confirmed: they give no facts.
 */
export function settleScan(report: Report, document: Document, source: SourceHints): Report {
  const cells = confirmed(report.cells, forms[report.form].identities, document.blocks.filter(isGrid));
  const problems = [...report.problems];
  let { fiscalYear } = report;
  if (fiscalYear !== null) {
    const year = `${fiscalYear}`;
    const lines = document.blocks.flatMap((block) => (isGrid(block) ? [] : block.text.split('\n'))).filter((line) => line.includes(`${year}年`)).length;
    const vouched = [source.name, source.url].some((hint) => hint !== undefined && new RegExp(`(?<!\\d)${year}(?!\\d)`).test(hint));
    if (lines < NAMED && !vouched) {
      problems.push({ code: 'fiscal_year_unconfirmed', message: `only one line of the scan names ${year}, which may be a character misread: the year is left open` });
      fiscalYear = null;
    }
  }
  return { ...report, fiscalYear, cells, facts: [], checks: checkReport(report.form, new Map(cells.map((cell) => [cell.code, cell]))), problems };
}
