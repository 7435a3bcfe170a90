/** Serves the explorer over HTTP until it is closed. */
import type { AddressInfo } from 'node:net';
import { serve as listen } from '@hono/node-server';
import { createApp } from './app.tsx';
import type { Context } from './context.ts';
import { isLoopback } from './frame/security.ts';

export interface Served {
  /** Where the first page stands: `http://127.0.0.1:4173/`. */
  url: string;
  /** Whether only this machine can reach it. */
  loopback: boolean;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 for any free port. */
  port: number;
  host: string;
  fault?: (error: unknown, path: string) => void;
}

/** Starts listening. Rejects with the system's error where the port is taken or the host is not this machine's. */
export function serve(context: Context, { port, host, fault }: ServeOptions): Promise<Served> {
  const app = createApp(context, { listening: host, ...(fault && { fault }) });
  return new Promise((resolve, reject) => {
    const server = listen({ fetch: app.fetch, port, hostname: host }, (info: AddressInfo) => {
      server.off('error', reject);
      const name = info.family === 'IPv6' ? `[${info.address}]` : info.address;
      resolve({
        url: `http://${name}:${info.port}/`, loopback: isLoopback(host),
        close: () => new Promise<void>((done) => { server.close(() => { done(); }); if ('closeAllConnections' in server) server.closeAllConnections(); }),
      });
    });
    server.once('error', reject);
  });
}
