/** Opens an OFD container (GB/T 33190-2016): its documents, their pages with templates and annotations, and their resources. */
import { Refusal } from '../../document.ts';
import { openParts } from '../ooxml.ts';
import { childOf, childrenOf, parseXml, rectangleOf, textOf, type XmlElement } from './xml.ts';

/** A page that is to be painted: contents in the order in which they lie upon each other. */
export interface OfdPage {
  /** Left, top, width, height in millimetres. */
  area: readonly [number, number, number, number];
  /** Elements whose children are layers, or objects. */
  contents: XmlElement[];
  /** Appearances of annotations. */
  annotations: XmlElement[];
}

/** Things that pages refer to by number. */
export interface Resources {
  drawParams: ReadonlyMap<string, XmlElement>;
  /** Composite graphics: their `Content`. */
  composites: ReadonlyMap<string, XmlElement>;
  colourSpaces: ReadonlyMap<string, string>;
  /** Pictures that nothing shines through. */
  opaque: ReadonlySet<string>;
}

export interface OfdDocument {
  pages: OfdPage[];
  resources: Resources;
}

export interface OfdFile {
  title: string | null;
  meta: Record<string, string>;
  documents: OfdDocument[];
}

/** A4. */
const USUAL_AREA = [0, 0, 210, 297] as const;
const MAX_PAGES = 500;
const INFO = ['Title', 'Author', 'Subject', 'CreationDate', 'ModDate', 'Creator', 'CreatorVersion'];

/** @throws Refusal `truncated`, `encrypted`, `too_large`, `unsafe_xml`, `wrong_type` */
export function openOfd(bytes: Uint8Array): OfdFile {
  const { entries, part } = openParts(bytes, 'OFD file');
  const names = new Map(entries.map(({ name }) => [name.toLowerCase(), name] as const));
  // GM/T 0099 puts a list of encrypted files beside those that hold the key.
  if (names.has('encryptions.xml') || [...names.keys()].some((name) => name.endsWith('decryptseed.dat'))) {
    throw new Refusal('unreadable', 'encrypted', 'The OFD file is encrypted; it cannot be opened.');
  }
  const has = (path: string): string | undefined => names.get(path.toLowerCase());
  const read = (path: string): XmlElement => {
    const name = has(path);
    const text = name === undefined ? null : part(name);
    if (text === null) throw new Refusal('unreadable', 'truncated', `${path}, which the OFD file names, is missing in it.`);
    return parseXml(text.replace(/^\ufeff/, ''), path);
  };
  const root = read('OFD.xml');
  const bodies = childrenOf(root, 'DocBody');
  const paths = bodies.flatMap((body) => textOf(childOf(body, 'DocRoot')).trim() || []);
  if (paths.length === 0) throw new Refusal('unreadable', 'wrong_type', 'The OFD file names no document.');
  const meta: Record<string, string> = {};
  for (const item of childrenOf(childOf(bodies[0], 'DocInfo'))) {
    const name = item.name.slice(item.name.indexOf(':') + 1);
    const text = textOf(item).trim();
    if (INFO.includes(name) && text !== '') meta[name] = text;
  }
  let room = MAX_PAGES;
  const documents = paths.map((path) => {
    const document = new DocumentParts(read, has, locate('', path)).open(room);
    room -= document.pages.length;
    return document;
  });
  if (room === MAX_PAGES) throw new Refusal('unreadable', 'truncated', 'The OFD file has no page.');
  return { title: meta['Title'] ?? null, meta, documents };
}

/** A location as it stands in a file: from the root, or from the folder of that file. */
function locate(from: string, path: string): string {
  const whole = path.trim().replaceAll('\\', '/');
  const steps = whole.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of whole.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

class DocumentParts {
  readonly #read: (path: string) => XmlElement;
  readonly #has: (path: string) => string | undefined;
  readonly #path: string;
  readonly #templates = new Map<string, { path: string; above: boolean }>();
  readonly #annotations = new Map<string, string[]>();
  readonly #resources = { drawParams: new Map<string, XmlElement>(), composites: new Map<string, XmlElement>(), colourSpaces: new Map<string, string>(), opaque: new Set<string>() };
  readonly #seen = new Set<string>();

  constructor(read: (path: string) => XmlElement, has: (path: string) => string | undefined, path: string) {
    this.#read = read;
    this.#has = has;
    this.#path = path;
  }

  open(room: number): OfdDocument {
    const document = this.#read(this.#path);
    const common = childOf(document, 'CommonData');
    for (const name of ['PublicRes', 'DocumentRes']) for (const item of childrenOf(common, name)) this.#takeResources(locate(this.#path, textOf(item)));
    for (const { attribs } of childrenOf(common, 'TemplatePage')) {
      if (attribs['ID'] && attribs['BaseLoc']) this.#templates.set(attribs['ID'], { path: locate(this.#path, attribs['BaseLoc']), above: attribs['ZOrder'] === 'Foreground' });
    }
    this.#takeAnnotations(childOf(document, 'Annotations'));
    const pages = childrenOf(childOf(document, 'Pages'), 'Page');
    if (pages.length > room) throw new Refusal('unreadable', 'too_large', `The OFD file has more than ${MAX_PAGES} pages; no report has so many.`);
    const area = childOf(common, 'PageArea');
    return { pages: pages.map(({ attribs }) => this.#page(locate(this.#path, attribs['BaseLoc'] ?? ''), attribs['ID'] ?? '', area)), resources: this.#resources };
  }

  #page(path: string, id: string, common: XmlElement | undefined): OfdPage {
    const page = this.#read(path);
    for (const item of childrenOf(page, 'PageRes')) this.#takeResources(locate(path, textOf(item)));
    const below: XmlElement[] = [];
    const above: XmlElement[] = [];
    let templateArea: XmlElement | undefined;
    for (const { attribs } of childrenOf(page, 'Template')) {
      const template = this.#templates.get(attribs['TemplateID'] ?? '');
      if (!template) continue;
      const sheet = this.#read(template.path);
      templateArea ??= childOf(sheet, 'Area');
      const isAbove = attribs['ZOrder'] === undefined ? template.above : attribs['ZOrder'] === 'Foreground';
      (isAbove ? above : below).push(...childrenOf(sheet, 'Content'));
    }
    const areas = [childOf(page, 'Area'), templateArea, common].map((it) => rectangleOf(textOf(childOf(it, 'PhysicalBox'))));
    const area = areas.find((it) => it !== undefined && it[2] > 0 && it[3] > 0) ?? USUAL_AREA;
    const annotations = (this.#annotations.get(id) ?? []).flatMap((file) => this.#appearances(file));
    return { area, contents: [...below, ...childrenOf(page, 'Content'), ...above], annotations };
  }

  /** Stamps and remarks that are shown; a watermark says nothing, and links and marks have no text. */
  #appearances(path: string): XmlElement[] {
    return childrenOf(this.#read(path), 'Annot').flatMap((annotation) => {
      const { Visible: visible, Type: type } = annotation.attribs;
      return visible === 'false' || type === 'Watermark' ? [] : childrenOf(annotation, 'Appearance');
    });
  }

  #takeAnnotations(list: XmlElement | undefined): void {
    const path = list && locate(this.#path, textOf(list));
    if (path === undefined || this.#has(path) === undefined) return;
    for (const page of childrenOf(this.#read(path), 'Page')) {
      const files = childrenOf(page, 'FileLoc').map((item) => locate(path, textOf(item))).filter((file) => this.#has(file) !== undefined);
      this.#annotations.set(page.attribs['PageID'] ?? '', files);
    }
  }

  /** Pictures and fonts may be missing from a file; without these nothing that is printed is lost. */
  #takeResources(path: string): void {
    if (this.#seen.has(path) || this.#has(path) === undefined) return;
    this.#seen.add(path);
    const { drawParams, composites, colourSpaces, opaque } = this.#resources;
    const res = this.#read(path);
    for (const item of childrenOf(childOf(res, 'DrawParams'), 'DrawParam')) drawParams.set(item.attribs['ID'] ?? '', item);
    for (const item of childrenOf(childOf(res, 'CompositeGraphicUnits'), 'CompositeGraphicUnit')) composites.set(item.attribs['ID'] ?? '', item);
    for (const { attribs } of childrenOf(childOf(res, 'ColorSpaces'), 'ColorSpace')) colourSpaces.set(attribs['ID'] ?? '', attribs['Type'] ?? '');
    for (const item of childrenOf(childOf(res, 'MultiMedias'), 'MultiMedia')) {
      const file = textOf(childOf(item, 'MediaFile')).trim();
      if (/\.(?:jpe?g|bmp|jb2|tiff?)$/i.test(file)) opaque.add(item.attribs['ID'] ?? '');
    }
  }
}
