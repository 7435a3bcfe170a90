/** Reading characters from pictures: done by a program outside, and given to the readers as a function. */
import type { Raster } from './raster.ts';

/** `digits`: one line of Arabic figures, nothing else. `words`: a block of Chinese text. */
export type OcrKind = 'digits' | 'words';

export interface Ocr {
  /** Program, version and languages: what a reading depends on. */
  id: string;
  /** Whether `words` can be read. */
  words: boolean;
  /** What each picture says, in the order given; '' where nothing is recognised. Throws when the program fails. */
  read(pictures: readonly Raster[], kind: OcrKind): string[];
}

/** What to do on a machine that cannot read scans. */
export const INSTALL_OCR = 'apt-get install tesseract-ocr tesseract-ocr-chi-sim';
