/** PNG to grey pixels. The canvas has a decoder of its own, which ends the whole process on a file that is cut off. */
import { inflateSync } from 'node:zlib';
import type { Raster } from './raster.ts';

/** Samples of a pixel by colour type: grey, true colour, palette, grey and alpha, true colour and alpha. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

export class PngError extends Error {}

/** Width and height as the head gives them; null where there is none. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } | null {
  if (bytes.length < 33) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** @throws PngError for a damaged file, or one interlaced. The size is to be looked at before. */
export function decodePng(bytes: Uint8Array): Raster {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let palette: Uint8Array = new Uint8Array();
  let ended = false;
  for (let at = 8; at + 12 <= bytes.length && !ended; ) {
    const length = view.getUint32(at);
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) break;
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'IDAT') data.push(body);
    else if (kind === 'PLTE') palette = body;
    else if (kind === 'IEND') ended = true;
    at += 12 + length;
  }
  if (!ended || data.length === 0) throw new PngError('its end is missing');
  const [width, height, depth, colour, interlaced] = [view.getUint32(16), view.getUint32(20), bytes[24]!, bytes[25]!, bytes[28]!];
  const samples = SAMPLES[colour];
  if (samples === undefined || ![1, 2, 4, 8, 16].includes(depth) || width === 0 || height === 0) throw new PngError('its head is damaged');
  if (interlaced !== 0) throw new PngError('it is interlaced, which is not read');
  const stride = Math.ceil((width * samples * depth) / 8);
  let packed: Uint8Array;
  try {
    packed = inflateSync(Buffer.concat(data), { maxOutputLength: (stride + 1) * height });
  } catch (error) {
    throw new PngError(error instanceof Error ? error.message : String(error));
  }
  if (packed.length < (stride + 1) * height) throw new PngError('rows are missing');
  const rows = unfiltered(packed, stride, height, Math.max(1, (samples * depth) >> 3));
  return { width, height, grey: greyOfRows(rows, { width, height, stride, depth, colour, samples, palette }) };
}

/** Each row says how it was predicted from its neighbours; the prediction is added back. */
function unfiltered(packed: Uint8Array, stride: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = packed[y * (stride + 1)]!;
    if (filter > 4) throw new PngError('a row is damaged');
    const [from, to] = [y * (stride + 1) + 1, y * stride];
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? out[to + x - step]! : 0;
      const up = y > 0 ? out[to + x - stride]! : 0;
      const corner = x >= step && y > 0 ? out[to + x - stride - step]! : 0;
      const guess = filter === 0 ? 0 : filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
      out[to + x] = packed[from + x]! + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

interface Layout {
  width: number;
  height: number;
  stride: number;
  depth: number;
  colour: number;
  samples: number;
  palette: Uint8Array;
}

function greyOfRows(rows: Uint8Array, { width, height, stride, depth, colour, samples, palette }: Layout): Uint8Array {
  const grey = new Uint8Array(width * height);
  const most = 2 ** Math.min(8, depth) - 1;
  /** Of 16 bits the upper eight count. */
  const sampleAt = (row: number, index: number): number => {
    if (depth === 8) return rows[row + index]!;
    if (depth === 16) return rows[row + 2 * index]!;
    const bit = index * depth;
    return (rows[row + (bit >> 3)]! >> (8 - depth - (bit & 7))) & most;
  };
  const light = (r: number, g: number, b: number): number => (r * 299 + g * 587 + b * 114) / 1000;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [row, at] = [y * stride, x * samples];
      const first = sampleAt(row, at);
      let value = (first * 255) / most;
      if (colour === 3) value = light(palette[3 * first] ?? 0, palette[3 * first + 1] ?? 0, palette[3 * first + 2] ?? 0);
      else if (samples > 2) value = light(first, sampleAt(row, at + 1), sampleAt(row, at + 2));
      if (samples === 2 || samples === 4) value = 255 + (value - 255) * (sampleAt(row, at + samples - 1) / 255);
      grey[y * width + x] = value;
    }
  }
  return grey;
}
