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
    for (const sentence of passage.sentences) facts.push(...factsOf(passage, sentence, sections, fiscalYear, placeOf));
  }
  return facts;
}

function factsOf(passage: Passage, sentence: Sentence, sections: readonly Section[], fiscalYear: number | null, placeOf: PlaceOf): Fact[] {
  const { text, section, at } = passage;
  const printed = sections[section]!.text;
  const found: Fact[] = [];
  const quantities = quantitiesOf(text, sentence.start, sentence.end);
  const start = at(sentence.start);
  const base = { section, sentence: printed.slice(start, at(sentence.end - 1) + 1) };
  const add = (code: string, from: number, to: number, rest: Pick<Fact, 'value' | 'approximate' | 'bound' | 'label' | 'matcher'>): void => {
    const said = { sentence: text.slice(sentence.start, from), clause: '' };
    const raw = { start: at(from), end: at(to - 1) + 1 };
    found.push({
      code, value: rest.value, unit: indicatorOf(code).unit, raw: printed.slice(raw.start, raw.end), approximate: rest.approximate, bound: rest.bound,
      period: periodOf(said), scope: scopeOf(said), label: rest.label, ...base, start: raw.start, end: raw.end, matcher: rest.matcher, place: placeOf(section, start),
    });
  };
  if (quantities.length > 0) {
    for (const [quantity, { codes, matcher, label }] of attribute(passage, sentence, quantities, fiscalYear)) {
      for (const code of codes) add(code, quantity.start, quantity.end, { ...measured(quantity, code), label, matcher });
    }
  }
  for (const { code, start: from, end } of nothingIn(text, sentence)) {
    add(code, from, end, { value: 0, approximate: false, bound: null, label: null, matcher: 'none' });
  }
  return found.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
}

/** The value in the indicator's unit. */
function measured({ value, approximate, bound }: Quantity, code: string): Pick<Fact, 'value' | 'approximate' | 'bound'> {
  const inWan = indicatorOf(code).unit === '万元';
  return { value: value !== null && inWan ? Number((value / 10_000).toFixed(6)) : value, approximate, bound };
}
