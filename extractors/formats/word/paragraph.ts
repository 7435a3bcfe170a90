/** What the binary formats of Word have in common: text as a row of paragraphs, of which some end cells and rows. */

export interface WordParagraph {
  text: string;
  /** 1 to 6 for headings; 0 for any other. */
  heading: number;
  /** How many tables it stands in, one within the other. */
  depth: number;
  ends: 'paragraph' | 'cell' | 'row';
  /** Of a row's end: how the cells of the row stand, left to right; null where the file does not say. */
  shape: readonly CellShape[] | null;
}

export interface CellShape {
  /** Twips from the margin. */
  left: number;
  right: number;
  /** `start` and `rest` of cells that are one cell over several rows. */
  vertical: 'none' | 'start' | 'rest';
  /** Whether it is the rest of a cell that begins at its left; its text is not shown. */
  isRest: boolean;
}
