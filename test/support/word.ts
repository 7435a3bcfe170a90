/** Word files by hand, for what the `docx` package cannot express. */
import { strToU8, zipSync, type Zippable } from 'fflate';

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';

export interface WordParts {
  /** Content of `w:numbering`, `w:styles`, `w:footnotes`. */
  numbering?: string;
  styles?: string;
  footnotes?: string;
  /** The whole of docProps/core.xml. */
  core?: string;
  /** Further files of the container. */
  files?: Zippable;
  /** Replaces the whole of word/document.xml. */
  document?: string;
}

/** A Word file with this content of `w:body`. */
export function wordFile(body: string, parts: WordParts = {}): Uint8Array {
  const files: Zippable = {
    '[Content_Types].xml': strToU8(
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${officeDocument}" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(parts.document ?? `${head}<w:document ${namespaces}><w:body>${body}<w:sectPr/></w:body></w:document>`),
    ...parts.files,
  };
  for (const name of ['numbering', 'styles', 'footnotes'] as const) {
    const content = parts[name];
    if (content !== undefined) files[`word/${name}.xml`] = strToU8(`${head}<w:${name} ${namespaces}>${content}</w:${name}>`);
  }
  if (parts.core !== undefined) files['docProps/core.xml'] = strToU8(head + parts.core);
  return zipSync(files);
}

/** A run of text; `properties` is the content of its `w:rPr`. */
export const run = (text: string, properties = ''): string => `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
/** A paragraph of runs; `properties` is the content of its `w:pPr`. */
export const paragraph = (runs: string, properties = ''): string => `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
/** A cell; bare text becomes a paragraph. */
export const cell = (content: string, properties = ''): string =>
  `<w:tc>${properties === '' ? '' : `<w:tcPr>${properties}</w:tcPr>`}${content.startsWith('<w:p') || content.startsWith('<w:tbl') ? content : paragraph(run(content))}</w:tc>`;
export const row = (cells: readonly string[], properties = ''): string => `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells.join('')}</w:tr>`;
export const table = (...rows: string[]): string => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;

/** A text box as Word writes it: DrawingML, and VML for older programs; each rendition can be left out. */
export function textBox(text: string, options: { floating: boolean; modern?: boolean; fallback?: boolean }): string {
  const { floating, modern = true, fallback = true } = options;
  const content = `<w:txbxContent>${paragraph(run(text))}</w:txbxContent>`;
  const place = floating ? 'anchor' : 'inline';
  const style = floating ? 'position:absolute;left:10pt;top:2pt;width:55pt;height:22pt' : 'width:55pt;height:22pt';
  const choice = modern ? `<mc:Choice Requires="wps"><w:drawing><wp:${place}><a:graphic><a:graphicData><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:${place}></w:drawing></mc:Choice>` : '';
  const old = fallback ? `<mc:Fallback><w:pict><v:shape style="${style}"><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback>` : '';
  return `<w:r><mc:AlternateContent>${choice}${old}</mc:AlternateContent></w:r>`;
}
