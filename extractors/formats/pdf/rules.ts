/** Drawn rules of a page: thin bars sorted into level and upright ones, broken ones mended, and grouped by what touches. */
import type { Box } from '../../document.ts';
import type { Bar } from './bars.ts';
import { overlap, unite } from './geometry.ts';

/** A straight rule: `at` is its y when level, its x when upright; it runs from `from` to `to` the other way. */
export interface Rule {
  at: number;
  from: number;
  to: number;
}

/** Rules that hang together: one table, if it is one. */
export interface Frame {
  level: Rule[];
  upright: Rule[];
  box: Box;
}

/** Rules closer than this are drawn as one: double borders, neighbours that each draw their own side. */
export const SNAP = 2.5;
/** Dashes and the gaps that producers leave at crossings. */
const MEND = 3;
const MIN_RULE = 4;
/** Cells drawn as boxes of their own stand apart by the table's cell spacing; at most this is taken for such. */
const CELL_SPACING = 6;
/** A drawing, not a table: the pairwise comparison below would not end. */
const MAX_RULES = 6000;

/** @returns level and upright rules, or null when there are more than any table has. */
export function rulesOf(bars: readonly Bar[]): { level: Rule[]; upright: Rule[] } | null {
  const level: Rule[] = [];
  const upright: Rule[] = [];
  for (const { box: [x0, y0, x1, y1] } of bars) {
    if (x1 - x0 >= y1 - y0) level.push({ at: (y0 + y1) / 2, from: x0, to: x1 });
    else upright.push({ at: (x0 + x1) / 2, from: y0, to: y1 });
  }
  const mended = { level: mend(level), upright: mend(upright) };
  return mended.level.length + mended.upright.length > MAX_RULES ? null : mended;
}

/** Joins pieces on one line that meet, nearly meet or overlap. */
function mend(rules: Rule[]): Rule[] {
  rules.sort((a, b) => a.at - b.at);
  const out: Rule[] = [];
  for (let i = 0; i < rules.length; ) {
    const start = rules[i]!.at;
    let j = i;
    while (j < rules.length && rules[j]!.at - start <= 0.75) j++;
    const line = rules.slice(i, j).sort((a, b) => a.from - b.from);
    let current: Rule | null = null;
    for (const rule of line) {
      if (current && rule.from <= current.to + MEND) current.to = Math.max(current.to, rule.to);
      else out.push((current = { ...rule }));
    }
    i = j;
  }
  return out.filter(({ from, to }) => to - from >= MIN_RULE);
}

/**
 * Groups rules that touch. Two parallel ones side by side belong together when hardly apart, or when no text stands between
 * them (`isEmpty`), as in tables whose cells are boxes of their own.
 */
export function framesOf(level: readonly Rule[], upright: readonly Rule[], isEmpty: (box: Box) => boolean): Frame[] {
  const all = [...level, ...upright];
  const parent = all.map((_, i) => i);
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  const join = (i: number, j: number): void => void (parent[root(i)] = root(j));
  level.forEach((h, i) =>
    upright.forEach((v, j) => {
      const meets = v.at >= h.from - SNAP && v.at <= h.to + SNAP && h.at >= v.from - SNAP && h.at <= v.to + SNAP;
      if (meets) join(i, level.length + j);
    }),
  );
  joinParallel(level, 0, join, ({ from, to, at }, other) => isEmpty([from, at, to, other.at]));
  joinParallel(upright, level.length, join, ({ from, to, at }, other) => isEmpty([at, from, other.at, to]));

  const frames = new Map<number, Frame>();
  all.forEach((rule, i) => {
    const isLevel = i < level.length;
    const box: Box = isLevel ? [rule.from, rule.at, rule.to, rule.at] : [rule.at, rule.from, rule.at, rule.to];
    const frame = frames.get(root(i));
    if (!frame) frames.set(root(i), { level: isLevel ? [rule] : [], upright: isLevel ? [] : [rule], box });
    else {
      frame[isLevel ? 'level' : 'upright'].push(rule);
      frame.box = unite(frame.box, box);
    }
  });
  return withSideRules([...frames.values()], isEmpty);
}

/**
 * Upright rules alone beside a frame and as high as it: a table cut by the ends of a page, with a cell at its side that passes
 * the whole page and so touches no level rule. Text stands in that cell only if the table goes on above or below.
 */
function withSideRules(frames: readonly Frame[], isEmpty: (box: Box) => boolean): Frame[] {
  const sides = new Set<Frame>();
  for (const frame of frames) {
    const [x0, y0, x1, y1] = frame.box;
    if (frame.level.length === 0 || frame.upright.length === 0) continue;
    const cut = !ruledAt(frame, y0) || !ruledAt(frame, y1);
    for (const other of frames) {
      if (other.level.length > 0 || Math.abs(other.box[1] - y0) > SNAP || Math.abs(other.box[3] - y1) > SNAP) continue;
      if (!cut && !isEmpty([Math.min(x1, other.box[0]), y0, Math.max(x0, other.box[2]), y1])) continue;
      frame.upright.push(...other.upright);
      frame.box = unite(frame.box, other.box);
      sides.add(other);
    }
  }
  return frames.filter((frame) => !sides.has(frame));
}

const ruledAt = ({ level }: Frame, y: number): boolean => level.some(({ at }) => Math.abs(at - y) <= SNAP);

function joinParallel(rules: readonly Rule[], offset: number, join: (i: number, j: number) => void, emptyBetween: (a: Rule, b: Rule) => boolean): void {
  // Sorted by `at` (see mend), so that only near neighbours are compared.
  for (let i = 0; i < rules.length; i++) {
    for (let j = i + 1; j < rules.length; j++) {
      const a = rules[i]!;
      const b = rules[j]!;
      const apart = b.at - a.at;
      if (apart > CELL_SPACING) break;
      const shared = overlap(a.from, a.to, b.from, b.to);
      if (shared < 0.5 * Math.min(a.to - a.from, b.to - b.from)) continue;
      const strip = { at: a.at, from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
      if (apart <= SNAP || emptyBetween(strip, b)) join(offset + i, offset + j);
    }
  }
}
