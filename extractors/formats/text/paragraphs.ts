/** Prose in text: lines become paragraphs and headings; a sentence that a page or line break cut is joined again. */
import type { Block } from '../../document.ts';
import { headingOf } from '../headings.ts';
import { trim } from '../space.ts';
import { withoutArtefacts } from './artefacts.ts';
import type { Line } from './lines.ts';

interface Piece {
  text: string;
  /** `#` marks before a heading. */
  marks: number;
  indented: boolean;
  line: number;
  start: number;
  end: number;
}

const ends = /[。！？；：…!?;:]["”’』」》）)\]]*$/;
const begins = /^(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[)）]|[一二三四五六七八九十]{1,3}[、．.]|\d{1,2}[、．.](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,3}[章节条部]|附件|注[:：])/;

/** Blocks of a stretch of lines that holds no table. */
export function proseOf(lines: readonly Line[]): Block[] {
  const pieces: Piece[] = [];
  let apart = false;
  for (const line of lines) {
    if (line.kind !== 'prose') {
      apart = true;
      continue;
    }
    const piece = pieceOf(line);
    const last = pieces[pieces.length - 1];
    if (last !== undefined && continues(last, piece, apart)) last.text = join(last.text, piece.text);
    else pieces.push(piece);
    apart = false;
  }
  return pieces.flatMap(blockOf);
}

function pieceOf({ text, number }: Line): Piece {
  const lead = /^[\s\u00a0\u3000\ufeff]*(#{1,6}(?=[\s\u00a0]))?[\s\u00a0\u3000]*/.exec(text)!;
  const body = trim(text.slice(lead[0].length));
  const start = lead[0].length;
  return {
    text: withoutArtefacts(body),
    marks: lead[1]?.length ?? 0,
    indented: /^(?:\u3000|[ \u00a0]{2})/.test(text),
    line: number,
    start,
    end: start + body.length,
  };
}

/**
 * Whether `next` goes on with the sentence of `last`: a line of prose that stops without the end of a sentence, and one
 * that begins neither a heading nor an item nor an indented paragraph. Titles and addresses, which never end in a full stop
 * either, are short and hold no sentence.
 */
function continues(last: Piece, next: Piece, apart: boolean): boolean {
  if (last.marks > 0 || next.marks > 0 || next.indented || last.text === '' || ends.test(last.text)) return false;
  if (begins.test(next.text) || headingOf(next.text) !== null || headingOf(last.text) !== null) return false;
  if (/[)）]$/.test(last.text) && !/^[，。、；）]/.test(next.text)) return false;
  const sentence = /[，。；]/.test(last.text);
  return sentence ? last.text.length >= (apart ? 12 : 20) : last.text.length >= 45;
}

/** Words of an alphabet are parted by a space, Chinese and figures are not: a number cut by the break is one number. */
function join(first: string, second: string): string {
  return /[A-Za-z,.]$/.test(first) && /^[A-Za-z]/.test(second) ? `${first} ${second}` : first + second;
}

function blockOf({ text, marks, line, start, end }: Piece): Block[] {
  if (text === '') return [];
  const place = { line, start, end };
  const heading = headingOf(text);
  if (heading !== null) return [{ kind: 'heading', level: heading.level, text, place }];
  return marks > 0 && text.length <= 120 ? [{ kind: 'heading', level: marks, text, place }] : [{ kind: 'paragraph', text, place }];
}
