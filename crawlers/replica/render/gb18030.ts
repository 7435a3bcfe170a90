/** GB18030 and GBK encoding, which Node can only decode: the inverse of its own decoder. */

let table: Map<string, readonly number[]> | null = null;

function build(): Map<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030');
  const map = new Map<string, readonly number[]>();
  const learn = (bytes: readonly number[]): void => {
    const char = decoder.decode(new Uint8Array(bytes));
    if (char.length === 1 && char !== '\ufffd' && !map.has(char)) map.set(char, bytes);
  };
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) learn([lead, trail]);
  }
  for (let a = 0x81; a <= 0x84; a += 1) {
    for (let b = 0x30; b <= 0x39; b += 1) {
      for (let c = 0x81; c <= 0xfe; c += 1) for (let d = 0x30; d <= 0x39; d += 1) learn([a, b, c, d]);
    }
  }
  return map;
}

/** Encodes HTML text; what the encoding lacks (with `twoByte`, all but GBK) becomes a numeric character reference. */
export function encodeGb(text: string, twoByte: boolean): Uint8Array {
  table ??= build();
  const bytes: number[] = [];
  for (const char of text) {
    const known = table.get(char);
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (known && (!twoByte || known.length === 2)) bytes.push(...known);
    else bytes.push(...Buffer.from(`&#${code};`, 'latin1'));
  }
  return new Uint8Array(bytes);
}
