/** The ways to a secure connection, from the standard one to what only a registry entry permits; each is tried when the one before it failed. */
import { constants } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import type { HttpNeeds } from './exchange.ts';

export interface TlsStep extends SecureContextOptions {
  rejectUnauthorized?: boolean;
}

/** OpenSSL 3 refuses what portals of 2010 speak: unsafe renegotiation, SHA-1, 1024-bit keys, TLS 1.0. */
const old = (level: 0 | 1): TlsStep => ({
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
  ciphers: `DEFAULT@SECLEVEL=${level}`,
  minVersion: 'TLSv1',
});
const ANY = { rejectUnauthorized: false };

/** Old settings never come first: some modern servers hang under them. */
export const TLS_STEPS: Record<HttpNeeds['tls'], readonly TlsStep[]> = {
  standard: [{}],
  legacy: [{}, old(1), old(0)],
  insecure: [{}, ANY, { ...old(1), ...ANY }, { ...old(0), ...ANY }],
};

const CODES = /^(?:ERR_SSL_|ERR_TLS_|CERT_|EPROTO$|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_CA$|PATH_LENGTH_EXCEEDED$|ERR_OSSL_)/;

/** Whether a connection failed over TLS, as opposed to not being made. */
export const isTlsError = ({ code = '' }: NodeJS.ErrnoException): boolean => CODES.test(code);
