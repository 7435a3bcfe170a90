/** Ink of a page: the rules of its tables as bars of pixels, and what is left as connected patches. */
import type { PixelBox, Raster } from './raster.ts';

/** Darker than this is ink, and darker than that a rule. */
const INK = 180;
const DARK = 140;
/** A hairline is paler, since it is thinner than what its pixels stand for; beside it there is paper. */
const PALE = 205;
/** So far beside a hairline, in points, so much of its length is paper. */
const BESIDE = 1;
const PAPER = 0.75;
/** A rule is at least this long, one between two others at least that, and at most so thick, in points. */
const MIN_RULE = 15;
/** From rule to rule of the lowest row, in points. */
const MIN_UPRIGHT = 8;
const MAX_THICKNESS = 4;
/** Breaks of a rule up to this long, in points, are printing. */
const GAP = 1.2;
/** A table is at least so wide and high, in points. */
const LEAST_FRAME = 30;
/** A row that a page break has parted from its table is lower than that, and at least so wide. */
const LEAST_ROW = 150;
/** Rules that meet may end so far apart, in points. */
const REACH = 2;
/** So much of a rule's length is dark. */
const SOLID = 0.85;

/** @param unit pixels per point */
export function rulesIn(page: Raster, unit: number): { level: PixelBox[]; upright: PixelBox[] } {
  const level = barsAlong(page, unit, MIN_RULE);
  level.push(...hairlinesAlong(page, unit, MIN_RULE, level));
  const reach = REACH * unit;
  // Between the rules of a low row the upright ones are short; strokes of letters do not touch the rules.
  const wide = level.filter(([x0, , x1]) => x1 - x0 >= LEAST_ROW * unit);
  const ends = (x: number, y: number): boolean => wide.some(([x0, y0, x1, y1]) => x >= x0 - reach && x <= x1 + reach && y >= y0 - 1 && y <= y1 + 1);
  const onSide = turned(page);
  const dark = barsAlong(onSide, unit, MIN_UPRIGHT);
  const upright = [...dark, ...hairlinesAlong(onSide, unit, MIN_UPRIGHT, dark)].map(([x0, y0, x1, y1]): PixelBox => [y0, x0, y1, x1])
    .filter(([x0, y0, x1, y1]) => y1 - y0 >= MIN_RULE * unit || (ends((x0 + x1) / 2, y0) && ends((x0 + x1) / 2, y1)));
  const meets = (a: PixelBox, b: PixelBox): boolean => a[0] <= b[2] + reach && b[0] <= a[2] + reach && a[1] <= b[3] + reach && b[1] <= a[3] + reach;
  const all = [...level, ...upright];
  const parent = all.map((_, i) => i);
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  level.forEach((bar, i) => upright.forEach((other, j) => {
    if (meets(bar, other)) parent[root(i)] = root(level.length + j);
  }));
  const frames = new Map<number, PixelBox>();
  all.forEach((bar, i) => {
    const box = frames.get(root(i)) ?? bar;
    frames.set(root(i), [Math.min(box[0], bar[0]), Math.min(box[1], bar[1]), Math.max(box[2], bar[2]), Math.max(box[3], bar[3])]);
  });
  // Strokes of letters may look like rules, those of a headline like a low table.
  const isRule = (i: number): boolean => {
    const [x0, y0, x1, y1] = frames.get(root(i))!;
    return (x1 - x0 >= LEAST_FRAME * unit && y1 - y0 >= LEAST_FRAME * unit) || (x1 - x0 >= LEAST_ROW * unit && y1 - y0 >= MIN_UPRIGHT * unit);
  };
  return { level: level.filter((_, i) => isRule(i)), upright: upright.filter((_, j) => isRule(level.length + j)) };
}

function turned({ width, height, grey }: Raster): Raster {
  const out = new Uint8Array(grey.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[x * height + y] = grey[y * width + x]!;
  return { width: height, height: width, grey: out };
}

/** Pale bars with paper above and below, which strokes of letters have not; those that are known aside. */
function hairlinesAlong(page: Raster, unit: number, least: number, known: readonly PixelBox[]): PixelBox[] {
  const aside = Math.max(2, Math.round(BESIDE * unit));
  const isPaper = (y: number, x0: number, x1: number): boolean => {
    if (y < 0 || y >= page.height) return true;
    let light = 0;
    for (let x = x0; x < x1; x++) if (page.grey[y * page.width + x]! >= PALE) light++;
    return light >= PAPER * (x1 - x0);
  };
  const covered = ([x0, y0, x1, y1]: PixelBox): number =>
    known.reduce((sum, bar) => sum + (bar[1] < y1 + 1 && bar[3] > y0 - 1 ? Math.max(0, Math.min(x1, bar[2]) - Math.max(x0, bar[0])) : 0), 0) / (x1 - x0);
  return barsAlong(page, unit, least, PALE).filter((bar) => covered(bar) < SOLID && isPaper(bar[1] - aside, bar[0], bar[2]) && isPaper(bar[3] - 1 + aside, bar[0], bar[2]));
}

/** Level bars: long dark runs, those of successive rows put together. */
function barsAlong({ width, height, grey }: Raster, unit: number, least: number, darkest = DARK): PixelBox[] {
  const [minimum, gap, thickest] = [Math.round(least * unit), Math.max(2, Math.round(GAP * unit)), Math.ceil(MAX_THICKNESS * unit)];
  const bars: { from: number; to: number; top: number; last: number }[] = [];
  let open: typeof bars = [];
  for (let y = 0; y < height; y++) {
    // A rule that is a hair askew goes on in the next row: a pixel counts as dark when one above or below it is.
    const rows = [Math.max(0, y - 1) * width, y * width, Math.min(height - 1, y + 1) * width] as const;
    const still: typeof bars = [];
    const use = (from: number, to: number): void => {
      const known = open.filter((bar) => bar.last === y - 1 && Math.min(bar.to, to) - Math.max(bar.from, from) > 0.3 * Math.min(bar.to - bar.from, to - from));
      const [bar] = known;
      if (!bar) {
        const fresh = { from, to, top: y, last: y };
        bars.push(fresh);
        still.push(fresh);
        return;
      }
      Object.assign(bar, { from: Math.min(bar.from, from), to: Math.max(bar.to, to), last: y });
      if (!still.includes(bar)) still.push(bar);
    };
    let [start, end, dark] = [-1, -1, 0];
    const settle = (): void => {
      if (start >= 0 && end - start >= minimum && dark >= SOLID * (end - start)) use(start, end);
      start = -1;
    };
    for (let x = 0; x < width; x++) {
      const isDark = grey[rows[1] + x]! < darkest || grey[rows[0] + x]! < darkest || grey[rows[2] + x]! < darkest;
      if (isDark) {
        if (start < 0) [start, dark] = [x, 0];
        dark++;
        end = x + 1;
      } else if (start >= 0 && x - end >= gap) settle();
    }
    settle();
    open = still;
  }
  return bars.filter(({ top, last }) => last + 1 - top <= thickest + 2).map(({ from, to, top, last }) => [from, top, to, last + 1] as const);
}

/** The page without its rules: white where they ran, and a hair beside them. */
export function withoutRules(page: Raster, { level, upright }: { level: readonly PixelBox[]; upright: readonly PixelBox[] }): Raster {
  const grey = page.grey.slice();
  for (const [x0, y0, x1, y1] of [...level, ...upright]) {
    for (let y = Math.max(0, y0); y < Math.min(page.height, y1); y++) grey.fill(255, y * page.width + Math.max(0, x0), y * page.width + Math.min(page.width, x1));
  }
  return { ...page, grey };
}

export interface Patch {
  box: PixelBox;
  /** Pixels. */
  area: number;
}

/**
 * Patches of touching ink, specks left out.
 * @param unit pixels per point
 * @param pale what is so dark belongs to a patch, if enough of the patch is darker: by default no paler than ink
 * @param speck in square points: what has less ink is none
 */
export function patchesOf({ width, height, grey }: Raster, unit: number, pale = INK, speck = 0.5): Patch[] {
  const label = new Uint8Array(width * height);
  const patches: Patch[] = [];
  const stack: number[] = [];
  const least = Math.max(8 * speck, speck * unit * unit);
  for (let start = 0; start < grey.length; start++) {
    if (grey[start]! >= INK || label[start] !== 0) continue;
    let [x0, y0, x1, y1, area] = [width, height, 0, 0, 0];
    label[start] = 1;
    stack.push(start);
    while (stack.length > 0) {
      const at = stack.pop()!;
      const [x, y] = [at % width, Math.floor(at / width)];
      if (grey[at]! < INK) area++;
      if (x < x0) x0 = x;
      if (x >= x1) x1 = x + 1;
      if (y < y0) y0 = y;
      if (y >= y1) y1 = y + 1;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (grey[next]! >= pale || label[next] !== 0) continue;
          label[next] = 1;
          stack.push(next);
        }
      }
    }
    if (area >= least) patches.push({ box: [x0, y0, x1, y1], area });
  }
  return patches;
}
