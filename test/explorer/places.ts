/** Clicks every number of every report in a browser and looks at what is outlined in the original. */
import type { Browser, Frame, Page } from 'playwright';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Explored } from './served.ts';
import { reportAddress } from './served.ts';

/** One number and what became of the click. */
export interface Seen {
  code: string;
  raw: string;
  /** Null where the outline is right; else what is wrong. */
  fault: string | null;
}

export interface DocumentSeen {
  sha256: string;
  format: string;
  cells: Seen[];
}

interface Figure {
  code: string;
  raw: string;
}

/** What a browser says of an outlined place, in pixels of its window. */
interface Outlined {
  anchor: string | null;
  text: string;
  outlined: boolean;
  covered: boolean;
  /** left, top, right, bottom; and the window that must hold it. */
  box: [number, number, number, number];
  window: [number, number];
}

const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');

/**
 * Every document that was read, each number of it clicked once; of pictures that are known, every cell with a place, read or not.
 */
export async function placesOf({ db, url, originals }: Explored, browser: Browser, pictures: ReadonlyMap<string, Picture> = new Map()): Promise<DocumentSeen[]> {
  const documents = db.prepare<[], { sha256: string; format: string }>("SELECT sha256, format FROM documents WHERE standing IN ('represents_report', 'other_rendition') ORDER BY format, sha256").all();
  const seen: DocumentSeen[] = [];
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  for (const { sha256, format } of documents) {
    const known = pictures.get(sha256);
    const figures = db.prepare<[string], Figure & { value: number | null }>('SELECT code, raw, value FROM reading_cells WHERE sha256 = ? AND current = 1 AND (value IS NOT NULL OR page IS NOT NULL)').all(sha256)
      .flatMap(({ code, raw, value }) => (known !== undefined ? { code, raw: known.printed.get(code) ?? '' } : value === null ? [] : { code, raw }));
    await page.goto(`${url}${reportAddress(db, sha256)}`);
    const cells = format === 'pdf' ? await inPdf(page, figures, known?.items ?? (await itemsOf(originals.bytes(sha256)!))) : await inFrame(page, figures, known?.items);
    seen.push({ sha256, format, cells });
  }
  await page.close();
  return seen;
}

function judged({ code, raw }: Figure, anchor: string | null, outlined: Outlined, text: string): Seen {
  const [left, top, right, bottom] = outlined.box;
  const fault =
    anchor === null ? 'no number to click'
    : outlined.anchor !== anchor ? `outlined is ${outlined.anchor}, not ${anchor}`
    : !outlined.outlined ? 'no outline is drawn'
    : right - left < 2 || bottom - top < 2 ? 'the outline has no size'
    : left < 0 || top < 0 || right > outlined.window[0] + 1 || bottom > outlined.window[1] + 1 ? `outside the window: ${outlined.box.map(Math.round).join(' ')}`
    : outlined.covered ? 'something lies upon it'
    : !squeezed(text).includes(squeezed(raw)) ? `the text there is ${JSON.stringify(text)}`
    : null;
  return { code, raw, fault };
}

/** All but PDF stand in a frame: each click moves the frame to the place's address, and what that address outlines is looked at there. */
async function inFrame(page: Page, figures: readonly Figure[], known: readonly Item[][] | undefined): Promise<Seen[]> {
  const frame = (await (await page.waitForSelector('iframe#page')).contentFrame())!;
  await frame.waitForLoadState('load');
  const items = known ?? (await drawnIn(frame));
  const anchors = await clicked(page, frame, figures.map(({ code }) => code));
  const outlined = await targetsOf(frame, [...new Set([...anchors.values()].filter((anchor) => anchor !== null))]);
  const { x, y } = await page.evaluate(() => document.querySelector('iframe#page')!.getBoundingClientRect().toJSON() as { x: number; y: number });
  const window = page.viewportSize()!;
  return figures.map((figure) => {
    const anchor = anchors.get(figure.code) ?? null;
    const within = outlined[anchor ?? ''] ?? NOTHING;
    const inFrame = within.box[0] >= 0 && within.box[1] >= 0 && within.box[2] <= within.window[0] + 1 && within.box[3] <= within.window[1] + 1;
    const box = within.box.map((side, at) => (inFrame ? side + (at % 2 === 0 ? x : y) : -1)) as Outlined['box'];
    return judged(figure, anchor, { ...within, box, window: [window.width, window.height] }, within.sheet === -1 ? within.text : textIn(items[within.sheet], within.share));
  });
}

const textIn = (items: readonly Item[] = [], [left = 0, top = 0, right = 0, bottom = 0]: readonly number[]): string =>
  items.filter(({ box: [l, t, r, b] }) => (l + r) / 2 > left && (l + r) / 2 < right && (t + b) / 2 > top && (t + b) / 2 < bottom).map(({ text }) => text).join('');

/** What is outlined in a frame; of pages that are drawn, on which (from 0) and where, in shares of its sides. */
interface InFrame extends Outlined {
  sheet: number;
  share: number[];
}

/** Every character of the pages that a frame draws, by the browser itself: page → boxes in shares of its sides. */
const drawnIn = (frame: Frame): Promise<Item[][]> =>
  frame.evaluate(() => [...document.querySelectorAll('.gk-sheet')].map((sheet) => [...sheet.querySelectorAll('text')].flatMap((text) => {
    const plane = text.getCTM()!;
    const { clientWidth, clientHeight } = text.ownerSVGElement!;
    return Array.from({ length: text.getNumberOfChars() }, (_, i): Item => {
      const { x, y, width, height } = text.getExtentOfChar(i);
      const { x: across, y: down } = new DOMPoint(x + width / 2, y + height / 2).matrixTransform(plane);
      const [left, top] = [across / clientWidth, down / clientHeight];
      return { text: text.textContent.charAt(i), box: [left, top, left, top] };
    });
  })));

const NOTHING: InFrame = { anchor: null, text: '', outlined: false, covered: false, box: [0, 0, 0, 0], window: [0, 0], sheet: -1, share: [] };

/** Code → the place to which a click moved the frame; null where it moved it nowhere. */
async function clicked(page: Page, frame: Frame, codes: readonly string[]): Promise<Map<string, string | null>> {
  const reached = new Set<string>();
  const heard = (moved: Frame): void => void (moved === frame && reached.add(new URL(moved.url()).hash.slice(1)));
  page.on('framenavigated', heard);
  const found = new Map<string, string | null>();
  for (let turn = 0, left = [...codes]; turn < 4 && left.length > 0; turn++) {
    // Moves that follow each other too fast become one; those are clicked again, more slowly.
    const wanted = await page.evaluate(async ([ids, pause]) => {
      const anchors: [string, string | null][] = [];
      for (const id of ids) {
        const link = document.getElementById(id);
        link?.click();
        anchors.push([id, link?.classList !== undefined && link.closest('td.chosen') !== null ? (link.dataset['anchor'] ?? null) : null]);
        await new Promise((done) => setTimeout(done, pause));
      }
      return anchors;
    }, [left, 5 * 4 ** turn] as const);
    for (const [code, anchor] of wanted) found.set(code, anchor !== null && reached.has(anchor) ? anchor : null);
    left = codes.filter((code) => found.get(code) === null);
  }
  page.off('framenavigated', heard);
  return found;
}

const targetsOf = (frame: Frame, anchors: readonly string[]): Promise<Record<string, InFrame>> =>
  frame.evaluate((wanted) => {
    const seen: Record<string, InFrame> = {};
    const sheets = [...document.querySelectorAll('.gk-sheet')];
    for (const anchor of wanted) {
      location.hash = anchor;
      const target = document.querySelector<HTMLElement>(':target');
      const box = target?.getBoundingClientRect() ?? new DOMRect();
      const style = target === null ? null : getComputedStyle(target);
      const sheet = target?.closest('.gk-sheet') ?? null;
      const paper = sheet?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
      const top = target === null ? null : document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      seen[anchor] = {
        anchor: target?.id ?? null, text: target?.innerText ?? '', outlined: style !== null && style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2 && style.visibility === 'visible',
        covered: target === null || top === null || !(target.contains(top) || top.contains(target)), box: [box.left, box.top, box.right, box.bottom], window: [innerWidth, innerHeight],
        sheet: sheet === null ? -1 : sheets.indexOf(sheet), share: [(box.left - paper.left) / paper.width, (box.top - paper.top) / paper.height, (box.right - paper.left) / paper.width, (box.bottom - paper.top) / paper.height],
      };
    }
    return seen;
  }, anchors);

/** What a picture shows, told by what it was drawn from: its texts by page, and what is printed under each code. */
export interface Picture {
  items: readonly Item[][];
  printed: ReadonlyMap<string, string>;
}

/** A text and its box: left, top, right, bottom, in shares of its page's sides. */
export interface Item {
  text: string;
  box: readonly [number, number, number, number];
}

/** Where each text of a PDF stands, by pdf.js itself: page → items. */
export async function itemsOf(bytes: Uint8Array): Promise<Item[][]> {
  const pdf = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const pages: Item[][] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    pages.push(items.flatMap((item): Item[] => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [x, y] = viewport.convertToViewportPoint(item.transform[4] as number, item.transform[5] as number);
      return [{ text: item.str, box: [x / viewport.width, (y - item.height) / viewport.height, (x + item.width) / viewport.width, y / viewport.height] }];
    }));
  }
  await pdf.destroy();
  return pages;
}

async function inPdf(page: Page, figures: readonly Figure[], items: readonly Item[][]): Promise<Seen[]> {
  await page.waitForSelector('#pdf[data-ready] .sheet[data-drawn]');
  const places = await page.evaluate((codes) => codes.map((code) => {
    const link = document.getElementById(code);
    link?.click();
    const pane = document.querySelector('#pdf')!.getBoundingClientRect();
    const place = document.querySelector<HTMLElement>('#pdf .place.chosen');
    const sheet = place?.closest<HTMLElement>('.sheet');
    const [box, paper] = [place?.getBoundingClientRect() ?? new DOMRect(), sheet?.getBoundingClientRect() ?? new DOMRect()];
    const style = place === null ? null : getComputedStyle(place);
    const inPane = box.top >= pane.top && box.bottom <= pane.bottom && box.left >= pane.left && box.right <= pane.right;
    const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return {
      wanted: link?.dataset['anchor'] ?? null, anchor: place?.id ?? null, text: '', outlined: style !== null && style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2, covered: place === null || top !== place,
      box: inPane ? ([box.left, box.top, box.right, box.bottom] as [number, number, number, number]) : ([-1, -1, -1, -1] as [number, number, number, number]), window: [innerWidth, innerHeight] as [number, number],
      number: Number(sheet?.dataset['number'] ?? 0), share: [(box.left - paper.left) / paper.width, (box.top - paper.top) / paper.height, (box.right - paper.left) / paper.width, (box.bottom - paper.top) / paper.height],
    };
  }), figures.map(({ code }) => code));
  return figures.map((figure, at) => {
    const { wanted, number, share, ...outlined } = places[at]!;
    return judged(figure, wanted, outlined, textIn(items[number - 1], share));
  });
}
