/** What an attachment is called: headers and addresses often lie or hold nothing, the page's own words come first. */
import { decode } from '../../extractors/formats/encoding.ts';
import type { Exchange } from './exchange.ts';

const MAX_LENGTH = 200;
/** Words of a link that say only that there is something to fetch. */
const NO_NAME = /^(?:附件|下载|点击(?:此处)?下载|点击(?:此处)?(?:查看|浏览)|查看|原文(?:下载)?|下载(?:原文|全文)|(?:附件)?下载附件|全文(?:下载)?|download|pdf|word|docx?|此处|这里)?[\s\d一二三四五六七八九十：:.、（）()]*$/i;

/**
 * The name of the file in `exchange`: the link's text, else the name in Content-Disposition (RFC 5987, or raw UTF-8 or GBK
 * bytes), else that in the address; '' where none has one. One line without path separators.
 */
export function attachmentName(exchange: Exchange, linkText: string): string {
  const text = tidy(linkText);
  if (!NO_NAME.test(text)) return text;
  return tidy(fromDisposition(exchange.headers['content-disposition'] ?? '')) || tidy(fromAddress(exchange.url)) || text;
}

/** As `attachmentName`, where link or header gave a name; null where the address is all there is. */
export function givenName(exchange: Exchange, linkText: string): string | null {
  const name = attachmentName(exchange, linkText);
  return NO_NAME.test(name) || name === tidy(fromAddress(exchange.url)) ? null : name;
}

const tidy = (name: string): string => [...name]
  .map((character) => (character < ' ' || character === '\x7f' ? ' ' : character === '/' || character === '\\' ? '_' : character))
  .slice(0, MAX_LENGTH)
  .join('')
  .replace(/\s+/g, ' ')
  .trim();

/** Reads `filename*` before `filename`. */
export function fromDisposition(header: string): string {
  const extended = /(?:^|;)\s*filename\*\s*=\s*"?([\w-]+)'[^']*'([^;"]*)/i.exec(header);
  if (extended) {
    const name = percent(extended[2]!.trim(), extended[1]!);
    if (name !== null) return name;
  }
  const plain = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/i.exec(header);
  const value = (plain?.[1]?.replace(/\\(["\\])/g, '$1') ?? plain?.[2] ?? '').trim();
  const word = /^=\?([\w-]+)\?([bq])\?([^?]*)\?=$/i.exec(value);
  if (word) return mimeWord(word[1]!, word[2]!, word[3]!);
  // Node gives header bytes one by one as Latin-1.
  const raw = [...value].every((character) => character <= 'ÿ') ? decode(Buffer.from(value, 'latin1')).text : value;
  return /%[\da-f]{2}/i.test(raw) ? (percent(raw, 'utf-8') ?? raw) : raw;
}

function mimeWord(charset: string, encoding: string, text: string): string {
  const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : percentBytes(text.replace(/_/g, ' ').replace(/=/g, '%'));
  return decode(bytes, `text/plain; charset=${charset}`).text;
}

function fromAddress(address: string): string {
  const last = new URL(address).pathname.split('/').at(-1)!;
  return percent(last, 'utf-8') ?? last;
}

/** Percent-encoded text of whatever encoding; null where it makes no sense. */
function percent(text: string, charset: string): string | null {
  const decoded = decode(percentBytes(text), `text/plain; charset=${charset}`).text;
  return decoded.includes('\ufffd') ? null : decoded;
}

const percentBytes = (text: string): Buffer =>
  Buffer.concat(text.split(/(%[\da-f]{2})/i).map((part) => (/^%[\da-f]{2}$/i.test(part) ? Buffer.from([parseInt(part.slice(1), 16)]) : Buffer.from(part))));
