/** Bytes to text for the formats that are text: by BOM, header, declaration in the text, and, above all, the bytes. */
import { isUtf8 } from 'node:buffer';
import type { Problem } from '../document.ts';

export interface Decoded {
  text: string;
  /** WHATWG name of the encoding used: `utf-8`, `gb18030`, `big5` … */
  encoding: string;
  problems: Problem[];
}

/**
 * Decodes `bytes`.
 * @param contentType the HTTP header's value, if one came along
 * @param declaredIn finds the encoding that the text names itself (HTML meta), given the first kilobytes as Latin-1
 *
 * Bytes that are valid UTF-8 are UTF-8 and others are GB18030 (superset of GBK and GB2312), whatever is declared: Chinese
 * text in the one is never valid in the other beyond a few characters. A declaration that the bytes contradict is
 * reported as `encoding_contradicted`. Never throws: undecodable bytes become U+FFFD and a problem `encoding_damaged`.
 */
export function decode(bytes: Uint8Array, contentType?: string, declaredIn?: (head: string) => string | null): Decoded {
  const mark = byteOrderMark(bytes);
  if (mark !== null) return { text: new TextDecoder(mark).decode(bytes), encoding: mark, problems: [] };
  const wide = wideByZeros(bytes);
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), encoding: wide, problems: [] };

  const header = contentType === undefined ? null : charsetOf(contentType);
  if (!isUtf8(bytes)) return decodeOther(bytes, known(header ?? declaredIn?.(latin1(bytes, 16384)) ?? null));
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const declared = known(header ?? declaredIn?.(text.slice(0, 4096)) ?? null);
  const contradiction = declared !== null && declared !== 'utf-8' && text.length < bytes.length;
  return { text, encoding: 'utf-8', problems: contradiction ? [contradicted(declared, 'utf-8')] : [] };
}

function decodeOther(bytes: Uint8Array, declared: string | null): Decoded {
  const problems: Problem[] = [];
  if (declared !== null && honoured(declared)) {
    const text = new TextDecoder(declared).decode(bytes);
    if (!text.includes('\ufffd')) return { text, encoding: declared, problems };
  }
  // UTF-8 with a few bytes damaged (a character cut by the CMS) must not be read as GB18030: everything would be wrong.
  const asUtf8 = new TextDecoder('utf-8').decode(bytes);
  const broken = asUtf8.split('\ufffd').length - 1;
  const sound = (asUtf8.match(/[\u3000-\u9fff\uff00-\uffef]/g) ?? []).length;
  if (broken * 10 < sound) {
    problems.push(damaged('utf-8', broken));
    return { text: asUtf8, encoding: 'utf-8', problems };
  }
  const text = new TextDecoder('gb18030').decode(bytes);
  const lost = text.split('\ufffd').length - 1;
  if (lost > 0) problems.push(damaged('gb18030', lost));
  if (declared !== null && declared !== 'gbk' && declared !== 'gb18030') problems.push(contradicted(declared, 'gb18030'));
  return { text, encoding: 'gb18030', problems };
}

/** Encodings that are taken at their word when the bytes are not UTF-8 (a Latin-1 label is a server's default, not a statement). */
function honoured(encoding: string): boolean {
  return encoding === 'big5' || encoding === 'gb18030' || encoding === 'gbk' || encoding === 'euc-kr' || encoding === 'shift_jis' || encoding === 'euc-jp';
}

/** The charset parameter of a Content-Type or of a meta element's content. */
export function charsetOf(contentType: string): string | null {
  return /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType)?.[1] ?? null;
}

const declaration = /<(?:meta\b[^<>]*?\bcharset|\?xml\b[^<>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)/i;

/** The encoding an HTML or XML text declares within its first kilobytes. */
export function declaredInMarkup(head: string): string | null {
  return declaration.exec(head)?.[1] ?? null;
}

function known(label: string | null): string | null {
  if (label === null) return null;
  if (/^utf-?8$/i.test(label)) return 'utf-8';
  try {
    const { encoding } = new TextDecoder(label);
    // A text whose declaration could be read as ASCII is not UTF-16 (HTML standard, "get an encoding" of a meta).
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return null;
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: its ASCII characters (line ends, digits, tags) leave zeros in every other byte. */
function wideByZeros(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length & ~1, 512);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  // 一 is U+4E00: a few zeros fall on the other side.
  if (odd > 4 && odd > 3 * even) return 'utf-16le';
  return even > 4 && even > 3 * odd ? 'utf-16be' : null;
}

/** The first `limit` bytes as Latin-1, for looking at ASCII in them. */
export function latin1(bytes: Uint8Array, limit: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, limit)).toString('latin1');
}

const contradicted = (declared: string, actual: string): Problem => ({
  code: 'encoding_contradicted',
  message: `The document declares ${declared}, its bytes are ${actual}; read as ${actual}.`,
});

const damaged = (encoding: string, count: number): Problem => ({
  code: 'encoding_damaged',
  message: `${count} sequence(s) of bytes are not ${encoding}; they stand as U+FFFD.`,
});
