/** Planes and boxes of a PDF page. Everything after `interpret.ts` has its origin at the page's top-left corner, y downwards, in points. */
import type { Box } from '../../document.ts';

/** a b c d e f of the PDF transformation [x' y'] = [ax + cy + e, bx + dy + f]. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Anything indexable as a matrix: pdf.js hands over arrays, typed arrays and plain objects. */
export type MatrixLike = Readonly<Record<0 | 1 | 2 | 3 | 4 | 5, number>>;

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** `outer` after `inner`: what `cm` does to the current matrix. */
export function multiply(outer: Matrix, inner: MatrixLike): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

/** The box around a rectangle after a transformation. */
export function transformBox(m: Matrix, [x0, y0, x1, y1]: Box): Box {
  const xs = [m[0] * x0 + m[2] * y0, m[0] * x1 + m[2] * y0, m[0] * x0 + m[2] * y1, m[0] * x1 + m[2] * y1];
  const ys = [m[1] * x0 + m[3] * y0, m[1] * x1 + m[3] * y0, m[1] * x0 + m[3] * y1, m[1] * x1 + m[3] * y1];
  return [Math.min(...xs) + m[4], Math.min(...ys) + m[5], Math.max(...xs) + m[4], Math.max(...ys) + m[5]];
}

/** The common part of two boxes; it has no area when they do not meet. */
export function intersect(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

/** The smallest box around both. */
export function unite(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

export const holds = (box: Box, x: number, y: number): boolean => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];

/** Length of the common part of [a0, a1] and [b0, b1], 0 when they are apart. */
export const overlap = (a0: number, a1: number, b0: number, b1: number): number => Math.max(0, Math.min(a1, b1) - Math.max(a0, b0));

const round = (value: number): number => Math.round(value * 100) / 100;

/** A box as it is stored: hundredths of a point are enough to outline a cell. */
export const rounded = ([x0, y0, x1, y1]: Box): Box => [round(x0), round(y0), round(x1), round(y1)];
