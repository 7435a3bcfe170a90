/** Cookies of a run: each goes back to the very host that set it, and to no other. */

interface Cookie {
  value: string;
  path: string;
  secure: boolean;
  /** Milliseconds; Infinity for the run. */
  expires: number;
}

/** More are not kept for a host: a portal needs a handful. */
const MAX_PER_HOST = 60;
const MAX_LENGTH = 8192;

export class Cookies {
  readonly #hosts = new Map<string, Map<string, Cookie>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes in the Set-Cookie lines of an answer from `url`. The Domain attribute is not heeded: a portal's cookies are its own. */
  store(url: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const cookie = parseSetCookie(line, url, this.#now());
      if (cookie) this.set(url.hostname, cookie.name, cookie);
    }
  }

  /** Sets one cookie, or drops it where it has expired. */
  set(host: string, name: string, { value, path, secure, expires }: Cookie): void {
    const jar = this.#hosts.get(host) ?? new Map<string, Cookie>();
    this.#hosts.set(host, jar);
    const key = `${path} ${name}`;
    jar.delete(key);
    if (expires > this.#now() && jar.size < MAX_PER_HOST) jar.set(key, { value, path, secure, expires });
  }

  /** The Cookie header for a request; '' where there is none. Longer paths come first (RFC 6265). */
  header(url: URL): string {
    return this.for(url).map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  for(url: URL): (Cookie & { name: string })[] {
    const now = this.#now();
    return [...(this.#hosts.get(url.hostname) ?? [])]
      .filter(([, { path, secure, expires }]) => expires > now && underPath(url.pathname, path) && (!secure || url.protocol === 'https:'))
      .map(([key, cookie]) => ({ name: key.slice(cookie.path.length + 1), ...cookie }))
      .sort((a, b) => b.path.length - a.path.length);
  }
}

const underPath = (path: string, prefix: string): boolean =>
  path === prefix || (path.startsWith(prefix) && (prefix.endsWith('/') || path.charAt(prefix.length) === '/'));

/** A Set-Cookie line as sent from `url`; null for what names no cookie. */
export function parseSetCookie(line: string, url: URL, now: number): (Cookie & { name: string }) | null {
  const [pair = '', ...attributes] = line.split(';');
  const at = pair.indexOf('=');
  const name = pair.slice(0, at).trim();
  if (at < 1 || name === '' || line.length > MAX_LENGTH) return null;
  const cookie = { name, value: pair.slice(at + 1).trim(), path: defaultPath(url.pathname), secure: false, expires: Infinity };
  let maxAge = false;
  for (const attribute of attributes) {
    const [key = '', value = ''] = attribute.split('=', 2).map((part) => part.trim());
    if (/^secure$/i.test(key)) cookie.secure = true;
    else if (/^path$/i.test(key) && value.startsWith('/')) cookie.path = value;
    else if (/^max-age$/i.test(key) && /^-?\d+$/.test(value)) {
      cookie.expires = now + Number(value) * 1000;
      maxAge = true;
    } else if (/^expires$/i.test(key) && !maxAge && !Number.isNaN(Date.parse(value))) cookie.expires = Date.parse(value);
  }
  return cookie;
}

const defaultPath = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));
