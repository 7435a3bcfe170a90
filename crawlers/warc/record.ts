/** One WARC record (ISO 28500:2017, WARC 1.1): named fields, a block, and an id that follows from both. */
import { createHash } from 'node:crypto';
import { ArchiveError } from '../archive-error.ts';
import { piecesOf, type Body } from './body.ts';

export type RecordType = 'warcinfo' | 'response' | 'request' | 'revisit' | 'metadata' | 'resource';
export type Field = readonly [name: string, value: string];

export interface Draft {
  type: RecordType;
  /** ISO 8601, UTC. */
  date: string;
  contentType: string | null;
  /** Further named fields, in order. */
  fields: readonly Field[];
  /** The block, or its beginning where a body follows. */
  head: Buffer;
  body?: Body;
  /** Tells apart what is alike in everything else: the visit. */
  key: string;
}

/** A record whose digests and id are known. */
export interface Sealed {
  type: RecordType;
  /** `<urn:uuid:…>` */
  id: string;
  /** Of the block, in bytes. */
  length: number;
  /** All its bytes, uncompressed, in pieces. A body is read again each time. */
  pieces(): Generator<Buffer>;
}

const VERSION = 'WARC/1.1';
const END = Buffer.from('\r\n\r\n');
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Reads the block once for its digest. Throws ArchiveError `missing` or `damaged` for the body. */
export function seal({ type, date, contentType, fields, head, body, key }: Draft): Sealed {
  const block = createHash('sha256').update(head);
  let length = head.length;
  if (body) {
    const own = createHash('sha256');
    for (const piece of piecesOf(body)) {
      own.update(piece);
      block.update(piece);
      length += piece.length;
    }
    const actual = own.digest('hex');
    if (actual !== body.sha256) throw new ArchiveError('damaged', `${body.path} is damaged: its bytes hash to ${actual}`);
  }
  const digest = digestField(block.digest());
  const id = recordId([type, key, date, ...fields.flat(), digest]);
  const header = [
    VERSION,
    `WARC-Type: ${type}`,
    `WARC-Record-ID: ${id}`,
    `WARC-Date: ${date}`,
    ...fields.map(([name, value]) => `${name}: ${oneLine(value)}`),
    ...(length > 0 && contentType !== null ? [`Content-Type: ${contentType}`] : []),
    `WARC-Block-Digest: ${digest}`,
    `Content-Length: ${length}`,
  ].join('\r\n');
  return {
    type,
    id,
    length,
    *pieces() {
      yield Buffer.concat([Buffer.from(header), END, head]);
      if (body) yield* piecesOf(body);
      yield END;
    },
  };
}

/** A name-based UUID (RFC 9562, version 8) over all that a record consists of: the same record, the same id. */
function recordId(parts: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `<urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}>`;
}

/** `sha256:` and Base32 with its padding (RFC 4648), the usual notation of digests in WARC files. */
export const digestField = (sha256: Buffer | string): string => `sha256:${base32(typeof sha256 === 'string' ? Buffer.from(sha256, 'hex') : sha256)}`;

function base32(bytes: Buffer): string {
  let [text, bits, held] = ['', 0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31]!;
  }
  if (bits > 0) text += BASE32[(held << (5 - bits)) & 31]!;
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/** A block of named fields (application/warc-fields), in UTF-8. */
export const fieldsBlock = (fields: readonly Field[]): Buffer => Buffer.from(fields.map(([name, value]) => `${name}: ${oneLine(value)}\r\n`).join(''));

/** Control characters would end a field, or the record's header. */
export const oneLine = (value: string): string => value.replace(/[\x00-\x1f\x7f]+/g, ' ').trim();
