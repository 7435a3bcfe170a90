/** The head of a Word 97 file (FIB): where its parts stand. [MS-DOC] 2.5. */
import { Refusal } from '../../document.ts';
import type { Streams } from '../ole.ts';

/** A part of the table stream. */
export interface Part {
  from: number;
  length: number;
}

export interface WordFile {
  /** The stream of text and formatted pages. */
  main: Buffer;
  /** The stream that says where what stands. */
  table: Buffer;
  /** Where long properties stand; null where there are none. */
  data: Buffer | null;
  /** Characters of the document itself; footnotes, headers and text boxes follow them. */
  characters: number;
  pieces: Part;
  characterRuns: Part;
  paragraphRuns: Part;
  styles: Part;
}

const WORD_97 = 0xa5ec;
/** nFib of Word 97; Word 6 and 95 have 101 to 105, and another layout. */
const OLDEST = 0xc1;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
/** Pairs of offset and length in the table stream begin here. */
const PAIRS = 154;
const [STYLES, CHARACTER_RUNS, PARAGRAPH_RUNS, PIECES] = [1, 12, 13, 33];
/** No report has more; a broken length must not be believed. */
const MOST_CHARACTERS = 20_000_000;

/** @throws Refusal `encrypted`, `wrong_type` (Word 95 and older), `truncated` */
export function openWord(streams: Streams): WordFile {
  const main = streams('WordDocument');
  if (main === null || main.length < PAIRS + 8 * (PIECES + 1)) throw damaged('its stream WordDocument is missing or short');
  if (main.readUInt16LE(0) !== WORD_97 || main.readUInt16LE(2) < OLDEST) {
    throw new Refusal('unreadable', 'wrong_type', 'The document is of Word 95 or older; readers exist for Word 97 and later. Open it in a word processor and save it as DOCX to read it.');
  }
  const flags = main.readUInt16LE(10);
  if ((flags & ENCRYPTED) !== 0) throw new Refusal('unreadable', 'encrypted', 'The Word document is encrypted with a password; it cannot be opened.');
  const table = streams((flags & SECOND_TABLE) === 0 ? '0Table' : '1Table');
  if (table === null) throw damaged('its table stream is missing');
  const characters = main.readUInt32LE(76);
  if (characters > MOST_CHARACTERS) throw new Refusal('unreadable', 'too_large', `The Word document says that it has ${characters} characters; none above ${MOST_CHARACTERS} is read.`);
  const part = (pair: number): Part => {
    const found = { from: main.readUInt32LE(PAIRS + 8 * pair), length: main.readUInt32LE(PAIRS + 8 * pair + 4) };
    if (found.from + found.length > table.length) throw damaged('a part of it stands behind the end of its table stream');
    return found;
  };
  return { main, table, data: streams('Data'), characters, pieces: part(PIECES), characterRuns: part(CHARACTER_RUNS), paragraphRuns: part(PARAGRAPH_RUNS), styles: part(STYLES) };
}

export const damaged = (how: string): Refusal => new Refusal('unreadable', 'truncated', `The Word document is cut off or damaged: ${how}.`);
