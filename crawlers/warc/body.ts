/** A body of the archive, read in pieces: it may be larger than memory. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ArchiveError } from '../archive-error.ts';

export interface Body {
  path: string;
  sha256: string;
}

const PIECE = 1 << 18;

/** The bytes of a body, unchecked. Throws ArchiveError `missing`. */
export function* piecesOf({ path, sha256 }: Body): Generator<Buffer> {
  const file = open(path, sha256);
  try {
    const size = Math.min(PIECE, fstatSync(file).size || 1);
    for (;;) {
      const piece = Buffer.allocUnsafe(size);
      const length = readSync(file, piece, 0, size, null);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

function open(path: string, sha256: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new ArchiveError('missing', `the archive has no document ${sha256}`, { cause: error });
    throw error;
  }
}
