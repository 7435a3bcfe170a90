/** What makes a document an annual report: tables of the form that somebody filled in, or, before 2019, title, year and sections. */
import { Refusal, type Document } from './document.ts';
import type { Attribution } from './attribution/index.ts';
import { squeeze } from './normalise.ts';
import type { Cell, FormId, Section } from './report.ts';
import type { Tables } from './tables/index.ts';

/** The last year for which a report could do without the form: that of 2019 is asked of everyone. */
const LAST_WITHOUT_FORM = 2018;

/** So many figures of the statistics table, or of the later form, are no fragment. */
const ENOUGH_FIGURES = 8;

/** Parts that reports in prose are made of (格式 of the 条例 of 2007, art. 32), by words of their headings. */
const PARTS: readonly RegExp[] = [
  /概[述况]|总体|基本情况|主要(?:工作|做法)|工作(?:开展)?情况$/, /主动公开/, /依申请公开|公开申请|申请公开/, /收费|费用|减免/, /复议|诉讼|申诉/, /问题|不足|改进|打算|措施/,
  /咨询|回应|解读/, /机构|队伍|组织|制度|培训|保障/, /其[他它].*事项|需要说明/,
];
/** At least one of these: what the report is about. */
const CORE: readonly RegExp[] = [/主动公开/, /依申请公开|公开申请|申请公开/];
const ENOUGH_PARTS = 3;
/** Squeezed characters of prose below headings: an outline without text is an empty form. */
const ENOUGH_PROSE = 100;

/** The edition that a document follows. Throws a `Refusal` for what is no report: nothing of the form in it, or nobody filled it in. */
export function formOf(document: Document, tables: Tables, sections: readonly Section[], who: Attribution): FormId {
  if (tables.form === null) {
    if (isProseReport(sections, who)) return 'local';
    const grids = document.blocks.filter((block) => block.kind === 'grid').length;
    throw new Refusal('not_a_report', 'no_tables', `no table of the national form among ${grids} table${grids === 1 ? '' : 's'} of the document`);
  }
  const { published, requests, disputes } = tables.found;
  if (!requests && !(published && disputes) && attributed(tables.cells).length < ENOUGH_FIGURES && !isProseReport(sections, who)) {
    throw new Refusal('not_a_report', 'too_little', 'only a fragment of the national form was found');
  }
  if (!tables.cells.some(isFilledIn) && !isProseReport(sections, who)) {
    throw new Refusal('empty_form', 'blank_template', 'the form is there, but none of its cells is filled in');
  }
  return tables.form;
}

/**
 * A report of a year before the form of 2019 that does without it: its title says that it is one, its year is certain, and its
 * sections are those that the law asks for.
 */
function isProseReport(sections: readonly Section[], { title, fiscalYear }: Attribution): boolean {
  return title !== null && fiscalYear !== null && fiscalYear <= LAST_WITHOUT_FORM && isProse(sections);
}

/** Whether the sections are those of a report, and not mere headings. */
export function isProse(sections: readonly Section[]): boolean {
  const headings = sections.flatMap(({ heading }) => (heading === null ? [] : [squeeze(heading)]));
  const parts = PARTS.filter((part) => headings.some((heading) => part.test(heading))).length;
  const prose = sections.reduce((sum, section) => sum + (section.heading === null ? 0 : squeeze(section.text).length), 0);
  return parts >= ENOUGH_PARTS && CORE.some((part) => headings.some((heading) => part.test(heading))) && prose >= ENOUGH_PROSE;
}

/** A cell that a row does not have is not filled in either; it has no place. */
const isFilledIn = ({ state, place }: Cell): boolean => state !== 'blank' && state !== 'absent' && (state !== 'ambiguous' || place !== null);

const attributed = (cells: readonly Cell[]): Cell[] => cells.filter((cell) => cell.state !== 'absent' && cell.place !== null);
