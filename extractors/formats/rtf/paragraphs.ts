/** The paragraphs of an RTF file. */
import { Refusal, type Problem } from '../../document.ts';
import { Runs, type Look, type WordParagraph } from '../word/paragraph.ts';
import { Field } from './form.ts';
import { RowDefinition } from './rows.ts';
import { encodingOfCharset, encodingOfPage, RtfText } from './text.ts';
import { tokensOf } from './tokens.ts';

/** What a group inherits from the one around it. */
interface State {
  /** Its text is not shown. */
  skip: boolean;
  hidden: boolean;
  deleted: boolean;
  struck: boolean;
  /** Of a note's mark. */
  height: 'plain' | 'raised' | 'lowered';
  /** Where its text goes, where that is not the paragraph. */
  into: 'marker' | 'entry' | null;
  /** The field that it is part of. */
  field: Field | null;
  /** Bytes that stand in for a \u escape, for readers that know none. */
  standIns: number;
  font: number;
  /** Within the table of fonts. */
  fonts: boolean;
}

/** Destinations whose text is no part of the document. */
const NOT_SHOWN = new Set(
  'colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote annotation fldinst themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl mmathPr bkmkstart bkmkend template operator author title subject nonesttables pgptbl revtbl filetbl tc xe userprops sp'.split(' '),
);
/** Destinations behind \* whose text is one of the document all the same, or says how it stands. */
const SHOWN = new Set(['nesttableprops', 'shptxt', 'shpinst']);

const SIGNS: Readonly<Record<string, string>> = {
  line: '\n', lbr: '\n', column: '\n', tab: '\t', emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•', emspace: '\u2003', enspace: '\u2002', qmspace: '\u2005',
  '~': '\u00a0', _: '‑', '\\': '\\', '{': '{', '}': '}',
};
const DEEPEST_GROUP = 2000;

/** Words that say how characters look. */
const LOOKS: Readonly<Record<string, (value: number | null) => Partial<State>>> = {
  v: (value) => ({ hidden: value !== 0 }),
  deleted: (value) => ({ deleted: value !== 0 }),
  strike: (value) => ({ struck: value !== 0 }),
  striked: (value) => ({ struck: value !== 0 }),
  super: (value) => ({ height: value === 0 ? 'plain' : 'raised' }),
  sub: (value) => ({ height: value === 0 ? 'plain' : 'lowered' }),
  up: (value) => ({ height: value === 0 ? 'plain' : 'raised' }),
  dn: (value) => ({ height: value === 0 ? 'plain' : 'lowered' }),
  nosupersub: () => ({ height: 'plain' }),
  plain: () => ({ hidden: false, deleted: false, struck: false, height: 'plain' }),
};

/** Where the words of a text box began, and the paragraph around it. */
interface Around {
  level: number;
  runs: Runs;
  shape: readonly [inTable: boolean, depth: number, heading: number];
  lines: string[];
}

/**
 * Every paragraph, in order. Numbers of lists are those that the file itself prints (\listtext, \pntext). Hidden and deleted text is none of it;
 * text boxes follow the paragraph or the table that they stand over.
 * @throws RangeError where groups nest deeper than any writer nests them; Refusal `truncated`
 */
export function* paragraphsOf(bytes: Uint8Array, problems: Problem[] = []): Generator<WordParagraph> {
  const stack: State[] = [];
  let state: State = { skip: false, hidden: false, deleted: false, struck: false, height: 'plain', into: null, field: null, standIns: 1, font: 0, fonts: false };
  const encodings = new Map<number, string>();
  const row = [new RowDefinition(), new RowDefinition()] as const; // of the outer table, of tables within tables
  const text = new RtfText();
  let runs = new Runs();
  let marker = '';
  let box: Around | null = null;
  const boxes: string[] = []; // lines of text boxes that wait for the end of what they stand over
  let fromTable = false; // whether that is a table
  let page = encodingOfPage(0);
  let [starred, standIns, inTable, depth, heading, nested] = [false, 0, false, 0, 0, false];
  /** Puts what was read so far where it belongs. */
  const settle = (): void => {
    const read = text.take();
    if (read === '') return;
    if (state.into === 'marker') marker += read;
    else if (state.into === 'entry') state.field?.entry(read);
    else {
      const look: Look = state.struck ? 'struck' : state.height;
      runs.add(read, look);
      if (state.field !== null) state.field.hasResult = true;
    }
  };
  const turn = (next: State): void => {
    settle();
    state = next;
  };
  const here = (): number => (depth > 0 ? depth : inTable ? 1 : 0);
  function* ended(ends: WordParagraph['ends'], at: number, shape: WordParagraph['shape'] = null): Generator<WordParagraph> {
    settle();
    if (box !== null) {
      box.lines.push(runs.take().filter(({ look }) => look !== 'struck').map((run) => run.text).join(''));
      return;
    }
    const paragraph = { runs: runs.take(), marker, heading, depth: at, ends, shape };
    marker = '';
    const isOver = at === 0 && ends === 'paragraph';
    const waiting = isOver ? boxes.splice(0) : [];
    const [before, after] = fromTable ? [waiting, []] : [[], waiting];
    if (isOver) fromTable = false;
    yield* before.map(lineOf);
    yield paragraph;
    yield* after.map(lineOf);
  }
  const leaveBox = ({ runs: outer, shape, lines }: Around): void => {
    settle();
    if (!runs.isEmpty) lines.push(runs.take().map((run) => run.text).join(''));
    [runs, box] = [outer, null];
    [inTable, depth, heading] = shape;
    const words = lines.filter((line) => line.trim() !== '');
    boxes.push(...words);
    if (here() > 0 && words.length > 0) {
      fromTable = true;
      problems.push({ code: 'text_box_over_table', message: `A text box stands over a cell of a table; its text follows the table: ${words.join(' ').slice(0, 80)}` });
    }
  };

  for (const token of tokensOf(bytes)) {
    if (token.kind === 'open') {
      if (stack.length >= DEEPEST_GROUP) throw new RangeError(`groups nest deeper than ${DEEPEST_GROUP}`);
      stack.push(state);
      state = { ...state };
      [starred, standIns] = [false, 0];
      continue;
    }
    if (token.kind === 'close') {
      const outer = stack.pop() ?? state;
      settle();
      const { field } = state;
      if (box !== null && stack.length < box.level) leaveBox(box);
      turn(outer);
      if (field !== null && field !== outer.field && !field.hasResult && !state.skip) {
        text.add(field.chosen);
        settle();
      }
      [starred, standIns] = [false, 0];
      continue;
    }
    if (standIns > 0 && (token.kind === 'byte' || token.name.length > 0)) {
      standIns--;
      continue;
    }
    const isShown = (): boolean => !state.skip && !state.hidden && !state.deleted && !state.fonts;
    if (token.kind === 'byte') {
      if (isShown() || state.into === 'entry') text.byte(token.value, encodings.get(state.font) ?? page);
      continue;
    }
    const { name, value } = token;
    if (name === '*') {
      starred = true;
      continue;
    }
    if (state.field !== null && state.skip) state.field.word(name, value);
    if (starred) {
      starred = false;
      if (name === 'nesttableprops') nested = true;
      else if (name === 'ffl' && state.field !== null) state.into = 'entry';
      else if (!SHOWN.has(name)) state.skip = true;
    } else if (NOT_SHOWN.has(name)) state.skip = true;
    if (name === 'fonttbl') state.fonts = true;
    else if (name === 'ansicpg') page = encodingOfPage(value ?? 0);
    else if (name === 'f') state.font = value ?? 0;
    else if (name === 'fcharset' && state.fonts) {
      const encoding = encodingOfCharset(value ?? 0);
      if (encoding !== undefined) encodings.set(state.font, encoding);
    } else if (name === 'uc') state.standIns = Math.max(0, Math.min(8, value ?? 1));
    if ((state.skip && state.into !== 'entry') || state.fonts) continue;

    if (name === 'u' && value !== null) {
      if (isShown() || state.into === 'entry') text.add(String.fromCharCode(value & 0xffff));
      standIns = state.standIns;
    } else if (name in SIGNS) {
      if (isShown()) text.add(SIGNS[name]!);
    } else if (name in LOOKS) turn({ ...state, ...LOOKS[name]!(value) });
    else if (name === 'listtext' || name === 'pntext') turn({ ...state, into: 'marker' });
    else if (name === 'field') state.field = new Field();
    else if (name === 'shptxt' && box === null) {
      settle();
      box = { level: stack.length, runs, shape: [inTable, depth, heading], lines: [] };
      runs = new Runs();
    } else if (name === 'pard') [inTable, depth, heading] = [false, 0, 0];
    else if (name === 'intbl') inTable = true;
    else if (name === 'itap') depth = Math.max(0, Math.min(63, value ?? 0));
    else if (name === 'outlinelevel' && value !== null && value < 6) heading = value + 1;
    else if (name === 'par' || name === 'sect' || name === 'page') yield* ended('paragraph', here());
    else if (name === 'cell') yield* ended('cell', 1);
    else if (name === 'nestcell') yield* ended('cell', Math.max(2, depth));
    else if (name === 'row') {
      yield* ended('row', 1, row[0].shape());
      nested = false;
    } else if (name === 'nestrow') {
      yield* ended('row', Math.max(2, depth), row[1].shape());
      nested = false;
    } else if (box === null) row[nested ? 1 : 0].word(name, value);
  }
  if (stack.length > 0) throw cutOff();
  settle();
  if (!runs.isEmpty) yield* ended('paragraph', here());
  yield* boxes.map(lineOf);
}

export const cutOff = (): Refusal => new Refusal('unreadable', 'truncated', 'The RTF file is cut off: the brace that ends it is missing.');

/** A line of a text box, as a paragraph of its own. */
const lineOf = (text: string): WordParagraph => ({ runs: [{ text, look: 'plain' }], marker: '', heading: 0, depth: 0, ends: 'paragraph', shape: null });
