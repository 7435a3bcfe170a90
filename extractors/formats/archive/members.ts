/** The files in a ZIP archive, within limits, by their names in UTF-8 or GBK. */
import { isUtf8 } from 'node:buffer';
import { Refusal } from '../../document.ts';
import { declaredEntries, unzipEntry, zipEntries, type ZipEntry } from '../zip.ts';

/** One file of an archive: its bytes, or why they cannot be had. */
export type Member = { name: string; size: number } & ({ bytes: Uint8Array } | { refusal: Refusal });

/** More files than anybody attaches to a report. */
const MAX_MEMBERS = 50;
const MAX_MEMBER = 64 << 20;
const MAX_TOTAL = 200 << 20;
/** Of unpacked to packed; documents stay below 60 : 1, deflate reaches 1,030 : 1 on endless repetition. */
const MAX_RATIO = 300;
/** Small files may be mere repetition. */
const RATIO_MATTERS = 1 << 20;
/** Archives in archives are opened down to this depth; 1 is the outermost. */
export const MAX_DEPTH = 2;

/** Zip flags (APPNOTE.TXT, 4.4.4): bit 11, the name is UTF-8. */
const UTF8_NAME = 0x0800;
/** What macOS, Windows and editors leave beside the files that people put in. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)/i;

/**
 * The members in the order of the archive's directory. Folders and what systems leave beside files are none.
 * @throws Refusal for the archive as a whole: `truncated`, `too_large` (too many files, or too much in them), `empty`
 */
export function membersOf(bytes: Uint8Array): Member[] {
  const entries = zipEntries(bytes);
  const declared = declaredEntries(bytes);
  if (entries === null || declared === null) throw new Refusal('unreadable', 'truncated', 'The ZIP archive is cut off: its directory is missing.');
  if (entries.length < declared) throw new Refusal('unreadable', 'truncated', `The ZIP archive is damaged: its directory names ${entries.length} of the ${declared} files that it has.`);
  const files = entries.map((entry) => ({ entry, name: nameOf(entry) })).filter(({ name }) => !name.endsWith('/') && !LITTER.test(name));
  if (files.length === 0) throw new Refusal('unreadable', 'empty', 'The ZIP archive holds no file.');
  if (files.length > MAX_MEMBERS) throw tooLarge(`it holds ${files.length} files, more than the ${MAX_MEMBERS} that are unpacked`);
  const total = files.reduce((sum, { entry }) => sum + entry.originalSize, 0);
  if (total > MAX_TOTAL) throw tooLarge(`its files expand to ${total} bytes, more than the ${MAX_TOTAL} that are unpacked`);
  const taken = new Set<string>();
  return files.map(({ entry, name }) => {
    const own = unused(name, taken);
    taken.add(own);
    const about = { name: own, size: entry.originalSize };
    try {
      return { ...about, bytes: contentOf(bytes, entry) };
    } catch (error) {
      if (error instanceof Refusal) return { ...about, refusal: error };
      throw error;
    }
  });
}

function contentOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const { size, originalSize } = entry;
  if (originalSize > MAX_MEMBER) throw tooLarge(`the file expands to ${originalSize} bytes, more than the ${MAX_MEMBER} that are read`);
  if (originalSize > RATIO_MATTERS && originalSize > size * MAX_RATIO) throw tooLarge(`the file expands ${Math.round(originalSize / Math.max(size, 1))}-fold (a zip bomb)`);
  return new Uint8Array(unzipEntry(bytes, entry));
}

/** Programs in China write names in the code page of their Windows unless they set the flag; some write UTF-8 and do not say so. */
function nameOf({ nameBytes, flags }: ZipEntry): string {
  const utf8 = (flags & UTF8_NAME) !== 0 || isUtf8(nameBytes);
  const name = new TextDecoder(utf8 ? 'utf-8' : 'gb18030').decode(nameBytes).replaceAll('\\', '/');
  return [...name].map((char) => (char < ' ' || char === '\x7f' ? ' ' : char)).join('').replace(/^(?:\.{0,2}\/)+/, '');
}

/** A second file of the same name is told apart by its number. */
function unused(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name} (${count})`)) count++;
  return `${name} (${count})`;
}

const tooLarge = (how: string): Refusal => new Refusal('unreadable', 'too_large', `The ZIP archive is not unpacked: ${how}.`);
