/** Hosts that are broken or refuse. */
import { gzipSync } from 'node:zlib';
import { html, redirect } from '../answer.ts';
import { NOTICE } from '../notice.ts';
import type { MannerRule } from './manner.ts';

const wanting = (outcome: MannerRule['outcome'], act: MannerRule['act']): MannerRule => ({ outcome, act });

const refusal = (status: number, words: string, headers: Record<string, string> = {}) =>
  html(`<html><head><meta charset="utf-8"><title>${status}</title></head><body><h1>${status} ${words}</h1><!-- ${NOTICE} --></body></html>`, status, headers);

export const FAULTS: Readonly<Record<string, MannerRule>> = {
  'https-only': wanting('passes', (ask, _site, next) => {
    if (ask.secure) return next();
    const to = new URL(ask.url);
    to.protocol = 'https:';
    return redirect(to.href, 301);
  }),
  // Which protocols it speaks is the server's matter; on http such a host leads to https.
  'legacy-tls': wanting('passes', (ask, _site, next) => (ask.secure ? next() : redirect(ask.url.href.replace(/^http:/, 'https:'), 301))),
  'browser-headers': wanting('passes', (ask, _site, next) =>
    ask.url.pathname === '/robots.txt' || (ask.headers.accept !== undefined && ask.headers['accept-language'] !== undefined) ? next() : refusal(403, 'Forbidden')),
  slow: wanting('passes', (_ask, _site, next) => ({ ...next(), fate: 'slow' })),
  reset: wanting('unreachable', () => ({ status: 0, headers: {}, body: new Uint8Array(), fate: 'reset' })),
  'too-many': wanting('blocked', (ask, _site, next) => (ask.url.pathname === '/robots.txt' ? next() : refusal(429, 'Too Many Requests', { 'retry-after': '3600' }))),
  torn: wanting('unreachable', (ask, _site, next) => {
    const whole = next();
    if (ask.url.pathname === '/robots.txt') return whole;
    const packed = gzipSync(whole.body);
    return { ...whole, headers: { ...whole.headers, 'content-encoding': 'gzip' }, body: new Uint8Array(packed.subarray(0, Math.floor(packed.length / 2))), fate: 'torn' };
  }),
  'soft-404': wanting('unknown', (_ask, site) => html(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>您访问的页面不存在或已删除</title></head><body><div class="error"><h2>404</h2><p>您访问的页面不存在或已删除，请返回<a href="/">${site.name}首页</a>。</p></div><!-- ${NOTICE} --></body></html>`)),
  'to-home': wanting('unknown', (ask, _site, next) => (['/', '/robots.txt'].includes(ask.url.pathname) ? next() : redirect('/'))),
  'endless-redirect': wanting('unreachable', (ask) => {
    const to = new URL(ask.url);
    to.searchParams.set('n', String(Number(to.searchParams.get('n') ?? 0) + 1));
    return redirect(to.pathname + to.search);
  }),
};
