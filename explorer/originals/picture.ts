/** A picture with nothing left in it but what is drawn: no place where it was taken, no name, no second frame, and no turn that its reader did not make. */
import { crc32 } from 'node:zlib';

/** Chunks that draw: head, palette, pixels, end. A palette's transparency is paper to the reader; colour profiles only shade. */
const DRAWN_CHUNKS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);
const PNG_SIGNATURE = 8;

/** What is no PNG, or ends before it is complete, loses what does not stand in whole chunks. */
export function plainPng(bytes: Uint8Array): Uint8Array {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Buffer[] = [source.subarray(0, PNG_SIGNATURE)];
  for (let at = PNG_SIGNATURE; at + 12 <= source.length; ) {
    const length = source.readUInt32BE(at);
    if (at + 12 + length > source.length) break;
    const kind = source.toString('latin1', at + 4, at + 8);
    if (DRAWN_CHUNKS.has(kind)) {
      // A browser draws nothing for a chunk whose sum is wrong; the reader does not ask for it.
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crc32(source.subarray(at + 4, at + 8 + length)));
      parts.push(source.subarray(at, at + 8 + length), sum);
    }
    if (kind === 'IEND') break;
    at += 12 + length;
  }
  return Buffer.concat(parts);
}

/** Markers without a length: padding, restarts, start and end of the picture. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9);
/** Remarks, and what programs add: JFIF (0) and Adobe (14) say how colours are meant, the others turn the picture or tell about it. */
const isAddition = (marker: number): boolean => marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);
const START_OF_SCAN = 0xda;

/** What follows the beginning of the pixels stays as it is. */
export function plainJpeg(bytes: Uint8Array): Uint8Array {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Buffer[] = [source.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= source.length && source[at] === 0xff) {
    const marker = source[at + 1]!;
    const length = marker === 0xff ? 1 : isBare(marker) ? 2 : 2 + source.readUInt16BE(at + 2);
    if (marker === START_OF_SCAN) break;
    if (!isAddition(marker)) parts.push(source.subarray(at, at + length));
    at += length;
  }
  return Buffer.concat([...parts, source.subarray(at)]);
}
