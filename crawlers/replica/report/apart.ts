/** A report that stands apart: its words on a page, its tables in files beside it. */
import type { ForgedReport } from './model.ts';

const isTable = (part: ForgedReport['sections'][number]['body'][number]): boolean => typeof part !== 'string';

export const withoutTables = (report: ForgedReport): ForgedReport => ({ ...report, sections: report.sections.map((section) => ({ ...section, body: section.body.filter((part) => !isTable(part)) })) });

/** The sections that have tables, or those of them that `which` names, with nothing but these. */
export function tablesOnly(report: ForgedReport, which?: readonly number[]): ForgedReport {
  const chosen = report.sections.filter(({ body }) => body.some(isTable)).filter((_, i) => which?.includes(i) ?? true);
  return { ...report, wrapper: [], preface: [], tail: [], titleLines: ['附件'], sections: chosen.map((section) => ({ ...section, body: section.body.filter(isTable) })) };
}

/** Of each section whether it has tables. */
export const tabled = ({ sections }: ForgedReport): boolean[] => sections.map(({ body }) => body.some(isTable));
