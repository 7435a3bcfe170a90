/** Opens a Word container: the parts a reader needs. */
import { Refusal } from '../../document.ts';
import { openParts } from '../ooxml.ts';
import type { ZipEntry } from '../zip.ts';

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

/**
 * @throws Refusal `truncated`, `encrypted`, `too_large` (a zip bomb), `unsafe_xml` (a DTD or entities in a part)
 */
export function openPackage(bytes: Uint8Array): WordParts {
  const { entries, part } = openParts(bytes, 'Word file');
  const main = mainDocument(entries, part);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const document = part(main)!;
  if (!/<\/[\w.-]*:?document>\s*$/.test(document.slice(-200))) {
    throw new Refusal('unreadable', 'truncated', `${main} in the Word file ends before the document does.`);
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

/** The part that the package names as its document; Word Online calls it document2.xml. */
function mainDocument(entries: readonly ZipEntry[], part: (name: string) => string | null): string {
  const named = /<Relationship\b[^<>]*\/officeDocument"[^<>]*>/.exec(part('_rels/.rels') ?? '')?.[0];
  const target = named && /\bTarget="\/?([^"]+)"/.exec(named)?.[1];
  const main = entries.find(({ name }) => name === target) ?? entries.find(({ name }) => /^word\/document\d*\.xml$/.test(name));
  if (main === undefined) throw new Refusal('unreadable', 'wrong_type', 'The container has no Word document in it.');
  return main.name;
}
