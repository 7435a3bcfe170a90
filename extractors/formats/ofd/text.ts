/** Where the characters of a TextCode stand (GB/T 33190, 11.3), in the text object's own plane. */
import { isWide } from '../pdf/lines.ts';
import { printed } from '../pdf/text-state.ts';
import { childrenOf, numberOf, textOf, type XmlElement } from './xml.ts';

export interface Character {
  text: string;
  x: number;
  y: number;
  /** Along the writing, in the same plane. */
  width: number;
}

/** More characters than a page can hold. */
const MOST = 100_000;

/** Offsets such as `3 g 4 1.5 2`: a number, or `g n v` for n times v. Never more than are needed. */
export function offsetsOf(text: string | undefined, most: number): number[] {
  const offsets: number[] = [];
  const parts = (text ?? '').trim().split(/[\s,]+/).filter((part) => part !== '');
  for (let at = 0; at < parts.length && offsets.length < most; at++) {
    if (parts[at] !== 'g') {
      offsets.push(Number(parts[at]));
      continue;
    }
    const times = Math.min(Number(parts[at + 1]), most - offsets.length);
    const value = Number(parts[at + 2]);
    for (let i = 0; i < times; i++) offsets.push(value);
    at += 2;
  }
  return offsets.filter(Number.isFinite);
}

/** What a font that we do not open gives a character at most: half an em for Latin letters and figures, an em for the rest. */
const ems = (text: string): number => (isWide(text) || text.charCodeAt(0) > 0x2000 ? 1 : 0.5);

/**
 * @param vertical characters follow each other downwards where no offsets are given.
 * @returns the characters of all its TextCodes; `unplaced` counts those whose place the file does not say.
 */
export function charactersOf(object: XmlElement, size: number, hScale: number, vertical: boolean): { characters: Character[]; unplaced: number } {
  const characters: Character[] = [];
  let unplaced = 0;
  const groups = groupsOf(object);
  let code = 0;
  let [x, y] = [0, 0];
  for (const item of childrenOf(object, 'TextCode')) {
    const units: string[] = [];
    // White space at the ends is the producer's, around a line break; a blank in between is printed.
    for (const char of textOf(item).replace(/^\s*\n\s*|\s*\n\s*$/g, '')) {
      const group = groups.get(code++);
      if (group === 'follows' && units.length > 0) units[units.length - 1] += char;
      else units.push(group === 'glyph' && isPrivate(char) ? '\ufffd' : char);
    }
    if (units.length + characters.length > MOST) return { characters, unplaced: unplaced + units.length };
    x = numberOf(item.attribs['X'], x);
    y = numberOf(item.attribs['Y'], y);
    const across = offsetsOf(item.attribs['DeltaX'], units.length);
    const down = offsetsOf(item.attribs['DeltaY'], units.length);
    const isDown = across.length === 0 && (down.length > 0 || vertical);
    let [atX, atY] = [x, y];
    units.forEach((unit, i) => {
      const natural = ems(unit) * size * hScale;
      const missing = i >= across.length && i >= down.length;
      const step = isDown ? natural : missing ? natural : (across[i] ?? 0);
      const text = printed({ unicode: unit, width: 1 });
      const isLast = i === units.length - 1;
      if (missing && !isLast) unplaced++;
      if (text !== '') characters.push({ text, x: atX, y: atY, width: isDown || isLast ? natural : widthOf(step, natural, size) });
      if (isDown) atY += missing ? size : down[i]!;
      else {
        atX += step;
        atY += down[i] ?? 0;
      }
    });
  }
  return { characters, unplaced };
}

/** A character is as wide as the way to the next, unless it stands apart from it or the next goes back. */
const widthOf = (step: number, natural: number, size: number): number =>
  step <= 0.2 * size ? natural : natural < size ? (step <= 0.75 * size ? step : natural) : Math.min(step, natural);

const isPrivate = (char: string): boolean => /^[\ue000-\uf8ff]$/.test(char) || char === '\u00a4';

/** Of each character by its number: whether glyphs are given for it, and whether it shares the glyph of the one before. */
function groupsOf(object: XmlElement): Map<number, 'glyph' | 'follows'> {
  const groups = new Map<number, 'glyph' | 'follows'>();
  for (const { attribs } of childrenOf(object, 'CGTransform')) {
    const from = numberOf(attribs['CodePosition'], 0);
    const codes = Math.min(numberOf(attribs['CodeCount'], 1), MOST);
    const glyphs = numberOf(attribs['GlyphCount'], 1);
    for (let i = 0; i < codes; i++) groups.set(from + i, i < glyphs || glyphs === 0 ? 'glyph' : 'follows');
  }
  return groups;
}

