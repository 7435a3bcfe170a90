/** The records of one visit: what was answered, what was asked, and what the crawl made of it. */
import { ArchiveError } from '../archive-error.ts';
import type { Body } from './body.ts';
import { finalAddress, isAddress, requestHead, responseHead, responseOf, setAside, targetUri, type Response } from './http.ts';
import type { LedgerRow } from './ledger-rows.ts';
import { mediaTypeOf } from './media-type.ts';
import { digestField, fieldsBlock, seal, type Draft, type Field, type RecordType, type Sealed } from './record.ts';

/** A record that carries a body, for those that carry it again to refer to. */
export interface Written {
  record: string;
  uri: string;
  date: string;
}

/** What an export remembers of the records before. */
export interface Memory {
  body(sha256: string): Written | null;
  keepBody(sha256: string, written: Written): void;
  /** Record of the answer to a visit, which another visit may share. */
  answer(visit: number): string | null;
  keepAnswer(visit: number, record: string): void;
}

/** What an index needs to know of a record. */
export interface Capture {
  record: Sealed;
  /** Null for records that are not found by their address: requests and metadata. */
  entry: { uri: string; date: string; status: number | null; mime: string; digest: string | null } | null;
}

const REVISIT = 'http://netpreserve.org/warc/1.1/revisit';
/** By status, an answer has no body. */
const BODILESS = new Set([204, 304]);

export class Captures {
  readonly #pathOf: (sha256: string) => string;
  readonly #memory: Memory;
  readonly #warcinfo: () => string;
  /** Bodies that the archive should hold and does not, by hash: `missing` or `damaged`. */
  readonly spoilt = new Map<string, string>();

  /** `warcinfo`: id of the record that describes the file being written. */
  constructor(pathOf: (sha256: string) => string, memory: Memory, warcinfo: () => string) {
    this.#pathOf = pathOf;
    this.#memory = memory;
    this.#warcinfo = warcinfo;
  }

  /** The records of a visit: its answer, if it had one, its request, and what is known besides. */
  of(row: LedgerRow): Capture[] {
    const { sha256 } = row;
    if (sha256 === null || this.spoilt.has(sha256)) return this.#captures(row, null);
    try {
      return this.#captures(row, { path: this.#pathOf(sha256), sha256 });
    } catch (error) {
      if (!(error instanceof ArchiveError) || (error.code !== 'missing' && error.code !== 'damaged')) throw error;
      this.spoilt.set(sha256, error.code);
      return this.#captures(row, null);
    }
  }

  #captures(row: LedgerRow, body: Body | null): Capture[] {
    // Nothing was asked for it, so nothing but what it was to the crawl is told.
    if (row.sharedWith !== null) return [this.#metadata(row, this.#memory.answer(row.sharedWith), null)];
    const response = responseOf(row);
    const main = response !== null ? this.#answer(row, response, body) : body !== null ? this.#resource(row, body) : null;
    if (main !== null) this.#memory.keepAnswer(row.id, main.record.id);
    const records = main === null ? [] : [main];
    if (response !== null && main !== null) records.push(...this.#request(row, main.record.id));
    if (row.night !== null || body === null || Object.keys(row.facts).length > 0) records.push(this.#metadata(row, main?.record.id ?? null, response));
    return records;
  }

  #answer(row: LedgerRow, response: Response, body: Body | null): Capture {
    const uri = targetUri(finalAddress(row), row.night === null);
    const written = row.sha256 === null ? null : this.#memory.body(row.sha256);
    const mime = response.headers['content-type']?.split(';')[0]!.trim().toLowerCase() || 'unk';
    const about = { uri, date: row.at, status: response.status, mime: response.drawn ? 'text/html' : mime };
    const contentType = 'application/http; msgtype=response';
    if (BODILESS.has(response.status)) {
      const head = responseHead(response, null);
      // The server's word that nothing changed; the body is that of an earlier visit.
      if (row.sha256 !== null) return this.#revisit(row, 'server-not-modified', about, { contentType, head, written });
      return this.#found({ ...this.#draft(row, 'response', uri), contentType, head, fields: this.#fields(uri) }, { ...about, digest: null });
    }
    const bytes = row.bytes ?? 0;
    const head = responseHead(response, bytes);
    if (body !== null && written !== null) return this.#revisit(row, 'identical-payload-digest', about, { contentType, head, written });
    if (body === null) return this.#found({ ...this.#draft(row, 'response', uri), contentType, head: responseHead(response, 0), fields: [...this.#fields(uri), ...truncated(row, response)] }, { ...about, digest: null });
    const digest = digestField(body.sha256);
    return this.#first(body.sha256, { ...this.#draft(row, 'response', uri), contentType, head, body, fields: [...this.#fields(uri), ['WARC-Payload-Digest', digest]] }, { ...about, digest });
  }

  /** A file that was taken in, or bytes of which no more is known than their address. */
  #resource(row: LedgerRow, body: Body): Capture {
    const uri = targetUri(finalAddress(row), row.night === null);
    const written = this.#memory.body(body.sha256);
    const mime = isAddress(row.source) ? 'application/octet-stream' : mediaTypeOf(row.source);
    const about = { uri, date: row.at, status: null, mime };
    const head = Buffer.alloc(0);
    if (written !== null) return this.#revisit(row, 'identical-payload-digest', about, { contentType: null, head, written });
    const digest = digestField(body.sha256);
    return this.#first(body.sha256, { ...this.#draft(row, 'resource', uri), contentType: mime, head, body, fields: [...this.#fields(uri), ['WARC-Payload-Digest', digest]] }, { ...about, digest });
  }

  /** The first record that carries a body. */
  #first(sha256: string, draft: Draft, entry: NonNullable<Capture['entry']>): Capture {
    const capture = this.#found(draft, entry);
    this.#memory.keepBody(sha256, { record: capture.record.id, uri: entry.uri, date: entry.date });
    return capture;
  }

  #revisit(
    row: LedgerRow,
    profile: 'identical-payload-digest' | 'server-not-modified',
    about: Omit<NonNullable<Capture['entry']>, 'digest'>,
    { contentType, head, written }: { contentType: string | null; head: Buffer; written: Written | null },
  ): Capture {
    const digest = digestField(row.sha256!);
    const refers: Field[] = written === null ? [] : [['WARC-Refers-To', written.record], ['WARC-Refers-To-Target-URI', written.uri], ['WARC-Refers-To-Date', written.date]];
    const fields: Field[] = [
      ...this.#fields(about.uri), ['WARC-Profile', `${REVISIT}/${profile}`], ...refers, ['WARC-Payload-Digest', digest],
      ...(profile === 'identical-payload-digest' && head.length > 0 ? [['WARC-Truncated', 'length'] as const] : []),
    ];
    return this.#found({ ...this.#draft(row, 'revisit', about.uri), contentType, head, fields }, { ...about, mime: 'warc/revisit', digest });
  }

  #request(row: LedgerRow, answer: string): Capture[] {
    const known = requestHead(row);
    if (known === null) return [];
    const uri = targetUri(finalAddress(row));
    const fields: Field[] = [...this.#fields(uri), ['WARC-Concurrent-To', answer], ...(known.truncated ? [['WARC-Truncated', 'unspecified'] as const] : [])];
    return [{ record: seal({ ...this.#draft(row, 'request', uri), contentType: 'application/http; msgtype=request', head: known.head, fields }), entry: null }];
  }

  /** What the ledger says besides: nothing of a visit is lost in an export. */
  #metadata(row: LedgerRow, answer: string | null, response: Response | null): Capture {
    const { facts, sha256 } = row;
    const uri = targetUri(row.source, row.night === null);
    const said = (name: string, value: unknown): Field[] => (typeof value === 'string' && value !== '' ? [[name, value]] : []);
    const { status: _status, headers: _headers, url: _url, redirects, reason, rendered, referrer, ...rest } = facts;
    const head = fieldsBlock([
      ...said('verdict', row.verdict), ...said('reason', reason), ...said('night', row.day), ...said('agency', row.agency), ...said('role', row.role),
      ...said('candidate', row.candidate), ...said('request', row.request), ...said('via', referrer),
      ...(Array.isArray(redirects) ? redirects.flatMap((it) => said('redirected-from', it)) : []),
      ...(rendered === true ? [['rendered', 'the page as a browser drew it, after its scripts ran'] as const] : []),
      ...(row.sharedWith !== null ? [['shared', 'the answer to the same request of the same night, not asked for again'] as const] : []),
      ...(sha256 === null ? [] : [['payload-digest', digestField(sha256)] as const]),
      ...(sha256 !== null && this.spoilt.has(sha256) ? [['payload-state', `${this.spoilt.get(sha256)!} in the archive`] as const] : []),
      ...(response === null ? [] : setAside(response)),
      ...Object.entries(rest).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const),
    ]);
    const fields: Field[] = [...this.#fields(uri), ...(answer === null ? [] : [['WARC-Concurrent-To', answer] as const])];
    return { record: seal({ ...this.#draft(row, 'metadata', uri), contentType: 'application/warc-fields', head, fields }), entry: null };
  }

  #draft(row: LedgerRow, type: RecordType, uri: string): Pick<Draft, 'type' | 'date' | 'key'> {
    return { type, date: row.at, key: JSON.stringify([row.night, row.agency, row.request, row.role, row.source, uri]) };
  }

  #fields(uri: string): Field[] {
    return [['WARC-Target-URI', uri], ['WARC-Warcinfo-ID', this.#warcinfo()]];
  }

  #found(draft: Draft, entry: NonNullable<Capture['entry']>): Capture {
    return { record: seal(draft), entry };
  }
}

/** An answer whose body was not taken, or is not to be had. */
function truncated({ verdict, sha256 }: LedgerRow, { headers }: Response): Field[] {
  if (verdict === 'too_large') return [['WARC-Truncated', 'length']];
  const isShort = sha256 !== null || verdict === 'unreachable' || Number(headers['content-length'] ?? 0) > 0;
  return isShort ? [['WARC-Truncated', 'unspecified']] : [];
}
