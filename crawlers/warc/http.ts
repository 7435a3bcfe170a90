/** HTTP messages put together again from what the ledger keeps of them. */
import { STATUS_CODES } from 'node:http';
import { parseAddress } from '../fetch/door.ts';
import type { LedgerRow } from './ledger-rows.ts';
import { oneLine, type Field } from './record.ts';

/** Named headers that no longer fit the body, which is stored with its encodings undone. */
const DROPPED = new Set(['content-encoding', 'transfer-encoding', 'content-length']);
/** A page that a browser drew is kept as UTF-8, whatever its server said. */
const DRAWN = 'text/html; charset=utf-8';

export interface Response {
  status: number;
  /** As they were received, names in lower case. */
  headers: Readonly<Record<string, string>>;
  drawn: boolean;
}

/** What the server answered; null where no answer came, or for a file that was taken in. */
export function responseOf({ facts }: LedgerRow): Response | null {
  const { status, headers, rendered } = facts;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 999) return null;
  const kept = Object.entries((headers ?? {}) as Record<string, unknown>).filter((it): it is [string, string] => typeof it[1] === 'string');
  return { status, headers: Object.fromEntries(kept), drawn: rendered === true };
}

/** Status line and headers, up to the empty line. `length`: of the body; null where the message has none by its status. */
export function responseHead({ status, headers, drawn }: Response, length: number | null): Buffer {
  const lines = Object.entries(headers)
    .filter(([name]) => !DROPPED.has(name) && !(drawn && name === 'content-type'))
    .map(([name, value]) => `${inTitleCase(name)}: ${oneLine(value)}`);
  if (drawn) lines.unshift(`Content-Type: ${DRAWN}`);
  if (length !== null) lines.push(`Content-Length: ${length}`);
  return message([`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines]);
}

/** What the head leaves out or replaces, for the record beside it. */
export const setAside = ({ headers, drawn }: Response): Field[] =>
  Object.entries(headers).flatMap(([name, value]) => (DROPPED.has(name) || (drawn && name === 'content-type') ? [[`received-${name}`, value] as const] : []));

/**
 * The request that brought the answer, as far as it is known. Null where it is not: a form that was redirected may have been
 * sent again or not. The form itself is not kept; `truncated` says so.
 */
export function requestHead(row: LedgerRow): { head: Buffer; truncated: boolean } | null {
  const method = /^[A-Z]+(?= )/.exec(row.request ?? '')?.[0];
  const url = parseAddress(finalAddress(row));
  if (method === undefined || url === null) return null;
  const isForm = method !== 'GET';
  if (isForm && finalAddress(row) !== row.source) return null;
  const referrer = typeof row.facts['referrer'] === 'string' ? parseAddress(row.facts['referrer']) : null;
  const head = message([`${method} ${url.pathname}${url.search} HTTP/1.1`, `Host: ${url.host}`, ...(referrer ? [`Referer: ${referrer.href}`] : [])]);
  return { head, truncated: isForm };
}

/** The address that answered, after redirects. */
export const finalAddress = ({ source, facts }: LedgerRow): string => (typeof facts['url'] === 'string' ? facts['url'] : source);

/** A URI for a record: an address as it is sent, the name of a file that was taken in as a file URI. */
export function targetUri(source: string, isFile = false): string {
  const encoded = encodeURI(source).replace(/%25(?=[\da-f]{2})/gi, '%');
  if (isFile && !isAddress(source)) return `file:///${source.split('/').map((part) => encodeURIComponent(part)).join('/')}`;
  return parseAddress(source)?.href ?? encoded;
}

export const isAddress = (source: string): boolean => /^https?:\/\//i.test(source);

/** Bytes above ASCII in headers were read as Latin-1, so written as Latin-1 they are those that came. */
function message(lines: readonly string[]): Buffer {
  const text = `${lines.join('\r\n')}\r\n\r\n`;
  return Buffer.from(text, /[^\0-\xff]/.test(text) ? 'utf8' : 'latin1');
}

const inTitleCase = (name: string): string => (name === 'etag' ? 'ETag' : name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()));
