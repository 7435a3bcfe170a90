/** A place in the original as a few integers: what almost every cell has. */
import type { Place } from '../extractors/document.ts';

/** `kind` 0: page, box in tenths of points; 1: path pattern and its last two indexes; 2: line, start, end. */
export type PackedPlace = readonly [kind: 0 | 1 | 2, at: number | string, p1: number | null, p2: number | null, p3: number | null, p4: number | null];

const LAST_TWO = /^(.*\[)(\d{1,9})(\][^[\]]*\[)(\d{1,9})(\][^[\]]*)$/s;
const tenths = (points: number): number => Math.round(points * 10);

/** The place as integers (`at` of a path is its pattern, to be interned), or null where it does not fit and must be kept as JSON. */
export function packPlace(place: Place): PackedPlace | null {
  const { page, box, path, line, start, end } = place;
  const has = (page === undefined ? 0 : 1) + (path === undefined ? 0 : 1) + (line === undefined ? 0 : 1);
  if (has !== 1) return null;
  const span = start !== undefined && end !== undefined;
  if (page !== undefined && start === undefined && end === undefined) {
    return box ? [0, page, tenths(box[0]), tenths(box[1]), tenths(box[2]), tenths(box[3])] : [0, page, null, null, null, null];
  }
  if (box) return null;
  if (line !== undefined && (span || (start === undefined && end === undefined))) return [2, line, start ?? null, end ?? null, null, null];
  if (path !== undefined && start === undefined && end === undefined) return packPath(path);
  return null;
}

function packPath(path: string): PackedPlace | null {
  if (path.includes('\0')) return null; // SQLite's printf ends there
  const found = LAST_TWO.exec(path);
  const escape = (text: string): string => text.replaceAll('%', '%%');
  if (!found) return [1, escape(path), null, null, null, null];
  const [, before, first, between, second, after] = found as unknown as [string, string, string, string, string, string];
  if (String(Number(first)) !== first || String(Number(second)) !== second) return [1, escape(path), null, null, null, null];
  return [1, `${escape(before)}%d${escape(between)}%d${escape(after)}`, Number(first), Number(second), null, null];
}

/** The place that `packPlace` packed. */
export function unpackPlace([kind, at, p1, p2, p3, p4]: PackedPlace): Place {
  if (kind === 0) {
    return p1 === null ? { page: at as number } : { page: at as number, box: [p1 / 10, (p2 ?? 0) / 10, (p3 ?? 0) / 10, (p4 ?? 0) / 10] };
  }
  if (kind === 2) return p1 === null ? { line: at as number } : { line: at as number, start: p1, end: p2 ?? 0 };
  const indexes = [p1, p2];
  return { path: (at as string).replaceAll(/%[d%]/g, (mark) => (mark === '%%' ? '%' : String(indexes.shift()))) };
}
