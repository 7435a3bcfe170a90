/** A page as a picture: PNG, or JPEG, which pdf.js decodes as it does the pictures of a PDF. */
import { Refusal, type Document, type Format } from '../document.ts';
import { wrapJpeg, jpegHead } from './scan/jpeg.ts';
import type { Ocr } from './scan/ocr.ts';
import { unitOf } from './scan/paper.ts';
import { decodePng, PngError, pngSize } from './scan/png.ts';
import { MAX_PIXELS, needsOcr, readScan } from './scan.ts';
import { readScannedPdf } from './pdf/scan.ts';

/**
 * Reads a picture of one page, or of several one below the other. Places are boxes in points, the picture taken to be as wide as A4.
 * @throws Refusal `needs_ocr`, `corrupt`, `too_large`
 */
export async function readImage(bytes: Uint8Array, format: Format, ocr: Ocr | undefined): Promise<Document> {
  const jpeg = format === 'jpeg' ? jpegHead(bytes) : null;
  const size = format === 'jpeg' ? jpeg : pngSize(bytes);
  if (size === null) throw new Refusal('unreadable', 'corrupt', `corrupt ${format.toUpperCase()} picture: it has no size`);
  const { width, height } = size;
  if (width * height > MAX_PIXELS) throw new Refusal('unreadable', 'too_large', `picture of ${width} × ${height} pixels: at most ${MAX_PIXELS / 1e6} million are read`);
  if (!ocr) throw needsOcr(`picture of ${width} × ${height} pixels`);
  const unit = unitOf(width, height);
  if (jpeg !== null) return { ...(await readScannedPdf(wrapJpeg(bytes, jpeg, unit), ocr)), format };
  return readScan([() => Promise.resolve({ raster: decoded(bytes), unit })], format, ocr);
}

function decoded(bytes: Uint8Array): ReturnType<typeof decodePng> {
  try {
    return decodePng(bytes);
  } catch (error) {
    if (error instanceof PngError) throw new Refusal('unreadable', 'corrupt', `corrupt PNG picture: ${error.message}`);
    throw error;
  }
}
