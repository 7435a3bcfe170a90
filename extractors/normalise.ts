/** Text as it is compared, never as it is stored. */

const QUOTES = /[“”„‟"＂'‘’‚‛「」『』]/g;
const SPACE = /[\s\u200b-\u200f\u2060\ufeff\u00ad]+/g;
const PUNCTUATION = /[^\p{L}\p{N}]+/gu;

/** NFKC with all white space removed and quotes made alike: `（一） 予以公开` → `(一)予以公开`. */
export const squeeze = (text: string): string => text.normalize('NFKC').replace(SPACE, '').replace(QUOTES, '"');

/** Numbering in front of a label: `（一）`, `三、`, `1.`, `(2)`, `①` (a digit after NFKC, so it needs its delimiter or a letter behind). */
const NUMBERING = /^(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、.,:]|\d{1,2}(?:[、.,:)]|(?=\p{L})))+/u;

/** A squeezed label without its numbering. */
export const withoutNumbering = (squeezed: string): string => squeezed.replace(NUMBERING, '');

/** Only letters and digits of a squeezed text: labels that differ in punctuation alone are equal here. */
export const lettersOf = (squeezed: string): string => squeezed.replace(PUNCTUATION, '');

/** A squeezed text without its parentheses and what they hold. */
export const withoutParentheses = (squeezed: string): string => squeezed.replace(/[([][^)\]]*[)\]]?/g, '');

/** Strokes by which a cell says that there is nothing; on squeezed text. */
export const isDashes = (squeezed: string): boolean => /^[-‐‑‒–—―⸺⸻−─━﹣﹘ー/\\⁄∕╱]+$/.test(squeezed);

/** True for text of white space only, U+3000, NBSP and zero-width characters included. */
export const isBlank = (text: string): boolean => !/[^\s\u200b-\u200f\u2060\ufeff\u00ad]/.test(text);

/**
 * Full-width ASCII and ideographic space folded to ASCII, nothing else: unlike NFKC this keeps `②`, `²` and `½` from
 * turning into digits.
 */
export const foldWidth = (text: string): string =>
  /[\uff01-\uff5e\u3000]/.test(text)
    ? text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')
    : text;

/** Damerau–Levenshtein distance (adjacent swaps count one), given up above `limit` (returns limit + 1). */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min((last[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, (beforeLast[j - 2] ?? 0) + 1);
      current.push(d);
      if (d < best) best = d;
    }
    if (best > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? limit + 1;
}
