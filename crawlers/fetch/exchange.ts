/** One HTTP exchange as the crawl sees it: what was asked, what came back, and the verdict on it. */

/**
 * `ok`          the body is what was asked for
 * `unchanged`   the server says that nothing changed (304)
 * `gone`        404 or 410, or a tiny page that forwards away from where the article stood
 * `blocked`     refused: 403, 429, a captcha, robots.txt, or a browser is needed and there is none
 * `challenge`   a page that only a browser's script gets past (412, 521, 202 with its cookie)
 * `soft_404`    200, but an error page, the home page or a stub
 * `wrong_type`  the bytes are not of the kind that was asked for (an error page in place of an attachment)
 * `too_large`   more bytes than are taken
 * `unreachable` no answer: DNS, connection, time, a torn body, 5xx
 * `tls`         no secure connection, even with the settings that the registry allows for the host
 * `off_limits`  not asked, or not followed: a host off the allow-list, or a private, loopback or link-local address
 */
export type Verdict = 'ok' | 'unchanged' | 'gone' | 'blocked' | 'challenge' | 'soft_404' | 'wrong_type' | 'too_large' | 'unreachable' | 'tls' | 'off_limits';

/** `page`: HTML to be looked at; `data`: whatever a list is fed from (JSON, XML, fragments); `attachment`: a file; `robots`: robots.txt. */
export type Kind = 'page' | 'data' | 'attachment' | 'robots';

export interface Request {
  /** Absolute, http or https, without fragment. */
  url: string;
  kind: Kind;
  /** @default GET */
  method?: 'GET' | 'POST';
  /** Form data of a POST. */
  body?: string;
  referrer?: string;
  /** Validators of an earlier visit: the server may answer `unchanged`. */
  etag?: string;
  lastModified?: string;
}

export interface Exchange {
  request: Request;
  /** Final address, after redirects. */
  url: string;
  /** Addresses that redirected, in order; empty without redirects. */
  redirects: string[];
  /** Null where no answer came. */
  status: number | null;
  /** Names in lower case. */
  headers: Record<string, string>;
  verdict: Verdict;
  /** What led to a verdict other than `ok`: one clear line. */
  reason: string | null;
  /** Bytes as they were sent, with content encodings (gzip …) undone; null where there were none or they were not taken. */
  body: Uint8Array | null;
  /** Drawn by a browser: `body` is the page after its scripts ran. */
  rendered: boolean;
  /** Its host is left alone for the rest of the night: since this exchange, or since one before it. */
  left?: LeftHost;
  /** Name of the host that was asked and gave no answer at all. */
  silent?: string;
}

export interface LeftHost {
  host: string;
  why: string;
  /** On requests to it that are not sent. */
  verdict: 'blocked' | 'unreachable';
}

/** What a portal needs to be asked properly; from the registry. */
export interface HttpNeeds {
  /** `auto`: a browser only after a challenge. @default auto */
  render: 'http' | 'browser' | 'auto';
  /** `legacy`: old protocols and ciphers too, `insecure`: any certificate; both only after a standard handshake failed. @default standard */
  tls: 'standard' | 'legacy' | 'insecure';
  /** 0: either. @default 0 */
  ipFamily: 0 | 4 | 6;
  /** Seconds between two requests, where the usual ones are too few for a host. */
  delay?: number;
}

/** Where a crawl of one agency may go. */
export interface Access {
  agency: string;
  /** The allow-list, in lower case; redirects, frames and attachments included. */
  hosts: ReadonlySet<string>;
  http: HttpNeeds;
}

/** Asks portals, politely and only where allowed. Never rejects for what a portal does; that is a verdict. */
export interface Fetcher {
  fetch(request: Request, access: Access): Promise<Exchange>;
  close(): Promise<void>;
}
