/** The numbers that browsers print before the items of an ordered list; the source does not hold them. */
import { numeral, type NumeralStyle } from '../numerals.ts';
import { attribute, type Element } from './dom.ts';

const styles: Readonly<Record<string, NumeralStyle>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

/** Counts the items of one list. */
export class ListCounter {
  #next: number;
  readonly #step: number;
  readonly #style: NumeralStyle;

  constructor(list: Element) {
    const reversed = attribute(list, 'reversed');
    const items = reversed === undefined ? 0 : list.children.filter((child) => 'name' in child && child.name === 'li').length;
    this.#step = reversed === undefined ? 1 : -1;
    this.#next = integer(attribute(list, 'start')) ?? (reversed === undefined ? 1 : items);
    const plain = list.name !== 'ol' || /list-style(?:-type)?\s*:\s*none/i.test(attribute(list, 'style') ?? '');
    this.#style = plain ? 'none' : (styles[attribute(list, 'type') ?? '1'] ?? 'decimal');
  }

  /** The marker of the next item, with the space that follows it; empty when none is shown. */
  take(item: Element): string {
    const own = integer(attribute(item, 'value'));
    if (own !== null) this.#next = own;
    const text = numeral(this.#next, this.#style);
    this.#next += this.#step;
    return text === '' ? '' : `${text}. `;
  }
}

function integer(text: string | undefined): number | null {
  return text !== undefined && /^\s*-?\d{1,6}\s*$/.test(text) ? Number.parseInt(text, 10) : null;
}
