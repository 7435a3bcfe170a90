/** Reads bodies of an archive that another process may be writing to: opens no ledger, makes and mends nothing. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bodyPath } from './objects.ts';

/** The bytes under this hash; null where the archive in `dir` has none, or holds others under that name. Throws RangeError for what is no SHA-256. */
export function readBody(dir: string, sha256: string): Uint8Array | null {
  const path = bodyPath(dir, sha256);
  try {
    const bytes = readFileSync(path);
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
