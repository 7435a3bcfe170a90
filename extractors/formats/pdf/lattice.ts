/**
 * From the rules of one frame to a lattice of cells: positions snapped into grid lines, an edge where a rule runs along most of
 * it, and squares flooded together where there is none, which gives merged cells their spans.
 */
import type { Box } from '../../document.ts';
import { overlap } from './geometry.ts';
import { SNAP, type Frame, type Rule } from './rules.ts';

export interface Region {
  row: number;
  col: number;
  rowSpan: number;
  colSpan: number;
}

export interface Lattice {
  /** Grid lines from left to right and from top to bottom; one more than there are columns and rows. */
  xs: number[];
  ys: number[];
  regions: Region[];
  /** `owner[row * columns + col]` is the index of the region there. */
  owner: number[];
  /** For each column: no rule runs along its lower end. */
  openBelow: boolean[];
  /** Some region was not a rectangle and had to be cut. */
  irregular: boolean;
}

/** Share of an edge that its rule must cover. */
const COVERED = 0.6;

/** One grid line with the stretches of rule drawn on it. */
interface GridLine {
  at: number;
  rules: Rule[];
}

/**
 * @param spacing strips between grid lines narrower than this and without text are no rows or columns, but double borders
 * or cell spacing; it must be smaller than the type.
 * @param isEmpty tells whether no text stands in a box.
 */
export function latticeOf(frame: Frame, spacing: number, isEmpty: (box: Box) => boolean): Lattice | null {
  const { box } = frame;
  let columns = gridLines(frame.upright, frame.level, (from, to) => isEmpty([from, box[1], to, box[3]]));
  let rows = gridLines(frame.level, frame.upright, (from, to) => isEmpty([box[0], from, box[2], to]));
  if (columns.length < 2 || rows.length < 2) return null;
  columns = collapse(columns, spacing, (x0, x1, y0, y1) => isEmpty([x0, y0, x1, y1]));
  rows = collapse(rows, spacing, (y0, y1, x0, x1) => isEmpty([x0, y0, x1, y1]));
  columns = dropDead(columns, rows);
  rows = dropDead(rows, columns);
  if (columns.length < 2 || rows.length < 2) return null;

  const xs = columns.map(({ at }) => at);
  const ys = rows.map(({ at }) => at);
  const width = xs.length - 1;
  const height = ys.length - 1;
  // Right of a square, and below it: is there an edge?
  const right_ = edges(columns, ys);
  const below = edges(rows, xs);
  const parent = Array.from({ length: width * height }, (_, i) => i);
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  for (let row = 0; row < height; row++) {
    for (let col = 0; col < width; col++) {
      const square = row * width + col;
      if (col + 1 < width && !right_[col + 1]![row]) parent[root(square + 1)] = root(square);
      if (row + 1 < height && !below[row + 1]![col]) parent[root(square + width)] = root(square);
    }
  }
  return { xs, ys, openBelow: below[height]!.map((ruled) => !ruled), ...regionsOf(width, height, root) };
}

/**
 * Rules snapped into grid lines, and the ends of those across where they run past the outermost one: such a side is open. A
 * single one that does so must have text beside it.
 */
function gridLines(along: readonly Rule[], across: readonly Rule[], isEmpty: (from: number, to: number) => boolean): GridLine[] {
  const lines: GridLine[] = [];
  for (const rule of [...along].sort((a, b) => a.at - b.at)) {
    const last = lines.at(-1);
    if (last && rule.at - last.rules[0]!.at <= SNAP) last.rules.push(rule);
    else lines.push({ at: rule.at, rules: [rule] });
  }
  for (const line of lines) {
    const length = line.rules.reduce((sum, { from, to }) => sum + to - from, 0);
    line.at = line.rules.reduce((sum, { at, from, to }) => sum + at * (to - from), 0) / length;
  }
  // Chromium draws no rule where a table is cut by a page; many tables have no rules at their sides.
  const first = Math.min(...across.map(({ from }) => from));
  const last = Math.max(...across.map(({ to }) => to));
  const open = (from: number, to: number, matches: (rule: Rule) => boolean): boolean =>
    to - from > SNAP && (across.filter(matches).length >= 2 || !isEmpty(from, to));
  const [low, high] = [lines[0]?.at ?? last, lines.at(-1)?.at ?? first];
  if (open(first, low, ({ from }) => from <= first + SNAP)) lines.unshift({ at: first, rules: [] });
  if (open(high, last, ({ to }) => to >= last - SNAP)) lines.push({ at: last, rules: [] });
  return lines;
}

/** Makes one line of two that are close and have no text between them wherever either is drawn. */
function collapse(lines: readonly GridLine[], spacing: number, isEmpty: (a: number, b: number, from: number, to: number) => boolean): GridLine[] {
  const out: GridLine[] = [];
  for (const line of lines) {
    const last = out.at(-1);
    const rules = last ? [...last.rules, ...line.rules] : [];
    if (last && line.at - last.at < spacing && union(rules).every(([from, to]) => isEmpty(last.at, line.at, from, to))) {
      out[out.length - 1] = { at: (last.at + line.at) / 2, rules };
    } else out.push(line);
  }
  return out;
}

/** Leaves out inner lines that bound no square: an underline, the rest of a stray stroke. */
function dropDead(lines: readonly GridLine[], across: readonly GridLine[]): GridLine[] {
  const stops = across.map(({ at }) => at);
  return lines.filter((line, i) => i === 0 || i === lines.length - 1 || edges([line], stops)[0]!.includes(true));
}

/** For every line and every stretch between two stops on it: is it ruled? */
function edges(lines: readonly GridLine[], stops: readonly number[]): boolean[][] {
  return lines.map(({ rules }) => {
    const spans = union(rules);
    return stops.slice(1).map((end, i) => {
      const start = stops[i]!;
      const covered = spans.reduce((sum, [from, to]) => sum + overlap(from, to, start, end), 0);
      return covered >= COVERED * (end - start);
    });
  });
}

function union(rules: readonly Rule[]): [number, number][] {
  const out: [number, number][] = [];
  for (const { from, to } of [...rules].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** Floods into rectangles. A flood of another shape is cut into one rectangle per run of rows of equal extent. */
function regionsOf(width: number, height: number, root: (square: number) => number): Pick<Lattice, 'regions' | 'owner' | 'irregular'> {
  const regions: Region[] = [];
  const owner: number[] = new Array<number>(width * height).fill(-1);
  const open = new Map<string, number>();
  const pieces = new Map<number, number>();
  let irregular = false;
  for (let row = 0; row < height; row++) {
    for (let col = 0; col < width; ) {
      const flood = root(row * width + col);
      let end = col + 1;
      while (end < width && root(row * width + end) === flood) end++;
      const key = `${flood}:${col}:${end}`;
      let index = open.get(key);
      const region = index === undefined ? undefined : regions[index]!;
      if (index !== undefined && region && region.row + region.rowSpan === row) region.rowSpan++;
      else {
        index = regions.push({ row, col, rowSpan: 1, colSpan: end - col }) - 1;
        open.set(key, index);
        const count = (pieces.get(flood) ?? 0) + 1;
        pieces.set(flood, count);
        if (count > 1) irregular = true;
      }
      for (let c = col; c < end; c++) owner[row * width + c] = index;
      col = end;
    }
  }
  return { regions, owner, irregular };
}
