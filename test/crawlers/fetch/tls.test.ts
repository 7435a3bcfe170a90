/** Old and odd TLS: the standard handshake first, more only as far as the registry allows. The keys in `fixtures/` are for these tests alone. */
import { constants } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type https from 'node:https';
import { describe, expect, it } from 'vitest';
import { Connections } from '../../../crawlers/fetch/connection.ts';
import type { HttpNeeds } from '../../../crawlers/fetch/exchange.ts';
import type { Host } from '../../../crawlers/fetch/hosts.ts';
import { LIMITS } from '../../../crawlers/fetch/options.ts';
import { Resolver, type Target } from '../../../crawlers/fetch/resolver.ts';
import { isTlsError, TLS_STEPS } from '../../../crawlers/fetch/tls.ts';
import { access, article, fetcher, HOST, portal } from './servers.ts';

const pem = (name: string): string => readFileSync(new URL(`fixtures/${name}.pem`, import.meta.url), 'utf8');
const MODERN: https.ServerOptions = { key: pem('tls-modern-key'), cert: pem('tls-modern') };
/** As a portal of 2010: TLS 1.0 and 1.1 only. */
const OLD: https.ServerOptions = { ...MODERN, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
/** A key of 1024 bits, signed with SHA-1. */
const WEAK: https.ServerOptions = { key: pem('tls-weak-key'), cert: pem('tls-weak'), ciphers: 'DEFAULT@SECLEVEL=0' };

async function ask(server: https.ServerOptions, tls: HttpNeeds['tls']) {
  const at = await portal({ '/a.html': article(), '/b.html': article() }, server);
  const made = fetcher({ resolve: { [HOST]: `https://${at.place}` } });
  const get = (path: string) => made.fetch({ url: `https://${HOST}${path}`, kind: 'page' }, access([HOST], { tls }));
  return { exchange: await get('/a.html'), at, get };
}

describe('a certificate that nobody vouches for', () => {
  it.each(['standard', 'legacy'] as const)('is refused under %s', async (tls) => {
    const { exchange, at } = await ask(MODERN, tls);
    expect(exchange).toMatchObject({ verdict: 'tls', status: null, body: null, reason: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT') as string });
    expect(at.paths).toEqual([]);
  });

  it('is taken under insecure, after the standard handshake failed, and not tried in vain again', async () => {
    const { exchange, at, get } = await ask(MODERN, 'insecure');
    expect(exchange.verdict).toBe('ok');
    // robots.txt: the standard one fails, the next is kept open for the page.
    expect(at.sockets.opened).toBe(2);
    expect((await get('/b.html')).verdict).toBe('ok');
    expect(at.sockets.opened).toBe(2);
  });
});

describe('a certificate that is trusted for mapped hosts', () => {
  const OTHER = 'www.example.gov.cn';

  it.each([['a new server', MODERN, 'standard', 1], ['one of old versions, after the standard handshake failed', OLD, 'legacy', 3]] as const)('is taken of %s', async (_name, server, tls, handshakes) => {
    const at = await portal({ '/a.html': article() }, server);
    const made = fetcher({ resolve: { [HOST]: `https://${at.place}` }, ca: MODERN.cert as string });
    expect(await made.fetch({ url: `https://${HOST}/a.html`, kind: 'page' }, access([HOST], { tls }))).toMatchObject({ verdict: 'ok' });
    expect(at.sockets.opened).toBe(handshakes);
  });

  it('does not open old versions under standard', async () => {
    const at = await portal({ '/a.html': article() }, OLD);
    const made = fetcher({ resolve: { [HOST]: `https://${at.place}` }, ca: MODERN.cert as string });
    expect(await made.fetch({ url: `https://${HOST}/a.html`, kind: 'page' }, access([HOST]))).toMatchObject({ verdict: 'tls' });
  });

  it('is of no use to a host outside the map', async () => {
    const at = await portal({ '/a.html': article() }, MODERN);
    const lookup = (): Promise<{ address: string; family: number }[]> => Promise.resolve([{ address: '93.184.216.34', family: 4 }]);
    const resolver = new Resolver({ [HOST]: `https://${at.place}` }, lookup, MODERN.cert as string);
    const [mapped, other] = [await resolver.resolve(HOST, 0), await resolver.resolve(OTHER, 0)];
    expect([mapped.ca, other.ca]).toEqual([MODERN.cert, undefined]);
    // The other host's server shows the same certificate: its target carries no trust, so nothing is asked of it.
    const connections = new Connections(LIMITS, { connectionsPerHost: 1, hostsAtOnce: 4 });
    const host = { tlsStep: 0 } as Host;
    const ask = (target: Target): Promise<{ status: number }> =>
      connections.ask({ url: new URL(`https://${HOST}/a.html`), method: 'GET', headers: {}, host, tls: 'standard', target: { ...target, addresses: mapped.addresses, port: mapped.port } });
    await expect(ask(other)).rejects.toMatchObject({ verdict: 'tls' });
    connections.close();
    expect(at.paths).toEqual([]);
    const trusting = new Connections(LIMITS, { connectionsPerHost: 1, hostsAtOnce: 4 });
    await expect(trusting.ask({ url: new URL(`https://${HOST}/a.html`), method: 'GET', headers: {}, host, tls: 'standard', target: mapped })).resolves.toMatchObject({ status: 200 });
    trusting.close();
  });
});

describe('a server that knows old versions only', () => {
  it('is refused under standard', async () => {
    const { exchange, at } = await ask(OLD, 'standard');
    expect(exchange.verdict).toBe('tls');
    expect(at.sockets.opened).toBe(1);
  });

  it('is spoken to under insecure', async () => {
    const { exchange, at } = await ask(OLD, 'insecure');
    expect(exchange.verdict).toBe('ok');
    expect(at.sockets.opened).toBeGreaterThan(2);
  });

  it('gets as far as its certificate under legacy, which is still checked', async () => {
    const { exchange } = await ask(OLD, 'legacy');
    expect(exchange).toMatchObject({ verdict: 'tls', reason: expect.stringContaining('SELF_SIGNED') as string });
  });
});

describe('a weak key', () => {
  it.each([['standard', 'tls'], ['legacy', 'tls'], ['insecure', 'ok']] as const)('under %s: %s', async (tls, verdict) => {
    expect((await ask(WEAK, tls)).exchange.verdict).toBe(verdict);
  });
});

describe('plain HTTP where TLS is spoken, and the other way round', () => {
  it('is an answer without content, or none', async () => {
    const at = await portal({ '/a.html': article() });
    const made = fetcher({ resolve: { [HOST]: `https://${at.place}` } });
    expect((await made.fetch({ url: `https://${HOST}/a.html`, kind: 'page' }, access([HOST]))).verdict).toBe('tls');
    expect((await made.fetch({ url: `http://${HOST}/a.html`, kind: 'page' }, access([HOST]))).verdict).toBe('ok');
  });
});

describe('the steps', () => {
  it('begin with the standard handshake, and take any certificate only under insecure', () => {
    for (const steps of Object.values(TLS_STEPS)) expect(steps[0]).toEqual({});
    for (const tls of ['standard', 'legacy'] as const) for (const step of TLS_STEPS[tls]) expect(step.rejectUnauthorized).toBeUndefined();
    expect(TLS_STEPS.legacy.slice(1).every(({ secureOptions, minVersion }) => secureOptions === constants.SSL_OP_LEGACY_SERVER_CONNECT && minVersion === 'TLSv1')).toBe(true);
  });

  it.each([['EPROTO', true], ['ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', true], ['ERR_SSL_DH_KEY_TOO_SMALL', true], ['ERR_TLS_CERT_ALTNAME_INVALID', true], ['CERT_HAS_EXPIRED', true], ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', true], ['ECONNREFUSED', false], ['ECONNRESET', false], ['ENOTFOUND', false]])('%s: %s', (code, is) => expect(isTlsError(Object.assign(new Error('x'), { code }))).toBe(is));
});
