/** One request on the wire and its whole answer, or the reason why there is none. No redirects, no retries, no manners: those stand above. */
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { BodyError, decodeBody } from './encodings.ts';
import type { HttpNeeds } from './exchange.ts';
import type { Host } from './hosts.ts';
import type { Limits } from './options.ts';
import type { Target } from './resolver.ts';
import { isTlsError, TLS_STEPS } from './tls.ts';

export interface Hop {
  url: URL;
  method: 'GET' | 'POST' | (string & {});
  headers: Record<string, string>;
  body?: string | Buffer;
  target: Target;
  host: Host;
  tls: HttpNeeds['tls'];
}

export interface Answer {
  status: number;
  /** Names in lower case; values of a repeated name joined with a comma. */
  headers: Record<string, string>;
  setCookies: string[];
  /** Content encodings undone. */
  body: Uint8Array;
}

export class NoAnswer extends Error {
  readonly verdict: 'unreachable' | 'tls' | 'too_large';
  /** Of the answer that could not be taken whole. */
  readonly status: number | null;
  constructor(verdict: 'unreachable' | 'tls' | 'too_large', message: string, status: number | null = null) {
    super(message);
    this.verdict = verdict;
    this.status = status;
  }
}

/** Idle connections are closed after this long; longer than the pause between two requests. */
const KEEP_ALIVE_MS = 15_000;
/** For one of several addresses, before the next is tried. Node's 250 ms are shorter than a way across the world. */
const ATTEMPT_MS = 5000;
const MAX_HEADER_BYTES = 65_536;

/** Connections, few of them: those of a host are closed when too many other hosts have been asked since. */
export class Connections {
  readonly #agents = new Map<string, http.Agent>();
  readonly #limits: Limits;
  readonly #perHost: number;
  readonly #hostsAtOnce: number;

  constructor(limits: Limits, { connectionsPerHost, hostsAtOnce }: { connectionsPerHost: number; hostsAtOnce: number }) {
    this.#limits = limits;
    this.#perHost = connectionsPerHost;
    this.#hostsAtOnce = hostsAtOnce;
  }

  /** Asks once; over TLS in the steps that the registry allows. Rejects with NoAnswer. */
  async ask(hop: Hop): Promise<Answer> {
    if (hop.url.protocol !== 'https:' || hop.target.plain) return this.#once(hop, null);
    const steps = TLS_STEPS[hop.tls];
    for (let step = Math.min(hop.host.tlsStep, steps.length - 1); ; step += 1) {
      try {
        const answer = await this.#once(hop, step);
        hop.host.tlsStep = step;
        return answer;
      } catch (error) {
        if (!(error instanceof NoAnswer) || error.verdict !== 'tls' || step + 1 >= steps.length) throw error;
      }
    }
  }

  async #once(hop: Hop, step: number | null): Promise<Answer> {
    const raw = await this.#send(hop, step);
    try {
      raw.body = await decodeBody(raw.body, raw.headers['content-encoding'], hop.url.pathname, this.#limits.maxBytes);
      return raw;
    } catch (error) {
      if (error instanceof BodyError) throw new NoAnswer(error.verdict, error.message, raw.status);
      throw error;
    }
  }

  #send(hop: Hop, step: number | null): Promise<Answer> {
    const { url, target, method, body } = hop;
    const { maxBytes, timeoutMs, totalMs } = this.#limits;
    const literal = isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0;
    return new Promise<Answer>((resolve, reject) => {
      const fail = (verdict: NoAnswer['verdict'], message: string, status: number | null = null): void => {
        clearTimeout(end);
        reject(new NoAnswer(verdict, message, status));
        request.destroy();
      };
      let secured = step === null;
      const request = (step === null ? http : https).request({
        agent: this.#agent(hop, step),
        // A literal address is never looked up, so a mapped one is replaced here.
        host: literal ? target.addresses[0]!.address : url.hostname,
        port: target.port ?? (url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)),
        lookup: pinned(target),
        path: url.pathname + url.search,
        method,
        headers: { host: url.host, ...hop.headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
        maxHeaderSize: MAX_HEADER_BYTES,
        timeout: timeoutMs,
        ...(step !== null && { servername: literal ? '' : url.hostname }),
      });
      const end = setTimeout(() => fail('unreachable', `the answer took longer than ${totalMs / 1000} s`), totalMs);
      request.on('socket', (socket) => {
        if (!request.reusedSocket && step !== null) socket.once('secureConnect', () => (secured = true));
        else secured = true;
      });
      request.on('timeout', () => fail('unreachable', `no byte for ${timeoutMs / 1000} s`));
      request.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(end);
        // Servers that know old settings only, hang up on a handshake without a word.
        const tls = step !== null && !secured && (isTlsError(error) || (error.code === 'ECONNRESET' && hop.tls !== 'standard'));
        reject(new NoAnswer(tls ? 'tls' : 'unreachable', `${tls ? 'no secure connection' : 'no answer'}: ${said(error)}`));
      });
      request.on('response', (response) => {
        const status = response.statusCode!;
        const chunks: Buffer[] = [];
        let length = 0;
        const tooLarge = (): void => fail('too_large', `more than ${maxBytes} bytes`, status);
        if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
          tooLarge();
          return;
        }
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > maxBytes) tooLarge();
          else chunks.push(chunk);
        });
        response.on('error', () => fail('unreachable', tornBody(length, response), status));
        response.on('end', () => {
          clearTimeout(end);
          if (!response.complete) {
            fail('unreachable', tornBody(length, response), status);
            return;
          }
          const { 'set-cookie': setCookies = [], ...rest } = response.headers;
          const headers: Record<string, string> = {};
          for (const [name, value] of Object.entries(rest)) headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
          if (setCookies.length > 0) headers['set-cookie'] = setCookies.join(', ');
          resolve({ status, headers, setCookies, body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length) });
        });
      });
      request.end(body);
    });
  }

  #agent({ url, tls, target }: Hop, step: number | null): http.Agent {
    const key = `${step === null ? 'http' : `${tls} ${step}`} ${url.host}`;
    const agent = this.#agents.get(key) ?? this.#newAgent(step === null ? null : { ...TLS_STEPS[tls][step] }, target);
    this.#agents.delete(key);
    this.#agents.set(key, agent);
    for (const [other, idle] of this.#agents) {
      if (this.#agents.size <= this.#hostsAtOnce) break;
      if (Object.keys(idle.sockets).length > 0 || idle === agent) continue;
      idle.destroy();
      this.#agents.delete(other);
    }
    return agent;
  }

  #newAgent(step: object | null, { addresses, ca }: Target): http.Agent {
    const options = { keepAlive: true, maxSockets: this.#perHost, maxFreeSockets: this.#perHost, timeout: KEEP_ALIVE_MS, autoSelectFamily: addresses.length > 1, autoSelectFamilyAttemptTimeout: ATTEMPT_MS };
    return step === null ? new http.Agent(options) : new https.Agent({ ...options, ...step, ...(ca !== undefined && { ca }) });
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }
}

/** A resolver that knows nothing but the addresses already checked. */
export const pinned = ({ addresses }: Target): LookupFunction => (_host, options, callback) => {
  if (options.all) callback(null, addresses);
  else callback(null, addresses[0]!.address, addresses[0]!.family);
};

const tornBody = (length: number, { headers }: http.IncomingMessage): string =>
  `torn body: ${length} bytes came${headers['content-length'] === undefined ? '' : ` of ${headers['content-length']}`}`;

const said = ({ code, message }: NodeJS.ErrnoException): string => (code === undefined || message.includes(code) ? message : `${code}, ${message}`).split('\n')[0]!.slice(0, 200);
