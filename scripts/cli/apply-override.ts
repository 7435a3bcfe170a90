/** Puts a reviewed override over an extraction: the reading then says what a person decided, who, when and why. */
import type { Override } from '../../data/overrides.ts';
import type { AgencyProfile } from '../../extractors/attribution/profile.ts';
import { checkReport } from '../../extractors/checks.ts';
import type { Problem } from '../../extractors/document.ts';
import { figure } from '../../extractors/forms/index.ts';
import { narrativeChecks } from '../../extractors/narrative/agreement/index.ts';
import { readFacts } from '../../extractors/narrative/facts/index.ts';
import type { Cell, Extraction, Report } from '../../extractors/report.ts';

export interface Overridden {
  extraction: Extraction;
  /** What of the override had no effect and why, each a sentence naming the file. */
  idle: string[];
}

/** Applies `override` to what was read from its document. `extraction` itself stays as it is. */
export function applyOverride(extraction: Extraction, override: Override, profiles: readonly AgencyProfile[]): Overridden {
  if (extraction.status !== 'report') {
    return { extraction, idle: [`${override.file}: the document is refused (${extraction.reason}), there is no report to override`] };
  }
  const idle: string[] = [];
  const problems: Problem[] = [];
  const by = `by ${override.reviewer} on ${override.on}`;
  const said = (what: string, reason: string, place?: Problem['place']): void => void problems.push({ code: 'override', message: `${what} ${by}: ${reason}`, ...(place && { place }) });
  const report: Report = { ...extraction };

  if (override.agency !== undefined && override.agency !== report.agency.id) {
    const profile = profiles.find(({ id }) => id === override.agency);
    if (profile) {
      const { id, nameZh, nameEn, level } = profile;
      report.agency = { id, nameZh, nameEn, level, namePrinted: report.agency.namePrinted };
      said(`the agency was set to ${id} (read: ${extraction.agency.id ?? extraction.agency.namePrinted ?? 'unknown'})`, override.reason);
    } else idle.push(`${override.file}: agency: the registry has no agency ${override.agency}`);
  } else if (override.agency !== undefined) idle.push(`${override.file}: agency: it is read as ${override.agency} without the override`);

  if (override.fiscalYear !== undefined && override.fiscalYear !== report.fiscalYear) {
    report.fiscalYear = override.fiscalYear;
    said(`the fiscal year was set to ${override.fiscalYear} (read: ${extraction.fiscalYear ?? 'unknown'})`, override.reason);
  } else if (override.fiscalYear !== undefined) idle.push(`${override.file}: fiscalYear: it is read as ${override.fiscalYear} without the override`);

  const cells = new Map(report.cells.map((cell) => [cell.code, cell]));
  for (const [code, { value, reason }] of Object.entries(override.cells ?? {})) {
    const cell = cells.get(code);
    const why = obstacle(code, cell, value);
    if (cell === undefined || why !== null) {
      idle.push(`${override.file}: cells.${code}: ${why}`);
      continue;
    }
    cells.set(code, decided(cell, value, `override ${by}: ${reason}`));
    said(`${code} was set to ${value ?? 'null'} (read: ${cell.value ?? cell.state})`, reason, cell.place ?? undefined);
  }
  report.cells = [...cells.values()];
  if (report.fiscalYear !== extraction.fiscalYear) report.facts = factsOfYear(report, extraction);
  if (report.facts !== extraction.facts || report.cells.some((cell) => cell !== extraction.cells.find(({ code }) => code === cell.code))) {
    report.checks = [...checkReport(report.form, cells), ...narrativeChecks(report.facts, cells)];
  }
  report.problems = [...extraction.problems, ...problems];
  return { extraction: report, idle };
}

/** Which numbers are the year's depends on the year. Their places stay those that were read, or are their section's. */
function factsOfYear({ sections, fiscalYear }: Report, { facts }: Report): Report['facts'] {
  return readFacts(sections, fiscalYear, (section, offset) => facts.findLast((it) => it.section === section && it.start >= offset && it.start < offset + it.sentence.length)?.place ?? sections[section]!.place);
}

/** Why an override of a cell cannot or need not be applied; null when it can. */
function obstacle(code: string, cell: Cell | undefined, value: number | null): string | null {
  if (!figure(code)) return 'no edition of the form has this code';
  if (!cell || cell.state === 'absent') return 'the report prints no such cell';
  if (value !== null && cell.place === null) return 'the cell has no place in the document, and a value needs one';
  if (cell.value === value && (value !== null || cell.state === 'ambiguous')) return `it is read as ${value ?? 'ambiguous'} without the override`;
  return null;
}

function decided(cell: Cell, value: number | null, note: string): Cell {
  const { candidates: _candidates, ...rest } = cell;
  const alignment = value === null ? 'ambiguous' : cell.alignment === 'ambiguous' ? 'exact' : cell.alignment;
  return { ...rest, state: value === null ? 'ambiguous' : value === 0 ? 'zero' : 'number', value, alignment, note };
}
