/** A page as grey pixels, and what is done to it before anything is recognised. */

/** Grey values row by row, 0 black to 255 white. */
export interface Raster {
  width: number;
  height: number;
  grey: Uint8Array;
}

/** A rectangle of pixels: [left, top, right, bottom), whole numbers. */
export type PixelBox = readonly [left: number, top: number, right: number, bottom: number];

/** From red, green, blue and alpha on white paper. */
export function greyOf(rgba: ArrayLike<number>, width: number, height: number): Raster {
  const grey = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < grey.length; i++, at += 4) {
    const light = (rgba[at]! * 299 + rgba[at + 1]! * 587 + rgba[at + 2]! * 114) / 1000;
    grey[i] = Math.round(255 + (light - 255) * (rgba[at + 3]! / 255));
  }
  return { width, height, grey };
}

/** So much of a page is ink at least, if anything is printed on it; and so much is paper. */
const INK = 0.004;
const PAPER = 0.5;

/**
 * Spreads the grey values of ink and paper over the whole range: pale copies are read as well as black ones. A page without
 * contrast stays as it is.
 */
export function stretched({ width, height, grey }: Raster): Raster {
  const counts = new Uint32Array(256);
  for (const value of grey) counts[value]!++;
  const black = quantile(counts, INK * grey.length);
  const white = quantile(counts, PAPER * grey.length);
  if (white - black < 24) return { width, height, grey };
  const low = black + 0.05 * (white - black);
  const high = white - 0.08 * (white - black);
  const table = Uint8Array.from({ length: 256 }, (_, value) => Math.max(0, Math.min(255, Math.round((255 * (value - low)) / (high - low)))));
  return { width, height, grey: grey.map((value) => table[value]!) };
}

function quantile(counts: Uint32Array, rank: number): number {
  let sum = 0;
  for (let value = 0; value < 256; value++) if ((sum += counts[value]!) >= rank) return value;
  return 255;
}

/** Turned about its middle by `radians` (clockwise as seen), white where nothing was. */
export function rotated({ width, height, grey }: Raster, radians: number): Raster {
  const out = new Uint8Array(width * height).fill(255);
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [cx, cy] = [width / 2, height / 2];
  for (let y = 0; y < height; y++) {
    let sx = -cx * cos + (y - cy) * sin + cx;
    let sy = cx * sin + (y - cy) * cos + cy;
    for (let x = 0; x < width; x++, sx += cos, sy -= sin) {
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
      if (x0 < 0 || y0 < 0 || x0 >= width - 1 || y0 >= height - 1) continue;
      const [fx, fy] = [sx - x0, sy - y0];
      const at = y0 * width + x0;
      const top = grey[at]! + (grey[at + 1]! - grey[at]!) * fx;
      const bottom = grey[at + width]! + (grey[at + width + 1]! - grey[at + width]!) * fx;
      out[y * width + x] = top + (bottom - top) * fy;
    }
  }
  return { width, height, grey: out };
}

/** The mean of each pixel and its eight neighbours: specks fade, strokes stay. */
export function smoothed({ width, height, grey }: Raster): Raster {
  const across = new Uint16Array(grey.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) across[row + x] = grey[row + Math.max(0, x - 1)]! + grey[row + x]! + grey[row + Math.min(width - 1, x + 1)]!;
  }
  const out = new Uint8Array(grey.length);
  for (let y = 0; y < height; y++) {
    const [above, here, below] = [Math.max(0, y - 1) * width, y * width, Math.min(height - 1, y + 1) * width];
    for (let x = 0; x < width; x++) out[here + x] = (across[above + x]! + across[here + x]! + across[below + x]!) / 9;
  }
  return { width, height, grey: out };
}

/** A part of the raster, resized by `scale` and set on white with a margin of `margin` pixels. */
export function cropped({ width, height, grey }: Raster, [x0, y0, x1, y1]: PixelBox, scale: number, margin: number): Raster {
  const w = Math.max(1, Math.round((x1 - x0) * scale));
  const h = Math.max(1, Math.round((y1 - y0) * scale));
  const out = new Uint8Array((w + 2 * margin) * (h + 2 * margin)).fill(255);
  for (let y = 0; y < h; y++) {
    const sy = Math.min(height - 1.001, Math.max(0, y0 + (y + 0.5) / scale - 0.5));
    const [ty, fy] = [Math.floor(sy), sy - Math.floor(sy)];
    for (let x = 0; x < w; x++) {
      const sx = Math.min(width - 1.001, Math.max(0, x0 + (x + 0.5) / scale - 0.5));
      const [tx, fx] = [Math.floor(sx), sx - Math.floor(sx)];
      const at = ty * width + tx;
      const top = grey[at]! + (grey[at + 1]! - grey[at]!) * fx;
      const bottom = grey[at + width]! + (grey[at + width + 1]! - grey[at + width]!) * fx;
      out[(y + margin) * (w + 2 * margin) + x + margin] = top + (bottom - top) * fy;
    }
  }
  return { width: w + 2 * margin, height: h + 2 * margin, grey: out };
}
