/**
 * The files of an export. Each record is a gzip member of its own, so that a reader can begin at any. Files grow under temporary
 * names and get their own all at the end: nobody meets a half-written one under its name.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import type { Sealed } from './record.ts';

/** Where a record stands. */
export interface Place {
  part: number;
  offset: number;
  length: number;
}

/** Up to this many bytes a record is compressed at once, which is faster for small ones. */
const WHOLE = 1 << 20;
const GZIP_OS = 9;
const UNKNOWN_OS = 255;

/** A file that is written beside its place. */
export class GrowingFile {
  readonly path: string;
  readonly #file: number;
  #size = 0;
  #isOpen = true;

  constructor(folder: string) {
    this.path = join(folder, `.export-${randomUUID()}.tmp`);
    this.#file = openSync(this.path, 'wx');
  }

  get size(): number {
    return this.#size;
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.byteLength; ) at += this.#named(() => writeSync(this.#file, bytes, at, bytes.byteLength - at));
    this.#size += bytes.byteLength;
  }

  /** Nothing more comes: durable from here on. */
  end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      this.#named(() => fsyncSync(this.#file));
    } finally {
      closeSync(this.#file);
    }
  }

  discard(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
    rmSync(this.path, { force: true });
  }

  /** A failed write does not say by itself which file it was. */
  #named<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      (error as NodeJS.ErrnoException).path ??= this.path;
      throw error;
    }
  }
}

export class WarcFiles {
  readonly #out: string;
  readonly #maxBytes: number;
  readonly #describe: (part: number) => Sealed;
  readonly #parts: GrowingFile[] = [];
  #warcinfo = '';

  /** `out`: name of the file, `….warc.gz`. `describe` makes the first record of each file. */
  constructor(out: string, maxBytes: number, describe: (part: number) => Sealed) {
    this.#out = out;
    this.#maxBytes = maxBytes;
    this.#describe = describe;
  }

  /** Id of the record that describes the file now being written. */
  get warcinfo(): string {
    return this.#warcinfo;
  }

  /** Before the records of a visit, which stay together: begins the next file where this one is full. */
  async begin(): Promise<void> {
    const file = this.#parts.at(-1);
    if (file !== undefined && file.size < this.#maxBytes) return;
    file?.end();
    this.#parts.push(new GrowingFile(dirname(this.#out)));
    const warcinfo = this.#describe(this.#parts.length);
    this.#warcinfo = warcinfo.id;
    await this.write(warcinfo);
  }

  async write(record: Sealed): Promise<Place> {
    const file = this.#parts.at(-1)!;
    const offset = file.size;
    const take = (piece: Buffer): void => {
      // The system that wrote it would make the same export differ from machine to machine.
      if (file.size === offset) piece[GZIP_OS] = UNKNOWN_OS;
      file.write(piece);
    };
    if (record.length <= WHOLE) take(gzipSync(Buffer.concat([...record.pieces()])));
    else {
      await pipeline(Readable.from(record.pieces()), createGzip(), async (compressed: AsyncIterable<Buffer>) => {
        for await (const piece of compressed) take(piece);
      });
    }
    return { part: this.#parts.length, offset, length: file.size - offset };
  }

  /** Names of all files in order: one bears the name that was asked for, several are numbered. */
  get names(): string[] {
    const { length } = this.#parts;
    return length === 1 ? [this.#out] : Array.from({ length }, (_, i) => numbered(this.#out, i + 1));
  }

  get size(): number {
    return this.#parts.reduce((sum, { size }) => sum + size, 0);
  }

  /** Gives every file its name; `beside` are further files of the same export. */
  settle(beside: readonly { file: GrowingFile; name: string }[]): void {
    const all = [...this.#parts.map((file, i) => ({ file, name: this.names[i]! })), ...beside];
    for (const { file } of all) file.end();
    for (const { file, name } of all) renameSync(file.path, name);
    syncFolder(dirname(this.#out));
  }

  discard(): void {
    for (const file of this.#parts) file.discard();
  }
}

export const SUFFIX = '.warc.gz';

const numbered = (out: string, part: number): string => `${withoutSuffix(out)}-${String(part).padStart(5, '0')}${SUFFIX}`;

export const withoutSuffix = (out: string): string => join(dirname(out), basename(out, SUFFIX));

/** Windows cannot open a folder and needs no such call. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
