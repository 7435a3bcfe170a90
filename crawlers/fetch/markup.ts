/** What a verdict needs to know of a page: its title, how much text it has, where it forwards to. Cheap: no tree is built. */
import { decode, declaredInMarkup } from '../../extractors/formats/encoding.ts';

export interface Glance {
  title: string;
  /** Running text without markup, white space collapsed; of the first part of a long page. */
  text: string;
  /** Its beginning, decoded, as it came. */
  source: string;
  /** The page is longer than what was looked at. */
  more: boolean;
  /** Tables, frames, links, pictures, forms: more than sentences. */
  furniture: boolean;
  refresh: { seconds: number; url: string } | null;
}

/** Error pages and stubs are short; of longer pages the beginning tells enough. */
const LOOKED_AT = 65_536;

export function glance(bytes: Uint8Array, contentType: string | undefined): Glance {
  const more = bytes.length > LOOKED_AT;
  // Cut before a tag: no character is cut in two, since no encoding of Chinese uses `<` as a second byte.
  const end = more ? Math.max(1, Buffer.from(bytes.buffer, bytes.byteOffset, LOOKED_AT).lastIndexOf('<')) : bytes.length;
  const source = decode(bytes.subarray(0, end), contentType, declaredInMarkup).text;
  const shown = source.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  const body = shown.replace(/<(script|style|noscript|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ');
  const text = entities(body.replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
  const title = entities(/<title[^<>]*>([^<]{0,1000})/i.exec(shown)?.[1] ?? '').replace(/\s+/g, ' ').trim();
  const furniture = /<(?:table|iframe|frame|frameset|embed|object|img|form|ul|ol|datastore|record)\b|<a\b[^<>]*\bhref/i.test(shown);
  return { title, text, source: shown, more, furniture, refresh: refreshOf(shown) };
}

const NAMED: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"' };

const entities = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(nbsp|amp|lt|gt|quot));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '0', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** `<meta http-equiv="refresh" content="0;url=…">`, attributes in any order. */
function refreshOf(source: string): Glance['refresh'] {
  for (const [tag] of source.matchAll(/<meta\b[^<>]{0,2000}>/gi)) {
    if (!/http-equiv\s*=\s*["']?\s*refresh/i.test(tag)) continue;
    const content = /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag);
    const parts = /^\s*(\d+(?:\.\d+)?)\s*[;,]\s*(?:url\s*=\s*)?["']?\s*([^"']+?)\s*["']?\s*$/i.exec(entities(content?.[1] ?? content?.[2] ?? content?.[3] ?? ''));
    if (parts) return { seconds: Number(parts[1]), url: parts[2]! };
  }
  return null;
}

/** The address that a script of a page without content leads to: `location.href = './zfxxgknb/'`. */
export function scriptForward(source: string): string | null {
  const match =
    /\b(?:location(?:\.href)?|URL)\s*=\s*(["'])([^"'\s<>+]{1,500})\1\s*(?:;|\}|<|\n|$)/i.exec(source) ??
    /\blocation\.(?:replace|assign)\(\s*(["'])([^"'\s<>+]{1,500})\1\s*\)/i.exec(source);
  return match?.[2] ?? null;
}
