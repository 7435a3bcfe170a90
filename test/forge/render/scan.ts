/** Forged scans: a report printed by Chromium, drawn as pixels, spoiled as copiers and scanners do, and wrapped as a PDF of pictures, PNG or JPEG. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { Random } from '../../../crawlers/replica/report/random.ts';
import type { ForgedReport, Truth } from '../../../crawlers/replica/report/model.ts';
import { rotated, smoothed, type Raster } from '../../../extractors/formats/scan/raster.ts';
import { chromiumMissing, renderPdfChromium } from './pdf-chromium.ts';
import { findProgram } from './programs.ts';

export const DEGRADATIONS = ['clean', 'light', 'medium', 'heavy'] as const;
export type Degradation = (typeof DEGRADATIONS)[number];
export const WRAPPINGS = ['pdf', 'png', 'jpeg'] as const;

export interface ScanOptions {
  dpi: 200 | 300;
  degradation: Degradation;
  wrapping: (typeof WRAPPINGS)[number];
}

/** What a degradation does: noise (standard deviation), passes of blur, contrast left, JPEG quality, degrees askew at most. */
const SPOILED: Record<Degradation, { noise: number; blur: number; contrast: number; quality: number; skew: number }> = {
  clean: { noise: 0, blur: 0, contrast: 1, quality: 95, skew: 0 },
  light: { noise: 5, blur: 0, contrast: 0.9, quality: 85, skew: 0.5 },
  medium: { noise: 11, blur: 1, contrast: 0.75, quality: 60, skew: 1 },
  heavy: { noise: 20, blur: 1, contrast: 0.6, quality: 30, skew: 2 },
};

export interface RenderedScan {
  bytes: Uint8Array;
  name: string;
  pages: number;
  truth: Map<string, Truth>;
  /** The report as it was before it was drawn as pixels. */
  printed: Uint8Array;
  /** Where a point of a printed page (from 0), in shares of its sides, came to stand: on which picture (from 0), in shares of its sides. */
  placed(page: number, x: number, y: number): { sheet: number; x: number; y: number };
}

/** Why no scans can be forged on this machine; null if they can. */
export const scanMissing = (): string | null => chromiumMissing() ?? (findProgram('pdftoppm') === null ? 'pdftoppm is not installed (apt-get install poppler-utils)' : null);

export async function renderScan(report: ForgedReport, options: ScanOptions): Promise<RenderedScan> {
  const { bytes, truth } = await renderPdfChromium(report);
  const random = new Random(`${report.seed}/scan/${options.dpi}/${options.degradation}`);
  const drawn = draw(bytes, options.dpi);
  // A picture holds one page; a report on several is one long picture, as phones show it.
  const sheets = options.wrapping === 'pdf' ? drawn : [stacked(drawn)];
  const { quality, skew } = SPOILED[options.degradation];
  const most = options.wrapping === 'pdf' ? skew : skew / 4;
  const turns: number[] = [];
  const pages = sheets.map((page) => {
    const radians = (most * (2 * random.next() - 1) * Math.PI) / 180;
    turns.push(radians);
    return spoiled(page, options.degradation, radians, random);
  });
  const pictures = pages.map((page) => encoded(page, options.wrapping === 'png' ? null : quality));
  const whole = options.wrapping === 'pdf' ? pdfOf(pictures, pages, options.dpi) : pictures[0]!;
  const placed = (page: number, x: number, y: number): ReturnType<RenderedScan['placed']> => {
    const sheet = options.wrapping === 'pdf' ? page : 0;
    const above = options.wrapping === 'pdf' ? 0 : drawn.slice(0, page).reduce((sum, { height }) => sum + height, 0);
    const [{ width, height }, cos, sin] = [sheets[sheet]!, Math.cos(turns[sheet]!), Math.sin(turns[sheet]!)];
    const [dx, dy] = [x * drawn[page]!.width - width / 2, above + y * drawn[page]!.height - height / 2];
    return { sheet, x: (dx * cos - dy * sin) / width + 0.5, y: (dx * sin + dy * cos) / height + 0.5 };
  };
  return { bytes: whole, name: `${report.seed}.${options.wrapping}`, pages: drawn.length, truth, printed: bytes, placed };
}

/** The pages as grey pixels, by pdftoppm. */
function draw(pdf: Uint8Array, dpi: number): Raster[] {
  const folder = mkdtempSync(join(tmpdir(), 'forge-scan-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    const { stdout, status } = spawnSync('pdftoppm', ['-gray', '-r', `${dpi}`, join(folder, 'in.pdf')], { maxBuffer: 1 << 29, timeout: 60_000 });
    if (status !== 0) throw new Error(`pdftoppm ended with code ${status}`);
    const pages: Raster[] = [];
    for (let at = 0; at < stdout.length; ) {
      const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.subarray(at, at + 40).toString('latin1'));
      if (!head) throw new Error('pdftoppm gave no picture');
      const [width, height] = [Number(head[1]), Number(head[2])];
      at += head[0].length;
      pages.push({ width, height, grey: new Uint8Array(stdout.subarray(at, at + width * height)) });
      at += width * height;
    }
    return pages;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function stacked(pages: readonly Raster[]): Raster {
  const width = Math.max(...pages.map((page) => page.width));
  const height = pages.reduce((sum, page) => sum + page.height, 0);
  const grey = new Uint8Array(width * height).fill(255);
  let top = 0;
  for (const page of pages) {
    for (let y = 0; y < page.height; y++) grey.set(page.grey.subarray(y * page.width, (y + 1) * page.width), (top + y) * width);
    top += page.height;
  }
  return { width, height, grey };
}

function spoiled(page: Raster, degradation: Degradation, radians: number, random: Random): Raster {
  const { noise, blur, contrast } = SPOILED[degradation];
  let out = radians === 0 ? page : rotated(page, radians);
  for (let i = 0; i < blur; i++) out = smoothed(out);
  if (noise === 0) return out;
  const bells = Float32Array.from({ length: 65536 }, () => noise * Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()));
  let at = 1;
  const grey = out.grey.map((value) => {
    at = (at * 1664525 + 1013904223) >>> 0;
    return Math.max(0, Math.min(255, 245 - (255 - value) * contrast + bells[at >>> 16]!));
  });
  return { ...out, grey };
}

/** PNG for a null quality. */
function encoded({ width, height, grey }: Raster, quality: number | null): Uint8Array {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  for (let i = 0; i < grey.length; i++) words[i] = 0xff000000 | (grey[i]! * 0x010101);
  context.putImageData(image, 0, 0);
  return quality === null ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', quality);
}

/** A PDF that holds one JPEG on each page, and nothing else. */
function pdfOf(pictures: readonly Uint8Array[], pages: readonly Raster[], dpi: number): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  const put = (...bytes: (string | Uint8Array)[]): void => {
    for (const piece of bytes.map((it) => Buffer.from(it as string))) {
      parts.push(piece);
      length += piece.length;
    }
  };
  const object = (...body: (string | Uint8Array)[]): void => {
    offsets.push(length);
    put(`${offsets.length} 0 obj\n`, ...body, '\nendobj\n');
  };
  object('<</Type/Catalog/Pages 2 0 R>>');
  object(`<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, i) => `${3 + 3 * i} 0 R`).join(' ')}]>>`);
  pages.forEach(({ width, height }, i) => {
    const [w, h] = [(width * 72) / dpi, (height * 72) / dpi];
    const content = `q ${w} 0 0 ${h} 0 0 cm /I Do Q`;
    object(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${w} ${h}]/Resources<</XObject<</I ${5 + 3 * i} 0 R>>>>/Contents ${4 + 3 * i} 0 R>>`);
    object(`<</Length ${content.length}>>stream\n${content}\nendstream`);
    object(`<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${pictures[i]!.length}>>stream\n`, pictures[i]!, '\nendstream');
  });
  const start = length;
  put(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`, ...offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`));
  put(`trailer<</Size ${offsets.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return new Uint8Array(Buffer.concat(parts));
}
