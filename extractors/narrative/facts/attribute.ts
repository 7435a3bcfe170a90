/** Which indicator a number of a paragraph belongs to: by the phrase before and behind it, and what the paragraph has said. */
import { categoryOf, publishedBy } from './channels.ts';
import { isAside, isOfAnotherYear } from './context.ts';
import { alternativeOf, lastMatch, TOPICS, VERBS, type Indicator, type Topic, type VerbKind, type Wording } from './indicator.ts';
import { indicatorOf } from './indicators/index.ts';
import type { Quantity } from './numbers.ts';
import type { Passage, Sentence } from './prose.ts';
import { settingsOf, type Setting } from './setting.ts';
import { wordingsFor } from './wordings.ts';

export interface Attribution {
  codes: readonly string[];
  matcher: string;
  label: string | null;
}

/** Attributes the numbers of a sentence, given in order; what cannot be attributed is left out. */
export function attribute(passage: Passage, sentence: Sentence, quantities: readonly Quantity[], fiscalYear: number | null): Map<Quantity, Attribution> {
  const found = new Map<Quantity, Attribution>();
  for (const setting of settingsOf(passage, sentence, quantities)) {
    const attribution = setting === null ? null : judge(setting, fiscalYear);
    if (attribution !== null) found.set(setting!.quantity, attribution);
  }
  return found;
}

function judge(setting: Setting, fiscalYear: number | null): Attribution | null {
  for (const { indicator, wording, at } of wordingsFor(setting.quantity.unit, setting.phrases)) {
    if (!fits(wording, setting)) continue;
    const { zeroOf } = wording;
    if ((zeroOf && setting.quantity.value !== 0) || !isTheYears(indicator, setting, fiscalYear)) return null;
    return { codes: zeroOf ?? [indicator.code], matcher: `${indicator.code}/${at + 1}`, label: null };
  }
  return publication(setting, fiscalYear);
}

const isTheYears = ({ average = false, otherYear = false }: Indicator, setting: Setting, fiscalYear: number | null): boolean =>
  !isAside(setting, average) && (otherYear || !isOfAnotherYear(setting, fiscalYear));

function fits(wording: Wording, setting: Setting): boolean {
  const phrase = firstFitting(wording.phrase, setting.phrases);
  if (phrase === null) return false;
  if (wording.not && (wording.not.test(setting.plain) || wording.not.test(phrase))) return false;
  if (wording.notBehind?.test(setting.whole.slice(setting.sentence.length + setting.quantity.end - setting.quantity.start))) return false;
  if (wording.about && !wording.about.test(setting.said) && !wording.about.test(setting.whole) && !wording.about.test(phrase)) return false;
  if (wording.topic && topicOf(setting.said + (phrase === setting.phrases[0] ? phrase : '')) !== wording.topic) return false;
  return !wording.verb || verbOf(setting) === wording.verb;
}

function firstFitting(pattern: RegExp, phrases: readonly string[]): string | null {
  for (const phrase of phrases) if (pattern.test(phrase)) return phrase;
  return null;
}

const KIND_IN = new Set(['条', '篇', '件', '个', '项', '期', '份', '则', '部', '幅', '宗']);
const PUBLISHED_IN = new Set([...KIND_IN, '次', '条次']);

function publication(setting: Setting, fiscalYear: number | null): Attribution | null {
  const { quantity, phrases, earlier, named } = setting;
  if (!PUBLISHED_IN.has(quantity.unit)) return null;
  for (const phrase of phrases) {
    const code = publishedBy(phrase, earlier, named, quantity.unit);
    if (code !== null) return isTheYears(indicatorOf(code), setting, fiscalYear) ? { codes: [code], matcher: `${code}/channel`, label: null } : null;
  }
  if (!KIND_IN.has(quantity.unit)) return null;
  const label = categoryOf(phrases);
  if (label === null || verbOf(setting) !== 'publish' || !isTheYears(indicatorOf('n.pub.category'), setting, fiscalYear)) return null;
  return { codes: ['n.pub.category'], matcher: 'n.pub.category/list', label };
}

const alternatives = <T extends string>(list: readonly (readonly [T, string])[]): RegExp => new RegExp(list.map(([, names]) => `(${names})`).join('|'), 'g');
const TOPIC = alternatives(TOPICS);
const VERB = alternatives(VERBS);
const BEGINS_WITH_VERB = new RegExp(`^(?:共|已|全年|累计|并|均)*(?:${VERBS.map(([, names]) => names).join('|')})`);

function lastOf<T extends string>(pattern: RegExp, list: readonly (readonly [T, string])[], text: string): T | null {
  const last = lastMatch(pattern, text);
  return last === null ? null : list[alternativeOf(last)]![0];
}

/** Far enough back to find the last topic; further would be another matter. */
const topicOf = (said: string): Topic | null => lastOf(TOPIC, TOPICS, said.slice(-400));

/** The verb of the sentence; of the sentence before where this one goes on listing: 其中，工作动态211条. */
function verbOf({ sentence, named, said, phrases }: Setting): VerbKind | null {
  const own = lastOf(VERB, VERBS, phrases[0]!);
  if (own === 'publish' || BEGINS_WITH_VERB.test(phrases.at(-1)!)) return own;
  // A noun in a list, 双随机检查结果14条: the verb stands before the list.
  const part = named.slice(named.lastIndexOf(';') + 1);
  return lastOf(VERB, VERBS, part) ?? own ?? (/^其中/.test(sentence) ? lastOf(VERB, VERBS, said.slice(-200)) : null);
}
