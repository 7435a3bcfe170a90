/** Automatic numbers of paragraphs. Word stores how to count, not the number; mammoth drops what it would print. */
import { numeral, type NumeralStyle } from '../numerals.ts';
import { child, isElement, isOn, parseXml, value, type XmlElement } from './xml.ts';

interface Level {
  start: number;
  format: string;
  /** `（%1）`, `%1.%2`: %n stands for the number of level n. */
  text: string;
  /** Legal numbering: every number in plain digits. */
  legal: boolean;
  /** Level (1-based) whose number starts this one afresh; 0 for never. */
  restart: number;
  style: string | undefined;
}

interface Definition {
  levels: Map<number, Level>;
  /** Numbers last given, by level. */
  counters: Map<number, number>;
}

interface List {
  definition: Definition;
  starts: Map<number, number>;
  /** Levels whose changed start has been applied. */
  begun: Set<number>;
}

interface Style {
  basedOn: string | undefined;
  numId: string | undefined;
  level: string | undefined;
}

const formats: Readonly<Record<string, NumeralStyle>> = {
  decimal: 'decimal', decimalZero: 'decimalZero', decimalHalfWidth: 'decimal', lowerLetter: 'lowerLetter', upperLetter: 'upperLetter',
  lowerRoman: 'lowerRoman', upperRoman: 'upperRoman', chineseCounting: 'chinese', chineseCountingThousand: 'chinese',
  japaneseCounting: 'chinese', taiwaneseCounting: 'chinese', taiwaneseCountingThousand: 'chinese', ideographDigital: 'chinese',
  decimalEnclosedCircle: 'circled', decimalEnclosedCircleChinese: 'circled', decimalFullWidth: 'fullWidth', decimalFullWidth2: 'fullWidth',
  none: 'none', bullet: 'none',
};
const wrapped: Readonly<Record<string, [string, string]>> = { decimalEnclosedParen: ['(', ')'], decimalEnclosedFullstop: ['', '.'], numberInDash: ['- ', ' -'] };

/** Counts through a document: ask for the label of each paragraph in order. */
export class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #styles = new Map<string, Style>();

  constructor(numbering: string | null, styles: string | null) {
    if (styles !== null) this.#readStyles(styles);
    if (numbering !== null) this.#readLists(parseXml(numbering));
  }

  /** The number printed before a paragraph (`（一）`, `2.`), empty for none. `properties` is its `w:pPr`. */
  label(properties: XmlElement | undefined): string {
    if (this.#lists.size === 0) return '';
    const own = child(properties, 'w:numPr');
    const style = value(properties, 'w:pStyle');
    const inherited = style === undefined ? undefined : this.#styleNumbering(style);
    const numId = value(own, 'w:numId') ?? inherited?.numId;
    const list = numId === undefined || numId === '0' ? undefined : this.#lists.get(numId);
    if (list === undefined) return '';
    const level = Number(value(own, 'w:ilvl') ?? inherited?.level ?? levelOfStyle(list.definition, style) ?? 0);
    return advance(list, level);
  }

  #readStyles(source: string): void {
    const root = child(parseXml(source), 'w:styles');
    for (const node of root?.children ?? []) {
      if (!isElement(node) || node.name !== 'w:style') continue;
      const id = node.attribs['w:styleId'];
      const numbered = child(child(node, 'w:pPr'), 'w:numPr');
      if (id !== undefined) this.#styles.set(id, { basedOn: value(node, 'w:basedOn'), numId: value(numbered, 'w:numId'), level: value(numbered, 'w:ilvl') });
    }
  }

  #styleNumbering(id: string): Style | undefined {
    let at: string | undefined = id;
    for (let steps = 0; at !== undefined && steps < 20; steps++) {
      const style = this.#styles.get(at);
      if (style?.numId !== undefined) return style;
      at = style?.basedOn;
    }
    return undefined;
  }

  #readLists(root: XmlElement): void {
    const numbering = child(root, 'w:numbering');
    const definitions = new Map<string, Definition>();
    const lists: XmlElement[] = [];
    for (const node of numbering?.children ?? []) {
      if (!isElement(node)) continue;
      if (node.name === 'w:abstractNum') definitions.set(node.attribs['w:abstractNumId'] ?? '', { levels: readLevels(node), counters: new Map() });
      else if (node.name === 'w:num') lists.push(node);
    }
    for (const node of lists) {
      let definition = definitions.get(value(node, 'w:abstractNumId') ?? '');
      if (definition === undefined) continue;
      const starts = new Map<number, number>();
      for (const change of node.children) {
        if (!isElement(change) || change.name !== 'w:lvlOverride') continue;
        const level = Number(change.attribs['w:ilvl'] ?? 0);
        const start = value(change, 'w:startOverride');
        if (start !== undefined) starts.set(level, Number(start));
        const own = readLevels(change).get(level);
        if (own !== undefined) definition = { levels: new Map(definition.levels).set(level, own), counters: definition.counters };
      }
      this.#lists.set(node.attribs['w:numId'] ?? '', { definition, starts, begun: new Set() });
    }
  }
}

function readLevels(parent: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const node of parent.children) {
    if (!isElement(node) || node.name !== 'w:lvl') continue;
    const at = Number(node.attribs['w:ilvl'] ?? 0);
    const restart = value(node, 'w:lvlRestart');
    levels.set(at, {
      start: Number(value(node, 'w:start') ?? 0),
      format: value(node, 'w:numFmt') ?? 'decimal',
      text: value(node, 'w:lvlText') ?? '',
      legal: isOn(node, 'w:isLgl'),
      restart: restart === undefined ? at : Number(restart),
      style: value(node, 'w:pStyle'),
    });
  }
  return levels;
}

function levelOfStyle(definition: Definition, style: string | undefined): number | undefined {
  for (const [at, level] of definition.levels) if (style !== undefined && level.style === style) return at;
  return undefined;
}

function advance(list: List, at: number): string {
  const { levels, counters } = list.definition;
  const level = levels.get(at);
  if (level === undefined) return '';
  const changed = list.starts.get(at);
  if (changed !== undefined && !list.begun.has(at)) {
    list.begun.add(at);
    counters.set(at, changed);
  } else {
    const last = counters.get(at);
    counters.set(at, last === undefined ? level.start : last + 1);
  }
  for (const [deeper, definition] of levels) if (deeper > at && definition.restart > at) counters.delete(deeper);
  if (level.format === 'bullet') return '';
  return level.text.replace(/%(\d)/g, (_, digit: string) => {
    const of = Number(digit) - 1;
    const source = levels.get(of);
    return print(counters.get(of) ?? source?.start ?? 1, level.legal ? 'decimal' : (source?.format ?? 'decimal'));
  });
}

function print(n: number, format: string): string {
  const around = wrapped[format];
  if (around !== undefined) return around[0] + numeral(n, 'decimal') + around[1];
  return numeral(n, formats[format] ?? 'decimal');
}
