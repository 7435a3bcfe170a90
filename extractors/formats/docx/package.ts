/** Opens a Word container: the parts a reader needs, within limits and free of entity tricks. */
import { Refusal } from '../../document.ts';
import { unzipEntry, zipEntries, type ZipEntry } from '../zip.ts';

/** XML parts by what they are for; absent ones are null. All are UTF-8 text without a DTD. */
export interface WordParts {
  document: string;
  styles: string | null;
  numbering: string | null;
  footnotes: string | null;
  endnotes: string | null;
  /** docProps/core.xml: title, creator, dates. */
  core: string | null;
}

/** One part: a long report's document.xml has 2 MB. */
const maxPart = 64 * 1024 * 1024;
/** All parts of the container together, also those that are not read. */
const maxTotal = 200 * 1024 * 1024;
/** Deflate reaches about 1,030 : 1, on endless repetition; Word's own XML stays below 60 : 1. */
const maxRatio = 300;

/**
 * @throws Refusal `truncated`, `encrypted`, `too_large` (a zip bomb), `unsafe_xml` (a DTD or entities in a part)
 */
export function openPackage(bytes: Uint8Array): WordParts {
  const entries = zipEntries(bytes);
  if (entries === null) throw new Refusal('unreadable', 'truncated', 'The Word file is cut off: its zip directory is missing.');
  checkSizes(entries);
  const main = mainDocument(bytes, entries);
  const folder = main.name.slice(0, main.name.lastIndexOf('/') + 1);
  const part = (name: string): string | null => {
    const entry = entries.find((candidate) => candidate.name === name);
    return entry === undefined ? null : readXml(bytes, entry);
  };
  const document = readXml(bytes, main);
  if (!/<\/[\w.-]*:?document>\s*$/.test(document.slice(-200))) {
    throw new Refusal('unreadable', 'truncated', `${main.name} in the Word file ends before the document does.`);
  }
  return {
    document,
    styles: part(`${folder}styles.xml`),
    numbering: part(`${folder}numbering.xml`),
    footnotes: part(`${folder}footnotes.xml`),
    endnotes: part(`${folder}endnotes.xml`),
    core: part('docProps/core.xml'),
  };
}

function checkSizes(entries: readonly ZipEntry[]): void {
  let total = 0;
  for (const { name, size, originalSize } of entries) {
    total += originalSize;
    if (originalSize > maxPart && originalSize > size * 20) throw bomb(`${name} expands to ${originalSize} bytes`);
    if (originalSize > 1024 * 1024 && originalSize > size * maxRatio) throw bomb(`${name} expands ${Math.round(originalSize / size)}-fold`);
  }
  if (total > maxTotal) throw bomb(`its parts expand to ${total} bytes`);
}

/** The part that the package names as its document; Word Online calls it document2.xml. */
function mainDocument(bytes: Uint8Array, entries: readonly ZipEntry[]): ZipEntry {
  const relationships = entries.find(({ name }) => name === '_rels/.rels');
  const named = relationships && /<Relationship\b[^<>]*\/officeDocument"[^<>]*>/.exec(readXml(bytes, relationships))?.[0];
  const target = named && /\bTarget="\/?([^"]+)"/.exec(named)?.[1];
  const main = entries.find(({ name }) => name === target) ?? entries.find(({ name }) => /^word\/document\d*\.xml$/.test(name));
  if (main === undefined) throw new Refusal('unreadable', 'wrong_type', 'The container has no Word document in it.');
  return main;
}

function readXml(bytes: Uint8Array, entry: ZipEntry): string {
  if (entry.originalSize > maxPart) throw bomb(`${entry.name} expands to ${entry.originalSize} bytes`);
  const content = unzipEntry(bytes, entry);
  const wide = (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff);
  const text = wide ? new TextDecoder(content[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(content) : content.toString('utf8');
  // OOXML parts never carry a DTD (ECMA-376 part 2, 8.1.4); one is an entity bomb or a fetch from somewhere.
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) {
    throw new Refusal('unreadable', 'unsafe_xml', `${entry.name} in the Word file declares a DTD or entities; Word never writes these, and they are not expanded.`);
  }
  return text;
}

function bomb(what: string): Refusal {
  return new Refusal('unreadable', 'too_large', `The Word file is not unpacked: ${what} (a zip bomb).`);
}
