/** Cuts RTF into its signs: groups, control words, bytes of text. (Rich Text Format 1.9.1, "Conventions of an RTF Reader".) */

export type Token =
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'word'; name: string; value: number | null }
  /** One byte of text, printed as it is or as \'hh. */
  | { kind: 'byte'; value: number };

const [BACKSLASH, OPEN, CLOSE, LF, CR, QUOTE] = [0x5c, 0x7b, 0x7d, 0x0a, 0x0d, 0x27];

const isLetter = (byte: number | undefined): boolean => byte !== undefined && ((byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90));
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/** All tokens, in order. Control symbols come as words named by their sign. Binary data (\bin) is passed over. */
export function* tokensOf(bytes: Uint8Array): Generator<Token> {
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at++]!;
    if (byte === OPEN) yield { kind: 'open' };
    else if (byte === CLOSE) yield { kind: 'close' };
    else if (byte === LF || byte === CR || byte === 0) continue;
    else if (byte !== BACKSLASH) yield { kind: 'byte', value: byte };
    else if (bytes[at] === QUOTE) {
      const value = Number.parseInt(String.fromCharCode(bytes[at + 1] ?? 0x30, bytes[at + 2] ?? 0x30), 16);
      at += 3;
      if (!Number.isNaN(value)) yield { kind: 'byte', value };
    } else if (!isLetter(bytes[at])) {
      const sign = String.fromCharCode(bytes[at++] ?? 0x20);
      yield { kind: 'word', name: sign === '\r' || sign === '\n' ? 'par' : sign, value: null };
    } else {
      const from = at;
      while (isLetter(bytes[at]) && at - from < 32) at++;
      const name = String.fromCharCode(...bytes.subarray(from, at));
      const digits = at;
      if (bytes[at] === 0x2d) at++;
      while (isDigit(bytes[at]) && at - digits < 11) at++;
      const number = String.fromCharCode(...bytes.subarray(digits, at));
      if (number === '-') at--;
      const value = number === '' || number === '-' ? null : Number(number);
      if (bytes[at] === 0x20) at++;
      if (name === 'bin') at += Math.max(0, value ?? 0);
      else yield { kind: 'word', name, value };
    }
  }
}
