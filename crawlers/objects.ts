/**
 * Bodies on disk, each under its SHA-256 (`objects/ab/cdef…`). A body is staged (a temporary file that bears the hash, fsync),
 * then its visit is written, then it gets its name (rename, fsync of the directory): so a crash at any instant leaves no body
 * without its visit, and no visit whose body cannot be settled. Nothing is ever lost: a body found damaged is copied to `damaged/`
 * before the good bytes take its name.
 */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A body that is durable, but does not bear its name yet. */
export interface Staged {
  path: string;
  sha256: string;
  bytes: number;
}

const SHA256 = /^[0-9a-f]{64}$/;
const PIECE = 1 << 20;

/** The file of a body in the archive `dir`. Throws RangeError for what is not a SHA-256 in lower-case hex. */
export function bodyPath(dir: string, sha256: string): string {
  if (!SHA256.test(sha256)) throw new RangeError(`not a SHA-256 in lower-case hex: ${JSON.stringify(sha256)}`);
  return join(dir, 'objects', sha256.slice(0, 2), sha256.slice(2));
}

export class Objects {
  readonly #dir: string;
  readonly #objects: string;
  readonly #tmp: string;
  readonly #damaged: string;

  constructor(dir: string) {
    this.#dir = dir;
    this.#objects = join(dir, 'objects');
    this.#tmp = join(dir, 'tmp');
    this.#damaged = join(dir, 'damaged');
    for (const folder of [this.#objects, this.#tmp]) mkdirSync(folder, { recursive: true });
    syncDirectory(dir);
  }

  /** The file of a body. Throws RangeError for what is not a SHA-256 in lower-case hex. */
  path(sha256: string): string {
    return bodyPath(this.#dir, sha256);
  }

  /** Writes `bytes`, whose hash the caller computed, durably beside the objects; null where they stand under that name already. */
  stage(sha256: string, bytes: Uint8Array): Staged | null {
    if (this.#isWhole(sha256, bytes.byteLength)) return null;
    const path = this.#temporary(sha256);
    try {
      writePieces(path, [bytes]);
      return { path, sha256, bytes: bytes.byteLength };
    } catch (error) {
      throw this.drop(path, error);
    }
  }

  /** As `stage` for a file, copied piece by piece. What counts is the hash of what was copied. */
  stageFile(from: string): Staged {
    const unnamed = this.#temporary('file');
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      writePieces(unnamed, readPieces(from), (piece) => {
        hash.update(piece);
        bytes += piece.byteLength;
      });
      const sha256 = hash.digest('hex');
      const path = this.#temporary(sha256);
      renameSync(unnamed, path);
      return { path, sha256, bytes };
    } catch (error) {
      throw this.drop(unnamed, error);
    }
  }

  /** Gives a staged body its name; another process may have been faster. */
  settle({ path, sha256, bytes }: Staged): void {
    const target = this.path(sha256);
    const folder = dirname(target);
    if (this.#isWhole(sha256, bytes)) return rmSync(path, { force: true });
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      syncDirectory(this.#objects);
    }
    if (existsSync(target)) {
      mkdirSync(this.#damaged, { recursive: true });
      copyFileSync(target, join(this.#damaged, `${sha256}-${randomUUID()}`));
    }
    try {
      renameSync(path, target);
    } catch (error) {
      if (!isMissing(error) || !this.#isWhole(sha256, bytes)) throw error;
    }
    syncDirectory(folder);
  }

  /** Settles what killed writers had staged and `wanted` speaks of. */
  recover(wanted: (sha256: string) => boolean): void {
    for (const name of this.leftovers()) {
      const sha256 = /^([0-9a-f]{64})-/.exec(name)?.[1];
      const path = join(this.#tmp, name);
      if (sha256 === undefined || !wanted(sha256) || this.size(sha256) !== null) continue;
      const hash = createHash('sha256');
      let bytes = 0;
      for (const piece of readPieces(path)) {
        hash.update(piece);
        bytes += piece.byteLength;
      }
      if (hash.digest('hex') === sha256) this.settle({ path, sha256, bytes });
    }
  }

  /** The bytes under a name, unchecked; null where there are none. */
  read(sha256: string): Uint8Array | null {
    try {
      return readFileSync(this.path(sha256));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Length in bytes, or null where there is no such body. */
  size(sha256: string): number | null {
    return statSync(this.path(sha256), { throwIfNoEntry: false })?.size ?? null;
  }

  /** What the bytes under a name really hash to. */
  hash(sha256: string): string {
    const hash = createHash('sha256');
    for (const piece of readPieces(this.path(sha256))) hash.update(piece);
    return hash.digest('hex');
  }

  /** Names of all bodies, sorted. */
  *names(): Iterable<string> {
    for (const folder of readdirSync(this.#objects).sort()) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      for (const rest of readdirSync(join(this.#objects, folder)).sort()) {
        if (SHA256.test(folder + rest)) yield folder + rest;
      }
    }
  }

  /** Temporary files, of this moment's writers or of killed ones. */
  leftovers(): string[] {
    return readdirSync(this.#tmp).sort();
  }

  /** Takes an unfinished file away and names it in the error, which a failed write does not do by itself. */
  drop(temporary: string, error: unknown): unknown {
    rmSync(temporary, { force: true });
    if (error instanceof Error) (error as NodeJS.ErrnoException).path ??= temporary;
    return error;
  }

  #temporary(name: string): string {
    return join(this.#tmp, `${name}-${randomUUID()}`);
  }

  #isWhole(sha256: string, bytes: number): boolean {
    return this.size(sha256) === bytes && this.hash(sha256) === sha256;
  }
}

function writePieces(path: string, pieces: Iterable<Uint8Array>, seen: (piece: Uint8Array) => void = () => {}): void {
  const file = openSync(path, 'wx');
  try {
    for (const piece of pieces) {
      seen(piece);
      for (let at = 0; at < piece.byteLength; ) at += writeSync(file, piece, at, piece.byteLength - at);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The pieces share one buffer: use each before asking for the next. */
function* readPieces(path: string): Iterable<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const buffer = new Uint8Array(PIECE);
    for (let length; (length = readSync(file, buffer, 0, PIECE, null)) > 0; ) yield buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** Makes a rename or a new entry durable. Windows cannot open a directory and needs no such call. */
function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
