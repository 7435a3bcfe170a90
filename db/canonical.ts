/** One form for equal extractions: fixed order of cells and keys, boxes to a tenth of a point, no undefined, well-formed text. */
import type { CellPlace, Place, Problem } from '../extractors/document.ts';
import type { AgencyRef, Cell, Check, Evidence, Extraction, Fact, Report, Section, Unknown } from '../extractors/report.ts';
import { positionOf } from './figure-order.ts';
import { wellFormed } from './well-formed.ts';

const text = <T extends string | null>(value: T): T => (value === null ? value : (wellFormed(value) as T));
/** -0 is printed as 0. */
const number = (value: number | null): number | null => (value === 0 ? 0 : value);
const tenth = (points: number): number => number(Math.round(points * 10) / 10) ?? 0;

function canonicalPlace(place: Place): Place {
  const out: Place = {};
  if (place.document !== undefined) out.document = place.document;
  if (place.page !== undefined) out.page = place.page;
  if (place.box !== undefined) out.box = [tenth(place.box[0]), tenth(place.box[1]), tenth(place.box[2]), tenth(place.box[3])];
  if (place.path !== undefined) out.path = text(place.path);
  if (place.line !== undefined) out.line = place.line;
  if (place.start !== undefined) out.start = place.start;
  if (place.end !== undefined) out.end = place.end;
  return out;
}

export function canonicalCellPlace(place: CellPlace): CellPlace {
  const out = canonicalPlace(place) as CellPlace;
  out.table = place.table;
  out.row = place.row;
  out.col = place.col;
  return out;
}

const anyPlace = (place: Place | CellPlace): Place => ('table' in place ? canonicalCellPlace(place) : canonicalPlace(place));

function cell(c: Cell): Cell {
  const out: Cell = {
    code: c.code, state: c.state, value: number(c.value), unit: c.unit, raw: text(c.raw), unitRaw: text(c.unitRaw),
    rowLabel: text(c.rowLabel), colLabel: text(c.colLabel), alignment: c.alignment, place: c.place && canonicalCellPlace(c.place),
  };
  if (c.remark !== undefined) out.remark = text(c.remark);
  if (c.candidates !== undefined) out.candidates = c.candidates.map(number);
  if (c.note !== undefined) out.note = text(c.note);
  return out;
}

/** Cells in the form's order. A code that no edition knows, or one that stands twice, is an error of the program. */
export function ordered(cells: readonly Cell[]): readonly Cell[] {
  const positions = cells.map((c) => positionOf(c.code));
  if (positions.every((position, i) => i === 0 || position > (positions[i - 1] ?? -1))) return cells;
  const sorted = [...cells].sort((a, b) => positionOf(a.code) - positionOf(b.code));
  const twice = sorted.find((c, i) => c.code === sorted[i + 1]?.code);
  if (twice) throw new Error(`the extraction holds ${twice.code} twice`);
  return sorted;
}

const agency = (a: AgencyRef): AgencyRef => ({
  id: a.id, nameZh: text(a.nameZh), nameEn: text(a.nameEn), level: text(a.level), namePrinted: text(a.namePrinted),
});

function evidence(e: Evidence): Evidence {
  const out: Evidence = { kind: text(e.kind), text: text(e.text), speaksFor: text(e.speaksFor), weight: number(e.weight) ?? 0 };
  if (e.place !== undefined) out.place = anyPlace(e.place);
  return out;
}

const unknown = (u: Unknown): Unknown => ({
  label: text(u.label), cells: u.cells.map((c) => ({ text: text(c.text), place: canonicalCellPlace(c.place) })), kind: u.kind,
});

const section = (s: Section): Section => ({ number: text(s.number), heading: text(s.heading), text: text(s.text), place: canonicalPlace(s.place) });

const fact = (f: Fact): Fact => ({
  code: f.code, value: number(f.value), unit: f.unit, raw: text(f.raw), approximate: f.approximate, bound: f.bound, period: f.period, scope: f.scope,
  label: text(f.label), sentence: text(f.sentence), section: f.section, start: f.start, end: f.end, matcher: f.matcher, place: canonicalPlace(f.place),
});

function check(c: Check): Check {
  const out: Check = { id: text(c.id), mode: c.mode, status: c.status, lhs: number(c.lhs), rhs: number(c.rhs), delta: number(c.delta), cells: c.cells };
  if (c.note !== undefined) out.note = text(c.note);
  return out;
}

function problem(p: Problem): Problem {
  const out: Problem = { code: text(p.code), message: text(p.message) };
  if (p.place !== undefined) out.place = anyPlace(p.place);
  return out;
}

/** All of a report but its cells, in its one form. */
export const canonicalRest = (report: Report): Report => ({
  status: 'report',
  agency: agency(report.agency),
  agencyEvidence: report.agencyEvidence.map(evidence),
  fiscalYear: report.fiscalYear,
  fiscalYearEvidence: report.fiscalYearEvidence.map(evidence),
  form: report.form,
  title: text(report.title),
  publishedOn: text(report.publishedOn),
  cells: [],
  unknown: report.unknown.map(unknown),
  sections: report.sections.map(section),
  facts: report.facts.map(fact),
  checks: report.checks.map(check),
  problems: report.problems.map(problem),
  ...(report.parts !== undefined && { parts: report.parts.map(({ sha256, source, gives }) => ({ sha256, source: text(source), gives: [...gives] })) }),
});

/** The extraction in its one form. Nothing that counts is lost: boxes keep a tenth of a point, which is what is stored. */
export function canonical(extraction: Extraction): Extraction {
  if (extraction.status !== 'report') {
    return { status: extraction.status, code: text(extraction.code), reason: text(extraction.reason) };
  }
  return { ...canonicalRest(extraction), cells: ordered(extraction.cells).map(cell) };
}
