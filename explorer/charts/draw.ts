/** Charts as SVG text, drawn on the server by Observable Plot, so that pages need no script and print as they are. */
import * as Plot from '@observablehq/plot';
import { Markup } from './markup.ts';

export const FONT = 'system-ui, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What the marks look like. Every series colour keeps 4.5 to 1 on white. */
export const COLOURS = ['#8f1d21', '#1d4f8f', '#2f6f4f', '#8a5a00', '#6b3fa0', '#006f7a', '#a03a6b', '#4d4d4d', '#a8431a', '#46549b'] as const;
export const SYMBOLS = ['circle', 'square', 'triangle', 'diamond', 'star', 'hexagon'] as const;
export const INK = '#1c1b1a';
export const SOFT = '#5b5753';
export const GRID = '#e6e1da';
export const POOL = '#1c1b1a';

export interface Drawing {
  /** What stands within the svg element, in pixels of `width` × `height`. */
  inner: string;
  width: number;
  height: number;
}

/** Pixels that a text takes at 12 px: Chinese characters are square, others half as wide. */
export const widthOf = (text: string, size = 12): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? size : size * 0.58), 0);

/** Draws with Plot. Of its svg element only what stands within is taken: the root is ours (see `svgOf`). */
export function draw(options: Plot.PlotOptions): Drawing {
  const { width = 640, height = 400 } = options;
  const svg = Plot.plot({ ...options, document: new Markup() as never }) as unknown as { innerHTML: string };
  return { inner: plain(svg.innerHTML), width, height };
}

/**
 * Without Plot's style element, since the pages allow no inline style (what it says stands in our sheet), and without the labels of
 * groups: the image as a whole has a name, its parts are no elements of their own. Hundredths of pixels suffice.
 */
const plain = (markup: string): string =>
  markup.replaceAll(/<style>[\s\S]*?<\/style>/g, '').replaceAll(/ aria-(?:label|hidden)="[^"]*"/g, '').replaceAll(/(\d+\.\d{2})\d+/g, '$1');

interface Root {
  title: string;
  description: string;
  /** Makes ids of this chart; no two on a page are the same. */
  id: string;
  className?: string;
}

/** A whole svg element: an image with a name and a description. */
export function svgOf({ inner, width, height }: Drawing, { title, description, id, className }: Root): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" fill="${INK}" font-family="${escaped(FONT)}" font-size="12"` +
    ` text-anchor="middle" role="img" aria-labelledby="${id}-title ${id}-desc"${className === undefined ? '' : ` class="${className}"`}>` +
    `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(description)}</desc>${inner}</svg>`;
}

/** Text at a place in pixels. */
export const text = (x: number, y: number, words: string, attributes = ''): string => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escaped(words)}</text>`;
