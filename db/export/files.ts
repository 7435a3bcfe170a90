/** Files of an export: counted and hashed as they are written, on the disk when they are said to be. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface WrittenFile {
  /** Below the folder of the export, with `/`. */
  path: string;
  bytes: number;
  sha256: string;
}

/** One file being written. */
export class FileSink {
  readonly #path: string;
  readonly #handle: number;
  readonly #hash = createHash('sha256');
  readonly #done: (file: WrittenFile) => void;
  #bytes = 0;

  constructor(folder: string, path: string, done: (file: WrittenFile) => void) {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    this.#path = path;
    this.#handle = openSync(full, 'wx');
    this.#done = done;
  }

  write(piece: string | Uint8Array): void {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at);
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }

  close(): WrittenFile {
    fsyncSync(this.#handle);
    closeSync(this.#handle);
    const file = { path: this.#path, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
    this.#done(file);
    return file;
  }
}

/** The folder of an export while it is made. */
export class ExportFolder {
  readonly #folder: string;
  readonly #files: WrittenFile[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  open(path: string): FileSink {
    return new FileSink(this.#folder, path, (file) => void this.#files.push(file));
  }

  /** A whole file from its pieces. */
  put(path: string, pieces: string | Iterable<string | Uint8Array>): WrittenFile {
    const sink = this.open(path);
    for (const piece of typeof pieces === 'string' ? [pieces] : pieces) sink.write(piece);
    return sink.close();
  }

  /** What is written so far, by path. */
  get files(): WrittenFile[] {
    return this.#files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  find(path: string): WrittenFile {
    const file = this.#files.find((it) => it.path === path);
    if (!file) throw new Error(`${path} was not written`);
    return file;
  }
}
