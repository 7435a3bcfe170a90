/** An archived page as it is shown beside the tables: harmless, every cell with an anchor, a frame where a check failed, and a link back. */
import type { Mark } from './marks.ts';
import { disarm, parsePage, type Element } from './harmless.ts';
import { escaped } from './markup.ts';
import { Paths } from './paths.ts';

/** Where a click on a mark leads; null where it leads nowhere. */
export type LinkOf = (mark: Mark) => string | null;

const RULES = `
[id^="gk-"]{scroll-margin:20vh 4rem}
a.gk-link{color:inherit!important;text-decoration:none!important;cursor:pointer}
a.gk-link:empty{display:inline-block;min-width:1.5em;min-height:1em}
a.gk-link:hover{background:#eef3fb!important}
.gk-head{outline:3px solid #a3211f!important;outline-offset:-1px}
.gk-part{outline:2px dashed #a3211f!important;outline-offset:-1px}
:target{outline:4px solid #1d4f8f!important;outline-offset:-1px;background:#fff2c6!important;box-shadow:0 0 0 3px #fff!important;visibility:visible!important;opacity:1!important}
.gk-head:target{outline:3px solid #a3211f!important;box-shadow:inset 0 0 0 4px #1d4f8f!important}`;
const WORD = 'body{font:15px/1.6 "Noto Serif CJK SC",SimSun,serif;margin:1rem;color:#1c1b1a;background:#fff}table{border-collapse:collapse;margin:.75rem 0}td,th{border:1px solid #8b857d;padding:.15rem .4rem;vertical-align:top}td p{margin:0}';
const TEXT = 'body{margin:0;color:#1c1b1a;background:#fff}ol{font:14px/1.7 ui-monospace,"Noto Sans Mono CJK SC",monospace;margin:0;padding:.5rem 1rem .5rem 4.5rem}li{white-space:pre-wrap;overflow-wrap:anywhere;tab-size:6}li::marker{color:#5b5753}a.gk-link:empty{min-width:.8em;border-bottom:1px dotted #5b5753;vertical-align:baseline}a.gk-link{border-radius:2px}';

/** What holds only rows and cells cannot hold a box. */
const ROWS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'ul', 'ol']);

/** A page, or a document of another format read as one: `word` gives that the look of paper. */
export function outlinedPage(source: string, marks: readonly Mark[], linkOf: LinkOf, word: boolean): string {
  const page = parsePage(source);
  const paths = new Paths(page);
  const places = marks.flatMap((mark): [Mark, Element][] => {
    const element = mark.place.path === undefined ? null : paths.find(mark.place.path);
    return element === null ? [] : [[mark, element]];
  });
  disarm(page);
  const inner = (element: Element, open: string, attributes: Record<string, string>): Element => {
    const box = page(`<${open}></${open}>`).attr(attributes);
    box.append(page(element).contents());
    page(element).append(box);
    return box[0] as unknown as Element;
  };
  for (const [mark, element] of places) {
    const link = mark.chooses === null || element.name === 'body' ? null : linkOf(mark);
    let marked = element;
    if (element.attribs['id'] !== undefined && ROWS.has(element.name)) continue;
    if (element.attribs['id'] !== undefined) marked = inner(element, 'span', { id: mark.anchor });
    else element.attribs['id'] = mark.anchor;
    if (mark.outline !== null) marked.attribs['class'] = `${marked.attribs['class'] ?? ''} gk-${mark.outline}`.trim();
    if (link !== null) inner(marked, 'a', { class: 'gk-link', href: link, target: '_top', tabindex: '-1' });
  }
  page('head').prepend('<meta charset="utf-8">').append(`<style>${word ? WORD : ''}${RULES}</style>`);
  return page.html();
}

/** A plain text, line by line. */
export function outlinedText(text: string, marks: readonly Mark[], linkOf: LinkOf): string {
  const byLine = new Map<number, Mark[]>();
  for (const mark of marks) if (mark.place.line !== undefined) byLine.set(mark.place.line, [...(byLine.get(mark.place.line) ?? []), mark]);
  const lines = text.split(/\r\n|\n|\r/).map((line, at) => outlinedLine(line, byLine.get(at + 1) ?? [], linkOf));
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>${TEXT}${RULES}</style></head><body><ol>${lines.join('\n')}</ol></body></html>`;
}

/** Cells stand side by side in a line; whatever else is marked is the line around them. */
function outlinedLine(line: string, marks: readonly Mark[], linkOf: LinkOf): string {
  const cells = marks.filter(({ place, anchor }) => place.start !== undefined && anchor.startsWith('gk-t')).sort((a, b) => a.place.start! - b.place.start! || a.place.end! - b.place.end!);
  const around: Mark[] = marks.filter((mark) => !cells.includes(mark));
  let html = '';
  let at = 0;
  for (const mark of cells) {
    const { start = 0, end = start } = mark.place;
    if (start < at) {
      around.push(mark);
      continue;
    }
    const link = mark.chooses === null ? null : linkOf(mark);
    const attributes = `id="${escaped(mark.anchor)}" class="gk-link${mark.outline === null ? '' : ` gk-${mark.outline}`}"`;
    html += `${escaped(line.slice(at, start))}<a ${attributes}${link === null ? '' : ` href="${escaped(link)}" target="_top" tabindex="-1"`}>${escaped(line.slice(start, end))}</a>`;
    at = end;
  }
  html += escaped(line.slice(at));
  return `<li>${around.reduce((inside, mark) => `<span id="${escaped(mark.anchor)}"${mark.outline === null ? '' : ` class="gk-${mark.outline}"`}>${inside}</span>`, html)}</li>`;
}

