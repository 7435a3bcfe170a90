/** Reports whose originals are neither page, PDF nor DOCX: every cell has its place in what is shown. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderOfd } from '../../crawlers/replica/render/ofd.ts';
import { cellAnchor } from '../../explorer/originals/marks.ts';
import { Store } from '../../db/store.ts';
import { renderWorkbook } from '../forge/render/workbook.ts';
import { forge } from '../forge/report.ts';
import { explored, reportAddress, type Explored } from './served.ts';

describe('originals of other formats', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-formats-'));
  let explorer: Explored;
  const documents = (format: string): string[] => explorer.db.prepare<[string], string>("SELECT sha256 FROM documents WHERE format = ? AND status = 'report'").pluck().all(format);

  beforeAll(async () => {
    for (const [kind, seed] of [['xlsx', '11'], ['xls', '12']] as const) writeFileSync(join(folder, `a.${kind}`), renderWorkbook(forge(seed, { format: kind }), kind).bytes);
    writeFileSync(join(folder, 'a.ofd'), renderOfd(forge('13', { format: 'ofd' })).bytes);
    explorer = await explored(folder);
  });
  afterAll(async () => {
    await explorer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['xlsx', 'xls'])('%s is shown as a page in which every cell has its anchor and its text', async (format) => {
    const [sha256] = documents(format);
    const report = new Store(explorer.db).extractionOf(sha256!);
    if (report?.status !== 'report') throw new Error('not a report');
    const shown = await (await fetch(`${explorer.url}/original/${sha256!}/shown`)).text();
    const placed = report.cells.flatMap(({ place, raw }) => (place === null ? [] : [{ anchor: cellAnchor(place), raw }]));
    expect(placed.length).toBeGreaterThan(150);
    const cellOf = (anchor: string): string => new RegExp(`<td[^>]*id="${anchor}"[^>]*>(.*?)</td>`, 's').exec(shown)?.[1]?.replaceAll(/<[^>]*>/g, '').replaceAll('&nbsp;', '\u00a0') ?? `no ${anchor}`;
    expect(placed.filter(({ anchor, raw }) => cellOf(anchor).trim() !== (raw ?? '').trim())).toEqual([]);
  });

  it('ofd is drawn page by page: every place has its anchor on its page, and the page says what is left out', async () => {
    const [sha256] = documents('ofd');
    const report = new Store(explorer.db).extractionOf(sha256!);
    if (report?.status !== 'report') throw new Error('not a report');
    const pages = (await (await fetch(`${explorer.url}/original/${sha256!}/shown`)).text()).split('<div class="gk-sheet"').slice(1);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[0]).toMatch(/^ style="aspect-ratio:59\d(?:\.\d+)?\/84\d/);
    const placed = report.cells.flatMap(({ place }) => (place === null ? [] : [place]));
    expect(placed.length).toBeGreaterThan(150);
    expect(placed.filter((place) => !pages[place.page! - 1]!.includes(`id="${cellAnchor(place)}"`))).toEqual([]);
    const page = await (await fetch(`${explorer.url}${reportAddress(explorer.db, sha256!)}&lang=en`)).text();
    expect(page).toContain('pictures, seals and slanted text are left out');
    expect(page).not.toContain('cannot be shown here');
    const file = await fetch(`${explorer.url}/original/${sha256!}`);
    expect(file.headers.get('content-disposition')).toContain(`${sha256!}.ofd`);
    expect(explorer.faults).toEqual([]);
  });
});
