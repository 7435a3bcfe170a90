/** The documents of an archive as the explorer shows them: their bytes, and the text or the pages in which their places hold. */
import { readBody } from '../../crawlers/bodies.ts';
import type { Originals } from '../../explorer/context.ts';
import type { Drawing, Sheet } from '../../explorer/originals/sheet.ts';
import { renderDoc } from '../../extractors/formats/doc.ts';
import { renderDocx } from '../../extractors/formats/docx.ts';
import { declaredInMarkup, decode } from '../../extractors/formats/encoding.ts';
import { paintOfd } from '../../extractors/formats/ofd.ts';
import { renderRtf } from '../../extractors/formats/rtf.ts';
import { jpegHead } from '../../extractors/formats/scan/jpeg.ts';
import { unitOf } from '../../extractors/formats/scan/paper.ts';
import { pngSize } from '../../extractors/formats/scan/png.ts';
import { renderXls } from '../../extractors/formats/xls.ts';
import { renderXlsx } from '../../extractors/formats/xlsx.ts';

const READERS: Readonly<Record<string, (bytes: Uint8Array) => string | Promise<string>>> = {
  html: (bytes) => decode(bytes, undefined, declaredInMarkup).text,
  docx: renderDocx,
  doc: renderDoc,
  rtf: renderRtf,
  xlsx: renderXlsx,
  xls: renderXls,
  text: (bytes) => decode(bytes).text,
};

const SHEETS: Readonly<Record<string, (bytes: Uint8Array) => Sheet[]>> = {
  ofd: (bytes) => paintOfd(bytes).pages.map(({ width, height, glyphs, bars }) => ({ width, height, drawing: { kind: 'print', glyphs, bars } })),
  png: (bytes) => pictureOf(pngSize(bytes), { kind: 'picture', type: 'image/png', bytes }),
  jpeg: (bytes) => pictureOf(jpegHead(bytes), { kind: 'picture', type: 'image/jpeg', bytes }),
};

/** A picture is one page, as large as its reader takes it to be. */
function pictureOf(size: { width: number; height: number } | null, drawing: Drawing): Sheet[] {
  const { width, height } = size ?? { width: 1, height: 1 };
  const unit = unitOf(width, height);
  return [{ width: width / unit, height: height / unit, drawing }];
}

/** The originals of the archive in `dir`. */
export const originalsOf = (dir: string): Originals => ({
  bytes: (sha256) => readBody(dir, sha256),
  text: async (sha256, format) => {
    const read = READERS[format];
    const bytes = read === undefined ? null : readBody(dir, sha256);
    return bytes === null ? null : await read!(bytes);
  },
  sheets: (sha256, format) => {
    const draw = SHEETS[format];
    const bytes = draw === undefined ? null : readBody(dir, sha256);
    return Promise.resolve(bytes === null ? null : draw!(bytes));
  },
});
