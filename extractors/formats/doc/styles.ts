/** What the styles of a Word 97 file say of characters. [MS-DOC] 2.9.271 (STSH), 2.9.260 (STD). */
import type { WordFile } from './fib.ts';
import { propertiesIn, type Property } from './properties.ts';

const NONE = 0xfff;
const [PARAGRAPH_STYLE, CHARACTER_STYLE] = [1, 2];
const MOST_STYLES = 4096;
/** Styles build on each other; a file could do so in a circle. */
const MOST_STEPS = 20;

interface Style {
  basedOn: number;
  properties: Property[];
}

/** Properties of characters by the number of a style, its own last; none for a style that the file does not have. */
export function stylesOf({ table, styles: { from, length } }: WordFile): (number: number) => Property[] {
  const sheet = table.subarray(from, from + length);
  const styles = length < 6 ? [] : read(sheet);
  const known = new Map<number, Property[]>();
  return (number) => {
    let found = known.get(number);
    if (found === undefined) {
      found = [];
      for (let [at, steps] = [number, 0]; styles[at] !== undefined && steps < MOST_STEPS; at = styles[at]!.basedOn, steps++) found.unshift(...styles[at]!.properties);
      known.set(number, found);
    }
    return found;
  };
}

function read(sheet: Buffer): (Style | undefined)[] {
  const head = sheet.readUInt16LE(0);
  const count = Math.min(sheet.readUInt16LE(2), MOST_STYLES);
  const fixed = sheet.readUInt16LE(4);
  const styles: (Style | undefined)[] = [];
  for (let at = 2 + head; styles.length < count && at + 2 <= sheet.length; ) {
    const size = sheet.readUInt16LE(at);
    styles.push(styleIn(sheet.subarray(at + 2, at + 2 + size), fixed));
    at += 2 + size;
  }
  return styles;
}

/** Behind the fixed part stand the name and, each from an even byte on, the properties: a paragraph's, then its characters'. */
function styleIn(style: Buffer, fixed: number): Style | undefined {
  if (style.length < fixed + 2 || fixed < 6) return undefined;
  const [kind, basedOn] = [style.readUInt16LE(2) & 15, style.readUInt16LE(2) >> 4];
  if (kind !== PARAGRAPH_STYLE && kind !== CHARACTER_STYLE) return { basedOn, properties: [] };
  let at = fixed + 2 + 2 * style.readUInt16LE(fixed) + 2;
  for (let part = kind; part <= CHARACTER_STYLE; part++) {
    at += at % 2;
    if (at + 2 > style.length) break;
    const properties = style.subarray(at + 2, at + 2 + style.readUInt16LE(at));
    if (part === CHARACTER_STYLE) return { basedOn: basedOn === NONE ? -1 : basedOn, properties: propertiesIn(properties) };
    at += 2 + properties.length;
  }
  return { basedOn, properties: [] };
}
