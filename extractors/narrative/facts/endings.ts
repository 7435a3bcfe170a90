/** How a text can end that a pattern fits to its end: most patterns need not be tried on most texts. */

/** Any sign. */
const ANY = '*';
/**
 * The last two signs of what a part of a pattern can match; of a shorter match all of it.
 * So `(?:政府)?信息[件条]` ends in 息件 or 息条, and `申请?` in 申请 or 申.
 */
type Suffixes = ReadonlySet<string>;

export interface Endings {
  /** Last two signs. */
  pairs: ReadonlySet<string>;
  /** Last signs before which anything may stand. */
  signs: ReadonlySet<string>;
  /** True where nothing can be said: the pattern then fits any text, perhaps. */
  any: boolean;
}

const EMPTY: Suffixes = new Set(['']);
const ANYTHING: Suffixes = new Set([ANY + ANY]);
const ANY_SIGN: Suffixes = new Set([ANY]);
/** Closes a pattern that must reach the end of the text. */
const AT_END = Symbol('$');
/** Worked out only where the end of the pattern depends on it. */
type Part = (() => Suffixes) | typeof AT_END;

/** How often a part may stand. */
const OFTEN = /(?:[*?+]|\{(\d+)(?:,(\d*))?\})\??/y;
const OPENING = /\((?:\?(<?[=!])|\?:)?/y;

/**
 * The endings of the texts that a pattern can match up to their end. Reads what wordings are written in: literals, classes, groups, looks
 * around, quantifiers; what else there is, and a pattern that need not reach the end, can end in anything.
 */
export function endingsOf(pattern: RegExp): Endings {
  const { found, at } = alternatives(pattern.source, 0, true);
  const whole = pattern.flags === '' && at === pattern.source.length ? found() : ANYTHING;
  const pairs = new Set<string>();
  const signs = new Set<string>();
  let any = false;
  for (const suffix of whole) {
    if (suffix === '' || suffix.endsWith(ANY)) any = true;
    else if (suffix.length === 1 || suffix.startsWith(ANY)) signs.add(suffix.at(-1)!);
    else pairs.add(suffix);
  }
  return { pairs, signs, any };
}

/** False where a pattern with these endings cannot fit the text to its end. */
export const canEndIn = (text: string, { any, signs, pairs }: Endings): boolean => any || signs.has(text.slice(-1)) || pairs.has(text.slice(-2));

interface Read<T> {
  found: T;
  /** Where the pattern goes on. */
  at: number;
}

/** `outermost`: each alternative must close with `$`, which none within may. */
function alternatives(source: string, from: number, outermost: boolean): Read<() => Suffixes> {
  const sequences: Part[][] = [];
  for (let at = from; ; at++) {
    const { found, at: end } = sequenceFrom(source, at);
    sequences.push(!outermost ? found : found.at(-1) === AT_END ? found.slice(0, -1) : [AT_END]);
    at = end;
    if (source[at] !== '|') return { found: () => new Set(sequences.flatMap((it) => [...oneAfterOther(it)])), at };
  }
}

function oneAfterOther(parts: readonly Part[]): Suffixes {
  let found = EMPTY;
  for (const part of parts.toReversed()) {
    if (part === AT_END) return ANYTHING;
    found = joined(part(), found);
    if ([...found].every((it) => it.length === 2)) break;
  }
  return found;
}

function joined(before: Suffixes, behind: Suffixes): Suffixes {
  const found = new Set<string>();
  for (const b of behind) {
    if (b.length === 2) found.add(b);
    else for (const a of before) found.add((a + b).slice(-2));
  }
  return found;
}

function sequenceFrom(source: string, from: number): Read<Part[]> {
  const found: Part[] = [];
  let at = from;
  while (at < source.length && source[at] !== '|' && source[at] !== ')') {
    const part = partFrom(source, at);
    OFTEN.lastIndex = part.at;
    const often = '*?+{'.includes(source[part.at] ?? ' ') ? OFTEN.exec(source) : null;
    found.push(often === null || part.found === AT_END ? part.found : repeated(part.found, often));
    at = part.at + (often?.[0].length ?? 0);
  }
  return { found, at };
}

function repeated(part: () => Suffixes, [sign, least, most]: RegExpExecArray): () => Suffixes {
  const optional = /^[*?]/.test(sign) || least === '0';
  const once = sign.startsWith('?') || (least === undefined ? false : (most ?? least) === '1');
  return () => {
    const one = part();
    return new Set([...(optional ? [''] : []), ...one, ...(once ? [] : joined(one, one))]);
  };
}

function partFrom(source: string, at: number): Read<Part> {
  const sign = source[at]!;
  if (sign === '$') return { found: AT_END, at: at + 1 };
  if (sign === '^') return { found: () => EMPTY, at: at + 1 };
  if (sign === '.') return { found: () => ANY_SIGN, at: at + 1 };
  if ('?*+{'.includes(sign)) return { found: () => ANYTHING, at: at + 1 };
  if (sign === '[') return classFrom(source, at);
  if (sign === '\\') return { found: () => escaped(source[at + 1]!), at: at + 2 };
  if (sign !== '(') return { found: () => new Set([sign]), at: at + 1 };
  OPENING.lastIndex = at;
  const opening = OPENING.exec(source)!;
  const inner = alternatives(source, at + opening[0].length, false);
  return { found: opening[1] === undefined ? inner.found : () => EMPTY, at: inner.at + 1 };
}

/** \( is itself; what letters stand for can be any sign, or none. */
const escaped = (sign: string): Suffixes => (sign === 'd' ? ANY_SIGN : /[A-Za-z0-9]/.test(sign) ? ANYTHING : new Set([sign]));

function classFrom(source: string, at: number): Read<() => Suffixes> {
  let end = at + 1;
  while (source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  const members = source.slice(at + 1, end);
  return { found: () => (/^[^\\^-]+$/.test(members) ? new Set(members.split('')) : ANY_SIGN), at: end + 1 };
}
