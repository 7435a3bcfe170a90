/** The replica's servers, on loopback alone: one port for http and https alike, told apart by the first byte; one for old TLS. */
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import { createServer as createNetServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Certificate } from './certificate.ts';
import type { Answer, Ask } from './site.ts';

const ADDRESS = '127.0.0.1';
const TLS_HANDSHAKE = 0x16;
const LARGEST_FORM = 65_536;

export interface Port {
  /** `127.0.0.1:port` */
  address: string;
  /** Connections accepted so far. */
  connections: () => number;
  close(): Promise<void>;
}

/** Listens and hands each connection on. */
function listen(port: number, accept: (socket: Socket) => void): Promise<Port> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createNetServer((socket) => {
    count += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    accept(socket);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, ADDRESS, () => {
      resolve({
        address: `${ADDRESS}:${(server.address() as AddressInfo).port}`,
        connections: () => count,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}

/** One port that speaks http and https. */
export function listenBoth(port: number, handle: RequestListener, { certificate, key }: Certificate, tls: ServerOptions = {}): Promise<Port> {
  const plain = createHttpServer(handle);
  const secure = createHttpsServer({ ...tls, cert: certificate, key }, handle);
  for (const server of [plain, secure] as Server[]) server.keepAliveTimeout = 2_000;
  secure.on('tlsClientError', () => {});
  return listen(port, (socket) => {
    socket.once('readable', () => {
      const first = socket.read(1) as Buffer | null;
      if (first === null) return;
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
    });
  });
}

/** Counts who comes and sends them away: the hosts that nobody may contact. */
export const listenForbidden = (): Promise<Port> => listen(0, (socket) => socket.destroy());

/** Protocols and ciphers of hosts that were set up long ago and left so. */
export const OLD_TLS: ServerOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request) {
    body += (chunk as Buffer).toString('latin1');
    if (body.length > LARGEST_FORM) break;
  }
  return new URLSearchParams(body);
}

/** What is asked for; null where the request names no host or no address. `asSecure`: what comes in clear counts as come over TLS. */
export async function askOf(request: IncomingMessage, asSecure = false): Promise<Ask | null> {
  const secure = asSecure || (request.socket as Partial<TLSSocket>).encrypted === true;
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const target = request.url ?? '/';
  const address = `${secure ? 'https' : 'http'}://${host}${target.startsWith('/') ? target : '/'}`;
  if (host === '' || !URL.canParse(address)) return null;
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));
  return { method: request.method ?? 'GET', secure, host, url: new URL(address), headers, form: await formOf(request) };
}

/** Sends an answer, or does to the connection what it says. */
export function send(response: ServerResponse, { status, headers, body, fate }: Answer, method: string, slow: number): void {
  if (fate === 'reset') {
    response.socket?.destroy();
    return;
  }
  const finish = (): void => {
    if (response.destroyed) return;
    response.writeHead(status, status === 304 ? headers : { ...headers, 'content-length': String(body.length) });
    response.end(method === 'HEAD' || status === 304 ? undefined : body);
  };
  if (fate === 'slow') setTimeout(finish, slow).unref();
  else finish();
}
