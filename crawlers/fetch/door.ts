/** Whether an address may be asked at all, told from the address and the registry alone: no socket is opened for it. */
import type { Access } from './exchange.ts';

/** Why `url` is off limits for the agency; null where it may be asked. `mapped` tells the hosts that stand on this machine. */
export function offLimits(url: URL, access: Access, mapped: (host: string) => boolean): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return `${url.protocol} addresses are not followed`;
  if (url.username !== '' || url.password !== '') return `an address with a user name is not followed (${url.host})`;
  const host = bare(url.hostname);
  if (!access.hosts.has(host)) return `${url.host} is not on the allow-list of ${access.agency}`;
  // URL drops the port that is the scheme's own.
  const port = url.port === '' ? null : Number(url.port);
  if (port !== null && port !== 80 && port !== 443 && !mapped(host)) return `port ${port} of ${host} is not asked`;
  return null;
}

/** Host as in the allow-list: `www.mem.gov.cn.` is `www.mem.gov.cn`. */
export const bare = (hostname: string): string => hostname.toLowerCase().replace(/\.$/, '');

/** Parses an address of a portal; null for what is none. The fragment is not sent and falls away. */
export function parseAddress(address: string, base?: string | URL): URL | null {
  try {
    const url = new URL(address, base);
    url.hash = '';
    return url;
  } catch {
    return null;
  }
}
