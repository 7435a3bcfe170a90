/** Pieces of one table on successive pages, put together again. */
import type { Box } from '../../document.ts';
import { overlap } from './geometry.ts';
import type { Line } from './lines.ts';
import type { Piece } from './page-tables.ts';

/** A table whose pieces share one set of grid lines. */
export interface Table {
  pieces: Piece[];
  /** For each piece: index of each of its own grid lines among the shared ones. */
  columns: number[][];
  /** The shared grid lines, in the plane of the first piece. */
  xs: number[];
}

export interface JoinPage {
  height: number;
  pieces: Piece[];
  /** Text outside tables, furniture left out. */
  lines: Line[];
}

/** Outer edges may differ by this much, in points: line widths and rounding. */
const EDGE = 4;
/** Pages printed on both sides may mirror their margins. */
const MIRROR = 60;
/** An inner grid line is the same one within this share of its narrower neighbour, and never beyond this many points. */
const SHARE = 0.35;
const INNER = 12;
/** With this many columns on both sides, different columns mean different tables. */
const MANY = 5;

/** Tables of the whole document in page order. Pages without text or tables do not separate. */
export function joinPieces(pages: readonly JoinPage[]): Table[] {
  const tables: Table[] = [];
  let open: Table[] = [];
  let openPage: JoinPage | null = null;
  for (const page of pages) {
    if (page.pieces.length === 0 && page.lines.length === 0) continue;
    const next: Table[] = [];
    for (const piece of page.pieces) {
      const candidates = openPage && startsPage(piece, page) ? open.filter((table) => isContinued(table, piece, openPage!, page)) : [];
      const joined = candidates.length === 1 ? append(candidates[0]!, piece) : null;
      if (joined) open = open.filter((table) => table !== candidates[0]);
      const table = joined ?? { pieces: [piece], columns: [piece.xs.map((_, i) => i)], xs: piece.xs };
      if (joined) tables[tables.indexOf(candidates[0]!)] = table;
      else tables.push(table);
      if (endsPage(piece, page)) next.push(table);
    }
    open = next;
    openPage = page;
  }
  return tables;
}

const startsPage = (piece: Piece, page: JoinPage): boolean => page.lines.every(({ box }) => box[1] >= piece.box[1]) && beside(piece, page, (box) => box[3] > piece.box[1]);

const endsPage = (piece: Piece, page: JoinPage): boolean => page.lines.every(({ box }) => box[3] <= piece.box[3]) && beside(piece, page, (box) => box[1] < piece.box[3]);

const beside = (piece: Piece, page: JoinPage, test: (box: Box) => boolean): boolean => page.pieces.every((other) => other === piece || test(other.box));

function isContinued(table: Table, piece: Piece, from: JoinPage, to: JoinPage): boolean {
  const last = table.pieces.at(-1)!;
  if (last.aligned !== piece.aligned) return false;
  if (haveSameData(last, piece)) return true;
  const shift = piece.box[0] - last.box[0];
  if (Math.abs(shift) > MIRROR || Math.abs(piece.box[2] - last.box[2] - shift) > EDGE) return false;
  if (Math.abs(shift) > EDGE && Math.abs(shift) < 3 * EDGE) return false;
  const alike = last.xs.length === piece.xs.length && sameColumns(last.xs, shifted(piece.xs, -shift));
  // Different columns are a different table, unless the pages' ends say that it was cut there.
  return alike || (last.box[3] > 0.7 * from.height && piece.box[1] < 0.25 * to.height);
}

/** Without rules the outer edges and the borders between labels are made up for each page; the columns of figures are known by their headings. */
function haveSameData(a: Piece, b: Piece): boolean {
  const [upper, lower] = [a.columns?.data ?? [], b.columns?.data ?? []];
  const half = (p: { from: number; to: number }, q: { from: number; to: number }): boolean => overlap(p.from, p.to, q.from, q.to) >= 0.5 * Math.min(p.to - p.from, q.to - q.from);
  return upper.length > 0 && upper.length === lower.length && upper.every((leaf, i) => half(leaf, lower[i]!));
}

/** Joins a piece without rules: labels stand at the left, the innermost next to the figures, in as many columns as the deepest piece has. */
function appendAligned(table: Table, piece: Piece): Table {
  const data = piece.columns!.data.length;
  const before = table.xs.length - 1 - data;
  const own = piece.columns!.labels;
  const depth = Math.max(before, own);
  const moved = (at: number, labels: number): number => (at < labels ? at : at + depth - labels);
  return {
    pieces: [...table.pieces, piece],
    columns: [...table.columns.map((map) => map.map((at) => moved(at, before))), piece.xs.map((_, at) => moved(at, own))],
    xs: own > before ? [...piece.xs.slice(0, own), ...table.xs.slice(before)] : table.xs,
  };
}

function append(table: Table, piece: Piece): Table | null {
  const first = table.pieces[0]!;
  if (table.pieces.every((other) => haveSameData(other, piece))) return appendAligned(table, piece);
  const own = shifted(piece.xs, first.box[0] - piece.box[0]);
  const merged = mergeEdges(table.xs, own);
  if (!merged) return null;
  return {
    pieces: [...table.pieces, piece],
    columns: [...table.columns.map((map) => map.map((at) => merged.a[at]!)), merged.b],
    xs: merged.xs,
  };
}

const shifted = (xs: readonly number[], by: number): number[] => xs.map((x) => x + by);

function sameColumns(a: readonly number[], b: readonly number[]): boolean {
  return a.every((x, i) => Math.abs(x - b[i]!) <= tolerance(a, i, b, i));
}

/** How far two grid lines may stand apart and still be the same. */
function tolerance(a: readonly number[], i: number, b: readonly number[], j: number): number {
  const widths = [a[i]! - (a[i - 1] ?? -Infinity), (a[i + 1] ?? Infinity) - a[i]!, b[j]! - (b[j - 1] ?? -Infinity), (b[j + 1] ?? Infinity) - b[j]!];
  return Math.min(INNER, Math.max(EDGE, SHARE * Math.min(...widths)));
}

/** The union of two sets of grid lines, and where the lines of each have gone; null when it is not clear which is which. */
export function mergeEdges(a: readonly number[], b: readonly number[]): { xs: number[]; a: number[]; b: number[] } | null {
  const partner = new Map<number, number>();
  for (let j = 0; j < b.length; j++) {
    const near = a.map((x, i) => [Math.abs(x - b[j]!), i] as const).filter(([distance, i]) => distance <= tolerance(a, i, b, j));
    if (near.length === 0) continue;
    near.sort((p, q) => p[0] - q[0]);
    const i = near[0]![1];
    if ([...partner.values()].includes(i)) return null;
    partner.set(j, i);
  }
  const matched = new Set(partner.values());
  const onlyA = a.length - matched.size;
  const onlyB = b.length - partner.size;
  if (onlyA > 0 && onlyB > 0 && a.length > MANY && b.length > MANY) return null;
  const lines = [...a.map((x, i) => ({ x, a: i, b: -1 }))];
  for (const [j, i] of partner) lines[i]!.b = j;
  b.forEach((x, j) => {
    if (!partner.has(j)) lines.push({ x, a: -1, b: j });
  });
  lines.sort((p, q) => p.x - q.x);
  const out = { xs: lines.map(({ x }) => x), a: new Array<number>(a.length), b: new Array<number>(b.length) };
  lines.forEach((line, at) => {
    if (line.a >= 0) out.a[line.a] = at;
    if (line.b >= 0) out.b[line.b] = at;
  });
  return out;
}
