/** The text of a Word 97 file, put together from its pieces. [MS-DOC] 2.4.1. */
import { damaged, type WordFile } from './fib.ts';

/** A run of the text that stands in one place of the file. */
export interface Piece {
  text: string;
  /** Of its first character in the stream `main`. */
  offset: number;
  /** 1 or 2 bytes a character. */
  width: 1 | 2;
}

const COMPRESSED = 0x4000_0000;

/** The pieces of the document itself, in order, without footnotes, headers and text boxes. @throws Refusal `truncated` */
export function piecesOf({ main, table, pieces, characters }: WordFile): Piece[] {
  const list = pieceTable(table.subarray(pieces.from, pieces.from + pieces.length));
  const count = Math.floor((list.length - 4) / 12);
  const narrow = new TextDecoder('windows-1252');
  const wide = new TextDecoder('utf-16le', { ignoreBOM: true });
  const found: Piece[] = [];
  for (let n = 0; n < count; n++) {
    const [start, end] = [list.readUInt32LE(4 * n), Math.min(list.readUInt32LE(4 * n + 4), characters)];
    if (start >= end) continue;
    const fc = list.readUInt32LE(4 * (count + 1) + 8 * n + 2);
    const width = (fc & COMPRESSED) === 0 ? 2 : 1;
    const offset = width === 2 ? fc : (fc & ~COMPRESSED) / 2;
    const bytes = main.subarray(offset, offset + width * (end - start));
    if (bytes.length < width * (end - start)) throw damaged('a piece of its text stands behind the end of the file');
    found.push({ text: (width === 2 ? wide : narrow).decode(bytes), offset, width });
  }
  if (found.length === 0) throw damaged('it has no text');
  return found;
}

/** The table of pieces behind the property blocks that stand before it. */
function pieceTable(clx: Buffer): Buffer {
  let at = 0;
  while (at + 3 <= clx.length && clx[at] === 1) at += 3 + clx.readUInt16LE(at + 1);
  if (at + 5 > clx.length || clx[at] !== 2) throw damaged('its table of pieces is missing');
  const list = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1));
  if (list.length < 16) throw damaged('its table of pieces is empty');
  return list;
}
