/** What a page holds but does not show. Style sheets are not evaluated: only what the element itself says. */
import type { Element } from './dom.ts';

/** Word writes comments, headers and footers of the document into elements marked by `mso-element`. */
const hiddenStyle = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*(?:comment|header|footer)/i;

export function isHidden(element: Element): boolean {
  const { style, hidden } = element.attribs;
  return hidden !== undefined || (style !== undefined && hiddenStyle.test(style));
}

/** Whether a source can hold hidden elements at all: saves asking every element of a page that has none. */
export function mayHide(source: string): boolean {
  return /hidden|none|mso-(?:hide|element)/i.test(source);
}
