/**
 * A small OFD writer (GB/T 33190-2016) for invented documents, in the ways that producers differ: how characters are spaced,
 * whether objects have planes of their own, what lies in templates, blocks and composites. Lengths are points, `y` counts from
 * the top of the page downwards; for text it is the base line.
 */
import { strToU8, zipSync } from 'fflate';
import { escapeXml } from './ooxml.ts';
import type { PageWriter } from './page-drawing.ts';
import { textWidth } from './pdf-writer.ts';
import type { Matrix, RectStyle } from './pdf-writer.ts';

export interface OfdVariant {
  /** How the places of a line's characters are told. */
  spacing: 'runs' | 'list' | 'codes';
  /** `whole`: objects are placed on the page itself; `own`: in their boundary; `scaled`: in their boundary, in points. */
  plane: 'whole' | 'own' | 'scaled';
  /** Rules and shadings stand in a template of each page. */
  templates: boolean;
  /** What a form becomes. */
  forms: 'block' | 'composite';
  /** Prefix of the elements, empty for a default namespace. */
  prefix: string;
  /** Locations from the root of the container. */
  absolute: boolean;
  /** Colours and line widths stand in shared parameters. */
  params: boolean;
  /** Characters are given as glyphs as well. */
  glyphs: boolean;
}

interface Page {
  width: number;
  height: number;
  drawn: string[];
  text: string[];
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const MM = 25.4 / 72;
const num = (value: number): string => String(Math.round(value * 10_000) / 10_000);
const mm = (points: number): string => num(points * MM);
const NAMESPACE = 'http://www.ofdspec.org/2016';
/** Zip times are local times; this one is the same everywhere. */
const MTIME = new Date(2021, 0, 20, 9, 0, 0);

export class OfdWriter implements PageWriter {
  readonly #pages: Page[] = [];
  readonly #variant: OfdVariant;
  readonly #title: string;
  readonly #composites: string[] = [];
  readonly #clips: Box[] = [];
  #form: string[] | null = null;
  #id = 100;

  constructor(variant: OfdVariant, title: string) {
    this.#variant = variant;
    this.#title = title;
  }

  addPage(width = 595, height = 842): void {
    this.#pages.push({ width, height, drawn: [], text: [] });
  }

  text(x: number, y: number, size: number, text: string): void {
    if (text === '') return;
    const box = { x, y: y - 0.86 * size, width: Math.max(textWidth(text, size), 1), height: size };
    const { attributes, at, unit } = this.#plane(box);
    const [left, base] = at(x, y);
    const chars = [...text];
    const steps = chars.slice(0, -1).map((char) => num(unit(textWidth(char, size))));
    let body: string;
    if (this.#variant.spacing === 'codes') {
      let pen = x;
      body = chars.map((char) => {
        const code = this.#tag('TextCode', `X="${num(at(pen, y)[0])}" Y="${num(base)}"`, escapeXml(char));
        pen += textWidth(char, size);
        return char.trim() === '' ? '' : code;
      }).join('');
    } else {
      const delta = this.#variant.spacing === 'runs' ? runs(steps) : steps.join(' ');
      body = this.#tag('TextCode', `X="${num(left)}" Y="${num(base)}"${delta === '' ? '' : ` DeltaX="${delta}"`}`, escapeXml(text));
    }
    const glyphs = this.#variant.glyphs && this.#variant.spacing !== 'codes'
      ? this.#tag('CGTransform', `CodePosition="0" CodeCount="${chars.length}" GlyphCount="${chars.length}"`, this.#tag('Glyphs', '', chars.map((_, i) => i + 3).join(' '))) : '';
    this.#put('text', this.#tag('TextObject', `${this.#next()} ${attributes} Font="3" Size="${num(unit(size))}"`, `${this.#clipped(at)}${glyphs}${body}`));
  }

  line(x0: number, y0: number, x1: number, y1: number, width = 0.5): void {
    const { attributes, at, unit } = this.#plane({ x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) });
    const data = `M ${at(x0, y0).map(num).join(' ')} L ${at(x1, y1).map(num).join(' ')}`;
    const style = this.#variant.params ? 'DrawParam="5"' : `LineWidth="${num(unit(width))}"`;
    this.#put('drawn', this.#tag('PathObject', `${this.#next()} ${attributes} ${style}`, `${this.#clipped(at)}${this.#tag('AbbreviatedData', '', data)}`));
  }

  rect(x: number, y: number, width: number, height: number, style: RectStyle = { fill: 0 }): void {
    const { attributes, at, unit } = this.#plane({ x, y, width, height });
    const corners = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]].map(([cx, cy]) => at(cx!, cy!).map(num).join(' '));
    const fill = style.fill ?? (style.stroke === undefined ? 0 : undefined);
    const colours = [fill === undefined ? '' : this.#colour('FillColor', fill), style.stroke === undefined ? '' : this.#colour('StrokeColor', style.stroke)];
    const painted = `Fill="${fill !== undefined}" Stroke="${style.stroke !== undefined}" LineWidth="${num(unit(style.width ?? 0.5))}"`;
    this.#put('drawn', this.#tag('PathObject', `${this.#next()} ${attributes} ${painted}`, `${this.#clipped(at)}${colours.join('')}${this.#tag('AbbreviatedData', '', `M ${corners.join(' L ')} C`)}`));
  }

  clip(x: number, y: number, width: number, height: number, draw: () => void): void {
    this.#clips.push({ x, y, width, height });
    draw();
    this.#clips.pop();
  }

  form(matrix: Matrix, draw: () => void): void {
    const outer = this.#form;
    this.#form = [];
    draw();
    const inner = this.#form.join('');
    this.#form = outer;
    const page = this.#pages.at(-1)!;
    if (this.#variant.forms === 'block') return this.#put('text', this.#tag('PageBlock', this.#next(), inner));
    const id = ++this.#id;
    this.#composites.push(this.#tag('CompositeGraphicUnit', `ID="${id}" Width="${mm(page.width)}" Height="${mm(page.height)}"`, this.#tag('Content', '', inner)));
    const [a, b, c, d, e, f] = matrix;
    const ctm = `${[a, b, c, d].map(num).join(' ')} ${mm(e)} ${mm(f)}`;
    this.#put('text', this.#tag('CompositeObject', `${this.#next()} ${this.#whole(page)} CTM="${ctm}" ResourceID="${id}"`, ''));
  }

  toBytes(): Uint8Array {
    const { templates, absolute } = this.#variant;
    const root = absolute ? '/Doc_0/' : '';
    const files: Record<string, string> = {};
    const first = this.#pages[0]!;
    const template = this.#pages.map((_, i) => this.#tag('TemplatePage', `ID="${10 + i}" Name="T${i}" ZOrder="Background" BaseLoc="${root}Tpls/Tpl_${i}/Content.xml"`, ''));
    const info = this.#tag('DocInfo', '', `${this.#tag('DocID', '', '0'.repeat(32))}${this.#tag('Title', '', escapeXml(this.#title))}${this.#tag('Creator', '', 'Gongkai test writer')}`);
    files['OFD.xml'] = this.#file('OFD', 'Version="1.0" DocType="OFD"', this.#tag('DocBody', '', `${info}${this.#tag('DocRoot', '', 'Doc_0/Document.xml')}`));
    const common = [
      this.#tag('MaxUnitID', '', '100000'), this.#tag('PageArea', '', this.#tag('PhysicalBox', '', `0 0 ${mm(first.width)} ${mm(first.height)}`)),
      this.#tag('PublicRes', '', `${root}PublicRes.xml`), this.#tag('DocumentRes', '', `${root}DocumentRes.xml`), ...(templates ? template : []),
    ].join('');
    const pages = this.#pages.map((_, i) => this.#tag('Page', `ID="${1000 + i}" BaseLoc="${root}Pages/Page_${i}/Content.xml"`, '')).join('');
    files['Doc_0/Document.xml'] = this.#file('Document', '', `${this.#tag('CommonData', '', common)}${this.#tag('Pages', '', pages)}`);
    const param = this.#tag('DrawParam', `ID="4" LineWidth="${mm(0.5)}"`, this.#colour('StrokeColor', 0)) + this.#tag('DrawParam', 'ID="5" Relative="4"', '');
    const font = this.#tag('Font', 'ID="3" FontName="宋体" FamilyName="宋体"', '');
    const space = this.#tag('ColorSpace', 'ID="2" Type="RGB" BitsPerComponent="8"', '');
    files['Doc_0/PublicRes.xml'] = this.#file('Res', 'BaseLoc="Res"', `${this.#tag('ColorSpaces', '', space)}${this.#tag('DrawParams', '', param)}${this.#tag('Fonts', '', font)}`);
    files['Doc_0/DocumentRes.xml'] = this.#file('Res', 'BaseLoc="Res"', this.#tag('CompositeGraphicUnits', '', this.#composites.join('')));
    this.#pages.forEach((page, i) => {
      const area = this.#tag('Area', '', this.#tag('PhysicalBox', '', `0 0 ${mm(page.width)} ${mm(page.height)}`));
      const layer = (objects: readonly string[]): string => this.#tag('Content', '', this.#tag('Layer', `${this.#next()} Type="Body"`, objects.join('\n')));
      if (templates) files[`Doc_0/Tpls/Tpl_${i}/Content.xml`] = this.#file('Page', '', area + layer(page.drawn));
      const use = templates ? this.#tag('Template', `TemplateID="${10 + i}" ZOrder="Background"`, '') : '';
      files[`Doc_0/Pages/Page_${i}/Content.xml`] = this.#file('Page', '', `${use}${area}${layer(templates ? page.text : [...page.drawn, ...page.text])}`);
    });
    return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level: 6, mtime: MTIME });
  }

  #put(where: 'drawn' | 'text', object: string): void {
    if (this.#form) this.#form.push(object);
    else this.#pages.at(-1)![where].push(object);
  }

  #next(): string {
    return `ID="${++this.#id}"`;
  }

  #whole({ width, height }: Page): string {
    return `Boundary="0 0 ${mm(width)} ${mm(height)}"`;
  }

  /** The attributes that give an object its plane; a point of the page, and a length, on that plane. */
  #plane(box: Box): { attributes: string; at: (x: number, y: number) => [number, number]; unit: (length: number) => number } {
    const { plane } = this.#variant;
    if (plane === 'whole') return { attributes: this.#whole(this.#pages.at(-1)!), at: (x, y) => [x * MM, y * MM], unit: (length) => length * MM };
    const boundary = `Boundary="${mm(box.x)} ${mm(box.y)} ${mm(box.width)} ${mm(box.height)}"`;
    if (plane === 'own') return { attributes: boundary, at: (x, y) => [(x - box.x) * MM, (y - box.y) * MM], unit: (length) => length * MM };
    return { attributes: `${boundary} CTM="${num(MM)} 0 0 ${num(MM)} 0 0"`, at: (x, y) => [(x - box.x), (y - box.y)], unit: (length) => length };
  }

  #clipped(at: (x: number, y: number) => [number, number]): string {
    if (this.#clips.length === 0) return '';
    const clips = this.#clips.map(({ x, y, width, height }) => {
      const [[x0, y0], [x1, y1]] = [at(x, y), at(x + width, y + height)];
      const size = `${num(x1 - x0)} ${num(y1 - y0)}`;
      const path = this.#tag('Path', `Boundary="${num(x0)} ${num(y0)} ${size}"`, this.#tag('AbbreviatedData', '', `M 0 0 L ${num(x1 - x0)} 0 L ${size} L 0 ${num(y1 - y0)} C`));
      return this.#tag('Clip', '', this.#tag('Area', '', path));
    });
    return this.#tag('Clips', '', clips.join(''));
  }

  #colour(name: string, grey: number): string {
    return this.#tag(name, `ColorSpace="2" Value="${Array(3).fill(Math.round(grey * 255)).join(' ')}"`, '');
  }

  #tag(name: string, attributes: string, inner: string): string {
    const whole = `${this.#variant.prefix}${name}`;
    const start = attributes === '' ? whole : `${whole} ${attributes}`;
    return inner === '' ? `<${start}/>` : `<${start}>${inner}</${whole}>`;
  }

  #file(name: string, attributes: string, inner: string): string {
    const prefix = this.#variant.prefix.replace(':', '');
    const namespace = `xmlns${prefix === '' ? '' : `:${prefix}`}="${NAMESPACE}"`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n${this.#tag(name, `${namespace} ${attributes}`.trim(), inner)}`;
  }
}

/** Offsets with runs of equal ones as `g n v`. */
function runs(steps: readonly string[]): string {
  const out: string[] = [];
  for (let at = 0; at < steps.length; ) {
    let end = at;
    while (end < steps.length && steps[end] === steps[at]) end++;
    out.push(end - at > 1 ? `g ${end - at} ${steps[at]}` : steps[at]!);
    at = end;
  }
  return out.join(' ');
}
