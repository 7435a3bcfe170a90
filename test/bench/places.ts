import { findChromium } from '../../crawlers/fetch/chromium.ts';
import { placesOf } from '../explorer/places.ts';
import { browser, explored } from '../explorer/served.ts';
import { skipped } from './row.ts';
import type { Row } from './row.ts';

/** Every number of the samples, clicked in a browser: how many are outlined where they stand in the original. */
export async function places(): Promise<Row[]> {
  const what = 'numbers of the samples outlined in their originals';
  if ((await findChromium()) === null) return [skipped(what, 'no Chromium')];
  const site = await explored();
  const chromium = await browser();
  try {
    const documents = await placesOf(site, chromium);
    return [...new Set(documents.map(({ format }) => format))].map((format): Row => {
      const cells = documents.filter((document) => document.format === format).flatMap((document) => document.cells);
      const right = cells.filter(({ fault }) => fault === null).length;
      return { what, asked: '100 %', reached: `${((100 * right) / cells.length).toFixed(right === cells.length ? 0 : 2)} %`, met: right === cells.length, note: `${right} of ${cells.length}, ${format}` };
    });
  } finally {
    await chromium.close();
    await site.close();
  }
}
