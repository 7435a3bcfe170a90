/** Servers on loopback that stand for portals, and a fetcher that knows them by the portals' names. */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach } from 'vitest';
import type { Access, Exchange, Fetcher, HttpNeeds, Request } from '../../../crawlers/fetch/exchange.ts';
import { createFetcher } from '../../../crawlers/fetch/fetcher.ts';
import type { FetcherOptions } from '../../../crawlers/fetch/options.ts';

export interface Seen {
  method: string;
  url: string;
  host: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface Portal {
  port: number;
  /** `127.0.0.1:PORT`, for the resolver map. */
  place: string;
  /** Requests, robots.txt left out. */
  seen: Seen[];
  /** All requests' paths. */
  paths: string[];
  /** Sockets that were opened, and how many were open at the same time at most. */
  sockets: { opened: number; atOnce: number };
}

export type Handler = (request: Seen, response: http.ServerResponse, raw: http.IncomingMessage) => void;

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Ends with the test. Where `handler` is an object, it maps paths to answers; everything else is 404. */
export async function portal(handler: Handler | Record<string, Handler | string | Buffer>, secure?: https.ServerOptions): Promise<Portal> {
  const open = new Set<Socket>();
  const seen: Seen[] = [];
  const paths: string[] = [];
  const sockets = { opened: 0, atOnce: 0 };
  const answer = typeof handler === 'function' ? handler : byPath(handler);
  const listen = (raw: http.IncomingMessage, response: http.ServerResponse): void => {
    const chunks: Buffer[] = [];
    raw.on('data', (chunk: Buffer) => chunks.push(chunk));
    raw.on('end', () => {
      const request = { method: raw.method!, url: raw.url!, host: raw.headers.host ?? '', headers: raw.headers, body: Buffer.concat(chunks).toString() };
      paths.push(request.url);
      if (request.url !== '/robots.txt') seen.push(request);
      answer(request, response, raw);
    });
  };
  const server = secure ? https.createServer(secure, listen) : http.createServer(listen);
  server.on('connection', (socket: Socket) => {
    sockets.opened += 1;
    open.add(socket);
    sockets.atOnce = Math.max(sockets.atOnce, open.size);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of open) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return { port, place: `127.0.0.1:${port}`, seen, paths, sockets };
}

const byPath = (answers: Record<string, Handler | string | Buffer>): Handler => (request, response, raw) => {
  const answer = answers[request.url] ?? answers[request.url.split('?')[0]!];
  if (typeof answer === 'function') answer(request, response, raw);
  else if (answer === undefined) {
    response.writeHead(404, { 'content-type': 'text/html' });
    response.end('<title>404</title>');
  } else html(response, answer);
};

export function html(response: http.ServerResponse, body: string | Buffer, headers: http.OutgoingHttpHeaders = {}, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(body);
}

/** A page with enough on it. */
export const article = (title = '某厅2024年政府信息公开工作年度报告', more = ''): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${more}<p>${'根据《中华人民共和国政府信息公开条例》要求，现公布本年度报告。'.repeat(12)}</p><table><tr><td>一</td></tr></table></body></html>`;

export const redirect = (to: string, status = 302, headers: http.OutgoingHttpHeaders = {}): Handler => (_request, response) => {
  response.writeHead(status, { location: to, ...headers });
  response.end();
};

/** A fetcher without pauses, that ends with the test. */
export function fetcher(options: FetcherOptions = {}): Fetcher {
  const made = createFetcher({
    browser: 'off',
    ...options,
    lookup: options.lookup ?? ((host) => Promise.reject(Object.assign(new Error(`no ${host} in tests`), { code: 'ENOTFOUND' }))),
    politeness: { delayMs: 0, backOffMs: 1, ...options.politeness },
    limits: { timeoutMs: 5000, ...options.limits },
  });
  closers.push(() => made.close());
  return made;
}

export const access = (hosts: readonly string[], needs: Partial<HttpNeeds> = {}): Access => ({
  agency: '990000',
  hosts: new Set(hosts),
  http: { render: 'http', tls: 'standard', ipFamily: 0, ...needs },
});

export const HOST = 'yjt.example.gov.cn';
export const BASE = `http://${HOST}`;

/** Asks one portal, known as `HOST`, for one thing. */
export async function ask(at: Portal, path: string, request: Partial<Request> = {}, options: FetcherOptions = {}): Promise<Exchange> {
  return fetcher({ ...options, resolve: { [HOST]: at.place } }).fetch({ url: `${BASE}${path}`, kind: 'page', ...request }, access([HOST]));
}
