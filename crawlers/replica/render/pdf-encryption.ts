/** The standard security handler of PDF 1.4, revision 2 (RC4, 40 bit), enough to write protected test documents. */
import { createHash } from 'node:crypto';

export interface Encryption {
  /** Needed to open the file; '' opens without asking. */
  user: string;
  owner: string;
}

/** ISO 32000-1, 7.6.3.3: passwords are padded to 32 bytes with this. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
/** Printing allowed, everything else not. */
const PERMISSIONS = -60;

const md5 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const pad = (password: string): Buffer => Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (i: number, j: number): void => {
    [state[i], state[j]] = [state[j]!, state[i]!];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    swap(i, j);
  }
  let a = 0;
  let b = 0;
  return Buffer.from(data).map((byte) => {
    a = (a + 1) & 255;
    b = (b + state[a]!) & 255;
    swap(a, b);
    return byte ^ state[(state[a]! + state[b]!) & 255]!;
  }) as Buffer;
}

/** Encrypts the hexadecimal strings and the streams of the objects, and adds the encryption dictionary as the last one. */
export function encryptObjects(objects: readonly string[], { user, owner }: Encryption): { objects: string[]; trailer: string } {
  const id = md5(Buffer.from(objects.join('\n'), 'latin1'));
  const ownerEntry = rc4(md5(pad(owner)).subarray(0, 5), pad(user));
  const flags = Buffer.alloc(4);
  flags.writeInt32LE(PERMISSIONS);
  const key = md5(pad(user), ownerEntry, flags, id).subarray(0, 5);
  const userEntry = rc4(key, PADDING);
  const secured = objects.map((body, i) => {
    const number = i + 1;
    const own = md5(key, Uint8Array.of(number & 255, (number >> 8) & 255, (number >> 16) & 255, 0, 0)).subarray(0, 10);
    const stream = /^([\s\S]*?\nstream\n)([\s\S]*)(\nendstream)$/.exec(body);
    if (stream) return stream[1] + rc4(own, Buffer.from(stream[2]!, 'latin1')).toString('latin1') + stream[3];
    return body.replace(/<([0-9a-f]+)>/g, (_, digits: string) => `<${rc4(own, Buffer.from(digits, 'hex')).toString('hex')}>`);
  });
  secured.push(
    `<< /Filter /Standard /V 1 /R 2 /O <${ownerEntry.toString('hex')}> /U <${userEntry.toString('hex')}> /P ${PERMISSIONS} >>`,
  );
  const hexId = `<${id.toString('hex')}>`;
  return { objects: secured, trailer: `/Encrypt ${secured.length} 0 R /ID [${hexId} ${hexId}]` };
}
