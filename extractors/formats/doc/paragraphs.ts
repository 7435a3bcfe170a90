/** The paragraphs of a Word 97 file: visible text, style, and what each ends: a line of prose, a cell, a row. */
import { Runs, type Look, type WordParagraph, type WordRun } from '../word/paragraph.ts';
import type { WordFile } from './fib.ts';
import { piecesOf } from './pieces.ts';
import { runAt, runsOf, type Property, type Run } from './properties.ts';
import { shapeOf } from './rows.ts';
import { stylesOf } from './styles.ts';

const IN_TABLE = 0x2416;
const ROW_END = 0x2417;
const DEPTH = 0x6649;
const INNER_CELL = 0x244b;
const INNER_ROW = 0x244c;
/** The style of characters by its number. */
const STYLE = 0x4a30;
const HIDDEN = 0x083c;
const DELETED = 0x0800;
const STRUCK = [0x0837, 0x2a53];
/** 1 raised, 2 lowered. */
const HEIGHT = 0x2a48;
/** Half points above the line. */
const LIFT = 0x4845;

/** Signs of the text that are no letters ([MS-DOC] 2.4.1). */
const [CELL, LINE, PAGE_BREAK, PARAGRAPH, COLUMN_BREAK] = ['\x07', '\x0b', '\x0c', '\r', '\x0e'];
const [FIELD, RESULT, FIELD_END] = ['\x13', '\x14', '\x15'];
/** Stands for what Word prints and the file does not say: the choice from a list, a sum that was never calculated. */
const UNKNOWN = '\ufffd';
const CALCULATED = /^\s*(?:FORMDROPDOWN|=)/i;
const PRINTED: Readonly<Record<string, string>> = { [LINE]: '\n', [COLUMN_BREAK]: '\n', '\x1e': '‑', '\x1f': '', '\t': '\t' };

/** Every paragraph, in order. What is hidden, deleted under revision or a field's instruction is not part of it. */
export function* paragraphsOf(file: WordFile): Generator<WordParagraph> {
  const paragraphRuns = runsOf(file, file.paragraphRuns, 'paragraph');
  const characterRuns = runsOf(file, file.characterRuns, 'character');
  const styles = stylesOf(file);
  const fields: { inInstruction: boolean; instruction: string; hasResult: boolean }[] = [];
  const isInstruction = (): boolean => fields.some(({ inInstruction }) => inInstruction);
  const runs = new Runs();
  let look: Look = 'plain';
  let run: Run | undefined;
  let isGone = false;
  for (const piece of piecesOf(file)) {
    for (let n = 0; n < piece.text.length; n++) {
      const byte = piece.offset + n * piece.width;
      if (run === undefined || byte < run.from || byte >= run.to) {
        run = runAt(characterRuns, byte);
        const own = run?.properties ?? [];
        const layers = [styles(runAt(paragraphRuns, byte)?.style ?? -1), styles(last(own, STYLE)?.readUInt16LE(0) ?? -1), own] as const;
        isGone = isToggled(layers, HIDDEN) || isOn(own, DELETED);
        look = lookOf(layers);
      }
      const sign = piece.text[n]!;
      if (sign === FIELD) fields.push({ inInstruction: true, instruction: '', hasResult: false });
      else if (sign === RESULT) {
        if (fields.length > 0) fields.at(-1)!.inInstruction = false;
      } else if (sign === FIELD_END) {
        const field = fields.pop();
        if (field !== undefined && !field.hasResult && CALCULATED.test(field.instruction) && !isGone && !isInstruction()) runs.add(UNKNOWN, look);
      }
      if (sign === FIELD || sign === RESULT || sign === FIELD_END) continue;
      if (sign === CELL || sign === PARAGRAPH || sign === PAGE_BREAK) {
        yield paragraph(runs.take(), sign, runAt(paragraphRuns, byte));
        run = undefined; // the next paragraph may have another style
      } else if (isInstruction()) {
        const field = fields.at(-1)!;
        if (field.inInstruction && field.instruction.length < 40) field.instruction += sign;
      } else if (!isGone) {
        const shown = sign >= ' ' ? sign : (PRINTED[sign] ?? '');
        if (shown !== '') for (const field of fields) field.hasResult = true;
        runs.add(shown, look);
      }
    }
  }
  if (!runs.isEmpty) yield paragraph(runs.take(), PARAGRAPH, undefined);
}

function paragraph(runs: WordRun[], sign: string, run: Run | undefined): WordParagraph {
  const properties = run?.properties ?? [];
  const depth = Math.max(numberOf(properties, DEPTH) ?? 0, isOn(properties, IN_TABLE) ? 1 : 0);
  const isRow = depth === 1 ? sign === CELL && isOn(properties, ROW_END) : isOn(properties, INNER_ROW);
  const isCell = depth === 1 ? sign === CELL : isOn(properties, INNER_CELL);
  const style = run?.style ?? 0;
  return { runs, marker: '', heading: style >= 1 && style <= 6 ? style : 0, depth, ends: isRow ? 'row' : isCell && depth > 0 ? 'cell' : 'paragraph', shape: isRow ? shapeOf(properties) : null };
}

/** Properties of characters: of the paragraph's style, of their own style, and their own. */
type Layers = readonly [paragraph: readonly Property[], style: readonly Property[], own: readonly Property[]];

function lookOf(layers: Layers): Look {
  if (STRUCK.some((sprm) => isToggled(layers, sprm))) return 'struck';
  const all = layers.flat();
  const lift = last(all, LIFT)?.readInt16LE(0) ?? 0;
  const height = last(all, HEIGHT)?.[0] ?? 0;
  return height === 1 || (height === 0 && lift > 0) ? 'raised' : height === 2 || lift < 0 ? 'lowered' : 'plain';
}

const last = (properties: readonly Property[], sprm: number): Buffer | undefined => properties.findLast((property) => property.sprm === sprm)?.operand;

const isOn = (properties: readonly Property[], sprm: number): boolean => last(properties, sprm)?.[0] === 1;

/** Toggles are 0 or 1; 128 is what the styles say and 129 the opposite. Styles turn each other over: hidden by both, text is shown. */
function isToggled([paragraph, style, own]: Layers, sprm: number): boolean {
  const inherited = isOn(paragraph, sprm) !== isOn(style, sprm);
  const said = last(own, sprm)?.[0] ?? 128;
  return said === 128 ? inherited : said === 129 ? !inherited : said === 1;
}

const numberOf = (properties: readonly Property[], sprm: number): number | undefined => last(properties, sprm)?.readUInt32LE(0);
