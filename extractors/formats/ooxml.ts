/** Opens containers of Office documents: XML parts within limits and free of entity tricks. */
import { Refusal } from '../document.ts';
import { unzipEntry, zipEntries, type ZipEntry } from './zip.ts';

/** One part: a long report's document.xml has 2 MB. */
const maxPart = 64 * 1024 * 1024;
/** All parts of the container together, also those that are not read. */
const maxTotal = 200 * 1024 * 1024;
/** Deflate reaches about 1,030 : 1, on endless repetition; Word's own XML stays below 60 : 1. */
const maxRatio = 300;

export interface Parts {
  entries: readonly ZipEntry[];
  /** The text of an XML part; null where there is none of that name. */
  part: (name: string) => string | null;
}

/**
 * The parts of the container.
 * @param what the kind of file, for messages: `Word file`, `workbook`
 * @throws Refusal `truncated`, `encrypted`, `too_large` (a zip bomb), `unsafe_xml` (a DTD or entities in a part)
 */
export function openParts(bytes: Uint8Array, what: string): Parts {
  const entries = zipEntries(bytes);
  if (entries === null) throw new Refusal('unreadable', 'truncated', `The ${what} is cut off: its zip directory is missing.`);
  checkSizes(entries, what);
  const part = (name: string): string | null => {
    const entry = entries.find((candidate) => candidate.name === name);
    return entry === undefined ? null : readXml(bytes, entry, what);
  };
  return { entries, part };
}

function checkSizes(entries: readonly ZipEntry[], what: string): void {
  let total = 0;
  for (const { name, size, originalSize } of entries) {
    total += originalSize;
    if (originalSize > maxPart && originalSize > size * 20) throw bomb(what, `${name} expands to ${originalSize} bytes`);
    if (originalSize > 1024 * 1024 && originalSize > size * maxRatio) throw bomb(what, `${name} expands ${Math.round(originalSize / size)}-fold`);
  }
  if (total > maxTotal) throw bomb(what, `its parts expand to ${total} bytes`);
}

function readXml(bytes: Uint8Array, entry: ZipEntry, what: string): string {
  if (entry.originalSize > maxPart) throw bomb(what, `${entry.name} expands to ${entry.originalSize} bytes`);
  const content = unzipEntry(bytes, entry);
  const wide = (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff);
  const text = wide ? new TextDecoder(content[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(content) : content.toString('utf8');
  // OOXML parts never carry a DTD (ECMA-376 part 2, 8.1.4); one is an entity bomb or a fetch from somewhere.
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) {
    throw new Refusal('unreadable', 'unsafe_xml', `${entry.name} in the ${what} declares a DTD or entities; Office programs never write these, and they are not expanded.`);
  }
  return text;
}

function bomb(what: string, how: string): Refusal {
  return new Refusal('unreadable', 'too_large', `The ${what} is not unpacked: ${how} (a zip bomb).`);
}
