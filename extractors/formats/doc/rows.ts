/** How the cells of a row stand: their edges, and how they are merged. [MS-DOC] 2.9.319 (TDefTableOperand), 2.9.324 (TCGRF). */
import type { CellShape } from '../word/paragraph.ts';
import type { Property } from './properties.ts';

const DEFINITION = 0xd608;
const VERTICAL_MERGE = 0xd62b;
const HORIZONTAL_MERGE = 0x5624;
/** Bytes of one cell's definition. */
const CELL = 20;

/** The cells of a row, left to right; null where its definition is missing or broken. */
export function shapeOf(properties: readonly Property[]): CellShape[] | null {
  const definition = properties.findLast(({ sprm }) => sprm === DEFINITION)?.operand;
  const count = definition?.[0] ?? 0;
  if (definition === undefined || count === 0 || definition.length < 1 + 2 * (count + 1)) return null;
  const edge = (n: number): number => definition.readInt16LE(1 + 2 * n);
  const flags = Array.from({ length: count }, (_, n) => {
    const at = 1 + 2 * (count + 1) + CELL * n;
    return at + 2 <= definition.length ? definition.readUInt16LE(at) : 0;
  });
  const shapes = flags.map((flag, n): CellShape => ({ left: edge(n), right: edge(n + 1), vertical: vertical(flag >> 5), isRest: false }));
  markRests(shapes, flags.map((flag) => flag & 3));
  for (const { sprm, operand } of properties) {
    if (sprm === VERTICAL_MERGE && shapes[operand[0]!] !== undefined) shapes[operand[0]!]!.vertical = vertical(operand[1]!);
    if (sprm === HORIZONTAL_MERGE) for (let n = operand[0]! + 1; n < Math.min(operand[1]!, count); n++) shapes[n]!.isRest = true;
  }
  return shapes;
}

/** Two bits: merged with others above or below, and the first of them. */
const vertical = (bits: number): CellShape['vertical'] => ((bits & 3) === 3 ? 'start' : (bits & 3) === 1 ? 'rest' : 'none');

/** Within neighbours that are merged, the first one's mark begins a cell; producers do not agree which of the two marks that is. */
function markRests(shapes: readonly CellShape[], marks: readonly number[]): void {
  let first = 0;
  marks.forEach((mark, n) => {
    if (mark === 0) first = 0;
    else if (first === 0) first = mark;
    else shapes[n]!.isRest = mark !== first;
  });
}
