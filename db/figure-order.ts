/** The order in which figures stand in the codebook, the panel and a report: tables 二, 三, 四, then the statistics table of 2014. */
import { EDITIONS, figures } from '../extractors/forms/index.ts';
import type { Figure } from '../extractors/forms/index.ts';

const TABLES: readonly Figure['table'][] = ['t2', 't3', 't4', 't0'];

/** The row that a figure stands in: its code without applicant, measure or outcome. The table of 2014 has one figure a row. */
function rowOf(code: string): string {
  if (code.startsWith('t0.')) return code;
  return code.slice(0, code.includes('@') ? code.lastIndexOf('@') : code.lastIndexOf('.'));
}

/** The rows of all editions in one list: a row that the older edition lacks stands after the one that the newer prints before it. */
function mergedRows(): string[] {
  const merged: string[] = [];
  for (const form of EDITIONS) {
    let at = 0;
    for (const row of new Set(form.codes.map(rowOf))) {
      const known = merged.indexOf(row);
      if (known === -1) merged.splice(at, 0, row);
      at = (known === -1 ? at : known) + 1;
    }
  }
  return merged;
}

/** Each edition prints its figures in this order, so that its reports need no sorting. */
export const orderedFigures: readonly Figure[] = (() => {
  const rows = mergedRows();
  const inRow = (row: string): Figure[] => figures.filter((figure) => rowOf(figure.code) === row);
  const all = rows.flatMap(inRow);
  return TABLES.flatMap((table) => all.filter((figure) => figure.table === table));
})();

const positions = new Map(orderedFigures.map((figure, position) => [figure.code, position]));

/** 0-based position of a code. Throws for a code that no edition has: that is an error of the program. */
export function positionOf(code: string): number {
  const position = positions.get(code);
  if (position === undefined) throw new Error(`no edition of the form has the code ${code}`);
  return position;
}
