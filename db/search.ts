/**
 * Full-text search over Chinese with SQLite's own tokenizer: text goes into the index as overlapping pairs of characters, so
 * that a word of two characters is a word of the index (`MATCH '公开'`) and a longer one is a row of pairs. A run of
 * characters ends with its last one alone.
 */

/** Grows when the splitting changes; the index is then made anew. */
export const SEARCH_VERSION = 1;

const RUN = /\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu;
const HAN = /^\p{Script=Han}/u;

const runs = (text: string): string[] => text.normalize('NFKC').match(RUN) ?? [];

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.slice(0, -1).map((character, i) => character + (characters[i + 1] ?? ''));
}

/** `text` as the index holds it: `信息公开` → `信息 息公 公开 开`. */
export function searchable(text: string): string {
  const words: string[] = [];
  for (const run of runs(text)) {
    if (!HAN.test(run)) words.push(run);
    else words.push(...pairs(run), [...run].at(-1) ?? '');
  }
  return words.join(' ');
}

/** What the index holds of a section: its heading and its text. */
export const sectionWords = (heading: string | null, text: string): string => searchable(`${heading ?? ''}\n${text}`);

/**
 * The MATCH expression that finds `word` as it stands: `信息公开` → `"信息 息公 公开"`. Null when there is nothing to look for
 * (no letters, digits or characters).
 */
export function matchPhrase(word: string): string | null {
  const parts = runs(word);
  const words: string[] = [];
  let open = false;
  for (const [i, run] of parts.entries()) {
    const isLast = i === parts.length - 1;
    if (!HAN.test(run)) words.push(run);
    else if (!isLast) words.push(...pairs(run), [...run].at(-1) ?? '');
    else {
      const two = pairs(run);
      words.push(...(two.length > 0 ? two : [run]));
      open = two.length === 0; // one character: alone, or the first of a pair
    }
  }
  return words.length === 0 ? null : `"${words.join(' ')}"${open ? '*' : ''}`;
}
