/** What of a series is joined by lines: nothing across a year without a value, nothing across a change of concept. */
import { EDITION_NAMES } from '../words/terms.ts';
import { FORM_EDITIONS } from '../../db/editions.ts';
import type { Phrase } from '../frame/language.ts';
import { between, type Comparability, type Measure } from '../queries/compare/measures.ts';
import type { Point } from '../queries/compare/points.ts';

export interface Segment {
  /** Joins values of concepts that are only near. */
  dashed: boolean;
  points: Point[];
}

/** How two neighbouring points are joined: by a line, a dashed one, or not at all. */
function join(measure: Measure, before: Point, after: Point): 'line' | 'dashed' | null {
  if (before.value === null || after.value === null || after.year !== before.year + 1) return null;
  const comparability = between(measure, before.form, after.form);
  if (comparability === 'near') return 'dashed';
  return comparability === 'identical' || comparability === 'derivable' ? 'line' : null;
}

export function segmentsOf(measure: Measure, points: readonly Point[]): Segment[] {
  const segments: Segment[] = [];
  let open: Segment | null = null;
  for (const [i, after] of points.entries()) {
    const before = points[i - 1];
    const how = before === undefined ? null : join(measure, before, after);
    if (how === 'line' && open !== null) open.points.push(after);
    else if (how === 'line') segments.push((open = { dashed: false, points: [before!, after] }));
    else {
      open = null;
      if (how === 'dashed') segments.push({ dashed: true, points: [before!, after] });
    }
  }
  return segments;
}

export interface Break {
  /** First fiscal year of the new edition. */
  year: number;
  edition: Phrase;
  comparability: Comparability;
  before: string;
  after: string;
}

/** Where a new edition of the form comes into force within these years. */
export function breaksOf(measure: Measure, years: readonly number[]): Break[] {
  return FORM_EDITIONS.flatMap(({ id, from, nameZh, nameEn }, i) => {
    const before = FORM_EDITIONS[i - 1];
    if (before === undefined || years.length === 0 || from <= years[0]! || from > years.at(-1)!) return [];
    return [{ year: from, edition: EDITION_NAMES[id] ?? { zh: nameZh, en: nameEn }, comparability: between(measure, before.id, id), before: before.id, after: id }];
  });
}
