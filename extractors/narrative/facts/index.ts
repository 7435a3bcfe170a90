/** The numbers that a report's prose quotes, each with its indicator, its sentence and its place. */
import type { Place } from '../../document.ts';
import type { Fact, Section } from '../../report.ts';
import { attribute } from './attribute.ts';
import { periodOf, scopeOf } from './context.ts';
import { indicatorOf } from './indicators/index.ts';
import { nothingIn } from './none.ts';
import { quantitiesOf, type Quantity } from './numbers.ts';
import { passagesOf, type Passage, type Sentence } from './prose.ts';

/** Where a position of a section's text stands in the original. */
export type PlaceOf = (section: number, offset: number) => Place;

/**
 * Reads the facts of a report's sections.
 * @param fiscalYear numbers of other years are none; null where the year is not known
 * @param placeOf where a sentence stands; the section's own place where nothing better is known
 * @returns facts in reading order. A number that cannot be attributed is not among them.
 */
export function readFacts(sections: readonly Section[], fiscalYear: number | null, placeOf: PlaceOf = (section) => sections[section]!.place): Fact[] {
  const facts: Fact[] = [];
  for (const passage of passagesOf(sections)) {
    const quantities = quantitiesOf(passage.text);
    let next = 0;
    for (const sentence of passage.sentences) {
      const first = next;
      while (next < quantities.length && quantities[next]!.start < sentence.end) next++;
      const said = saidIn(passage, sentence, quantities.slice(first, next), fiscalYear);
      if (said.length > 0) addFacts(facts, said, passage, sentence, sections[passage.section]!.text, placeOf);
    }
  }
  return facts;
}

/** What makes a fact of a number, or of a word for none: [start, end) in the squeezed text. */
interface Said extends Pick<Fact, 'code' | 'value' | 'approximate' | 'bound' | 'label' | 'matcher'> {
  start: number;
  end: number;
}

/** What a sentence says: its numbers, then that there was none of something. */
function saidIn(passage: Passage, sentence: Sentence, quantities: readonly Quantity[], fiscalYear: number | null): Said[] {
  const said: Said[] = [];
  if (quantities.length > 0) {
    for (const [quantity, { codes, matcher, label }] of attribute(passage, sentence, quantities, fiscalYear)) {
      const { start, end, approximate, bound } = quantity;
      for (const code of codes) said.push({ code, value: valueOf(quantity, code), approximate, bound, label, matcher, start, end });
    }
  }
  for (const { code, start, end } of nothingIn(passage.text, sentence, fiscalYear)) {
    said.push({ code, value: 0, approximate: false, bound: null, label: null, matcher: 'none', start, end });
  }
  return said;
}

/** The value in the indicator's unit. */
const valueOf = ({ value }: Quantity, code: string): number | null => (value !== null && indicatorOf(code).unit === '万元' ? Number((value / 10_000).toFixed(6)) : value);

function addFacts(facts: Fact[], said: readonly Said[], { text, section, at }: Passage, sentence: Sentence, printed: string, placeOf: PlaceOf): void {
  const from = at(sentence.start);
  const quoted = printed.slice(from, at(sentence.end - 1) + 1);
  const place = placeOf(section, from);
  const first = facts.length;
  for (const it of said) {
    const around = { sentence: text.slice(sentence.start, it.start), clause: '' };
    const start = at(it.start);
    const end = at(it.end - 1) + 1;
    facts.push({
      code: it.code, value: it.value, unit: indicatorOf(it.code).unit, raw: printed.slice(start, end), approximate: it.approximate, bound: it.bound,
      period: periodOf(around), scope: scopeOf(around), label: it.label, section, sentence: quoted, start, end, matcher: it.matcher, place,
    });
  }
  if (said.length > 1) inReadingOrder(facts, first);
}

/** Sorts the facts from an index on; nearly always they are. */
function inReadingOrder(facts: Fact[], from: number): void {
  for (let i = from + 1; i < facts.length; i++) {
    if (facts[i - 1]!.start > facts[i]!.start) {
      facts.push(...facts.splice(from).sort((a, b) => a.start - b.start));
      return;
    }
  }
}
