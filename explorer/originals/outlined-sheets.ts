/** Pages of an original one below the other, drawn here, with the places of their cells outlined upon them. */
import type { Mark } from './marks.ts';
import { escaped } from './markup.ts';
import type { LinkOf } from './outlined.ts';
import { plainJpeg, plainPng } from './picture.ts';
import { printed, round } from './print.ts';
import type { Sheet } from './sheet.ts';

/** Larger than the largest paper (A0 has 2384 × 3370 points): of such a page only as much is shown as something is printed on. */
const PAPER = 4000;
const MARGIN = 36;
/** Browsers lay nothing out beyond some ten million pixels. */
const [LEAST, MOST] = [10, 100_000];

const RULES = `
html{background:#e7e3dd}body{margin:0;padding:.4rem}
.gk-sheet{position:relative;background:#fff;margin:0 auto .5rem;min-width:34rem;box-shadow:0 1px 3px rgb(0 0 0/.25);isolation:isolate}
.gk-sheet>img,.gk-sheet>svg{position:absolute;inset:0;width:100%;height:100%;display:block}
text{font-family:"Noto Serif CJK SC",SimSun,Songti SC,serif;fill:#1c1b1a;white-space:pre}rect{fill:#5b5753}
.gk-place{position:absolute;scroll-margin:30vh 4rem}span.gk-place{pointer-events:none}a.gk-place:hover{background:rgb(29 79 143/.14)}
.gk-head{outline:3px solid #a3211f}.gk-part{outline:2px dashed #a3211f}
.gk-place:target{outline:4px solid #1d4f8f;background:#ffec96;mix-blend-mode:multiply;z-index:1}
.gk-head:target{outline:3px solid #a3211f;box-shadow:inset 0 0 0 3px #1d4f8f}`;

/** The pages as one harmless page: nothing in it comes from outside, and its links lead to the report alone. */
export function outlinedSheets(sheets: readonly Sheet[], marks: readonly Mark[], linkOf: LinkOf): string {
  const pages = sheets.map((sheet, at) => outlinedSheet(sheet, marks.filter(({ place }) => place.page === at + 1), linkOf));
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>${RULES}</style></head><body>${pages.join('\n')}</body></html>`;
}

function outlinedSheet(sheet: Sheet, marks: readonly Mark[], linkOf: LinkOf): string {
  const { width, height } = shownOf(sheet);
  const share = (value: number, whole: number): string => `${round((100 * value) / whole)}%`;
  const places = marks.map(({ anchor, place, chooses, outline }, at) => {
    const [left, top, right, bottom] = place.box ?? [0, 0, width, height];
    const style = `left:${share(left, width)};top:${share(top, height)};width:${share(right - left, width)};height:${share(bottom - top, height)}`;
    const common = `id="${escaped(anchor)}" class="gk-place${outline === null ? '' : ` gk-${outline}`}" style="${style}"`;
    return chooses === null ? `<span ${common}></span>` : `<a ${common} href="${escaped(linkOf(marks[at]!) ?? '')}" target="_top" tabindex="-1" aria-label="${escaped(chooses.value)}"></a>`;
  });
  return `<div class="gk-sheet" style="aspect-ratio:${round(width)}/${round(height)}">${drawn(sheet, width, height)}${places.join('')}</div>`;
}

function drawn({ drawing }: Sheet, width: number, height: number): string {
  if (drawing.kind === 'print') return `<svg viewBox="0 0 ${round(width)} ${round(height)}" preserveAspectRatio="none" aria-hidden="true">${printed(drawing)}</svg>`;
  const bytes = drawing.type === 'image/png' ? plainPng(drawing.bytes) : plainJpeg(drawing.bytes);
  return `<img alt="" src="data:${drawing.type};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}">`;
}

function shownOf({ width, height, drawing }: Sheet): { width: number; height: number } {
  const ink = drawing.kind === 'print' ? [...drawing.glyphs, ...drawing.bars].map(({ box }) => box) : [];
  const side = (whole: number, edge: 2 | 3): number => {
    const used = whole > PAPER && ink.length > 0 ? Math.min(whole, ink.reduce((most, box) => Math.max(most, box[edge]), 0) + MARGIN) : whole;
    return Math.min(MOST, Math.max(LEAST, used));
  };
  return { width: side(width, 2), height: side(height, 3) };
}
