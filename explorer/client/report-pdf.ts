/** Draws the pages of a PDF with pdf.js, each when it comes near, and lays the places upon them. */
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

GlobalWorkerOptions.workerSrc = '/assets/pdfjs/pdf.worker.mjs';
const pane = document.querySelector<HTMLElement>('#pdf');
/** Sharper than the screen asks, since small print is read closely; no page is drawn with more dots than this. */
const MOST_DOTS = 16_000_000;

async function show(pane: HTMLElement): Promise<void> {
  const loading = getDocument({
    url: pane.dataset['url']!, cMapUrl: '/assets/pdfjs/cmaps/', cMapPacked: true, standardFontDataUrl: '/assets/pdfjs/standard_fonts/', wasmUrl: '/assets/pdfjs/wasm/',
    useWasm: false, isEvalSupported: false, enableXfa: false, disableRange: true, disableStream: true,
  });
  const pdf = await loading.promise;
  const pages: HTMLElement[] = [];
  for (let number = 1; number <= pdf.numPages; number++) pages.push(await lay(pane, await pdf.getPage(number)));
  place(pane, pages);
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      draw(pdf, target as HTMLElement).catch((error: unknown) => { failed(pane, error); });
    }
  }, { root: pane, rootMargin: '100% 0px' });
  for (const page of pages) near.observe(page);
  pane.querySelector('.drawing')?.remove();
  pane.dataset['ready'] = 'true';
  if (pane.dataset['choose'] !== undefined) choose(pane, pane.dataset['choose']);
}

/** An empty page of the right shape; places stand in it by their share of its sides. */
async function lay(pane: HTMLElement, page: PDFPageProxy): Promise<HTMLElement> {
  const { width, height } = page.getViewport({ scale: 1 });
  const sheet = document.createElement('div');
  sheet.className = 'sheet';
  sheet.dataset['number'] = String(page.pageNumber);
  Object.assign(sheet.dataset, { width, height });
  sheet.style.aspectRatio = `${width} / ${height}`;
  sheet.setAttribute('role', 'group');
  sheet.setAttribute('aria-label', `${pane.dataset['page']} ${page.pageNumber}`);
  sheet.append(document.createElement('canvas'));
  pane.append(sheet);
  return Promise.resolve(sheet);
}

function place(pane: HTMLElement, pages: readonly HTMLElement[]): void {
  for (const mark of [...pane.querySelectorAll<HTMLElement>('.places > .place')]) {
    const sheet = pages[Number(mark.dataset['on']) - 1];
    if (sheet === undefined) continue;
    const [width, height] = [Number(sheet.dataset['width']), Number(sheet.dataset['height'])];
    const [left = 0, top = 0, right = width, bottom = height] = (mark.dataset['box'] ?? '').split(' ').filter(Boolean).map(Number);
    mark.style.left = `${(100 * left) / width}%`;
    mark.style.top = `${(100 * top) / height}%`;
    mark.style.width = `${(100 * (right - left)) / width}%`;
    mark.style.height = `${(100 * (bottom - top)) / height}%`;
    sheet.append(mark);
  }
}

async function draw(pdf: PDFDocumentProxy, sheet: HTMLElement): Promise<void> {
  const page = await pdf.getPage(Number(sheet.dataset['number']));
  const plain = page.getViewport({ scale: 1 });
  const wanted = Math.max(1.5, (sheet.clientWidth / plain.width) * devicePixelRatio);
  const viewport = page.getViewport({ scale: Math.min(wanted, Math.sqrt(MOST_DOTS / (plain.width * plain.height))) });
  const canvas = sheet.querySelector('canvas')!;
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
  sheet.dataset['drawn'] = 'true';
}

function choose(pane: HTMLElement, anchor: string): void {
  for (const old of pane.querySelectorAll('.place.chosen')) old.classList.remove('chosen');
  const mark = document.getElementById(anchor);
  if (mark === null || !pane.contains(mark)) return;
  mark.classList.add('chosen');
  const [outer, inner] = [pane.getBoundingClientRect(), mark.getBoundingClientRect()];
  pane.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  pane.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}

function failed(pane: HTMLElement, error: unknown): void {
  const note = pane.querySelector('.drawing') ?? pane.insertBefore(document.createElement('p'), pane.firstChild);
  note.textContent = pane.dataset['failed'] ?? '';
  console.warn(error);
}

if (pane !== null) {
  pane.addEventListener('choose', (event) => {
    const anchor = (event as CustomEvent<string>).detail;
    if (pane.dataset['ready'] === 'true') choose(pane, anchor);
    else pane.dataset['choose'] = anchor;
  });
  show(pane).catch((error: unknown) => { failed(pane, error); });
}
