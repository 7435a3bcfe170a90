/** Pictures as they are shown: the pixels that were read, and nothing else of the file. */
import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { plainJpeg, plainPng } from '../../explorer/originals/picture.ts';

/** Left half dark, right half light. */
function drawn(): Canvas {
  const canvas = createCanvas(60, 40);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ddd';
  context.fillRect(0, 0, 60, 40);
  context.fillStyle = '#222';
  context.fillRect(0, 0, 30, 40);
  return canvas;
}

async function pixelsOf(bytes: Uint8Array): Promise<{ width: number; height: number; left: number; right: number }> {
  const image = await loadImage(Buffer.from(bytes));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const at = (x: number, y: number): number => context.getImageData(x, y, 1, 1).data[0]!;
  return { width: image.width, height: image.height, left: at(10, 20), right: at(50, 20) };
}

const chunk = (kind: string, body: string): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length);
  head.write(kind, 4, 'latin1');
  return Buffer.concat([head, Buffer.from(body, 'latin1'), Buffer.alloc(4)]);
};

describe('a PNG', () => {
  const png = drawn().toBuffer('image/png');

  it('keeps its pixels and loses what is written beside them, after the end too', async () => {
    const laden = Buffer.concat([png.subarray(0, 33), chunk('tEXt', 'Comment\0<script>alert(1)</script>'), chunk('eXIf', 'GPS'), png.subarray(33), Buffer.from('<script>alert(2)</script>')]);
    const plain = plainPng(laden);
    expect(Buffer.from(plain).toString('latin1')).not.toMatch(/script|GPS|tEXt|eXIf/);
    expect(await pixelsOf(plain)).toEqual({ width: 60, height: 40, left: 0x22, right: 0xdd });
  });

  it('whose sums are wrong, which the reader does not mind, is mended so that browsers draw it', async () => {
    const damaged = Buffer.from(png);
    damaged.writeUInt32BE(0, 29);
    expect(Buffer.from(plainPng(damaged)).equals(Buffer.from(plainPng(png)))).toBe(true);
  });

  it.each([0, 7, 8, 20, 33, 60])('cut off after %i bytes gives no error', (length) => {
    expect(plainPng(png.subarray(0, length)).length).toBeLessThanOrEqual(length);
  });
});

describe('a JPEG', () => {
  const jpeg = drawn().toBuffer('image/jpeg', 95);
  /** Exif that says: turn me by a quarter. */
  const exif = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000'.padEnd(72, '0'), 'hex');
  const laden = Buffer.concat([jpeg.subarray(0, 2), exif, Buffer.from('fffe000a', 'hex'), Buffer.from('<script>'), jpeg.subarray(2)]);

  it('is shown as it was read: not turned, without remarks', async () => {
    const plain = plainJpeg(laden);
    expect(Buffer.from(plain).toString('latin1')).not.toMatch(/Exif|script/);
    const { width, height, left, right } = await pixelsOf(plain);
    expect([width, height]).toEqual([60, 40]);
    expect(Math.abs(left - 0x22)).toBeLessThan(8);
    expect(Math.abs(right - 0xdd)).toBeLessThan(8);
  });

  it.each([0, 1, 2, 5, 30, 200])('cut off after %i bytes gives no error', (length) => {
    expect(plainJpeg(laden.subarray(0, length)).length).toBeLessThanOrEqual(length);
  });
});
