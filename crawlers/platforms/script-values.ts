/** Values that pages give in scripts: JavaScript literals, with unquoted keys and single quotes, and JSON. */

/** Deeper nesting than any portal's is somebody's trap. */
const DEEPEST = 60;

/**
 * The literal that follows the first `key:`, `"key":` or `key =` of a text; undefined where there is none, or where it
 * is no literal (a call, a variable).
 */
export function valueOf(text: string, key: string): unknown {
  const pattern = new RegExp(`(?<![\\w$])["']?${key}["']?\\s{0,9}[:=](?!=)\\s{0,9}`, 'g');
  for (let match = pattern.exec(text), tries = 0; match !== null && tries < 20; match = pattern.exec(text), tries++) {
    const value = literalAt(text, pattern.lastIndex);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The same as text: strings and numbers alone, '' for all else. */
export function textOf(text: string, key: string): string {
  const value = valueOf(text, key);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** Reads the literal that begins at `at`; undefined where there is none. Linear in the length read. */
export function literalAt(text: string, at: number): unknown {
  const reader = new LiteralReader(text, at);
  try {
    return reader.read(0);
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}

/** JSON of a body, whatever stands around it (JSONP, a byte order mark); undefined where there is none. */
export function jsonOf(text: string): unknown {
  const body = text.replace(/^\ufeff/, '').trim();
  for (const candidate of [body, /^[\w.$]+\s*\(([^]*)\)\s*;?$/.exec(body)?.[1]]) {
    if (candidate === undefined || !/^[[{]/.test(candidate)) continue;
    try {
      return JSON.parse(candidate);
    } catch {
      continue;
    }
  }
  return undefined;
}

/** An object's own value, where it is an object and has it. */
export function at(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

class NoLiteral extends Error {}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '' };

class LiteralReader {
  private readonly text: string;
  private position: number;

  constructor(text: string, position: number) {
    this.text = text;
    this.position = position;
  }

  read(depth: number): unknown {
    if (depth > DEEPEST) throw new NoLiteral();
    const first = this.next();
    if (first === '{') return this.object(depth);
    if (first === '[') return this.array(depth);
    if (first === '"' || first === "'" || first === '`') return this.string(first);
    const word = this.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w$])|(?:true|false|null|undefined)(?![\w$])/iy);
    if (word === null) throw new NoLiteral();
    if (word === 'true' || word === 'false') return word === 'true';
    return word === 'null' || word === 'undefined' ? null : Number(word);
  }

  private object(depth: number): Record<string, unknown> {
    const found: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    this.position++;
    while (this.next() !== '}') {
      const quote = this.next();
      const key = quote === '"' || quote === "'" ? this.string(quote) : this.match(/[\w$]+/y);
      if (key === null || this.next() !== ':') throw new NoLiteral();
      this.position++;
      found[key] = this.read(depth + 1);
      this.separator('}');
    }
    this.position++;
    return found;
  }

  private array(depth: number): unknown[] {
    const found: unknown[] = [];
    this.position++;
    while (this.next() !== ']') {
      found.push(this.read(depth + 1));
      this.separator(']');
    }
    this.position++;
    return found;
  }

  private string(quote: string): string {
    let found = '';
    for (let i = this.position + 1; i < this.text.length; i++) {
      const char = this.text[i]!;
      if (char === quote) {
        this.position = i + 1;
        return found;
      }
      if (char !== '\\') {
        found += char;
        continue;
      }
      const escape = this.text[++i] ?? '';
      const digits = escape === 'u' ? 4 : escape === 'x' ? 2 : 0;
      const code = digits === 0 ? '' : this.text.slice(i + 1, i + 1 + digits);
      if (digits > 0 && code.length === digits && /^[0-9a-f]+$/i.test(code)) {
        found += String.fromCharCode(parseInt(code, 16));
        i += digits;
      } else found += ESCAPES[escape] ?? escape;
    }
    throw new NoLiteral();
  }

  /** The character that comes after white space and comments; '' at the end. */
  private next(): string {
    this.match(/(?:\s+|\/\*[^]*?\*\/|\/\/[^\n]*)*/y);
    return this.text[this.position] ?? '';
  }

  private separator(close: string): void {
    const char = this.next();
    if (char === ',') this.position++;
    else if (char !== close) throw new NoLiteral();
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.position += found.length;
    return found;
  }
}
