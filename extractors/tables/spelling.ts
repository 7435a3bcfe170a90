/** Labels as a program recognised them on a scan, put right: a wrong character or two in a long label leave no doubt which it is. */
import type { Document } from '../document.ts';
import { isGrid } from '../document.ts';
import { VENUES, OUTCOMES, LITIGATION_HEADER } from '../forms/disputes.ts';
import { EDITIONS } from '../forms/index.ts';
import { APPLICANT_HEADERS, APPLICANTS, GROUP_OTHER, GROUPS } from '../forms/requests.ts';
import { editDistance, lettersOf, squeeze, withoutNumbering } from '../normalise.ts';
import { withLayoutLabels } from './scan-layout.ts';

/** Labels of one meaning, by their letters. */
const LABELS: readonly { label: string; letters: string; meaning: number }[] = [
  ...EDITIONS.flatMap((form) => [
    ...form.requestRows.map(({ labels }) => labels), ...form.statistics.map(({ labels }) => labels),
    ...form.blocks.flatMap((block) => [...block.rows, ...block.measures].map(({ labels }) => labels)),
  ]),
  ...[...GROUPS, GROUP_OTHER, ...APPLICANTS, ...VENUES, ...OUTCOMES].map(({ labels }) => labels),
  LITIGATION_HEADER, APPLICANT_HEADERS.organisations, APPLICANT_HEADERS.all, APPLICANT_HEADERS.corner,
].flatMap((labels, meaning) => labels.map((label) => ({ label, letters: lettersOf(squeeze(label)), meaning })));

const EXACT = new Set(LABELS.map(({ letters }) => letters));
/** Of so many letters one may be wrong. */
const PER_SLIP = 3.5;

/** The label that a text stands for, where only one is near; the text itself where none is, or it is one. */
export function spelled(text: string): string {
  const squeezed = squeeze(text);
  const letters = lettersOf(withoutNumbering(squeezed));
  if (letters.length < 3 || letters.length > 60 || EXACT.has(letters) || EXACT.has(lettersOf(squeezed))) return text;
  // A rest of a rule may look like a character before or after a short label.
  for (const part of [letters.slice(1), letters.slice(0, -1)]) if (letters.length <= 5 && part.length > 1 && EXACT.has(part)) return part;
  const near: { label: string; letters: string; distance: number }[] = [];
  let least = Math.floor(letters.length / PER_SLIP);
  for (const { label, letters: own } of LABELS) {
    const distance = editDistance(letters, own, least);
    if (distance > least) continue;
    if (distance < least) near.length = 0;
    least = distance;
    near.push({ label, letters: own, distance });
  }
  const [first] = near;
  return first && near.every((other) => other.letters === first.letters) ? first.label : text;
}

const SUBJECT = '政府信息公开';
const NEARLY = new RegExp([...SUBJECT].map((_, i) => `${SUBJECT.slice(0, i)}[^\\s政府信息公开]${SUBJECT.slice(i + 1)}`).join('|'), 'g');

/** Brackets that the program takes for one another. */
const ANGLED = /[〈〉]/g;
const round = (text: string): string => text.replace(ANGLED, (bracket) => (bracket === '〈' ? '(' : ')'));

/** A scanned document with the labels in its grids put right, each by itself and then by the layout of the form. */
export const withSpelledLabels = (document: Document): Document => withLayoutLabels({
  ...document,
  blocks: document.blocks.map((block) => (!isGrid(block)
    ? { ...block, text: block.text.replace(NEARLY, SUBJECT) }
    : { ...block, cells: block.cells.map((cell) => (/\p{L}/u.test(cell.text) ? { ...cell, text: spelled(round(cell.text)) } : cell)) })),
});
