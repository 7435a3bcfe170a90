/** What a JPEG's head says, and a PDF around it, which pdf.js draws. */

export interface JpegHead {
  width: number;
  height: number;
  /** 1 grey, 3 colour, 4 for print. */
  components: number;
}

/** Null where the file has no frame. */
export function jpegHead(bytes: Uint8Array): JpegHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    // Start-of-frame markers, without the three of the same range that are none.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width, components] = [view.getUint16(at + 5), view.getUint16(at + 7), bytes[at + 9]!];
      return width > 0 && height > 0 && [1, 3, 4].includes(components) ? { width, height, components } : null;
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** A PDF of one page that the picture fills. @param unit pixels per point */
export function wrapJpeg(jpeg: Uint8Array, { width, height, components }: JpegHead, unit: number): Uint8Array {
  const [w, h] = [(width / unit).toFixed(3), (height / unit).toFixed(3)];
  const space = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }[components];
  const content = `q ${w} 0 0 ${h} 0 0 cm /I Do Q`;
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const put = (...pieces: (string | Uint8Array)[]): void => {
    for (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
      parts.push(bytes);
      length += bytes.length;
    }
  };
  put('%PDF-1.4\n');
  const bodies: (string | Uint8Array)[][] = [
    ['<</Type/Catalog/Pages 2 0 R>>'],
    ['<</Type/Pages/Count 1/Kids[3 0 R]>>'],
    [`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${w} ${h}]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>`],
    [`<</Length ${content.length}>>stream\n${content}\nendstream`],
    [`<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/${space}/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>stream\n`, jpeg, '\nendstream'],
  ];
  bodies.forEach((body, i) => {
    offsets.push(length);
    put(`${i + 1} 0 obj\n`, ...body, '\nendobj\n');
  });
  const start = length;
  put(`xref\n0 6\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return new Uint8Array(Buffer.concat(parts));
}
