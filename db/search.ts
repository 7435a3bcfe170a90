/**
 * Full-text search over Chinese with SQLite's own tokenizer: text goes into the index as overlapping pairs of characters, so
 * that a word of two characters is a word of the index (`MATCH '公开'`) and a longer one is a row of pairs. A run of
 * characters ends with its last one alone.
 */

import { endianness } from 'node:os';

/** Grows when the splitting changes; the index is then made anew. */
export const SEARCH_VERSION = 1;

const SPACE = 0x20;
const RUN = /\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu;
const HAN = /^\p{Script=Han}/u;

const runs = (text: string): string[] => text.normalize('NFKC').match(RUN) ?? [];

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.slice(0, -1).map((character, i) => character + (characters[i + 1] ?? ''));
}

/** What a character is in `RUN`, as bits: a number can be Han too (〇). */
const HAN_CHARACTER = 1;
const LETTER = 2;
const NUMBER = 4;
const UNKNOWN = 255;
const kinds = new Uint8Array(0x110000).fill(UNKNOWN);

function kindOf(point: number): number {
  const known = kinds[point]!;
  if (known !== UNKNOWN) return known;
  const character = String.fromCodePoint(point);
  const kind = HAN.test(character) ? HAN_CHARACTER : /\p{L}/u.test(character) ? LETTER : 0;
  return (kinds[point] = kind | (/\p{N}/u.test(character) ? NUMBER : 0));
}

let units = new Uint16Array(1 << 14);

/**
 * `text` as the index holds it: `信息公开` → `信息 息公 公开 开`. Every section goes through here, so it is one pass from code
 * units to code units, without a string for each pair.
 */
export function searchable(text: string): string {
  const from = text.normalize('NFKC');
  if (units.length < 4 * from.length + 1) units = new Uint16Array(8 * from.length); // a character and its pair take four units for one at most
  let written = 0;
  const copy = (start: number, end: number): void => {
    for (let i = start; i < end; i++) units[written++] = from.charCodeAt(i);
  };
  let at = 0;
  while (at < from.length) {
    const kind = kindOf(from.codePointAt(at)!);
    const run = kind & HAN_CHARACTER || kind & LETTER || kind & NUMBER;
    let before = at;
    const start = at;
    for (let point = from.codePointAt(at)!; at < from.length && (kindOf(point) & run) !== 0; point = from.codePointAt(at)!) {
      const end = at + (point > 0xffff ? 2 : 1);
      if (run === HAN_CHARACTER && at > start) {
        copy(before, end);
        units[written++] = SPACE;
      }
      before = at;
      at = end;
    }
    if (at === start) at += from.codePointAt(at)! > 0xffff ? 2 : 1; // neither letter nor number
    else {
      copy(run === HAN_CHARACTER ? before : start, at);
      units[written++] = SPACE;
    }
  }
  const bytes = Buffer.from(units.buffer, 0, 2 * Math.max(0, written - 1));
  return (endianness() === 'LE' ? bytes : Buffer.from(bytes).swap16()).toString('utf16le');
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
