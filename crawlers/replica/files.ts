/** The bytes behind what an article offers: reports as PDF and Word files, and what portals offer in place of one. */
import { strToU8, zipSync } from 'fflate';
import { NOTICE } from './notice.ts';
import { article } from './render/html-clean.ts';
import { renderDocx } from './render/docx.ts';
import { renderPdfOwn } from './render/pdf-own.ts';
import { PdfWriter } from './render/pdf-writer.ts';
import type { ForgedReport } from './report/model.ts';
import { Random } from './report/random.ts';
import type { FileKind } from './site.ts';

export const SUFFIX: Readonly<Record<FileKind, string>> = {
  pdf: 'pdf', docx: 'docx', zip: 'zip', doc: 'doc', rar: 'rar', ofd: 'ofd', png: 'png', frame: 'html', 'empty-pdf': 'pdf', 'page-as-pdf': 'pdf',
};

export const MEDIA_TYPE: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', zip: 'application/zip', doc: 'application/msword',
  rar: 'application/x-rar-compressed', ofd: 'application/ofd', png: 'image/png', frame: 'text/html; charset=utf-8', 'empty-pdf': 'application/pdf', 'page-as-pdf': 'application/pdf',
};

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** One grey pixel, with the notice as its comment. */
function png(): Uint8Array {
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64');
  return joined(new Uint8Array(pixel), utf8(NOTICE));
}

const sectors = (bytes: Uint8Array): Uint8Array => joined(bytes, new Uint8Array(-bytes.length & 511));

/** Told by their first bytes alone: nothing reads them further. */
const OPAQUE: Partial<Record<FileKind, () => Uint8Array>> = {
  doc: () => sectors(joined(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), new Uint8Array(504), utf16(NOTICE))),
  rar: () => joined(new Uint8Array([0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x01, 0x00]), utf8(NOTICE)),
  ofd: () => zipSync({ 'OFD.xml': strToU8(`<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0"><!-- ${NOTICE} --></ofd:OFD>`) }, { mtime: PACKED }),
  png,
  'empty-pdf': () => new Uint8Array(),
  'page-as-pdf': () => utf8(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>系统提示</title></head><body><h2>文件不存在或您无权下载！</h2><p>${NOTICE}</p></body></html>`),
};

/** A PDF that is no report: what else is attached to one. */
function remark(title: string): Uint8Array {
  const writer = new PdfWriter({ title });
  writer.addPage();
  [title, ...(NOTICE.match(/.{1,30}/gu) ?? [])].forEach((line, i) => writer.text(62, 90 + i * 26, i === 0 ? 18 : 14, line));
  return writer.toBytes();
}

/** Every file in an archive is of this day: the same archive on every day and machine. */
const PACKED = new Date(2021, 0, 1, 12);

/** The report as a Word file beside a remark, packed together. */
const packed = (title: string, report: ForgedReport): Uint8Array =>
  zipSync({ [`${title}/${title}.docx`]: renderDocx(report).bytes, [`${title}/说明.pdf`]: remark('说明') }, { mtime: PACKED });

/** Bytes of a file. `report` is what it prints; null for a file that is only attached. */
export function fileBytes(kind: FileKind, title: string, report: ForgedReport | null): Uint8Array {
  const opaque = OPAQUE[kind];
  if (opaque) return opaque();
  if (!report) return remark(title);
  if (kind === 'zip') return packed(title.replace(/\.zip$/, ''), report);
  if (kind === 'frame') return utf8(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>附表</title></head><body>${NOTICE}\n${article(report, new Random(`${report.seed} frame`))}</body></html>`);
  return kind === 'docx' ? renderDocx(report).bytes : renderPdfOwn(report).bytes;
}
