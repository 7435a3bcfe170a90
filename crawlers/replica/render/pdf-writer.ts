/**
 * A small PDF writer for invented documents: Chinese text in a font that is not embedded (STSong-Light with the predefined
 * CMap UniGB-UCS2-H, as older office suites write it), lines, rectangles, clips, transforms and form XObjects.
 * All lengths are points, `y` counts from the top of the page downwards; for text it is the base line.
 */
import { encryptObjects, type Encryption } from './pdf-encryption.ts';

export interface WriterOptions {
  title?: string;
  producer?: string;
  /** Standard security handler (RC4, 40 bit). An empty user password opens without asking, as "owner-protected" files do. */
  encrypt?: Encryption;
}

export interface RectStyle {
  /** Grey levels, 0 black to 1 white. */
  fill?: number;
  stroke?: number;
  /** Stroke width in points. */
  width?: number;
}

/** a b c d e f, as in the PDF operator `cm`, but with `y` downwards. */
export type Matrix = readonly [number, number, number, number, number, number];

interface Page {
  width: number;
  height: number;
  rotate: number;
  content: string[];
  forms: string[];
}

const num = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Width of one character in ems: ASCII is half an em wide in this font, everything else a whole one. */
const advance = (char: string): number => (char.charCodeAt(0) < 0x7f ? 0.5 : 1);

/** Width of a line of text in points. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const char of text) ems += advance(char);
  return ems * size;
}

export class PdfWriter {
  private readonly pages: Page[] = [];
  private readonly options: WriterOptions;

  constructor(options: WriterOptions = {}) {
    this.options = options;
  }

  /** Starts a page (A4 upright by default). `rotate` is the page's /Rotate entry: 0, 90, 180 or 270. */
  addPage(width = 595, height = 842, rotate = 0): void {
    this.pages.push({ width, height, rotate, content: [], forms: [] });
  }

  get pageCount(): number {
    return this.pages.length;
  }

  /** One line of text with its base line at `y`. Characters outside the Basic Multilingual Plane are refused. */
  text(x: number, y: number, size: number, text: string): void {
    if (text === '') return;
    this.emit(`BT /F1 ${num(size)} Tf ${num(x)} ${num(this.up(y))} Td <${hex(text)}> Tj ET`);
  }

  /** A stroked line. */
  line(x0: number, y0: number, x1: number, y1: number, width = 0.5): void {
    this.emit(`q 0 G ${num(width)} w ${num(x0)} ${num(this.up(y0))} m ${num(x1)} ${num(this.up(y1))} l S Q`);
  }

  /** A rectangle: filled, stroked or both; with neither it is filled black. */
  rect(x: number, y: number, width: number, height: number, style: RectStyle = { fill: 0 }): void {
    const { fill, stroke } = style;
    const paint = fill !== undefined && stroke !== undefined ? 'B' : stroke !== undefined ? 'S' : 'f';
    this.emit(
      `q ${num(fill ?? 0)} g ${num(stroke ?? 0)} G ${num(style.width ?? 0.5)} w ` +
        `${num(x)} ${num(this.up(y + height))} ${num(width)} ${num(height)} re ${paint} Q`,
    );
  }

  /** Draws inside a clipping rectangle. */
  clip(x: number, y: number, width: number, height: number, draw: () => void): void {
    this.emit(`q ${num(x)} ${num(this.up(y + height))} ${num(width)} ${num(height)} re W n`);
    draw();
    this.emit('Q');
  }

  /** Draws under a transformation. */
  transform(matrix: Matrix, draw: () => void): void {
    this.emit(`q ${this.flip(matrix)} cm`);
    draw();
    this.emit('Q');
  }

  /** Draws through a form XObject placed by `matrix`. */
  form(matrix: Matrix, draw: () => void): void {
    const page = this.page();
    const outer = page.content;
    page.content = [];
    draw();
    const inner = page.content.join('\n');
    page.content = outer;
    page.forms.push(inner);
    this.emit(`q ${this.flip(matrix)} cm /X${page.forms.length} Do Q`);
  }

  /** Puts content-stream operators in as they are (PDF coordinates, `y` upwards). */
  raw(operators: string): void {
    this.emit(operators);
  }

  /** The finished file. */
  toBytes(): Uint8Array {
    const objects: string[] = [];
    const add = (body: string): number => objects.push(body);
    add('<< /Type /Catalog /Pages 2 0 R >>');
    add(''); // the page tree, filled in below
    add('<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>');
    add(
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo ' +
        '<< /Registry <41646f6265> /Ordering <474231> /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>',
    );
    add(
      '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 ' +
        '/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    );
    const info = add(
      `<< /Producer ${textString(this.options.producer ?? 'Gongkai test writer')}` +
        `${this.options.title === undefined ? '' : ` /Title ${textString(this.options.title)}`} >>`,
    );
    const kids: string[] = [];
    for (const page of this.pages) {
      const box = `[0 0 ${num(page.width)} ${num(page.height)}]`;
      const forms = page.forms.map((form) =>
        add(
          `<< /Type /XObject /Subtype /Form /BBox ${box} /Resources << /Font << /F1 3 0 R >> >> ` +
            `/Length ${form.length} >>\nstream\n${form}\nendstream`,
        ),
      );
      const stream = page.content.join('\n');
      const content = add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
      const xobjects = forms.map((id, i) => `/X${i + 1} ${id} 0 R`).join(' ');
      kids.push(
        `${add(
          `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Rotate ${page.rotate} ` +
            `/Resources << /Font << /F1 3 0 R >> /XObject << ${xobjects} >> >> /Contents ${content} 0 R >>`,
        )} 0 R`,
      );
    }
    objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;
    return assemble(objects, info, this.options.encrypt);
  }

  private page(): Page {
    const page = this.pages.at(-1);
    if (!page) throw new Error('PdfWriter: addPage() comes before drawing');
    return page;
  }

  private emit(operators: string): void {
    this.page().content.push(operators);
  }

  private up(y: number): number {
    return this.page().height - y;
  }

  /** Turns a matrix with `y` downwards into one with `y` upwards. */
  private flip([a, b, c, d, e, f]: Matrix): string {
    const h = this.page().height;
    return [a, -b, -c, d, e + c * h, h - f - d * h].map(num).join(' ');
  }
}

/** UCS-2, big endian, in hexadecimal: what UniGB-UCS2-H reads. */
function hex(text: string): string {
  let out = '';
  for (const char of text) {
    if (char.length > 1) throw new Error(`PdfWriter: ${char} lies outside the Basic Multilingual Plane`);
    out += char.charCodeAt(0).toString(16).padStart(4, '0');
  }
  return out;
}

const textString = (text: string): string => `<feff${hex(text)}>`;

/** Objects 1…n into a file with its cross-reference table. */
function assemble(objects: string[], info: number, encryption: Encryption | undefined): Uint8Array {
  let trailer = `/Size ${objects.length + 1} /Root 1 0 R /Info ${info} 0 R`;
  if (encryption) {
    const secured = encryptObjects(objects, encryption);
    objects = secured.objects;
    trailer = `/Size ${objects.length + 1} /Root 1 0 R /Info ${info} 0 R ${secured.trailer}`;
  }
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((body, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const xref = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  file += `trailer\n<< ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}
