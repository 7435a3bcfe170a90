/** Reads what an address asks for, and refuses clearly what no page understands. */

/** An address that cannot be answered: `status` and one sentence for people. */
export class Refused extends Error {
  readonly status: 400 | 404;
  constructor(status: Refused['status'], message: string) {
    super(message);
    this.name = 'Refused';
    this.status = status;
  }
}

export const notFound = (message: string): Refused => new Refused(404, message);

/** No parameter of ours is longer. */
const LONGEST = 20_000;

/** The parameters of one address, and the named parts of its path. */
export class Query {
  readonly path: Readonly<Record<string, string>>;
  readonly params: URLSearchParams;

  constructor(params: URLSearchParams, path: Readonly<Record<string, string>> = {}) {
    this.params = params;
    this.path = path;
  }

  /** The text of a parameter; undefined where it is missing or empty. Throws Refused 400 where it is too long. */
  text(name: string, longest = LONGEST): string | undefined {
    const text = this.params.get(name);
    if (text !== null && text.length > longest) throw new Refused(400, `${name} is longer than ${longest} characters`);
    return text === null || text === '' ? undefined : text;
  }

  /** A whole number between `min` and `max`. Throws Refused 400 for anything else. */
  whole(name: string, min: number, max: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= min && value <= max)) throw new Refused(400, `${name} is a whole number from ${min} to ${max}, not ${JSON.stringify(text.slice(0, 40))}`);
    return value;
  }

  /** One of `words`. Throws Refused 400 for another. */
  oneOf<const W extends string>(name: string, words: readonly W[]): W | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = words.find((word) => word === text);
    if (found === undefined) throw new Refused(400, `${name} is one of ${words.join(', ')}, not ${JSON.stringify(text.slice(0, 40))}`);
    return found;
  }

  /** All values of a parameter that may stand several times, or once with commas between; at most `most`. */
  list(name: string, most: number): string[] {
    const values = this.params.getAll(name).flatMap((value) => value.split(',')).map((value) => value.trim()).filter((value) => value !== '');
    if (values.length > most) throw new Refused(400, `${name} takes at most ${most} values, not ${values.length}`);
    return [...new Set(values)];
  }
}
