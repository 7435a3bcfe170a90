/** What the pages read from: one database, opened read-only, and the documents behind it. */
import type { Db } from '../db/open.ts';
import type { Sheet } from './originals/sheet.ts';

/** The documents behind the figures: given from outside, since the explorer knows `db/` alone. */
export interface Originals {
  /** The document with this hash; null where the archive does not hold it. */
  bytes(sha256: string): Uint8Array | null;
  /**
   * The document as the text in which its places hold: HTML as it is decoded, a Word document as the HTML that it is read through, plain text as
   * it is decoded; null where it is none of these, or the archive does not hold it.
   */
  text(sha256: string, format: string): Promise<string | null>;
  /** The pages of an OFD file or a picture, as its reader sees them; null where it is neither, or the archive does not hold it. */
  sheets(sha256: string, format: string): Promise<Sheet[] | null>;
}

/** Of a database without its archive. */
export const NO_ORIGINALS: Originals = { bytes: () => null, text: () => Promise.resolve(null), sheets: () => Promise.resolve(null) };

export interface Context {
  readonly db: Db;
  /** Path of the database, for those who must open it in a process of their own. */
  readonly dbPath: string;
  readonly originals: Originals;
  /** To be shown wherever figures are: set where they are invented. */
  readonly banner: string | null;
}
