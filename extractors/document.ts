/**
 * The one model that every file format is read into: headings, paragraphs and grids in reading order,
 * each with its place in the original. Readers (`formats/`) produce it; everything after them sees only this.
 */

/** A rectangle on a PDF page: [left, top, right, bottom] in points, origin at the page's top-left corner. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Where something stands in the original bytes. A reader fills what its format has:
 * PDF `page` and `box`; HTML `path`; DOCX `path` (in mammoth's HTML rendering); text `line`, `start`, `end`.
 */
export interface Place {
  /** SHA-256 of the document it stands in, where that is not the one that was read but a part of it: a file, frame or picture of a page. */
  document?: string;
  /** 1-based page (PDF). */
  page?: number;
  box?: Box;
  /** XPath of the element: `/html/body/div[2]/table[1]/tbody[1]/tr[3]/td[2]` (1-based, every step indexed but html and body). */
  path?: string;
  /** 1-based line of the decoded text, and [start, end) in UTF-16 units within it. */
  line?: number;
  start?: number;
  end?: number;
}

/** Where a figure stands: the place, and the grid coordinates (0-based) in the document model. */
export interface CellPlace extends Place {
  table: number;
  row: number;
  col: number;
}

export interface GridCell {
  /**
   * Text as printed. `\n` is a line break inside a paragraph, `\n\n` a paragraph break. Nothing is trimmed away but
   * the white space that the format itself ignores; U+3000 and NBSP stay. Page numbers and other page furniture never enter.
   */
  text: string;
  /** Grid coordinates of the top-left corner, 0-based, after span expansion. */
  row: number;
  col: number;
  rowSpan: number;
  colSpan: number;
  place: Place;
  /** Recognised on a scan in several ways that do not agree: all of them, and `text` is U+FFFD. */
  readings?: string[];
}

export interface Grid {
  kind: 'grid';
  /** 0-based ordinal among the document's grids. */
  table: number;
  rows: number;
  cols: number;
  /** In row order, then column order. A cell that spans stands once, at its top-left corner. */
  cells: GridCell[];
  /**
   * `spans`: columns are geometry, a cell under a header belongs to it. `order`: only the order of the cells within a
   * row is known (text archives), `colSpan` is always 1 and blanks may have been squeezed out or padded.
   */
  columns: 'spans' | 'order';
  /** Row indexes at which a piece from another page (or after an interruption) was joined on. */
  seams: number[];
  place: Place;
}

export interface Paragraph {
  kind: 'paragraph';
  text: string;
  place: Place;
}

export interface Heading {
  kind: 'heading';
  /** 1 is the highest. */
  level: number;
  text: string;
  place: Place;
}

export type Block = Heading | Paragraph | Grid;

export type Format = 'html' | 'pdf' | 'docx' | 'text' | 'doc' | 'rtf' | 'xlsx' | 'xls' | 'ofd' | 'zip' | 'png' | 'jpeg';

/** Something a reader or a later stage noticed and did not swallow. `code` is stable, `message` is for people. */
export interface Problem {
  code: string;
  message: string;
  place?: Place | CellPlace;
}

export interface Document {
  format: Format;
  /** Title by the format's own metadata (HTML title element, PDF info), if any. */
  title: string | null;
  /** Metadata by name as the original spells it: `ArticleTitle`, `PubDate`, `ContentSource`, `Producer` … */
  meta: Record<string, string>;
  blocks: Block[];
  problems: Problem[];
  /** A scan: the program that recognised its characters. None of its numbers counts before arithmetic confirms it. */
  ocr?: string;
  /** Where only parts of it are scans (see `Place.document`): which. */
  scans?: readonly string[];
}

/** Why bytes were refused. Thrown by readers and by `extract`; its message is the reason shown to people. */
export class Refusal extends Error {
  readonly status: 'not_a_report' | 'empty_form' | 'unreadable';
  /** Stable code: `empty`, `truncated`, `encrypted`, `wrong_type`, `too_large`, `timeout`, `blank_template`, `no_tables` … */
  readonly code: string;
  constructor(status: Refusal['status'], code: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }
}

/** Tells places on pages apart: equal for those with the same document, page and box. */
export const spotOf = ({ document = '', page, box }: Place): string => `${document}/${page}/${box?.join()}`;

export const isGrid = (block: Block): block is Grid => block.kind === 'grid';
