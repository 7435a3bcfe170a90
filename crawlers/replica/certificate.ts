/** A self-signed certificate for the replica's hosts, made anew at every start: no key lies in the project. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const length = (n: number): number[] => (n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff]);
/** One DER element. */
const der = (tag: number, ...parts: (Uint8Array | readonly number[])[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([tag, ...length(body.length)]), body]);
};
const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** sha256WithRSAEncryption, commonName, basicConstraints, subjectAltName. */
const SHA256_RSA = sequence(der(0x06, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]), der(0x05));
const COMMON_NAME = der(0x06, [0x55, 0x04, 0x03]);
const BASIC_CONSTRAINTS = der(0x06, [0x55, 0x1d, 0x13]);
const ALT_NAMES = der(0x06, [0x55, 0x1d, 0x11]);

export interface Certificate {
  /** Both PEM. */
  certificate: string;
  key: string;
  /** SHA-256 of the public key in base64: by this Chromium can be told to accept it (`--ignore-certificate-errors-spki-list`). */
  spki: string;
}

const pem = (label: string, bytes: Uint8Array): string => `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END ${label}-----\n`;

/** Valid from 2020 to 2049, for these hosts. */
export function selfSigned(hosts: readonly string[]): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, ascii('Gongkai replica')))));
  const extensions = der(0xa3, sequence(
    sequence(BASIC_CONSTRAINTS, der(0x01, [0xff]), der(0x04, sequence(der(0x01, [0xff])))),
    sequence(ALT_NAMES, der(0x04, sequence(...hosts.map((host) => der(0x82, ascii(host)))))),
  ));
  const body = sequence(
    der(0xa0, der(0x02, [2])), der(0x02, [0x01], randomBytes(8)), SHA256_RSA, name,
    sequence(der(0x17, ascii('200101000000Z')), der(0x17, ascii('491231235959Z'))), name, spki, extensions,
  );
  const signature = sign('sha256', body, privateKey);
  return {
    certificate: pem('CERTIFICATE', sequence(body, SHA256_RSA, der(0x03, [0], signature))),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    spki: createHash('sha256').update(spki).digest('base64'),
  };
}
