/** One document's bytes → a report, or a refusal with its reason. Pure: no network, no database, no clock. */
import { attribute } from './attribution/index.ts';
import type { AgencyProfile, SourceHints } from './attribution/profile.ts';
import { checkReport } from './checks.ts';
import { Refusal, type Document } from './document.ts';
import { readDocument } from './formats/index.ts';
import { narrativeChecks } from './narrative/counts.ts';
import { readSections } from './narrative/sections.ts';
import type { Cell, Extraction, Refused, Report } from './report.ts';
import { readTables, type Tables } from './tables/index.ts';

/**
 * Reads a document as an annual report.
 * @param bytes the document; not modified
 * @param profiles agencies to recognise (the registry)
 * @param source what is known of where the bytes came from
 * @returns a report, or why it is none. Throws only on internal errors.
 */
export async function extract(bytes: Uint8Array, profiles: readonly AgencyProfile[], source: SourceHints = {}): Promise<Extraction> {
  try {
    return reportOf(await readDocument(bytes, source), profiles, source);
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

/** The part after reading: a document model → a report. */
export function reportOf(document: Document, profiles: readonly AgencyProfile[], source: SourceHints = {}): Report {
  const tables = readTables(document);
  const form = judge(document, tables);
  const sections = readSections(document);
  const who = attribute(document, sections, profiles, source);
  const cells = new Map(tables.cells.map((cell) => [cell.code, cell]));
  const problems = [...document.problems, ...who.problems, ...tables.problems];
  for (const [table, there] of Object.entries({ 二: tables.found.published, 三: tables.found.requests, 四: tables.found.disputes })) {
    if (!there) problems.push({ code: 'table_missing', message: `table ${table} of the form was not found` });
  }
  return {
    status: 'report',
    agency: who.agency,
    agencyEvidence: who.agencyEvidence,
    fiscalYear: who.fiscalYear,
    fiscalYearEvidence: who.fiscalYearEvidence,
    form,
    title: who.title,
    publishedOn: who.publishedOn,
    cells: tables.cells,
    unknown: tables.unknown,
    sections,
    facts: [],
    checks: [...checkReport(form, cells), ...narrativeChecks(sections, cells)],
    problems,
  };
}

/** Refuses what is no report: without a table of the form, or with tables that nobody has filled in. */
function judge(document: Document, tables: Tables): Report['form'] {
  if (tables.form === null) {
    const grids = document.blocks.filter((block) => block.kind === 'grid').length;
    throw new Refusal('not_a_report', 'no_tables', `no table of the national form among ${grids} table${grids === 1 ? '' : 's'} of the document`);
  }
  if (!tables.found.requests && !(tables.found.published && tables.found.disputes) && attributed(tables.cells).length < 8) {
    throw new Refusal('not_a_report', 'too_little', 'only a fragment of the national form was found');
  }
  if (!tables.cells.some(isFilledIn)) {
    throw new Refusal('empty_form', 'blank_template', 'the form is there, but none of its cells is filled in');
  }
  return tables.form;
}

/** A cell that a row does not have is not filled in either; it has no place. */
const isFilledIn = ({ state, place }: Cell): boolean => state !== 'blank' && state !== 'absent' && (state !== 'ambiguous' || place !== null);

const attributed = (cells: readonly Cell[]): Cell[] => cells.filter((cell) => cell.state !== 'absent' && cell.place !== null);

const refused = (refusal: Refusal): Refused => ({ status: refusal.status, code: refusal.code, reason: refusal.message });
