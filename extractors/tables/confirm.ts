/**
 * What a program recognised on a scan is no reading yet. It becomes one where the form's arithmetic confirms it: every identity
 * that the figure stands in holds, and there are so many that no single mistake could pass. The rest stays open, with what was
 * recognised as candidates.
 */
import { spotOf, type Grid } from '../document.ts';
import type { Identity } from '../forms/form.ts';
import { isBlank } from '../normalise.ts';
import type { Cell } from '../report.ts';
import { equationsOf, impliedBy, restOf, standing, type Equation, type Values } from './equations.ts';
import { choose } from './readings.ts';

export const OCR_NOTE = 'ocr: recognised on a scan, confirmed by the arithmetic of the form';
const NOT_FOUND = 'not recognised on the scan; it may be printed all the same';
const UNCONFIRMED = 'recognised on a scan, and no arithmetic of the form confirms it';

/** Identities in which a figure must stand and which must hold; figures that stand in fewer need all of theirs. */
const NEEDED = 2;

/** States that count as nothing in a sum. */
const NOTHING: ReadonlySet<string> = new Set(['blank', 'none_word', 'dash']);

/** The cells of a report that was read from a scan, each confirmed or left open. */
export function confirmed(cells: readonly Cell[], identities: readonly Identity[], grids: readonly Grid[]): Cell[] {
  const readings = readingsOf(grids);
  const inked = new Set(grids.flatMap((grid) => grid.cells.flatMap(({ text, place }) => (isBlank(text) ? [] : [spotOf(place)]))));
  // Only where the scan shows no ink a cell is blank, whatever became of its text since.
  const isNothing = (cell: Cell): boolean => NOTHING.has(cell.state) && !(cell.state === 'blank' && inked.has(keyOf(cell)));
  const standsIn = standing(equationsOf(identities, cells));
  const values = new Map<string, number>();
  const doubts = new Map<string, number[]>();
  for (const cell of cells) {
    const ways = readings.get(keyOf(cell)) ?? [];
    if (cell.value !== null) values.set(cell.code, cell.value);
    else if (isNothing(cell)) values.set(cell.code, 0);
    else if (cell.place !== null && ways.length > 0) doubts.set(cell.code, ways);
  }
  const chosen = choose(values, doubts, standsIn);
  const known = new Map([...values, ...chosen]);
  const supposed = suppose(known, cells, standsIn);
  for (const [code, value] of supposed) known.set(code, value);
  const isConfirmed = (code: string): boolean => {
    const own = standsIn.get(code) ?? [];
    const rests = own.map((equation) => restOf(equation, known));
    if (!rests.every((rest) => rest === undefined || rest === 0)) return false;
    const holding = own.filter((_, i) => rests[i] === 0);
    if (own.length >= NEEDED) return holding.length >= NEEDED;
    // One alone holds also where two of its figures are misread alike: it has to add something up, or say that there is nothing, and
    // at most one of its figures may be chosen among readings.
    const [only] = holding;
    if (only === undefined) return false;
    const others = [...only.signs.keys()];
    return others.filter((other) => chosen.has(other)).length <= 1 && (known.get(code) === 0 || others.filter((other) => known.get(other) !== 0).length > 2);
  };
  return cells.map((cell): Cell => {
    if (cell.place === null) return { ...cell, note: cell.note ?? NOT_FOUND };
    const sure = isConfirmed(cell.code);
    if (sure && !supposed.has(cell.code) && (cell.value !== null || isNothing(cell))) return { ...cell, alignment: 'inferred', note: OCR_NOTE };
    const value = known.get(cell.code);
    const ways = readings.get(keyOf(cell)) ?? [];
    if (value !== undefined && ways.includes(value) && cell.value === null && sure) {
      return { ...cell, state: value === 0 ? 'zero' : 'number', value, raw: String(value), alignment: 'inferred', note: OCR_NOTE };
    }
    const candidates = isNothing(cell) ? [null] : [...new Set([...(cell.value === null ? [] : [cell.value]), ...ways])];
    return { ...cell, state: 'ambiguous', value: null, alignment: 'ambiguous', note: UNCONFIRMED, ...(candidates.length > 0 && { candidates }) };
  });
}

/**
 * Values of figures that were not recognised, or wrongly: what all identities that a figure stands in agree on, two at least.
 * They help to confirm others; they are entered only where the program recognised them, too.
 */
function suppose(values: Values, cells: readonly Cell[], standsIn: ReadonlyMap<string, readonly Equation[]>): Map<string, number> {
  const supposed = new Map<string, number>();
  const printed = cells.filter(({ place, code }) => place !== null && standsIn.has(code));
  for (let round = 0; round < cells.length; round++) {
    const known = new Map([...values, ...supposed]);
    const found = printed.flatMap((cell) => {
      const own = standsIn.get(cell.code) ?? [];
      if (supposed.has(cell.code)) return [];
      const mine = known.get(cell.code);
      const implied = own.flatMap((equation) => impliedBy(equation, cell.code, known) ?? []);
      // A figure that was recognised is called wrong only by all that can be said of it.
      if (mine !== undefined && implied.length < own.length) return [];
      const [first] = implied;
      if (first === undefined || first < 0 || implied.length < NEEDED || implied.some((value) => value !== first) || first === mine) return [];
      return [{ code: cell.code, value: first, weight: (mine === undefined ? 100 : 0) + implied.length }];
    });
    found.sort((a, b) => b.weight - a.weight);
    const [best, next] = found;
    // Two figures that could each be the wrong one explain nothing.
    if (!best || (best.weight < 100 && next?.weight === best.weight && sharesEquation(best.code, next.code, standsIn))) break;
    supposed.set(best.code, best.value);
  }
  return supposed;
}

const sharesEquation = (a: string, b: string, standsIn: ReadonlyMap<string, readonly Equation[]>): boolean =>
  (standsIn.get(a) ?? []).some((equation) => equation.signs.has(b));

const keyOf = ({ place }: Cell): string => (place === null ? '' : spotOf(place));

/** Where the readings of a figure differ: all of them as numbers. */
const readingsOf = (grids: readonly Grid[]): Map<string, number[]> =>
  new Map(grids.flatMap(({ cells }) => cells.flatMap(({ place, readings }) => (readings ? [[spotOf(place), readings.map(Number)] as const] : []))));
