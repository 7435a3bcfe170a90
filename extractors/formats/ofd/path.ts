/** AbbreviatedData of a path (GB/T 33190, 9.1) in the codes of pdf/bars.ts. */
import { PATH } from '../pdf/bars.ts';

/** How many numbers each operator takes. */
const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };
/** More than any drawing of a report has. */
const MOST = 200_000;

/** Arcs and quadratic curves become curves of the same ends: a curve draws no rule, only its extent counts. */
export function pathOf(data: string): number[] {
  const path: number[] = [];
  const tokens = data.match(/[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g) ?? [];
  for (let at = 0; at < tokens.length && path.length < MOST; ) {
    const operator = tokens[at]!;
    const count = OPERANDS[operator];
    if (count === undefined) {
      at++;
      continue;
    }
    const [a, b, c, d, e, f, g] = tokens.slice(at + 1, at + 1 + count).map(Number);
    at += 1 + count;
    if (operator === 'S' || operator === 'M') path.push(PATH.moveTo, a!, b!);
    else if (operator === 'C') path.push(PATH.closePath);
    else if (path.length === 0) continue;
    else if (operator === 'L') path.push(PATH.lineTo, a!, b!);
    else if (operator === 'Q') path.push(PATH.curveTo, a!, b!, a!, b!, c!, d!);
    else if (operator === 'B') path.push(PATH.curveTo, a!, b!, c!, d!, e!, f!);
    else path.push(PATH.curveTo, f! - a!, g! - b!, f! + a!, g! + b!, f!, g!);
  }
  return path.every(Number.isFinite) ? path : [];
}
