/** Collects the text of a paragraph or a cell the way a browser shows it: white space, line and paragraph breaks. */

const runs = /[ \t\n\r\f]+/g;

const collapsibleOne = /[ \t\n\r\f]/;

/** Whether a text holds white space that HTML collapses. Short texts (most cells) are quicker looked through than matched. */
export function collapsible(text: string): boolean {
  const { length } = text;
  if (length > 24) return collapsibleOne.test(text);
  for (let at = 0; at < length; at++) if (text.charCodeAt(at) <= 32) return true;
  return false;
}

/** CJK characters and punctuation, between which a line end of the source is no space (CSS Text 3, segment breaks). */
function isWide(code: number): boolean {
  return code >= 0x2e80 || (code >= 0x2014 && code <= 0x2026);
}

export class TextSink {
  text = '';
  /** A list number was left out because a figure followed: `1. 5` would read as 1.5. */
  markerDropped = false;
  /** Whether anything waits to be written before the next word. */
  #waiting = false;
  /** White space: 0 none, 1 spaces, 2 with a line end in the source. */
  #space = 0;
  /** Line breaks. */
  #breaks = 0;
  /** Number of a list item. */
  #marker = '';
  readonly #keep: boolean;

  /** @param keep white space is text (DOCX, whose rendering has none of its own) */
  constructor(keep: boolean) {
    this.#keep = keep;
  }

  reset(): void {
    this.text = '';
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#space = 0;
    this.#breaks = 0;
    this.#marker = '';
  }

  /** Takes a text node. */
  add(data: string): void {
    if (!this.#keep && collapsible(data)) {
      this.#collapse(data);
      return;
    }
    if (data === '') return;
    if (this.#waiting) this.#settle(data.charCodeAt(0));
    this.text += data;
  }

  /** Takes the text of a preformatted element, line by line. */
  addLines(data: string): void {
    let first = true;
    for (const line of data.split(/\r\n|\n|\r/)) {
      if (!first) this.lineBreak();
      first = false;
      if (line === '') continue;
      if (this.#waiting) this.#settle(line.charCodeAt(0));
      this.text += line;
    }
  }

  /** `<br>` */
  lineBreak(): void {
    this.#breaks++;
    this.#space = 0;
    this.#waiting = true;
  }

  /** The edge of a block within the text. */
  paragraphBreak(): void {
    if (this.#breaks < 2) this.#breaks = 2;
    this.#space = 0;
    this.#waiting = true;
  }

  /** The number of a list item, to stand before its text. */
  marker(marker: string): void {
    this.#marker = marker;
    this.#waiting = true;
  }

  #collapse(data: string): void {
    let from = 0;
    runs.lastIndex = 0;
    for (let run = runs.exec(data); run !== null; run = runs.exec(data)) {
      if (run.index > from) this.#word(data.slice(from, run.index));
      const space = run[0].includes('\n') || run[0].includes('\r') ? 2 : 1;
      if (space > this.#space) this.#space = space;
      this.#waiting = true;
      from = run.index + run[0].length;
    }
    if (from < data.length) this.#word(data.slice(from));
  }

  #word(word: string): void {
    if (this.#waiting) this.#settle(word.charCodeAt(0));
    this.text += word;
  }

  /** Writes the waiting breaks, space and list number, now that something follows. */
  #settle(next: number): void {
    const { text } = this;
    if (text !== '') {
      if (this.#breaks > 0) this.text += '\n'.repeat(this.#breaks);
      else if (this.#space === 1) this.text += ' ';
      else if (this.#space === 2 && !(isWide(next) && isWide(text.charCodeAt(text.length - 1)))) this.text += ' ';
    }
    if (this.#marker !== '') {
      const figure = next >= 0x30 && next <= 0x39;
      if (figure) this.markerDropped = true;
      else this.text += this.#marker;
    }
    this.#waiting = false;
    this.#space = 0;
    this.#breaks = 0;
    this.#marker = '';
  }
}
