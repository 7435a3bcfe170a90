/** One page of an open PDF: what is printed on it and where. Each pdf.js function runs once per page. */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Matrix } from './geometry.ts';
import type { Painted } from './canvas.ts';
import { interpret } from './interpret.ts';
import type { Font } from './text-state.ts';

export interface Page extends Painted {
  /** 1-based. */
  number: number;
  /** As displayed, in points. */
  width: number;
  height: number;
}

/** @throws what pdf.js throws when the page is damaged. */
export async function readPage(document: PDFDocumentProxy, number: number): Promise<Page> {
  const page = await document.getPage(number);
  try {
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const list = await page.getOperatorList();
    const fonts = await fontsOf(page, list);
    const layers = list.argsArray.some((args) => args?.[0] === 'OC') ? await document.getOptionalContentConfig() : null;
    const shown = (properties: unknown): boolean => layers === null || layers.isVisible(properties);
    const painted = interpret(list, fonts, transform as unknown as Matrix, [0, 0, width, height], shown);
    return { number, width, height, ...painted };
  } finally {
    page.cleanup();
  }
}

/** Fonts of the page by the names its operators use. */
async function fontsOf(page: PDFPageProxy, list: { fnArray: number[]; argsArray: unknown[][] }): Promise<Map<string, Font>> {
  const fonts = new Map<string, Font>();
  const names = new Set<string>();
  for (let i = 0; i < list.fnArray.length; i++) {
    if (list.fnArray[i] === OPS.setFont) names.add(list.argsArray[i]![0] as string);
    else if (list.fnArray[i] === OPS.setGState) {
      for (const [key, value] of list.argsArray[i]![0] as [string, string[]][]) if (key === 'Font') names.add(value[0]!);
    }
  }
  for (const name of names) {
    const data: unknown = await new Promise((resolve) => page.commonObjs.get(name, resolve));
    fonts.set(name, describe(data));
  }
  return fonts;
}

/** The part of pdf.js's font object that places characters; a string in its stead is the reason why it could not be loaded. */
function describe(data: unknown): Font {
  if (typeof data !== 'object' || data === null) return { vertical: false, unit: 0.001, verticalMetrics: null, broken: true };
  const font = data as { vertical?: boolean; fontMatrix?: number[]; defaultVMetrics?: [number, number, number] };
  return {
    vertical: font.vertical ?? false,
    unit: font.fontMatrix?.[0] ?? 0.001,
    verticalMetrics: font.defaultVMetrics ?? null,
    broken: false,
  };
}
