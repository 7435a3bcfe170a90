/** By how much a page was laid askew on the glass. */
import type { Raster } from './raster.ts';

/** More than this is not looked for, in degrees: pages that lie more askew are seen by eye and laid again. */
const MOST = 2.4;
const DARK = 128;
/** Enough dark pixels to tell an angle by. */
const ENOUGH = 2000;
const MANY = 120_000;

/**
 * The angle, in radians, by which the page has to be turned for its rules and lines to be level: that under which the ink falls
 * into the fewest rows. 0 where the page has too little ink to tell.
 */
export function skewOf({ width, height, grey }: Raster): number {
  const xs: number[] = [];
  const ys: number[] = [];
  let dark = 0;
  for (const value of grey) if (value < DARK) dark++;
  const step = Math.max(1, Math.floor(dark / MANY));
  let seen = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (grey[y * width + x]! >= DARK || seen++ % step !== 0) continue;
      xs.push(x - width / 2);
      ys.push(y);
    }
  }
  if (xs.length < ENOUGH) return 0;
  const margin = Math.ceil(width * Math.tan((MOST * Math.PI) / 180));
  const rows = new Float64Array(height + 2 * margin);
  const sharpness = (degrees: number): number => {
    rows.fill(0);
    const slope = Math.tan((degrees * Math.PI) / 180);
    for (let i = 0; i < xs.length; i++) {
      const at = ys[i]! + xs[i]! * slope + margin;
      const row = Math.floor(at);
      rows[row]! += 1 - (at - row);
      rows[row + 1]! += at - row;
    }
    return rows.reduce((sum, count) => sum + count * count, 0);
  };
  const best = (from: number, to: number, by: number): number => {
    let [at, most] = [0, -1];
    for (let degrees = from; degrees <= to + 1e-9; degrees += by) {
      const value = sharpness(degrees);
      if (value > most) [at, most] = [degrees, value];
    }
    return at;
  };
  const coarse = best(-MOST, MOST, 0.1);
  return (best(coarse - 0.1, coarse + 0.1, 0.01) * Math.PI) / 180;
}
