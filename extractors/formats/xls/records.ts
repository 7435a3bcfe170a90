/** The records of an Excel 97 workbook (BIFF8), and strings that run over several of them. [MS-XLS] 2.1.4, 2.5.293. */
import { Refusal } from '../../document.ts';

export interface Record {
  type: number;
  data: Buffer;
  /** Further pieces of the same record. */
  more: Buffer[];
}

const CONTINUE = 0x3c;

/** The records from `offset` to the end of their part (EOF). */
export function* recordsAt(stream: Buffer, offset: number): Generator<Record> {
  const END = 0x0a;
  let held: Record | null = null;
  for (let at = offset; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at);
    const data = stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2));
    at += 4 + data.length;
    if (type === CONTINUE) {
      held?.more.push(data);
      continue;
    }
    if (held !== null) yield held;
    if (type === END) return;
    held = { type, data, more: [] };
  }
  throw new Refusal('unreadable', 'truncated', 'The Excel workbook is cut off: a part of it has no end.');
}

/** A short string: one byte of length, or two where `long`. */
export function stringAt(data: Buffer, at: number, long: boolean): string {
  const length = long ? data.readUInt16LE(at) : data[at]!;
  const from = at + (long ? 2 : 1);
  const wide = (data[from]! & 1) === 1;
  return data.toString(wide ? 'utf16le' : 'latin1', from + 1, from + 1 + length * (wide ? 2 : 1));
}

/** The shared strings. A string that runs over into the next piece says there anew whether its signs have one byte or two. */
export function sharedStrings({ data, more }: Record): string[] {
  const pieces = [data, ...more];
  let [piece, at] = [0, 8];
  const strings: string[] = [];
  const count = data.readUInt32LE(4);
  const left = (): number => pieces[piece]!.length - at;
  const step = (): boolean => {
    piece++;
    at = 0;
    return piece < pieces.length;
  };
  const skip = (bytes: number): void => {
    for (let rest = bytes; rest > 0 && piece < pieces.length; ) {
      const now = Math.min(rest, left());
      at += now;
      rest -= now;
      if (rest > 0 && !step()) return;
    }
  };
  while (strings.length < count) {
    if (piece >= pieces.length || (left() < 3 && !step())) break;
    const length = pieces[piece]!.readUInt16LE(at);
    let flags = pieces[piece]![at + 2]!;
    at += 3;
    const runs = (flags & 8) === 0 ? 0 : pieces[piece]!.readUInt16LE(at);
    if ((flags & 8) !== 0) at += 2;
    const phonetic = (flags & 4) === 0 ? 0 : pieces[piece]!.readUInt32LE(at);
    if ((flags & 4) !== 0) at += 4;
    let text = '';
    while (text.length < length) {
      const width = (flags & 1) + 1;
      const now = Math.min(length - text.length, Math.floor(left() / width));
      text += pieces[piece]!.toString(width === 2 ? 'utf16le' : 'latin1', at, at + now * width);
      at += now * width;
      if (text.length === length) break;
      if (!step()) return strings;
      flags = pieces[piece]![at++]!;
    }
    skip(4 * runs + phonetic);
    strings.push(text);
  }
  return strings;
}
