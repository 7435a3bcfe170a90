/** Pages saved in a folder beside the files, frames and pictures that they link: these are their parts. */
import { makePage, type Element } from '../../crawlers/platforms/page.ts';
import { attachmentsOf, framesOf, imagesOf } from '../../crawlers/platforms/attachments.ts';
import type { PagePart, ReadableDocument } from './intake.ts';

/** Links are resolved as if the folder were a portal; what leads out of it leads to another host. */
const FOLDER = 'http://folder.invalid/';
const MOST_PARTS = 40;
const isPage = (source: string): boolean => /\.(?:[xs]?html?|aspx?|jsp|php)$/i.test(source);

/** The document with the parts that stand in its folder; itself where it was fetched from an address, or is no page. */
export function withFolderParts(document: ReadableDocument, find: (source: string) => Omit<PagePart, 'source' | 'name'> | undefined): ReadableDocument {
  const [source] = document.sources;
  if (document.parts !== undefined || source === undefined || source.includes('://') || source.includes('!/') || !isPage(source)) return document;
  const bytes = bytesOf(document);
  if (bytes === null) return document;
  const page = makePage(FOLDER + source.split('/').map(encodeURIComponent).join('/'), '', bytes);
  const body = page.$<Element, string>('body');
  const names = new Map<string, string>();
  for (const { url, name } of attachmentsOf(page)) names.set(url, name);
  for (const url of [...framesOf(page, body), ...imagesOf(page, body)]) if (!names.has(url)) names.set(url, '');
  const parts = [...names].slice(0, MOST_PARTS).flatMap(([url, name]): PagePart[] => {
    const path = url.startsWith(FOLDER) ? pathOf(url.slice(FOLDER.length)) : null;
    const found = path === null || path === source ? undefined : find(path);
    return found === undefined || found.sha256 === document.sha256 ? [] : [{ ...found, source: path!, name: name === '' ? null : name }];
  });
  return parts.length === 0 ? document : { ...document, parts };
}

/** Null for a document that is damaged or gone: that is told where it is read. */
function bytesOf(document: ReadableDocument): Uint8Array | null {
  try {
    return document.read();
  } catch {
    return null;
  }
}

function pathOf(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded.replace(/\?.*$/, ''));
  } catch {
    return null;
  }
}
