/** What the page of one report is made of. */
import { originOf } from '../../../db/open.ts';
import type { Place } from '../../../extractors/document.ts';
import type { Cell } from '../../../extractors/report.ts';
import type { Context } from '../../context.ts';
import { notFound, Refused, type Query } from '../../frame/query.ts';
import { cellAnchor, factAnchor, sectionAnchor } from '../../originals/marks.ts';
import { changesOf, differences, sightingsOf, type Change, type Difference } from '../../queries/report/differences.ts';
import { formatOf, judge, marksIn, type Judged } from '../../queries/report/document.ts';
import { coverageOf, findAgency, renditionsOf, reportPath, yearsOf, type AgencyRow, type Rendition } from '../../queries/report/find.ts';
import { meaningsOf, type Meaning } from '../../queries/report/reading.ts';

export interface Chosen {
  cell: string | null;
  check: string | null;
  section: number | null;
  fact: number | null;
  /** Where in the original the choice stands; null where nothing is chosen or it has no place. */
  anchor: string | null;
  /** The part of the document in which the choice stands. */
  part: string | null;
}

interface About {
  agency: AgencyRow;
  year: number;
  years: number[];
  path: string;
  origin: string | null;
}

export interface Absent extends About {
  kind: 'absent';
  coverage: { status: string; evidence: string; observed_on: string } | null;
}

export interface Present extends About, Judged {
  kind: 'present';
  /** The document shown, and the one that represents the report. */
  shown: Rendition;
  best: Rendition;
  renditions: Rendition[];
  /** Other documents, each with what it says otherwise than the representing one. */
  others: { rendition: Rendition; cells: Difference[] }[];
  changes: Change[];
  cells: ReadonlyMap<string, Cell>;
  meanings: ReadonlyMap<string, Meaning>;
  chosen: Chosen;
  /** Files, frames and pictures from which the report was read as well. */
  parts: { sha256: string; source: string; format: string | null }[];
  /** The document in the pane: the one shown, or a part of it. */
  seen: { sha256: string; format: string | null; part: string | null };
  /** Whether the archive holds the original. */
  held: boolean;
}

export type Data = Absent | Present;

export function readReport({ db, originals }: Context, query: Query): Data {
  const year = /^\d{4}$/.test(query.path['year'] ?? '') ? Number(query.path['year']) : NaN;
  if (Number.isNaN(year)) throw new Refused(400, 'a report is named by its agency and its fiscal year, four digits: /report/AGENCY/YEAR');
  const agency = findAgency(db, query.path['agency'] ?? '');
  if (agency === undefined) throw notFound('no agency has this id, and none outside the registry this name');
  const about: About = { agency, year, years: yearsOf(db, agency.id), path: reportPath(agency, year), origin: originOf(db) };
  const renditions = renditionsOf(db, agency.id, year);
  const best = renditions.find(({ represents }) => represents === 1);
  if (best === undefined) {
    const coverage = coverageOf(db, agency.id, year) ?? null;
    return { kind: 'absent', ...about, coverage };
  }
  const wanted = query.text('document', 64);
  const shown = wanted === undefined ? best : renditions.find(({ sha256 }) => sha256 === wanted);
  if (shown === undefined) throw notFound('no document of this report has this hash');
  const check = query.text('check', 200) ?? null;
  const judged = judge(db, shown.sha256, { agency: agency.id, fiscal_year: year, represents: shown.represents }, check ?? undefined);
  if (judged === null) throw notFound('the document was not read as a report');
  const cells = new Map(judged.report.cells.map((cell) => [cell.code, cell]));
  const parts = (judged.report.parts ?? []).map(({ sha256, source }) => ({ sha256, source, format: formatOf(db, sha256) }));
  const chosen = choice(query, judged, cells, check);
  const part = chosen.anchor === null ? (query.text('part', 64) ?? null) : chosen.part;
  const known = parts.find(({ sha256 }) => sha256 === part);
  if (part !== null && known === undefined) throw notFound('no part of this report has this hash');
  const seen = known === undefined ? { sha256: shown.sha256, format: shown.format, part: null } : { sha256: known.sha256, format: known.format, part };
  return {
    kind: 'present', ...about, ...judged, marks: marksIn(judged.marks, seen.part), shown, best, renditions, parts, seen, cells, meanings: meaningsOf(db), held: originals.bytes(seen.sha256) !== null,
    others: renditions.filter((each) => each !== best && each.replaced === 0).map((rendition) => ({ rendition, cells: differences(db, best.reading, rendition.reading) })),
    changes: changesOf(db, sightingsOf(db, agency.id, year)),
    chosen,
  };
}

function choice(query: Query, { report, verdicts }: Judged, cells: ReadonlyMap<string, Cell>, check: string | null): Chosen {
  const cell = query.text('cell', 200) ?? null;
  if (cell !== null && !cells.has(cell)) throw notFound('the report has no figure of this code; the codebook lists the codes');
  const section = report.sections.length === 0 ? null : (query.whole('section', 0, report.sections.length - 1) ?? null);
  const fact = report.facts.length === 0 ? null : (query.whole('fact', 0, report.facts.length - 1) ?? null);
  const verdict = check === null ? undefined : verdicts.find(({ id }) => id === check);
  if (check !== null && verdict === undefined) throw notFound('the report has no check of this name');
  const codes = cell !== null ? [cell] : (verdict && [...verdict.heads, ...verdict.cells]) ?? [];
  const place = codes.map((code) => cells.get(code)?.place).find((each) => each !== undefined && each !== null);
  const anchor = place ? cellAnchor(place) : section !== null ? sectionAnchor(section) : fact !== null ? factAnchor(fact) : null;
  const at = place ?? (section !== null ? report.sections[section]?.place : fact !== null ? report.facts[fact]?.place : undefined);
  return { cell, check, section, fact, anchor, part: at?.document ?? null };
}

/** What a script needs to outline a place at once: its name in the document in the pane; undefined where it stands in another one. */
export const anchorIn = ({ seen }: Present, place: Place | null | undefined, anchor: string): string | undefined =>
  place !== null && place !== undefined && (place.document ?? null) === seen.part ? anchor : undefined;
