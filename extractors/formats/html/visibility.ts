/** What a page holds but does not show. Style sheets are not evaluated: only what the element itself says. */
import { attribute, type Element } from './dom.ts';

/** Word writes comments, headers and footers of the document into elements marked by `mso-element`. */
const hiddenStyle = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*(?:comment|header|footer)/i;
const hiding = new RegExp(`${hiddenStyle.source}|\\shidden(?=[\\s=/>])`, 'gi');

export type HiddenTest = (element: Element) => boolean;

/**
 * How to tell hidden elements of a page, or null when nothing in its source hides one. The parser hands attribute values
 * over as ropes; to read them all costs as much as the whole walk (Word's export puts a long style on every span), so only
 * elements of a name that is hidden somewhere are asked, and only styles as long as one that hides are read.
 */
export function hiddenTest(source: string): HiddenTest | null {
  const names: string[] = [];
  const lengths = new Set<number>();
  let anyLength = false;
  let byAttribute = false;
  let matches = 0;
  for (const { 0: match, index } of source.matchAll(hiding)) {
    if (++matches > 5000) return isHidden;
    const name = tagAround(source, index);
    if (name === null) continue;
    if (/^\s/.test(match)) byAttribute = true;
    else {
      const value = attributeValue(source, index);
      if (value === null) continue;
      lengths.add(value.length);
      // A character reference is shorter once it is read.
      if (value.includes('&') || value.includes('\r')) anyLength = true;
    }
    if (!names.includes(name)) names.push(name);
  }
  if (names.length === 0) return null;
  return (element) => {
    if (!names.includes(element.name)) return false;
    if (byAttribute && attribute(element, 'hidden') !== undefined) return true;
    const style = attribute(element, 'style');
    return style !== undefined && (anyLength || lengths.has(style.length)) && hiddenStyle.test(style);
  };
}

function isHidden(element: Element): boolean {
  return attribute(element, 'hidden') !== undefined || hiddenStyle.test(attribute(element, 'style') ?? '');
}

/** Name of the tag that position `at` stands in; null when it stands elsewhere (a style sheet, a script, text). */
function tagAround(source: string, at: number): string | null {
  const open = source.lastIndexOf('<', at);
  const name = /^<([a-z][^\s/>]*)/i.exec(source.slice(open, open + 60))?.[1];
  return name === undefined ? null : name.toLowerCase();
}

/** The value of the style attribute that position `at` stands in; null when it stands in none. */
function attributeValue(source: string, at: number): string | null {
  const before = source.slice(Math.max(0, at - 2000), at);
  const opening = /\bstyle\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]*))$/i.exec(before);
  if (opening === null) return null;
  const start = opening[1] ?? opening[2] ?? opening[3] ?? '';
  const end = opening[1] !== undefined ? '"' : opening[2] !== undefined ? "'" : /[\s>]/;
  const rest = source.slice(at, at + 2000);
  const stop = rest.search(end);
  return start + (stop < 0 ? rest : rest.slice(0, stop));
}
