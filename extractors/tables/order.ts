/**
 * Labels of a scan laid beside those of the form, both in order. What a program recognised well enough is an anchor; between two
 * anchors with exactly as many labels left on either side, those that it did not recognise are known by their place.
 */
import { editDistance, lettersOf, squeeze, withoutNumbering, withoutParentheses } from '../normalise.ts';

/** So alike a text and a label have to be, from 0 to 1, to be anchors. */
const ANCHOR = 0.6;
/** A text of so many Chinese characters that has so few in common with the label was recognised, as something else. */
const TELLING = 4;
const FOREIGN = 0.4;
/** So much of the form's labels, of those that stand between the ends, have to be anchors. */
const ENOUGH = 0.5;

/** A label of the form with its variants. */
export type Variants = readonly string[];

const keys = (text: string): string[] => {
  const squeezed = squeeze(text);
  const bare = withoutNumbering(squeezed);
  return [...new Set([lettersOf(bare), lettersOf(squeezed), lettersOf(withoutParentheses(bare))])];
};

/** How alike a text and a label are: 1 the same, 0 nothing in common. */
export function likeness(text: string, variants: Variants): number {
  let best = 0;
  const texts = keys(text);
  for (const label of variants) {
    const letters = lettersOf(squeeze(label));
    for (const key of texts) {
      const longest = Math.max(key.length, letters.length);
      if (key.length === 0 || Math.min(key.length, letters.length) / longest <= best) continue;
      best = Math.max(best, 1 - editDistance(key, letters, longest) / longest);
    }
  }
  return best;
}

/** Whether a text was recognised, and is hardly the label. */
function isForeign(text: string, variants: Variants): boolean {
  const own = [...(squeeze(text).match(/\p{Script=Han}/gu) ?? [])];
  if (own.length < TELLING) return false;
  return variants.every((label) => own.filter((letter) => label.includes(letter)).length / own.length < FOREIGN);
}

export interface Ordered {
  /** For each text the index of its label, or null. */
  labels: (number | null)[];
  /** Sum of the likeness of the anchors. */
  score: number;
}

/**
 * Lays texts beside labels; all null where too few are recognised.
 * @param added labels that are known not to be the form's: they take no place
 */
export function inOrder(texts: readonly string[], labels: readonly Variants[], added: Variants = []): Ordered {
  const own = texts.flatMap((text, i) => (likeness(text, added) === 1 ? [] : [i]));
  if (own.length < texts.length) {
    const laid = inOrder(own.map((i) => texts[i]!), labels);
    return { ...laid, labels: texts.map((_, i) => (own.includes(i) ? laid.labels[own.indexOf(i)]! : null)) };
  }
  const anchors = anchorsOf(texts, labels);
  const out: (number | null)[] = texts.map(() => null);
  if (anchors.length < ENOUGH * Math.min(texts.length, labels.length)) return { labels: out, score: 0 };
  const ends = [[-1, -1] as const, ...anchors, [texts.length, labels.length] as const];
  for (let k = 1; k < ends.length; k++) {
    const [[fromText, fromLabel], [toText, toLabel]] = [ends[k - 1]!, ends[k]!];
    if (toText < texts.length) out[toText] = toLabel;
    const between = toText - fromText - 1;
    if (between === 0 || between !== toLabel - fromLabel - 1) continue;
    const pairs = Array.from({ length: between }, (_, i) => [fromText + 1 + i, fromLabel + 1 + i] as const);
    if (pairs.some(([t, l]) => isForeign(texts[t]!, labels[l]!))) continue;
    for (const [t, l] of pairs) out[t] = l;
  }
  return { labels: out, score: anchors.reduce((sum, [t, l]) => sum + likeness(texts[t]!, labels[l]!), 0) };
}

/** The pairs in order that are most alike together. */
function anchorsOf(texts: readonly string[], labels: readonly Variants[]): (readonly [number, number])[] {
  const [n, m] = [texts.length, labels.length];
  const alike = texts.map((text) => labels.map((variants) => {
    const value = likeness(text, variants);
    return value >= ANCHOR ? value : 0;
  }));
  const best = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, alike[i]![j]! > 0 ? alike[i]![j]! + best[i + 1]![j + 1]! : 0);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < n && j < m; ) {
    if (alike[i]![j]! > 0 && best[i]![j]! === alike[i]![j]! + best[i + 1]![j + 1]!) pairs.push([i++, j++]);
    else if (best[i]![j]! === best[i + 1]![j]!) i++;
    else j++;
  }
  return pairs;
}
