/** The paragraphs of an RTF file. */
import type { WordParagraph } from '../word/paragraph.ts';
import { RowDefinition } from './rows.ts';
import { encodingOfCharset, encodingOfPage, RtfText } from './text.ts';
import { tokensOf } from './tokens.ts';

/** What a group inherits from the one around it. */
interface State {
  /** Its text is not shown. */
  skip: boolean;
  hidden: boolean;
  /** Bytes that stand in for a \u escape, for readers that know none. */
  standIns: number;
  font: number;
  /** Within the table of fonts. */
  fonts: boolean;
}

/** Destinations whose text is no part of the document. */
const NOT_SHOWN = new Set(
  'colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote annotation fldinst themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl mmathPr bkmkstart bkmkend template operator author title subject nonesttables pgptbl revtbl filetbl tc xe userprops'.split(' '),
);
/** Destinations behind \* whose text is one of the document all the same, or says how it stands. */
const SHOWN = new Set(['nesttableprops', 'shptxt', 'shpinst']);

const SIGNS: Readonly<Record<string, string>> = {
  line: '\n', lbr: '\n', tab: '\t', emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•', emspace: '\u2003', enspace: '\u2002', qmspace: '\u2005',
  '~': '\u00a0', _: '‑', '\\': '\\', '{': '{', '}': '}',
};
const DEEPEST_GROUP = 2000;

/**
 * Every paragraph, in order. Numbers of lists are those that the file itself prints (\listtext, \pntext). Hidden and deleted text is none of it.
 * @throws RangeError where groups nest deeper than any writer nests them
 */
export function* paragraphsOf(bytes: Uint8Array): Generator<WordParagraph> {
  const stack: State[] = [];
  let state: State = { skip: false, hidden: false, standIns: 1, font: 0, fonts: false };
  const encodings = new Map<number, string>();
  const row = [new RowDefinition(), new RowDefinition()] as const; // of the outer table, of tables within tables
  const text = new RtfText();
  let page = encodingOfPage(0);
  let [starred, standIns, inTable, depth, heading, nested] = [false, 0, false, 0, 0, false];
  let hasText = false;
  const ended = (ends: WordParagraph['ends'], at: number, shape: WordParagraph['shape'] = null): WordParagraph => {
    hasText = false;
    return { text: text.take(), heading, depth: at, ends, shape };
  };
  const here = (): number => (depth > 0 ? depth : inTable ? 1 : 0);

  for (const token of tokensOf(bytes)) {
    if (token.kind === 'open') {
      if (stack.length >= DEEPEST_GROUP) throw new RangeError(`groups nest deeper than ${DEEPEST_GROUP}`);
      stack.push(state);
      state = { ...state };
      [starred, standIns] = [false, 0];
      continue;
    }
    if (token.kind === 'close') {
      state = stack.pop() ?? state;
      [starred, standIns] = [false, 0];
      continue;
    }
    if (standIns > 0 && (token.kind === 'byte' || token.name.length > 0)) {
      standIns--;
      continue;
    }
    if (token.kind === 'byte') {
      if (state.skip || state.hidden || state.fonts) continue;
      hasText = true;
      text.byte(token.value, encodings.get(state.font) ?? page);
      continue;
    }
    const { name, value } = token;
    if (name === '*') {
      starred = true;
      continue;
    }
    if (starred) {
      starred = false;
      if (name === 'nesttableprops') nested = true;
      else if (!SHOWN.has(name)) state.skip = true;
    } else if (NOT_SHOWN.has(name)) state.skip = true;
    if (name === 'fonttbl') state.fonts = true;
    else if (name === 'ansicpg') page = encodingOfPage(value ?? 0);
    else if (name === 'f') state.font = value ?? 0;
    else if (name === 'fcharset' && state.fonts) {
      const encoding = encodingOfCharset(value ?? 0);
      if (encoding !== undefined) encodings.set(state.font, encoding);
    } else if (name === 'uc') state.standIns = Math.max(0, Math.min(8, value ?? 1));
    if (state.skip || state.fonts) continue;

    if (name === 'u' && value !== null) {
      if (!state.hidden) text.add(String.fromCharCode(value & 0xffff));
      hasText ||= !state.hidden;
      standIns = state.standIns;
    } else if (name in SIGNS) {
      if (!state.hidden) text.add(SIGNS[name]!);
      hasText ||= !state.hidden;
    } else if (name === 'v' || name === 'deleted') state.hidden = value !== 0;
    else if (name === 'plain') state.hidden = false;
    else if (name === 'pard') [inTable, depth, heading] = [false, 0, 0];
    else if (name === 'intbl') inTable = true;
    else if (name === 'itap') depth = Math.max(0, Math.min(63, value ?? 0));
    else if (name === 'outlinelevel' && value !== null && value < 6) heading = value + 1;
    else if (name === 'par' || name === 'sect' || name === 'page') yield ended('paragraph', here());
    else if (name === 'cell') yield ended('cell', 1);
    else if (name === 'nestcell') yield ended('cell', Math.max(2, depth));
    else if (name === 'row') {
      yield ended('row', 1, row[0].shape());
      nested = false;
    } else if (name === 'nestrow') {
      yield ended('row', Math.max(2, depth), row[1].shape());
      nested = false;
    } else row[nested ? 1 : 0].word(name, value);
  }
  if (hasText) yield ended('paragraph', here());
}
