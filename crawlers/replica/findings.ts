/** Every paper of the replica that is the annual report of an agency, with the site and column that hold it. */
import { SITES } from './hosts/index.ts';
import { accessTo } from './access.ts';
import type { Outcome } from './manners/index.ts';
import { isThere, viewPaper } from './view.ts';
import type { PaperView } from './view.ts';
import { TEMPLATES } from './templates/index.ts';
import type { Column, Day, Paper, Site } from './site.ts';

export interface Finding {
  site: Site;
  column: Column;
  paper: Paper;
  agency: string;
  year: number;
}

const all: readonly Finding[] = SITES.flatMap((site) =>
  site.columns.flatMap((column) =>
    column.papers.flatMap((paper) =>
      paper.report?.agency !== undefined && !paper.elsewhere ? [{ site, column, paper, agency: paper.report.agency, year: paper.report.year }] : [])));

const byAgency = new Map<string, Finding[]>();
for (const finding of all) byAgency.set(finding.agency, [...(byAgency.get(finding.agency) ?? []), finding]);

/** All of them, or an agency's. */
export const findings = (agency?: string): readonly Finding[] => (agency === undefined ? all : byAgency.get(agency) ?? []);

/** The paper as it stands on a day; null while it does not. */
export const standing = ({ site, column, paper }: Finding, day: Day): PaperView | null =>
  isThere(paper, day) ? viewPaper(paper, column, TEMPLATES[column.template ?? site.template]!, day) : null;

export const isListed = ({ column }: Finding, day: Day): boolean => column.emptyFrom === undefined || day < column.emptyFrom;

export const accessOf = ({ site, column }: Finding, day: Day): Outcome => accessTo(site, column, day);
