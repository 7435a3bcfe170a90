/**
 * A reader of WARC files that knows the standard (ISO 28500:2017) and nothing of the writer: it throws where a file breaks a rule.
 * Field grammar: §4; mandatory and forbidden fields by type: §5 and §6; one record per gzip member: annex D.
 */
import { createHash } from 'node:crypto';
import { crc32, inflateRawSync } from 'node:zlib';

export interface WarcRecord {
  offset: number;
  length: number;
  type: string;
  id: string;
  fields: Map<string, string>;
  block: Buffer;
}

export interface HttpMessage {
  start: string;
  headers: Map<string, string>;
  body: Buffer;
}

const TYPES = new Set(['warcinfo', 'response', 'resource', 'request', 'metadata', 'revisit', 'conversion', 'continuation']);
const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const URI = /^[A-Za-z][A-Za-z\d+.-]*:[A-Za-z\d\-._~:/?#[\]@!$&'()*+,;=%]*$/;
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

/** All records of a file. Ids must be unique, and what a record says of others of the file must be true. */
export function readWarc(bytes: Buffer): WarcRecord[] {
  const records: WarcRecord[] = [];
  for (let at = 0; at < bytes.length; ) {
    const member = gunzipOne(bytes, at);
    records.push({ offset: at, length: member.length, ...parse(member.content) });
    at += member.length;
  }
  must(records[0]?.type === 'warcinfo', 'a file begins with its warcinfo record');
  must(new Set(records.map(({ id }) => id)).size === records.length, 'two records share an id');
  for (const { fields } of records) must(!fields.has('warc-warcinfo-id') || fields.get('warc-warcinfo-id') === records[0]!.id, 'WARC-Warcinfo-ID names another file');
  return records;
}

/** One gzip member (RFC 1952) at an offset. */
export function gunzipOne(bytes: Buffer, at: number): { content: Buffer; length: number } {
  must(bytes.readUInt16BE(at) === 0x1f8b && bytes[at + 2] === 8, `no gzip member at ${at}`);
  must(bytes[at + 3] === 0, 'a gzip header with options');
  must(bytes.readUInt32LE(at + 4) === 0, 'a gzip header with a time');
  const { buffer, engine } = inflateRawSync(bytes.subarray(at + 10), { info: true }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  const end = at + 10 + engine.bytesWritten;
  must(bytes.readUInt32LE(end) === crc32(buffer), 'CRC of a gzip member');
  must(bytes.readUInt32LE(end + 4) === buffer.length, 'length of a gzip member');
  return { content: buffer, length: end + 8 - at };
}

function parse(content: Buffer): Omit<WarcRecord, 'offset' | 'length'> {
  const end = content.indexOf('\r\n\r\n');
  must(end > 0, 'no end of the header');
  const [version, ...lines] = linesOf(content.subarray(0, end).toString('utf8'));
  must(version === 'WARC/1.1', `version ${version}`);
  const fields = fieldsOf(lines);
  const field = (name: string): string => {
    must(fields.has(name), `no ${name}`);
    return fields.get(name)!;
  };
  const [type, id, length] = [field('warc-type'), field('warc-record-id'), field('content-length')];
  must(TYPES.has(type), `type ${type}`);
  must(/^<.+>$/.test(id) && URI.test(id.slice(1, -1)), `id ${id}`);
  must(DATE.test(field('warc-date')), `date ${field('warc-date')}`);
  must(/^\d+$/.test(length), `length ${length}`);
  const block = content.subarray(end + 4, end + 4 + Number(length));
  must(block.length === Number(length), 'a short block');
  must(content.subarray(end + 4 + block.length).toString() === '\r\n\r\n', 'a record ends with two line ends and nothing else');
  must(block.length === 0 || fields.has('content-type'), 'no Content-Type');
  must(field('warc-block-digest') === sha256Field(block), 'block digest');
  if (type === 'warcinfo') for (const name of ['warc-target-uri', 'warc-concurrent-to', 'warc-refers-to', 'warc-warcinfo-id']) must(!fields.has(name), `${name} in a warcinfo record`);
  else must(URI.test(field('warc-target-uri')), `target ${fields.get('warc-target-uri')}`);
  if (type === 'revisit') must(URI.test(field('warc-profile')), 'profile');
  else must(!fields.has('warc-profile') && !fields.has('warc-refers-to-target-uri') && !fields.has('warc-refers-to-date'), 'a field of revisit records alone');
  if (fields.has('warc-refers-to')) must(!['response', 'resource', 'request', 'warcinfo'].includes(type), `WARC-Refers-To in a ${type} record`);
  if (fields.has('warc-truncated')) must(['length', 'time', 'disconnect', 'unspecified'].includes(fields.get('warc-truncated')!), 'reason of a truncation');
  if (type === 'response' && fields.has('warc-payload-digest')) must(fields.get('warc-payload-digest') === sha256Field(readHttp(block).body), 'payload digest of a response');
  if (type === 'resource') must(fields.get('warc-payload-digest') === sha256Field(block), 'payload digest of a resource');
  return { type, id, fields, block };
}

/** An HTTP message: start line, headers (as Latin-1, so that bytes come back), body. */
export function readHttp(block: Buffer): HttpMessage {
  const end = block.indexOf('\r\n\r\n');
  must(end > 0, 'no end of the HTTP header');
  const [start, ...lines] = linesOf(block.subarray(0, end).toString('latin1'));
  must(/^HTTP\/1\.1 \d{3} [^\r\n]*$/.test(start!) || /^[A-Z]+ \/[\x21-\x7e]* HTTP\/1\.1$/.test(start!), `start line ${start}`);
  return { start: start!, headers: fieldsOf(lines), body: block.subarray(end + 4) };
}

/** Lines of an application/warc-fields block; a name may come more than once. */
export const readFields = (block: Buffer): [string, string][] => linesOf(block.toString('utf8').replace(/\r\n$/, '')).map(fieldOf);

function linesOf(text: string): string[] {
  const lines = text.split('\r\n');
  must(lines.every((line) => !/[\r\n]/.test(line)), 'a bare CR or LF');
  return lines;
}

function fieldsOf(lines: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of lines.map(fieldOf)) {
    must(!fields.has(name.toLowerCase()), `${name} twice`);
    fields.set(name.toLowerCase(), value);
  }
  return fields;
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon);
  must(colon > 0 && TOKEN.test(name), `not a field: ${line}`);
  return [name, line.slice(colon + 1).trim()];
}

/** Base32 by long division, unlike the writer's. */
export function sha256Field(bytes: Uint8Array): string {
  let number = BigInt(`0x${createHash('sha256').update(bytes).digest('hex')}`) << 4n; // 256 bits filled up to 52 × 5
  let text = '';
  for (let i = 0; i < 52; i += 1) {
    text = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number(number & 31n)]! + text;
    number >>= 5n;
  }
  return `sha256:${text}====`;
}
