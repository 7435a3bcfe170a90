/** A database whose every text is hostile, and the explorer over it. */
import { Agencies } from '../../db/agencies.ts';
import { Coverage } from '../../db/coverage.ts';
import type { Db } from '../../db/open.ts';
import { createApp } from '../../explorer/app.tsx';
import { NO_ORIGINALS } from '../../explorer/context.ts';
import { freshStore, put } from '../db/support.ts';
import { printing, syntheticReport } from '../db/synthetic.ts';

export const SCRIPT = '<script>alert(1)</script>';
export const IMAGE = '"><img src=x onerror=alert(2)>';

export const NAMES = [`${SCRIPT}应急管理厅`, `'${IMAGE}市应急管理局`];

/** Two agencies named in markup, whose prose, titles, headings, sources and evidence are markup; their arithmetic fails. */
export function forged(): Db {
  const agencies = [
    { id: '110000', nameZh: NAMES[0]!, nameEn: SCRIPT, level: 'province', parent: null },
    { id: '110100', nameZh: NAMES[1]!, nameEn: IMAGE, level: IMAGE, parent: '110000' },
  ];
  const { db, store } = freshStore(agencies);
  for (const agency of agencies) {
    for (const fiscalYear of [2020, 2021]) {
      const report = printing(syntheticReport({ agency, fiscalYear, prose: 200 }), { 't3.new@total': 4321 });
      const text = `本年度公开${SCRIPT}信息${IMAGE}。`;
      put(store, {
        document: { ...report.document, sources: [`https://a.gov.cn/?${IMAGE}`, SCRIPT] },
        extraction: { ...report.extraction, title: `${SCRIPT}${IMAGE}`, sections: report.extraction.sections.map((section) => ({ ...section, heading: SCRIPT, text })), problems: [{ code: 'x', message: SCRIPT }] },
      });
    }
  }
  db.transaction(() => new Coverage(db, new Agencies(db)).put([{ agencyId: '110000', fiscalYear: 2019, status: 'not_found', evidence: `${SCRIPT}${IMAGE}`, observedOn: '2021-03-01' }]))();
  store.finish();
  return db;
}

/** Asks the explorer over `db` without a server; what it fails at is thrown. */
export function asking(db: Db): (path: string, init?: RequestInit) => Promise<Response> {
  const app = createApp({ db, dbPath: db.name, banner: null, originals: NO_ORIGINALS }, {
    listening: '127.0.0.1', fault: (error, path) => { throw new Error(`fault at ${path}`, { cause: error }); },
  });
  return async (path, init) => app.request(`http://127.0.0.1${path}`, { ...init, headers: { host: '127.0.0.1', ...(init?.headers as Record<string, string> | undefined) } });
}
