/** What the styles of a Word file say of characters, where it changes what is printed. */
import { child, isElement, isOn, parseXml, value, type XmlElement } from './xml.ts';

/** Properties that a style turns over rather than sets: hidden by the paragraph's and by its own style, text is shown. */
type Toggle = 'w:vanish' | 'w:strike' | 'w:dstrike';

export interface Look {
  isHidden: boolean;
  isStruck: boolean;
  /** `superscript`, `subscript`; undefined for neither. */
  height: string | undefined;
  /** Its letters and digits are drawn as pictures. */
  isSymbols: boolean;
}

const SYMBOLS = /^(?:Wingdings(?: [23])?|Webdings)$/i;

/** Styles build on each other; a file could do so in a circle. */
const MOST_STEPS = 20;

export class Styles {
  readonly #styles = new Map<string, { basedOn: string | undefined; properties: XmlElement | undefined }>();

  constructor(source: string | null) {
    const root = source === null ? undefined : child(parseXml(source), 'w:styles');
    for (const node of root?.children ?? []) {
      const id = isElement(node) && node.name === 'w:style' ? node.attribs['w:styleId'] : undefined;
      if (id !== undefined && isElement(node)) this.#styles.set(id, { basedOn: value(node, 'w:basedOn'), properties: child(node, 'w:rPr') });
    }
  }

  /** How a run looks: by its own properties, else by its style and its paragraph's. */
  look(run: XmlElement | undefined, paragraphStyle: string | undefined): Look {
    const own = this.#chain(value(run, 'w:rStyle'));
    const around = this.#chain(paragraphStyle);
    const toggled = (name: Toggle): boolean => (child(run, name) !== undefined ? isOn(run, name) : says(own, name) !== says(around, name));
    const height = [run, ...own, ...around].map((properties) => value(properties, 'w:vertAlign')).find((found) => found !== undefined);
    const lift = Number(value(run, 'w:position') ?? 0);
    const raised = lift > 0 ? 'superscript' : lift < 0 ? 'subscript' : undefined;
    const fonts = [run, ...own, ...around].map((properties) => child(properties, 'w:rFonts')?.attribs['w:ascii']).find((found) => found !== undefined);
    return { isSymbols: SYMBOLS.test(fonts ?? ''), isHidden: toggled('w:vanish'), isStruck: toggled('w:strike') || toggled('w:dstrike'), height: height === undefined || height === 'baseline' ? raised : height };
  }

  /** Properties of a style and of those that it builds on, the nearest first. */
  #chain(id: string | undefined): XmlElement[] {
    const found: XmlElement[] = [];
    let at = id;
    for (let steps = 0; at !== undefined && steps < MOST_STEPS; steps++) {
      const style = this.#styles.get(at);
      if (style?.properties !== undefined) found.push(style.properties);
      at = style?.basedOn;
    }
    return found;
  }
}

const says = (chain: readonly XmlElement[], name: Toggle): boolean => {
  const nearest = chain.find((properties) => child(properties, name) !== undefined);
  return isOn(nearest, name);
};
