/** Workbooks as office people make them: everything on one sheet or a sheet for each table, merged cells, counts as numbers or as text. Written by SheetJS. */
import * as XLSX from 'xlsx';
import { layout } from '../../../crawlers/replica/report/layout.ts';
import type { LogicalBlock } from '../../../crawlers/replica/report/layout.ts';
import type { ForgedReport } from '../../../crawlers/replica/report/model.ts';
import { Random } from '../../../crawlers/replica/report/random.ts';
import { cloneTruth } from '../../../crawlers/replica/render/rendered.ts';
import type { Rendered } from '../../../crawlers/replica/render/rendered.ts';

const MEDIA_TYPES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', xls: 'application/vnd.ms-excel' } as const;

/** A sheet being filled, row by row. */
class Filling {
  readonly sheet: XLSX.WorkSheet = {};
  readonly #merges: XLSX.Range[] = [];
  #row = 0;
  #widest = 0;
  readonly #typed: boolean;

  constructor(typed: boolean) {
    this.#typed = typed;
  }

  line(text: string, width: number): void {
    this.#put(0, 0, text);
    if (width > 1) this.#merges.push({ s: { r: this.#row, c: 0 }, e: { r: this.#row, c: width - 1 } });
    this.#row++;
  }

  blank(): void {
    this.#row++;
  }

  table({ table }: Extract<LogicalBlock, { kind: 'table' }>): void {
    for (const cell of table.rows.flat()) {
      this.#put(cell.row, cell.col, cell.text, cell.kind === 'data');
      if (cell.rowSpan * cell.colSpan > 1) {
        this.#merges.push({ s: { r: this.#row + cell.row, c: cell.col }, e: { r: this.#row + cell.row + cell.rowSpan - 1, c: cell.col + cell.colSpan - 1 } });
      }
    }
    this.#row += table.rows.length;
  }

  done(): XLSX.WorkSheet {
    this.sheet['!ref'] = XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(0, this.#row - 1), c: this.#widest } });
    this.sheet['!merges'] = this.#merges;
    return this.sheet;
  }

  #put(down: number, col: number, text: string, isData = false): void {
    this.#widest = Math.max(this.#widest, col);
    if (text === '') return;
    const isNumber = this.#typed && isData && /^(?:0|-?[1-9]\d{0,8})$/.test(text);
    this.sheet[XLSX.utils.encode_cell({ r: this.#row + down, c: col })] = isNumber ? { t: 'n', v: Number(text), z: text.length > 3 ? '0' : 'General' } : { t: 's', v: text };
  }
}

/** The report as a workbook. */
export function renderWorkbook(report: ForgedReport, kind: 'xlsx' | 'xls'): Rendered {
  const random = new Random(`workbook ${report.seed}`);
  const [typed, apart, gaps] = [random.chance(0.7), random.chance(0.4), random.chance(0.5)];
  const book = XLSX.utils.book_new();
  let filling = new Filling(typed);
  let width = 10;
  const finish = (name: string): void => {
    XLSX.utils.book_append_sheet(book, filling.done(), name);
    filling = new Filling(typed);
  };
  for (const block of layout(report)) {
    if (block.kind === 'table') {
      width = block.table.widths.length;
      if (gaps) filling.blank();
      filling.table(block);
      if (gaps) filling.blank();
      if (apart) finish(`表${book.SheetNames.length + 1}`);
    } else {
      for (const line of block.kind === 'heading' ? [`${block.number}${block.text}`] : block.kind === 'paragraph' ? [block.text] : block.lines) filling.line(line, width);
    }
  }
  finish(`Sheet${book.SheetNames.length + 1}`);
  const bytes = XLSX.write(book, { type: 'buffer', bookType: kind === 'xls' ? 'biff8' : 'xlsx', compression: true }) as Buffer;
  return { bytes: new Uint8Array(bytes), name: `${report.seed}.${kind}`, contentType: MEDIA_TYPES[kind], truth: cloneTruth(report.truth) };
}
