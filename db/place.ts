/** A place in the original as a few integers: what almost every cell has. */
import type { Place } from '../extractors/document.ts';

/** `kind` 0: page, box in tenths of points; 1: path pattern and its last two indexes; 2: line, start, end. */
export type PackedPlace = readonly [kind: 0 | 1 | 2, at: number | string, p1: number | null, p2: number | null, p3: number | null, p4: number | null];

const tenths = (points: number): number => Math.round(points * 10);

/** The place as integers (`at` of a path is its pattern, to be interned), or null where it does not fit and must be kept as JSON. */
export function packPlace(place: Place): PackedPlace | null {
  const { page, box, path, line, start, end } = place;
  const has = (page === undefined ? 0 : 1) + (path === undefined ? 0 : 1) + (line === undefined ? 0 : 1);
  if (has !== 1 || place.document !== undefined) return null;
  const span = start !== undefined && end !== undefined;
  if (page !== undefined && start === undefined && end === undefined) {
    return box ? [0, page, tenths(box[0]), tenths(box[1]), tenths(box[2]), tenths(box[3])] : [0, page, null, null, null, null];
  }
  if (box) return null;
  if (line !== undefined && (span || (start === undefined && end === undefined))) return [2, line, start ?? null, end ?? null, null, null];
  if (path !== undefined && start === undefined && end === undefined) return packPath(path);
  return null;
}

/** The last two `[n]` of a path vary from cell to cell of a table; what is around them is its pattern. */
function packPath(path: string): PackedPlace | null {
  if (path.includes('\0')) return null; // SQLite's printf ends there
  const [second, first] = [indexBefore(path, path.length), indexBefore(path, path.lastIndexOf('[') - 1)];
  if (!first || !second) return [1, escaped(path), null, null, null, null];
  const pattern = `${escaped(path.slice(0, first.from))}%d${escaped(path.slice(first.to, second.from))}%d${escaped(path.slice(second.to))}`;
  return [1, pattern, first.number, second.number, null, null];
}

/** The last `[n]` that begins before `end`: where its digits stand, and what they say; null where they are no plain number. */
function indexBefore(path: string, end: number): { from: number; to: number; number: number } | null {
  const from = path.lastIndexOf('[', end) + 1;
  const to = path.indexOf(']', from);
  if (end < 0 || from === 0 || to === -1) return null;
  const number = Number(path.slice(from, to));
  return Number.isSafeInteger(number) && number >= 0 && number < 2 ** 31 && String(number) === path.slice(from, to) ? { from, to, number } : null;
}

const escaped = (text: string): string => (text.includes('%') ? text.replaceAll('%', '%%') : text);

/** The place that `packPlace` packed. */
export function unpackPlace([kind, at, p1, p2, p3, p4]: PackedPlace): Place {
  if (kind === 0) {
    return p1 === null ? { page: at as number } : { page: at as number, box: [p1 / 10, (p2 ?? 0) / 10, (p3 ?? 0) / 10, (p4 ?? 0) / 10] };
  }
  if (kind === 2) return p1 === null ? { line: at as number } : { line: at as number, start: p1, end: p2 ?? 0 };
  const indexes = [p1, p2];
  return { path: (at as string).replaceAll(/%[d%]/g, (mark) => (mark === '%%' ? '%' : String(indexes.shift()))) };
}
