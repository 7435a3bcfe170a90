/** The paragraphs of a Word 97 file: visible text, style, and what each ends: a line of prose, a cell, a row. */
import { Runs, type Look, type WordParagraph, type WordRun } from '../word/paragraph.ts';
import type { WordFile } from './fib.ts';
import { piecesOf } from './pieces.ts';
import { runAt, runsOf, type Property, type Run } from './properties.ts';
import { shapeOf } from './rows.ts';

const IN_TABLE = 0x2416;
const ROW_END = 0x2417;
const DEPTH = 0x6649;
const INNER_CELL = 0x244b;
const INNER_ROW = 0x244c;
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
const PRINTED: Readonly<Record<string, string>> = { [LINE]: '\n', [COLUMN_BREAK]: '\n', '\x1e': '‑', '\x1f': '', '\t': '\t' };

/** Every paragraph, in order. What is hidden, deleted under revision or a field's instruction is not part of it. */
export function* paragraphsOf(file: WordFile): Generator<WordParagraph> {
  const paragraphRuns = runsOf(file, file.paragraphRuns, 'paragraph');
  const characterRuns = runsOf(file, file.characterRuns, 'character');
  const fields: boolean[] = []; // of each open field, whether its instruction is being read
  const runs = new Runs();
  let look: Look = 'plain';
  let run: Run | undefined;
  let isGone = false;
  for (const piece of piecesOf(file)) {
    for (let n = 0; n < piece.text.length; n++) {
      const byte = piece.offset + n * piece.width;
      if (run === undefined || byte < run.from || byte >= run.to) {
        run = runAt(characterRuns, byte);
        isGone = run !== undefined && (isOn(run.properties, HIDDEN) || isOn(run.properties, DELETED));
        look = lookOf(run?.properties ?? []);
      }
      const sign = piece.text[n]!;
      if (sign === FIELD) fields.push(true);
      else if (sign === RESULT) fields[fields.length - 1] = false;
      else if (sign === FIELD_END) fields.pop();
      else if (sign === CELL || sign === PARAGRAPH || sign === PAGE_BREAK) {
        yield paragraph(runs.take(), sign, runAt(paragraphRuns, byte));
      } else if (!isGone && !fields.includes(true)) runs.add(sign >= ' ' ? sign : (PRINTED[sign] ?? ''), look);
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

function lookOf(properties: readonly Property[]): Look {
  if (STRUCK.some((sprm) => isOn(properties, sprm))) return 'struck';
  const lift = last(properties, LIFT)?.readInt16LE(0) ?? 0;
  const height = last(properties, HEIGHT)?.[0] ?? 0;
  return height === 1 || (height === 0 && lift > 0) ? 'raised' : height === 2 || lift < 0 ? 'lowered' : 'plain';
}

const last = (properties: readonly Property[], sprm: number): Buffer | undefined => properties.findLast((property) => property.sprm === sprm)?.operand;

/** Toggles are 0 or 1; 128 and 129 ask the style, which never hides a report's text. */
const isOn = (properties: readonly Property[], sprm: number): boolean => last(properties, sprm)?.[0] === 1;

const numberOf = (properties: readonly Property[], sprm: number): number | undefined => last(properties, sprm)?.readUInt32LE(0);
