/** The documents of an archive as the explorer shows them: their bytes, and the text in which their places hold. */
import { readBody } from '../../crawlers/bodies.ts';
import type { Originals } from '../../explorer/context.ts';
import { renderDoc } from '../../extractors/formats/doc.ts';
import { renderDocx } from '../../extractors/formats/docx.ts';
import { declaredInMarkup, decode } from '../../extractors/formats/encoding.ts';
import { renderRtf } from '../../extractors/formats/rtf.ts';
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

/** The originals of the archive in `dir`. */
export const originalsOf = (dir: string): Originals => ({
  bytes: (sha256) => readBody(dir, sha256),
  text: async (sha256, format) => {
    const read = READERS[format];
    const bytes = read === undefined ? null : readBody(dir, sha256);
    return bytes === null ? null : await read!(bytes);
  },
});
