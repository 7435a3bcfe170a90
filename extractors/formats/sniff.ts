/** What the bytes are, told by the bytes: names and headers of a portal are not to be relied on. */
import type { Format } from '../document.ts';
import { decode, latin1 } from './encoding.ts';
import { zipEntries } from './zip.ts';

/** A format that a reader exists for, or why there is none: `empty`, `encrypted`, `truncated`, `wrong_type`. */
export type Sniffed = { format: Format } | { format: null; code: string; reason: string };

/** Kinds by their first bytes (Latin-1). Readers may come for some of them; until then they are refused by name. */
const signatures: readonly [start: string, kind: string][] = [
  ['\x1f\x8b', 'gzip-compressed data'],
  ['BZh', 'bzip2-compressed data'],
  ['\xfd7zXZ\0', 'xz-compressed data'],
  ['GIF8', 'a GIF image'],
  ['II*\0', 'a TIFF image'],
  ['MM\0*', 'a TIFF image'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['\x7fELF', 'an executable'],
  ['MSCF\0\0\0\0', 'a CAB archive'],
  ['ITSF', 'a CHM file'],
];

/** Archives that are recognised and not unpacked. */
const archives: readonly [start: string, kind: string][] = [
  ['Rar!\x1a\x07', 'RAR'],
  ['7z\xbc\xaf\x27\x1c', '7z'],
];

const tag = /<\/?(?:html|head|body|table|tbody|thead|tr|td|th|p|div|span|br|h[1-6]|ul|ol|li|font|section|article|center|meta|title)(?:\s[^<>]*)?\/?>/gi;
const opensMarkup = /^<(?:!doctype\s+html|html|head|body|meta|title|script|style|link|table|div|p|span|h[1-6]|section|article|center|font|ul|ol|dl|form|a|b|strong|br|img)(?=[\s/>])/i;

/** Tells the format of a document from its bytes. Pure; looks at the first 64 KB, for zip and OLE files at their directory. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return refused('empty', 'The document is empty (0 bytes).');
  const head = latin1(bytes, 65536);
  const start = head.replace(/^(?:\xef\xbb\xbf)?\s*/, '');

  if (start.startsWith('%PDF-')) return { format: 'pdf' };
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06') || head.startsWith('PK\x07\x08')) return sniffZip(bytes);
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return sniffOle(bytes);
  if (start.startsWith('{\\rtf')) return { format: 'rtf' };
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { format: 'png' };
  if (head.startsWith('\xff\xd8\xff')) return { format: 'jpeg' };
  for (const [signature, kind] of archives) if (head.startsWith(signature)) return unsupported(kind, bytes.length);
  for (const [signature, kind] of signatures) if (start.startsWith(signature)) return wrongType(kind);
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return wrongType('a WebP image');
  if (/^[\s\S]{4}ftyp/.test(head)) return wrongType('an MP4 video');
  if (/^MIME-Version:/im.test(head.slice(0, 2048)) && /^Content-Type:\s*multipart\/related/im.test(head)) {
    return wrongType('a web archive (MHTML)');
  }
  return sniffText(bytes, head);
}

function sniffText(bytes: Uint8Array, head: string): Sniffed {
  // Zeros mean UTF-16 or no text at all; the decoder tells the first, and what it does not recognise keeps its zeros.
  const zeros = head.includes('\0') || head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff');
  const text = zeros ? decode(bytes.subarray(0, 65536)).text : head.replace(/^\xef\xbb\xbf/, '');
  if (/^\s*$/.test(text) && bytes.length <= 65536) return refused('empty', 'The document holds nothing but white space.');
  const trimmed = text.trimStart();
  if (/^<\?xml[^>]*>/.test(trimmed) && /<(?:w:wordDocument|pkg:package)\b/.test(text)) return wrongType('a Word document as one XML file');
  if (opensMarkup.test(afterProlog(trimmed))) return { format: 'html' };
  const controls = countControls(text);
  // A PDF may carry junk before its header (readers allow 1,024 bytes); a page that mentions the header is caught above.
  if (/%PDF-\d\.\d/.test(head.slice(0, 1024)) && !/[<{]/.test(trimmed.slice(0, 1))) return { format: 'pdf' };
  if (controls * 200 > text.length) return wrongType('binary data of an unknown kind');
  if ((text.match(tag) ?? []).length >= 3) return { format: 'html' };
  if (/^<\?xml\b/.test(trimmed)) return wrongType('an XML file');
  return zeros || decodes(bytes) ? { format: 'text' } : wrongType('binary data of an unknown kind');
}

/** What follows XML declarations, comments and conditional comments at the start. */
function afterProlog(text: string): string {
  let at = 0;
  for (;;) {
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?xml', at) || text.startsWith('<![', at) ? '>' : null;
    const close = end === null ? -1 : text.indexOf(end, at);
    if (end === null || close < 0) return text.slice(at, at + 200);
    at = close + end.length;
    while (/\s/.test(text.charAt(at))) at++;
  }
}

/** C0 controls other than white space, and DEL: text has none, or one by accident. */
function countControls(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code < 32 && (code < 8 || code > 13)) || code === 127) count++;
  }
  return count;
}

function decodes(bytes: Uint8Array): boolean {
  const { text, problems } = decode(bytes.length > 65536 ? bytes.subarray(0, 65536) : bytes);
  if (problems.length === 0) return true;
  return (text.split('\ufffd').length - 1) * 50 < text.length;
}

function sniffZip(bytes: Uint8Array): Sniffed {
  const entries = zipEntries(bytes);
  if (entries === null) return refused('truncated', 'The file is a zip container (a Word document, an OFD or an archive) whose end is missing.');
  const has = (pattern: RegExp): boolean => entries.some(({ name }) => pattern.test(name));
  if (has(/^word\/document\d*\.xml$/)) return { format: 'docx' };
  if (has(/^xl\/workbook\.xml$/)) return { format: 'xlsx' };
  if (has(/^xl\/workbook\.bin$/)) return wrongType('a binary Excel workbook (.xlsb)');
  if (has(/^ppt\/presentation\.xml$/)) return wrongType('a PowerPoint presentation');
  if (has(/^OFD\.xml$/i)) return { format: 'ofd' };
  if (has(/^content\.xml$/) && has(/^mimetype$/)) return wrongType('an OpenDocument file');
  if (has(/^META-INF\/container\.xml$/)) return wrongType('an EPUB book');
  return { format: 'zip' };
}

/** OLE compound files name their streams in UTF-16; the first match tells the kind. */
const streams: readonly [name: string, kind: string][] = [
  ['Book', 'an Excel 95 workbook (.xls)'],
  ['PowerPoint Document', 'a PowerPoint 97 presentation (.ppt)'],
];

function sniffOle(bytes: Uint8Array): Sniffed {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const holds = (name: string): boolean => buffer.includes(name, 0, 'utf16le');
  if (holds('EncryptedPackage')) return refused('encrypted', 'The Word document is encrypted with a password; it cannot be opened.');
  if (holds('WordDocument')) return { format: 'doc' };
  if (holds('Workbook')) return { format: 'xls' };
  for (const [name, kind] of streams) if (holds(name)) return wrongType(kind);
  return wrongType('an OLE compound file (.doc, .wps, .xls or .ppt)');
}

const refused = (code: string, reason: string): Sniffed => ({ format: null, code, reason });

const unsupported = (kind: string, size: number): Sniffed =>
  refused('archive_unsupported', `The document is a ${kind} archive (${size} bytes), which is not unpacked here; unpack it with a program for ${kind} and take its files in with extract --from DIR.`);

const wrongType = (kind: string): Sniffed =>
  refused('wrong_type', `The document is ${kind}; readers exist for HTML, PDF, OFD, Word (DOCX, DOC, WPS, RTF), Excel (XLSX, XLS), plain text, and ZIP archives of these.`);
