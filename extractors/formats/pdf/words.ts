/** Runs of characters on a line that stand clearly apart: the words of a table. */
import type { Box } from '../../document.ts';
import { unite } from './geometry.ts';
import type { Glyph } from './canvas.ts';
import type { Line } from './lines.ts';

export interface Word {
  text: string;
  box: Box;
  base: number;
  size: number;
  glyphs: Glyph[];
}

/** A gap wider than this many ems parts words … */
const GAP = 0.7;
/** … but a single printed space, even a full-width one, is part of a label (`总　计`). */
const SPACE = 1.15;
/** Figures of neighbouring columns can come close to each other, and to labels. White space counts as the figure it pads. */
const DIGITS = 0.2;
const MIXED = 0.28;
const DIGIT = /[\d０-９\s]/;

/**
 * Words of a line from left to right.
 * @param padded full-width and no-break spaces take part: they pad cells, and tell how wide a cell's text is.
 */
export function wordsOf(line: Line, padded = false): Word[] {
  const words: Glyph[][] = [];
  let spaces = 0;
  for (const glyph of line.glyphs) {
    if (padded ? glyph.text === ' ' : glyph.text.trim() === '') {
      spaces++;
      continue;
    }
    const word = words.at(-1);
    const last = word?.at(-1);
    const gap = last ? (glyph.box[0] - last.box[2]) / Math.max(glyph.size, last.size) : Infinity;
    const digits = last ? Number(DIGIT.test(last.text)) + Number(DIGIT.test(glyph.text)) : 0;
    const room = digits === 2 ? DIGITS : spaces === 1 ? SPACE : digits === 1 ? MIXED : GAP;
    if (word && gap <= room) word.push(glyph);
    else words.push([glyph]);
    spaces = 0;
  }
  return words.map((glyphs) => wordOf(glyphs));
}

/** @param dy how far below its place on its own page the word is thought to stand. */
function wordOf(glyphs: Glyph[], dy = 0): Word {
  const box = glyphs.map((glyph) => glyph.box).reduce(unite);
  return {
    text: glyphs.map(({ text }) => text).join(''),
    box: [box[0], box[1] + dy, box[2], box[3] + dy],
    base: glyphs[0]!.base + dy,
    size: glyphs[0]!.size,
    glyphs,
  };
}

/** The word moved down, as if it stood on another page. */
export const moved = (word: Word, dy: number): Word => wordOf(word.glyphs, word.base - word.glyphs[0]!.base + dy);

/** Characters of a word that hang together: gaps of more than this many ems part them. */
function segmentsOf(word: Word, ems: number): Glyph[][] {
  const segments: Glyph[][] = [];
  for (const glyph of word.glyphs) {
    const last = segments.at(-1)?.at(-1);
    if (last && glyph.box[0] - last.box[2] < ems * glyph.size) segments.at(-1)!.push(glyph);
    else segments.push([glyph]);
  }
  return segments;
}

/**
 * Parts a word where gaps, even tiny ones, lie between what stands over different columns: between two segments of which each
 * stands over a column of its own, at the widest gap.
 */
export function splitWord(word: Word, columnAt: (from: number, to: number) => number | null): Word[] {
  const segments = segmentsOf(word, 0.08).map((glyphs) => ({ glyphs, column: columnAt(glyphs[0]!.box[0], glyphs.at(-1)!.box[2]) }));
  const cuts = new Set<number>();
  let known = -1;
  segments.forEach(({ column }, i) => {
    if (column === null) return;
    if (known >= 0 && column !== segments[known]!.column) {
      let widest = known + 1;
      for (let j = known + 1; j <= i; j++) if (gapBefore(segments, j) > gapBefore(segments, widest) + 0.01) widest = j;
      cuts.add(widest);
    }
    known = i;
  });
  if (cuts.size === 0) return [word];
  const parts: Glyph[][] = [];
  segments.forEach(({ glyphs }, i) => {
    if (i === 0 || cuts.has(i)) parts.push([...glyphs]);
    else parts.at(-1)!.push(...glyphs);
  });
  const dy = word.base - word.glyphs[0]!.base;
  return parts.map((glyphs) => wordOf(glyphs, dy));
}

const gapBefore = (segments: readonly { glyphs: Glyph[] }[], i: number): number => segments[i]!.glyphs[0]!.box[0] - segments[i - 1]!.glyphs.at(-1)!.box[2];

/** Places at which every one of several lines below each other leaves a gap between words: columns lie there. */
export function commonGaps(lines: readonly Word[]): number[] {
  const gapsOf = (word: Word): [number, number][] => {
    const parts = segmentsOf(word, 0.3);
    return parts.slice(1).map((part, i) => [parts[i]!.at(-1)!.box[2], part[0]!.box[0]]);
  };
  return gapsOf(lines[0]!).flatMap(([from, to]) => {
    const middle = (from + to) / 2;
    const across = lines.filter(({ box }) => box[0] < middle && box[2] > middle);
    const open = across.every((line) => gapsOf(line).some((gap) => gap[0] < middle && gap[1] > middle));
    return across.length > 1 && open ? [middle] : [];
  });
}

/** Parts a row of headings at given places, and at its gaps if these stand out from the distances of letters and make at least three parts. */
export function splitAtGaps(word: Word, places: readonly number[]): Word[] {
  const wide = segmentsOf(word, 0.4);
  const dy = word.base - word.glyphs[0]!.base;
  const standOut = wide.length >= 3 && segmentsOf(word, 0.08).length === wide.length && wide.length <= word.glyphs.length / 2;
  if (standOut) return wide.map((glyphs) => wordOf(glyphs, dy));
  const parts: Glyph[][] = [];
  for (const glyph of word.glyphs) {
    const last = parts.at(-1)?.at(-1);
    if (last && !places.some((place) => place > last.box[2] && place < glyph.box[0])) parts.at(-1)!.push(glyph);
    else parts.push([glyph]);
  }
  return parts.length === 1 ? [word] : parts.map((glyphs) => wordOf(glyphs, dy));
}

/** So many words in line with a part of a word make it a word of its own: the columns of labels come close to each other. */
const IN_LINE = 3;

/** Parts words at small gaps where several other words begin (or are centred, in a table set so) just as what follows the gap. */
export function refined(words: readonly Word[]): Word[] {
  const labels = words.filter(({ text }) => !isFigure(text));
  const inLine = (key: (box: Box) => number, word: Word, value: number): number => labels.filter((other) => Math.abs(key(other.box) - value) < 0.1 * word.size).length;
  const commonest = (key: (box: Box) => number): number => Math.max(0, ...labels.map((word) => inLine(key, word, key(word.box))));
  const left = (box: Box): number => box[0];
  const centre = (box: Box): number => (box[0] + box[2]) / 2;
  const key = commonest(left) >= commonest(centre) ? left : centre;
  return words.flatMap((word) => {
    const parts: Glyph[][] = [];
    const segments = segmentsOf(word, 0.2);
    const cuts = continuedApart(word, segments, labels);
    for (const glyphs of segments) {
      const box: Box = [glyphs[0]!.box[0], 0, glyphs.at(-1)!.box[2], 0];
      if (parts.length === 0 || cuts.has(glyphs) || inLine(key, word, key(box)) >= IN_LINE) parts.push(glyphs);
      else parts.at(-1)!.push(...glyphs);
    }
    return parts.length === 1 ? [word] : parts.map((glyphs) => wordOf(glyphs));
  });
}

/** Lines of one cell are hardly ever set wider than this many ems. */
const WIDEST = 1.9;

/**
 * Segments of a word before which another cell begins: each side of the gap goes on, centred, in a word of its own on the next
 * line, as two cells with wrapped text do that stand close to each other.
 */
function continuedApart(word: Word, segments: readonly Glyph[][], labels: readonly Word[]): Set<Glyph[]> {
  const cuts = new Set<Glyph[]>();
  if (segments.length < 2) return cuts;
  const next = labels.filter((other) => {
    const step = other.base - word.base;
    return step > 0.7 * word.size && step <= WIDEST * word.size && Math.abs(other.size - word.size) < 0.1 * word.size;
  });
  const below = (glyphs: readonly Glyph[]): Word[] => {
    const middle = (glyphs[0]!.box[0] + glyphs.at(-1)!.box[2]) / 2;
    return next.filter(({ box, size }) => Math.abs((box[0] + box[2]) / 2 - middle) < 0.1 * size);
  };
  segments.slice(1).forEach((segment, i) => {
    const right = below(segment);
    if (below(segments[i]!).some((a) => right.some((b) => a !== b && Math.abs(a.base - b.base) < 0.1 * word.size))) cuts.add(segment);
  });
  return cuts;
}

const NUMBER = /^[-+−±]?(?:增加?|减少?|增长|下降)?[:：]?[-+−]?\d[\d,，.]*[亿万千百]?[元件项个条篇次人类起份宗部例家册批名户场期种%]{0,3}$/;
const WORDS = /^(?:[/\\—–―-]{1,4}|无|没有|暂无|未发生|未发生过|零|〇)$/;

/** What stands in a column of figures: a number with its unit, a dash, a word for none. */
export function isFigure(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  return NUMBER.test(plain) || WORDS.test(plain);
}
