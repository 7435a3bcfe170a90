/** What stands around a report: the lines before its first section, labelled facts (发布机构：…), and its last lines. */
import { isGrid } from '../document.ts';
import type { Document, Grid, Paragraph, Heading, Place } from '../document.ts';
import { foldRadicals } from '../formats/pdf/fold.ts';
import { foldWidth, squeeze } from '../normalise.ts';

export interface Line {
  /** Squeezed. */
  text: string;
  /** As printed, trimmed. */
  raw: string;
  place: Place;
}

export interface Labelled {
  /** Squeezed, without the colon: 发布机构. */
  label: string;
  /** Squeezed. */
  value: string;
  /** As printed from the label on, width folded: a time keeps its distance from a date. */
  raw: string;
  place: Place;
}

export interface Surroundings {
  /** Before the first section, in order; blank lines left out. */
  head: Line[];
  labelled: Labelled[];
  /** After the last grid: the lines that may hold a signature. */
  tail: Line[];
}

/** The line that opens the first section, however it is numbered. */
const FIRST_SECTION = /^(?:第?[一1](?:部分|章)?[、.,]|\(一\))|^(?:总体情况|基本情况|概述|概况)$/;
/** Words that only the tables of the report print. */
const REPORT_TABLE = /信息内容|勾稽关系|申请人情况|第二十条|结果维持/;
const LABELS =
  '发布机构|发布单位|发文机关|发文单位|发布部门|公开主体|公开机构|责任部门|所属机构|信息来源|文章来源|来源|发布日期|发布时间|公开日期|公开时间|发文日期|成文日期|生成日期|日期|名称|标题';
/** A label and its value; a line may hold several, and counters or buttons behind them. */
const LABEL = new RegExp(`(${LABELS})[:：](.+?)(?=(?:${LABELS})[:：]|浏览|点击|阅读|字号|字体|作者|编辑|打印|【|\\[|$)`, 'g');
const LABEL_ALONE = new RegExp(`^(${LABELS})[:：]?$`);
const MAX_HEAD_LINES = 200;
const MAX_TAIL_LINES = 10;

export function surroundingsOf(document: Document): Surroundings {
  const head: Line[] = [];
  const labelled: Labelled[] = [];
  for (const block of document.blocks) {
    if (isGrid(block)) {
      if (isReportTable(block)) break;
      labelled.push(...factsOf(block));
      continue;
    }
    const lines = linesOf(block);
    const first = lines.findIndex((line) => FIRST_SECTION.test(line.text));
    for (const line of first < 0 ? lines : lines.slice(0, first)) {
      head.push(line);
      if (line.text.length <= 120) labelled.push(...labelsIn(line));
    }
    if (first >= 0 || head.length > MAX_HEAD_LINES) break;
  }
  return { head, labelled, tail: tailOf(document) };
}

function labelsIn({ text, raw, place }: Line): Labelled[] {
  return [...text.matchAll(LABEL)].map(([, label, value]) => ({ label: label!, value: value!, raw: rawAfter(foldWidth(raw), label!), place }));
}

/** The printed line from a label on; labels may be spread out (发 布 日 期). */
function rawAfter(raw: string, label: string): string {
  const at = raw.search(new RegExp([...label].join('\\s*')));
  return at < 0 ? raw : raw.slice(at);
}

function linesOf(block: Paragraph | Heading): Line[] {
  return foldRadicals(block.text)
    .split('\n')
    .map((raw) => ({ text: squeeze(raw), raw: raw.trim(), place: block.place }))
    .filter((line) => line.text !== '');
}

/** The last lines of the document, in order; short ones only, since a signature is short. */
function tailOf(document: Document): Line[] {
  const tail: Line[] = [];
  for (let i = document.blocks.length - 1; i >= 0 && tail.length < MAX_TAIL_LINES; i--) {
    const block = document.blocks[i]!;
    if (isGrid(block)) break;
    if (block.text.length > 400) continue;
    tail.unshift(...linesOf(block));
  }
  return tail.slice(-MAX_TAIL_LINES);
}

const isReportTable = (grid: Grid): boolean => grid.cells.some((cell) => REPORT_TABLE.test(cell.text));

/** Label and value in neighbouring cells, or both in one. */
function factsOf(grid: Grid): Labelled[] {
  if (grid.cells.length > 60) return [];
  return grid.cells.flatMap((cell, index) => {
    const text = squeeze(cell.text);
    const within = labelsIn({ text, raw: cell.text, place: cell.place });
    if (within.length > 0) return within;
    const label = LABEL_ALONE.exec(text)?.[1];
    const next = grid.cells[index + 1];
    if (label === undefined || next?.row !== cell.row) return [];
    return [{ label, value: squeeze(next.text), raw: foldWidth(next.text), place: next.place }];
  });
}
