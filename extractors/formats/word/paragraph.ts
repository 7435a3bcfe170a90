/** What the binary formats of Word have in common: text as a row of paragraphs, of which some end cells and rows. */

/** How characters look where it changes what they say: struck out, or a note's mark beside a figure. */
export type Look = 'plain' | 'struck' | 'raised' | 'lowered';

export interface WordRun {
  text: string;
  look: Look;
}

export interface WordParagraph {
  runs: readonly WordRun[];
  /** The number of a list that the file prints before the text. */
  marker: string;
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

/** Characters as they come, put together by their look. */
export class Runs {
  #runs: WordRun[] = [];

  add(text: string, look: Look): void {
    const last = this.#runs.at(-1);
    if (last?.look === look) last.text += text;
    else if (text !== '') this.#runs.push({ text, look });
  }

  get isEmpty(): boolean {
    return this.#runs.length === 0;
  }

  /** What was put together so far; begins anew. */
  take(): WordRun[] {
    const runs = this.#runs;
    this.#runs = [];
    return runs;
  }
}
