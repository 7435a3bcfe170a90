/** Who published a report, for which year, under which title and when: weighed from every piece of evidence in it. */
import type { Document, Problem } from '../document.ts';
import type { AgencyRef, Evidence, Section } from '../report.ts';
import { decideAgency, toEvidence } from './agency.ts';
import { fiscalYear } from './fiscal-year.ts';
import { gazetteerOf } from './gazetteer.ts';
import { surroundingsOf } from './head.ts';
import type { AgencyProfile, SourceHints } from './profile.ts';
import { publishedOn } from './published.ts';
import { findTitles } from './title.ts';
import { collectVotes } from './votes.ts';

export interface Attribution {
  agency: AgencyRef;
  agencyEvidence: Evidence[];
  fiscalYear: number | null;
  fiscalYearEvidence: Evidence[];
  title: string | null;
  /** ISO date. */
  publishedOn: string | null;
  problems: Problem[];
}

/**
 * Attributes a document. `profiles` is compiled once per array, so callers keep and pass the same one. What cannot be
 * told is null and has a problem that says why; every vote stays in the evidence, also those that lost.
 */
export function attribute(
  document: Document,
  sections: readonly Section[],
  profiles: readonly AgencyProfile[],
  source: SourceHints = {},
): Attribution {
  const around = surroundingsOf(document);
  const titles = findTitles(document, around);
  const published = publishedOn(document, around);
  const year = fiscalYear({ titles, around, sections, publishedOn: published, source });
  const votes = collectVotes({
    document,
    titles,
    around,
    source,
    gazetteer: gazetteerOf(profiles),
    fiscalYear: year.fiscalYear,
  });
  const decision = decideAgency(votes);
  const title = titles[0]?.text ?? null;
  const untitled: Problem[] = title === null ? [{ code: 'title_missing', message: 'No line reads as the title of a report.' }] : [];
  return {
    agency: decision.agency,
    agencyEvidence: votes.map(toEvidence),
    fiscalYear: year.fiscalYear,
    fiscalYearEvidence: year.evidence,
    title,
    publishedOn: published,
    problems: [...untitled, ...decision.problems, ...year.problems],
  };
}
