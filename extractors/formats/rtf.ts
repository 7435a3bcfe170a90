/** Reads Rich Text Format: what older word processors exchange, and what some portals offer under the name .doc. */
import { Refusal, type Document, type Problem } from '../document.ts';
import { cutOff, paragraphsOf } from './rtf/paragraphs.ts';
import { markupOf } from './word/markup.ts';
import { readWordMarkup } from './word/read.ts';

/**
 * Reads an RTF document. Places are XPaths in the HTML that `renderRtf` gives for the same bytes. Footnotes, headers, footers, hidden text and
 * tracked deletions are not part of the document.
 * @throws Refusal `truncated`, `too_deep`
 */
export function readRtf(bytes: Uint8Array): Document {
  const problems: Problem[] = [];
  return readWordMarkup(markup(bytes, problems), 'rtf', problems);
}

/** The HTML in which the places of `readRtf` are found. @throws Refusal as `readRtf` */
export const renderRtf = (bytes: Uint8Array): string => markup(bytes, []);

function markup(bytes: Uint8Array, problems: Problem[]): string {
  if (bytes.lastIndexOf(0x7d) < bytes.length - 64) throw cutOff();
  try {
    return markupOf(paragraphsOf(bytes, problems), problems);
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('unreadable', 'too_deep', `The RTF file is not read: ${error.message}.`);
    throw error;
  }
}
