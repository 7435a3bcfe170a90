/** Server time of every page of the explorer on a database of the size that the project is for. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Db } from '../../db/open.ts';
import { createApp } from '../../explorer/app.tsx';
import { NO_ORIGINALS } from '../../explorer/context.ts';
import { endConsole } from '../../explorer/console/runner.ts';
import { address, agencyAddress, reportAddress } from '../../explorer/frame/addresses.ts';
import { PAGES } from '../../explorer/pages/index.ts';
import { makeLarge } from './large.ts';
import type { Row } from './row.ts';

const LIMIT_MS = 150;
/** Addresses of each page, all different. */
const ADDRESSES = 60;
const WORDS = ['公开', '预警', '安全生产', '信息公开', '行政诉讼', '烟花爆竹', '2020', '培训', '不足', '查无此词', '政策解读', '防汛抗旱', '保密审查', '应急管理', '业务工作'];
const QUERIES = ['SELECT * FROM panel WHERE fiscal_year = 2020 LIMIT 100', 'SELECT count(*) FROM reports WHERE fiscal_year = 2021', 'SELECT agency, fiscal_year, disclosure_rate FROM panel LIMIT 1000', 'SELECT * FROM codebook'];

/** Varied addresses by route: `i` counts on. A page that stands here not is measured as it stands without parameters. */
const VARIED: Readonly<Record<string, (i: number, agency: string, province: string, year: number) => string>> = {
  '/': (i, _, province) => address('/', [{ page: 1 + (i % 30) }, { province }, { level: 'city', page: 1 + (i % 3) }, { status: 'inconsistent' }][i % 4]),
  '/agency/:agency': (_, agency) => agencyAddress(agency),
  '/findings': (i, agency, province, year) => address('/findings', [{ page: 1 + i }, { province }, { year }, { agency }, { kind: 'late', page: 1 + (i % 10) }][i % 5]),
  '/search': (i, _, __, year) => address('/search', { q: WORDS[i % WORDS.length], year: i % 3 === 0 ? year : null }),
  '/report/:agency/:year': (_, agency, __, year) => reportAddress(agency, year),
  '/compare': (i, agency, province, year) => address('/compare', [{}, { agency }, { group: `cities:${province}` }, { group: 'provinces', to: year, view: 'bars' }, { group: 'country', view: 'lines' }][i % 5]),
  '/codebook': (i) => address('/codebook', { q: i % 2 === 0 ? null : `t3.${'ncrot'[i % 5]}` }),
  '/sql': (i) => address('/sql', { q: QUERIES[i % QUERIES.length] }),
};

/** Asks every page on the database at `path`; one is made there, or in a temporary folder, where there is none. */
export async function benchExplorer(path: string | undefined, tell: (line: string) => void): Promise<Row[]> {
  const folder = path === undefined ? mkdtempSync(join(tmpdir(), 'gongkai-bench-')) : undefined;
  const file = path ?? join(folder!, 'gongkai.sqlite');
  try {
    if (!existsSync(file)) makeLarge(file, { tell });
    openDatabase(file, { origin: 'replica' }).close(); // the derived parts are those of this code
    const db = openDatabase(file, { readonly: true });
    try {
      return await measured(db, file);
    } finally {
      db.close();
    }
  } finally {
    endConsole();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(db: Db, file: string): Promise<Row[]> {
  const app = createApp({ db, dbPath: file, banner: null, originals: NO_ORIGINALS }, { listening: '127.0.0.1' });
  const count = db.prepare<[], number>('SELECT count(*) FROM report').pluck().get() ?? 0;
  const reports = db.prepare<[number], { agency: string; province: string; year: number }>(`
    SELECT a.agency_id AS agency, p.agency_id AS province, r.fiscal_year AS year FROM report r JOIN agency a ON a.id = r.agency JOIN agency p ON p.id = a.province
    WHERE r.agency % 53 = 7 ORDER BY r.agency * 7919 % 1009, r.fiscal_year LIMIT ?`).all(ADDRESSES);
  const rows: Row[] = [];
  for (const { path } of PAGES) {
    const times: number[] = [];
    const failed = new Set<string>();
    for (const [i, { agency, province, year }] of reports.entries()) {
      const at = VARIED[path]?.(i, agency, province, year) ?? path;
      const start = performance.now();
      const response = await app.request(`http://127.0.0.1${at}`, { headers: { host: '127.0.0.1' } });
      await response.text();
      times.push(performance.now() - start);
      if (response.status !== 200) failed.add(`${response.status} ${at}`);
    }
    const first = times[0]!;
    times.sort((a, b) => a - b);
    const [p50, p95] = [times[Math.floor(times.length / 2)]!, times[Math.floor(times.length * 0.95)]!];
    rows.push({
      what: `explorer ${path}, server time, 95th percentile`, asked: `< ${LIMIT_MS} ms`, reached: `${p95.toFixed(0)} ms`, met: p95 < LIMIT_MS && failed.size === 0,
      note: `${count.toLocaleString('en')} reports, ${times.length} addresses; median ${p50.toFixed(0)} ms, the very first ${first.toFixed(0)} ms${failed.size === 0 ? '' : `; not answered: ${[...failed].slice(0, 3).join(', ')}`}`,
    });
  }
  return rows;
}
