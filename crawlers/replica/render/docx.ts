/** A Word file: cells merged by gridSpan and vMerge, with what office life leaves in them. */
import { textWidth } from './pdf-writer.ts';
import { layout } from '../report/layout.ts';
import type { LogicalCell, LogicalTable } from '../report/layout.ts';
import type { ForgedReport } from '../report/model.ts';
import { Random } from '../report/random.ts';
import { runs } from './html-table.ts';
import { changed, lineBreak, packDocument, paragraph, run, textBox } from './ooxml.ts';
import { cloneTruth } from './rendered.ts';
import type { Rendered } from './rendered.ts';

/** Points: the size of the text, and the room for it in the narrowest column of table 三. */
const FONT_SIZE = 10.5;
const NARROWEST = 20;

const NUMBERED = /^(\d)([.、．] ?)/;
const BOX_WORDS = ['核', '附注见后', '（盖章）'];

class Writer {
  readonly lists: string[] = [];
  private readonly report: ForgedReport;
  private readonly random: Random;
  private ids = 100;
  /** Data cells that get something special, by code. */
  private readonly special = new Map<string, 'tracked' | 'boxed' | 'box_beside' | 'control' | 'bookmark'>();

  constructor(report: ForgedReport, random: Random) {
    this.report = report;
    this.random = random;
    const filled = [...report.truth].filter(([, fact]) => fact.raw !== null && fact.raw.trim() !== '').map(([code]) => code);
    const choose = (name: string, kind: 'tracked' | 'boxed' | 'box_beside' | 'control' | 'bookmark', most: number): void => {
      if (report.deviations.has(name)) for (const code of random.sample(filled, random.int(1, most))) this.special.set(code, kind);
    };
    choose('docx.bookmarks', 'bookmark', 4);
    choose('docx.content_control', 'control', 6);
    choose('docx.tracked_changes', 'tracked', 8);
    choose('docx.number_in_box', 'boxed', 2);
    if (random.chance(0.4)) choose('docx.text_box', 'box_beside', 1);
  }

  /** One line of text as runs. */
  line(text: string): string {
    if (text === '') return '';
    const hyphens = this.report.deviations.has('docx.hyphen_minus');
    const pieces = this.report.deviations.has('docx.split_runs') ? runs(text, this.random) : [text];
    return pieces.map((piece) => run(piece, hyphens)).join('');
  }

  private lines(text: string): string {
    return text.split('\n').map((line) => this.line(line)).join(lineBreak);
  }

  private content(cell: LogicalCell): string {
    const align = cell.kind === 'label' ? 'left' : 'center';
    const kind = cell.code === null ? undefined : this.special.get(cell.code);
    if (kind !== undefined && !cell.text.includes('\n')) return paragraph(this.dressed(kind, cell.text), { align });
    const numbered = NUMBERED.exec(cell.text);
    if (cell.kind === 'label' && numbered && this.report.deviations.has('docx.auto_numbering')) {
      if (numbered[1] === '1' || this.lists.length === 0) this.lists.push(`%1${numbered[2] ?? ''}`);
      return paragraph(this.lines(cell.text.slice(numbered[0].length)), { align, numbering: this.lists.length });
    }
    return cell.text.split('\n\n').map((part) => paragraph(this.lines(part), { align })).join('');
  }

  private dressed(kind: 'tracked' | 'boxed' | 'box_beside' | 'control' | 'bookmark', text: string): string {
    this.ids += 2;
    switch (kind) {
      case 'tracked': {
        const keep = this.random.chance(0.3) ? this.random.int(1, Math.max(1, text.length - 1)) : 0;
        return (keep > 0 ? run(text.slice(0, keep)) : '') + changed(this.random.pick(['0', '12', '7', '3件']), text.slice(keep), this.ids);
      }
      case 'boxed': return textBox(text, this.ids);
      case 'box_beside': return this.line(text) + textBox(this.random.pick(BOX_WORDS), this.ids);
      case 'control': return `<w:sdt><w:sdtPr><w:id w:val="${this.ids}"/></w:sdtPr><w:sdtContent>${run(text)}</w:sdtContent></w:sdt>`;
      case 'bookmark': return `<w:bookmarkStart w:id="${this.ids}" w:name="_GoBack"/>${run(text)}<w:bookmarkEnd w:id="${this.ids}"/>`;
    }
  }

  /**
   * Header rows stay whole. Those of table 四 also stay together: LibreOffice, breaking between them, prints the rest of a merged
   * cell over the figures below. Rows whose figures may take several lines stay whole too: nobody could read half a number.
   */
  private rowProperties(table: LogicalTable, row: number): string {
    const header = row < table.headerRows;
    const figures = (table.rows[row] ?? []).filter((cell) => cell.kind === 'data');
    const whole = header || table.id === 't4' || figures.some((cell) => textWidth(cell.text, FONT_SIZE) > NARROWEST || cell.text.includes('\n'));
    const repeated = header && (this.report.deviations.has('docx.repeated_header') || table.id === 't4');
    return whole ? `<w:trPr><w:cantSplit/>${repeated ? '<w:tblHeader/>' : ''}</w:trPr>` : '';
  }

  table(table: LogicalTable, width: number): string {
    const sum = table.widths.reduce((total, one) => total + one, 0);
    const widths = table.widths.map((one) => Math.floor((one / sum) * width));
    const above = new Map<number, LogicalCell>();
    const rows = table.rows.map((cells, r) => {
      const inner: string[] = [];
      const starting = new Map(cells.map((cell) => [cell.col, cell]));
      for (let c = 0; c < widths.length; ) {
        const own = starting.get(c);
        const over = above.get(c);
        const continued = !own && over && over.row + over.rowSpan > r ? over : undefined;
        const cell = own ?? continued;
        if (!cell) {
          c += 1;
          continue;
        }
        if (own) above.set(c, own);
        const merge = cell.rowSpan === 1 ? '' : own ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
        const span = cell.colSpan === 1 ? '' : `<w:gridSpan w:val="${cell.colSpan}"/>`;
        const size = widths.slice(c, c + cell.colSpan).reduce((total, one) => total + one, 0);
        inner.push(`<w:tc><w:tcPr><w:tcW w:w="${size}" w:type="dxa"/>${span}${merge}<w:vAlign w:val="center"/></w:tcPr>${own ? this.content(own) : '<w:p/>'}</w:tc>`);
        c += cell.colSpan;
      }
      return `<w:tr>${this.rowProperties(table, r)}${inner.join('')}</w:tr>`;
    });
    const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join('');
    return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>` +
      `<w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`;
  }

  /** A text box that floats beside the prose. */
  box(): string {
    this.ids += 1;
    return textBox(this.random.pick(['附件1', '内部校对稿', '第2稿']), this.ids);
  }
}

export function renderDocx(report: ForgedReport): Rendered {
  const random = new Random(`${report.seed}/docx`);
  const writer = new Writer(report, random);
  const page = report.deviations.has('docx.small_page') ? { width: 11906, height: 12000, margin: 1000 } : { width: 11906, height: 16838, margin: 1300 };
  const width = page.width - 2 * page.margin;
  const boxed = report.deviations.has('docx.text_box') ? random.int(1, 5) : -1;
  let headings = 0;
  const body = layout(report).map((block) => {
    switch (block.kind) {
      case 'table': return writer.table(block.table, width) + paragraph('');
      case 'heading': {
        headings += 1;
        const inner = writer.line(block.number + block.text);
        return paragraph(inner, { style: '1' }) + (headings === boxed ? paragraph(writer.box()) : '');
      }
      case 'paragraph': return paragraph(writer.line(`　　${block.text}`));
      default: return block.lines.map((line) => paragraph(writer.line(line), { align: 'center' })).join('');
    }
  });
  return {
    bytes: packDocument(body.join(''), page, writer.lists, report.titleLines.join('')),
    name: `${report.seed}.docx`, contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', truth: cloneTruth(report.truth),
  };
}
