/**
 * Thin bars out of a painted path. Rules are drawn in many ways: stroked lines (WPS, LibreOffice), thin filled rectangles
 * (Word, Chromium), frames filled between an outer and an inner rectangle. Large fills are shadings and draw no rule.
 */
import type { Box } from '../../document.ts';
import { intersect, type Matrix } from './geometry.ts';

/** A thin, straight, visible bar. */
export interface Bar {
  box: Box;
  stroked: boolean;
}

/**
 * Codes inside a path of pdf.js 5.4. They are private and have changed since (5.6 renumbers them): pdfjs-dist is pinned and a
 * test checks what a known page yields.
 */
export const PATH = { moveTo: 0, lineTo: 1, curveTo: 2, closePath: 3 } as const;

/** Thicker than this is a bar of a chart or a shading. */
const MAX_THICKNESS = 4.5;
/** As is anything stubbier than this. */
const MIN_ELONGATION = 2;
const MIN_LENGTH = 1.5;

interface Subpath {
  /** Corner after corner, already on the page's plane. */
  points: [number, number][];
  closed: boolean;
  curved: boolean;
}

/**
 * @param lineWidth stroke width before the transformation, or null when the path is not stroked.
 * @returns the bars, and the area that a large fill shades, if any.
 */
export function barsOf(path: ArrayLike<number>, ctm: Matrix, filled: boolean, lineWidth: number | null, clip: Box): { bars: Bar[]; shade: Box | null } {
  const bars: Bar[] = [];
  let shade: Box | null = null;
  const add = (box: Box, stroked: boolean): void => {
    const visible = intersect(box, clip);
    if (isThin(visible)) bars.push({ box: visible, stroked });
  };
  const subpaths = trace(path, ctm);
  if (lineWidth !== null) {
    const width = lineWidth * Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]));
    for (const subpath of subpaths) for (const box of strokedBoxes(subpath, width)) add(box, true);
  }
  if (filled) {
    let outer: Box | null = null;
    for (const { points, curved } of subpaths) {
      const box = around(points);
      if (isThin(box)) add(box, false);
      else {
        if (outer) for (const side of frameSides(outer, box)) add(side, false);
        if (!curved) shade = intersect(box, clip);
        outer = box;
      }
    }
  }
  return { bars, shade };
}

function trace(path: ArrayLike<number>, ctm: Matrix): Subpath[] {
  const subpaths: Subpath[] = [];
  let current: Subpath | null = null;
  const at = (i: number): [number, number] => [
    ctm[0] * path[i]! + ctm[2] * path[i + 1]! + ctm[4],
    ctm[1] * path[i]! + ctm[3] * path[i + 1]! + ctm[5],
  ];
  for (let i = 0; i < path.length; ) {
    const code = path[i++];
    if (code === PATH.moveTo) {
      current = { points: [at(i)], closed: false, curved: false };
      subpaths.push(current);
      i += 2;
    } else if (code === PATH.lineTo) {
      current?.points.push(at(i));
      i += 2;
    } else if (code === PATH.curveTo) {
      if (current) {
        current.points.push(at(i), at(i + 2), at(i + 4));
        current.curved = true;
      }
      i += 6;
    } else if (code === PATH.closePath) {
      if (current) current.closed = true;
    } else {
      throw new Error(`pdf.js path code ${code} is unknown: see formats/pdf/bars.ts`);
    }
  }
  return subpaths;
}

/** The inked boxes of the level and upright parts of a stroked line. */
function* strokedBoxes({ points, closed, curved }: Subpath, width: number): Generator<Box> {
  if (curved) return;
  const half = width / 2;
  const count = closed ? points.length : points.length - 1;
  for (let i = 0; i < count; i++) {
    const [x0, y0] = points[i]!;
    const [x1, y1] = points[(i + 1) % points.length]!;
    const [dx, dy] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
    if (dy <= 0.5 && dx > dy) yield [Math.min(x0, x1), (y0 + y1) / 2 - half, Math.max(x0, x1), (y0 + y1) / 2 + half];
    else if (dx <= 0.5 && dy > dx) yield [(x0 + x1) / 2 - half, Math.min(y0, y1), (x0 + x1) / 2 + half, Math.max(y0, y1)];
  }
}

/** The four sides of a frame whose outer and inner edge are filled together. */
function frameSides(a: Box, b: Box): Box[] {
  const [outer, inner] = a[0] <= b[0] ? [a, b] : [b, a];
  const gaps = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]];
  if (gaps.some((gap) => gap < -0.1 || gap > MAX_THICKNESS) || gaps.every((gap) => gap < 0.05)) return [];
  return [
    [outer[0], outer[1], inner[0], outer[3]],
    [outer[0], outer[1], outer[2], inner[1]],
    [inner[2], outer[1], outer[2], outer[3]],
    [outer[0], inner[3], outer[2], outer[3]],
  ];
}

function around(points: readonly [number, number][]): Box {
  let [x0, y0] = points[0]!;
  let [x1, y1] = [x0, y0];
  for (const [x, y] of points) {
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
  }
  return [x0, y0, x1, y1];
}

function isThin([x0, y0, x1, y1]: Box): boolean {
  const width = x1 - x0;
  const height = y1 - y0;
  const [thin, long] = width < height ? [width, height] : [height, width];
  return thin >= -0.01 && thin <= MAX_THICKNESS && long >= MIN_LENGTH && long >= thin * MIN_ELONGATION;
}
