/** Blank fields that pad the rows of a text at their end, on one page and not on the next: they are no columns. */
import type { GridCell } from '../document.ts';
import { isBlank } from '../normalise.ts';
import type { GridRows } from './rows.ts';
import { statisticLabel } from './statistic-labels.ts';

const blankFrom = (cells: readonly GridCell[], from: number): boolean => cells.slice(from).every((cell) => isBlank(cell.text));

/** How many fields of a header count: blank ones at its end under which nothing stands are padding. */
export function headedFields(header: readonly GridCell[], rows: GridRows): number {
  let count = header.length;
  while (count > 0 && isBlank(header[count - 1]!.text) && rows.rows.every((cells) => cells.length < header.length || blankFrom(cells, count - 1))) count--;
  return count;
}

/** So many rows of one kind tell how the rows of a page end. */
const ENOUGH = 2;

/**
 * The rows without their padding. Behind their label the rows of a page (between seams) have as many fields as most of them have; what these
 * have more than the header (`behind` its labels), blank in all of them, is padding. A row that ends otherwise keeps its fields: it has lost
 * or gained one.
 */
export function unpadded(rows: GridRows, behind: number, headers: ReadonlySet<number>): GridCell[][] {
  const starts = [0, ...rows.grid.seams, rows.rows.length];
  return starts.slice(1).flatMap((end, i) => {
    const page = rows.rows.slice(starts[i], end);
    const body = page.flatMap((cells, r) => {
      const label = headers.has(starts[i]! + r) ? -1 : cells.findLastIndex((cell) => statisticLabel(cell.text) !== null);
      return label < 0 ? [] : [{ cells, tail: cells.length - 1 - label }];
    });
    const tail = commonest(body.map((row) => row.tail));
    const usual = body.filter((row) => row.tail === tail).map(({ cells }) => cells);
    const pad = tail - behind;
    if (pad <= 0 || usual.length < ENOUGH || !usual.every((cells) => blankFrom(cells, cells.length - pad))) return page;
    // A label over several fields leaves more behind it than the others do, in a row just as long.
    const lengths = new Set(usual.map(({ length }) => length));
    return page.map((cells) => (lengths.has(cells.length) && blankFrom(cells, cells.length - pad) ? cells.slice(0, -pad) : cells));
  });
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
