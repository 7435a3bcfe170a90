/**
 * Reads Word 97–2003 documents (.doc, and .wps of WPS Office, which is the same format). Tables are read from the file's own definitions of
 * rows and cells: libraries that give its text lose where a wide row ends and which cells are merged.
 */
import type { Document } from '../document.ts';
import { openWord } from './doc/fib.ts';
import { paragraphsOf } from './doc/paragraphs.ts';
import { openCompound } from './ole.ts';
import { markupOf } from './word/markup.ts';
import { readWordMarkup } from './word/read.ts';

/**
 * Reads a Word 97 document. Places are XPaths in the HTML that `renderDoc` gives for the same bytes. Footnotes, headers, footers and text boxes,
 * hidden text and tracked deletions are not part of the document.
 * @throws Refusal `truncated`, `encrypted`, `too_large`, `wrong_type` (Word 95 and older)
 */
export const readDoc = (bytes: Uint8Array): Document => readWordMarkup(renderDoc(bytes), 'doc');

/** The HTML in which the places of `readDoc` are found. @throws Refusal as `readDoc` */
export const renderDoc = (bytes: Uint8Array): string => markupOf(paragraphsOf(openWord(openCompound(bytes))));
