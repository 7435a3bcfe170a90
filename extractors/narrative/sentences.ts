/** Sentences of the prose that speak of a number of requests, reviews or lawsuits. */
import { squeeze } from '../normalise.ts';
import type { Section } from '../report.ts';

/**
 * The squeezed sentences of all sections in which `words` (a global pattern) is found and `also` too, in order.
 * Sentences end at 。, ；, ! and at a paragraph's end.
 */
export function sentencesWith(sections: readonly Section[], words: RegExp, also?: string): string[] {
  const found: string[] = [];
  for (const { text } of sections) {
    let done = -1;
    for (const { index } of text.matchAll(words)) {
      if (index < done) continue;
      let start = index;
      while (start > 0 && !endsSentence(text.charCodeAt(start - 1))) start--;
      done = index;
      while (done < text.length && !endsSentence(text.charCodeAt(done))) done++;
      if (done - start > LONGEST) continue;
      const sentence = text.slice(start, done);
      if (also === undefined || sentence.includes(also)) found.push(squeeze(sentence));
    }
  }
  return found;
}

/** Longer runs without a full stop are no sentences; patterns would only lose time in them. */
const LONGEST = 1500;
const ENDS = new Set([...'。；;！\n'].map((it) => it.charCodeAt(0)));
const endsSentence = (unit: number): boolean => ENDS.has(unit);

const DIGITS = '零一二三四五六七八九';

/** 12, 1,234, 三, 两, 十二, 一百零三 in a squeezed text; null where it is no such number. */
export function countOf(text: string): number | null {
  if (/^\d/.test(text)) return Number(text.replaceAll(',', ''));
  let total = 0;
  let digit = 0;
  for (const char of text.replaceAll('两', '二')) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[char];
    if (unit === undefined) {
      digit = DIGITS.indexOf(char);
      if (digit < 0) return null;
    } else {
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + digit;
}
