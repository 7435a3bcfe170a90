/** XPaths of elements, as `document.evaluate` resolves them in a browser that has parsed the same bytes. */
import type { Element } from './dom.ts';

/** Names that an XPath step can test; `o:p` would need a namespace prefix. */
const plainName = /^[a-z][a-z0-9_-]*$/;

/** Gives paths on demand. Ordinals are counted once per parent, paths kept per element. */
export class Paths {
  readonly #paths = new Map<Element, string>();
  readonly #ordinals = new Map<Element, number>();

  /** `/html/body/div[2]/table[1]/tbody[1]/tr[3]/td[2]`: every step but html and body carries its ordinal among its namesakes. */
  of(element: Element): string {
    const known = this.#paths.get(element);
    if (known !== undefined) return known;
    const parent = element.parent;
    const path =
      parent === null || parent.type === 'root'
        ? `/${element.name}`
        : (element.name === 'body' || element.name === 'head') && parent.name === 'html'
          ? `/html/${element.name}`
          : `${this.of(parent)}/${this.#step(element, parent)}`;
    this.#paths.set(element, path);
    return path;
  }

  #step(element: Element, parent: Element): string {
    if (!plainName.test(element.name)) return `*[${position(element, parent)}]`;
    let ordinal = this.#ordinals.get(element);
    if (ordinal === undefined) {
      this.#count(parent);
      ordinal = this.#ordinals.get(element)!;
    }
    return `${element.name}[${ordinal}]`;
  }

  #count(parent: Element): void {
    const counts = new Map<string, number>();
    for (const child of parent.children) {
      if (!('name' in child)) continue;
      const ordinal = (counts.get(child.name) ?? 0) + 1;
      counts.set(child.name, ordinal);
      this.#ordinals.set(child, ordinal);
    }
  }
}

/** Ordinal among all elements of the parent. */
function position(element: Element, parent: Element): number {
  let ordinal = 0;
  for (const child of parent.children) {
    if ('name' in child) ordinal++;
    if (child === element) break;
  }
  return ordinal;
}
