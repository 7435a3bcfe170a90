/** One document's bytes → a report, or a refusal with its reason. Pure: no network, no database, no clock. */
import { attribute } from './attribution/index.ts';
import type { AgencyProfile, SourceHints } from './attribution/profile.ts';
import { checkReport } from './checks.ts';
import { archiveExtraction, readMembers } from './contained.ts';
import { formOf } from './annual-report.ts';
import { Refusal, type Document, type Problem } from './document.ts';
import { readDocument, sniff } from './formats/index.ts';
import type { Ocr } from './formats/scan/ocr.ts';
import { forms } from './forms/index.ts';
import { narrativeChecks } from './narrative/agreement/index.ts';
import { readFacts } from './narrative/facts/index.ts';
import { readPlacedSections } from './narrative/sections.ts';
import { PARTS_NEED_OCR, withParts, type Part } from './page-parts.ts';
import type { Extraction, Refused, Report } from './report.ts';
import { firstReport } from './second-report.ts';
import { settleScan } from './scanned.ts';
import { readTables, type Tables } from './tables/index.ts';
import { withSpelledLabels } from './tables/spelling.ts';

/**
 * Reads a document as an annual report.
 * @param bytes the document; not modified
 * @param profiles agencies to recognise (the registry)
 * @param source what is known of where the bytes came from
 * @param ocr reads scans; without it they are refused
 * @param parts of a page: the files, frames and pictures that it shows or offers, where its own reading lacks something (see `lacks`)
 * @returns a report, or why it is none. Throws only on internal errors.
 */
export async function extract(bytes: Uint8Array, profiles: readonly AgencyProfile[], source: SourceHints = {}, ocr?: Ocr, parts: readonly Part[] = []): Promise<Extraction> {
  try {
    if (sniff(bytes).format === 'zip') {
      return archiveExtraction(await readMembers(bytes, source, (member, hints) => extract(member, profiles, hints, ocr)));
    }
    const printed = await readDocument(bytes, source, ocr);
    if (parts.length === 0) return reportOf(printed, profiles, source);
    const together = await withParts(printed, parts, profiles, source, ocr).catch(refusalOf);
    if (together === null) return reportOf(printed, profiles, source);
    return together instanceof Refusal ? withoutParts(together, () => reportOf(printed, profiles, source)) : { ...reportOf(together.document, profiles, source), parts: together.parts };
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

/** What a page gives alone where its parts need an engine that is not there; their refusal where that is nothing. */
function withoutParts(refusal: Refusal, alone: () => Report): Report {
  try {
    const report = alone();
    return { ...report, problems: [...report.problems, { code: PARTS_NEED_OCR, message: refusal.message }] };
  } catch (error) {
    refusalOf(error);
    throw refusal;
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

/** The part after reading: a document model → a report. */
export function reportOf(printed: Document, profiles: readonly AgencyProfile[], source: SourceHints = {}): Report {
  const { document, ...others } = firstReport(printed.ocr === undefined || printed.scans !== undefined ? printed : withSpelledLabels(printed));
  const { sections, placeOf } = readPlacedSections(document);
  const who = attribute(document, sections, profiles, source);
  const tables = readTables(document, who.fiscalYear);
  const form = formOf(document, tables, sections, who);
  const cells = new Map(tables.cells.map((cell) => [cell.code, cell]));
  const facts = readFacts(sections, who.fiscalYear, placeOf);
  const problems = [...document.problems, ...others.problems, ...who.problems, ...tables.problems, ...formProblems(form, tables, who.fiscalYear)];
  const report: Report = {
    status: 'report',
    agency: who.agency,
    agencyEvidence: who.agencyEvidence,
    fiscalYear: who.fiscalYear,
    fiscalYearEvidence: who.fiscalYearEvidence,
    form,
    title: who.title,
    publishedOn: who.publishedOn,
    cells: tables.cells,
    unknown: [...tables.unknown, ...others.unknown],
    sections,
    facts,
    checks: [...checkReport(form, cells), ...narrativeChecks(facts, cells)],
    problems,
  };
  return printed.ocr === undefined ? report : settleScan(report, document, source);
}

/** Tables that the edition has and the document lacks, and an edition that was not in force in the year reported. */
function formProblems(form: Report['form'], { found }: Tables, fiscalYear: number | null): Problem[] {
  const problems: Problem[] = [];
  if (form.startsWith('ogi-')) {
    for (const [table, there] of Object.entries({ 二: found.published, 三: found.requests, 四: found.disputes })) {
      if (!there) problems.push({ code: 'table_missing', message: `table ${table} of the form was not found` });
    }
  }
  const [from, to] = forms[form].inForce;
  if (fiscalYear !== null && form !== 'local' && (fiscalYear < from || (to !== null && fiscalYear > to))) {
    const span = to === null ? `since ${from}` : `${from} to ${to}`;
    problems.push({ code: 'form_of_other_year', message: `the report for ${fiscalYear} uses ${form}, the form in force ${span}; its labels are followed` });
  }
  return problems;
}

const refused = (refusal: Refusal): Refused => ({ status: refusal.status, code: refusal.code, reason: refusal.message });
