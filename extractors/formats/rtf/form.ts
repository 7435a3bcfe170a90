/** Fields of an RTF file: a list to choose from prints the entry that was chosen, whether or not a result says so. */
const LIST = 2;
/** \ffres of a list that was left as it was. */
const NOT_CHOSEN = 25;

export class Field {
  /** Whether anything was printed as its result. */
  hasResult = false;
  #type = 0;
  #chosen = NOT_CHOSEN;
  #default = 0;
  readonly #entries: string[] = [];

  /** Takes a control word of its instruction. */
  word(name: string, value: number | null): void {
    if (name === 'fftype') this.#type = value ?? 0;
    else if (name === 'ffres') this.#chosen = value ?? NOT_CHOSEN;
    else if (name === 'ffdefres') this.#default = value ?? 0;
  }

  entry(text: string): void {
    this.#entries.push(text);
  }

  /** What it prints where its result is empty. */
  get chosen(): string {
    return this.#type === LIST ? (this.#entries[this.#chosen === NOT_CHOSEN ? this.#default : this.#chosen] ?? '') : '';
  }
}
