/** Formatting of a Word 97 file: which properties (sprms) hold from which byte on. [MS-DOC] 2.6, 2.8.5, 2.8.6, 2.9.174. */
import type { Part, WordFile } from './fib.ts';

export interface Property {
  sprm: number;
  operand: Buffer;
}

/** Properties of the bytes [from, to) of the stream `main`. */
export interface Run {
  from: number;
  to: number;
  /** The paragraph's style by its number; 0 for characters. */
  style: number;
  properties: Property[];
}

const PAGE = 512;
/** Bytes of an operand by the top three bits of its sprm; 6 says so itself. */
const SIZES = [1, 1, 2, 4, 2, 2, 0, 3] as const;
const TABLE_DEFINITION = 0xd608;
const TABS = 0xc615;
/** Properties that did not fit on their page stand in the stream `data`. */
const ELSEWHERE = new Set([0x6645, 0x6646]);

/** Reads a list of properties. What is cut off at its end is left out. */
export function propertiesIn(bytes: Buffer, data: Buffer | null = null): Property[] {
  const found: Property[] = [];
  for (let at = 0; at + 2 < bytes.length; ) {
    const sprm = bytes.readUInt16LE(at);
    at += 2;
    let size: number = SIZES[sprm >> 13]!;
    if (sprm === TABLE_DEFINITION) {
      if (at + 2 > bytes.length) break;
      size = bytes.readUInt16LE(at) - 1;
      at += 2;
    } else if (sprm >> 13 === 6) {
      size = bytes[at]!;
      at += 1;
      if (sprm === TABS && size === 255) size = tabsSize(bytes, at);
    }
    if (size < 0 || at + size > bytes.length) break;
    const operand = bytes.subarray(at, at + size);
    if (ELSEWHERE.has(sprm) && data !== null) found.push(...propertiesElsewhere(data, operand.readUInt32LE(0)));
    else found.push({ sprm, operand });
    at += size;
  }
  return found;
}

function propertiesElsewhere(data: Buffer, at: number): Property[] {
  if (at + 2 > data.length) return [];
  return propertiesIn(data.subarray(at + 2, at + 2 + data.readUInt16LE(at)));
}

/** Tabs taken away (four bytes each), then tabs added (three bytes each). */
function tabsSize(bytes: Buffer, at: number): number {
  const away = 1 + 4 * (bytes[at] ?? 0);
  return away + 1 + 3 * (bytes[at + away] ?? 0);
}

/** All runs of one kind, in the order of their bytes. */
export function runsOf({ main, table, data }: WordFile, part: Part, kind: 'paragraph' | 'character'): Run[] {
  const pages = Math.floor((part.length - 4) / 8);
  const runs: Run[] = [];
  for (let n = 0; n < pages; n++) {
    const number = table.readUInt32LE(part.from + 4 * (pages + 1) + 4 * n) & 0x3f_ffff;
    const page = main.subarray(number * PAGE, (number + 1) * PAGE);
    if (page.length === PAGE) runs.push(...(kind === 'paragraph' ? paragraphPage(page, data) : characterPage(page)));
  }
  return runs.sort((a, b) => a.from - b.from);
}

function paragraphPage(page: Buffer, data: Buffer | null): Run[] {
  const count = page[PAGE - 1]!;
  if (4 * (count + 1) + 13 * count > PAGE - 1) return [];
  return Array.from({ length: count }, (_, n) => {
    const at = 2 * page[4 * (count + 1) + 13 * n]!;
    const run = { from: page.readUInt32LE(4 * n), to: page.readUInt32LE(4 * n + 4), style: 0, properties: [] as Property[] };
    if (at === 0) return run;
    const long = page[at] === 0;
    const from = at + (long ? 2 : 1);
    const body = page.subarray(from, from + (long ? 2 * page[at + 1]! : 2 * page[at]! - 1));
    if (body.length < 2) return run;
    return { ...run, style: body.readUInt16LE(0), properties: propertiesIn(body.subarray(2), data) };
  });
}

function characterPage(page: Buffer): Run[] {
  const count = page[PAGE - 1]!;
  if (4 * (count + 1) + count > PAGE - 1) return [];
  return Array.from({ length: count }, (_, n) => {
    const at = 2 * page[4 * (count + 1) + n]!;
    const properties = at === 0 ? [] : propertiesIn(page.subarray(at + 1, at + 1 + page[at]!));
    return { from: page.readUInt32LE(4 * n), to: page.readUInt32LE(4 * n + 4), style: 0, properties };
  });
}

/** The run that holds a byte, found by halving. */
export function runAt(runs: readonly Run[], byte: number): Run | undefined {
  let [low, high] = [0, runs.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle]!;
    if (byte < run.from) high = middle - 1;
    else if (byte >= run.to) low = middle + 1;
    else return run;
  }
  return undefined;
}
