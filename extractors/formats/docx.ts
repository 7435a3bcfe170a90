/** Reads Word documents (.docx) through mammoth. */
import { strToU8, zipSync, type Zippable } from 'fflate';
import mammoth from 'mammoth';
import { Refusal, type Document, type Problem } from '../document.ts';
import { BodyWriter, skippedCell } from './docx/body.ts';
import { Numbering } from './docx/numbering.ts';
import { openPackage, type WordParts } from './docx/package.ts';
import { Styles } from './docx/styles.ts';
import { parseXml } from './docx/xml.ts';
import { readMarkup } from './html.ts';

const contentTypes =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const relationships =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

/** Headings are all that a style changes; mammoth's own table of fifty rules is asked for every paragraph. */
const styleMap = [1, 2, 3, 4, 5, 6].flatMap((level) => [`p[style-name='heading ${level}'] => h${level}:fresh`, `p[style-name='Heading ${level}'] => h${level}:fresh`]);

/**
 * Reads a Word document. Places are XPaths in the HTML that `renderDocx` gives for the same bytes.
 * Headers, footers, comments, hidden text and tracked deletions are not part of the document; insertions are.
 * @throws Refusal `truncated`, `encrypted`, `too_large`, `too_deep`, `unsafe_xml`
 */
export async function readDocx(bytes: Uint8Array): Promise<Document> {
  const parts = openPackage(bytes);
  const { html, problems } = await render(parts);
  const document = readMarkup(html, { format: 'docx', keepSpace: true, chrome: false }, problems);
  for (const block of document.blocks) {
    if (block.kind === 'grid' && block.cells.some(isSkipped)) block.cells = block.cells.filter((cell) => !isSkipped(cell));
  }
  document.meta = coreProperties(parts.core);
  document.title = document.meta['title'] ?? null;
  return document;
}

const isSkipped = ({ text }: { text: string }): boolean => text === skippedCell;

/** The HTML in which the places of `readDocx` are found, by mammoth. @throws Refusal as `readDocx` */
export async function renderDocx(bytes: Uint8Array): Promise<string> {
  return (await render(openPackage(bytes))).html;
}

async function render(parts: WordParts): Promise<{ html: string; problems: Problem[] }> {
  const writer = new BodyWriter(new Numbering(parts.numbering, parts.styles), new Styles(parts.styles), notesOf(parts));
  const files: Zippable = {
    '[Content_Types].xml': strToU8(contentTypes),
    '_rels/.rels': strToU8(relationships),
    'word/document.xml': strToU8(writer.write(parseXml(parts.document))),
  };
  if (parts.styles !== null) files['word/styles.xml'] = strToU8(parts.styles);
  if (parts.footnotes !== null) files['word/footnotes.xml'] = strToU8(parts.footnotes);
  if (parts.endnotes !== null) files['word/endnotes.xml'] = strToU8(parts.endnotes);
  const buffer = Buffer.from(zipSync(files, { level: 0 }));
  try {
    const { value, messages } = await mammoth.convertToHtml({ buffer }, { styleMap, includeDefaultStyleMap: false, includeEmbeddedStyleMap: false, externalFileAccess: false });
    return { html: value.replaceAll(/ ?<a href="#(?:foot|end)note-ref-[^"]*">↑<\/a>/g, ''), problems: [...writer.problems, ...messages.flatMap(reported)] };
  } catch (error) {
    throw new Refusal('unreadable', 'damaged', `The Word file cannot be read: ${(error as Error).message}`);
  }
}

/** The notes that the file holds, by the element that refers to them: mammoth stops at a mark of any other. */
function notesOf({ footnotes, endnotes }: WordParts): Set<string> {
  const ids = (part: string | null, kind: string): string[] => [...(part ?? '').matchAll(/<[\w.-]*:?(?:foot|end)note\s[^<>]*?\bid="([^"]*)"/g)].map(([, id]) => `w:${kind}Reference ${id}`);
  return new Set([...ids(footnotes, 'footnote'), ...ids(endnotes, 'endnote')]);
}

/** mammoth's messages about what it left out; styles that it does not know change nothing. */
function reported({ message }: { message: string }): Problem[] {
  return /style/i.test(message) ? [] : [{ code: 'docx_reader', message }];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** `title`, `creator`, `lastModifiedBy`, `created`, `modified` … as the file states them. */
function coreProperties(core: string | null): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const [, name, text] of core?.matchAll(/<(?:dc|cp|dcterms):(\w+)(?:\s[^<>]*)?>([^<]+)</g) ?? []) {
    properties[name!] = text!.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => entities[entity]!).trim();
  }
  return properties;
}
