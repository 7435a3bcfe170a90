/**
 * Two reports in one document: a city's page that prints those of several organs, or of several years, one below the other. The
 * first one is read; the tables of the others are kept as printed, since no figure of theirs is the first one's.
 */
import { surroundingsOf } from './attribution/head.ts';
import { findTitles, readTitle } from './attribution/title.ts';
import { isGrid, type Block, type Document, type Grid, type Problem } from './document.ts';
import { squeeze } from './normalise.ts';
import type { Unknown } from './report.ts';

/** Words that the tables of the form print, and no list of links. */
const OF_THE_FORM = /勾稽关系|申请人情况|第二十条|结果维持|统计指标|指标名称/;
const LONGEST_TITLE = 80;

const isOfForm = (block: Block): boolean => isGrid(block) && block.cells.some((cell) => OF_THE_FORM.test(squeeze(cell.text)));

export interface FirstReport {
  document: Document;
  /** Tables of the reports behind it. */
  unknown: Unknown[];
  problems: Problem[];
}

/** The document up to the title of a second report, if there is one with tables of its own; else the document itself. */
export function firstReport(document: Document): FirstReport {
  const { blocks } = document;
  const first = blocks.findIndex(isOfForm);
  const whole = { document, unknown: [], problems: [] };
  if (first < 0 || !blocks.slice(first + 1).some(isOfForm)) return whole;
  const own = findTitles(document, surroundingsOf(document))[0];
  if (!own) return whole;
  const at = blocks.findIndex((block, i) => {
    if (i <= first || isGrid(block) || block.text.length > LONGEST_TITLE || !block.text.includes('公开')) return false;
    const title = readTitle(squeeze(block.text));
    // Another organ, or the same one in another year.
    if (!title || title.organ === null) return false;
    const other = title.organ !== own.organ ? own.organ !== null : title.years.length > 0 && !title.years.some((year) => own.years.includes(year));
    return other && blocks.slice(i + 1).some(isOfForm);
  });
  const title = blocks[at];
  if (!title || isGrid(title)) return whole;
  const message = `a second report begins with “${title.text.trim()}”: only the first one is read, the tables behind it are kept as printed`;
  return {
    document: { ...document, blocks: blocks.slice(0, at) },
    unknown: blocks.slice(at).filter(isGrid).map(asPrinted),
    problems: [{ code: 'second_report', message, place: title.place }],
  };
}

function asPrinted(grid: Grid): Unknown {
  const cells = grid.cells.filter((cell) => cell.text.trim() !== '').map((cell) => ({ text: cell.text, place: { table: grid.table, row: cell.row, col: cell.col, ...cell.place } }));
  return { kind: 'table', label: cells[0]?.text.trim() ?? '', cells };
}
