/** What a page may do, and whom the server answers. */

/** Of ourselves only: no inline script or style, nothing from elsewhere, in no frame but our own. */
export const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'", "worker-src 'self'", "frame-src 'self'",
  "form-action 'self'", "base-uri 'none'", "frame-ancestors 'self'",
].join('; ');

export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address is reached from this machine only. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host) || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

/**
 * Whether to answer a request whose `Host` header is this. On loopback only loopback names are: a web page elsewhere whose name was made to
 * lead to this machine must not read the database. A server that was told to listen elsewhere answers every name.
 */
export function mayAsk(host: string | undefined, listening: string): boolean {
  if (!isLoopback(listening)) return true;
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  return isLoopback(name);
}
