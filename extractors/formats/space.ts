/** White space as documents have it: ASCII, NBSP, the blanks of typography, the ideographic space, byte order marks. */

export function isSpace(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a) || code === 0xfeff;
}

/** Without white space of any kind at both ends. In one pass: a pattern that ends in `$` tries anew at every blank. */
export function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}
