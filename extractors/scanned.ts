/** The last word on a report that was read from a scan: what arithmetic confirms stands, the rest is left open. */
import type { SourceHints } from './attribution/profile.ts';
import { checkReport } from './checks.ts';
import type { Document, Place } from './document.ts';
import { isGrid } from './document.ts';
import { forms } from './forms/index.ts';
import { narrativeChecks } from './narrative/agreement/index.ts';
import type { Report } from './report.ts';
import { confirmed } from './tables/confirm.ts';

/** A year that is named once may be one wrong character away from another; so many lines must name it, or the link to the document. */
const NAMED = 2;

/**
 * Figures stand where identities confirm them, the year where several lines or the source name it. Numbers in the prose cannot be
 * confirmed: they give no facts.
 */
export function settleScan(report: Report, document: Document, source: SourceHints): Report {
  const { scans } = document;
  const isRecognised = ({ document: part }: Place): boolean => scans === undefined || (part !== undefined && scans.includes(part));
  const settled = confirmed(report.cells, forms[report.form].identities, document.blocks.filter(isGrid));
  // Of a page with pictures only their tables were recognised.
  const tableOf = (code: string): string => code.slice(0, code.indexOf('.'));
  const recognised = new Set(report.cells.flatMap(({ code, place }) => (place !== null && isRecognised(place) ? [tableOf(code)] : [])));
  const cells = report.cells.map((cell, i) => ((cell.place === null ? scans === undefined || recognised.has(tableOf(cell.code)) : isRecognised(cell.place)) ? settled[i]! : cell));
  const facts = report.facts.filter(({ place }) => !isRecognised(place));
  const problems = [...report.problems];
  let { fiscalYear } = report;
  if (fiscalYear !== null) {
    const year = `${fiscalYear}`;
    const lines = document.blocks.flatMap((block) => (isGrid(block) ? [] : block.text.split('\n').map((line) => ({ line, weight: isRecognised(block.place) ? 1 : NAMED }))));
    const named = lines.filter(({ line }) => line.includes(`${year}年`)).reduce((sum, { weight }) => sum + weight, 0);
    const vouched = [source.name, source.url].some((hint) => hint !== undefined && new RegExp(`(?<!\\d)${year}(?!\\d)`).test(hint));
    if (named < NAMED && !vouched) {
      problems.push({ code: 'fiscal_year_unconfirmed', message: `only one line of the scan names ${year}, which may be a character misread: the year is left open` });
      fiscalYear = null;
    }
  }
  const byCode = new Map(cells.map((cell) => [cell.code, cell]));
  return { ...report, fiscalYear, cells, facts, checks: [...checkReport(report.form, byCode), ...narrativeChecks(facts, byCode)], problems };
}
