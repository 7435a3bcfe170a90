/** What of an original can be outlined: the cells, the sections and the sentences that were read from it. */
import type { CellPlace, Place } from '../../extractors/document.ts';
import type { Report } from '../../extractors/report.ts';

/** How a place is outlined without being chosen: as the total of a failed identity, as a part of one, or not at all. */
export type Outline = 'head' | 'part' | null;

export interface Mark {
  /** The place's name within the original, for the address: `gk-t0r3c4`, `gk-s2`, `gk-f0`. */
  anchor: string;
  place: Place;
  /** What a click in the original chooses: a parameter of the report's page and its value; null where it chooses nothing. */
  chooses: { name: 'cell'; value: string } | null;
  outline: Outline;
}

export const cellAnchor = ({ table, row, col }: CellPlace): string => `gk-t${table}r${row}c${col}`;
export const sectionAnchor = (ordinal: number): string => `gk-s${ordinal}`;
export const factAnchor = (ordinal: number): string => `gk-f${ordinal}`;

const standsSomewhere = ({ page, path, line }: Place): boolean => page !== undefined || path !== undefined || line !== undefined;

/** The marks of one reading, each place once: figures that share a cell share its mark. */
export function marksOf(report: Report, outlines: ReadonlyMap<string, Outline>): Mark[] {
  const marks = new Map<string, Mark>();
  for (const { code, place } of report.cells) {
    if (place === null || !standsSomewhere(place)) continue;
    const anchor = cellAnchor(place);
    const outline = outlines.get(code) ?? null;
    const known = marks.get(anchor);
    if (known === undefined) marks.set(anchor, { anchor, place, chooses: { name: 'cell', value: code }, outline });
    else if (outline === 'head' || known.outline === null) known.outline = outline;
  }
  for (const { cells } of report.unknown) for (const { place } of cells) if (standsSomewhere(place) && !marks.has(cellAnchor(place))) marks.set(cellAnchor(place), { anchor: cellAnchor(place), place, chooses: null, outline: null });
  const passages: [string, Place][] = [
    ...report.sections.map(({ place }, at): [string, Place] => [sectionAnchor(at), place]),
    ...report.facts.map(({ place }, at): [string, Place] => [factAnchor(at), place]),
  ];
  for (const [anchor, place] of passages) if (standsSomewhere(place)) marks.set(anchor, { anchor, place, chooses: null, outline: null });
  return [...marks.values()];
}
