/** Paragraphs of a section as they are searched: squeezed, cut into sentences, every position leading back to the text. */
import type { Section } from '../../report.ts';

/** One sentence of a paragraph; positions count in the paragraph's squeezed text. */
export interface Sentence {
  start: number;
  end: number;
}

export interface Passage {
  /** Index among the report's sections. */
  section: number;
  /** The squeezed paragraph: no white space, full-width signs and quotation marks made alike. */
  text: string;
  sentences: readonly Sentence[];
  /** The short line before it, which names what it is about: `（二）依申请公开情况`; empty where there is none. */
  topic: string;
  /** Where a position of `text` stands in the section's text, in UTF-16 units. */
  at: (position: number) => number;
}

/** What must stand in a paragraph that can hold a fact: a figure, a number in words before its unit, or a word for none. */
const WORTH_READING = /[\d０-９]|[一二两三四五六七八九十][余多几]?(?:人次|场次|[件条篇次期项起份名个])|[几数上][十百千]|[未无没零]/;

const SENTENCE_END = /[。!?.]/g;
/** A full stop printed as a point: between Chinese characters, or at the end behind one. */
const POINT_AS_STOP = /\.(?<=\p{Script=Han}\.)(?=\p{Script=Han}|$)/uy;
/** Longer runs without a full stop are cut at semicolons: patterns would only lose time in them. */
const LONGEST = 1200;
const TOPIC_LENGTH = 40;

/** The paragraphs of all sections in which a number or a word for none is printed, in order. */
export function passagesOf(sections: readonly Section[]): Passage[] {
  const passages: Passage[] = [];
  sections.forEach(({ text, heading }, section) => {
    let topic = heading ?? '';
    for (let from = 0; from <= text.length; ) {
      const newline = text.indexOf('\n', from);
      const to = newline < 0 ? text.length : newline;
      const line = text.slice(from, to);
      if (WORTH_READING.test(line)) passages.push(passageOf(line, from, section, topic));
      if (line.length <= TOPIC_LENGTH && !/[。；;，,]/.test(line)) topic = line;
      else if (/^\s*[（(]?[一二三四五六七八九十]{1,3}[)）、]/.test(line)) topic = '';
      from = to + 1;
    }
  });
  return passages;
}

function passageOf(line: string, offset: number, section: number, topic: string): Passage {
  const text = fold(line);
  return { section, text, sentences: sentencesOf(text), topic, at: positions(line, text, offset) };
}

const VANISHING = /[\s\u200b-\u200f\u2060\ufeff\u00ad]+/g;
const FOLDED = /[\s\u200b-\u200f\u2060\ufeff\u00ad]+|[\uff01-\uff5e“”„‟‘’‚‛「」『』']/g;
const QUOTES = '“”„‟‘’‚‛「」『』\'＂＇';

/** Full-width signs by what they are when narrow (！ → !), and all quotation marks as one. */
const ALIKE = new Map([
  ...Array.from({ length: 0x5e }, (_, i) => [String.fromCharCode(0xff01 + i), String.fromCharCode(0x21 + i)] as const),
  ...[...QUOTES].map((sign) => [sign, '"'] as const),
]);

/** One sign for one sign, and white space for none: `positions` relies on it. */
const fold = (line: string): string => line.replace(FOLDED, (sign) => ALIKE.get(sign) ?? '');

/** From positions in the squeezed line to positions in the section's text. */
function positions(line: string, text: string, offset: number): (position: number) => number {
  if (line.length === text.length) return (position) => offset + position;
  let map: number[] | null = null;
  return (position) => {
    if (map === null) {
      map = [];
      let from = 0;
      for (const { index, 0: gap } of line.matchAll(VANISHING)) {
        for (; from < index; from++) map.push(from);
        from += gap.length;
      }
      for (; from <= line.length; from++) map.push(from);
    }
    return offset + (map[position] ?? line.length);
  };
}

function isStop(text: string, at: number): boolean {
  POINT_AS_STOP.lastIndex = at;
  return POINT_AS_STOP.test(text);
}

function addSentence(sentences: Sentence[], text: string, from: number, end: number): void {
  let start = from;
  if (end - start > LONGEST) {
    for (let cut = text.indexOf(';', start); cut >= 0 && cut < end - 1; cut = text.indexOf(';', start)) {
      sentences.push({ start, end: cut + 1 });
      start = cut + 1;
    }
  }
  if (end > start) sentences.push({ start, end });
}

function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  SENTENCE_END.lastIndex = 0;
  while (SENTENCE_END.test(text)) {
    const end = SENTENCE_END.lastIndex;
    if (text[end - 1] === '.' && !isStop(text, end - 1)) continue;
    // 全市收到500件。其中予以公开210件: goes on with what the sentence before speaks of, if that is not too long to search.
    if (text.startsWith('其中', end) && end - start < LONGEST / 2) continue;
    addSentence(sentences, text, start, end);
    start = end;
  }
  addSentence(sentences, text, start, text.length);
  return sentences;
}
