/** Undoing what was done to a body on its way: gzip and its kin, declared or not. */
import { promisify } from 'node:util';
import { brotliDecompress, brotliDecompressSync, gunzip, gunzipSync, inflate, inflateRaw, inflateRawSync, inflateSync } from 'node:zlib';

export class BodyError extends Error {
  readonly verdict: 'too_large' | 'unreachable';
  constructor(verdict: 'too_large' | 'unreachable', message: string) {
    super(message);
    this.verdict = verdict;
  }
}

type Undo = (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer | Promise<Buffer>;

/** On this thread below this size: handing over costs more. */
const SMALL = 1 << 16;
const by = (sync: (bytes: Uint8Array, options: object) => Buffer, later: (bytes: Uint8Array, options: object) => Promise<Buffer>): Undo =>
  (bytes, options) => (bytes.length < SMALL ? sync(bytes, options) : later(bytes, options));

const ungzip = by(gunzipSync, promisify(gunzip));
const UNDO: Record<string, Undo> = {
  gzip: (bytes, options) => (isGzip(bytes) ? ungzip(bytes, options) : Buffer.from(bytes)), // a header that lies
  // RFC 9110 says zlib, some servers send the bare stream.
  deflate: (bytes, options) => (((bytes[0] ?? 0) & 15) === 8 && (bytes[0]! * 256 + (bytes[1] ?? 0)) % 31 === 0
    ? by(inflateSync, promisify(inflate))
    : by(inflateRawSync, promisify(inflateRaw)))(bytes, options),
  br: by(brotliDecompressSync, promisify(brotliDecompress)),
  identity: (bytes) => Buffer.from(bytes),
};

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;

/**
 * The body with its content encodings undone, and with gzip undone that nobody declared (unless a .gz file was asked for).
 * Rejects with BodyError: `too_large` beyond `maxBytes`, `unreachable` ("torn body") for a stream that breaks off.
 */
export async function decodeBody(bytes: Uint8Array, contentEncoding: string | undefined, path: string, maxBytes: number): Promise<Uint8Array> {
  let body = bytes;
  const encodings = (contentEncoding ?? '').toLowerCase().split(',').map((name) => name.trim().replace(/^x-/, '')).filter(Boolean);
  for (const name of encodings.slice(0, 3).reverse()) {
    const undo = UNDO[name];
    if (!undo) throw new BodyError('unreachable', `the body comes in an encoding that is not known (${name})`);
    if (body.length > 0) body = await attempt(undo, body, maxBytes);
  }
  if (isGzip(body) && !/\.t?gz$/i.test(path)) body = await attempt(ungzip, body, maxBytes);
  return body;
}

async function attempt(undo: Undo, bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    return await undo(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE' || error instanceof RangeError) throw new BodyError('too_large', `unpacked, the body has more than ${maxBytes} bytes`);
    throw new BodyError('unreachable', `torn body: ${message} (${bytes.length} packed bytes came)`);
  }
}
