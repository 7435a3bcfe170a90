/** Joins lines into paragraphs: line ends within a sentence vanish, also over a page break; paragraphs keep their own line. */
import type { Place } from '../document.ts';

const SENTENCE_END = /[。！？!?；;：:…]["”’」』）)]*$/;
/** Numbering with which a new paragraph begins. */
const BEGINS = /^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、．.]|\d{1,2}[、．.](?!\d)|第[一二三四五六七八九十]{1,3}[条章节部]|[一二三四五六七八九十]{1,2}是)/;
const TITLE_END = /信息公开.{0,20}(?:报告|年报)$/;
/** Lines that are whole by themselves: a date, a label and its value, a remark in brackets. */
const ALONE = /^(?:[12]\d{3}\s*年[\d\s月]{1,8}日|[\p{Script=Han}\s]{2,8}[：:]\s*\S.{0,50}|[（(][^（）()]{1,30}[)）])$/u;
/** Shorter lines without a full stop are headings, names or dates; a line broken in mid-sentence is about as wide as the page. */
const MIN_BROKEN = 18;
const MANY_SPACES = /[\u00a0\u3000\t]|  /;

/** From `start` on (in UTF-16 units of the joined text) the text stands at `place`, until the next one's. */
export interface Standing {
  start: number;
  place: Place;
}

export class TextJoiner {
  readonly #paragraphs: string[] = [];
  readonly #standing: Standing[] = [];
  /** Length of all paragraphs but the last, with the `\n` behind each. */
  #before = 0;
  /** Whether the next line may continue the last paragraph. */
  #open = false;

  /** Adds a line; `opens`: it begins a paragraph in the original, so it continues another only if that was cut in mid-sentence. */
  add(line: string, opens: boolean, heading = false, place?: Place): void {
    const text = tidy(line);
    if (text === '') return;
    const last = this.#paragraphs.at(-1);
    if (last !== undefined && this.#open && !heading && continues(last, text, opens)) {
      const glued = glue(last, text);
      if (place) this.#standing.push({ start: this.#before + glued.length - text.length, place });
      this.#paragraphs[this.#paragraphs.length - 1] = glued;
    } else {
      if (last !== undefined) this.#before += last.length + 1;
      if (place) this.#standing.push({ start: this.#before, place });
      this.#paragraphs.push(text);
    }
    this.#open = !heading;
  }

  /** A table stands here: nothing is joined over it. */
  interrupt(): void {
    this.#open = false;
  }

  text(): string {
    return this.#paragraphs.join('\n');
  }

  /** Where the text stands in the original, in its order. */
  standing(): readonly Standing[] {
    return this.#standing;
  }
}

/** Without emphasis marks, outer white space, and more than one space within. */
function tidy(line: string): string {
  const text = line.trim();
  const plain = text.includes('**') ? text.replaceAll('**', '') : text;
  return MANY_SPACES.test(plain) ? plain.replace(/[^\S\n]+/g, ' ') : plain;
}

function continues(last: string, next: string, opens: boolean): boolean {
  // Only the last characters matter; a search from the start of a long paragraph would be dear.
  if (SENTENCE_END.test(last.slice(-4)) || BEGINS.test(next.slice(0, 12)) || TITLE_END.test(last.slice(-30))) return false;
  if ((last.length < 62 && ALONE.test(last)) || (next.length < 62 && ALONE.test(next))) return false;
  return !opens || last.length >= MIN_BROKEN;
}

/** Between Chinese characters nothing is put, between Latin words or numbers a space. */
function glue(a: string, b: string): string {
  const spaced = /[A-Za-z0-9]$/.test(a) && /^[A-Za-z]/.test(b);
  return spaced ? `${a} ${b}` : a + b;
}
