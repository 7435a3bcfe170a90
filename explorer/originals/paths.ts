/** Finds the element of a path on a parsed page: `/html/body/div[2]/table[1]/tbody[1]/tr[3]/td[2]`, the numbers counted from 1. */
import type { CheerioAPI } from 'cheerio';
import { isElement, type Element, type Node } from './harmless.ts';

const STEP = /^([a-z][a-z0-9_-]*|\*)(?:\[(\d+)\])?$/;

export class Paths {
  readonly #page: CheerioAPI;
  readonly #found = new Map<string, Element | null>();

  constructor(page: CheerioAPI) {
    this.#page = page;
  }

  /** Null where the page has no such element. */
  find(path: string): Element | null {
    const known = this.#found.get(path);
    if (known !== undefined) return known;
    const cut = path.lastIndexOf('/');
    const children: readonly Node[] = cut <= 0 ? this.#page.root()[0]!.children : (this.find(path.slice(0, cut))?.children ?? []);
    const found = step(children, path.slice(cut + 1));
    this.#found.set(path, found);
    return found;
  }
}

function step(children: readonly Node[], text: string): Element | null {
  const [, name, number] = STEP.exec(text) ?? [];
  if (name === undefined) return null;
  let left = Number(number ?? 1);
  for (const child of children) if (isElement(child) && (name === '*' || child.name === name) && --left === 0) return child;
  return null;
}
