/** The definition of a table row in RTF: edges and merges of its cells, gathered control word by control word. */
import type { CellShape } from '../word/paragraph.ts';

const MOST_CELLS = 1000;

export class RowDefinition {
  #cells: CellShape[] = [];
  #left = 0;
  #next: Pick<CellShape, 'vertical' | 'isRest'> = { vertical: 'none', isRest: false };

  /** Takes a control word; false where it does not concern rows. */
  word(name: string, value: number | null): boolean {
    switch (name) {
      case 'trowd':
        this.#cells = [];
        this.#left = 0;
        this.#next = { vertical: 'none', isRest: false };
        return true;
      case 'trleft': this.#left = value ?? 0; return true;
      case 'clvmgf': this.#next.vertical = 'start'; return true;
      case 'clvmrg': this.#next.vertical = 'rest'; return true;
      case 'clmrg': this.#next.isRest = true; return true;
      case 'cellx':
        if (this.#cells.length < MOST_CELLS) this.#cells.push({ left: this.#cells.at(-1)?.right ?? Math.min(this.#left, value ?? 0), right: value ?? 0, ...this.#next });
        this.#next = { vertical: 'none', isRest: false };
        return true;
      default: return false;
    }
  }

  /** Null where nothing was defined. The definition stays for rows that follow without one of their own. */
  shape(): CellShape[] | null {
    return this.#cells.length === 0 ? null : this.#cells.map((cell) => ({ ...cell }));
  }
}
