/** A fetcher that answers from a map, without any network, and an archive for nights that ask it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { Archive } from '../../../crawlers/archive.ts';
import type { Exchange, Fetcher, Request } from '../../../crawlers/fetch/exchange.ts';
import { crawl, type Crawled } from '../../../crawlers/night/crawl.ts';
import type { AgencyRecord } from '../../../data/registry.ts';

export type Given = string | Partial<Omit<Exchange, 'request'>>;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What stands at addresses, changeable; everything else is gone. `asked` holds the requests in order. */
export class Portals {
  readonly pages: Record<string, Given | ((request: Request) => Given)>;
  readonly asked: Request[] = [];
  /** Throws at the request of this number, as a program that is killed. */
  dieAt = Infinity;

  constructor(pages: Portals['pages']) {
    this.pages = pages;
  }

  readonly fetcher: Fetcher = {
    fetch: async (request) => {
      if (this.asked.length >= this.dieAt) throw new Error('killed');
      this.asked.push(request);
      const entry = this.pages[request.url];
      const given = typeof entry === 'function' ? entry(request) : (entry ?? { status: 404, verdict: 'gone', reason: 'the server answered 404', body: null });
      const plain: Exchange = {
        request, url: request.url, redirects: [], status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, verdict: 'ok', reason: null, body: null, rendered: false,
      };
      return typeof given === 'string' ? { ...plain, body: bytes(given) } : { ...plain, ...given };
    },
    close: async () => {},
  };

  /** Addresses asked since `from`. */
  urls(from = 0): string[] {
    return this.asked.slice(from).map(({ url }) => url);
  }
}

export function emptyArchive(): Archive {
  const dir = mkdtempSync(join(tmpdir(), 'gongkai-night-'));
  const archive = Archive.open(dir);
  closers.push(() => {
    archive.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return archive;
}

/** A night to its end. */
export async function nightOver(archive: Archive, portals: Portals, agencies: readonly AgencyRecord[], day: string): Promise<Crawled> {
  const crawled = await crawl({ archive, agencies, day, origin: 'replica', fetcher: () => portals.fetcher });
  archive.journal.end(crawled.night.id, new Date());
  return crawled;
}

export const page = (title: string, body: string): string => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;

/** A list of links, and below it whatever else. */
export const list = (links: readonly (readonly [href: string, title: string])[], more = ''): string =>
  page('政府信息公开年报', `<h1>政府信息公开年报</h1><ul>${links.map(([href, title]) => `<li><a href="${href}">${title}</a><span>2025-01-20</span></li>`).join('')}</ul>${more}`);

/** A page that reads as the report of an organ. */
export const report = (organ: string, year: number, more = ''): string =>
  page(`${organ}${year}年政府信息公开工作年度报告`, `<h1>${organ}${year}年政府信息公开工作年度报告</h1><div class="TRS_Editor">${'根据《中华人民共和国政府信息公开条例》的规定，现公布本年度报告。'.repeat(30)}${more}</div>`);
