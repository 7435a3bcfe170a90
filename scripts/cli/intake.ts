/** Takes a folder of documents in: every file, in the order of its name, into the archive. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Archive, ArchivedDocument } from '../../crawlers/archive.ts';
import { EXIT } from './exit.ts';
import { Failure } from './failure.ts';
import { withFolderParts } from './folder-parts.ts';

/** A document that can be read: known by its hash, its bytes fetched when they are needed. */
export interface ReadableDocument {
  sha256: string;
  byteLength: number;
  /** Addresses first, then file names. */
  sources: readonly string[];
  /** Names that portals gave it, the first one first. */
  names?: readonly { name: string; day: string | null }[];
  /** Each time a source came to show it, where an archive knows the day. */
  appearances?: readonly { source: string; day: string | null }[];
  /** Of a page: what it shows or offers beside its text, in that order. */
  parts?: readonly PagePart[];
  read(): Uint8Array;
}

/** A file, frame or picture of a page, at the address under which the page knows it. */
export interface PagePart {
  sha256: string;
  byteLength: number;
  source: string;
  name: string | null;
  read(): Uint8Array;
}

/** Where a document was found and what it was called there, as the database keeps it. */
export const foundAt = ({ sources, names = [], appearances }: ReadableDocument): (string | { source: string; firstSeen: string })[] => {
  const places = appearances ?? sources.map((source) => ({ source, day: null }));
  return [...places, ...names.map(({ name, day }) => ({ source: name, day }))].map(({ source, day }) => (day === null ? source : { source, firstSeen: day }));
};

/** A file that could not be taken in, and why. */
export interface Unreadable {
  source: string;
  error: unknown;
}

/** Above this a file is copied in pieces rather than held in memory. */
const WHOLE = 64 << 20;

/** Files under `dir`, as paths relative to it with `/`, sorted. Hidden ones and those under `except` are left out. */
export function filesOf(dir: string, except: readonly string[] = []): string[] {
  if (!statSync(dir).isDirectory()) throw new Failure(EXIT.missing, `${dir} is a file; give a folder, or use --file for one document`);
  const files: string[] = [];
  const left = new Set(except.map((path) => resolve(path)));
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || left.has(resolve(path))) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile())) files.push(path);
    }
  };
  walk(dir);
  return files.map((path) => relative(dir, path).replaceAll('\\', '/')).sort();
}

/** Puts one file of `dir` into the archive. A file that cannot be read is an answer; an archive that cannot be written throws. */
export function takeIn(archive: Archive, dir: string, source: string): { sha256: string; isNew: boolean } | Unreadable {
  const path = join(dir, source);
  let bytes: Uint8Array | null;
  try {
    bytes = statSync(path).size > WHOLE ? null : readFileSync(path);
  } catch (error) {
    return { source, error };
  }
  return bytes === null ? archive.putFile(path, { source }) : archive.put(bytes, { source });
}

/** As `takeIn`, but nothing is written anywhere. */
export function lookAt(dir: string, source: string): ReadableDocument | Unreadable {
  const path = join(dir, source);
  try {
    const bytes = readFileSync(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { sha256, byteLength: bytes.byteLength, sources: [source], read: () => readFileSync(path) };
  } catch (error) {
    return { source, error };
  }
}

/** A page of a folder with the parts that were taken in with it. */
export const beside = (archive: Archive, document: ReadableDocument): ReadableDocument =>
  withFolderParts(document, (source) => {
    const found = archive.taken(source);
    return found && { sha256: found.sha256, byteLength: found.bytes, read: () => archive.get(found.sha256) };
  });

/** A document of the archive, ready to be read. Throws Failure `notStored`. */
export function fromArchive(archive: Archive, sha256: string): ReadableDocument {
  const found = archive.find(sha256);
  if (!found) throw new Failure(EXIT.notStored, `the archive ${archive.dir} has no document ${sha256}; take it in with extract --from DIR`);
  return readable(archive, found);
}

export const readable = (archive: Archive, { sha256, bytes, sources, names, appearances, parts }: ArchivedDocument): ReadableDocument => ({
  sha256, byteLength: bytes, sources, names, appearances, read: () => archive.get(sha256),
  ...(parts.length > 0 && { parts: parts.map(({ sha256: part, bytes: byteLength, source, name }) => ({ sha256: part, byteLength, source, name, read: () => archive.get(part) })) }),
});
