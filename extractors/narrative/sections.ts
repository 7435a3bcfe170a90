/** Cuts a document into its sections, whatever their numbering, and joins their text cleanly. */
import { isGrid } from '../document.ts';
import type { Block, Document, Grid, Place } from '../document.ts';
import { foldRadicals } from '../formats/pdf/fold.ts';
import { squeeze } from '../normalise.ts';
import type { Section } from '../report.ts';
import { gluedHeading, looksLikeHeading, numberingOf, ordinal, partOf } from './headings.ts';
import type { Part, Style } from './headings.ts';
import { TextJoiner, type Standing } from './join.ts';

/** The title of a block of table 二, printed between tables instead of in one: it is part of the table. */
const TABLE_CAPTION = /^(?:《[^》]{4,20}》)?第二十条第?[（(][一五六八九][）)]项$/;

/** -3-, left behind between the pages of a text archive. */
const PAGE_NUMBER = /^[-—–\s]{0,6}\d{1,3}[-—–\s]{0,6}$/;

const isCaption = (line: string): boolean => line.length < 60 && line.includes('第二十条') && TABLE_CAPTION.test(line.replace(/\s+/g, ''));

/** A line that may be a heading. */
interface Candidate {
  /** Index of the line among all pieces. */
  at: number;
  style: Style;
  number: string | null;
  part: Part | null;
  heading: string;
  /** Text glued on behind the heading. */
  after: string;
  place: Place;
  level: number | null;
}

interface Piece {
  kind: 'line' | 'grid';
  text: string;
  /** First line of its paragraph. */
  opens: boolean;
  place: Place;
  /** Level of a heading block. */
  level: number | null;
}

/**
 * The sections in order; the text before the first has number and heading null and is left out when empty. A section that
 * prints no number has number null. Paragraphs are joined by `\n`, hard breaks within them are taken out, tables are no text.
 */
export const readSections = (document: Document): Section[] => readPlacedSections(document).sections;

export interface PlacedSections {
  sections: Section[];
  /** Where a position of a section's text stands in the original: the paragraph, or the line where the format knows it. */
  placeOf: (section: number, offset: number) => Place;
}

/** The sections, and where each of their sentences stands. */
export function readPlacedSections(document: Document): PlacedSections {
  const pieces = mendHeadings(document.blocks.flatMap(toPieces));
  const headings = chooseHeadings(pieces);
  const sections: Section[] = [];
  const standing: (readonly Standing[])[] = [];
  let current: Candidate | null = null;
  let joiner = new TextJoiner();
  let place: Place = pieces[0]?.place ?? {};
  const close = (): void => {
    const text = joiner.text();
    if (current === null && text === '') return;
    sections.push({ number: current?.number ?? null, heading: current?.heading ?? null, text, place });
    standing.push(joiner.standing());
  };
  for (const [at, piece] of pieces.entries()) {
    const heading = headings.get(at);
    if (heading) {
      close();
      current = heading;
      joiner = new TextJoiner();
      place = heading.place;
      if (heading.after !== '') joiner.add(heading.after, true, false, piece.place);
    } else if (piece.kind === 'grid' || isCaption(piece.text)) joiner.interrupt();
    // What ends in a full stop is no heading, whatever a reader made of it.
    else if (!PAGE_NUMBER.test(piece.text)) joiner.add(piece.text, piece.opens, piece.level !== null && !piece.text.endsWith('。'), piece.place);
  }
  close();
  return { sections, placeOf: (section, offset) => standing[section]?.findLast((it) => it.start <= offset)?.place ?? sections[section]!.place };
}

function toPieces(block: Block): Piece[] {
  if (isGrid(block)) return [gridHeading(block), { kind: 'grid' as const, text: '', opens: true, place: block.place, level: null }].flatMap((it) => it ?? []);
  const level = block.kind === 'heading' ? block.level : null;
  return splitGluedTail(foldRadicals(block.text)).map((text, index) => ({ kind: 'line' as const, text, opens: index === 0, place: block.place, level }));
}

/** Joins a heading that a narrow line or a page end has cut: 四、…行政复议、行政诉讼情 / 况. */
function mendHeadings(pieces: Piece[]): Piece[] {
  for (let i = 0; i + 1 < pieces.length; i++) {
    const [piece, next] = [pieces[i]!, pieces[i + 1]!];
    if (next.kind === 'grid' || next.text.length > 16 || next.text === '' || piece.text.length > 50 || piece.text.length < 4) continue;
    const { style, rest } = numberingOf(squeeze(piece.text));
    const end = squeeze(next.text);
    if (style === 'none' || partOf(rest) !== null || /[。,;:]/.test(end) || partOf(rest + end) === null) continue;
    pieces.splice(i, 2, { ...piece, text: piece.text.trimEnd() + next.text.trim() });
  }
  return pieces;
}

/** A section's heading printed as the first row of its own table, over the whole width. */
function gridHeading(grid: Grid): Piece | null {
  const first = grid.cells[0];
  if (!first || first.row !== 0 || first.colSpan < grid.cols || first.text.length > 60) return null;
  const { style, rest } = numberingOf(squeeze(first.text));
  if (style !== 'numeral' || partOf(rest) === null) return null;
  return { kind: 'line', text: first.text, opens: true, place: first.place, level: null };
}

/** Lines of a paragraph; a heading glued on behind its last sentence becomes a line of its own. */
function splitGluedTail(text: string): string[] {
  const lines = text.includes('\n') ? text.split('\n') : [text];
  return lines.flatMap((line) => {
    const end = Math.max(line.lastIndexOf('。', line.length - 3), line.lastIndexOf('；', line.length - 3)) + 1;
    const tail = end > 0 && line.length - end < 48 ? line.slice(end) : '';
    return GLUED_TAIL.test(tail) && partOf(numberingOf(squeeze(tail)).rest) !== null ? [line.slice(0, end), tail] : [line];
  });
}

const GLUED_TAIL = /^\s*[一二三四五六七八九十]{1,3}[、.．]/;

/** Which lines are headings of sections, by index of piece. */
function chooseHeadings(pieces: readonly Piece[]): Map<number, Candidate> {
  const candidates = withoutContents(pieces.flatMap((piece, at) => candidateAt(piece, at) ?? []), pieces);
  const main = mainStyle(candidates);
  if (main === null) return new Map();
  const known = new Set(candidates.filter((it) => it.style === main && it.part !== null).map((it) => it.part));
  const levels = new Set(candidates.filter((it) => it.part !== null && it.style === main && it.level !== null).map((it) => it.level));
  const chosen = new Map<number, Candidate>();
  const used = new Set<Part>();
  let last = 0;
  for (const it of candidates) {
    if (it.part !== null) {
      if (used.has(it.part) || (it.style !== main && (known.has(it.part) || !standsIn(it, used.size === 0)))) continue;
      used.add(it.part);
    } else if (used.size === 0 || !isInserted(it, main, last, levels)) continue;
    chosen.set(it.at, it);
    last = ordinal(it.number) || last;
  }
  return chosen;
}

/**
 * Whether a part in another style than the others is the section that their style lacks: the first one (1、总体情况 before
 * 二、…) or one that lost its number. （二）依申请公开情况 is a paragraph of the first section.
 */
const standsIn = (it: Candidate, first: boolean): boolean => it.after === '' && (first || (it.style === 'none' && gluedHeading(it.heading) === it.heading));

/** A section the outline does not know (五、人大代表建议…): numbered on in the style of the others, or a heading of their level. */
function isInserted(it: Candidate, main: Style, last: number, levels: ReadonlySet<number | null>): boolean {
  if (it.after !== '' || it.style !== main) return false;
  if (main === 'none') return it.level !== null && levels.has(it.level);
  return ordinal(it.number) === last + 1;
}

function candidateAt(piece: Piece, at: number): Candidate | null {
  if (piece.kind === 'grid') return null;
  const { text, place, level } = piece;
  const head = text.trimStart().slice(0, 1);
  // Most lines are sentences; only what begins like a number, or is short, is worth a closer look.
  if (text.length > 70 && !/[一二三四五六七八九十第(（\d*#１-９]/.test(head)) return null;
  const long = text.length > 160;
  const squeezed = squeeze(long ? text.slice(0, 160) : text).replace(/^[*#]+|[*#]+$/g, '');
  const { style, number, rest } = numberingOf(squeezed);
  const part = partOf(rest);
  const whole = { at, style, number, place, level };
  const printed = { ...whole, heading: long ? '' : withoutNumber(text, style), after: '' };
  if (part !== null && !long) return { ...printed, part };
  if (style === 'none') return level !== null && looksLikeHeading(rest) ? { ...printed, part: null } : null;
  const glued = gluedHeading(rest);
  // …申请情况及分析 is a longer heading, …的事项无 a heading with its text.
  if (glued !== null && !long && /^[及和与]/.test(rest.slice(glued.length)) && looksLikeHeading(rest)) return { ...printed, part: partOf(glued) };
  if (glued !== null) return { ...whole, part: partOf(glued), heading: glued, after: textAfter(text, glued) };
  return looksLikeHeading(rest) && text.length <= 70 ? { ...printed, part: null } : null;
}

const PRINTED_NUMBER = /^[（(第]?\s*[一二三四五六七八九十\d０-９]{1,3}\s*(?:[)）]|部分|章|节)?\s*[、.．,，:：]?\s*/;

/** The heading as printed, without emphasis, number and closing full stop. */
function withoutNumber(line: string, style: Style): string {
  const text = line.replace(/[*#]+/g, '').trim();
  return (style === 'none' ? text : text.replace(PRINTED_NUMBER, '')).replace(/[\s。:：]+$/, '');
}

/** What a line prints behind its heading; the heading is given squeezed. */
function textAfter(line: string, heading: string): string {
  let position = 0;
  let matched = 0;
  while (position < line.length && matched < heading.length) {
    if (squeeze(line[position]!) === heading[matched]) matched++;
    else if (matched > 0 && !/\s/.test(line[position]!)) matched = 0;
    position++;
  }
  return line.slice(position).replace(/^[\s。.:：*]+/, '');
}

/** The style in which most parts of the outline are numbered; of equals the first met. */
function mainStyle(candidates: readonly Candidate[]): Style | null {
  const parts = new Map<Style, Set<Part>>();
  for (const { style, part } of candidates) {
    if (part === null) continue;
    const set = parts.get(style) ?? new Set<Part>();
    parts.set(style, set.add(part));
  }
  let best: Style | null = null;
  for (const [style, set] of parts) if (best === null || set.size > parts.get(best)!.size) best = style;
  return best;
}

/** A table of contents lists the headings with nothing between them, and all of them come again. */
function withoutContents(candidates: Candidate[], pieces: readonly Piece[]): Candidate[] {
  const follows = (a: Candidate, b: Candidate): boolean =>
    pieces.slice(a.at + 1, b.at).every((it) => it.kind === 'line' && it.text.trim() === '');
  let run = 0;
  while (run + 1 < candidates.length && candidates[run]!.part !== null && follows(candidates[run]!, candidates[run + 1]!)) run++;
  const listed = candidates.slice(0, run + 1);
  const repeated = listed.every((it) => candidates.slice(run + 1).some((other) => other.part === it.part && it.part !== null));
  return listed.length >= 3 && repeated ? candidates.slice(run + 1) : candidates;
}
