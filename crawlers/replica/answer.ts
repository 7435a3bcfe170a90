/** Plain answers. */
import { encodeGb } from './render/gb18030.ts';
import type { Answer } from './site.ts';

export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

export const bytes = (body: Uint8Array, type: string, headers: Record<string, string> = {}): Answer => ({
  status: 200, headers: { 'content-type': type, ...headers }, body,
});

export const html = (text: string, status = 200, headers: Record<string, string> = {}): Answer => ({
  status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body: utf8(text),
});

/** The same page in GB18030; what its header says of the encoding may be wrong. */
export const inGb = (text: string, headerCharset: string): Answer => ({
  status: 200, headers: { 'content-type': `text/html; charset=${headerCharset}` }, body: encodeGb(text, false),
});

export const json = (value: unknown): Answer => bytes(utf8(JSON.stringify(value)), 'application/json;charset=UTF-8');

export const text = (body: string, type = 'text/plain; charset=utf-8', status = 200): Answer => ({ status, headers: { 'content-type': type }, body: utf8(body) });

export const redirect = (location: string, status = 302, headers: Record<string, string> = {}): Answer => ({
  status, headers: { location, 'content-type': 'text/html', ...headers }, body: new Uint8Array(),
});

/** Text for an HTML text node or a quoted attribute. */
export const escape = (plain: string): string => plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
