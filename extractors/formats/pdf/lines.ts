/** Characters into lines of text in reading order. Spaces that are only gaps are put back; characters printed twice count once. */
import type { Box } from '../../document.ts';
import { unite } from './geometry.ts';
import type { Glyph } from './canvas.ts';

export interface Line {
  text: string;
  box: Box;
  base: number;
  /** Size of most of its type. */
  size: number;
  glyphs: Glyph[];
}

/** Chinese characters and full-width signs. */
export const isWide = (text: string): boolean => /^[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]|^[“”‘’…—·]/u.test(text);

const isSpace = (text: string): boolean => /^\s+$/.test(text);

/** A character in the plane of its own writing: `u` along the line, `v` across it, downwards. */
interface Laid {
  glyph: Glyph;
  u0: number;
  u1: number;
  v: number;
}

function lay(glyph: Glyph): Laid {
  const [x0, y0, x1, y1] = glyph.box;
  switch (glyph.turn) {
    case 0:
      return { glyph, u0: x0, u1: x1, v: glyph.base };
    case 1:
      return { glyph, u0: y0, u1: y1, v: -glyph.base };
    case 2:
      return { glyph, u0: -x1, u1: -x0, v: -glyph.base };
    case 3:
      return { glyph, u0: -y1, u1: -y0, v: glyph.base };
  }
}

/** Lines from top to bottom; text that is turned follows the upright text. */
export function linesOf(glyphs: readonly Glyph[]): Line[] {
  const out: Line[] = [];
  for (const turn of [0, 1, 2, 3] as const) {
    const laid = glyphs.filter((glyph) => glyph.turn === turn).map(lay);
    for (const row of rowsOf(laid)) {
      const line = lineOf(row);
      if (line) out.push(line);
    }
  }
  return out;
}

/** Characters that share a base line, allowing for fonts of different size beside each other. */
function rowsOf(laid: Laid[]): Laid[][] {
  laid.sort((a, b) => a.v - b.v);
  const rows: Laid[][] = [];
  let base = 0;
  for (const item of laid) {
    const row = rows.at(-1);
    if (row && item.v - base <= 0.45 * Math.min(item.glyph.size, row[0]!.glyph.size)) row.push(item);
    else {
      rows.push([item]);
      base = item.v;
    }
  }
  return rows;
}

function lineOf(row: Laid[]): Line | null {
  const sorted = row.sort((a, b) => a.u0 - b.u0 || a.glyph.run - b.glyph.run);
  let text = '';
  const kept: Glyph[] = [];
  let previous: Laid | null = null;
  let end = -Infinity;
  for (const item of sorted) {
    const { glyph } = item;
    if (previous && isRepeat(item, previous)) continue;
    if (previous && !isSpace(glyph.text) && !isSpace(previous.glyph.text)) text += gap(previous.glyph, glyph, item.u0 - end);
    text += glyph.text;
    kept.push(glyph);
    previous = item;
    end = Math.max(end, item.u1);
  }
  const trimmed = text.replace(/^ +| +$/g, '');
  const inked = kept.filter((glyph) => !isSpace(glyph.text));
  if (inked.length === 0) return trimmed === '' ? null : { text: trimmed, box: around(kept), base: kept[0]!.base, size: kept[0]!.size, glyphs: kept };
  return { text: trimmed, box: around(inked), base: inked[0]!.base, size: usualSize(inked), glyphs: kept };
}

/** Bold type is sometimes faked by printing twice with a small shift: such a number must not double its digits. */
function isRepeat(item: Laid, previous: Laid): boolean {
  if (previous.glyph.text !== item.glyph.text || isSpace(item.glyph.text)) return false;
  return item.u0 - previous.u0 < Math.min(0.25 * item.glyph.size, 0.5 * (item.u1 - item.u0));
}

/** White space for a gap of `width` points between two characters. Wide gaps between figures keep them apart as several spaces. */
function gap(a: Glyph, b: Glyph, width: number): string {
  const em = Math.max(a.size, b.size);
  const wide = [isWide(a.text), isWide(b.text)];
  if (wide[0] && wide[1]) return width > 0.45 * em ? ' ' : '';
  if (wide[0] || wide[1]) return width > 0.4 * em ? ' ' : '';
  return width > 0.2 * em ? ' '.repeat(Math.max(1, Math.min(8, Math.round(width / em / 0.5)))) : '';
}

const around = (glyphs: readonly Glyph[]): Box => glyphs.map(({ box }) => box).reduce(unite);

function usualSize(glyphs: readonly Glyph[]): number {
  const counts = new Map<number, number>();
  let best = glyphs[0]!.size;
  for (const { size } of glyphs) {
    const key = Math.round(size * 4) / 4;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > (counts.get(best) ?? 0)) best = key;
  }
  return best;
}
