/** The index beside the files (CDXJ): one line per record that can be looked up, by address and time. */
import { basename } from 'node:path';
import type { Capture } from './capture.ts';
import type { Place } from './files.ts';
import type { Entry } from './scratch.ts';

/** The line of a record; null where it is not looked up by an address of the web. */
export function entryOf({ entry }: Capture, { part, offset, length }: Place): Entry | null {
  const key = entry === null ? null : keyOf(entry.uri);
  if (entry === null || key === null) return null;
  const { uri, date, status, mime, digest } = entry;
  return {
    key,
    time: date.replace(/\.\d+|\D/g, '').slice(0, 14),
    part,
    rest: JSON.stringify({ url: uri, mime, ...(status !== null && { status: String(status) }), ...(digest !== null && { digest }), length: String(length), offset: String(offset) }),
  };
}

/** A line as it is written. */
export const lineOf = ({ key, time, part, rest }: Entry, files: readonly string[]): string =>
  `${key} ${time} ${rest.slice(0, -1)},"filename":${JSON.stringify(basename(files[part - 1]!))}}\n`;

/**
 * The sort key of an address (SURT): the host's labels from the last to the first, then path and query. What replay tools hold for
 * the same address is alike: the scheme, `www.`, case, the default port, an empty query, a closing slash, the order of the query.
 */
export function keyOf(uri: string): string | null {
  if (!/^https?:/i.test(uri) || !URL.canParse(uri)) return null;
  const { hostname, port, pathname, search } = new URL(uri.toLowerCase());
  const host = hostname.replace(/^www\d*\./, '').replace(/\.$/, '');
  const labels = /^[\d.]+$|^\[/.test(host) ? host : host.split('.').reverse().join(',');
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  const query = search.length > 1 ? `?${search.slice(1).split('&').sort().join('&')}` : '';
  return `${labels}${port === '' ? '' : `:${port}`})${path}${query}`;
}
