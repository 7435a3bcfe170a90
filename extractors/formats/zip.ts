/** Reads zip containers without trusting them: sizes are limits, not promises, and every part is checked by its CRC. */
import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from '../document.ts';

export interface ZipEntry {
  /** As UTF-8 with `/`: right for Office files. Archives may name their files in another encoding. */
  name: string;
  nameBytes: Buffer;
  /** Bit 0: encrypted. */
  flags: number;
  /** 0 stored, 8 deflated. */
  method: number;
  crc: number;
  size: number;
  originalSize: number;
  /** Of the local header. */
  offset: number;
}

/** More entries than any Word file has; a bomb may declare millions. */
const maxEntries = 10_000;
const endSignature = 'PK\x05\x06';

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Entries of the central directory, at most 10,000; null when the container has no end record (it is cut off). */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const buffer = bufferOf(bytes);
  // The end record is followed by a comment of at most 65,535 bytes.
  const from = Math.max(0, buffer.length - 65_557);
  const end = buffer.subarray(from).lastIndexOf(endSignature, undefined, 'latin1');
  if (end < 0 || from + end + 22 > buffer.length) return null;
  const entries: ZipEntry[] = [];
  let at = buffer.readUInt32LE(from + end + 16);
  while (entries.length < maxEntries && at + 46 <= buffer.length && buffer.readUInt32LE(at) === 0x02014b50) {
    const nameLength = buffer.readUInt16LE(at + 28);
    entries.push({
      name: buffer.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      nameBytes: buffer.subarray(at + 46, at + 46 + nameLength),
      flags: buffer.readUInt16LE(at + 8),
      method: buffer.readUInt16LE(at + 10),
      crc: buffer.readUInt32LE(at + 16),
      size: buffer.readUInt32LE(at + 20),
      originalSize: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

/** How many entries the container says it has; null where its end is missing. */
export function declaredEntries(bytes: Uint8Array): number | null {
  const buffer = bufferOf(bytes);
  const from = Math.max(0, buffer.length - 65_557);
  const end = buffer.subarray(from).lastIndexOf(endSignature, undefined, 'latin1');
  return end < 0 || from + end + 22 > buffer.length ? null : buffer.readUInt16LE(from + end + 10);
}

/**
 * Bytes of one entry, inflated to at most its declared size.
 * @throws Refusal `encrypted`, `too_large` (more comes out than declared), `truncated` (cut off or damaged)
 */
export function unzipEntry(bytes: Uint8Array, entry: ZipEntry): Buffer {
  if ((entry.flags & 1) !== 0) throw new Refusal('unreadable', 'encrypted', `${entry.name} in the container is encrypted with a password.`);
  const buffer = bufferOf(bytes);
  const damaged = (how: string): Refusal => new Refusal('unreadable', 'truncated', `${entry.name} in the container is damaged: ${how}.`);
  if (entry.offset + 30 > buffer.length || buffer.readUInt32LE(entry.offset) !== 0x04034b50) throw damaged('its header is not where the directory says');
  const start = entry.offset + 30 + buffer.readUInt16LE(entry.offset + 26) + buffer.readUInt16LE(entry.offset + 28);
  if (start + entry.size > buffer.length) throw damaged('its end is missing');
  const packed = buffer.subarray(start, start + entry.size);
  let content: Buffer;
  if (entry.method === 0) content = packed;
  else if (entry.method === 8) {
    try {
      content = inflateRawSync(packed, { maxOutputLength: entry.originalSize + 1 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw larger(entry);
      throw damaged((error as Error).message);
    }
  } else throw damaged(`compression method ${entry.method} is unknown`);
  if (content.length > entry.originalSize) throw larger(entry);
  if (content.length < entry.originalSize) throw damaged('it is shorter than declared');
  if (crc32(content) !== entry.crc) throw damaged('its check sum does not match');
  return content;
}

function larger(entry: ZipEntry): Refusal {
  return new Refusal('unreadable', 'too_large', `${entry.name} in the container expands beyond the ${entry.originalSize} bytes it declares (a zip bomb).`);
}
