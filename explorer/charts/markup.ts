/**
 * As much of a document as Plot asks of one: elements that become text. A whole DOM costs three times as much, since each of the
 * thousand marks of a chart is then an event target, and every attribute a node of its own.
 */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

class Text {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export class Element {
  readonly ownerDocument: Markup;
  readonly namespaceURI: string;
  readonly tagName: string;
  parentNode: Element | null = null;
  readonly #attributes = new Map<string, string>();
  #children: (Element | Text)[] = [];

  constructor(document: Markup, namespace: string, name: string) {
    this.ownerDocument = document;
    this.namespaceURI = namespace;
    this.tagName = name;
  }

  setAttribute(name: string, value: unknown): void {
    this.#attributes.set(name, String(value));
  }
  setAttributeNS(_: string, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }
  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }
  hasAttribute(name: string): boolean {
    return this.#attributes.has(name);
  }
  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }
  addEventListener(): void {}

  /** A style becomes the attribute of its name: the pages allow no inline style, and SVG has an attribute for each that Plot sets. */
  get style(): { setProperty(name: string, value: unknown): void; removeProperty(name: string): void } {
    return { setProperty: (name, value) => this.setAttribute(name, value), removeProperty: (name) => this.removeAttribute(name) };
  }

  appendChild<N extends Element | Text>(child: N): N {
    return this.insertBefore(child, null);
  }
  append(...children: (Element | Text | string)[]): void {
    for (const child of children) this.appendChild(typeof child === 'string' ? new Text(child) : child);
  }
  insertBefore<N extends Element | Text>(child: N, next: Element | Text | null): N {
    const at = next === null ? -1 : this.#children.indexOf(next);
    if (at === -1) this.#children.push(child);
    else this.#children.splice(at, 0, child);
    if (child instanceof Element) child.parentNode = this;
    return child;
  }
  removeChild<N extends Element | Text>(child: N): N {
    this.#children = this.#children.filter((other) => other !== child);
    return child;
  }
  get childNodes(): readonly (Element | Text)[] {
    return this.#children;
  }
  get children(): readonly Element[] {
    return this.#children.filter((child) => child instanceof Element);
  }
  get firstChild(): Element | Text | null {
    return this.#children[0] ?? null;
  }
  get textContent(): string {
    return this.#children.map((child) => (child instanceof Text ? child.text : child.textContent)).join('');
  }
  set textContent(text: string) {
    this.#children = [new Text(String(text))];
  }

  get outerHTML(): string {
    let head = `<${this.tagName}`;
    for (const [name, value] of this.#attributes) head += ` ${name}="${escaped(value)}"`;
    const inner = this.innerHTML;
    return inner === '' ? `${head}/>` : `${head}>${inner}</${this.tagName}>`;
  }
  get innerHTML(): string {
    let inner = '';
    for (const child of this.#children) inner += child instanceof Text ? escaped(child.text) : child.outerHTML;
    return inner;
  }
}

export class Markup {
  readonly documentElement: Element = new Element(this, 'http://www.w3.org/1999/xhtml', 'html');
  createElementNS(namespace: string, name: string): Element {
    return new Element(this, namespace, name);
  }
  createElement(name: string): Element {
    return new Element(this, 'http://www.w3.org/1999/xhtml', name);
  }
  createTextNode(text: string): Text {
    return new Text(text);
  }
}
