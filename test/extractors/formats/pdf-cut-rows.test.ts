/** Rows that a page break cuts inside: text that runs on below the rules, and columns whose only cell passes the whole page. */
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../extractors/formats/pdf.ts';
import { PdfWriter } from '../../../crawlers/replica/render/pdf-writer.ts';
import { drawTable, gridsOf, textsOf, type Cell } from '../../support/pdf-tables.ts';

const SIZE = 10;
/** Rows of drawTable are this high; the base line of a lone line of text stands this far below the row's upper edge. */
const ROW = 24;
const BASE = ROW / 2 + 0.36 * SIZE;
const PITCH = 1.3 * SIZE;

const WIDTHS = [120, 60, 60, 60, 60];
const UPPER: Cell[][] = [
  [{ text: '情况', rowSpan: 2 }, { text: '申请人情况', colSpan: 4 }],
  ['自然', { text: '法人或其他组织', colSpan: 2 }, '总'],
];
const LOWER: Cell[][] = [['', '', '企业', '机构', ''], ['一、新收', '1', '2', '3', '6']];
const WHOLE = [
  ['情况', '申请人情况', '申请人情况', '申请人情况', '申请人情况'],
  ['情况', '自然\n人', '法人或其他组织', '法人或其他组织', '总\n计'],
  ['', '', '企业', '机构', ''],
  ['一、新收', '1', '2', '3', '6'],
];

interface Cut {
  upper?: Cell[][];
  lower?: Cell[][];
  /** Drawn on the first page with the base line of the last row given. */
  below: (writer: PdfWriter, base: number) => void;
  closed?: boolean;
  /** Where the piece on the second page begins. */
  y?: number;
}

/** A table cut at the foot of the first page, and something below its last row there. */
async function cut({ upper = UPPER, lower = LOWER, below, closed = false, y = 60 }: Cut) {
  const writer = new PdfWriter();
  writer.addPage();
  const top = 770 - upper.length * ROW;
  drawTable(writer, upper, { y: top, widths: WIDTHS, size: SIZE, open: closed ? [] : ['bottom'] });
  below(writer, top + (upper.length - 1) * ROW + BASE);
  writer.text(280, 812, 9, '- 1 -');
  writer.addPage();
  if (y > 100) writer.text(60, 60, 12, '四、另一张表');
  drawTable(writer, lower, { y, widths: WIDTHS, size: SIZE, open: ['top'] });
  writer.text(280, 812, 9, '- 2 -');
  return readPdf(writer.toBytes());
}

const centred = (writer: PdfWriter, x: number, base: number, text: string): void => writer.text(x - (text.length * SIZE) / 2, base, SIZE, text);

describe('text that runs on below the last rules of a cut table', () => {
  const both = (writer: PdfWriter, base: number): void => {
    centred(writer, 210, base + PITCH, '人');
    centred(writer, 390, base + PITCH, '计');
  };

  it('belongs to the cells that are open below; the header goes on over the page break', async () => {
    const document = await cut({ below: both });
    const [grid, ...others] = gridsOf(document);
    expect(others).toEqual([]);
    expect(textsOf(grid!)).toEqual(WHOLE);
    expect(grid!.seams).toEqual([2]);
    expect(document.blocks).toHaveLength(1);
    const cell = grid!.cells.find(({ text }) => text === '自然\n人')!;
    expect(cell.place.page).toBe(1);
    expect(cell.place.box![3]).toBeGreaterThan(772);
  });

  it('over several lines', async () => {
    const document = await cut({
      below: (writer, base) => {
        both(writer, base);
        centred(writer, 210, base + 2 * PITCH, '等');
      },
    });
    expect(gridsOf(document).map(textsOf)).toEqual([WHOLE.map((row) => row.map((text) => (text === '自然\n人' ? '自然\n人\n等' : text)))]);
  });

  it('but not under a rule, beyond the sides of its cell, at a distance, in other type, or where no table follows', async () => {
    const one = (writer: PdfWriter, base: number): void => centred(writer, 210, base + PITCH, '人');
    const refused: Cut[] = [
      { below: one, closed: true },
      { below: (writer, base) => centred(writer, 210, base + PITCH, '以上是自然人情况') },
      { below: (writer, base) => centred(writer, 210, base + 2.5 * PITCH, '人') },
      { below: (writer, base) => writer.text(206, base + PITCH, 7, '人') },
      { below: one, y: 120 },
    ];
    for (const each of refused) {
      const document = await cut(each);
      expect(gridsOf(document)).toHaveLength(2);
      expect(document.blocks.some((block) => block.kind !== 'grid' && block.text.includes('人'))).toBe(true);
      expect(textsOf(gridsOf(document)[0]!)[1]![1]).toBe('自然');
    }
  });

  it('and never digits, under a figure or a label', async () => {
    const upper: Cell[][] = [['情况', '甲', '乙', '丙', '丁'], ['一、新收', '1', '2', '3', '6']];
    const document = await cut({ upper, lower: [['二、结转', '0', '0', '0', '0']], below: (writer, base) => writer.text(208, base + PITCH, SIZE, '5') });
    expect(textsOf(gridsOf(document)[0]!)[1]).toEqual(['一、新收', '1', '2', '3', '6']);
    expect(gridsOf(document)).toHaveLength(2);
    const numbered = await cut({ upper, lower: [['二、结转', '0', '0', '0', '0']], below: (writer, base) => writer.text(115, base + PITCH, SIZE, '7') });
    expect(textsOf(gridsOf(numbered)[0]!)[1]![0]).toBe('一、新收');
  });
});

describe('a column whose only cell passes a whole page', () => {
  const widths = [50, 90, 60, 60, 60, 60];
  const table = (rows: number, from: number): Cell[][] =>
    Array.from({ length: rows }, (_, i) => [...(i === 0 ? [{ text: from === 0 ? '三' : '', rowSpan: rows }] : []), `第${from + i}项`, '1', '2', '3', '6']);

  interface Side {
    to: number;
    /** The middle piece ends with a rule of its own. */
    closed?: 'bottom' | 'both';
    text?: string;
  }

  /** The middle page has no level rule in its first column, only the upright rule at its left. */
  async function threePages({ to, closed, text = '' }: Side) {
    const writer = new PdfWriter();
    writer.addPage();
    drawTable(writer, table(3, 0), { y: 698, widths, open: ['bottom'] });
    writer.addPage();
    const open = (['top', 'bottom'] as const).filter((side) => closed !== 'both' && closed !== side);
    drawTable(writer, table(29, 3).map((row, i) => (i === 0 ? row.slice(1) : row)), { x: 110, y: 60, widths: widths.slice(1), open });
    writer.line(60, 60, 60, to, 0.5);
    if (text !== '') writer.text(80, 400, SIZE, text);
    writer.addPage();
    drawTable(writer, table(2, 32), { y: 60, widths, open: ['top'] });
    return gridsOf(await readPdf(writer.toBytes()));
  }
  const HEIGHT = 60 + 29 * ROW;

  it.each<[string, Side]>([
    ['open at both ends of the page', { to: HEIGHT }],
    ['whose last row ends with the page', { to: HEIGHT, closed: 'bottom' }],
    ['whose rows end with the pages', { to: HEIGHT, closed: 'both' }],
    ['with its text on that page', { to: HEIGHT, text: '果' }],
  ])('is told by its upright rule, and the pieces are one table: %s', async (_, side) => {
    const [grid, ...others] = await threePages(side);
    expect(others).toEqual([]);
    expect(grid!.seams).toEqual([3, 32]);
    const texts = textsOf(grid!);
    expect(texts.map((row) => row.slice(1))).toEqual(Array.from({ length: 34 }, (_, i) => [`第${i}项`, '1', '2', '3', '6']));
    expect(texts.map(([first]) => first)).toEqual(Array.from({ length: 34 }, (_, i) => (i < 3 ? '三' : i < 32 ? (side.text ?? '') : '')));
  });

  it.each<[string, Side]>([
    ['of another length', { to: 500 }],
    ['beside a whole table, with text between', { to: HEIGHT, closed: 'both', text: '旁注' }],
  ])('but a rule %s is none of the table', async (_, side) => {
    expect((await threePages(side)).map(({ cols }) => cols).slice(0, 2)).toEqual([6, 5]);
  });
});
