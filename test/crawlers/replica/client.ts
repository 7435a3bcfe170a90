/** Asks the replica over its socket, by host name: nothing else is ever contacted. */
import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { Replica } from '../../../crawlers/replica/replica.ts';

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Wanting {
  headers?: Record<string, string>;
  method?: string;
  form?: string;
  tls?: RequestOptions;
}

export const BROWSER = { accept: 'text/html,*/*', 'accept-language': 'zh-CN,zh;q=0.9' };

/** One exchange, redirects not followed. Rejects for a host that the replica does not have. */
export function ask(replica: Replica, address: string, { headers = BROWSER, method = 'GET', form, tls = {} }: Wanting = {}): Promise<Reply> {
  const url = new URL(address);
  const [hostname, port] = (replica.resolveTls[url.hostname] ?? '').replace('https://', '').split(':');
  if (!hostname) return Promise.reject(new Error(`the replica has no host ${url.hostname}`));
  const secure = url.protocol === 'https:';
  const options: RequestOptions = {
    host: hostname, port, method, path: url.pathname + url.search, agent: false,
    headers: { ...headers, host: url.hostname, ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(secure && { servername: url.hostname, ca: replica.certificate, ...tls }),
  };
  return new Promise((resolve, reject) => {
    const sent = (secure ? httpsRequest : httpRequest)(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(form);
  });
}
