/** How a number in a workbook is printed: its number format decides, not the number alone. */
import SSF from 'ssf';

/** Formats that a workbook need not define (ECMA-376 part 1, 18.8.30), under their number; others by their text. */
export type NumberFormat = number | string;

/** Stands for what the workbook prints and its file does not say. */
export const UNKNOWN = '\ufffd';

/** Parts of a format that stand for themselves or for nothing, and signs beyond ASCII, which all programs print as they are. */
const PARTS = /"[^"]*"|[\\_!].|\*.|\[[^\]]*\]|G\/通用格式|[^\x00-\x7f]+/gsu;
/** `[$-804]` names a language; the bits above it name digits of another writing, as DBNum does. */
const LANGUAGE = /^\[\$-([0-9a-f]+)\]$/i;

/** No program writes a longer one; the library takes seconds over some that are. */
const LONGEST = 255;

/** The format in the words that the library knows; null where it prints digits that are not known. */
function prepared(format: string): string | null {
  if (format.length > LONGEST) return null;
  let isKnown = true;
  const text = format.replaceAll(PARTS, (part) => {
    const language = LANGUAGE.exec(part);
    if (/^\[DBNum/i.test(part) || (language !== null && Number.parseInt(language[1]!, 16) > 0xffffff) || /^\*[^ ]/.test(part)) isKnown = false;
    if (language !== null) return '';
    if (part === 'G/通用格式') return 'General';
    return part.charCodeAt(0) > 0x7f ? `"${part}"` : part;
  });
  return isKnown ? text : null;
}

/** A number as it is printed. */
export function printed(value: number, format: NumberFormat, date1904: boolean): string {
  const known = typeof format === 'number' ? format : prepared(format);
  if (known === null) return UNKNOWN;
  try {
    // The library prints General alone and drops what stands beside it: 3件 would be 3.
    if (typeof known === 'string' && sectionsOf(known).some((section) => /General./is.test(section))) {
      return sectionsOf(known).length === 1 ? words(known.replace(/General/i, '@'), SSF.format('General', value)).trim() : UNKNOWN;
    }
    return SSF.format(known, value, { date1904 }).trim();
  } catch {
    return UNKNOWN;
  }
}

const sectionsOf = (format: string): string[] => {
  const covered = format.replaceAll(/"[^"]*"|[\\_!*].|\[[^\]]*\]/gs, (part) => '\0'.repeat(part.length));
  let from = 0;
  return covered.split(';').map((section) => format.slice(from, (from += section.length + 1) - 1));
};

/** A section of a format with the text in the place of @. */
const words = (section: string, text: string): string =>
  section.replaceAll(/"([^"]*)"|[\\!](.)|[_*].|\[[^\]]*\]|(@)/gs, (_, quoted?: string, escaped?: string, at?: string) => (at === undefined ? (quoted ?? escaped ?? '') : text));

/** A text as it is printed: a format of four sections, or one whose last holds @, says what becomes of texts. */
export function printedText(text: string, format: NumberFormat): string {
  if (typeof format === 'number') return text;
  const sections = sectionsOf(format);
  const last = sections.at(-1)!;
  const section = sections[3] ?? (last.replaceAll(/"[^"]*"|[\\_!*]./gs, '').includes('@') ? last : null);
  if (section === null || text === '') return text;
  const known = prepared(section);
  return known === null ? UNKNOWN : words(known, text);
}

/** Whether a format leaves the number of decimals to the width of the column. */
export const isGeneral = (format: NumberFormat): boolean => format === 0 || /^(?:General|G\/通用格式)$/i.test(String(format));
