/** The parts of a Word file: runs, paragraphs, text boxes, and the package around the body. */
import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';

export const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const RUN_STYLE = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman"/><w:sz w:val="21"/></w:rPr>';

/** A run; with `hyphens`, a minus is the word processor's non-breaking hyphen. */
export function run(text: string, hyphens = false): string {
  const pieces = hyphens ? text.split('-') : [text];
  const inner = pieces.map((piece) => (piece === '' ? '' : `<w:t xml:space="preserve">${escapeXml(piece)}</w:t>`)).join('<w:noBreakHyphen/>');
  return `<w:r>${RUN_STYLE}${inner}</w:r>`;
}

export const lineBreak = '<w:r><w:br/></w:r>';

export function paragraph(runs: string, options: { align?: 'center' | 'left'; style?: string; numbering?: number } = {}): string {
  const numbering = options.numbering === undefined ? '' : `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${options.numbering}"/></w:numPr>`;
  const style = options.style ? `<w:pStyle w:val="${options.style}"/>` : '';
  return `<w:p><w:pPr>${style}${numbering}<w:jc w:val="${options.align ?? 'left'}"/></w:pPr>${runs}</w:p>`;
}

const REVISION = 'w:author="office" w:date="2021-01-20T09:00:00Z"';

/** What a tracked change shows once accepted is `after`. */
export const changed = (before: string, after: string, id: number): string =>
  `<w:del w:id="${id}" ${REVISION}><w:r><w:delText xml:space="preserve">${escapeXml(before)}</w:delText></w:r></w:del>` +
  `<w:ins w:id="${id + 1}" ${REVISION}>${run(after)}</w:ins>`;

/** A text box as Word writes it: once as DrawingML, once more as VML for older programs. */
export function textBox(text: string, id: number): string {
  const content = `<w:txbxContent><w:p>${run(text)}</w:p></w:txbxContent>`;
  const drawing =
    `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="700000" cy="280000"/><wp:docPr id="${id}" name="文本框 ${id}"/>` +
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>' +
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="700000" cy="280000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>' +
    `<wps:txbx>${content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>`;
  const fallback = `<w:pict><v:shape id="_x0000_s${1000 + id}" type="#_x0000_t202" style="width:55pt;height:22pt"><v:textbox>${content}</v:textbox></v:shape></w:pict>`;
  return `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent></w:r>`;
}

const NAMESPACES = [
  ['w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'],
  ['r', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'],
  ['wp', 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'],
  ['a', 'http://schemas.openxmlformats.org/drawingml/2006/main'],
  ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
  ['mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'],
  ['v', 'urn:schemas-microsoft-com:vml'],
].map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`).join(' ');

export interface Page {
  /** In twentieths of a point. */
  width: number;
  height: number;
  margin: number;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const OFFICE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Numbering texts such as `%1.`, one list each; list n of the document has `numId` n + 1. */
function numbering(lists: readonly string[]): string {
  const abstracts = lists.map((text, i) =>
    `<w:abstractNum w:abstractNumId="${i}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>` +
    `<w:suff w:val="nothing"/><w:lvlText w:val="${escapeXml(text)}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>`);
  const numbers = lists.map((_, i) => `<w:num w:numId="${i + 1}"><w:abstractNumId w:val="${i}"/></w:num>`);
  return `${XML}<w:numbering ${NAMESPACES}>${abstracts.join('')}${numbers.join('')}</w:numbering>`;
}

/** The finished package. */
export function packDocument(body: string, page: Page, lists: readonly string[], title: string): Uint8Array {
  const section =
    `<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="${page.width}" w:h="${page.height}"/>` +
    `<w:pgMar w:top="${page.margin}" w:right="${page.margin}" w:bottom="${page.margin}" w:left="${page.margin}" w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>`;
  const styles =
    `${XML}<w:styles ${NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>` +
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>';
  const footer = `${XML}<w:ftr ${NAMESPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${run('- ')}<w:fldSimple w:instr=" PAGE ">${run('1')}</w:fldSimple>${run(' -')}</w:p></w:ftr>`;
  const files: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${OFFICE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${OFFICE}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${OFFICE}.numbering+xml"/><Override PartName="/word/footer1.xml" ContentType="${OFFICE}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title></cp:coreProperties>`,
    'word/_rels/document.xml.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${RELATIONS}/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="${RELATIONS}/footer" Target="footer1.xml"/></Relationships>`,
    'word/document.xml': `${XML}<w:document ${NAMESPACES} mc:Ignorable="wps"><w:body>${body}${section}</w:body></w:document>`,
    'word/styles.xml': styles,
    'word/numbering.xml': numbering(lists),
    'word/footer1.xml': footer,
  };
  const entries: Zippable = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  return zipSync(entries, { level: 6, mtime: new Date(2021, 0, 1, 12) });
}
