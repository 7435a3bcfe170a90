/**
 * Asks for one agency in one night. What was answered before in the same night is given from the archive, so that a night that
 * was killed goes on where it was: its program runs again and meets the same answers.
 */
import { createHash } from 'node:crypto';
import { sniff } from '../../extractors/formats/sniff.ts';
import type { Archive } from '../archive.ts';
import { givenName } from '../fetch/attachment-name.ts';
import type { Access, Exchange, Fetcher, Request, Verdict } from '../fetch/exchange.ts';
import type { Journal, Night, Visited } from '../journal.ts';
import type { Role } from '../ledger.ts';
import { daysBetween } from './days.ts';

/** One answer, fetched now or earlier this night. */
export interface Answer {
  verdict: Verdict;
  reason: string | null;
  /** Final address. */
  url: string;
  contentType: string;
  /** What stands there: of an `unchanged` answer the bytes that were kept before. Null where there are none. */
  body: Uint8Array | null;
  sha256: string | null;
  /** First seen with these bytes in this very night. */
  isNew: boolean;
}

/** How it came to a visit. */
export interface Circumstances {
  /** Asked for while its column does not list it. */
  unlisted?: true;
  /** Words of the link to a file: its name, if they are one. */
  linkText?: string;
}

export interface VisitorParts {
  archive: Archive;
  fetcher: Fetcher;
  night: Night;
  access: Access;
  now: () => Date;
  /** Requests that this agency may make this night. */
  budget: number;
}

/** What a page can be by mistake; everything else that is recognised is a file, even one that cannot be read: that is then said of it. */
const NO_FILE: ReadonlySet<string> = new Set(['html', 'text', 'empty']);
const isFileBody = (body: Uint8Array): boolean => {
  const found = sniff(body);
  return !NO_FILE.has(found.format ?? found.code) && !(found.format === null && /unknown kind|an XML file/.test(found.reason));
};
/** Days after which a body is asked for again without conditions, since servers err. */
const UNCONDITIONAL_AFTER = 28;
/** Headers worth keeping. */
const KEPT = ['content-type', 'content-disposition', 'content-encoding', 'content-length', 'etag', 'last-modified', 'location', 'retry-after', 'server'];

export class Visitor {
  readonly #parts: VisitorParts;
  readonly #journal: Journal;
  readonly #asked = new Set<string>();
  /** Requests made or replayed this night. One that is asked in two roles counts once. */
  requests = 0;

  constructor(parts: VisitorParts) {
    this.#parts = parts;
    this.#journal = parts.archive.journal;
  }

  /** Asks, unless the budget of the night is used up: then null. `candidate`: the link that the answer belongs to. */
  async visit(request: Request, role: Role, candidate: string | null = null, more: Circumstances = {}): Promise<Answer | null> {
    const { night, access } = this.#parts;
    const key = keyOf(request);
    const known = this.#journal.answered(night.id, access.agency, key, role);
    if (known !== null) {
      this.#count(key, known.verdict);
      return this.#answerOf(known);
    }
    const other = this.#journal.answered(night.id, access.agency, key);
    if (other !== null) {
      this.#count(key, other.verdict);
      return this.#share(other, key, role, candidate, more);
    }
    if (this.requests >= this.#parts.budget) return null;
    const earlier = this.#lastBody(key);
    const exchange = await this.#parts.fetcher.fetch({ ...request, ...this.#conditions(key, earlier) }, access);
    this.#count(key, exchange.verdict);
    return this.#keep(exchange, key, role, candidate, earlier, more);
  }

  /** What was refused before any request costs nothing. */
  #count(key: string, verdict: string): void {
    if (verdict === 'off_limits' || this.#asked.has(key)) return;
    this.#asked.add(key);
    this.requests++;
  }

  /** The last visit of earlier nights that had a body. */
  #lastBody(key: string): Visited | null {
    const { night, access } = this.#parts;
    return this.#journal.before(night.id, access.agency, key, 10).find((it) => it.sha256 !== null && (it.verdict === 'ok' || it.verdict === 'unchanged')) ?? null;
  }

  /** Validators of the last full answer, while it is young enough. */
  #conditions(key: string, earlier: Visited | null): Pick<Request, 'etag' | 'lastModified'> {
    if (earlier === null) return {};
    const { night, access } = this.#parts;
    const full = this.#journal.before(night.id, access.agency, key, 60).find((it) => it.verdict === 'ok');
    if (full === undefined || full.sha256 !== earlier.sha256 || daysBetween(full.day, night.day) >= UNCONDITIONAL_AFTER) return {};
    const headers = full.facts['headers'] as Record<string, string> | undefined;
    return {
      ...(headers?.['etag'] !== undefined && { etag: headers['etag'] }),
      ...(headers?.['last-modified'] !== undefined && { lastModified: headers['last-modified'] }),
    };
  }

  #keep(exchange: Exchange, key: string, role: Role, candidate: string | null, earlier: Visited | null, { linkText, ...more }: Circumstances): Answer {
    const { archive, night, access, now } = this.#parts;
    const { request, url, redirects, status, rendered, body, left, silent } = exchange;
    // A link that promised a page and gave the file itself.
    const isFile = role === 'document' && exchange.verdict === 'wrong_type' && request.kind === 'page' && body !== null && isFileBody(body);
    const { verdict, reason } = isFile ? { verdict: 'ok' as const, reason: null } : exchange;
    const headers = Object.fromEntries(KEPT.flatMap((name) => (exchange.headers[name] === undefined ? [] : [[name, exchange.headers[name]]])));
    // A bounce to the same address, to set a cookie, comes or not as the session has it: no way to the document.
    const ways = redirects.filter((it) => it !== url);
    const name = linkText === undefined ? null : givenName(exchange, linkText);
    const same = verdict === 'unchanged' && earlier?.sha256 ? earlier.sha256 : null;
    archive.putVisit(same === null ? body : null, {
      night: night.id, agency: access.agency, request: key, source: request.url, role, candidate, at: now(), verdict,
      facts: {
        status, headers, ...(url !== request.url && { url }), ...(ways.length > 0 && { redirects: ways }), ...(reason !== null && { reason }),
        ...(rendered && { rendered }), ...(left && { left }), ...(silent !== undefined && { silent }), ...(name !== null && { name }), ...(request.referrer !== undefined && { referrer: request.referrer }), ...more,
      },
    }, same);
    return this.#answerOf(this.#journal.answered(night.id, access.agency, key, role)!);
  }

  /** A column's page that is a report itself is a document, too, without being asked for again. */
  #share({ source, verdict, sha256, facts }: Visited, key: string, role: Role, candidate: string | null, { linkText: _text, ...more }: Circumstances): Answer {
    const { archive, night, access, now } = this.#parts;
    archive.putVisit(null, { night: night.id, agency: access.agency, request: key, source, role, candidate, at: now(), verdict, facts: { ...facts, ...more } }, sha256);
    return this.#answerOf(this.#journal.answered(night.id, access.agency, key, role)!);
  }

  #answerOf({ source, verdict, sha256, facts }: Visited): Answer {
    const headers = (facts['headers'] ?? {}) as Record<string, string>;
    const before = sha256 !== null && this.#journal.knew(this.#parts.night.id, sha256);
    return {
      verdict: verdict as Verdict,
      reason: (facts['reason'] as string | undefined) ?? null,
      url: (facts['url'] as string | undefined) ?? source,
      contentType: headers['content-type'] ?? '',
      body: sha256 === null ? null : this.#parts.archive.get(sha256),
      sha256,
      isNew: sha256 !== null && !before,
    };
  }
}

/** One line that two requests share only where they ask the same. */
export function keyOf({ method = 'GET', url, body }: Request): string {
  return `${method} ${url}${body === undefined ? '' : ` ${createHash('sha256').update(body).digest('hex').slice(0, 16)}`}`;
}

/** Whether an answer can be read. */
export const isRead = (answer: Answer | null): answer is Answer & { body: Uint8Array; sha256: string } =>
  answer !== null && answer.body !== null && (answer.verdict === 'ok' || answer.verdict === 'unchanged');
