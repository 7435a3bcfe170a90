/** The pages of a PDF without text as pictures, at the resolution that its own pictures have. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, OPS, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageProxy } from 'pdfjs-dist';
import { Refusal, type Document } from '../../document.ts';
import type { Ocr } from '../scan/ocr.ts';
import type { ScannedPage } from '../scan/page.ts';
import { greyOf } from '../scan/raster.ts';
import { MAX_PIXELS, readScan } from '../scan.ts';
import { IDENTITY, multiply, type Matrix, type MatrixLike } from './geometry.ts';

const assets = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** Resolutions, in pixels per point, between which a page is drawn: less is not read, more gains nothing. */
const [LEAST, MOST] = [100 / 72, 400 / 72];

/** @throws Refusal as `readScan`; `corrupt` where a page cannot be drawn */
export async function readScannedPdf(bytes: Uint8Array, ocr: Ocr): Promise<Document> {
  const task = getDocument({
    data: new Uint8Array(bytes), cMapUrl: join(assets, 'cmaps/'), cMapPacked: true, standardFontDataUrl: join(assets, 'standard_fonts/'),
    wasmUrl: join(assets, 'wasm/'), verbosity: VerbosityLevel.ERRORS, maxImageSize: MAX_PIXELS, enableXfa: false,
  });
  try {
    const pdf = await task.promise;
    return await readScan(Array.from({ length: pdf.numPages }, (_, i) => async () => drawn(await pdf.getPage(i + 1), i + 1)), 'pdf', ocr);
  } finally {
    await task.destroy();
  }
}

async function drawn(page: PDFPageProxy, number: number): Promise<ScannedPage> {
  try {
    const unit = await resolutionOf(page);
    const viewport = page.getViewport({ scale: unit });
    const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
    if (width * height > MAX_PIXELS) throw new Refusal('unreadable', 'too_large', `page ${number} has ${width} × ${height} pixels: at most ${MAX_PIXELS / 1e6} million are read`);
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    await page.render({ canvas: null, canvasContext: context as never, viewport, background: '#fff' }).promise;
    return { raster: greyOf(context.getImageData(0, 0, width, height).data, width, height), unit };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('unreadable', 'corrupt', `page ${number} of the scan cannot be drawn: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    page.cleanup();
  }
}

/** Pixels per point of the finest picture that covers a good part of the page. */
async function resolutionOf(page: PDFPageProxy): Promise<number> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const [, , width, height] = page.view;
  let ctm: Matrix = IDENTITY;
  const saved: Matrix[] = [];
  let finest = 0;
  for (let i = 0; i < fnArray.length; i++) {
    const args = argsArray[i] as unknown[];
    if (fnArray[i] === OPS.save) saved.push(ctm);
    else if (fnArray[i] === OPS.restore) ctm = saved.pop() ?? IDENTITY;
    else if (fnArray[i] === OPS.transform) ctm = multiply(ctm, args as unknown as MatrixLike);
    else if (fnArray[i] === OPS.paintImageXObject || fnArray[i] === OPS.paintInlineImageXObject) {
      const across = typeof args[1] === 'number' ? args[1] : (args[0] as { width?: number }).width ?? 0;
      const drawnWidth = Math.hypot(ctm[0], ctm[1]);
      const drawnHeight = Math.hypot(ctm[2], ctm[3]);
      if (drawnWidth * drawnHeight > 0.1 * (width ?? 1) * (height ?? 1)) finest = Math.max(finest, across / drawnWidth);
    }
  }
  return Math.min(MOST, Math.max(LEAST, finest === 0 ? 200 / 72 : finest));
}
