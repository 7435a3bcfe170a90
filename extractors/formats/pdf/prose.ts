/** Lines outside tables into headings and paragraphs, by the habits of Chinese typesetting. */
import type { Box, Heading, Paragraph, Place } from '../../document.ts';
import { rounded, unite } from './geometry.ts';
import { isWide, type Line } from './lines.ts';

/** What stands on a page in reading order. A table breaks the text; the end of a page does not. */
export type FlowItem = { kind: 'line'; page: number; line: Line } | { kind: 'table'; page: number; table: number };

export type FlowBlock = Heading | Paragraph | { kind: 'table'; table: number };

/** The measure of the text: its usual size, distance between base lines, and left and right edge. */
interface Measure {
  size: number;
  pitch: number;
  left: number;
  right: number;
}

interface Group {
  lines: { page: number; line: Line }[];
  centred: boolean;
}

/** Lines shorter than this say little about the measure of the text. */
const TELLING = 15;
/** Beyond this a numbered line is a paragraph that begins with a number, not a heading. */
const LONGEST_HEADING = 40;

export function proseOf(items: readonly FlowItem[]): FlowBlock[] {
  const measure = measureOf(items);
  const out: FlowBlock[] = [];
  let group: Group | null = null;
  const settle = (): void => {
    if (group) out.push(blockOf(group, measure, out.length === 0));
    group = null;
  };
  for (const item of items) {
    if (item.kind === 'table') {
      settle();
      out.push({ kind: 'table', table: item.table });
      continue;
    }
    const centred = isCentred(item.line, measure);
    if (group && !continues(group, item, centred, measure)) settle();
    if (group) group.lines.push(item);
    else group = { lines: [item], centred };
  }
  settle();
  return out;
}

function measureOf(items: readonly FlowItem[]): Measure {
  const lines = items.flatMap((item) => (item.kind === 'line' ? [item] : []));
  const size = weighted(lines.map(({ line }) => [line.size, line.text.length])) ?? 12;
  const body = lines.filter(({ line }) => Math.abs(line.size - size) < 0.08 * size);
  const telling = body.filter(({ line }) => line.text.length >= TELLING);
  const sample = (telling.length > 0 ? telling : body).map(({ line }) => line);
  const pitches: number[] = [];
  body.forEach(({ line, page }, i) => {
    const next = body[i + 1];
    const step = next && next.page === page ? next.line.base - line.base : 0;
    if (step > 0.9 * size && step < 3.5 * size) pitches.push(step);
  });
  const left = quantile(sample.map(({ box }) => box[0]), 0.1) ?? 0;
  const right = quantile(sample.map(({ box }) => box[2]), 0.9) ?? 0;
  // Where all lines are short none of them is full: the measure is wider than any.
  return { size, pitch: quantile(pitches, 0.4) ?? 1.5 * size, left, right: telling.length > 0 ? right : Math.max(right, left + 2 * TELLING * size) };
}

function continues(group: Group, item: { page: number; line: Line }, centred: boolean, measure: Measure): boolean {
  const { page, line: previous } = group.lines.at(-1)!;
  const { line } = item;
  const em = Math.max(line.size, previous.size);
  if (line.glyphs[0]!.turn !== 0 || previous.glyphs[0]!.turn !== 0) return false;
  if (Math.abs(line.size - previous.size) > 0.08 * em) return false;
  const larger = line.size > 1.1 * measure.size;
  const step = item.page === page ? line.base - previous.base : 0;
  if (step > (larger ? 2.2 * em : Math.max(1.4 * measure.pitch, measure.pitch + 0.4 * em))) return false;
  // A title broken over centred lines is one heading; centred lines of the body's size are signatures, captions and the like.
  if (centred && group.centred) return larger;
  if (centred !== group.centred && larger) return false;
  if (headingLevel(line.text) !== null) return false;
  if (line.box[0] > measure.left + 1.5 * em) return false;
  if (isHeadingLine(previous, measure, group)) return false;
  return firstUnit(line) > measure.right - previous.box[2] + 0.3 * em;
}

/** A first line that is numbered as a heading and leaves room on its line stands alone. */
const isHeadingLine = (line: Line, measure: Measure, group: Group): boolean =>
  group.lines.length === 1 && headingLevel(line.text) !== null && measure.right - line.box[2] > 1.5 * line.size;

/** Width of what cannot be torn from the beginning of a line: one character with the marks that cling to it, or a whole Latin word. */
function firstUnit({ glyphs }: Line): number {
  const inked = glyphs.filter(({ text }) => text.trim() !== '');
  let end = 0;
  while (end < inked.length - 1 && OPENING.test(inked[end]!.text)) end++;
  if (!isWide(inked[end]!.text)) while (end < inked.length - 1 && !isWide(inked[end + 1]!.text) && !apart(glyphs, inked[end]!)) end++;
  while (end < inked.length - 1 && CLOSING.test(inked[end + 1]!.text)) end++;
  return inked[end]!.box[2] - inked[0]!.box[0];
}

const OPENING = /^[（(《〈“‘【［〔「]/;
const CLOSING = /^[）)》〉”’】］〕」、，。；：？！,.;:?!%％]/;

const apart = (glyphs: Line['glyphs'], glyph: Line['glyphs'][number]): boolean => {
  const next = glyphs[glyphs.indexOf(glyph) + 1];
  return next === undefined || next.text.trim() === '' || next.box[0] - glyph.box[2] > 0.2 * glyph.size;
};

function isCentred({ box, size }: Line, { left, right }: Measure): boolean {
  const [before, after] = [box[0] - left, right - box[2]];
  return before > 1.5 * size && after > 1.5 * size && Math.abs(before - after) < 1.6 * size;
}

/** 一、 → 1, （一） → 2; null for a line that is not numbered so. */
function headingLevel(text: string): 1 | 2 | null {
  const plain = text.replace(/[\s\u3000\u00a0]/g, '');
  if (/^[一二三四五六七八九十]{1,3}[、．.,，]/.test(plain)) return 1;
  return /^[（(][一二三四五六七八九十]{1,3}[）)]/.test(plain) ? 2 : null;
}

function blockOf({ lines, centred }: Group, measure: Measure, first: boolean): Heading | Paragraph {
  const text = lines.reduce((sum, { line }) => sum + seam(sum, line.text) + line.text, '');
  const { page } = lines[0]!;
  const box = lines.filter((item) => item.page === page).map(({ line }): Box => line.box);
  const place: Place = { page, box: rounded(box.reduce(unite)) };
  const level = levelOf(text, lines[0]!.line, centred, measure, first);
  return level === null ? { kind: 'paragraph', text, place } : { kind: 'heading', level, text, place };
}

function levelOf(text: string, line: Line, centred: boolean, measure: Measure, first: boolean): number | null {
  if (text.length > LONGEST_HEADING + (centred ? 20 : 0) || /[。；;！？]$/.test(text)) return null;
  const numbered = headingLevel(text);
  if (numbered !== null) return /[。；，：]./.test(text.replace(/^[^、）)．.]{1,5}[、）)．.,，]/, '')) ? null : numbered;
  return line.size > 1.15 * measure.size || (centred && first) ? 1 : null;
}

/** What a line break stands for: nothing in Chinese, a space between Latin words. */
const seam = (before: string, after: string): string => (/[A-Za-z,;]$/.test(before) && /^[A-Za-z]/.test(after) ? ' ' : '');

function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}

/** The value that carries most weight, in steps of half a point. */
function weighted(pairs: readonly (readonly [number, number])[]): number | null {
  const sums = new Map<number, number>();
  for (const [value, weight] of pairs) sums.set(Math.round(value * 2) / 2, (sums.get(Math.round(value * 2) / 2) ?? 0) + weight);
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
