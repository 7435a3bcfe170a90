/**
 * From painted pages to headings, paragraphs and grids, whatever the format they were painted from: ruled tables from what is
 * drawn, tables without rules by alignment, pieces of broken tables joined, the rest as prose; page numbers and running heads left out.
 */
import type { Block, Box, Problem } from '../../document.ts';
import { isGrid, Refusal } from '../../document.ts';
import { alignedTables, type Carry } from './aligned.ts';
import { withoutFurniture } from './furniture.ts';
import { rounded } from './geometry.ts';
import { gridOf } from './grid.ts';
import { joinPieces, type Table } from './join.ts';
import { linesOf, type Line } from './lines.ts';
import { takeOverflow } from './overflow.ts';
import { ruledTables, type Piece } from './page-tables.ts';
import type { Page } from './page.ts';
import type { Rule } from './rules.ts';
import { proseOf, type FlowItem } from './prose.ts';
import { INSTALL_OCR } from '../scan/ocr.ts';

/** A page taken apart. */
interface Sheet {
  number: number;
  height: number;
  pieces: Piece[];
  lines: Line[];
  /** Level rules outside ruled tables. */
  rules: Rule[];
}

/**
 * The blocks of all pages in reading order. What is noticed on the way is added to `problems`.
 * @throws Refusal `needs_ocr` when no page has visible text.
 */
export function blocksOfPages(pages: readonly Page[], problems: Problem[]): Block[] {
  refuseWithoutText(pages);
  const sheets = pages.map((page) => takeApart(page, problems));
  const flows = withoutFurniture(sheets.map(({ number, height, lines, pieces }) => ({ number, height, lines, tables: pieces.map(({ box }) => box) })));
  sheets.forEach((sheet, i) => (sheet.lines = flows[i]!));
  sheets.forEach((sheet, i) => (sheet.lines = takeOverflow(sheet, sheets.slice(i + 1).find(isPrinted))));
  let carry: Carry = { columns: null, lines: [] };
  sheets.forEach((sheet, i) => {
    const found = alignedTables({ ...sheet, tables: sheet.pieces.map(({ box }) => box) }, carry);
    carry = found.carry;
    sheet.lines = found.lines;
    sheet.pieces.push(...found.pieces);
    const previous = sheets[i - 1];
    if (previous && found.taken.size > 0) previous.lines = previous.lines.filter((line) => !line.glyphs.some((glyph) => found.taken.has(glyph)));
    for (const { page, box } of found.pieces) {
      problems.push({ code: 'grid_by_alignment', message: 'a table without rules is read by the alignment of its words', place: { page, box: rounded(box) } });
    }
  });
  const tables = dissolveFrames(joinPieces(sheets), sheets);
  return blocksOf(sheets, tables);
}

const isPrinted = ({ pieces, lines }: Sheet): boolean => pieces.length > 0 || lines.length > 0;

function refuseWithoutText(pages: readonly Page[]): void {
  if (pages.some(({ glyphs }) => glyphs.some(({ text }) => text.trim() !== ''))) return;
  const hidden = pages.reduce((sum, page) => sum + page.hidden, 0);
  const layer = hidden > 0 ? `, only an invisible text layer of ${hidden} characters, which is a guess by software` : '';
  throw new Refusal('unreadable', 'needs_ocr', `scan: none of the ${pages.length} page(s) has visible text${layer}; needs OCR: ${INSTALL_OCR}`);
}

function takeApart(page: Page, problems: Problem[]): Sheet {
  const { pieces, loose, rules, crossing, overdrawn } = ruledTables(page);
  const note = (code: string, message: string, box?: Box): void => void problems.push({ code, message, place: { page: page.number, ...(box && { box }) } });
  for (const box of crossing) note('text_across_rule', 'figures run over a rule of their table: they are read as one, in the cell that holds most of them', box);
  if (overdrawn) note('too_many_rules', 'the page has more lines than any table: its tables are not read');
  if (page.slanted > 0) note('slanted_text', `${page.slanted} slanted characters (a watermark or stamp) were left out`);
  if (page.unknown > 0) note('unknown_glyphs', `${page.unknown} characters cannot be told from their fonts; they stand as U+FFFD`);
  if (page.glyphs.length === 0) note('page_without_text', 'the page has no text: it is blank or a picture');
  return { number: page.number, height: page.height, pieces, lines: linesOf(loose).filter(isInked), rules };
}

/** A line of blanks alone is no line. */
const isInked = ({ glyphs }: Line): boolean => glyphs.some(({ text }) => text.trim() !== '');

/** A frame around ordinary text is no table: its lines go back to the page. Tables without any text are drawings. */
function dissolveFrames(tables: readonly Table[], sheets: readonly Sheet[]): Table[] {
  return tables.filter(({ pieces }) => {
    const cells = pieces.flatMap((piece) => piece.cells);
    if (pieces.every((piece) => piece.cells.length === 1)) {
      for (const piece of pieces) sheets.find(({ number }) => number === piece.page)!.lines.push(...linesOf(piece.cells[0]!.glyphs));
      return false;
    }
    return cells.some(({ glyphs }) => glyphs.length > 0);
  });
}

/** Headings, paragraphs and grids in reading order. */
function blocksOf(sheets: readonly Sheet[], tables: readonly Table[]): Block[] {
  const grids = tables.map(gridOf);
  const home = new Map(tables.flatMap((table, i) => [[table.pieces[0]!, i] as const]));
  const items = sheets.flatMap(({ number: page, pieces, lines }): FlowItem[] => {
    const flow = [
      ...lines.map((line) => ({ top: line.box[1], left: line.box[0], item: { kind: 'line', page, line } as const })),
      ...pieces.flatMap((piece) => {
        const table = home.get(piece);
        return table === undefined ? [] : [{ top: piece.box[1], left: piece.box[0], item: { kind: 'table', page, table } as const }];
      }),
    ];
    return flow.sort((a, b) => a.top - b.top || a.left - b.left).map(({ item }) => item);
  });
  const blocks: Block[] = proseOf(items).map((block) => (block.kind === 'table' ? grids[block.table]! : block));
  blocks.filter(isGrid).forEach((grid, i) => (grid.table = i));
  return blocks;
}
