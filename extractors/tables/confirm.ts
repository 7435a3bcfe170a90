/**
 * What a program recognised on a scan is no reading yet. It becomes one where the form's arithmetic confirms it: every identity
 * that the figure stands in holds, and there are so many that no single mistake could pass. The rest stays open, with what was
 * recognised as candidates.
 */
import type { Grid, Place } from '../document.ts';
import type { Identity } from '../forms/form.ts';
import type { Cell } from '../report.ts';

export const OCR_NOTE = 'ocr: recognised on a scan, confirmed by the arithmetic of the form';
const NOT_FOUND = 'not recognised on the scan; it may be printed all the same';
const UNCONFIRMED = 'recognised on a scan, and no arithmetic of the form confirms it';

/** Identities in which a figure must stand and which must hold; figures that stand in fewer need all of theirs. */
const NEEDED = 2;

interface Equation {
  codes: string[];
  signs: Map<string, number>;
}

/** The cells of a report that was read from a scan, each confirmed or left open. */
export function confirmed(cells: readonly Cell[], identities: readonly Identity[], grids: readonly Grid[]): Cell[] {
  const readings = readingsOf(grids);
  const byCode = new Map(cells.map((cell) => [cell.code, cell]));
  const equations = identities.filter(({ relation, previous }) => relation === '=' && !previous).map((identity) => equationOf(identity, byCode));
  const standsIn = new Map<string, Equation[]>();
  for (const equation of equations) for (const code of equation.codes) standsIn.set(code, [...(standsIn.get(code) ?? []), equation]);

  const values = new Map<string, number>();
  for (const { code, state, value } of cells) {
    if (value !== null) values.set(code, value);
    else if (state === 'blank') values.set(code, 0);
  }
  const supposed = suppose(values, cells, standsIn, readings);
  const known = new Map([...values, ...supposed]);
  const isConfirmed = (code: string): boolean => {
    const own = standsIn.get(code) ?? [];
    const rests = own.map((equation) => restOf(equation, known));
    if (!rests.every((rest) => rest === undefined || rest === 0)) return false;
    const holding = own.filter((_, i) => rests[i] === 0);
    if (own.length >= NEEDED) return holding.length >= NEEDED;
    // One alone holds also where a figure and its total are misread alike: it has to add something up, or say that there is nothing.
    const [only] = holding;
    return only !== undefined && (known.get(code) === 0 || only.codes.filter((other) => known.get(other) !== 0).length > 2);
  };
  return cells.map((cell): Cell => {
    if (cell.place === null) return { ...cell, note: cell.note ?? NOT_FOUND };
    const ways = readings.get(keyOf(cell)) ?? [];
    const other = supposed.get(cell.code);
    const sure = isConfirmed(cell.code);
    if (sure && other === undefined && (cell.value !== null || cell.state === 'blank')) return { ...cell, alignment: 'inferred', note: OCR_NOTE };
    if (sure && other !== undefined && ways.includes(other)) {
      return { ...cell, state: other === 0 ? 'zero' : 'number', value: other, raw: String(other), alignment: 'inferred', note: OCR_NOTE };
    }
    const candidates = [...new Set([...(cell.value === null ? [] : [cell.value]), ...ways])];
    return { ...cell, state: 'ambiguous', value: null, alignment: 'ambiguous', note: UNCONFIRMED, ...(candidates.length > 0 && { candidates }) };
  });
}

/**
 * Values of figures that were not recognised, or wrongly: what all identities that a figure stands in agree on, two at least.
 * They help to confirm others; they are entered only where the program recognised them, too.
 */
function suppose(values: Map<string, number>, cells: readonly Cell[], standsIn: ReadonlyMap<string, readonly Equation[]>, readings: ReadonlyMap<string, readonly number[]>): Map<string, number> {
  const supposed = new Map<string, number>();
  const printed = cells.filter(({ place, code }) => place !== null && standsIn.has(code));
  for (let round = 0; round < cells.length; round++) {
    const known = new Map([...values, ...supposed]);
    const found = printed.flatMap((cell) => {
      const own = standsIn.get(cell.code) ?? [];
      if (supposed.has(cell.code)) return [];
      const mine = known.get(cell.code);
      const implied = own.flatMap((equation) => {
        const rest = restOf(equation, new Map([...known, [cell.code, 0]]));
        return rest === undefined ? [] : [0 - rest / equation.signs.get(cell.code)!];
      });
      // A figure that was recognised is called wrong only by all that can be said of it.
      if (mine !== undefined && implied.length < own.length) return [];
      const [first] = implied;
      if (first === undefined || first < 0 || implied.some((value) => value !== first) || first === mine) return [];
      const enough = implied.length >= NEEDED || (mine === undefined && (readings.get(keyOf(cell)) ?? []).includes(first));
      return enough ? [{ code: cell.code, value: first, weight: (mine === undefined ? 100 : 0) + implied.length }] : [];
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

function equationOf(identity: Identity, cells: ReadonlyMap<string, Cell>): Equation {
  const groups = identity.either ?? [];
  const either = groups.find((group) => group.some((code) => cells.get(code)?.place)) ?? groups[0] ?? [];
  const signs = new Map<string, number>();
  for (const code of [...identity.left, ...(identity.minus ?? [])]) signs.set(code, 1);
  for (const code of [...identity.right, ...either]) signs.set(code, -1);
  return { codes: [...signs.keys()], signs };
}

/** Left side less right side; undefined where a figure is not known. */
function restOf({ signs }: Equation, known: ReadonlyMap<string, number>): number | undefined {
  let rest = 0;
  for (const [code, sign] of signs) {
    const value = known.get(code);
    if (value === undefined) return undefined;
    rest += sign * value;
  }
  return Math.abs(rest) < 1e-6 ? 0 : rest;
}

const spotOf = ({ document = '', page, box }: Place): string => `${document}/${page}/${box?.join()}`;
const keyOf = ({ place }: Cell): string => (place === null ? '' : spotOf(place));

/** Where the readings of a figure differ: all of them as numbers. */
const readingsOf = (grids: readonly Grid[]): Map<string, number[]> =>
  new Map(grids.flatMap(({ cells }) => cells.flatMap(({ place, readings }) => (readings ? [[spotOf(place), readings.map(Number)] as const] : []))));
