/**
 * What the nights say of (agency, fiscal year): told from the journal alone, so that it comes out the same whenever it is asked.
 * Whether a document that was fetched is a report is for the extraction to say: `fetched` stands for that.
 */
import type { AgencyRecord } from '../../data/registry.ts';
import type { Candidate, ColumnOutcome, Journal, Visited } from '../journal.ts';
import { sourcesOf } from '../platforms/columns.ts';
import { isDue, lastFiscalYear } from './days.ts';

export type Finding = 'fetched' | 'not_found' | 'not_due' | 'blocked' | 'unreachable' | 'removed' | 'unknown';

/** What an address showed. */
export interface Shown {
  source: string;
  sha256: string;
}

export interface YearFinding {
  agencyId: string;
  fiscalYear: number;
  status: Finding;
  /** One line: address, verdict, what was listed. */
  evidence: string;
  /** Of what was fetched: the bodies that page and files last showed. */
  documents?: Shown[];
  /** Files of a page that was fetched which were not had, or were none: one line each, and whether something stood in place of the file. */
  lacking?: { line: string; isWrong: boolean }[];
  /** Day of the night that it rests on; of a removed report, the last day it was seen. */
  observedOn: string;
}

/** Before this year an absence is not spoken of: portals keep what is older as they please. */
const FIRST_YEAR = 2019;

/** Findings for every agency that a night up to `night` visited, in order of agency and year. */
export function coverageOf(journal: Journal, agencies: readonly AgencyRecord[], night: { id: number; day: string }): YearFinding[] {
  return agencies.flatMap((agency) => {
    const columns = journal.columns(agency.id, night.id);
    if (columns.length === 0) return [];
    return yearsOf(agency, columns, journal.candidates(agency.id, night.id), journal.documentVisits(agency.id, night.id), night.day);
  });
}

type Column = ColumnOutcome & { night: number; day: string };

function yearsOf(agency: AgencyRecord, columns: readonly Column[], candidates: readonly Candidate[], visits: readonly Visited[], day: string): YearFinding[] {
  const wanted = candidates.filter((it) => it.verdict !== 'rejected' && it.year !== null);
  const last = lastFiscalYear(day);
  const years = new Set(wanted.map((it) => it.year!));
  for (let year = FIRST_YEAR; year <= last; year++) years.add(year);
  const absence = absenceOf(agency, columns);
  return [...years].sort((a, b) => a - b).map((fiscalYear) => {
    const found = wanted.filter((it) => it.year === fiscalYear).map((it) => standingOf(it, visits, day));
    const best = RANK.map((status) => found.find((it) => it.status === status)).find((it) => it !== undefined);
    if (best !== undefined) return { agencyId: agency.id, fiscalYear, ...best, ...(best.status === 'fetched' && together(found)) };
    if (absence.status !== 'not_found') return { agencyId: agency.id, fiscalYear, ...absence };
    return { agencyId: agency.id, fiscalYear, ...absence, status: isDue(fiscalYear, day) ? 'not_found' : 'not_due' };
  });
}

/** A report that one portal still has is not removed; one that was once fetched outweighs one that never was. */
const RANK: readonly Finding[] = ['fetched', 'removed', 'blocked', 'unreachable', 'unknown'];

type Standing = Pick<YearFinding, 'status' | 'evidence' | 'documents' | 'lacking' | 'observedOn'>;

/** Several candidates can be one year's: what each of them offers is the year's. */
function together(found: readonly Standing[]): Pick<YearFinding, 'documents' | 'lacking'> {
  const lacking = new Map(found.flatMap((it) => it.lacking ?? []).map((it) => [it.line, it]));
  const documents = new Map(found.flatMap((it) => it.documents ?? []).map((it) => [it.source, it]));
  return { documents: [...documents.values()], lacking: [...lacking.values()] };
}

/** Where a candidate stands by the visits of its page and files. */
function standingOf(candidate: Candidate, visits: readonly Visited[], day: string): Standing {
  const mine = visits.filter((it) => it.candidate === candidate.url);
  const page = mine.filter((it) => it.source === candidate.url);
  const last = page.at(-1);
  const seen = page.filter((it) => it.sha256 !== null && READ.has(it.verdict)).at(-1);
  if (last === undefined) return { status: 'unknown', evidence: `listed as “${candidate.title}”, not fetched yet: ${candidate.url}`, observedOn: day };
  if (seen !== undefined && GONE.has(last.verdict)) {
    return { status: 'removed', evidence: `${last.verdict} on ${last.day}, last seen on ${seen.day}: ${candidate.url}`, observedOn: seen.day };
  }
  if (seen !== undefined) return { status: 'fetched', evidence: `fetched: ${candidate.url}`, documents: lastBodies(mine), lacking: lackingOf(candidate, mine), observedOn: seen.day };
  return { status: statusOf(last.verdict), evidence: `${last.verdict}: ${candidate.url}${reasonOf(last)}`, observedOn: last.day };
}

const READ = new Set(['ok', 'unchanged']);
const GONE = new Set(['gone', 'soft_404']);

/** What each address showed last. */
function lastBodies(visits: readonly Visited[]): Shown[] {
  const last = new Map<string, Shown>();
  for (const { source, sha256, verdict } of visits) if (sha256 !== null && READ.has(verdict)) last.set(source, { source, sha256 });
  return [...last.values()];
}

/** Files whose last visit gave no body to read, and none before did. */
function lackingOf(candidate: Candidate, visits: readonly Visited[]): { line: string; isWrong: boolean }[] {
  const had = new Set(visits.filter(({ sha256, verdict }) => sha256 !== null && READ.has(verdict)).map(({ source }) => source));
  const last = new Map(visits.filter(({ source }) => source !== candidate.url && !had.has(source)).map((visit) => [visit.source, visit]));
  return [...last.values()].map((visit) => ({ line: `${visit.verdict}: ${visit.source}${reasonOf(visit)}`, isWrong: visit.verdict === 'wrong_type' }));
}

const reasonOf = ({ facts }: Visited): string => (typeof facts['reason'] === 'string' ? `: ${facts['reason']}` : '');

/** What a verdict says of a year: a refusal, no answer, or nothing certain. */
function statusOf(verdict: string): Finding {
  if (verdict === 'blocked' || verdict === 'challenge') return 'blocked';
  return verdict === 'unreachable' || verdict === 'tls' ? 'unreachable' : 'unknown';
}

/** Why a year without a candidate has none: `not_found` only where every source that can be listed answered properly. */
function absenceOf(agency: AgencyRecord, columns: readonly Column[]): Standing {
  const latest = new Map<string, Column>();
  for (const column of columns) if (!latest.has(column.source)) latest.set(column.source, column);
  // A look for news alone passes columns by: what vouches for the source is what its last full reading met.
  const vouched = new Set(sourcesOf(agency).filter(({ id }) => columns.find((it) => it.source === id && (it.complete || it.vouched))?.vouched).map(({ id }) => id));
  const outcomes = sourcesOf(agency).flatMap((source) => {
    const outcome = latest.get(source.id);
    return outcome === undefined ? [] : [{ source, outcome }];
  });
  const day = outcomes.map(({ outcome }) => outcome.day).sort().at(-1) ?? columns[0]!.day;
  const say = (status: Finding, { source, detail }: ColumnOutcome): Standing => ({ status, evidence: `${source}: ${detail}`, observedOn: day });
  const ran = outcomes.filter(({ outcome }) => outcome.status !== 'not_runnable');
  if (ran.length === 0) return { status: 'unknown', evidence: 'no column of the agency is known', observedOn: day };
  for (const status of ['blocked', 'unreachable'] as const) {
    const failed = ran.find(({ outcome }) => outcome.status === 'failed' && statusOf(outcome.detail.split(':')[0]!) === status);
    if (failed !== undefined) return say(status, failed.outcome);
  }
  const unsure = ran.find(({ outcome }) => outcome.status !== 'listed');
  if (unsure !== undefined) return say('unknown', unsure.outcome);
  const columnsProper = ran.filter(({ source }) => !source.entrance || vouched.has(source.id));
  if (columnsProper.length === 0) return say('unknown', ran[0]!.outcome);
  return { status: 'not_found', evidence: columnsProper.map(({ outcome }) => `${outcome.source}: ${outcome.detail}`).join('; '), observedOn: day };
}
